"""The page that writes a study file: what a reviewer needs to have been fixed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem

from attention_camp.camp.people.roles import Right
from attention_camp.camp.session.studies.study_draft import (
    Problem,
    default_draft,
    problems_of,
    read_draft,
    text_of,
)
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.study.key_dialogs import LockDialog
from attention_camp.camp.ui.study.lock_card import require_right
from attention_camp.camp.ui.study.study_form import StudyForm
from attention_camp.camp.ui.widgets.file_page import FilePage
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.resources.texts import UserError

if TYPE_CHECKING:
    from attention_camp.camp.session.studies.study_draft import StudyDraft

_LINES_SHOWN = 6


class StudyFilePage(FilePage):
    """A form, what is to be corrected in it, and the file it is saved in."""

    enrol_wanted = Signal()
    """Somebody is to be enrolled in the study that was locked."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            workspace, unsaved="unsaved-study.yaml", lines=_LINES_SHOWN, scrolls=True
        )
        self.origin = "study"
        self.title.setText(self.tr("Study file"))
        self._draft: StudyDraft | None = None
        self._saved: dict[str, Any] = {}
        self.form = StudyForm()
        self.form.changed.connect(self._judge)
        self.body.addWidget(self.form)
        self.body.addStretch()
        self.add_back(self.tr("Back")).clicked.connect(lambda: self.left.emit("study"))
        self.add_secondary(self.tr("New")).clicked.connect(self._on_new)
        self.add_secondary(self.tr("Open…")).clicked.connect(
            lambda: self._ask_what_to_open(self.tr("Choose a study file"))
        )
        self.lock = self.add_secondary(self.tr("Lock…"))
        self.lock.clicked.connect(self._on_lock)
        self.add_primary(self.tr("Save…")).clicked.connect(
            lambda: self._ask_where_to_save(
                self.tr("Save the study file"), "study.yaml"
            )
        )

    def begin(self) -> None:
        """Show the shipped study."""
        self._show(default_draft(), None)

    def _came_back(self) -> None:
        self._saved = {}
        self._judge()

    @property
    def is_changed(self) -> bool:
        """Whether the form holds what is in no file."""
        return self._draft is not None and self.form.values() != self._saved

    def text(self) -> str:
        """Return the file with what is in the form."""
        return text_of(self._draft or default_draft(), self.form.values())

    def _show(self, draft: StudyDraft, path: Path | None) -> None:
        self._draft, self.path = draft, path
        self.form.fill(draft.values)
        self._saved = self.form.values()
        self._allow()

    def _values(self) -> dict[str, Any]:
        """Return the fields of the form, and those of the file that it lacks."""
        return {**(self._draft.values if self._draft else {}), **self.form.values()}

    def _judge(self) -> None:
        """List what is to be corrected, as it is now."""
        folder = None if self.path is None else self.path.parent
        found = problems_of(self._values(), folder)
        self._list((self._told(problem), problem.field) for problem in found)
        self._allow()
        self.state.setText(
            self.tr("{n} to be corrected before it can be locked:").format(n=len(found))
            if found
            else self.tr("✓ Complete: it can be locked.")
        )

    def _told(self, problem: Problem) -> str:
        name = self.form.names.get(problem.field, problem.field)
        text = self.tr("✕ {field}: {problem}")
        return text.format(field=name, problem=translated(problem.text))

    def _on_problem(self, item: QListWidgetItem) -> None:
        field = self.form.fields.get(item.data(Qt.ItemDataRole.UserRole))
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            if self._area is not None:
                self._area.ensureWidgetVisible(field)

    def open(self, path: Path) -> None:
        """Show a study file; one that cannot be shown leaves the form as it is."""
        try:
            draft = read_draft(path)
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
        else:
            self._show(draft, path)
            self.banner.say("info", self.tr("Opened: {file}").format(file=path))
        self.scroll_to_top()

    def save(self, path: Path) -> None:
        """Write the study file, also one that lacks something yet."""
        from attention_camp.camp.dataset.durable import write_whole

        try:
            if path.with_name("lock.json").exists():
                self.banner.say("bad", self._locked(path))
                return
            write_whole(path, self.text())
            self._draft = read_draft(path)
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            return
        finally:
            self.scroll_to_top()
        self.path, self._saved = path, self.form.values()
        self._unsaved.unlink(missing_ok=True)
        self._judge()
        lines = [self.tr("Saved: {file}").format(file=path)]
        if not self.problems.count():
            lines.append(
                self.tr(
                    "Lock it before the first session: the arms are drawn and sealed, "
                    "and nothing in this file can be changed afterwards."
                )
            )
        self.banner.say("good", "\n".join(lines))

    def _locked(self, path: Path) -> str:
        return self.tr(
            "{file} belongs to a locked study and stays as it is. Save under another "
            "name, or state a deviation: attention-camp lock --deviation."
        ).format(file=path)

    def _allow(self) -> None:
        """Let be locked what is complete and in a file."""
        is_saved = self.path is not None and not self.is_changed
        self.lock.setEnabled(is_saved and not self.problems.count())
        self.lock.setToolTip(
            ""
            if self.lock.isEnabled()
            else self.tr("A study is locked once it is complete and saved.")
        )

    def _on_lock(self) -> None:
        from attention_camp.camp.dataset.studies.locking import lock_study
        from attention_camp.camp.people.keys import read_public

        if self.path is None:
            return
        dataset = self._workspace.dataset
        try:
            require_right(Right.SETTINGS)
            dialog = LockDialog(self.window(), self.path, dataset)
            is_wanted = dialog.exec() == LockDialog.DialogCode.Accepted
            dialog.deleteLater()
            if not is_wanted or dialog.key.path is None:
                return
            lock = lock_study(self.path, dataset, read_public(dialog.key.path))
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            return
        finally:
            self.scroll_to_top()
        self.banner.say(
            "good",
            self.tr(
                "Locked into {dataset}. Hash of the study, for its registration: {hash}"
            ).format(dataset=dataset, hash=lock.hash),
        )
        enrol = self.banner.add_button(self.tr("Enrol a person"))
        enrol.clicked.connect(self.enrol_wanted)
