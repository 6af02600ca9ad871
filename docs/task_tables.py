"""Write the tables of docs/tasks.md: options, forms, reliability, levels, truth.

From the root of the repository: python docs/task_tables.py [SECTION ...]; all sections
where none is named. A section stands between two comments that name it.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.described import Option, options_of, rule_options
from attention_camp.tasks.difficulty import RULES
from attention_camp.tasks.forms import FORMS
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.reliability_table import RELIABILITY

PAGE = Path(__file__).with_name("tasks.md")
TESTS = Path(__file__).resolve().parents[1] / "tests" / "tasks"


def load(name: str) -> ModuleType:
    """Return a module of the tests, which lie in no package."""
    spec = importlib.util.spec_from_file_location(name, TESTS / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{TESTS / name}.py is not there.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def block(present: Any, task: Any, observer: Any, level: int, n: int) -> list[Any]:
    """Return ``n`` trials of a level with their outcomes."""
    rng = np.random.default_rng([11, level])
    trials = []
    for _ in range(n):
        trial = task.next_trial(level, rng)
        response = present(trial, observer.answer(trial, rng))
        trials.append((trial, task.score(trial, response)))
    return trials


def gallery() -> Iterator[str]:
    """Yield the moving pictures of all tasks, three in a row."""
    names = sorted(TASKS)
    for start in range(0, len(names), 3):
        row = [*names[start : start + 3], "", ""][:3]
        named = [f"`{name}`" if name else "" for name in row]
        shown = [f"![{name}](images/tasks/{name}.webp)" if name else "" for name in row]
        yield f"| {' | '.join(named)} |"
        yield "|---|---|---|"
        yield f"| {' | '.join(shown)} |"
        yield ""


def levels() -> Iterator[str]:
    """Yield the share of right trials of the default observer at each level."""
    present: Any = load("conftest").present_trial
    yield "| task | right at levels 1, 2, … |"
    yield "|---|---|"
    for name in sorted(TASKS):
        task = load_task(name)
        if task.n_levels == 1:
            continue
        shares = []
        for level in range(1, task.n_levels + 1):
            trials = block(present, task, make_observer("default"), level, 200)
            shares.append(f"{np.mean([o.correct for _, o in trials]):.2f}")
        yield f"| {name} | {' '.join(shares)} |"


def truth() -> Iterator[str]:
    """Yield each published score beside the observer's truth."""
    present: Any = load("conftest").present_trial
    yield "| task | options | score | truth | found | tolerance |"
    yield "|---|---|---|---|---|---|"
    for case in load("test_known_truth").CASES:
        task = load_task(case.task, **case.options)
        observer: Any = make_observer(case.observer)
        trials = [
            pair
            for level in case.levels
            for pair in block(present, task, observer, level, case.n)
        ]
        sample = next(t for t, _ in trials if t.condition != "absent")
        known = case.truth(observer.person, sample)
        found = task.summary(trials)[case.figure]
        options = ", ".join(f"{k} {v}" for k, v in case.options.items())
        yield (
            f"| {case.task} | {options} | {case.figure} | {known:.3g} | {found:.3g} "
            f"| {case.tolerance:g} |"
        )


def forms() -> Iterator[str]:
    """Yield the published procedure of each assessment form."""
    yield "| task, form | procedure |"
    yield "|---|---|"
    for task, named in FORMS.items():
        for name, form in named.items():
            yield f"| `{task}`, `{name}` | {form.source} |"


def reliability() -> Iterator[str]:
    """Yield what each score of each form can show."""
    yield (
        "| task, form | score | bias ± half-width | truth | retest | error | "
        "smallest change | one person |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for (task, form, score), one in RELIABILITY.items():
        shows = "can show change" if one.shows_change else "cannot show change"
        yield (
            f"| `{task}`, `{form}` | {score} | {one.bias:.2f} ± {one.half_width:.2f} | "
            f"{one.validity:.2f} | {one.retest:.2f} | {one.error:.3g} | "
            f"{one.smallest_change:.3g} | {shows} |"
        )


def options() -> Iterator[str]:
    """Yield every option of every task."""
    for name in sorted(TASKS):
        yield from _table(f"`{name}`", options_of(type(load_task(name))))


def rules() -> Iterator[str]:
    """Yield every option of every rule."""
    for name in sorted(RULES):
        yield from _table(f"`{name}`", rule_options(name))


def _table(name: str, options: tuple[Option, ...]) -> Iterator[str]:
    if not options:
        yield f"{name} has no options.\n"
        return
    yield f"| {name} | default | |"
    yield "|---|---|---|"
    for one in options:
        default = one.default if one.default != "" else "(empty)"
        yield f"| `{one.name}` | {default} | {one.text} |"
    yield ""


SECTIONS: Mapping[str, Callable[[], Iterator[str]]] = {
    each.__name__: each
    for each in (gallery, forms, reliability, options, levels, truth, rules)
}


def written(page: str, name: str) -> str:
    """Return the page with a section made anew."""
    begin, end = f"<!-- made: {name} -->\n", f"<!-- end: {name} -->"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    table = "\n".join(SECTIONS[name]()).strip()
    return f"{before}{begin}\n{table}\n\n{end}{after}"


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    for section in sys.argv[1:] or SECTIONS:
        text = written(text, section)
    PAGE.write_text(text, encoding="utf-8")
