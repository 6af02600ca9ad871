"""Enrolment: label, what is asked once, consent, and name and contact in the vault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.people.consent_card import ConsentCard
from attention_camp.camp.ui.people.vault_card import VaultCard
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import add, judge, kept_room
from attention_camp.camp.ui.widgets.page import Banner, CardFrame, Page, label
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.resources.texts import QT_TRANSLATE_NOOP, UserError

if TYPE_CHECKING:
    from attention_camp.camp.dataset.people.enrolment import Enrolment
    from attention_camp.camp.people.demographics import Demographics

translate = QCoreApplication.translate

CHOICES: Mapping[str, Mapping[str, str]] = {
    "sex": {
        "female": QT_TRANSLATE_NOOP("People", "female"),
        "male": QT_TRANSLATE_NOOP("People", "male"),
        "other": QT_TRANSLATE_NOOP("People", "other"),
    },
    "handedness": {
        "right": QT_TRANSLATE_NOOP("People", "right"),
        "left": QT_TRANSLATE_NOOP("People", "left"),
        "ambidextrous": QT_TRANSLATE_NOOP("People", "both"),
    },
    "vision": {
        "normal": QT_TRANSLATE_NOOP("People", "normal"),
        "corrected": QT_TRANSLATE_NOOP("People", "corrected to normal"),
        "impaired": QT_TRANSLATE_NOOP("People", "impaired"),
    },
}


class EnrolPage(Page):
    """Enrols a person, or asks one who is enrolled for their consent again."""

    enrolled = Signal(str)
    """Somebody was enrolled or consented: what to say of it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("", scrolls=True)
        self.origin = "people"
        self._workspace = workspace
        self._again = ""
        """Label of who is asked again; empty: a new person."""
        self._made: tuple[Enrolment, str] | None = None
        """Who is enrolled, and their code, where name and contact are not kept yet."""
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.person = CardFrame()
        self._fill_person()
        self.body.addWidget(self.person)
        self.consent = ConsentCard(workspace.language)
        self.body.addWidget(self.consent)
        self.vault = VaultCard(asks=True)
        self.body.addWidget(self.vault)
        self.body.addStretch()
        self.add_back(self.tr("Back")).clicked.connect(self._leave)
        self.add_primary("").clicked.connect(self._on_primary)
        self.participant.textChanged.connect(self._refresh)
        self.age.textChanged.connect(self._refresh)
        self.consent.changed.connect(self._refresh)

    def begin(self, label_again: str = "") -> None:
        """Begin with empty fields: no answer of the last person stays.

        Parameters
        ----------
        label_again : str
            Whose consent is asked for again; empty: a new person's.
        """
        from attention_camp.camp.dataset.people.consent_forms import current_form
        from attention_camp.camp.dataset.people.enrolment import (
            propose_label,
            read_enrolment,
        )

        dataset = self._workspace.dataset
        self.banner.hide()
        self.vault.close_vault()
        self._made = None
        try:
            form = current_form(dataset)
            known = label_again and read_enrolment(dataset, label_again)
            # somebody who was recorded before keeps the label
            self._again = label_again if known else ""
            self.participant.setText(label_again or propose_label(dataset))
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            form = None
        for card in (self.person, self.consent):
            card.setEnabled(True)
        self.participant.setReadOnly(bool(label_again))
        self.age.clear()
        for box in self.choices.values():
            box.setCurrentIndex(0)
        for field in (self.group, self.first_language):
            field.clear()
        for box in self.strata.values():
            box.setCurrentIndex(0)
        self._fill_strata()
        is_new = not self._again
        self.person.setVisible(is_new)
        self.vault.setVisible(is_new)
        self.consent.show_form(form)
        self.title.setText(
            self.tr("Enrol a person")
            if is_new
            else self.tr("Consent of participant {label}").format(label=self._again)
        )
        self.primary.setText(self.tr("Enrol") if is_new else self.tr("Keep consent"))
        if not is_new and form is None:
            self.banner.say("info", self.tr("This dataset asks for no consent."))
        self.scroll_to_top()
        self._refresh()

    def window_closing(self) -> None:
        """Close the vault."""
        self.vault.close_vault()

    def hideEvent(self, event: object) -> None:
        """Close the vault and forget the name when the page is left."""
        self.vault.close_vault()
        super().hideEvent(event)  # type: ignore[arg-type]

    # how it is built

    def _fill_person(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(SPACE // 2)
        form.setHorizontalSpacing(2 * SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.participant = QLineEdit()
        self.participant_note = kept_room(label("", "small", wraps=True))
        add(form, self.tr("Participant label"), self.participant, self.participant_note)
        self.age = QLineEdit()
        self.age.setPlaceholderText(self.tr("years, such as 34"))
        self.age_note = label("", "small", wraps=True)
        add(form, self.tr("&Age"), self.age, self.age_note)
        names = (self.tr("&Sex"), self.tr("&Handedness"), self.tr("&Vision"))
        self.choices: dict[str, QComboBox] = {}
        for name, key in zip(names, CHOICES, strict=True):
            box = QComboBox()
            box.addItem("–", "")
            for value, text in CHOICES[key].items():
                box.addItem(translate("People", text), value)
            self.choices[key] = box
            add(form, name, box)
        self.group, self.first_language = QLineEdit(), QLineEdit()
        self.group.setPlaceholderText(self.tr("a word of the study's plan"))
        add(form, self.tr("&Group"), self.group)
        add(form, self.tr("First &language"), self.first_language)
        for field in (self.group, self.first_language):
            field.setMaxLength(40)
        self.strata: dict[str, QComboBox] = {}
        self._form = form
        self.person.box.addLayout(form)

    def _fill_strata(self) -> None:
        """Add a field for each factor of the locked study that is not asked for."""
        from attention_camp.camp.dataset.studies.locking import read_lock

        try:
            lock = read_lock(self._workspace.dataset)
        except UserError as error:
            self.banner.say("bad", translated(error))
            return
        factors = lock.study.strata if lock else {}
        for factor, levels in factors.items():
            if factor in self.strata or factor in {"age", "group", *self.choices}:
                continue
            box = QComboBox()
            box.addItem("–", "")
            for level in levels:
                box.addItem(level, level)
            box.currentIndexChanged.connect(self._refresh)
            self.strata[factor] = box
            add(self._form, factor, box)

    # what people do

    def _refresh(self) -> None:
        problem = self._problem()
        judge(self.participant, self.participant_note, self._about_label())
        self.primary.setEnabled(not problem)
        self.primary.setToolTip(problem)

    def _about_label(self) -> tuple[bool, str]:
        from attention_camp.camp.dataset.layout import LabelError, check_label

        try:
            check_label(self.participant.text(), "participant")
        except LabelError as error:
            return False, translated(error)
        return True, self.tr(
            "Drawn at random. Never a name, initials or a date: it is in every file."
        )

    def _problem(self) -> str:
        """Return why nothing can be kept yet; empty: it can."""
        if not self._again and not self._about_label()[0]:
            return self._about_label()[1]
        try:
            self._demographics()
        except UserError as error:
            judge(self.age, self.age_note, (False, translated(error)))
            self.age_note.show()
            return translated(error)
        judge(self.age, self.age_note, (True, ""))
        self.age_note.hide()
        if missing := self.consent.missing:
            return self.tr("Nobody takes part without: {items}").format(
                items=" ".join(missing)
            )
        if self._again and self.consent.form is None:
            return self.tr("This dataset asks for no consent.")
        return ""

    def _demographics(self) -> Demographics:
        from attention_camp.camp.people.demographics import Demographics, age_of

        chosen = {key: str(box.currentData()) for key, box in self.choices.items()}
        return Demographics(
            age=age_of(self.age.text()),
            group=self.group.text().strip(),
            language=self.first_language.text().strip(),
            **chosen,
        )

    def _on_primary(self) -> None:
        try:
            said = self._consent_again() if self._again else self._enrol()
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            self.scroll_to_top()
            return
        self.enrolled.emit(said)

    def _consent_again(self) -> str:
        from attention_camp.camp.dataset.people.enrolment import renew_consent

        renew_consent(
            self._workspace.dataset,
            self._again,
            self.consent.agreed,
            language=self.consent.chosen,
        )
        return self.tr("The consent of participant {label} was kept.").format(
            label=self._again
        )

    def _enrol(self) -> str:
        from attention_camp.camp.dataset.people.enrolment import enrol
        from attention_camp.camp.dataset.people.vault_record import (
            Identity,
            keep_identity,
        )

        dataset = self._workspace.dataset
        if self._made is None:
            self._made = enrol(
                dataset,
                self.participant.text(),
                self._demographics(),
                agreed=self.consent.agreed,
                language=self.consent.chosen,
                strata={
                    factor: str(box.currentData())
                    for factor, box in self.strata.items()
                    if box.currentData()
                },
            )
            for card in (self.person, self.consent):  # what is kept is not typed anew
                card.setEnabled(False)
        made, code = self._made
        name, contact = self.vault.name.text().strip(), self.vault.contact.text()
        if self.vault.vault is not None and (name or contact.strip()):
            identity = Identity(name, contact.strip())
            keep_identity(self.vault.vault, dataset, made, identity)
        said = self.tr("Participant {label} is enrolled.").format(label=made.label)
        drawn = self.tr("Code of their arm: {code}.").format(code=code)
        return formats.joined(said, drawn) if code else said

    def _leave(self) -> None:
        self.left.emit("people")
