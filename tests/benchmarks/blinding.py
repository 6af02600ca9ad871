"""Whether anything that reaches the operator tells the arm of a blinded session.

    attention-camp bench blinding

Simulated people without any link between EEG and behaviour work short sessions through
the real trial loop, sealed as in a locked study. A classifier that was fixed before
anything was counted (gradient-boosted trees, five folds, each person in one) is given
all that reached the operator's process or lies on disk unsealed: messages with their
sizes, fields and times, markers of the board, lines of the ledger and rows of
events.tsv. Then the same with one of 21 leaks planted. Not counted here: processor
use and timing of three real processes, and the EEG itself.
"""

from __future__ import annotations

import itertools
import json
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from session_speed import NoHeadset

from attention_camp.camp.dataset.tables import event_line, to_json
from attention_camp.camp.session.arms.arm_lines import ArmLine
from attention_camp.camp.session.arms.blinding import ForOperator
from attention_camp.camp.session.arms.courses import library_course
from attention_camp.camp.session.arms.delivery import Assignment
from attention_camp.camp.session.arms.sealing import SealedStore
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.link import Permission, Place, Score
from attention_camp.camp.session.loop import TrialLoop
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.messages import (
    BlockMeans,
    Stage,
    StageChanged,
    TargetsShown,
)
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated import SimulatedMind, SimulatedScreen
from attention_camp.tasks.observers.observer import make_observer

IS_LONG = True
NEEDS_QUIET = False
ARMS = ("closed-loop", "yoked", "performance-only")
N_SESSIONS = 2000
"""Of a pair of arms."""
N_PLANTED = 400
N_FOLDS = 5
N_RESAMPLED = 1000
FIRST_SEED = 60_000_000
"""Of people and sessions. What is told of blocks was chosen on seeds below 50,000,000,
which are therefore not used for the figures."""
SFREQ = 250.0
PLAN = plan_session(
    Protocol.model_validate(
        {
            "name": "audit",
            "title": "Audit",
            "description": "For the audit of blinding.",
            "blocks": [
                {
                    "task": "rest",
                    "stage": "calibration",
                    "label": "rest",
                    "options": {"eyes": "open", "duration": 6},
                    "rule": {"name": "fixed"},
                },
                {"task": "visual-search", "trials": 30, "start_level": 4},
                {"task": "sternberg", "trials": 15},
            ],
        }
    )
)
N_LAST = PLAN.blocks[-1].block.trials
KEY = bytes(32)

Numbers = dict[str, float]


@dataclass(frozen=True)
class Observed:
    """All that reached the operator of one session."""

    person: int
    arm: str
    argv: str
    lines: tuple[str, ...]
    rows: tuple[str, ...]
    messages: tuple[tuple[float, Any], ...]
    marks: tuple[float, ...]
    """When the board was given a marker."""
    log: str = ""


class Link(NoHeadset):
    """EEG whose score drifts by itself, and a calibration that may permit it."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng((seed, 3))
        self._drift = self._rng.normal()
        steering = bool(self._rng.random() < 0.7)
        why = "calibrated" if steering else "below-nulls"
        self.permission = Permission(steering, why, model="m")
        self.marks: list[float] = []
        self.now: Callable[[], float] = lambda: 0.0

    def places(self, times: Sequence[float]) -> tuple[Place, ...]:
        return tuple(Place(round(SFREQ * time), time) for time in times)

    def score(self, start: float, stop: float) -> Score:
        self._drift = 0.9 * self._drift + 0.436 * self._rng.normal()
        value = 1 / (1 + np.exp(-1.1 - self._drift))
        span = round(SFREQ * start), round(SFREQ * stop)
        return Score(value, 0.9, "", 1.0, *span, "m", estimator="attention")

    def calibrate(self) -> Permission:
        return self.permission

    def mark(self, value: int) -> None:
        self.marks.append(self.now())


class Disk:
    """What lies on disk, as it is written there."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.rows: list[str] = []

    def append(self, line: Any) -> None:
        raise RuntimeError("a trial reached the disk unsealed")

    def append_ledger(self, line: Any) -> None:
        self.lines.append(to_json(line.to_json()))

    def append_event(self, row: Any) -> None:
        self.rows.append(event_line(row))

    def append_frames(self, times: tuple[float, ...]) -> None:
        pass  # nothing is drawn


def session(person: int, arm: str, seed: int) -> Observed:
    """Run one session and return what was seen of it."""
    clock, disk, link = VirtualClock(), Disk(), Link(seed)
    link.now = clock.now
    mind = SimulatedMind(seed)
    mind.attend(rest=False)
    screen = SimulatedScreen(
        make_observer(f"default:seed={FIRST_SEED + person}"),
        clock,
        seed=seed,
        engagement=lambda: mind.engagement(clock.now()),
    )
    messages: list[tuple[float, Any]] = []
    store = SealedStore(disk, KEY)
    tell = ForOperator(lambda message: messages.append((clock.now(), message)))
    parts = Parts(screen, link, store, tell, NoControl(), clock, marks_trials=False)
    request = SessionRequest(
        Path("audit"), f"{person:04d}", "01", arm="K7Q2MX", study="0" * 64, seed=seed
    )
    course = library_course(seed, PLAN.protocol.blocks) if arm == "yoked" else None
    store.append_ledger(header_line(request, PLAN.protocol, None, None))
    store.append_ledger(ArmLine(arm, course))
    assigned = Assignment(arm, course)
    TrialLoop(PLAN, parts, request=request, assigned=assigned).run()
    store.store_block()
    argv = f"run --participant {request.participant} --session 01"
    return Observed(
        person,
        arm,
        argv,
        tuple(disk.lines),
        tuple(disk.rows),
        tuple(messages),
        tuple(link.marks),
    )


def described(name: str, values: Sequence[float]) -> Numbers:
    """Return what a series of numbers looks like."""
    x = np.asarray(values, dtype=float)
    x = x[np.isfinite(x)]
    if x.size == 0:
        return {f"{name}.n": 0.0}
    lag = 0.0
    if x.size > 3 and x.std() > 0:
        lag = (
            float(np.corrcoef(x[:-1], x[1:])[0, 1]) if x[:-1].std() * x[1:].std() else 0
        )
    return {
        f"{name}.n": float(x.size),
        f"{name}.mean": float(x.mean()),
        f"{name}.sd": float(x.std()),
        f"{name}.min": float(x.min()),
        f"{name}.max": float(x.max()),
        f"{name}.first": float(x[0]),
        f"{name}.last": float(x[-1]),
        f"{name}.lag": lag,
    }


def features(seen: Observed) -> Numbers:
    """Return the numbers that the classifier is given."""
    found: Numbers = {
        "argv": float(len(seen.argv)),
        "log": float(len(seen.log)),
    }
    found |= described("marks", np.diff(seen.marks))
    kinds = [json.loads(line) for line in seen.lines]
    found |= described("line", [len(line) for line in seen.lines])
    for kind in ("header", "sealed", "stretch"):
        sizes = [
            len(line)
            for line, values in zip(seen.lines, kinds, strict=True)
            if values["kind"] == kind
        ]
        found |= described(kind, sizes)
    header = kinds[0]["request"]
    found["code"] = float(sum(map(ord, str(header["arm"]))))
    cells = [row.rstrip("\n").split("\t") for row in seen.rows]
    onsets = [float(row[0]) for row in cells]
    durations = [float(row[1]) for row in cells]
    found |= described("duration", durations)
    found |= described("interval", np.diff(onsets))
    found |= described("rest of row", [sum(map(len, row[2:])) for row in cells])
    found |= described("filled", [sum(c != "n/a" for c in row) for row in cells])
    return found | _messages(seen)


def _messages(seen: Observed) -> Numbers:
    """Return numbers of the messages: sizes, times, order, and every field."""
    found = described("size", [len(pickle.dumps(m)) for _, m in seen.messages])
    found |= described("pause", np.diff([time for time, _ in seen.messages]))
    names = [type(message).__name__ for _, message in seen.messages]
    for name in sorted(set(names)):
        places = [i for i, other in enumerate(names) if other == name]
        found |= described(f"{name} at", places)
        of_kind = [
            message for _, message in seen.messages if type(message).__name__ == name
        ]
        if not is_dataclass(of_kind[0]):
            continue
        for field in fields(of_kind[0]):
            values = [getattr(message, field.name) for message in of_kind]
            numbers = [v if isinstance(v, int | float) else len(str(v)) for v in values]
            found |= described(f"{name}.{field.name}", numbers)
    return found


def audit(seen: Sequence[Observed], seed: int = 0) -> tuple[float, float, float]:
    """Return the classifier's AUC over people left out, and its 95 % interval."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.model_selection import GroupKFold

    numbers = [features(one) for one in seen]
    names = sorted(set().union(*numbers))
    x = np.array([[one.get(name, np.nan) for name in names] for one in numbers])
    y = np.array([one.arm == seen[0].arm for one in seen])
    people = np.array([one.person for one in seen])
    told = np.empty(y.size)
    for train, test in GroupKFold(N_FOLDS).split(x, y, people):
        model = HistGradientBoostingClassifier(
            max_iter=100, max_depth=3, learning_rate=0.1, random_state=seed
        )
        told[test] = model.fit(x[train], y[train]).predict_proba(x[test])[:, 1]
    return with_interval(told, y, people)


def with_interval(
    told: NDArray[np.float64], y: NDArray[np.bool_], people: NDArray[np.int_]
) -> tuple[float, float, float]:
    """Return the AUC and the central 95 % of people resampled."""
    from sklearn.metrics import roc_auc_score

    rng = np.random.default_rng(1)
    by_person = [np.flatnonzero(people == person) for person in np.unique(people)]
    draws = []
    for _ in range(N_RESAMPLED):
        picked = rng.integers(len(by_person), size=len(by_person))
        rows = np.concatenate([by_person[i] for i in picked])
        draws.append(roc_auc_score(y[rows], told[rows]))
    low, high = np.quantile(draws, [0.025, 0.975])
    return float(roc_auc_score(y, told)), float(low), float(high)


def _row(seen: Observed, index: int, cell: int, value: str) -> tuple[str, ...]:
    rows = list(seen.rows)
    cells = rows[index].split("\t")
    cells[cell] = value
    rows[index] = "\t".join(cells)
    return tuple(rows)


def _message(
    seen: Observed, name: str, **changed: Any
) -> tuple[tuple[float, Any], ...]:
    return tuple(
        (time, replace(m, **changed) if type(m).__name__ == name else m)
        for time, m in seen.messages
    )


def _means(seen: Observed, field: str, more: float) -> tuple[tuple[float, Any], ...]:
    return tuple(
        (t, replace(m, **{field: getattr(m, field) + more}))
        if isinstance(m, BlockMeans)
        else (t, m)
        for t, m in seen.messages
    )


def _longer(seen: Observed, share: float) -> tuple[str, ...]:
    rows = [row.split("\t") for row in seen.rows]
    for row in rows:
        row[1] = f"{float(row[1]) * (1 + share):.6f}"
    return tuple("\t".join(row) for row in rows)


def _row_a_trial(seen: Observed) -> tuple[str, ...]:
    """Return rows as they would be if each trial of the last block had its own."""
    cells = seen.rows[-1].split("\t")
    begin, seconds = float(cells[0]), float(cells[1])
    steps = np.linspace(0.0, seconds, N_LAST, endpoint=False)
    rows = [
        "\t".join([f"{begin + step:.6f}", f"{seconds / N_LAST:.6f}", *cells[2:]])
        for step in steps
    ]
    return (*seen.rows[:-1], *rows)


def _told_of_trials(seen: Observed) -> tuple[tuple[float, Any], ...]:
    """Return messages as they would be if each trial were told of when it begins."""
    told: list[tuple[float, Any]] = []
    for time, message in seen.messages:
        told.append((time, message))
        if isinstance(message, StageChanged) and message.stage is Stage.TRIALS:
            told += [(time + 3.0 * k, TargetsShown((k,))) for k in range(1, 10)]
    return tuple(told)


def _coded(seen: Observed) -> tuple[str, ...]:
    header = json.loads(seen.lines[0])
    header["request"]["arm"] = seen.arm
    return (to_json(header), *seen.lines[1:])


LEAKS: dict[str, Callable[[Observed], dict[str, Any]]] = {
    "the arm in the arguments": lambda s: {"argv": f"{s.argv} --arm yoked"},
    "the arm in the header": lambda s: {"lines": _coded(s)},
    "a line more": lambda s: {"lines": (*s.lines, s.lines[-1])},
    "a line less": lambda s: {"lines": s.lines[:-1]},
    "a byte more in a line": lambda s: {"lines": (*s.lines[:-1], s.lines[-1] + " ")},
    "a line of the log": lambda s: {"log": "the course was read"},
    "a letter in a row": lambda s: {"rows": _row(s, -1, 4, "12-26y")},
    "a level in a row": lambda s: {"rows": _row(s, -1, 9, "5")},
    "a reason in a row": lambda s: {"rows": _row(s, -1, -1, "score-harder\n")},
    "a row less": lambda s: {"rows": s.rows[:-1]},
    "a row of each trial": lambda s: {"rows": _row_a_trial(s)},
    "blocks longer by half": lambda s: {"rows": _longer(s, 0.5)},
    "a message of each trial": lambda s: {"messages": _told_of_trials(s)},
    "steering": lambda s: {"messages": _message(s, "SteeringChanged", steering=True)},
    "why it steers": lambda s: {"messages": _message(s, "SteeringChanged", why="arm")},
    "a detail": lambda s: {"messages": _message(s, "SteeringChanged", detail="donor")},
    "mean levels higher by 2": lambda s: {"messages": _means(s, "level", 2.0)},
    "share right higher by 0.2": lambda s: {"messages": _means(s, "share_right", 0.2)},
    "a message more": lambda s: {"messages": (*s.messages, s.messages[-1])},
    "another order": lambda s: {
        "messages": (s.messages[1], s.messages[0], *s.messages[2:])
    },
    "the first message later": lambda s: {
        "messages": ((-0.5, s.messages[0][1]), *s.messages[1:])
    },
}
"""What may be planted in one arm of two that are otherwise the same."""


def seen_of(arms: tuple[str, str], n_sessions: int, first_seed: int) -> list[Observed]:
    """Return sessions of two arms, one of each from every person."""
    return [
        session(person, arm, first_seed + 2 * person + turn)
        for person in range(n_sessions // 2)
        for turn, arm in enumerate(arms)
    ]


def run(n_sessions: int = N_SESSIONS) -> Iterator[tuple[str, float, str]]:
    """Yield (pair of arms or leak, AUC, goal)."""
    for number, pair in enumerate(itertools.combinations(ARMS, 2)):
        seen = seen_of(pair, n_sessions, FIRST_SEED + 1_000_000 * number)
        auc, low, high = audit(seen)
        goal = f"95 % interval {low:.3f} to {high:.3f}; upper bound at most 0.55"
        yield f"{' or '.join(pair)}, {len(seen)} sessions: AUC", auc, goal
    clean = seen_of(
        ("closed-loop", "closed-loop"),
        min(N_PLANTED, n_sessions),
        FIRST_SEED + 9_000_000,
    )
    pairs = list(enumerate(clean))
    for name, leak in LEAKS.items():
        planted = [
            replace(one, arm="planted", **leak(one)) if i % 2 else one
            for i, one in pairs
        ]
        yield f"planted: {name}: AUC", audit(planted)[0], "at least 0.9"


if __name__ == "__main__":
    for what, figure, goal in run(
        int(sys.argv[1]) if len(sys.argv) > 1 else N_SESSIONS
    ):
        print(f"{what}: {figure:.3f} ({goal})", flush=True)
