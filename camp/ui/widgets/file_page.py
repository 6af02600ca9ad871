"""A page that writes one file: what is to be corrected, and what is not saved yet."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem

from attention_camp.camp.ui.widgets.confirm import confirm
from attention_camp.camp.ui.widgets.page import Banner, Page, label
from attention_camp.camp.ui.widgets.workspace import Workspace

logger = logging.getLogger(__name__)
_FILTER = "YAML (*.yaml *.yml)"


class FilePage(Page):
    """What pages of a study file and of a protocol share.

    Parameters
    ----------
    workspace : Workspace
        Says where what is not saved is kept.
    unsaved : str
        Name of the file that keeps it.
    lines : int
        Height of the list of problems, in lines.
    scrolls : bool
        Whether the body scrolls.
    """

    def __init__(
        self, workspace: Workspace, *, unsaved: str, lines: int, scrolls: bool
    ) -> None:
        super().__init__("", scrolls=scrolls)
        self._workspace = workspace
        self._unsaved = workspace.settings_path.with_name(unsaved)
        self._has_begun = False
        self.path: Path | None = None
        """Where it was opened from or saved last; None: nowhere yet."""
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self._add_problems(lines)

    def _add_problems(self, lines: int) -> None:
        """Put the list between the body and the buttons."""
        self.state = label("", "small", wraps=True)
        self.problems = QListWidget()
        self.problems.setAccessibleName(self.tr("To be corrected"))
        self.problems.setWordWrap(True)
        self.problems.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff  # long ones are wrapped
        )
        self.problems.setFixedHeight(
            lines * self.problems.fontMetrics().lineSpacing() + 8
        )
        self.problems.itemClicked.connect(self._on_problem)
        self.problems.itemActivated.connect(self._on_problem)
        outer = self.layout()
        outer.insertWidget(outer.count() - 1, self.state)  # type: ignore[union-attr]  # a box
        outer.insertWidget(outer.count() - 1, self.problems)  # type: ignore[union-attr]

    def _list(self, problems: Iterable[tuple[str, object]]) -> None:
        """List problems, each with what leads to its place."""
        self.problems.clear()
        for text, place in problems:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, place)
            self.problems.addItem(item)
        self.problems.setVisible(bool(self.problems.count()))

    def _on_problem(self, item: QListWidgetItem) -> None:
        """Go to the place of a problem."""
        raise NotImplementedError

    @property
    def is_changed(self) -> bool:
        """Whether the page holds what is in no file."""
        raise NotImplementedError

    def text(self) -> str:
        """Return the file as it would be saved."""
        raise NotImplementedError

    def begin(self) -> None:
        """Show what one starts from, in no file yet."""
        raise NotImplementedError

    def open(self, path: Path) -> None:
        """Show a file; one that cannot be shown leaves the page as it is."""
        raise NotImplementedError

    def save(self, path: Path) -> None:
        """Write the file, also one that lacks something yet."""
        raise NotImplementedError

    def _came_back(self) -> None:
        """Take what was opened as what is in no file."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with what was not saved last time, or with what one starts from."""
        super().showEvent(event)
        if self._has_begun:
            return
        self._has_begun = True
        self.begin()
        if self._unsaved.exists():
            self.open(self._unsaved)
        if self.path == self._unsaved:
            self.path = None
            self._came_back()
            self.banner.say(
                "info",
                self.tr("What was not saved when the window closed is here again."),
            )

    def window_closing(self) -> None:
        """Keep what is in no file for the next time; a full disk keeps nothing."""
        from attention_camp.camp.dataset.durable import write_whole

        if not self._has_begun:
            return
        try:
            if self.is_changed:
                write_whole(self._unsaved, self.text())
            else:
                self._unsaved.unlink(missing_ok=True)
        except OSError as error:
            logger.warning("%s was not kept: %s", self._unsaved.name, error)

    def _may_leave(self) -> bool:
        """Return whether what is on the page may be replaced."""
        return not self.is_changed or confirm(
            self.window(),
            self.tr("Replace what is in the form?"),
            self.tr("What you changed is saved in no file and will be lost."),
            self.tr("Replace"),
            self.tr("Keep"),
        )

    def _on_new(self) -> None:
        if self._may_leave():
            self.banner.hide()
            self._unsaved.unlink(missing_ok=True)
            self.begin()

    def _ask_what_to_open(self, question: str) -> None:
        if not self._may_leave():
            return
        chosen, _ = QFileDialog.getOpenFileName(
            self, question, str(self._place()), _FILTER
        )
        if chosen:
            self.open(Path(chosen))

    def _ask_where_to_save(self, question: str, name: str) -> None:
        proposed = self.path or self._place() / name
        chosen, _ = QFileDialog.getSaveFileName(self, question, str(proposed), _FILTER)
        if not chosen:
            return
        path = Path(chosen)
        if not path.suffix:  # the dialog asked about the name without it
            path = path.with_suffix(".yaml")
            if path.exists() and not self._may_replace(path):
                return
        self.save(path)

    def _may_replace(self, path: Path) -> bool:
        return confirm(
            self.window(),
            self.tr("Replace {file}?").format(file=path.name),
            self.tr("What the file in {folder} holds now will be lost.").format(
                folder=path.parent
            ),
            self.tr("Replace"),
            self.tr("Keep"),
        )

    def _place(self) -> Path:
        return Path.home() if self.path is None else self.path.parent
