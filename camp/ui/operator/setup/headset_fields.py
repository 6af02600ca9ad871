"""Connection fields of the chosen headset."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from attention_camp.camp.ui.operator.setup.sources import (
    EXAMPLES,
    FIELD_NAMES,
    SourceChoice,
)
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.workspace import Workspace
from attention_camp.signal.sources.ports import serial_ports

translate = QCoreApplication.translate


class HeadsetFields(QWidget):
    """A form that changes with the headset."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._choice: SourceChoice | None = None
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(SPACE)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)

    def show_choice(self, choice: SourceChoice) -> None:
        """Show the fields of a headset with the values used last."""
        self._choice = choice
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields = {}
        for name in (*choice.needed_fields, *choice.optional_fields):
            text = translate("Sources", FIELD_NAMES.get(name, name))
            if name in choice.optional_fields:
                text = self.tr("{field} (optional)").format(field=text)
            field = self._port_box() if name == "serial_port" else self._line(name)
            field.setAccessibleName(text)
            self.fields[name] = field
            if name == "path":
                self._form.addRow(text, self._with_browse(field))
            else:
                self._form.addRow(text, field)

    def value(self, name: str) -> str:
        """Return the value of a field."""
        field = self.fields[name]
        text = field.currentText() if isinstance(field, QComboBox) else field.text()
        return text.strip()

    @property
    def values(self) -> dict[str, str]:
        """The fields that were filled in."""
        values = {name: self.value(name) for name in self.fields}
        return {name: value for name, value in values.items() if value}

    @property
    def ch_names(self) -> tuple[str, ...]:
        """The electrode names entered, without duplicates."""
        typed = self.values.get("ch_names", "").split(",")
        return tuple(dict.fromkeys(name.strip() for name in typed if name.strip()))

    @property
    def are_filled(self) -> bool:
        """Whether all required fields are filled in."""
        choice = self._choice
        return choice is not None and all(self.value(n) for n in choice.needed_fields)

    def _port_box(self) -> QComboBox:
        ports = _PortBox()
        edit = ports.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(
                self.tr("no port found; plug in the receiver or type its name")
            )
        if known := self._workspace.settings.board_fields.get("serial_port"):
            ports.setCurrentText(known)
        ports.editTextChanged.connect(self.changed)
        return ports

    def _line(self, name: str) -> QLineEdit:
        settings = self._workspace.settings
        field = QLineEdit(settings.board_fields.get(name, ""))
        kind, _, rest = settings.board.partition(":")
        is_last = self._choice is not None and self._choice.spec == f"{kind}:"
        if name in {"stream", "path"} and is_last:
            field.setText(rest)
        field.setPlaceholderText(EXAMPLES.get(name, ""))
        if name in {"ch_names", "units"} and self._choice is not None:
            # those of another board would be wrong here
            is_same = is_last or settings.board == self._choice.spec
            field.setText(settings.board_fields.get(name, "") if is_same else "")
        if name == "ch_names" and self._choice is not None:
            field.setPlaceholderText(", ".join(self._choice.ch_names))
        field.textChanged.connect(self.changed)
        return field

    def _with_browse(self, field: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(field, 1)
        button = QPushButton(self.tr("Choose…"))
        button.clicked.connect(self._on_browse)
        row.addWidget(button)
        return row

    def _on_browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a recording"), str(Path.home())
        )
        field = self.fields.get("path")
        if path and isinstance(field, QLineEdit):
            field.setText(path)


class _PortBox(QComboBox):
    """Serial ports, listed anew whenever the box opens."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        # COM1 is not completed to COM10
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt takes none
        self.addItems(serial_ports())

    def showPopup(self) -> None:  # noqa: N802
        """List the ports that are present now, and keep the text entered."""
        typed = self.currentText()
        with QSignalBlocker(self):  # a look at the list changes nothing
            self.clear()
            self.addItems(serial_ports())
            self.setCurrentText(typed)
        super().showPopup()
