"""Tasks and difficulty rules; no Qt, no EEG."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import logging
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from attention_camp.resources.texts import Sentence
from attention_camp.tasks.options import unknown

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from attention_camp.tasks.task import Task

__all__ = [
    "GROUP",
    "TASKS",
    "AvailableTasks",
    "available_tasks",
    "class_of",
    "load_task",
]

logger = logging.getLogger(__name__)

GROUP = "attention_camp.tasks"
"""Entry-point group through which other packages add tasks."""

TASKS: Mapping[str, str] = {
    "alternate-uses": f"{__name__}.creativity.alternate_uses:AlternateUses",
    "attention-network": f"{__name__}.attention.attention_network:AttentionNetwork",
    "attentional-blink": f"{__name__}.attention.attentional_blink:AttentionalBlink",
    "auditory-oddball": f"{__name__}.attention.auditory_oddball:AuditoryOddball",
    "ax-cpt": f"{__name__}.control.ax_cpt:AxCpt",
    "change-detection": f"{__name__}.memory.change_detection:ChangeDetection",
    "classroom": f"{__name__}.vigilance.classroom:Classroom",
    "complex-span": f"{__name__}.memory.complex_span:ComplexSpan",
    "corsi-span": f"{__name__}.memory.corsi_span:CorsiSpan",
    "digit-span": f"{__name__}.memory.digit_span:DigitSpan",
    "digits-in-noise": f"{__name__}.attention.digits_in_noise:DigitsInNoise",
    "go-no-go": f"{__name__}.control.go_no_go:GoNoGo",
    "grad-cpt": f"{__name__}.vigilance.grad_cpt:GradCpt",
    "multitask-console": f"{__name__}.complex.console:MultitaskConsole",
    "n-back": f"{__name__}.memory.n_back:NBack",
    "object-tracking": f"{__name__}.attention.object_tracking:ObjectTracking",
    "posner": f"{__name__}.attention.posner:Posner",
    "pvt": f"{__name__}.vigilance.pvt:Pvt",
    "questionnaire": f"{__name__}.questionnaires.questionnaire:Questionnaire",
    "remote-associates": f"{__name__}.creativity.remote_associates:RemoteAssociates",
    "rest": f"{__name__}.rest:Rest",
    "sart": f"{__name__}.vigilance.sart:Sart",
    "sternberg": f"{__name__}.memory.sternberg:Sternberg",
    "stop-signal": f"{__name__}.control.stop_signal:StopSignal",
    "stroop": f"{__name__}.control.stroop:Stroop",
    "symbol-digit": f"{__name__}.attention.symbol_digit:SymbolDigit",
    "task-switching": f"{__name__}.control.task_switching:TaskSwitching",
    "trail-making": f"{__name__}.control.trail_making:TrailMaking",
    "useful-field": f"{__name__}.attention.useful_field:UsefulField",
    "visual-search": f"{__name__}.search.visual_search:VisualSearch",
}
"""The tasks of this package: name, and module and class."""


@dataclasses.dataclass(frozen=True, slots=True)
class AvailableTasks:
    """The tasks that load, and why the others do not."""

    names: tuple[str, ...]
    problems: tuple[str, ...]
    """One sentence per third-party task that was skipped because it is broken."""


def class_of(name: str) -> Any:
    """Return the class of a task; one of another package is not built.

    Raises
    ------
    ValueError
        If no task has this name, or its package does not load.
    """
    if name in TASKS:
        module, _, attribute = TASKS[name].partition(":")
        return getattr(importlib.import_module(module), attribute)
    entries = {entry.name: entry for entry in _entry_points()}
    if name not in entries:
        raise unknown(Sentence("Task"), name, [*TASKS, *entries])
    return _load_entry(entries[name])


def load_task(name: str, **options: Any) -> Task:
    """Return the task ``name`` with ``options`` set.

    Raises
    ------
    ValueError
        If no task has this name, or the task has no such option; the text says
        what is allowed, what was given, and the nearest valid name.
    """
    return _build(name, class_of(name), options)


def available_tasks() -> AvailableTasks:
    """Return the names of all tasks; broken third-party ones are logged and skipped."""
    names = list(TASKS)
    problems = []
    for entry in _entry_points():
        if entry.name in names:
            problem = f"Task {entry.name!r} from {entry.value} has a name already taken"
        else:
            problem = _problem(entry)
        if problem:
            logger.warning("%s: skipped.", problem)
            problems.append(problem)
        else:
            names.append(entry.name)
    return AvailableTasks(tuple(sorted(names)), tuple(problems))


def _entry_points() -> Iterator[EntryPoint]:
    from importlib.metadata import entry_points

    yield from sorted(entry_points(group=GROUP), key=lambda entry: entry.value)


def _problem(entry: EntryPoint) -> str:
    try:
        task = _build(entry.name, _load_entry(entry), {})
    except ValueError as error:
        return str(error).rstrip(".")
    try:
        _try(task)
    except Exception as error:  # noqa: BLE001 (another package may raise anything)
        return f"Task {entry.name!r} from {entry.value} fails: {_say(error)}"
    return ""


def _try(task: Task) -> None:
    """Raise unless an easy and a hard trial can be drawn and are safe to show."""
    import numpy as np

    from attention_camp.tasks.safety import check_flashes

    for level in (1, task.n_levels):
        trial = task.next_trial(level, np.random.default_rng(0))
        trial.onset_phase  # noqa: B018 (raises where no display is the onset)
        check_flashes(trial)
    task.instructions()


def _load_entry(entry: EntryPoint) -> Any:
    try:
        return entry.load()
    except Exception as error:  # another package's code may raise anything
        raise ValueError(
            Sentence(
                "Task {name!r} from {origin} does not load: {error}. Update or remove "
                "its package.",
                name=entry.name,
                origin=entry.value,
                error=_say(error),
            )
        ) from error


def _say(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".rstrip(". ")


def _build(name: str, task_class: Any, options: Mapping[str, Any]) -> Task:
    if not (inspect.isclass(task_class) and dataclasses.is_dataclass(task_class)):
        raise ValueError(
            Sentence(
                "Task {name!r} must be a frozen dataclass; got {got}.",
                name=name,
                got=repr(task_class),
            )
        )
    allowed = [field.name for field in dataclasses.fields(task_class) if field.init]
    for option in options:
        if option not in allowed:
            raise unknown(
                Sentence("Option of task {name!r}", name=name), option, allowed
            )
    try:
        task: Any = task_class(**options)
    except Exception as error:  # another package's constructor may raise anything too
        raise ValueError(
            Sentence("Task {name!r}: {error}", name=name, error=error)
        ) from error
    missing = [part for part in _PARTS if not hasattr(task, part)]
    if missing:
        raise ValueError(
            Sentence(
                "Task {name!r} lacks {parts}.", name=name, parts=", ".join(missing)
            )
        )
    if task.name != name:
        raise ValueError(
            Sentence(
                "Task {name!r} calls itself {other!r}: use one name.",
                name=name,
                other=task.name,
            )
        )
    return cast("Task", task)


_PARTS = (
    "name", "title", "n_levels", "chance", "target", "parameters", "instructions",
    "next_trial", "score", "summary",
)  # fmt: skip
