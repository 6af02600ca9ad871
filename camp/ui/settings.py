"""The researcher's settings: a small JSON file that never stops the start."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from attention_camp.resources.texts import Sentence

logger = logging.getLogger(__name__)

LANGUAGES = ("system", "en", "zh_CN")
APPEARANCES = ("system", "light", "dark")
CORNERS = ("none", "top-left", "top-right", "bottom-left", "bottom-right")
MAX_REMEMBERED_FIELDS = 12


@dataclass(slots=True)
class Settings:
    """What is kept between two starts."""

    language: str = "system"
    """``system``, ``en`` or ``zh_CN``."""
    appearance: str = "system"
    """``system``, ``light`` or ``dark``."""
    text_percent: int = 100
    """Size of all text, 80 to 200 % of the normal one."""
    dataset: str = ""
    """Folder where recordings go; empty: ``Attention Camp`` in the home folder."""
    screen: int = 0
    """Participant's screen, 0 the primary one."""
    screen_width_cm: float = 53.0
    """Width of the participant's picture, cm."""
    screen_distance_cm: float = 60.0
    """From the participant's eye to the screen, cm."""
    photodiode: str = "none"
    """Corner of the photodiode patch."""
    photodiode_deg: float = 1.5
    """Edge of the photodiode patch, degrees of visual angle."""
    sound_click: bool = False
    """Whether the right channel carries a click at each sound's onset."""
    fullscreen: bool = True
    """Whether the participant's window fills its screen."""
    board: str = "synthetic"
    """Headset used last."""
    board_title: str = ""
    """What people call that headset."""
    board_fields: dict[str, str] = field(default_factory=dict)
    """What was typed into its fields last."""
    participant: str = ""
    """Participant of the last session."""
    protocol: str = "demo"
    """Protocol of the last session."""


def one_of(*allowed: str) -> Callable[[Any], bool]:
    """Return a check for one of the strings."""
    return lambda value: value in allowed


def between(low: float, high: float) -> Callable[[Any], bool]:
    """Return a check for a number from ``low`` to ``high``."""
    return lambda value: (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and low <= value <= high
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 4096 and "\0" not in value


def _is_text_table(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and len(value) <= MAX_REMEMBERED_FIELDS
        and all(_is_text(key) and _is_text(item) for key, item in value.items())
    )


_TEXT = Sentence("text")

CHECKS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "language": (one_of(*LANGUAGES), ", ".join(LANGUAGES)),
    "appearance": (one_of(*APPEARANCES), ", ".join(APPEARANCES)),
    "text_percent": (
        lambda value: between(80, 200)(value) and isinstance(value, int),
        Sentence("a whole number from {low} to {high}", low=80, high=200),
    ),
    "dataset": (_is_text, _TEXT),
    "screen": (
        lambda value: between(0, 15)(value) and isinstance(value, int),
        Sentence("a whole number from {low} to {high}", low=0, high=15),
    ),
    "screen_width_cm": (
        between(5, 500),
        Sentence("a number from {low} to {high}", low=5, high=500),
    ),
    "screen_distance_cm": (
        between(10, 1000),
        Sentence("a number from {low} to {high}", low=10, high=1000),
    ),
    "photodiode": (one_of(*CORNERS), ", ".join(CORNERS)),
    "photodiode_deg": (
        between(0.2, 10),
        Sentence("a number from {low} to {high}", low=0.2, high=10),
    ),
    "sound_click": (lambda value: isinstance(value, bool), Sentence("true or false")),
    "fullscreen": (lambda value: isinstance(value, bool), Sentence("true or false")),
    "board": (_is_text, _TEXT),
    "board_title": (_is_text, _TEXT),
    "board_fields": (_is_text_table, Sentence("a table of texts")),
    "participant": (_is_text, _TEXT),
    "protocol": (_is_text, _TEXT),
}


def settings_path() -> Path:
    """Return where the settings of this user are kept."""
    import platformdirs

    return platformdirs.user_config_path("attention-camp") / "settings.json"


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Read the settings; return them and a warning for each value that was dropped."""
    settings = Settings()
    if not path.exists():
        return settings, ()
    try:
        stored = _read_table(path)
    except (OSError, ValueError) as error:
        warning = Sentence(
            "The settings in {path} could not be read ({error}). The defaults are "
            "used, and saved with your next change.",
            path=path,
            error=error,
        )
        logger.warning(warning)
        return settings, (warning,)
    warnings = []
    for entry in fields(Settings):
        if entry.name not in stored:
            continue
        value = stored[entry.name]
        check, allowed = CHECKS[entry.name]
        if check(value):
            setattr(settings, entry.name, value)
            continue
        default = getattr(settings, entry.name)
        warning = Sentence(
            "The setting {name} must be {allowed}; {path} has {got}. {default} is "
            "used.",
            name=entry.name,
            allowed=allowed,
            path=path,
            got=repr(value),
            default=repr(default),
        )
        logger.warning(warning)
        warnings.append(warning)
    return settings, tuple(warnings)


def _read_table(path: Path) -> dict[str, Any]:
    stored = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(stored, dict):
        raise ValueError(  # noqa: TRY004  the file is wrong, not the call
            Sentence("it holds {kind}, not a table", kind=type(stored).__name__)
        )
    return stored


def save_settings(settings: Settings, path: Path) -> None:
    """Write the settings; an interrupted write leaves the former file whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_text(
        json.dumps(asdict(settings), indent=2, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )
    draft.replace(path)


def dataset_folder(settings: Settings) -> Path:
    """Return the folder where recordings go."""
    if settings.dataset:
        return Path(settings.dataset).expanduser()
    return Path.home() / "Attention Camp"
