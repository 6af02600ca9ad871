"""Colours, spacing and type of every window, light and dark, in one place."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from attention_camp.camp.ui.settings import Appearance
from attention_camp.camp.ui.stylesheet import stylesheet

SPACE = 8
"""Unit of all spacing, px."""

TEXT_SIZES = {"small": 0.9, "body": 1.0, "heading": 1.2, "title": 1.7}
"""The four text sizes, as multiples of the reader's own."""

BASE_POINTS = 10.0
"""Size of body text at 100 %, points."""

CJK_FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)

GENERIC_FAMILIES = ("Sans Serif", "DejaVu Sans", "")
"""Font names of a Linux without a desktop: too wide, and a poor match for Chinese."""

PLAIN_FAMILIES = ("Noto Sans", "Inter", "Cantarell", "Ubuntu")
"""Tried in the place of a generic one."""

WESTERN_CJK = "Noto Sans CJK KR"
"""Same letters as the Chinese font, with Western punctuation."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by purpose, as ``#rrggbb``.

    Categories come from Okabe & Ito (2008), which people with the common colour-vision
    deficiencies tell apart; text colours keep a contrast of at least 4.5 : 1 (WCAG
    2.2, 1.4.3) on the surfaces they stand on.
    """

    name: Literal["light", "dark"]
    window: str
    surface: str
    sunken: str
    border: str
    """Of cards and lines, which only order the page."""
    edge: str
    """Of controls and scroll bars: at least 3 : 1 (WCAG 2.2, 1.4.11)."""
    ink: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    good: str
    doubtful: str
    bad: str
    bad_soft: str
    warn_soft: str
    good_soft: str
    band: str
    """Fill of an uncertainty band; drawn half transparent."""
    categories: tuple[str, ...]

    @property
    def named_colours(self) -> dict[str, str]:
        """Every colour by its purpose, and the theme's name."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {key: value for key, value in named.items() if key != "categories"}


LIGHT = Theme(
    name="light",
    window="#f4f5f7",
    surface="#ffffff",
    sunken="#eceef1",
    border="#d3d8df",
    edge="#7d8590",
    ink="#1b2027",
    muted="#57606c",
    accent="#0068a3",
    accent_hover="#005788",
    on_accent="#ffffff",
    accent_soft="#dcecf7",
    good="#007355",
    doubtful="#8a5c00",
    bad="#b34700",
    bad_soft="#fbe9dd",
    warn_soft="#fbf0d7",
    good_soft="#ddf2ea",
    band="#56b4e9",
    categories=(
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#5a5f66",
    ),
)  # fmt: skip

DARK = Theme(
    name="dark",
    window="#15181c",
    surface="#1e2227",
    sunken="#121417",
    border="#373e47",
    edge="#747d89",
    ink="#e9ebee",
    muted="#a7b0bb",
    accent="#56b4e9",
    accent_hover="#7cc5ee",
    on_accent="#0a1820",
    accent_soft="#1d3646",
    good="#2fc79a",
    doubtful="#e6a919",
    bad="#f08a45",
    bad_soft="#40281a",
    warn_soft="#3a301a",
    good_soft="#173a2f",
    band="#0072b2",
    categories=(
        "#56b4e9", "#e8743b", "#1fb58d", "#d993b8", "#e69f00", "#8fd0f5", "#a9b0b8",
    ),
)  # fmt: skip


def theme_of(widget: QWidget) -> Theme:
    """Return the theme that ``widget`` is shown in."""
    lightness = widget.palette().color(QPalette.ColorRole.Window).lightness()
    return DARK if lightness < 128 else LIGHT


def apply_theme(
    app: QApplication, appearance: Appearance, text_scale: float, language: str = "en"
) -> Theme:
    """Apply colours, text size and font; return the theme that was chosen.

    Parameters
    ----------
    app : QApplication
        The application whose windows are styled.
    appearance : Appearance
        ``system`` follows the desktop.
    text_scale : float
        Text size; 1 is 100 %.
    language : str
        ``en`` or ``zh_CN``; decides which fonts come first.
    """
    app.setStyle("Fusion")
    theme = _chosen(appearance)
    app.setPalette(_palette(theme))
    points = BASE_POINTS * text_scale
    app.setFont(ui_font(points, language))
    sizes = {role: points * factor for role, factor in TEXT_SIZES.items()}
    app.setStyleSheet(stylesheet(theme.named_colours, sizes))
    return theme


def ui_font(points: float, language: str = "en") -> QFont:
    """Return the system's font with a fallback for Chinese and tabular figures."""
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    present = set(QFontDatabase.families())
    chinese = [name for name in CJK_FAMILIES if name in present]
    own = [font.family()]
    if own[0] in GENERIC_FAMILIES:
        own = [name for name in PLAIN_FAMILIES if name in present]
        if not own and chinese and language == "en" and WESTERN_CJK in present:
            own = [WESTERN_CJK]
    font.setFamilies([*own, *chinese, "DejaVu Sans"])
    font.setPointSizeF(points)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def shows_chinese() -> bool:
    """Return whether an installed font can show Simplified Chinese."""
    system = QFontDatabase.WritingSystem.SimplifiedChinese
    return bool(QFontDatabase.families(system))


def _chosen(appearance: Appearance) -> Theme:
    if appearance == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if appearance == "dark" else LIGHT


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.Base: theme.surface,
        role.AlternateBase: theme.window,
        role.Button: theme.surface,
        role.ToolTipBase: theme.surface,
        role.WindowText: theme.ink,
        role.Text: theme.ink,
        role.ButtonText: theme.ink,
        role.ToolTipText: theme.ink,
        role.BrightText: theme.bad,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.Accent: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.border,
        role.Mid: theme.border,
        role.Dark: theme.muted,
        role.Shadow: theme.border,
    }
    palette = QPalette()
    for key, value in colours.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        faint = QColor(theme.muted)
        faint.setAlpha(150)
        palette.setColor(QPalette.ColorGroup.Disabled, key, faint)
    return palette
