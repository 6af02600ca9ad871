"""A power cut: the growing files end anywhere after their last sync, or in zeros."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.rows import read_events, read_trials
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.dataset.validate import check_run, run_bids_validator
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.signal.stream import StreamInfo

Session = Callable[..., RunPaths]


def cut(path: Path, keep: int, rng: np.random.Generator) -> None:
    """Keep ``keep`` synced bytes and a random part of the rest; perhaps zeros."""
    data = path.read_bytes()
    stop = int(rng.integers(keep, len(data) + 1))
    zeros = bytes(int(rng.integers(0, 40))) if rng.random() < 0.3 else b""
    path.write_bytes(data[:stop] + zeros)


def size_at_line(path: Path, n: int) -> int:
    return sum(len(line) for line in path.read_bytes().splitlines(keepends=True)[:n])


@pytest.mark.parametrize("seed", range(12))
def test_a_power_cut_loses_only_what_was_not_promised(
    paths: RunPaths,
    session: Session,
    info: StreamInfo,
    trial: Callable[..., TrialLine],
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    """Four trials were told of and ten seconds synced; then more was on its way.

    The ledger is synced before events.tsv is written to, and the samples before their
    line of the journal: of each pair, at most one is torn.
    """
    rng = np.random.default_rng(seed)
    session(paths, n_trials=4, seconds=10.0, state="")
    pairs = ((paths.decisions, paths.events), (paths.eeg, paths.journal))
    synced = {path: path.stat().st_size for pair in pairs for path in pair}
    samples = Recording.open(paths).samples_uv(0, 2500)
    writer = EegWriter.resume(paths, info)
    writer.append(rng.normal(0, 20, (4, 111)).astype(np.float32))
    store = TrialStore(paths)
    store.append(trial(5))
    store.close()
    writer.close()
    for first, second in pairs:
        if rng.random() < 0.5:
            cut(first, synced[first], rng)
            second.write_bytes(second.read_bytes()[: synced[second]])
        else:
            cut(second, synced[second], rng)
    cut(paths.vmrk, paths.vmrk.stat().st_size, rng)
    cut(paths.engagement, size_at_line(paths.engagement, 1), rng)
    cut(paths.frames, size_at_line(paths.frames, 1), rng)

    recover(paths.dataset)
    recording = Recording.open(paths)
    np.testing.assert_array_equal(recording.samples_uv(0, 2500), samples)
    assert [record.trial for record in read_trials(paths)][:4] == [1, 2, 3, 4]
    ledger = [json.loads(line) for line in paths.decisions.read_text().splitlines()]
    stored = [line["record"]["trial"] for line in ledger if "record" in line]
    assert [record.trial for record in read_trials(paths)] == stored
    assert len(read_events(paths)) == 2 * len(read_trials(paths)) + 1
    assert check_run(paths) == []
    if seed < 3:
        assert run_bids_validator(paths.dataset) == []
    assert recover(paths.dataset) == []


@pytest.mark.parametrize("state", ["", "finished"])
def test_a_torn_end_is_damage_only_where_the_session_was_closed(
    paths: RunPaths, session: Session, state: str
) -> None:
    session(paths, state=state)
    torn = {
        paths.decisions: b'{"kind": "tr',
        paths.journal: b'{"kind"\0\0',
        paths.eeg: b"\0",
    }
    for path, tail in torn.items():
        with path.open("ab") as file:
            file.write(tail)
    found = [p for p in check_run(paths) if p.code in {"LEDGER", "JOURNAL"}]
    said = " ".join(str(problem) for problem in found)
    for name in ("decisions.jsonl", "journal.jsonl", "half-written sample"):
        assert name in said
    assert {problem.is_error for problem in found} == {state == "finished"}


def test_a_line_in_the_middle_is_damage_even_after_a_break_off(
    paths: RunPaths, session: Session
) -> None:
    session(paths, state="")
    lines = paths.journal.read_bytes().splitlines(keepends=True)
    lines[1] = b"{" + lines[1]
    paths.journal.write_bytes(b"".join(lines))
    assert any(problem.is_error for problem in check_run(paths))
