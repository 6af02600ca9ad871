"""Every decision of a hundred mixed sessions, made again from the recorded EEG.

    attention-camp bench replays

Rules, arms, headsets and faults in turn: each rule and reversed blocks; the four arms
in the open and those of a locked study; boards of three rates; electrodes that go flat
or take up the mains, samples that are lost, sessions broken off and gone on with.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest import mock

from closed_loop_sessions import CALIBRATION

from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.studies import locking
from attention_camp.camp.dataset.studies.enrolment import enrol
from attention_camp.camp.dataset.studies.locking import StudyLock, lock_study
from attention_camp.camp.dataset.studies.opening import opened_here
from attention_camp.camp.people.keys import make_key
from attention_camp.camp.processes import headless
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.request import ARMS, SessionRequest
from attention_camp.camp.session.screen import InterruptedSessionError
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.signal.simulated.faulty_electrode import Fault
from attention_camp.tasks.difficulty import RULES

IS_LONG = True
NEEDS_QUIET = False
N_SESSIONS = 100
BOARDS = (
    "simulated:sfreq=125,ch_names=Fz+Pz+Oz",
    "simulated:sfreq=250,ch_names=Fp1+Fz+Cz+Pz+Oz",
    "simulated:sfreq=256,ch_names=TP9+AF7+AF8+TP10",
)
FAULTS = ("none", "flat", "mains", "lost", "broken off")
STEERED = ("engagement", "micro-randomised", "engagement-aware", "learned")
"""Rules that a calibration is worth its time for."""
BROKEN_OFF_AT = 10
"""Trial of the session before which it is broken off."""


@dataclass
class Found:
    """What the replays came to."""

    n_sessions: int = 0
    n_runs: int = 0
    n_decisions: int = 0
    n_same: int = 0
    n_told: int = 0
    """Decisions whose rule received a score."""
    n_sealed: int = 0
    """Runs of the locked study."""
    differences: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


def protocol(rule: str, turned: bool) -> str:
    """Return a protocol with one rule in two tasks."""
    name = "".join(c for c in rule if c.isalnum()) + ("reversed" if turned else "")
    calibration = CALIBRATION if rule in STEERED else ""
    rules = f"rule: {{name: {rule}}}" + ", reversed: true" * turned
    return (
        f"name: {name}\ntitle: T\ndescription: D\nscoring: {{estimator: theta-alpha}}\n"
        f"blocks:{calibration}\n"
        "  - {task: visual-search, trials: 14, practice: 1, practice_until: done,\n"
        f"     {rules}}}\n"
        f"  - {{task: sternberg, trials: 8, {rules}}}\n"
    )


class BreaksOff(SimulatedScreen):
    """A screen whose operator ends the session in its middle."""

    n_left = BROKEN_OFF_AT

    def present(self, trial: Any) -> Any:
        BreaksOff.n_left -= 1
        if BreaksOff.n_left == 0:
            raise InterruptedSessionError("the operator ended the session")
        return super().present(trial)


@contextmanager
def faulty(fault: str) -> Iterator[None]:
    """Run sessions with a fault."""
    opened: Callable[..., Any] = headless.open_engine

    def open_engine(request: SessionRequest, clock: Any) -> Any:
        engine = opened(request, clock)
        name = engine.info.ch_names[-1]
        if fault == "flat":
            engine.source.set_fault(name, Fault("flat", 1.0))
        elif fault == "mains":
            engine.source.set_fault(name, Fault("mains", 40.0))
        return engine

    BreaksOff.n_left = BROKEN_OFF_AT
    screen = BreaksOff if fault == "broken off" else SimulatedScreen
    with (
        mock.patch.object(headless, "open_engine", open_engine),
        mock.patch.object(headless, "SimulatedScreen", screen),
    ):
        yield


def plans(n_sessions: int) -> Iterator[tuple[str, bool, str, str, str]]:
    """Yield rule, whether reversed, arm, board and fault of each session."""
    rules = [(name, False) for name in sorted(RULES)]
    rules += [(name, True) for name in ("engagement", "reaction-time")]
    turns = zip(
        itertools.cycle(rules),
        # of lengths without a common divisor, so that they meet in all ways
        itertools.cycle((*ARMS, "locked", "closed-loop", "locked")),
        itertools.cycle(BOARDS),
        itertools.cycle(FAULTS),
        strict=False,
    )
    for (rule, turned), arm, board, fault in itertools.islice(turns, n_sessions):
        yield rule, turned, arm, board, fault


def lock(folder: Path, rule_files: list[str]) -> StudyLock:
    """Return a locked study of all protocols."""
    study = folder / "study.yaml"
    study.write_text(
        f"name: mixed\ntitle: Mixed\nprotocols: [{', '.join(rule_files)}]\n"
        "sessions: 1\narms:\n  - {name: loop, evidence: closed-loop}\n"
        "  - {name: yoked, evidence: yoked}\n  - {name: sham, evidence: sham}\n"
        "  - {name: behaviour, evidence: performance-only}\n"
        "block_sizes: [4]\nplaces: 100\n"
        "primary_outcome: {measure: x, sessions: [post], test: ancova}\n"
    )
    return lock_study(study, folder / "locked", make_key(folder / "statistician.pem"))


def record(folder: Path, n_sessions: int) -> Counter[str]:
    """Record the sessions into two datasets, one in the open and one locked."""
    files = {}
    for rule, turned, *_ in plans(len(RULES) + 2):
        file = folder / f"{rule}{'-reversed' * turned}.yaml"
        file.write_text(protocol(rule, turned))
        files[rule, turned] = file
    study = lock(folder, [file.name for file in files.values()])
    kinds: Counter[str] = Counter()
    for number, (rule, turned, arm, board, fault) in enumerate(plans(n_sessions)):
        label = f"{number + 1:03d}"
        if arm == "locked":
            enrol(study, label, {})
        request = SessionRequest(
            folder / ("locked" if arm == "locked" else "open"),
            label,
            "01",
            protocol=str(files[rule, turned]),
            arm="closed-loop" if arm == "locked" else arm,
            board=board + (",buffer=0.2" if fault == "lost" else ""),
            observer="default",
            headless=True,
            seed=number,
        )
        with faulty(fault):
            run_headless(request, tell=lambda _: None)
            if fault == "broken off":
                run_headless(replace(request, run=2), tell=lambda _: None)
        kinds.update((rule + " reversed" * turned, arm, fault))
    return kinds


def replay(folder: Path, found: Found) -> None:
    """Replay all runs of a dataset."""
    for run in existing_runs(folder):
        result = replay_run(run)
        lines = opened_here(run, read_ledger(run.decisions).lines)
        found.n_runs += 1
        found.n_sealed += folder.name == "locked"
        found.n_decisions += result.n_decisions
        found.n_same += result.n_same
        found.n_told += sum(
            isinstance(line, TrialLine)
            and line.decided is not None
            and line.decided.evidence.engagement is not None
            for line in lines
        )
        found.differences += [f"{run.stem}: {text}" for text in result.differences]


def run(n_sessions: int = N_SESSIONS) -> Iterator[tuple[str, float, str]]:
    """Yield (what, figure, goal)."""
    found = Found(n_sessions)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with mock.patch.object(locking, "key_folder", return_value=folder / "pc"):
            found.kinds = record(folder, n_sessions)
            for dataset in ("open", "locked"):
                replay(folder / dataset, found)
    for text in found.differences[:20]:
        print(text, file=sys.stderr)
    what = (
        f"{n_sessions} sessions, {found.n_runs} runs, {found.n_sealed} of them sealed"
    )
    yield f"{what}: decisions", float(found.n_decisions), "none"
    yield "of those with a delivered score", float(found.n_told), "none"
    yield "decisions that are the same / all", found.n_same / found.n_decisions, "1"
    yield "differences of any kind", float(len(found.differences)), "0"
    print(
        ", ".join(f"{k} {n}" for k, n in sorted(found.kinds.items())), file=sys.stderr
    )


if __name__ == "__main__":
    for what, figure, goal in run(
        int(sys.argv[1]) if len(sys.argv) > 1 else N_SESSIONS
    ):
        print(f"{what}: {figure:.6g} ({goal})", flush=True)
