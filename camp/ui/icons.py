"""Icons in the theme's colours, drawn from the SVG files in resources/icons."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QIcon, QPixmap

from attention_camp.camp.ui.theme import Theme

SIZE = 48
"""Pixels that an icon is rendered at, enough for 24 px on a display of double scale."""


def themed_icon(name: str, theme: Theme) -> QIcon:
    """Return the icon ``name`` in the theme's ink, and faint where disabled."""
    source = (files("attention_camp.resources") / "icons" / f"{name}.svg").read_text(
        encoding="utf-8"
    )
    icon = QIcon()
    states = ((QIcon.Mode.Normal, theme.ink), (QIcon.Mode.Disabled, theme.muted))
    for mode, colour in states:
        icon.addPixmap(_rendered(source, colour), mode)
    return icon


def accent_icon(name: str, theme: Theme) -> QIcon:
    """Return the icon ``name`` in the colour of text on the accent."""
    source = (files("attention_camp.resources") / "icons" / f"{name}.svg").read_text(
        encoding="utf-8"
    )
    icon = QIcon(_rendered(source, theme.on_accent))
    icon.addPixmap(_rendered(source, theme.muted), QIcon.Mode.Disabled)
    return icon


def app_icon() -> QIcon:
    """Return the program's own icon."""
    data = (files("attention_camp.resources") / "icons" / "app.svg").read_bytes()
    pixmap = QPixmap()
    pixmap.loadFromData(QByteArray(data), "SVG")
    return QIcon(pixmap)


def _rendered(source: str, colour: str) -> QPixmap:
    text = source.replace("currentColor", colour)
    pixmap = QPixmap()
    pixmap.loadFromData(QByteArray(text.encode()), "SVG")
    return pixmap
