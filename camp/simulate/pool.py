"""A pool of simulated courses of a training, from which whole studies are drawn.

A study of a thousand people costs hours; a study drawn from a pool of people who were
simulated once costs milliseconds. A course is a measurement, some sessions of training
and the measurement again, through the real trial loop without EEG. Courses are kept in
one file, line by line, so that a pool that broke off is gone on with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attention_camp.camp.dataset.durable import Appender, cut_to, torn_tail
from attention_camp.camp.session.messages import TrialFinished
from attention_camp.camp.session.plan import Plan, plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.request import Arm
from attention_camp.camp.simulate.without_eeg import run_session
from attention_camp.camp.workers.pool import HERE, Workers
from attention_camp.tasks.observers.observer import make_person

if TYPE_CHECKING:
    import pandas as pd

TASK, OUTCOME = "visual-search", "visual-search.accuracy"
TIMES = ("pre1", "post1")
MEASURED, TRAINED, SESSIONS = 40, 60, 3
"""Trials of a measurement and of a training session, and how many of these; own
choice."""
LEVEL = 6
"""Level of the measurement, in the middle of the task's."""
NOISE = 0.1
"""SD of what the score adds to what the EEG shows."""
APART = 1_000_000
"""Between the seed of a person and those of their sessions."""
FIRST_FRESH = APART // 2
"""Number of the first person who checks a pool. A million later each would have the
seeds of the sessions of somebody in it."""
ARMS: tuple[Arm, ...] = ("closed-loop", "performance-only", "sham")
WORLDS = {
    "no link": "link=0,noticing=0",
    "strong link": "link=1,noticing=0.1",
}
"""What is true of people: nothing that an arm could teach; or an EEG that shows all of
engagement, and people who learn to notice lapses where trials grow harder in them."""


@dataclass(frozen=True, slots=True)
class CourseJob:
    """One course of one person."""

    world: str
    """A key of `WORLDS`."""
    arm: Arm
    number: int
    """Of the person in this world and arm, below `APART`; nobody is in two."""

    @property
    def seed(self) -> int:
        """Seed of the person."""
        place = list(WORLDS).index(self.world) * len(ARMS) + ARMS.index(self.arm)
        return 1 + 10 * APART * place + self.number

    def session_seed(self, session: int) -> int:
        """Return the seed of one of their sessions, counted from 0."""
        return self.seed + APART * (session + 1)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a course came to."""

    before: float
    after: float
    """Shares right in the measurement before the training and after it."""


def walk(job: CourseJob) -> Measured:
    """Let a person work their course, and return what was measured."""
    person = make_person(f"seed={job.seed},{WORLDS[job.world]}")
    plans = [_plan("fixed"), *[_plan("engagement")] * SESSIONS, _plan("fixed")]
    shares = []
    for number, plan in enumerate(plans):
        right = _Right()
        run_session(
            plan,
            person,
            NOISE,
            seed=job.session_seed(number),
            tell=right.tell,
            arm=job.arm,
        )
        shares.append(right.share)
        person.end_session(days=2)
    return Measured(shares[0], shares[-1])


class _Right:
    """Counts right answers as they are told."""

    def __init__(self) -> None:
        self._n = self._right = 0

    def tell(self, message: Any) -> None:
        """Take in a message of a session."""
        if isinstance(message, TrialFinished):
            self._n += 1
            self._right += message.record.correct

    @property
    def share(self) -> float:
        """Share right."""
        return self._right / self._n


@lru_cache(maxsize=2)
def _plan(rule: str) -> Plan:
    n_trials = MEASURED if rule == "fixed" else TRAINED
    block = {"task": TASK, "trials": n_trials, "cards": False, "start_level": LEVEL,
             "rule": {"name": rule}}  # fmt: skip
    values = {"name": "pool", "title": "P", "description": "D", "blocks": [block]}
    return plan_session(Protocol.model_validate(values))


class Pool:
    """The courses in a file.

    Parameters
    ----------
    file : Path
        Gets a line for each course; one that is there is gone on with.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._found: dict[CourseJob, Measured] = dict(_lines(file))

    def __len__(self) -> int:
        return len(self._found)

    def fill(
        self,
        jobs: Sequence[CourseJob],
        *,
        workers: Workers = HERE,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Simulate the courses that are not there yet.

        Parameters
        ----------
        jobs : sequence of CourseJob
            The courses wanted.
        workers : Workers
            Who does it; the courses are the same with any number.
        progress : callable or None
            Called with the number of courses that are there and of all wanted; it may
            raise, to stop.
        """
        left = [job for job in jobs if job not in self._found]
        file = Appender(self._file, keep=None)

        def take(job: CourseJob, found: Measured) -> None:
            line = json.dumps(asdict(job) | asdict(found)) + "\n"
            file.append(line, sync=False)
            self._found[job] = found

        def look() -> None:
            if progress is not None:
                progress(sum(job in self._found for job in jobs), len(jobs))

        try:
            workers.run(walk, left, take, look=look)
        finally:
            file.sync()
            file.close()

    def table(self, world: str, pair: tuple[str, str], n: range) -> pd.DataFrame:
        """Return courses as the tests of a study take them.

        Parameters
        ----------
        world : str
            A key of `WORLDS`.
        pair : tuple of str
            Two arms.
        n : range
            Numbers of the people of each arm.

        Returns
        -------
        table : DataFrame
            Index ``participant`` and ``arm``, a column per time.
        """
        import pandas as pd

        rows = [
            (f"{arm}{k}", arm, found.before, found.after)
            for arm in pair
            for k in n
            if (found := self._found.get(CourseJob(world, arm, k))) is not None  # type: ignore[arg-type]
        ]
        frame = pd.DataFrame(rows, columns=["participant", "arm", *TIMES])
        return frame.set_index(["participant", "arm"])


def _lines(file: Path) -> Iterator[tuple[CourseJob, Measured]]:
    """Yield the courses of a file, without a half-written last line, which is cut."""
    if not file.exists():
        return
    if torn := torn_tail(file):
        cut_to(file, file.stat().st_size - len(torn))
    for line in file.read_text(encoding="utf-8").splitlines():
        values = json.loads(line)
        job = CourseJob(*(values[name] for name in ("world", "arm", "number")))
        yield job, Measured(values["before"], values["after"])


def jobs_of(n: range) -> list[CourseJob]:
    """Return the courses of people with these numbers in every world and arm."""
    return [CourseJob(world, arm, k) for k in n for world in WORLDS for arm in ARMS]
