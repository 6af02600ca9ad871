"""The fields of one block of a protocol, with the options of its task and rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFormLayout, QLineEdit

from attention_camp.camp.session.protocol import Block, RuleSpec
from attention_camp.camp.session.protocols.fixation import Fixation
from attention_camp.camp.session.protocols.protocol_problems import Location
from attention_camp.camp.ui.protocols.fields import Changed, Fields
from attention_camp.camp.ui.widgets.page import label
from attention_camp.tasks import available_tasks, load_task
from attention_camp.tasks.described import Option, options_of, rule_options
from attention_camp.tasks.difficulty import RULES
from attention_camp.tasks.finer import USUAL_FIRST, level_in
from attention_camp.tasks.forms import FORMS, TRAINING

translate = QCoreApplication.translate
SET_BY_A_FORM = ("options", "trials", "start_level", "rule")
"""Fields of a block that an assessment form sets, and a protocol does not."""
_NUMBERS = {"whole": int, "number": float}
_DEFAULT_RULE = str(RuleSpec.model_fields["name"].default)


class BlockForm(QObject):
    """Fills a form with the fields of a block.

    Parameters
    ----------
    form : QFormLayout
        Where the rows go.
    changed : callable
        Told the place in the file, and its new value.
    index : int
        Of the block, from 0.
    block : mapping
        Its fields as the file has them.
    """

    def __init__(
        self,
        form: QFormLayout,
        changed: Changed,
        index: int,
        block: Mapping[str, Any],
    ) -> None:
        super().__init__(form)
        self.fields = Fields(form, changed)
        self._form = form
        self._place: Location = ("blocks", index)
        self._block = block
        self._what()
        if self._is_training:
            self._numbers()
            self._options()
            self._rule()
        self._around()

    def take(self, block: Mapping[str, Any]) -> None:
        """Take values that the fields show already, and say what follows from them."""
        self._block = block
        field = self.fields.widgets.get(self._at("start_level"))
        if isinstance(field, QLineEdit):
            field.setPlaceholderText(str(self._first_level))

    @property
    def _is_training(self) -> bool:
        return bool(self._block.get("form", TRAINING) == TRAINING)

    @property
    def _task(self) -> str:
        return str(self._block.get("task", ""))

    def _at(self, *more: str) -> Location:
        return (*self._place, *more)

    def _what(self) -> None:
        fields, get = self.fields, self._block.get
        names = available_tasks().names
        titles = {one: _title(one) for one in names}
        field = fields.choice(self._at("task"), self.tr("Task"), get("task"), titles)
        field.setToolTip(self._task)
        forms = {TRAINING: self.tr("training")}
        forms |= {
            one: self.tr("{form}, as published").format(form=one)
            for one in FORMS.get(self._task, {})
        }
        field = fields.choice(self._at("form"), self.tr("Form"), get("form"), forms)
        if not self._is_training:
            source = FORMS.get(self._task, {}).get(str(get("form")))
            field.setToolTip(_said(source.source) if source else "")
        fields.choice(
            self._at("stage"),
            self.tr("Stage"),
            get("stage"),
            {
                "main": translate("Stages", "training"),
                "calibration": translate("Stages", "calibration"),
            },
        )
        if get("stage") == "calibration" or get("label"):
            labels = {
                None: self.tr("none"),
                "rest": self.tr("rest"),
                "engaged": self.tr("engaged"),
                "passive": self.tr("passive"),
            }
            fields.choice(
                self._at("label"), self.tr("Asked to be"), get("label"), labels
            )

    def _numbers(self) -> None:
        for name, text, default in (
            ("trials", self.tr("Trials"), Block.model_fields["trials"].default),
            ("start_level", self.tr("First level"), self._first_level),
        ):
            self.fields.line(
                self._at(name),
                text,
                self._block.get(name),
                default=default,
                convert=int,
            )

    @property
    def _first_level(self) -> int:
        """The level that an empty field means, on the levels of the block's options."""
        if self._task not in available_tasks().names:
            return 3
        options = self._block.get("options")
        given = options if isinstance(options, Mapping) else {}
        try:
            task = load_task(self._task, **given)
        except (TypeError, ValueError):  # the preview says what is wrong with them
            task = load_task(self._task)
        return min(int(level_in(task, USUAL_FIRST)), task.n_levels)

    def _options(self) -> None:
        if self._task not in available_tasks().names:
            return
        options = options_of(type(load_task(self._task)))
        if options:
            self._form.addRow(label(self.tr("Options of the task"), "heading"))
        self._add(options, self._block.get("options"), "options")

    def _rule(self) -> None:
        rule = self._block.get("rule")
        values = rule if isinstance(rule, Mapping) else {}
        self._form.addRow(label(self.tr("Difficulty"), "heading"))
        names = sorted(RULES, key=lambda one: one != _DEFAULT_RULE)
        self.fields.choice(
            self._at("rule", "name"),
            self.tr("Rule"),
            values.get("name"),
            {one: one for one in names},
        )
        name = values.get("name", _DEFAULT_RULE)
        if name in RULES:
            self._add(rule_options(name), values.get("options"), "rule", "options")

    def _add(self, options: Iterable[Option], values: Any, *above: str) -> None:
        """Add the options of a task or of a rule, called as in the file."""
        given = values if isinstance(values, Mapping) else {}
        for one in options:
            place, value = self._at(*above, one.name), given.get(one.name)
            if one.kind == "truth":
                default = bool(one.default)
                self.fields.truth(place, one.name, value, default=default)
            else:
                self.fields.line(
                    place,
                    one.name,
                    value,
                    default=one.default,
                    convert=_NUMBERS.get(one.kind, str),
                )
            self.fields.widgets[place].setToolTip(_said(one.text))

    def _around(self) -> None:
        """Add what surrounds the trials."""
        self._form.addRow(label(self.tr("Around the trials"), "heading"))
        fields, get = self.fields, self._block.get
        for name, text, convert in (
            ("practice", self.tr("Practice trials"), int),
            ("break_after", self.tr("Break after it, s"), float),
            ("probe_every", self.tr("Trials to a probe"), int),
        ):
            default = f"{Block.model_fields[name].default:g}"
            fields.line(
                self._at(name), text, get(name), default=default, convert=convert
            )
        for name, text in (
            ("cards", self.tr("Instructions first")),
            ("feedback", self.tr("A sign after each trial")),
            ("attention", self.tr("A circle that follows attention")),
        ):
            is_on = bool(Block.model_fields[name].default)
            fields.truth(self._at(name), text, get(name), default=is_on)
        self._fixation()

    def _fixation(self) -> None:
        """Add whether trials wait for the gaze, and what they wait for."""
        given = self._block.get("fixation")
        usual = Fixation().model_dump()
        place = self._at("fixation")
        self.fields.truth(
            place,
            self.tr("Wait for the gaze (eye tracker)"),
            None if given is None else True,
            default=False,
            ticked=usual,
        )
        said = self.tr("Each trial waits until the gaze rests on the cross.")
        self.fields.widgets[place].setToolTip(said)
        if not isinstance(given, Mapping):
            return
        for name, text in (
            ("within", self.tr("Gaze within, °")),
            ("seconds", self.tr("For at least, s")),
            ("limit", self.tr("Wait at most, s")),
        ):
            self.fields.line(
                self._at("fixation", name),
                text,
                given.get(name),
                default=f"{usual[name]:g}",
                convert=float,
            )


def _said(text: str) -> str:
    """Return what a class says of an option, in the reader's language, unmarked."""
    return translate("options", text).replace("``", "")


def _title(task: str) -> str:
    return translate("tasks", load_task(task).title)
