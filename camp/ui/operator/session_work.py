"""What is done with chosen sessions: comment, export, put into the bin and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QWidget

from attention_camp.camp.dataset.layout import RunPaths, existing_runs, run_of_file
from attention_camp.camp.dataset.studies.study_folder import StudyFolder
from attention_camp.camp.people.signed_in import who_is_here
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.confirm import confirm
from attention_camp.camp.ui.widgets.session_rows import SessionRow
from attention_camp.resources.texts import Sentence, UserError

MOST_NAMED = 5
"""Sessions that a question names; own choice."""


class SessionWork(QObject):
    """Work on the chosen sessions of a dataset; what changes is told.

    Parameters
    ----------
    page : QWidget
        Page that dialogs belong to.
    """

    changed = Signal()
    """The list of sessions is to be read again."""
    said = Signal(str, str)
    """A kind of banner, and its text."""
    study_wanted = Signal(list)
    """Requests an analysis of some runs."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._job: Background | None = None
        self._last_binned: list[Path] = []

    @property
    def can_undo(self) -> bool:
        """Whether sessions were put into the bin in this sitting."""
        return bool(self._last_binned)

    def runs_of(self, dataset: Path, rows: Sequence[SessionRow]) -> list[RunPaths]:
        """Return all runs of some sessions: one may have been gone on with."""
        wanted = {(row.participant, row.session, _task_of(row)) for row in rows}
        return [
            run
            for run in existing_runs(dataset)
            if (run.participant, run.session, run.task) in wanted
        ]

    def comment(self, dataset: Path, row: SessionRow) -> None:
        """Ask for a comment on a session, and keep it."""
        from attention_camp.camp.dataset.derivatives.comments import write_comment

        title = self.tr("Comment on sub-{participant}, session {session}").format(
            participant=row.participant, session=row.session
        )
        text, is_kept = QInputDialog.getText(
            self._page, title, self.tr("Comment"), text=row.comment
        )
        runs = self.runs_of(dataset, [row])
        if is_kept and runs:
            self._do(lambda: write_comment(runs[-1], text, who=who_is_here()))

    def bin(self, dataset: Path, rows: Sequence[SessionRow]) -> None:
        """Ask whether to put sessions into the bin, and do it."""
        from attention_camp.camp.dataset.derivatives.bin import bin_run

        names = [f"sub-{row.participant} ses-{row.session}" for row in rows]
        shown = ", ".join(names[:MOST_NAMED]) + ", …" * (len(names) > MOST_NAMED)
        question = self.tr("Put {n} sessions into the bin?").format(n=len(rows))
        if len(rows) == 1:
            question = self.tr("Put this session into the bin?")
        loss = self.tr(
            "{names}: gone from all lists and analyses. The files stay in the "
            "dataset, under sourcedata/bin, and Undo puts them back."
        ).format(names=shown)
        if not confirm(
            self._page, question, loss, self.tr("Put into the bin"), self.tr("Keep")
        ):
            return

        def work() -> None:
            self._last_binned = []
            for run in self.runs_of(dataset, rows):
                self._last_binned.append(bin_run(run, who=who_is_here()).folder)

        self._do(work)

    def undo(self, dataset: Path) -> None:
        """Put back what was put into the bin last."""
        from attention_camp.camp.dataset.derivatives.bin import binned_runs, restore

        def work() -> None:
            last, self._last_binned = self._last_binned, []
            failed: UserError | OSError | None = None
            for one in binned_runs(dataset):
                if one.folder not in last:
                    continue
                try:
                    restore(one)
                except (UserError, OSError) as error:  # the others come back
                    failed = failed or error
                    self._last_binned.append(one.folder)
            if failed is not None:
                raise failed

        self._do(work)

    def export(self, dataset: Path, rows: Sequence[SessionRow]) -> None:
        """Ask for a folder, and write the tables of the chosen sessions there."""
        folder = QFileDialog.getExistingDirectory(
            self._page, self.tr("Choose a folder for the tables"), str(Path.home())
        )
        if folder:
            self.export_to(dataset, rows, Path(folder))

    def export_to(
        self, dataset: Path, rows: Sequence[SessionRow], target: Path
    ) -> None:
        """Write the tables of some sessions into a folder, beside the window.

        Parameters
        ----------
        dataset : Path
            Folder of the dataset.
        rows : sequence of SessionRow
            The sessions.
        target : Path
            New or empty folder.
        """
        from attention_camp.camp.dataset.exports.csv import export_csv
        from attention_camp.camp.dataset.people.exports_made import note_made

        runs = self.runs_of(dataset, rows)

        def work() -> list[Sentence]:
            said = export_csv(dataset, target, runs=runs)
            note_made(dataset, "csv", target)
            return said

        self.said.emit("info", self.tr("Writing the tables…"))
        self._job = Background(work, self)
        self._job.done.connect(lambda said: self._tell_written(target, said))
        self._job.failed.connect(lambda error: self.said.emit("bad", translated(error)))
        self._job.start()

    def add_views(self, menu: QMenu, dataset: Path, rows: Sequence[SessionRow]) -> None:
        """Offer to analyse sessions, to set two side by side, to see a person's course.

        Parameters
        ----------
        menu : QMenu
            Where it is offered.
        dataset : Path
            Folder of the dataset.
        rows : sequence of SessionRow
            The chosen sessions.
        """
        if len(rows) > 1 and not StudyFolder(dataset).lock.exists():
            menu.addAction(
                self.tr("Analyse the selection"),
                lambda: self.study_wanted.emit(self.runs_of(dataset, rows)),
            )
        if len(rows) == 2:
            menu.addAction(
                self.tr("Compare side by side"), lambda: self.compare(dataset, rows)
            )
        if len({(row.participant, row.protocol) for row in rows}) == 1:
            menu.addAction(
                self.tr("Course of this person over sessions"),
                lambda: self.course(dataset, rows[0]),
            )

    def compare(self, dataset: Path, rows: Sequence[SessionRow]) -> None:
        """Set two sessions side by side, in a window of their own."""
        from attention_camp.camp.ui.widgets.comparison.dialogs import TwoSessions

        self._show_beside(TwoSessions, _runs_of(dataset, rows))

    def course(self, dataset: Path, row: SessionRow) -> None:
        """Show all sessions of a person with the protocol of one of them."""
        from attention_camp.camp.ui.widgets.comparison.dialogs import PersonCourse

        runs = [
            run
            for run in existing_runs(dataset)
            if (run.participant, run.task) == (row.participant, _task_of(row))
        ]
        self._show_beside(PersonCourse, runs)

    def _show_beside(
        self, window: Callable[..., QWidget], runs: Sequence[RunPaths]
    ) -> None:
        from attention_camp.camp.ui.widgets.comparison.reading import read_side

        self._job = Background(lambda: [read_side(run) for run in runs], self)
        self._job.done.connect(lambda sides: window(self._page, sides).show())
        self._job.failed.connect(lambda error: self.said.emit("bad", translated(error)))
        self._job.start()

    def _tell_written(self, target: Path, said: Sequence[Sentence]) -> None:
        """Say where the tables are, and what is not in them."""
        where = self.tr("The tables are in {folder}").format(folder=target)
        lines = [where, *map(translated, said[:MOST_NAMED])]
        self.said.emit("warn" if said else "good", "\n".join(lines))

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
        except (UserError, OSError) as error:
            self.said.emit("bad", translated(error))
        self.changed.emit()


def _task_of(row: SessionRow) -> str:
    """Return the protocol of a session as its files name it."""
    return row.path.name.split("_task-")[1].split("_")[0]


def _runs_of(dataset: Path, rows: Sequence[SessionRow]) -> list[RunPaths]:
    found = (run_of_file(dataset, row.path.name) for row in rows)
    return [run for run in found if run is not None]
