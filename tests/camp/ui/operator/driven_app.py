"""The application as it is started, and a line on its input to ask where things are.

Nothing is done through that line: keys and mouse do it.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QPainter, QPicture
from PySide6.QtWidgets import QApplication, QWidget

from attention_camp.camp.ui.app import WindowHost, make_app, make_workspace
from attention_camp.camp.ui.faults import install_fault_hook


def middle(widget: QWidget) -> list[int]:
    """Return where on the screen the middle of a widget is."""
    point = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height() // 2))
    return [point.x(), point.y()]


def tick_boxes(axis: Any) -> list[list[float]]:
    """Return where the numbers of a plot's axis are: left, top, right, bottom, px."""
    picture = QPicture()
    painter = QPainter(picture)
    painter.setFont(axis.style["tickFont"] or painter.font())
    drawn = axis.generateDrawSpecs(painter)
    painter.end()
    rects = [rect for rect, _, _ in drawn[2]] if drawn else []
    return [[one.left(), one.top(), one.right(), one.bottom()] for one in rects]


class Line(QObject):
    """Answers questions that come as lines."""

    asked = Signal(str)

    def __init__(self, host: WindowHost) -> None:
        super().__init__()
        self._host = host
        self.asked.connect(self._answer)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.asked.emit(json.loads(line))

    def _answer(self, expression: str) -> None:
        names = {
            "window": self._host.window,
            "middle": middle,
            "tick_boxes": tick_boxes,
            "finish": finish,
            "focus": QApplication.focusWidget(),
            "dialog": QApplication.activeModalWidget(),
        }
        try:
            value: Any = eval(expression, names)
            text = json.dumps(value)
        except Exception as error:  # noqa: BLE001 (it is the answer)
            text = json.dumps({"failed": repr(error)})
        print(text, flush=True)


def finish() -> bool:
    """End the application, and its session, without a question."""
    QTimer.singleShot(0, QApplication.instance(), lambda: QApplication.exit(0))
    return True


def begin(host: WindowHost, request: dict[str, Any]) -> None:
    """Start a session at once, as the last step of *New session* does."""
    from attention_camp.camp.processes.controller import SessionController
    from attention_camp.camp.session.messages import StreamOpened
    from attention_camp.camp.session.request import SessionRequest
    from attention_camp.camp.ui.operator.live_session import LiveSession
    from attention_camp.camp.ui.participant.process import run_participant
    from attention_camp.camp.ui.screens import placed

    window = host.window
    asked = SessionRequest(window.workspace.dataset, **request)
    display = placed(
        window.workspace.display,
        window.screen(),
        simulated=asked.observer is not None,
    )
    from dataclasses import replace

    controller = SessionController(
        replace(asked, display=display), participant=run_participant
    )
    live = LiveSession(controller, window)
    window.take_session(live)

    def start(message: object) -> None:
        if isinstance(message, StreamOpened) and not controller.is_started:
            live.start()
            window.show_running()

    live.told.connect(start)
    live.connect_headset()


def main() -> int:
    """Run the application to its end."""
    dataset, settings, *rest = sys.argv[1:]
    app = make_app()
    workspace = make_workspace(Path(dataset), Path(settings))
    install_fault_hook()
    host = WindowHost(app, workspace)
    host.show()
    line = Line(host)
    if rest:
        QTimer.singleShot(0, host, lambda: begin(host, json.loads(rest[0])))
    status = app.exec()
    del line
    live = host.window.live
    if live is not None:
        live.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
