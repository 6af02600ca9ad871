"""An anonymous copy: every free text is read and let through, or stays out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.page import Banner, Page, open_folder
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.resources.texts import QT_TRANSLATE_NOOP, Sentence

if TYPE_CHECKING:
    from attention_camp.camp.dataset.exports.free_text import FreeText, Review

translate = QCoreApplication.translate

PLACES = {
    "note": QT_TRANSLATE_NOOP("PublishPage", "note"),
    "protocol": QT_TRANSLATE_NOOP("PublishPage", "protocol"),
    "block": QT_TRANSLATE_NOOP("PublishPage", "title of a block"),
}
KEEP, TEXT, INSTEAD, PLACE, TIMES = range(5)
MOST_SAID = 5


class PublishPage(Page):
    """Lists the free texts of a dataset, and writes an anonymous copy."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("")
        self.origin = "people"
        self.title.setText(self.tr("Anonymous copy"))
        self._workspace = workspace
        self._texts: list[FreeText] = []
        self._work: Background | None = None
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.table = QTableWidget(0, 5)
        self.table.setAccessibleName(self.tr("Free texts of this dataset"))
        names = (
            self.tr("Keep it"),
            self.tr("Text"),
            self.tr("Instead"),
            self.tr("Where"),
            self.tr("Times"),
        )
        self.table.setHorizontalHeaderLabels(list(names))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (TEXT, INSTEAD):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        # Qt leaves the padding out when it asks how high a wrapped text is
        self.table.setProperty("role", "texts")
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        rows = self.table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        rows.hide()
        self.table.setTabKeyNavigation(False)
        self.body.addWidget(self.table, 1)
        self.add_back(self.tr("Back")).clicked.connect(lambda: self.left.emit("people"))
        self.add_primary(self.tr("Write the copy…")).clicked.connect(self._on_primary)

    def shown(self) -> None:
        """List the free texts as they are now; nothing is let through beforehand."""
        from attention_camp.camp.dataset.exports.free_text import free_texts

        dataset = self._workspace.dataset
        self.primary.setEnabled(False)
        self._start(lambda: free_texts(dataset), self._on_listed)

    def _on_listed(self, texts: list[FreeText]) -> None:
        self._texts = texts
        self.table.setRowCount(len(texts))
        for row, one in enumerate(texts):
            place = translate("PublishPage", PLACES[one.place])
            cells = ("", one.text, "", place, formats.number(one.n))
            for column, text in enumerate(cells):
                self.table.setItem(row, column, _item(text, column))
        self.primary.setEnabled(True)
        self.banner.say(
            "info",
            self.tr(
                "Labels are new, dates and serial numbers are left out. Free text goes "
                "into the copy only where you tick it: read each, and write another "
                "wording where it names somebody."
            )
            if texts
            else self.tr(
                "Labels are new, dates and serial numbers are left out. There is no "
                "free text to read."
            ),
        )

    @property
    def review(self) -> Review:
        """What is ticked, and what stands in its place."""
        from attention_camp.camp.dataset.exports.free_text import Review

        kept = {}
        for row, one in enumerate(self._texts):
            if self._cell(row, KEEP).checkState() is Qt.CheckState.Checked:
                kept[one.text] = self._cell(row, INSTEAD).text().strip() or one.text
        return Review(kept)

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        found = self.table.item(row, column)
        if found is None:
            raise IndexError(f"row {row}, column {column}: there is no cell")
        return found

    def _on_primary(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Choose a new or empty folder"), str(Path.home())
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, out: Path) -> None:
        """Write the copy into a folder."""
        from attention_camp.camp.dataset.exports.bids import export_bids, key_path
        from attention_camp.camp.dataset.people.exports_made import note_made

        dataset, review = self._workspace.dataset, self.review

        def work() -> list[Sentence]:
            said = export_bids(dataset, out, anonymise=True, review=review)
            note_made(dataset, "bids", out, key=key_path(out))
            return said

        self.primary.setEnabled(False)
        self.banner.say("info", self.tr("Writing the copy…"))
        self._start(work, lambda said: self._on_written(out, said))

    def _on_written(self, out: Path, said: Sequence[Sentence]) -> None:
        from attention_camp.camp.dataset.exports.bids import key_path

        self.primary.setEnabled(True)
        where = self.tr(
            "The copy is in {folder}. The key to the old labels is {key}: keep it "
            "apart, or delete it."
        ).format(folder=out, key=key_path(out))
        lines = [where, *map(translated, said[:MOST_SAID])]
        self.banner.say("warn" if said else "good", "\n".join(lines))
        button = self.banner.add_button(self.tr("Show folder"))
        button.clicked.connect(lambda: open_folder(out))

    def _on_failed(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        self.banner.say("bad", translated(error))

    def _start(self, work: Callable[[], object], done: Callable[[Any], None]) -> None:
        self._work = Background(work, self)
        self._work.done.connect(done)
        self._work.failed.connect(self._on_failed)
        self._work.start()


def _item(text: str, column: int) -> QTableWidgetItem:
    """Return a cell: the first is ticked, the third written in, the others read."""
    made = QTableWidgetItem(text)
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    if column == KEEP:
        made.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
        made.setCheckState(Qt.CheckState.Unchecked)
    elif column == INSTEAD:
        made.setFlags(flags | Qt.ItemFlag.ItemIsEditable)
    else:
        made.setFlags(flags)
        made.setToolTip(text)
    return made
