"""The application's actions as data: menus and tool bars are built from this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from attention_camp.camp.ui.icons import themed_icon
from attention_camp.camp.ui.theme import Theme
from attention_camp.resources.texts import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate


class Phase(Enum):
    """Phase of the program that decides which actions are enabled."""

    IDLE = "idle"
    CONNECTED = "connected"
    RUNNING = "running"
    PAUSED = "paused"


_ANY = frozenset(Phase)
_IN_SESSION = frozenset({Phase.RUNNING, Phase.PAUSED})


@dataclass(frozen=True, slots=True)
class ActionInfo:
    """One action; texts are English sources of the context ``Actions``."""

    key: str
    text: str
    menu: str
    icon: str = ""
    shortcut: str = ""
    phases: frozenset[Phase] = _ANY
    """Phases in which the action is enabled."""

    def enabled(self, phase: Phase) -> bool:
        """Return whether the action is enabled in a phase."""
        return phase in self.phases


MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("Actions", "&File")),
    ("session", QT_TRANSLATE_NOOP("Actions", "&Session")),
    ("go", QT_TRANSLATE_NOOP("Actions", "&Go")),
    ("help", QT_TRANSLATE_NOOP("Actions", "&Help")),
)

ACTIONS: tuple[ActionInfo, ...] = (
    ActionInfo(
        "new",
        QT_TRANSLATE_NOOP("Actions", "&New session"),
        "file",
        "new",
        "Ctrl+N",
        frozenset({Phase.IDLE}),
    ),
    ActionInfo(
        "open",
        QT_TRANSLATE_NOOP("Actions", "&Review a session folder…"),
        "file",
        "folder",
        "Ctrl+O",
    ),
    ActionInfo(
        "dataset",
        QT_TRANSLATE_NOOP("Actions", "Choose the &dataset folder…"),
        "file",
        "",
        "",
        frozenset({Phase.IDLE}),
    ),
    ActionInfo("sign_out", QT_TRANSLATE_NOOP("Actions", "Sign &out"), "file"),
    ActionInfo("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), "file", "", "Ctrl+Q"),
    ActionInfo(
        "pause",
        QT_TRANSLATE_NOOP("Actions", "&Pause"),
        "session",
        "pause",
        "Ctrl+P",
        frozenset({Phase.RUNNING}),
    ),
    ActionInfo(
        "resume",
        QT_TRANSLATE_NOOP("Actions", "&Resume"),
        "session",
        "resume",
        "Ctrl+R",
        frozenset({Phase.PAUSED}),
    ),
    ActionInfo(
        "note",
        QT_TRANSLATE_NOOP("Actions", "Write a n&ote"),
        "session",
        "note",
        "Ctrl+T",
        _IN_SESSION,
    ),
    ActionInfo(
        "end",
        QT_TRANSLATE_NOOP("Actions", "&End session…"),
        "session",
        "stop",
        "Ctrl+E",
        _IN_SESSION,
    ),
    ActionInfo("home", QT_TRANSLATE_NOOP("Actions", "&Home"), "go", "home", "Ctrl+1"),
    ActionInfo(
        "new_session",
        QT_TRANSLATE_NOOP("Actions", "&New session"),
        "go",
        "new",
        "Ctrl+2",
    ),
    ActionInfo(
        "people", QT_TRANSLATE_NOOP("Actions", "Peop&le"), "go", "people", "Ctrl+0"
    ),
    ActionInfo(
        "monitor",
        QT_TRANSLATE_NOOP("Actions", "&Monitor"),
        "go",
        "monitor",
        "Ctrl+3",
    ),
    ActionInfo(
        "sessions",
        QT_TRANSLATE_NOOP("Actions", "&Sessions"),
        "go",
        "sessions",
        "Ctrl+4",
    ),
    ActionInfo(
        "viewer",
        QT_TRANSLATE_NOOP("Actions", "Session &viewer"),
        "go",
        "viewer",
        "Ctrl+5",
    ),
    ActionInfo(
        "study", QT_TRANSLATE_NOOP("Actions", "S&tudy"), "go", "study", "Ctrl+6"
    ),
    ActionInfo("pc", QT_TRANSLATE_NOOP("Actions", "This &PC"), "go", "pc", "Ctrl+7"),
    ActionInfo(
        "settings",
        QT_TRANSLATE_NOOP("Actions", "S&ettings"),
        "go",
        "settings",
        "Ctrl+8",
    ),
    ActionInfo("protocol", QT_TRANSLATE_NOOP("Actions", "Write a protoc&ol"), "go"),
    ActionInfo("study_file", QT_TRANSLATE_NOOP("Actions", "Write a study &file"), "go"),
    ActionInfo(
        "rehearsal", QT_TRANSLATE_NOOP("Actions", "&Rehearse a study"), "go", ""
    ),
    ActionInfo(
        "calibration",
        QT_TRANSLATE_NOOP("Actions", "&Calibration report"),
        "go",
        "",
        "Ctrl+9",
    ),
    ActionInfo(
        "keys",
        QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"),
        "help",
        "help",
        "F1",
    ),
    ActionInfo("about", QT_TRANSLATE_NOOP("Actions", "&About Attention Camp"), "help"),
)

NAVIGATION: tuple[str, ...] = (
    "home", "people", "new_session", "monitor", "sessions", "viewer", "study", "pc",
    "settings",
)  # fmt: skip
"""The pages of the side list, from top to bottom."""


def make_actions(
    parent: QObject,
    theme: Theme,
    callback: Callable[[str], None],
    shortcuts: Mapping[str, str],
) -> dict[str, QAction]:
    """Create a ``QAction`` for each entry of `ACTIONS`.

    Parameters
    ----------
    parent : QObject
        Owner of the actions: the window.
    theme : Theme
        Colours of the icons.
    callback : callable
        Called with the key of the action that was triggered.
    shortcuts : mapping
        Keys of actions → key sequences in place of the table's.
    """
    actions = {}
    for info in ACTIONS:
        action = QAction(translate("Actions", info.text), parent)
        if info.icon:
            action.setIcon(themed_icon(info.icon, theme))
        if info.shortcut:
            chosen = shortcuts.get(info.key, info.shortcut)
            action.setShortcut(QKeySequence(chosen))
        if info.key == "quit":
            action.setMenuRole(QAction.MenuRole.QuitRole)
        action.triggered.connect(lambda _checked=False, key=info.key: callback(key))
        actions[info.key] = action
    return actions


def plain(text: str) -> str:
    """Return a menu text without its access-key marker."""
    bare = text.split("(&", maxsplit=1)[0] if "(&" in text else text
    return bare.replace("&", "").rstrip("…").strip()
