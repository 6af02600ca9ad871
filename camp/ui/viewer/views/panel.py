"""The views beside the traces: chosen, computed, copied as Python, saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.viewer.views.asked import BANDS, Answer, Asked, Kind
from attention_camp.camp.ui.viewer.views.chart import Chart
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.form_rows import labelled
from attention_camp.camp.ui.widgets.page import label
from attention_camp.camp.ui.widgets.spectrum import Spectrum

BY_MNE = ("evoked", "components")
"""Views of the whole session, computed beside the window."""


class ViewPanel(QWidget):
    """Spectrum, maps, evoked responses and components of what is seen."""

    wanted = Signal()
    """Another view was chosen: it is to be shown of the time in view."""
    said = Signal(str, str)
    """A kind of banner and its text: what was copied, saved or failed."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        self.view = QComboBox()
        for name, kind in (
            (self.tr("Spectrum, median of channels"), ""),
            (self.tr("Spectrum of each channel"), "channels"),
            (self.tr("Spectrogram"), "spectrogram"),
            (self.tr("Bands over time"), "bands"),
            (self.tr("Map of a moment"), "moment"),
            (self.tr("Map of a band"), "band-map"),
            (self.tr("Evoked responses by condition"), "evoked"),
            (self.tr("Independent components"), "components"),
        ):
            self.view.addItem(name, kind)
        self.view.currentIndexChanged.connect(self._on_chosen)
        self.band = QComboBox()
        for name in BANDS:
            self.band.addItem(name, name)
        self.band.setCurrentText("α")
        self.band.currentIndexChanged.connect(self.wanted)
        self.band.hide()
        self.more = QPushButton(self.tr("Copy, save"))
        self.more.setProperty("role", "menu")
        self.more.setMenu(self._make_menu())
        row.addWidget(self.view, 1)
        row.addWidget(self.band)
        row.addWidget(self.more)
        column.addLayout(row)
        self.stack = QStackedWidget()
        self.spectrum = Spectrum()
        self.chart = Chart()
        for widget in (self.spectrum, self.chart):
            self.stack.addWidget(widget)
        column.addWidget(self.stack, 1)
        self.note = label("", "small", wraps=True)
        column.addWidget(self.note)
        labelled(self.view, self.tr("View"))
        labelled(self.band, self.tr("Band"))
        self.asked: Asked | None = None
        self.answer: Answer | None = None
        self.refused = ""
        """Why nothing is shown; empty: something is, or comes."""
        self._job: Background | None = None

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, do in (
            (self.tr("Copy view as Python"), self.copy_python),
            (self.tr("Copy traces as Python"), self._copy_traces),
            (self.tr("Save figure… (SVG, PNG, PDF)"), self._ask_figure),
            (self.tr("Save table… (CSV)"), self._ask_table),
            (
                self.tr("Save cut of the recording… (FIF, BDF, BrainVision, CSV)"),
                self._ask_cut,
            ),
        ):
            menu.addAction(text, do)
        return menu

    @property
    def kind(self) -> str:
        """The chosen view; empty: the spectrum over channels."""
        return str(self.view.currentData())

    def _on_chosen(self) -> None:
        self.stack.setCurrentIndex(0 if not self.kind else 1)
        self.band.setVisible(self.kind == "band-map")
        self.note.setText("")
        self.answer = None
        self.wanted.emit()

    @property
    def is_of_session(self) -> bool:
        """Whether the chosen view is of all trials, whatever is in view."""
        return self.kind in BY_MNE

    def show_nothing(self, asked: Asked, why: str) -> None:
        """Say why nothing is shown of a stretch; it can be cut out all the same."""
        self.asked, self.answer, self.refused = asked, None, why
        self.note.setText(why)
        self.chart.hide()
        self.spectrum.show_data(np.empty((0, 0)), 1.0)

    def show_asked(self, asked: Asked) -> None:
        """Show the chosen view of a stretch; those of MNE once for a session."""
        same = self.asked is not None and self.asked.recording is asked.recording
        self.asked, self.refused = asked, ""
        self.chart.positions = asked.recording.session.recording.info.positions
        if not self.kind:
            self.note.setText("")
            self.answer = None
        elif self.kind not in BY_MNE:
            from attention_camp.camp.ui.viewer.views.compute import computed

            self._show(computed(self.kind, asked))
        elif not (same and self.answer is not None and self.answer.kind == self.kind):
            self._start(asked)

    def _start(self, asked: Asked) -> None:
        """Compute a view of the whole session beside the window."""
        if self._job is not None:
            self._job.forget()
        from attention_camp.camp.ui.viewer.views import by_mne

        work = {"evoked": by_mne.evoked, "components": by_mne.components}[self.kind]
        self.chart.hide()
        self.note.setText(self.tr("Computing over the whole session…"))
        self._job = Background(partial(work, asked), self)
        self._job.done.connect(self._show)
        self._job.failed.connect(self._on_failed)
        self._job.start()

    def _on_failed(self, error: Exception) -> None:
        self.note.setText(translated(error))

    def _show(self, answer: Answer) -> None:
        if answer.kind != self.kind:
            return  # another view was chosen meanwhile
        self.answer = answer
        self.note.setText(answer.problem or answer.note)
        self.chart.setVisible(not answer.problem)
        if not answer.problem:
            self.chart.show_answer(answer)

    # copied and saved

    def copy_python(self) -> None:
        """Copy the lines that make the view again."""
        self._copy(self.kind or "channels")

    def _copy_traces(self) -> None:
        self._copy("traces")

    def _copy(self, kind: str) -> None:
        from attention_camp.camp.ui.viewer.views.python import lines_of

        if self.asked is not None:
            known: Kind = kind  # type: ignore[assignment]
            QApplication.clipboard().setText(lines_of(known, self.asked))
            self.said.emit("info", self.tr("Copied: paste it into Python."))

    def _ask_figure(self) -> None:
        if self.kind and (self.answer is None or self.answer.problem):
            self.said.emit("warn", self.refused or self.note.text())
            return
        self._ask(self.tr("Save figure"), "svg", ("svg", "png", "pdf"),
                  self.save_figure)  # fmt: skip

    def save_figure(self, path: Path) -> None:
        """Save the view as a figure of its own size, whole.

        Raises
        ------
        SaveError
            If the ending is another one, or the file cannot be written.
        """
        from attention_camp.camp.ui.viewer.views.save import figure_of, save_figure

        if self.asked is None:
            return
        figure = figure_of(self.asked, self.answer if self.kind else None)
        try:
            save_figure(figure, path)
        finally:
            figure.close()
            figure.deleteLater()

    def _ask_table(self) -> None:
        from attention_camp.camp.ui.viewer.views.compute import computed
        from attention_camp.camp.ui.viewer.views.save import save_table

        if self.asked is None:
            return
        if self.refused:
            self.said.emit("warn", self.refused)
            return
        found = self.answer or computed("channels", self.asked)
        if found.problem:
            self.said.emit("warn", found.problem)
            return
        self._ask(self.tr("Save table"), "csv", ("csv",),
                  lambda path: save_table(found, path))  # fmt: skip

    def _ask_cut(self) -> None:
        from attention_camp.camp.ui.viewer.views.save import save_cut

        if (asked := self.asked) is not None:
            self._ask(
                self.tr("Save cut of the recording"),
                "fif",
                ("fif", "bdf", "vhdr", "csv"),
                lambda path: save_cut(asked, path),
                beside=True,
            )

    def _ask(
        self,
        title: str,
        ending: str,
        endings: tuple[str, ...],
        save: Callable[[Path], None],
        *,
        beside: bool = False,
    ) -> None:
        """Ask where to save something, save it, ``beside`` the window, and say so."""
        if self.asked is None:
            return
        stem = self.asked.recording.session.paths.stem
        kind = self.kind or "spectrum"
        start = str(Path.home() / f"{stem}_{kind}.{ending}")
        kinds = " ".join(f"*.{one}" for one in endings)
        chosen, _ = QFileDialog.getSaveFileName(self, title, start, f"({kinds})")
        if chosen and beside:
            self.save_beside(Path(chosen), save)
        elif chosen:
            self.save_to(Path(chosen), save)

    def save_beside(self, path: Path, save: Callable[[Path], None]) -> None:
        """Save what takes a while, and say so when it is done."""
        self.said.emit("info", self.tr("Saving {file}…").format(file=path))
        job = Background(lambda: save(path), self)
        job.done.connect(lambda _: self._tell_saved(path))
        job.failed.connect(lambda error: self.said.emit("bad", translated(error)))
        job.start()

    def save_to(self, path: Path, save: Callable[[Path], None]) -> None:
        """Save something, and say where it is or why it is not."""
        from attention_camp.camp.ui.viewer.views.save import SaveError

        try:
            save(path)
        except SaveError as error:
            self.said.emit("bad", translated(error))
        else:
            self._tell_saved(path)

    def _tell_saved(self, path: Path) -> None:
        self._note_made(path)
        self.said.emit("good", self.tr("Saved: {file}").format(file=path))

    def _note_made(self, path: Path) -> None:
        """Keep that the file is of this person, for a withdrawal."""
        from attention_camp.camp.dataset.people.exports_made import note_made

        if self.asked is None:
            return
        run = self.asked.recording.session.paths
        beside = (".eeg", ".vmrk") if path.suffix.lower() == ".vhdr" else ()
        for one in (path, *map(path.with_suffix, beside)):
            note_made(run.dataset, "page", one, of=run.participant)
