"""The real trial loop as a gymnasium environment: a policy chooses the next offset.

The loop runs in a thread of its own and waits, after each trial with a score, for the
offset that the rule ``learned`` is to take; nothing of it is written a second time.
"""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from typing import Any

import gymnasium
import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.session.messages import TrialFinished
from attention_camp.camp.session.plan import Plan, plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.simulate.without_eeg import run_session
from attention_camp.tasks.difficulty.learned import N_INPUTS, OFFSETS, acting
from attention_camp.tasks.observers.observer import make_person
from attention_camp.tasks.observers.person import Person

WAIT_SECONDS = 60.0
"""How long a step may take, before the environment says that its loop hangs."""
ERRORS_IN_A_ROW = 3
"""Errors in a row that count as discomfort."""


@dataclass(frozen=True, slots=True)
class Reward:
    """What a trial is worth; own choices, declared here and in the docs."""

    learning: float = 20.0
    """For each unit of the logarithm of skill that noticing lapses gained."""
    engagement: float = 0.5
    """For full engagement in the trial."""
    discomfort: float = 0.3
    """Taken for each trial after three errors in a row."""
    seconds: float = 0.01
    """Taken for each second."""


@dataclass(frozen=True, slots=True)
class People:
    """A generator of people: the ranges that traits are drawn from, evenly."""

    ranges: dict[str, tuple[float, float]]
    population: tuple[str, ...] = ("adults", "novices", "experts")
    psychometric: str = "logistic"
    noise: tuple[float, float] = (0.03, 0.2)
    """SD of what the score adds to what the EEG shows."""

    def draw(self, rng: np.random.Generator) -> tuple[Person, float]:
        """Return a person, and the noise of their score."""
        traits = [
            f"{name}={rng.uniform(*ends):.4f}" for name, ends in self.ranges.items()
        ]
        group = self.population[int(rng.integers(len(self.population)))]
        seed = int(rng.integers(1, 2**31))
        text = ",".join(
            [*traits, f"population={group}", f"psychometric={self.psychometric}",
             f"seed={seed}"]
        )  # fmt: skip
        return make_person(text), float(rng.uniform(*self.noise))


TRAINED_ON = People(
    {
        "link": (0.0, 1.0),
        "noticing": (0.0, 0.1),
        "arousal": (0.0, 0.05),
        "fatigue": (0.1, 0.4),
        "wander_rate": (0.2, 1.0),
    }
)
HELD_OUT = People(
    {
        "link": (0.3, 0.9),
        "noticing": (0.02, 0.08),
        "arousal": (-0.02, 0.02),
        "drift_seconds": (8.0, 50.0),
        "lapse_gain": (2.0, 8.0),
    },
    population=("children", "older-adults"),
    psychometric="weibull",
)
"""People of another generator: groups, psychometric form, pace of engagement and how it
acts differ, and difficulty may calm instead of rouse."""


def training_plan(rule: str = "learned", n_trials: int = 100) -> Plan:
    """Return a session of one block of search under a rule."""
    block = {"task": "visual-search", "trials": n_trials, "cards": False,
             "rule": {"name": rule}}  # fmt: skip
    return plan_session(
        Protocol.model_validate(
            {"name": "policy", "title": "P", "description": "D", "blocks": [block]}
        )
    )


class Worth:
    """Adds up what the trials of a session are worth, as a listener of its loop.

    Parameters
    ----------
    person : Person
        Whose skill is looked at; a policy never sees it.
    reward : Reward
        What counts how much.
    """

    def __init__(self, person: Person, reward: Reward) -> None:
        self._person, self._reward = person, reward
        self._noticed = person.state.noticed
        self._errors = 0
        self._last = 0.0
        self.total = 0.0

    def tell(self, message: object) -> None:
        """Take in a message of the session."""
        if not isinstance(message, TrialFinished):
            return
        record, reward = message.record, self._reward
        self._errors = 0 if record.correct else self._errors + 1
        noticed = self._person.state.noticed
        seconds = max(record.onset - self._last, 0.0)
        self._last = record.onset
        self.total += (
            reward.learning * (noticed - self._noticed)
            + reward.engagement * self._person.mind.engagement
            - reward.discomfort * (self._errors >= ERRORS_IN_A_ROW)
            - reward.seconds * seconds
        )
        self._noticed = noticed

    def take(self) -> float:
        """Return what was earned since the last time."""
        earned, self.total = self.total, 0.0
        return earned


class _StoppedError(Exception):
    """The environment was reset in the middle of a session."""


class CampEnvironment(gymnasium.Env[NDArray[np.float32], int]):
    """One episode is a session of a person drawn anew.

    Observations are the inputs of the rule ``learned``, actions the number of an offset
    of its `OFFSETS`; the reward is declared in `Reward`.

    Parameters
    ----------
    people : People
        Who is drawn.
    plan : Plan or None
        The session; None: a block of search under ``learned``.
    reward : Reward
        What counts how much.
    """

    def __init__(
        self,
        people: People = TRAINED_ON,
        plan: Plan | None = None,
        reward: Reward | None = None,
    ) -> None:
        self.observation_space = gymnasium.spaces.Box(-2.5, 2.5, (N_INPUTS,))
        self.action_space = gymnasium.spaces.Discrete(len(OFFSETS))  # type: ignore[assignment]
        self._people, self._plan = people, plan or training_plan()
        self._reward = reward or Reward()
        self._asked: queue.Queue[NDArray[np.float64] | Exception | None]
        self._answers: queue.Queue[int | None]
        self._thread: threading.Thread | None = None
        self._worth: Worth

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[NDArray[np.float32], dict[str, Any]]:
        """Begin a session with somebody else."""
        super().reset(seed=seed, options=options)
        self.close()
        person, noise = self._people.draw(self.np_random)
        self._worth = Worth(person, self._reward)
        self._asked, self._answers = queue.Queue(), queue.Queue()
        number = int(self.np_random.integers(2**31))
        self._thread = threading.Thread(
            target=self._work, args=(person, noise, number), daemon=True
        )
        self._thread.start()
        inputs, _ = self._next()
        return inputs, {}

    def step(
        self, action: int
    ) -> tuple[NDArray[np.float32], float, bool, bool, dict[str, Any]]:
        """Take an offset; return what the next trial with a score showed."""
        self._answers.put(int(action))
        inputs, is_over = self._next()
        return inputs, self._worth.take(), is_over, False, {}

    def close(self) -> None:
        """End the session that goes on."""
        if self._thread is not None:
            self._answers.put(None)
            self._thread.join(WAIT_SECONDS)
            self._thread = None

    def _next(self) -> tuple[NDArray[np.float32], bool]:
        try:
            asked = self._asked.get(timeout=WAIT_SECONDS)
        except queue.Empty as error:
            msg = f"The trial loop hangs: no trial in {WAIT_SECONDS:g} s."
            raise TimeoutError(msg) from error
        if isinstance(asked, Exception):
            raise asked
        if asked is None:
            return np.zeros(N_INPUTS, np.float32), True
        return asked.astype(np.float32), False

    def _work(self, person: Person, noise: float, seed: int) -> None:
        def choose(inputs: NDArray[np.float64]) -> int:
            self._asked.put(inputs)
            answer = self._answers.get(timeout=WAIT_SECONDS)
            if answer is None:
                raise _StoppedError
            return answer

        try:
            with acting(choose):
                run_session(self._plan, person, noise, seed=seed, tell=self._worth.tell)
            self._asked.put(None)
        except _StoppedError:
            pass
        except Exception as error:  # noqa: BLE001 (told to whoever steps)
            self._asked.put(error)
