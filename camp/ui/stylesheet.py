"""The style sheet that gives standard widgets the theme's colours and spacing."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from string import Template

_SHEET = Template("""
QLabel[role="small"] { font-size: ${small}pt; color: $muted; }
QLabel[role="caption"] { font-size: ${small}pt; color: $muted; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="value"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[role="error"] { color: $bad; }
QLabel[role="good"] { color: $good; }
QLabel[role="shortcut"] { font-size: ${small}pt; color: $muted; }

QFrame[role="card"] {
    background: $surface; border: 1px solid $border; border-radius: 6px;
}
QFrame[role="banner"][kind="bad"] {
    background: $bad_soft; border: 1px solid $bad; border-radius: 6px;
}
QFrame[role="banner"][kind="warn"] {
    background: $warn_soft; border: 1px solid $doubtful; border-radius: 6px;
}
QFrame[role="banner"][kind="good"] {
    background: $good_soft; border: 1px solid $good; border-radius: 6px;
}
QFrame[role="banner"][kind="info"] {
    background: $accent_soft; border: 1px solid $accent; border-radius: 6px;
}
QFrame[place="above"] { margin-top: 8px; }
QFrame[role="side"] { background: $surface; border-right: 1px solid $border; }
QWidget[role="curtain"] { background: #303030; }

QPushButton {
    padding: 7px 16px; border: 1px solid $edge; border-radius: 5px;
    background: $surface; color: $ink;
}
QPushButton:hover { border-color: $muted; }
QPushButton:pressed { background: $sunken; }
QPushButton:focus { border: 2px solid $accent; padding: 6px 15px; }
QPushButton:disabled { color: $muted; background: $window; border-color: $border; }
QPushButton:checked { background: $accent_soft; border-color: $accent; }
QPushButton::menu-indicator {
    image: url("$icons/chevron-down-$name.svg"); width: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 6px;
}
QPushButton[role="menu"] { padding-right: 26px; }
QPushButton[role="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus { border: 4px double $on_accent; padding: 4px 13px; }
QPushButton[role="primary"]:disabled {
    background: $sunken; color: $muted; border-color: $border;
}
QPushButton[role="link"] {
    border: 1px solid transparent; background: transparent; color: $accent;
    padding: 3px 4px; text-align: left;
}
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; }
QPushButton[role="nav"], QPushButton[role="step"] {
    border: 2px solid transparent; border-radius: 5px; background: transparent;
    text-align: left; padding: 8px 10px;
}
QPushButton[role="nav"]:hover, QPushButton[role="step"]:hover { background: $window; }
QPushButton[current="true"] {
    background: $accent_soft; font-weight: 600;
}
QPushButton[role="nav"]:focus, QPushButton[role="step"]:focus {
    border: 2px solid $accent;
}
QPushButton[role="nav"]:disabled, QPushButton[role="step"]:disabled {
    background: transparent;
}

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit {
    background: $surface; color: $ink; border: 1px solid $edge; border-radius: 5px;
    padding: 5px 8px; selection-background-color: $accent;
    selection-color: $on_accent;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QPlainTextEdit:focus { border: 2px solid $accent; padding: 4px 7px; }
QLineEdit[state="bad"] { border: 2px solid $bad; padding: 4px 7px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled {
    color: $muted; background: $window;
}
QComboBox QAbstractItemView {
    background: $surface; color: $ink; border: 1px solid $edge;
    selection-background-color: $accent_soft; selection-color: $ink;
}

QComboBox { padding-right: 26px; combobox-popup: 0; }
QComboBox::drop-down {
    subcontrol-origin: border; subcontrol-position: center right; width: 26px;
    border: none;
}
QComboBox::down-arrow { image: url("$icons/chevron-down-$name.svg"); width: 12px; }
QSpinBox::up-button, QDoubleSpinBox::up-button {
    subcontrol-origin: border; subcontrol-position: top right; width: 24px;
    border: none;
}
QSpinBox::down-button, QDoubleSpinBox::down-button {
    subcontrol-origin: border; subcontrol-position: bottom right; width: 24px;
    border: none;
}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {
    image: url("$icons/chevron-up-$name.svg"); width: 11px; height: 11px;
}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {
    image: url("$icons/chevron-down-$name.svg"); width: 11px; height: 11px;
}
QSpinBox, QDoubleSpinBox { padding-left: 8px; }
QToolButton {
    padding: 7px 12px; border: 1px solid $edge; border-radius: 5px;
    background: $surface; color: $ink;
}
QToolButton:hover { border-color: $muted; }
QToolButton:focus { border: 2px solid $accent; padding: 6px 11px; }
QToolButton:disabled { color: $muted; background: $window; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $edge; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QListView::item { padding: 5px 8px; }
QTableView::item { padding: 0 8px; border: none; }
QTableView[role="texts"]::item { padding: 0; }
QTableView::item:selected, QListView::item:selected {
    background: $accent_soft; color: $ink;
}

QTableView, QListView, QTreeView {
    background: $surface; alternate-background-color: $window; color: $ink;
    border: 1px solid $edge; border-radius: 6px; gridline-color: $border;
    selection-background-color: $accent_soft; selection-color: $ink; outline: none;
}
QTableView:focus, QListView:focus { border: 2px solid $accent; }
QTableView[role="plain"] { border: 2px solid transparent; }
QTableView[role="plain"]:focus { border: 2px solid $accent; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none;
    border-bottom: 1px solid $border; padding: 6px 11px; font-size: ${small}pt;
}
QTableView[role="texts"] QHeaderView::section { padding: 6px 3px; }
QTableCornerButton::section { background: $surface; border: none; }

QProgressBar {
    background: $sunken; border: none; border-radius: 3px; max-height: 6px;
    min-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollArea { border: 1px solid transparent; background: transparent; }
QScrollArea:focus { border: 1px solid $accent; border-radius: 4px; }
QScrollArea > QWidget > QWidget { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $border; }
QMenuBar { background: $surface; color: $ink; border-bottom: 1px solid $border; }
QMenuBar::item { padding: 5px 10px; background: transparent; }
QMenuBar::item:selected { background: $accent_soft; }
QMenu { background: $surface; color: $ink; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 24px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QToolTip {
    background: $surface; color: $ink; border: 1px solid $border; padding: 4px;
}
QCheckBox { spacing: 8px; min-height: 24px; }
QCheckBox::indicator, QListView::indicator, QTableView::indicator {
    width: 16px; height: 16px; border: 1px solid $muted; border-radius: 3px;
    background: $surface;
}
QCheckBox::indicator:checked, QListView::indicator:checked,
QTableView::indicator:checked {
    background: $accent; border-color: $accent;
    image: url("$icons/check-$name.svg");
}
QCheckBox:focus { color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $accent; }
QTabBar::tab {
    padding: 7px 14px; border: none; border-bottom: 2px solid transparent;
    color: $muted;
}
QTabBar::tab:selected { color: $ink; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: none; }
""")


def stylesheet(colours: Mapping[str, str], sizes: Mapping[str, float]) -> str:
    """Return the style sheet of a theme.

    Parameters
    ----------
    colours : mapping of str to str
        The theme's colours by purpose, and its ``name``, which its icons carry.
    sizes : mapping of str to float
        Text sizes by role, points.
    """
    points = {role: f"{size:.1f}" for role, size in sizes.items()}
    icons = str(files("attention_camp.resources") / "icons").replace("\\", "/")
    return _SHEET.substitute(colours, **points, icons=icons)
