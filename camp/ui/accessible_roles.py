"""What screen readers are told a widget is, where Qt has nothing better to say."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLE = QAccessible.Role
ROLES: dict[str, QAccessible.Role] = {
    "LiveTraces": _ROLE.Graphic,
    "TracePicture": _ROLE.Graphic,
    "Overview": _ROLE.Graphic,
    "Timeline": _ROLE.Graphic,
    "PlotWidget": _ROLE.Graphic,
    "NullPlot": _ROLE.Graphic,
    "ReliabilityPlot": _ROLE.Graphic,
    "HeadMap": _ROLE.Graphic,
    "Topography": _ROLE.Graphic,
    "Mirror": _ROLE.Graphic,
    "Banner": _ROLE.AlertMessage,
    "Curtain": _ROLE.Pane,
    "QScrollArea": _ROLE.Pane,
    "QTabWidget": _ROLE.Grouping,
}
"""By class, also of what is derived from it."""


class _Picture(QAccessibleWidget):
    """Something drawn: its words are its description, and it has no parts."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, _ROLE.Graphic)

    def childCount(self) -> int:  # noqa: N802
        """Return no parts: those of a plot have no names."""
        return 0


def install_roles() -> None:
    """Have Qt ask here first what a widget is; once for a process."""
    QAccessible.installFactory(_interface_of)


def _interface_of(name: str, widget: QObject) -> QAccessibleInterface | None:
    role = ROLES.get(name)
    if role is None or not isinstance(widget, QWidget):
        return None
    return (
        _Picture(widget) if role is _ROLE.Graphic else QAccessibleWidget(widget, role)
    )
