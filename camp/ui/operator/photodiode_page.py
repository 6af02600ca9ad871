"""Measure by a photodiode how late pictures come: three steps and a verdict."""

from __future__ import annotations

import multiprocessing as mp
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, get_args

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QProgressBar,
    QWidget,
)

from attention_camp.camp.pc.photodiode_report import PhotodiodeReport, save_result
from attention_camp.camp.processes.spawning import spawn
from attention_camp.camp.session.request import Corner
from attention_camp.camp.ui.operator.photodiode_results import PhotodiodeResults
from attention_camp.camp.ui.operator.settings_page import label_width
from attention_camp.camp.ui.participant.photodiode import (
    FEWEST,
    MOST,
    USUAL,
    Asked,
    run_photodiode,
)
from attention_camp.camp.ui.screens import placed, screen_text
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import NumberBox, pad
from attention_camp.camp.ui.widgets.page import Banner, CardFrame, Page, label
from attention_camp.camp.ui.widgets.protocol_titles import headset_title
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.resources.texts import UserError
from attention_camp.signal.photodiode.opening import SIMULATED, SOUND_CARD

translate = QCoreApplication.translate

_LOOK_MS = 100
_HEADSET = "headset"
_END_SECONDS = 2.0


class PhotodiodePage(Page):
    """Asks where patch and diode are, measures in a process of its own, shows it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            "",
            translate(
                "PhotodiodePage",
                "How late a picture is on the glass, and how steadily: in ten minutes, "
                "on your own monitor.",
            ),
            scrolls=True,
        )
        self.title.setText(self.tr("Photodiode"))
        self.origin = "pc"
        self._workspace = workspace
        self._process: BaseProcess | None = None
        self._pipe: Connection[Any, Any] | None = None
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self._inputs: list[QWidget] = []
        self.results = PhotodiodeResults()
        self.body.addWidget(self.results)
        self.body.addWidget(self._patch_card())
        self.body.addWidget(self._diode_card())
        self.body.addWidget(self._measure_card())
        self.body.addStretch()
        self.add_back(self.tr("Back")).clicked.connect(
            lambda: self.left.emit(self.origin)
        )
        self.cancel = self.add_secondary(self.tr("Cancel"))
        self.cancel.clicked.connect(self._on_cancel)
        self.add_primary(self.tr("Measure")).clicked.connect(self._on_measure)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._allow()

    # what is asked

    def _patch_card(self) -> CardFrame:
        card = CardFrame(self.tr("1. Tape the diode over the patch"))
        card.box.addWidget(
            label(
                self.tr(
                    "The patch is in a corner of the participant's screen. Take the "
                    "corner nearest to the height of the stimuli, and shield the diode "
                    "from the light of the room."
                ),
                "small",
                wraps=True,
            )
        )
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        self.corner = QComboBox()
        names = (
            self.tr("Top left"),
            self.tr("Top right"),
            self.tr("Bottom left"),
            self.tr("Bottom right"),
        )
        for name, corner in zip(names, get_args(Corner)[1:], strict=True):
            self.corner.addItem(name, corner)
        self.size_deg = QDoubleSpinBox()
        self.size_deg.setRange(0.2, 10)
        self.size_deg.setDecimals(1)
        self.size_deg.setSuffix("°")
        pad(self.size_deg)
        self._ask(form, self.tr("Corner"), self.corner)
        self._ask(form, self.tr("Size of the patch"), self.size_deg)
        card.box.addLayout(form)
        return card

    def _diode_card(self) -> CardFrame:
        card = CardFrame(self.tr("2. Say where its signal goes"))
        card.box.addWidget(
            label(
                self.tr(
                    "Best into a free channel of the headset's amplifier: the result "
                    "then holds for what is recorded, transport included. A sound card "
                    "measures the screen alone."
                ),
                "small",
                wraps=True,
            )
        )
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        self.where = QComboBox()
        self.where.activated.connect(self._allow)
        self.channel = QLineEdit()
        self.channel.setPlaceholderText(self.tr("the only auxiliary one"))
        self._ask(form, self.tr("Connected to"), self.where)
        self._ask(form, self.tr("Channel"), self.channel)
        card.box.addLayout(form)
        return card

    def _measure_card(self) -> CardFrame:
        card = CardFrame(self.tr("3. Measure"))
        self.place = label("", "small", wraps=True)
        card.box.addWidget(self.place)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        self.n_onsets = NumberBox()
        self.n_onsets.setRange(FEWEST, MOST)
        self.n_onsets.setValue(USUAL)
        self._ask(form, self.tr("Onsets"), self.n_onsets)
        card.box.addLayout(form)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Measuring"))
        card.box.addWidget(self.bar)
        return card

    def _ask(self, form: QFormLayout, name: str, field: QWidget) -> None:
        field.setAccessibleName(name)
        field.setMaximumWidth(22 * self.fontMetrics().height())
        text = label(name)
        text.setBuddy(field)
        text.setMinimumWidth(label_width(self))
        form.addRow(text, field)
        self._inputs.append(field)

    def shown(self) -> None:
        """Show what the settings say now, and the latest results."""
        settings = self._workspace.settings
        chosen = "bottom-left" if settings.photodiode == "none" else settings.photodiode
        self.corner.setCurrentIndex(self.corner.findData(chosen))
        self.size_deg.setValue(settings.photodiode_deg)
        place = self.where.currentData()
        self.where.clear()
        title = translate("Sources", settings.board_title)
        name = title or headset_title(settings.board)
        self.where.addItem(self.tr("Headset: {name}").format(name=name), _HEADSET)
        self.where.addItem(self.tr("Sound card"), SOUND_CARD)
        self.where.addItem(self.tr("Simulated diode, to try this page"), SIMULATED)
        self.where.setCurrentIndex(max(self.where.findData(place), 0))
        display = placed(self._workspace.display, self.screen(), simulated=False)
        self.place.setText(
            self.tr(
                "A cross is shown on screen {name}. The patch changes about twice a "
                "second, far below the limit for flashes. 100 onsets take a minute; "
                "Esc ends it."
            ).format(name=screen_text(display.screen))
        )
        self.results.show_file(self._file)
        self._allow()

    @property
    def _file(self) -> Path:
        return self._workspace.settings_path.with_name("photodiode.json")

    def window_closing(self) -> None:
        """Stop a running measurement."""
        self._end()

    def _allow(self) -> None:
        busy = self._process is not None
        self.bar.setVisible(busy)
        self.cancel.setVisible(busy)
        self.primary.setEnabled(not busy)
        for field in self._inputs:
            field.setEnabled(not busy)
        is_headset = self.where.currentData() == _HEADSET
        self.channel.setEnabled(is_headset and not busy)

    # measuring

    def asked(self) -> Asked:
        """Return what was chosen."""
        settings = self._workspace.settings
        where = self.where.currentData()
        is_headset = where == _HEADSET
        display = placed(self._workspace.display, self.screen(), simulated=False)
        return Asked(
            replace(
                display,
                photodiode=self.corner.currentData(),
                photodiode_deg=self.size_deg.value(),
            ),
            settings.board if is_headset else where,
            self.channel.text().strip() if is_headset else "",
            dict(settings.board_fields) if is_headset else {},
            self.n_onsets.value(),
        )

    def _on_measure(self) -> None:
        asked = self.asked()
        settings = self._workspace.settings
        settings.photodiode = asked.display.photodiode
        settings.photodiode_deg = asked.display.photodiode_deg
        self._workspace.save_if_possible()
        self._pipe, theirs = mp.Pipe(duplex=False)
        self._process = spawn(run_photodiode, theirs, asked, name="photodiode")
        theirs.close()
        self.bar.setRange(0, asked.n_onsets)
        self.bar.setValue(0)
        self.banner.say("info", self.tr("Measuring…"))
        self._timer.start(_LOOK_MS)
        self._allow()

    def _look(self) -> None:
        """Take what the process says; it may have ended without a word."""
        said: object = None
        pipe = self._pipe
        try:
            while pipe is not None and pipe.poll():
                said = pipe.recv()
                if isinstance(said, int):
                    self.bar.setValue(said)
                else:
                    self._take(said)
                    return
        except (EOFError, OSError):
            self._take(
                UserError(
                    self.tr(
                        "The measurement broke off, and nothing of it was kept. Close "
                        "other full-screen programs, then measure again."
                    )
                )
            )

    def _take(self, said: object) -> None:
        self._end()
        if not isinstance(said, PhotodiodeReport):
            self.banner.say("bad", translated(said))
            return
        save_result(said, self._file)
        kinds: dict[str, Any] = {"good": "good", "doubtful": "warn", "bad": "bad"}
        self.banner.say(kinds[said.verdict], translated(said.advice()))
        self.results.show_file(self._file)
        self.scroll_to_top()

    def _on_cancel(self) -> None:
        self._end()
        self.banner.say("info", self.tr("Stopped; the result before is kept."))

    def _end(self) -> None:
        self._timer.stop()
        if self._process is not None:
            self._process.terminate()
            self._process.join(_END_SECONDS)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        self._allow()
