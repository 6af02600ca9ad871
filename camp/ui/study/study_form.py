"""The form of a study file: its fields, and the values they hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from attention_camp.camp.session.studies.study_draft import (
    converted,
    interims_of,
    lines_of_interims,
    lines_of_strata,
    listed,
    strata_of,
)
from attention_camp.camp.session.studies.study_file import Study
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.form_rows import NumberBox, add, labelled
from attention_camp.camp.ui.widgets.page import CardFrame, label

ALPHA = Study.model_fields["alpha"].default
_MOST_SESSIONS, _MOST_PLACES, _MOST_RATIO = 1000, 10_000, 20
_OUTCOME = ("measure", "sessions", "test", "smallest_effect")


class StudyForm(QWidget):
    """Four cards: the study, its arms and their allocation, outcomes, and rules."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, QWidget] = {}
        """By field of the study file: where the keyboard goes to correct it."""
        self.names: dict[str, str] = {}
        """By field of the study file: its name on the page."""
        self._is_filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        for card in (self._study(), self._arms(), self._outcomes(), self._rules()):
            column.addWidget(card)

    def _study(self) -> CardFrame:
        card, form = _card(self.tr("Study"))
        self.name = self._line("name", self.tr("Short name"), form)
        self.title = self._line("title", self.tr("Title"), form)
        self.protocols = self._line("protocols", self.tr("Protocols"), form)
        self.protocols.setPlaceholderText(self.tr("between commas, such as adults"))
        self.sessions = self._number(
            "sessions", self.tr("Sessions of a participant"), form, _MOST_SESSIONS
        )
        return card

    def _arms(self) -> CardFrame:
        card, form = _card(self.tr("Arms and allocation"))
        card.box.insertLayout(1, self._arm_rows())
        card.box.insertSpacing(2, SPACE)
        self.strata = self._text("strata", self.tr("Strata"), form)
        self.strata.setPlaceholderText(
            self.tr("a factor a line, such as site: north, south")
        )
        self.blocks = self._line("block_sizes", self.tr("Block sizes"), form)
        self.places = self._number(
            "places", self.tr("Places in each stratum"), form, _MOST_PLACES
        )
        return card

    def _arm_rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        heads = (self.tr("The rule receives"), self.tr("Name"), self.tr("Ratio"))
        for place, text in enumerate(heads):
            grid.addWidget(label(text, "small"), 0, place)
        kinds = {
            "closed-loop": self.tr("their own score"),
            "yoked": self.tr("another participant's scores"),
            "performance-only": self.tr("no score"),
            "sham": self.tr("random scores"),
        }
        self.arms: dict[str, tuple[QCheckBox, QLineEdit, QSpinBox]] = {}
        for row, (kind, text) in enumerate(kinds.items(), 1):
            box, name, ratio = QCheckBox(text), QLineEdit(), NumberBox()
            box.setToolTip(kind)
            ratio.setRange(1, _MOST_RATIO)
            for place, widget in enumerate((box, name, ratio)):
                grid.addWidget(widget, row, place)
            labelled(name, self.tr("Name of the arm: {arm}").format(arm=text))
            labelled(ratio, self.tr("Ratio of the arm: {arm}").format(arm=text))
            box.toggled.connect(name.setEnabled)
            box.toggled.connect(ratio.setEnabled)
            box.toggled.connect(self._tell)
            name.textChanged.connect(self._tell)
            ratio.valueChanged.connect(self._tell)
            self.arms[kind] = (box, name, ratio)
        grid.setColumnStretch(1, 1)
        self.fields["arms"] = self.arms["closed-loop"][0]
        self.names["arms"] = self.tr("Arms")
        return grid

    def _outcomes(self) -> CardFrame:
        card, form = _card(self.tr("Outcomes"))
        self.measure = self._line("primary_outcome", self.tr("Primary outcome"), form)
        self.measure.setPlaceholderText(
            self.tr("such as {example}").format(example="sart.commission_rate")
        )
        self.measured_in = self._line("", self.tr("Sessions that measure it"), form)
        self.test = self._line("", self.tr("Test"), form)
        self.smallest = self._line("", self.tr("Smallest effect of interest"), form)
        self.others = self._text(
            "secondary_outcomes", self.tr("Secondary outcomes"), form
        )
        self.others.setPlaceholderText(
            self.tr("one a line, such as {example}").format(
                example="sart.reaction_time_ms; pre, post; ancova"
            )
        )
        return card

    def _rules(self) -> CardFrame:
        card, form = _card(self.tr("Fixed beforehand"))
        self.exclusions = self._text("exclusions", self.tr("Exclusions"), form)
        self.tests = self._text("tests", self.tr("Further tests"), form)
        self.alpha = self._line("alpha", self.tr("Alpha, over all analyses"), form)
        self.interims = self._text("interims", self.tr("Interim analyses"), form)
        self.interims.setPlaceholderText(
            self.tr("by arm before the end: people and alpha, such as 30: 0.01")
        )
        for field in (self.exclusions, self.tests):
            field.setPlaceholderText(self.tr("one a line"))
        self.debriefing = self._text("debriefing", self.tr("Debriefing"), form)
        self.debriefing.setPlaceholderText(
            self.tr("told to participants beside their arm, once it is open")
        )
        self.encrypted = QCheckBox(self.tr("Data lie on an encrypted volume only"))
        self.encrypted.toggled.connect(self._tell)
        form.addRow("", self.encrypted)
        return card

    def _line(self, key: str, name: str, form: QFormLayout) -> QLineEdit:
        field = QLineEdit()
        field.textChanged.connect(self._tell)
        self._enter(key, name, field, form)
        return field

    def _number(self, key: str, name: str, form: QFormLayout, most: int) -> QSpinBox:
        field = NumberBox()
        field.setRange(1, most)
        field.valueChanged.connect(self._tell)
        self._enter(key, name, field, form)
        return field

    def _text(self, key: str, name: str, form: QFormLayout) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setTabChangesFocus(True)
        field.setFixedHeight(4 * field.fontMetrics().lineSpacing())
        field.textChanged.connect(self._tell)
        self._enter(key, name, field, form)
        return field

    def _enter(self, key: str, name: str, field: QWidget, form: QFormLayout) -> None:
        add(form, name, field)
        if key:
            self.fields[key], self.names[key] = field, name

    def _tell(self) -> None:
        if not self._is_filling:
            self.changed.emit()

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show the fields of a study file; what it lacks stays empty."""
        self._is_filling = True
        self.name.setText(values.get("name", ""))
        self.title.setText(values.get("title", ""))
        self.protocols.setText(", ".join(values.get("protocols", ())))
        self.sessions.setValue(int(values.get("sessions", 1)))
        arms = {arm["evidence"]: arm for arm in values.get("arms", ())}
        for kind, (box, name, ratio) in self.arms.items():
            arm = arms.get(kind, {})
            box.setChecked(kind in arms)
            name.setText(arm.get("name", ""))
            ratio.setValue(int(arm.get("ratio", 1)))
            name.setEnabled(kind in arms)
            ratio.setEnabled(kind in arms)
        self.strata.setPlainText(lines_of_strata(values.get("strata", {})))
        self.blocks.setText(", ".join(map(str, values.get("block_sizes", ()))))
        self.places.setValue(int(values.get("places", 1)))
        primary = values.get("primary_outcome", {})
        self.measure.setText(primary.get("measure", ""))
        self.measured_in.setText(", ".join(primary.get("sessions", ())))
        self.test.setText(primary.get("test", ""))
        self.smallest.setText(primary.get("smallest_effect", ""))
        others = values.get("secondary_outcomes", ())
        self.others.setPlainText("\n".join(map(_outcome_line, others)))
        self.exclusions.setPlainText("\n".join(values.get("exclusions", ())))
        self.tests.setPlainText("\n".join(values.get("tests", ())))
        self.alpha.setText(f"{values.get('alpha', ALPHA)}")
        self.interims.setPlainText(lines_of_interims(values.get("interims", ())))
        self.debriefing.setPlainText(values.get("debriefing", ""))
        self.encrypted.setChecked(bool(values.get("encrypted_volume", False)))
        self._is_filling = False
        self.changed.emit()

    def values(self) -> dict[str, Any]:
        """Return the fields of the study file as they are now."""
        return {
            "name": self.name.text().strip(),
            "title": self.title.text().strip(),
            "protocols": listed(self.protocols.text()),
            "sessions": self.sessions.value(),
            "arms": [
                _without_defaults(
                    {"name": name.text().strip(), "evidence": kind},
                    ratio=ratio.value() if ratio.value() > 1 else None,
                )
                for kind, (box, name, ratio) in self.arms.items()
                if box.isChecked()
            ],
            "strata": strata_of(self.strata.toPlainText()),
            "block_sizes": listed(self.blocks.text(), int),
            "places": self.places.value(),
            "primary_outcome": _without_defaults(
                {
                    "measure": self.measure.text().strip(),
                    "sessions": listed(self.measured_in.text()),
                    "test": self.test.text().strip(),
                },
                smallest_effect=self.smallest.text().strip(),
            ),
            "secondary_outcomes": [_outcome_of(row) for row in _rows(self.others)],
            "exclusions": _rows(self.exclusions),
            "tests": _rows(self.tests),
            "alpha": converted(self.alpha.text().strip(), float),
            "interims": interims_of(self.interims.toPlainText()),
            "debriefing": self.debriefing.toPlainText().strip(),
            "encrypted_volume": self.encrypted.isChecked(),
        }


def _card(heading: str) -> tuple[CardFrame, QFormLayout]:
    card, form = CardFrame(heading), QFormLayout()
    form.setHorizontalSpacing(2 * SPACE)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    card.box.addLayout(form)
    return card, form


def _rows(field: QPlainTextEdit) -> list[str]:
    rows = (row.strip() for row in field.toPlainText().splitlines())
    return [row for row in rows if row]


def _outcome_line(outcome: Mapping[str, Any]) -> str:
    parts = [outcome.get(name, "") for name in _OUTCOME]
    parts[1] = ", ".join(parts[1])
    return "; ".join(parts if parts[3] else parts[:3])


def _outcome_of(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split(";", maxsplit=3)]
    measure, sessions, test, smallest = (*parts, "", "", "")[:4]
    found = {"measure": measure, "sessions": listed(sessions), "test": test}
    return _without_defaults(found, smallest_effect=smallest)


def _without_defaults(found: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the fields of a part; what is left away when empty stays away."""
    return found | {name: value for name, value in more.items() if value}
