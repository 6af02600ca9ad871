"""Small datasets for the tests of camp/dataset."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.proof.closing import close_when_over
from attention_camp.camp.dataset.tables import ScoreRow
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.ledger_lines import (
    Decided,
    HeaderLine,
    HostTimes,
    TrialLine,
)
from attention_camp.camp.session.link import EegDescription, Score
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.records import EventRow, TrialRecord
from attention_camp.camp.session.request import SessionRequest
from attention_camp.signal.stream import StreamInfo
from attention_camp.tasks.difficulty.rule import Decision, Evidence

INFO = StreamInfo(
    name="synthetic",
    sfreq=250.0,
    ch_names=("Fz", "Cz", "Pz", "Oz"),
    positions={
        "Fz": (0.0003122, 0.0585120, 0.0664620),
        "Cz": (0.0004009, -0.0091670, 0.1002440),
        "Pz": (0.0003247, -0.0811150, 0.0826150),
    },
    reference="M1",
    ground="AFz",
    manufacturer="Nobody",
    model="One",
    range_uv=187500.0,
    counter_modulus=256,
)


@pytest.fixture
def info() -> StreamInfo:
    return INFO


@pytest.fixture
def paths(tmp_path: Path) -> RunPaths:
    return RunPaths(tmp_path / "dataset", "01", "01", "demo", 1)


def make_samples(n: int, *, n_chans: int = 4, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.normal(0, 20, (n_chans, n)).astype(np.float32)


@pytest.fixture
def samples() -> Callable[..., np.ndarray]:
    return make_samples


def make_trial(trial: int, **changes: Any) -> TrialLine:
    onset = 2.0 * trial
    values: dict[str, Any] = {
        "onset": onset,
        "duration": 1.5,
        "sample": round(onset * 250),
        "trial": trial,
        "block": 1 + (trial - 1) // 5,
        "stage": "main",
        "task": "visual-search",
        "condition": "present",
        "level": 3,
        "correct": trial % 3 != 0,
        "performance": float(trial % 3 != 0),
        "reaction_time": 0.5 + 0.01 * trial if trial % 3 else None,
        "response": "left",
        "engagement": 0.25 if trial % 4 else None,
        "certainty": 0.8 if trial % 4 else None,
        "score_reason": "" if trial % 4 else "gap",
        "quality": 0.75,
        "next_level": 4,
        "why": "correct-up",
        "frames_dropped": 0,
        "onset_dropped": False,
        "parameters": {"set_size": 8, "similarity": 0.5},
        "measures": {"hits": 1},
    }
    record = TrialRecord(**(values | changes))
    events = (
        EventRow(onset, 1.0, "stimulus", round(onset * 250), "search"),
        EventRow(onset + 0.6, 0.0, "response", round((onset + 0.6) * 250), "left"),
    )
    score = Score(record.engagement, record.certainty, record.score_reason, 0.75, 0, 9)
    decided = Decided(
        HostTimes(onset, onset + 1.5),
        score,
        Evidence(record.level, record.correct, record.performance),
        {},
        Decision(record.next_level, record.why),
        {},
        "policy",
    )
    return TrialLine((1, record.block, record.trial), record, events, decided)


def make_header(eeg: EegDescription | None = None) -> HeaderLine:
    """Return the first line of a ledger of the demonstration."""
    request = SessionRequest(Path("data"), "01", "01", seed=1)
    return header_line(request, load_protocol("demo"), eeg, None)


@pytest.fixture
def header() -> Callable[..., HeaderLine]:
    return make_header


@pytest.fixture
def trial() -> Callable[..., TrialLine]:
    return make_trial


def record_session(
    paths: RunPaths,
    *,
    n_trials: int = 6,
    seconds: float = 16.0,
    state: str = "finished",
    meta: dict[str, Any] | None = None,
) -> RunPaths:
    """Record a small whole session; ``state`` empty: as left by a kill."""
    request = {"request": {"protocol": "demo", "arm": "closed-loop", "seed": 1}}
    prepare_run(paths, meta=request | (meta or {}))
    writer = EegWriter.create(paths, INFO, line_freq=50.0, task_name="Demo")
    store = TrialStore(paths)
    store.append_ledger(make_header())
    data = make_samples(int(seconds * INFO.sfreq))
    for start in range(0, data.shape[1], 50):
        writer.append(data[:, start : start + 50])
    for number in range(1, n_trials + 1):
        store.append(make_trial(number))
        store.append_frames([2.0 * number, 2.0 * number + 1 / 60])
        store.append_scores(
            [ScoreRow(2.0 * number, 500 * number, 0.1 * number, 0.9, 1.0)]
        )
    store.append_event(EventRow(14.0, 0.0, "note", 3500, "all well"))
    if state:
        store.finish(state)
        writer.close()
    store.close()
    writer.close()
    close_when_over(paths, state)
    return paths


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., RunPaths]:
    """Return `record_session`, which copies where it recorded the same before."""
    once: dict[str, Path] = {}

    def recorded(paths: RunPaths, **how: Any) -> RunPaths:
        if paths.dataset.exists():
            return record_session(paths, **how)
        key = f"{paths.stem} {sorted(how.items())}"
        if key not in once:
            once[key] = tmp_path_factory.mktemp("recorded") / "dataset"
            record_session(replace(paths, dataset=once[key]), **how)
        shutil.copytree(once[key], paths.dataset)
        return paths

    return recorded
