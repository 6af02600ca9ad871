"""A staircase on outcomes, and an offset that was learned on simulated people.

The network is small and runs in plain numpy; it is trained by `models.training.policy`
in the environment of `camp.simulate.environment`, which is the real trial loop.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.tasks.difficulty.on_staircase import OnStaircase
from attention_camp.tasks.difficulty.rule import Decision, Evidence
from attention_camp.tasks.difficulty.staircase import WeightedState, nearest_level
from attention_camp.tasks.options import check_number

OFFSETS = (-1.5, -0.75, 0.0, 0.75, 1.5)
"""Levels beside the staircase to choose from: as far as ``engagement`` goes."""
SHIPPED = "shipped"
RECENT, USUAL = 5.0, 40.0
"""Time constants of the running means, trials; as ``engagement``."""
COUNTED = 100
"""Trials of a block that are told apart: as many as a session of training has."""
MARGIN = 0.1
"""How far beyond the range of training an input may lie, as a share of that range."""

Choose = Callable[[NDArray[np.float64]], int]
_acting: ContextVar[Choose | None] = ContextVar("acting", default=None)


@contextmanager
def acting(choose: Choose) -> Iterator[None]:
    """Let somebody else choose the offsets in this thread: a policy in training."""
    token = _acting.set(choose)
    try:
        yield
    finally:
        _acting.reset(token)


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The weights of a learned policy, and where they may be used."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    """Range of each input in training, shape (n_inputs,)."""
    layers: tuple[tuple[NDArray[np.float64], NDArray[np.float64]], ...]
    """Weights, shape (n_out, n_in), and biases; tanh between them."""

    def choose(self, inputs: NDArray[np.float64]) -> int:
        """Return the number of the best offset.

        Parameters
        ----------
        inputs : ndarray, shape (n_inputs,)
            As `Learned.inputs` gives them.
        """
        x = inputs
        for number, (weight, bias) in enumerate(self.layers, 1):
            x = weight @ x + bias
            if number < len(self.layers):
                x = np.tanh(x)
        return int(np.argmax(x))

    def knows(self, inputs: NDArray[np.float64]) -> bool:
        """Return whether all inputs lie where it was trained.

        Parameters
        ----------
        inputs : ndarray, shape (n_inputs,)
            As `Learned.inputs` gives them.
        """
        room = MARGIN * (self.high - self.low)
        inside = (inputs >= self.low - room) & (inputs <= self.high + room)
        return bool(inside.all())


@lru_cache(maxsize=1)
def shipped_network() -> tuple[Network, str]:
    """Return the shipped policy, and the first digits of its file's SHA-256."""
    folder = resources.files("attention_camp.resources") / "policies"
    raw = (folder / "learned.json").read_bytes()
    return network_from(json.loads(raw)), hashlib.sha256(raw).hexdigest()[:12]


def network_from(values: Mapping[str, Any]) -> Network:
    """Return the network that plain values describe."""
    return Network(
        np.array(values["low"], float),
        np.array(values["high"], float),
        tuple(
            (np.array(weight, float), np.array(bias, float))
            for weight, bias in values["layers"]
        ),
    )


@dataclass(frozen=True, slots=True)
class LearnedState:
    """The staircase's state, and running means of what was seen."""

    staircase: WeightedState
    n_trials: int = 0
    n_scores: int = 0
    usual: float = 0.0
    recent: float = 0.0
    """Means of the score, over the block and the last trials."""
    right: float = 0.0
    """Recent share right minus the target."""
    n_times: int = 0
    usual_time: float = 0.0
    recent_time: float = 0.0
    """Means of the logarithm of the reaction time, s."""
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Learned(OnStaircase):
    """The staircase sees outcomes only; a learned policy moves an offset on top of it.

    The offset is chosen from `OFFSETS` after each trial that has a score, so that, as
    with ``engagement``, the share right rests at ``target`` whatever was learned. Where
    there is no score or it does not vary, the level is the staircase's; also where an
    input lies outside what the policy was trained on, and the reason then says so. It
    was trained on simulated people alone: nothing shows that it suits real ones.
    """

    asks_for: ClassVar[frozenset[str]] = frozenset({"reaction_time"})
    min_certainty: float = 0.5
    """Below this certainty the score is not used, 0 to 1."""
    network: str = SHIPPED
    """``shipped``, or the first digits of the SHA-256 of the shipped network: a
    protocol that names them is refused by a program with another network."""

    def __post_init__(self) -> None:
        check_number("min_certainty", self.min_certainty, 0, 1)
        if self.network != SHIPPED and self.network != shipped_network()[1]:
            raise ValueError(
                Sentence(
                    "network must be shipped or {known}, the network of this version, "
                    "got {got}",
                    known=shipped_network()[1],
                    got=self.network,
                )
            )
        OnStaircase.__post_init__(self)  # super() does not know classes with slots

    def start(self) -> tuple[Decision, LearnedState]:
        """Return the first level."""
        decision, state = self.staircase().start()
        return decision, LearnedState(state)

    def decide(
        self, state: LearnedState, evidence: Evidence
    ) -> tuple[Decision, LearnedState]:
        """Return the next level: the staircase's, and the offset where there is one."""
        decision, moved = self.staircase().decide(state.staircase, evidence)
        after = self._seen(state, moved, evidence)
        # a score that does not vary says nothing, whatever was learned
        if after.n_scores == state.n_scores or after.usual == after.recent:
            return decision, replace(after, offset=0.0)
        inputs = self.inputs(after, evidence)
        chooses = _acting.get()
        if chooses is None:
            network, _ = shipped_network()
            if not network.knows(inputs):
                return Decision(decision.level, "outside-training"), after
            chooses = network.choose
        offset = OFFSETS[chooses(inputs)]
        after = replace(after, offset=offset)
        away = offset * self.fineness
        level = nearest_level(min(max(moved.place + away, 1.0), float(self.n_levels)))
        if level == decision.level:
            return decision, after
        why = "learned-harder" if level > decision.level else "learned-easier"
        return Decision(level, why), after

    def inputs(self, state: LearnedState, evidence: Evidence) -> NDArray[np.float64]:
        """Return what the policy decides from, shape (n_inputs,), each near -1 to 1."""
        slower = state.recent_time - state.usual_time if state.n_times > 1 else 0.0
        place = (state.staircase.place - 1) / max(self.n_levels - 1, 1)
        return np.array(
            [
                4 * (state.usual - state.recent),
                2 * state.recent - 1,
                2 * state.right,
                1.0 if evidence.correct else -1.0,
                2 * min(max(slower, -0.5), 0.5),
                state.offset / OFFSETS[-1],
                min(state.n_trials, COUNTED) / COUNTED - 1,
                2 * place - 1,
            ]
        )

    def _seen(
        self, state: LearnedState, staircase: WeightedState, evidence: Evidence
    ) -> LearnedState:
        """Return the running means with a trial more; no score leaves no offset."""
        right = float(evidence.correct) - self.target
        after = replace(
            state,
            staircase=staircase,
            n_trials=state.n_trials + 1,
            right=state.right + (right - state.right) / (2 * RECENT),
            offset=0.0,
        )
        time = evidence.reaction_time
        if time is not None and math.isfinite(time) and time > 0:
            n, log = state.n_times + 1, math.log(time)
            after = replace(
                after,
                n_times=n,
                usual_time=_mean(state.usual_time, log, n, USUAL),
                recent_time=_mean(state.recent_time, log, n, RECENT),
            )
        score, certainty = evidence.engagement, evidence.certainty
        # NaN compares false, so that what is undefined never steers
        certain = certainty is not None and certainty >= self.min_certainty
        if score is None or not certain or not 0 <= score <= 1:
            return after
        n = state.n_scores + 1
        return replace(
            after,
            n_scores=n,
            usual=_mean(state.usual, score, n, USUAL),
            recent=_mean(state.recent, score, n, RECENT),
            offset=state.offset,
        )

    def to_json(self, state: LearnedState) -> Mapping[str, Any]:
        """Return the state as plain values."""
        return asdict(state)

    def from_json(self, values: Mapping[str, Any]) -> LearnedState:
        """Return the state from its plain values."""
        staircase = WeightedState(**values["staircase"])
        return LearnedState(**{**values, "staircase": staircase})


N_INPUTS = 8
"""Numbers that a policy decides from."""


def _mean(before: float, value: float, n: int, constant: float) -> float:
    """Return a running mean: plain until it is as long as its time constant."""
    return before + (value - before) / min(n, constant)
