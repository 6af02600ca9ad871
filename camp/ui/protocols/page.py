"""The page that writes a protocol: form and file side by side, errors as they come."""

from __future__ import annotations

from functools import partial
from importlib import resources
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QMenu

from attention_camp.camp.session.protocols.protocol_draft import EMPTY, copied
from attention_camp.camp.session.protocols.protocol_file import (
    read_protocol_text,
    shipped_protocols,
)
from attention_camp.camp.session.protocols.protocol_problems import Problem
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.protocols.editor import ProtocolEditor
from attention_camp.camp.ui.protocols.preview import Preview, preview_request
from attention_camp.camp.ui.screens import placed
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.widgets.file_page import FilePage
from attention_camp.camp.ui.widgets.protocol_titles import protocol_title
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.resources.texts import UserError, fill

_LINES_SHOWN = 3


class ProtocolPage(FilePage):
    """A protocol being written, what is to be corrected in it, and its file."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            workspace,
            unsaved="unsaved-protocol.yaml",
            lines=_LINES_SHOWN,
            scrolls=False,
        )
        self.origin = "study"
        self._saved = ""
        self._locked: str | None = None
        self.editor = ProtocolEditor()
        self.editor.judged.connect(self._show_verdict)
        self.editor.file.textChanged.connect(self._show_name)
        self.editor.form.previewed.connect(self._on_preview)
        self.body.addWidget(self.editor, 1)
        self.preview = Preview(self)
        self.preview.ended.connect(self._on_preview_ended)
        self._add_buttons()
        self._show_name()

    def _add_buttons(self) -> None:
        self.add_back(self.tr("Back")).clicked.connect(lambda: self.left.emit("study"))
        self.new = self.add_secondary(self.tr("New"))
        menu = QMenu(self.new)
        menu.addAction(self.tr("Empty protocol"), self._on_new)
        for name in shipped_protocols():
            text = self.tr("Copy of {protocol}").format(protocol=protocol_title(name))
            menu.addAction(text, partial(self._on_copy, name))
        self.new.setMenu(menu)
        self.add_secondary(self.tr("Open…")).clicked.connect(
            lambda: self._ask_what_to_open(self.tr("Choose a protocol file"))
        )
        self.duplicate = self.add_secondary(self.tr("Duplicate"))
        self.duplicate.clicked.connect(self._on_duplicate)
        self.save_as = self.add_secondary(self.tr("Save as…"))
        self.save_as.clicked.connect(self._on_save_as)
        self.add_primary(self.tr("Save")).clicked.connect(self._on_save)

    # what is shown

    def begin(self) -> None:
        """Show a protocol of one block."""
        self._show(EMPTY, None, saved=EMPTY)

    def _came_back(self) -> None:
        self._saved = ""
        self._show_name()

    @property
    def is_changed(self) -> bool:
        """Whether the page holds what is in no file."""
        return self.text() != self._saved

    def text(self) -> str:
        """Return the file as it would be saved."""
        return self.editor.text

    def _show(self, text: str, path: Path | None, *, saved: str) -> None:
        self.path, self._saved = path, saved
        self._locked = None if path is None else self._why_locked(path)
        self.editor.show_text(
            text, str(path or "protocol.yaml"), may_write=self._locked is None
        )
        if self._locked is not None:
            self.banner.say("warn", translated(self._locked))

    def _why_locked(self, path: Path) -> str | None:
        from attention_camp.camp.dataset.studies.locked_protocols import why_locked

        return why_locked(path, self._workspace.dataset)

    def _show_name(self) -> None:
        name = self.path.name if self.path else self.tr("not saved yet")
        title = self.tr("Protocol: {file}")
        self.title.setText(title.format(file=f"{name} *" if self.is_changed else name))
        self.primary.setEnabled(self._locked is None)

    def _show_verdict(self) -> None:
        self._show_name()
        draft, plan = self.editor.draft, self.editor.plan
        problems = draft.problems if draft else ()
        self._list((self._told(one), one) for one in problems)
        if plan is None:
            text = self.tr("{n} to be corrected before it can be used:")
            self.state.setText(text.format(n=len(problems)))
            return
        told = self.tr(
            "✓ {blocks:block|blocks}, {trials:trial|trials}, about {duration}"
        )
        self.state.setText(
            fill(
                told,
                blocks=len(plan.blocks),
                trials=plan.n_trials,
                duration=formats.duration(60 * max(1, round(plan.seconds / 60))),
            )
        )

    def _told(self, problem: Problem) -> str:
        what = translated(problem.text)
        if not problem.location:
            return f"✕ {what}"
        text = self.tr("✕ line {line}, {field}: {problem}")
        return text.format(line=problem.line, field=problem.field, problem=what)

    def _on_problem(self, item: QListWidgetItem) -> None:
        self.editor.go_to(item.data(Qt.ItemDataRole.UserRole))

    # files

    def _on_copy(self, name: str) -> None:
        """Begin with a copy of a shipped protocol: those are never changed."""
        if self._may_leave():
            self._begin_with(copied(read_protocol_text(name)[0]))

    def _on_duplicate(self) -> None:
        draft = self.editor.draft
        if draft is None or draft.values is None:
            self.banner.say("bad", self.tr("Correct the file before it is duplicated."))
        elif self._may_leave():
            self._begin_with(copied(self.text()))

    def _begin_with(self, text: str) -> None:
        """Show a text that is in no file yet."""
        self.banner.hide()
        self._show(text, None, saved="")

    def open(self, path: Path) -> None:
        """Show a file; one that cannot be read leaves the page as it is."""
        try:
            text, _ = read_protocol_text(str(path))
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            return
        self.banner.say("info", self.tr("Opened: {file}").format(file=path))
        self._show(text, path, saved=text)

    def _on_save(self) -> None:
        if self.path is None:
            self._on_save_as()
        else:
            self.save(self.path)

    def _on_save_as(self) -> None:
        draft = self.editor.draft
        values = draft.values if draft else None
        name = f"{(values or {}).get('name') or 'protocol'}.yaml"
        self._ask_where_to_save(self.tr("Save the protocol"), name)

    def save(self, path: Path) -> None:
        """Write the file, also one that is not complete yet.

        Parameters
        ----------
        path : Path
            Where; neither a shipped protocol nor one that a study is locked with.
        """
        from attention_camp.camp.dataset.durable import write_whole

        if (reason := self._why_not_there(path)) is not None:
            self.banner.say("bad", translated(reason))
            return
        try:
            write_whole(path, self.text())
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            return
        self.path, self._saved = path, self.text()
        self._locked = None
        self._unsaved.unlink(missing_ok=True)
        self.editor.moved_to(str(path))
        lines = [self.tr("Saved: {file}").format(file=path)]
        if self.editor.plan is not None:
            lines.append(
                self.tr("Choose it as the protocol of a session under New session.")
            )
        self.banner.say("good" if self.editor.plan else "warn", "\n".join(lines))

    def _why_not_there(self, path: Path) -> str | None:
        with resources.as_file(resources.files("attention_camp.resources")) as shipped:
            if path.resolve().is_relative_to(shipped.resolve()):
                return self.tr(
                    "{file} is a shipped protocol and stays as it is. Save under "
                    "another name."
                ).format(file=path.name)
        return self._why_locked(path) if path.exists() else None

    # the preview

    def _on_preview(self) -> None:
        if self.preview.is_open:
            self.preview.close()
            return
        plan, chosen = self.editor.plan, self.editor.form.chosen
        if plan is None or not 0 <= chosen < len(plan.blocks):
            return
        request = preview_request(
            placed(self._workspace.display, self.screen(), simulated=False),
            self._workspace.language,
        )
        self.preview.start(plan.blocks[chosen], request)
        self.editor.form.preview.setText(self.tr("Close preview"))
        self.banner.say(
            "info",
            self.tr(
                "The preview opens in a window of its own; nothing is recorded. Esc "
                "closes it."
            ),
        )

    def _on_preview_ended(self, was_shown: bool) -> None:
        self.editor.form.preview.setText(self.tr("Preview"))
        if was_shown:
            self.banner.hide()
        else:
            self.banner.say("bad", self.tr("The block could not be shown."))

    def window_closing(self) -> None:
        """Keep what is in no file, and close a preview."""
        self.preview.close()
        super().window_closing()
