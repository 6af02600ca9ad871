"""A session without its participant: recording, scoring and the monitor's live plots.

Run by ``onset_loaded`` beside the window that is measured; takes the dataset's folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

from attention_camp.camp.processes.acquisition import StartRecording
from attention_camp.camp.processes.controller import SessionController
from attention_camp.camp.processes.session import prepare
from attention_camp.camp.session.messages import StreamOpened
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.app import build_main_window, make_app
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.participant.process import run_participant


def main(dataset: Path) -> None:
    """Record and show until killed."""
    app = make_app()
    request = SessionRequest(dataset, "01", "01", board="synthetic")
    window = build_main_window(dataset, settings=dataset.parent / "settings.json")
    controller = SessionController(request, participant=run_participant)
    live = LiveSession(controller, window)

    def begin(message: object) -> None:
        if isinstance(message, StreamOpened) and not controller.is_started:
            controller.is_started = True
            prepare(controller.prepared)
            start = StartRecording(controller.request, controller.prepared.paths)
            controller._acquisition.send(start)
            window.watch(live)

    live.told.connect(begin)
    window.show()
    live.connect_headset()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
