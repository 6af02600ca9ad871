"""The researcher's settings: a small JSON file that never stops the start."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from attention_camp.camp.session.request import Corner
from attention_camp.resources.bounded import read_json
from attention_camp.resources.languages import languages
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence, UserError

logger = logging.getLogger(__name__)

Appearance = Literal["system", "light", "dark"]
MAX_REMEMBERED_FIELDS = 32
MAX_TEXT = 4096


class SettingsError(UserError):
    """A settings file that holds no settings; the text says why."""


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest value of a number."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Installed:
    """The languages that are installed, and ``system``."""

    @property
    def allowed(self) -> tuple[str, ...]:
        """The values that may be chosen."""
        return ("system", *languages())


@dataclass(slots=True)
class Settings:
    """Settings kept between two starts.

    The type of a field is all that says which values are allowed. Pydantic would check
    them too, but importing it takes a third of the time to the first page.
    """

    language: Annotated[str, Installed()] = "system"
    """``system``, or one of `languages`."""
    appearance: Appearance = "system"
    """``system``, ``light`` or ``dark``."""
    text_percent: Annotated[int, Range(80, 200)] = 100
    """Size of all text, 80 to 200 % of the normal one."""
    dataset: str = ""
    """Folder where recordings go; empty: ``Attention Camp`` in the home folder."""
    screen: Annotated[int, Range(-1, 15)] = -1
    """Participant's screen, 0 the primary one; -1: the one the researcher does not
    use."""
    screen_width_cm: Annotated[float, Range(5, 500)] = 53.0
    """Width of the participant's picture, cm."""
    screen_distance_cm: Annotated[float, Range(10, 1000)] = 60.0
    """From the participant's eye to the screen, cm."""
    photodiode: Corner = "none"
    """Corner of the photodiode patch."""
    photodiode_deg: Annotated[float, Range(0.2, 10)] = 1.5
    """Edge of the photodiode patch, degrees of visual angle."""
    sound_click: bool = False
    """Whether the right channel carries a click at each sound's onset."""
    fullscreen: bool = True
    """Whether the participant's window fills its screen."""
    board: str = "synthetic"
    """Headset used last."""
    board_title: str = ""
    """Display name of that headset."""
    board_fields: dict[str, str] = field(default_factory=dict)
    """Values entered into its fields last."""
    eyes: str = ""
    """Eye tracker used last, as in ``open_eyes``; empty: none."""
    about: dict[str, str] = field(default_factory=dict)
    """What the lab says of its recordings, as in ``about.LAB``."""
    task_text_percent: Annotated[int, Range(80, 200)] = 100
    """Size of the participant's texts, apart from the researcher's."""
    stimulus_percent: Annotated[int, Range(0, 200)] = 0
    """Size of the stimuli on this PC; 0: as the protocol says."""
    reduced_motion: bool = False
    """Whether pictures on the participant's pages stand still."""
    answer_keys: dict[str, str] = field(default_factory=dict)
    """What a response box or a switch sends → the tasks' key that it counts as."""
    shortcuts: dict[str, str] = field(default_factory=dict)
    """Actions → key sequences other than those of ``actions.ACTIONS``."""
    own_mark: str = ""
    """A quick mark of the lab's own, beside the usual ones; empty: none."""
    class_page: bool = False
    """Whether sessions are announced to the class page this computer is paired with."""
    participant: str = ""
    """Participant of the last session."""
    protocol: str = "demo"
    """Protocol of the last session."""


def is_allowed(kind: Any, value: object) -> bool:
    """Return whether a stored value may stand in a field of a type."""
    if get_origin(kind) is Annotated:
        number, range_ = get_args(kind)
        if isinstance(range_, Installed):
            return value in range_.allowed
        # a bool is an int to Python, and NaN fails the comparison
        is_number = isinstance(value, int if number is int else int | float)
        in_range = is_number and range_.low <= value <= range_.high
        return in_range and not isinstance(value, bool)
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    if kind is bool:
        return isinstance(value, bool)
    if kind is str:
        return isinstance(value, str) and len(value) <= MAX_TEXT and "\0" not in value
    return (
        isinstance(value, dict)
        and len(value) <= MAX_REMEMBERED_FIELDS
        and all(is_allowed(str, text) for item in value.items() for text in item)
    )


def allowed_values(kind: Any) -> str:
    """Return in words what may stand in a field of a type."""
    if get_origin(kind) is Annotated:
        number, range_ = get_args(kind)
        if isinstance(range_, Installed):
            return ", ".join(range_.allowed)
        if number is int:
            return Sentence(
                "a whole number from {low} to {high}", low=range_.low, high=range_.high
            )
        return Sentence(
            "a number from {low} to {high}", low=range_.low, high=range_.high
        )
    if get_origin(kind) is Literal:
        return ", ".join(get_args(kind))
    if kind is bool:
        return Sentence("true or false")
    return Sentence("text") if kind is str else Sentence("a table of texts")


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
    except (UserError, OSError) as error:
        warning = Sentence(
            "The settings in {path} could not be read ({error}). The defaults are "
            "used, and saved with your next change.",
            path=path,
            error=reason_of(error),
        )
        logger.warning(warning)
        return settings, (warning,)
    warnings = []
    for name, kind in get_type_hints(Settings, include_extras=True).items():
        if name not in stored:
            continue
        value = stored[name]
        if is_allowed(kind, value):
            setattr(settings, name, value)
            continue
        warning = Sentence(
            "The setting {name} must be {allowed}; {path} has {got}. {default} is "
            "used.",
            name=name,
            allowed=allowed_values(kind),
            path=path,
            got=repr(value),
            default=repr(getattr(settings, name)),
        )
        logger.warning(warning)
        warnings.append(warning)
    if "task_text_percent" not in stored:  # one size was for both before
        settings.task_text_percent = settings.text_percent
    return settings, tuple(warnings)


def _read_table(path: Path) -> dict[str, Any]:
    stored = read_json(path, needs_finite=False)  # each value is checked
    if not isinstance(stored, dict):
        raise SettingsError(
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
