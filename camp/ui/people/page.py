"""The page of people: who is enrolled, and what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from attention_camp.camp.ui.people.people_model import PeopleTable
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import theme_of
from attention_camp.camp.ui.widgets.page import Banner, Page, label
from attention_camp.camp.ui.widgets.session_view import session_view
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.resources.texts import UserError

if TYPE_CHECKING:
    from attention_camp.camp.dataset.people.overview import PersonRow


class PeoplePage(Page):
    """Everybody who is enrolled or was recorded."""

    enrol_wanted = Signal()
    """Somebody is to be enrolled."""
    consent_wanted = Signal(str)
    """The consent of this participant is to be asked for."""
    withdrawal_wanted = Signal(str)
    """This participant withdraws."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("")
        self.title.setText(self.tr("People and consent"))
        self._workspace = workspace
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.form_note = label("", "small", wraps=True)
        self.body.addWidget(self.form_note)
        self.model = PeopleTable(theme_of(self))
        self.view = session_view(self.tr("People of this dataset"))
        self.view.setModel(self.model)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.view.selectionModel().selectionChanged.connect(self._refresh)
        self.view.doubleClicked.connect(lambda _: self._ask_consent())
        self.body.addWidget(self.view, 1)
        self._filler = QWidget()
        self.body.addWidget(self._filler, 1)
        self.add_secondary(self.tr("Anonymous copy…")).clicked.connect(
            lambda: self.left.emit("publish")
        )
        self.withdrawal = self.add_secondary(self.tr("Withdraw…"))
        self.withdrawal.clicked.connect(
            lambda: self.withdrawal_wanted.emit(self._label)
        )
        self.consent = self.add_secondary(self.tr("Ask for consent"))
        self.consent.clicked.connect(self._ask_consent)
        self.add_primary(self.tr("Enrol a person")).clicked.connect(self.enrol_wanted)

    def shown(self) -> None:
        """Read who is enrolled now."""
        from attention_camp.camp.dataset.people.consent_forms import current_form
        from attention_camp.camp.dataset.people.overview import overview

        dataset = self._workspace.dataset
        chosen = self._label
        try:
            rows, form = overview(dataset), current_form(dataset)
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            rows, form = [], None
        else:
            self._say(rows)
        self.form_note.setText(
            self.tr("Consent form of this dataset: version {version}.").format(
                version=form.version
            )
            if form
            else self.tr(
                "This dataset asks for no consent. Give it a form with: attention-camp "
                "people form {folder} FILE"
            ).format(folder=dataset)
        )
        self.model.set_rows(rows)
        self.view.setVisible(bool(rows))
        self._filler.setVisible(not rows)
        labels = [row.label for row in rows]
        if chosen in labels:
            self.view.selectRow(labels.index(chosen))
        self._refresh()

    def say_done(self, text: str) -> None:
        """Say what was done on another page."""
        self.banner.say("good", text)

    def _say(self, rows: list[PersonRow]) -> None:
        due = [row.label for row in rows if row.is_due]
        if not rows:
            self.banner.say(
                "info",
                self.tr(
                    "Nobody is enrolled yet. Enrolment gives a person a random label, "
                    "keeps what they answer and agree to, and draws their place in a "
                    "locked study."
                ),
            )
        elif due:
            said = self.tr(
                "The time for which data may be kept is over: {people}. Withdraw them, "
                "or ask for their consent again."
            )
            self.banner.say("warn", said.format(people=", ".join(due)))
        else:
            self.banner.hide()

    @property
    def _label(self) -> str:
        """Label of the chosen person; empty: nobody is chosen."""
        chosen = self.view.selectionModel().selectedRows()
        return self.model.rows[chosen[0].row()].label if chosen else ""

    def _refresh(self) -> None:
        self.withdrawal.setEnabled(bool(self._label))
        self.consent.setEnabled(bool(self._label))

    def _ask_consent(self) -> None:
        if self._label:
            self.consent_wanted.emit(self._label)
