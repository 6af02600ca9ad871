"""Fields of a protocol's form: each is one place of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QSizePolicy, QWidget

from attention_camp.camp.session.protocols.protocol_problems import Location
from attention_camp.camp.ui.widgets.form_rows import ChosenBox, add

_LENGTH = 18
"""Characters of a choice that are seen at least."""
Changed = Callable[[Location, Any], None]


class Fields:
    """Fields that show values of a protocol file and say what was changed.

    Parameters
    ----------
    form : QFormLayout
        Where the rows go.
    changed : callable
        Told the place in the file, and its new value; None: left away.
    """

    def __init__(self, form: QFormLayout, changed: Changed) -> None:
        self._form = form
        self._changed = changed
        self.widgets: dict[Location, QWidget] = {}
        """By place: where the keyboard goes to correct it."""

    def line(
        self,
        place: Location,
        name: str,
        value: Any,
        *,
        default: object = "",
        convert: Callable[[str], Any] = str,
    ) -> QLineEdit:
        """Add a line of text, or a number; empty is as by default.

        Parameters
        ----------
        place : sequence of str or int
            In the file.
        name : str
            Beside the field.
        value : object
            What stands in the file; None: nothing.
        default : object
            What holds then.
        convert : callable
            Makes the value of a text; what it cannot convert stays text, to be told as
            a problem.
        """
        field = QLineEdit("" if value is None else _written(value))
        field.setPlaceholderText(_written(default))
        field.setCursorPosition(0)
        field.textEdited.connect(
            lambda text: self._changed(place, converted(text, convert))
        )
        self._add(place, name, field)
        return field

    def choice(
        self, place: Location, name: str, value: Any, choices: Mapping[Any, str]
    ) -> ChosenBox:
        """Add a choice; the first one is as by default.

        Parameters
        ----------
        place : sequence of str or int
            In the file.
        name : str
            Beside the field.
        value : object
            What stands in the file; None: nothing.
        choices : mapping
            Value → text shown.
        """
        field = ChosenBox()
        for one, text in choices.items():
            field.addItem(text, one)
        values: Sequence[Any] = list(choices)
        if value not in values and value is not None:
            field.addItem(str(value), value)  # wrong, and told so in the list
        field.setCurrentIndex(0 if value is None else field.findData(value))
        field.setMinimumContentsLength(_LENGTH)
        field.setSizeAdjustPolicy(
            field.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        field.chosen.connect(lambda: self._changed(place, field.currentData()))
        self._add(place, name, field)
        return field

    def truth(
        self,
        place: Location,
        name: str,
        value: Any,
        *,
        default: bool,
        ticked: object = True,
    ) -> None:
        """Add a box to tick.

        Parameters
        ----------
        place : sequence of str or int
            In the file.
        name : str
            On the box.
        value : object
            What stands in the file; None: nothing.
        default : bool
            What holds then.
        ticked : object
            What is written where it is ticked.
        """
        field = QCheckBox(name)
        field.setChecked(default if value is None else value is True)
        field.toggled.connect(
            lambda on: self._changed(place, None if on == default else on and ticked)
        )
        self.widgets[tuple(place)] = field
        self._form.addRow("", field)

    def _add(self, place: Location, name: str, field: QWidget) -> None:
        add(self._form, name, field)
        self.widgets[tuple(place)] = field


def converted(text: str, convert: Callable[[str], Any]) -> Any:
    """Return the value of a text; None where it is empty, the text if it is wrong.

    Parameters
    ----------
    text : str
        As typed.
    convert : callable
        Such as `int`.
    """
    bare = text.strip() if convert is not str else text
    if not bare:
        return None
    try:
        return convert(bare)
    except ValueError:
        return bare


def _written(value: object) -> str:
    return "" if value is None else str(value)
