"""Whatever a kill leaves: mended, valid again, and nothing lost."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.guards.run_lock import taken
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.state import run_state
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.dataset.validate import run_bids_validator, validate
from attention_camp.camp.session.arms.sealing import sealed_line
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.signal.stream import StreamInfo

Session = Callable[..., RunPaths]


def tear(path: Path, text: str | bytes) -> None:
    with path.open("ab") as file:
        file.write(text.encode() if isinstance(text, str) else text)


def test_a_finished_dataset_is_left_alone(paths: RunPaths, session: Session) -> None:
    session(paths)
    before = {p: p.read_bytes() for p in paths.dataset.rglob("*") if p.is_file()}
    assert recover(paths.dataset) == []
    after = {p: p.read_bytes() for p in paths.dataset.rglob("*") if p.is_file()}
    assert after == before


def test_every_torn_tail_is_cut_and_kept(paths: RunPaths, session: Session) -> None:
    session(paths, state="")
    trials = read_trials(paths)
    samples = Recording.open(paths).samples_uv(0, 4000)
    torn = {
        paths.events: "3.0\t1.",
        paths.decisions: '{"kind": "tri',
        paths.journal: '{"kind"',
        paths.vmrk: "Mk2=BAD",
        paths.engagement: "0.1\t",
        paths.frames: "12.",
        paths.eeg: b"\0\0\0\0\0\0\0",
    }
    for path, tail in torn.items():
        tear(path, tail)
    assert validate(paths.dataset)
    done = recover(paths.dataset)
    assert len(done) == len(torn) + 2  # its state, and its chain
    assert validate(paths.dataset) == []
    assert read_trials(paths) == trials
    np.testing.assert_array_equal(Recording.open(paths).samples_uv(0, 4000), samples)
    kept = {p.name.split(".tsv")[0]: p for p in paths.torn_folder.iterdir()}
    assert len(kept) == len(torn)
    assert run_state(paths) == "interrupted"
    assert recover(paths.dataset) == []


@pytest.mark.parametrize("name", ["events", "journal", "vmrk", "frames"])
def test_a_last_line_without_its_end_was_not_written(
    paths: RunPaths, session: Session, name: str
) -> None:
    session(paths, state="")
    path: Path = getattr(paths, name)
    os.truncate(path, path.stat().st_size - 1)
    assert recover(paths.dataset)
    assert recover(paths.dataset) == []
    assert validate(paths.dataset) == []


def test_what_follows_a_hole_in_the_journal_gives_no_checksum(
    paths: RunPaths, session: Session
) -> None:
    session(paths, state="")
    *lines, one, last = paths.journal.read_bytes().splitlines(keepends=True)
    paths.journal.write_bytes(b"".join([*lines, bytes(len(one)), last]))
    assert recover(paths.dataset)
    assert recover(paths.dataset) == []
    assert validate(paths.dataset) == []


def test_samples_after_the_last_checksum_get_one(
    paths: RunPaths, session: Session
) -> None:
    session(paths, state="")
    lines = paths.journal.read_text().splitlines(keepends=True)
    sums = [line for line in lines if '"chunk"' in line or '"closed"' in line]
    paths.journal.write_text("".join(lines[: -len(sums)]))
    assert "no checksum" in str(validate(paths.dataset)[0])
    assert any("got a checksum" in line for line in recover(paths.dataset))
    assert validate(paths.dataset) == []
    assert run_state(paths) == "interrupted"


def test_a_trial_that_only_the_ledger_has_gets_its_rows(
    paths: RunPaths, session: Session
) -> None:
    session(paths, state="")
    trials = read_trials(paths)
    text = paths.events.read_text()
    paths.events.write_text(text[: round(len(text) * 0.6)])
    assert len(read_trials(paths)) < len(trials)
    recover(paths.dataset)
    assert read_trials(paths) == trials
    assert validate(paths.dataset) == []


def test_a_run_that_is_being_recorded_is_left_alone(
    paths: RunPaths, session: Session
) -> None:
    session(paths, state="")
    tear(paths.events, "3.0\t1.")
    with taken(paths, "participant"):
        before = {p: p.read_bytes() for p in paths.dataset.rglob("*") if p.is_file()}
        assert run_state(paths) == "recording"
        left = f"{paths.stem} is being recorded: left alone."
        assert recover(paths.dataset) == [left]
        after = {p: p.read_bytes() for p in paths.dataset.rglob("*") if p.is_file()}
        assert after == before


def test_a_blinded_session_without_a_headset_is_no_mere_preparation(
    paths: RunPaths, trial: Callable[..., TrialLine]
) -> None:
    """Its trials are sealed in the ledger, and have a row only at a block's end."""
    prepare_run(paths, meta={}).release()
    store = TrialStore(paths)
    store.append_ledger(sealed_line(trial(1), bytes(32)))
    store.close()
    before = paths.decisions.read_bytes()
    assert not any("never begun" in said for said in recover(paths.dataset))
    assert paths.decisions.read_bytes().startswith(before)
    assert run_state(paths) == "interrupted"


class Killed(BaseException):
    """Stands for SIGKILL: nothing runs after it but what cannot be helped."""


def kill_at(step: int, act: Callable[[], object], patch: pytest.MonkeyPatch) -> bool:
    """Do something until its ``step``-th sync; return whether it was killed."""
    real, left = os.fsync, [step]

    def fsync(handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        real(handle)

    with patch.context() as context:
        context.setattr(os, "fsync", fsync)
        context.setattr(Path, "unlink", lambda *args, **kwargs: None)
        try:
            act()
        except Killed:
            return True
    return False


@pytest.fixture
def begin(info: StreamInfo) -> Callable[[RunPaths], None]:
    def begin(paths: RunPaths) -> None:
        prepare_run(paths, meta={})
        EegWriter.create(paths, info, line_freq=50.0, task_name="Demo").close()

    return begin


def test_a_run_killed_at_any_step_of_its_preparation_is_mended(
    tmp_path: Path, begin: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One participant is killed at each step; the dataset they share is valid."""
    dataset = tmp_path / "dataset"
    begin(RunPaths(dataset, "first", "01", "demo"))
    n_mended = 0
    for step in range(99):
        paths = RunPaths(dataset, f"at{step}", "01", "demo")
        killed = kill_at(step, lambda run=paths: begin(run), monkeypatch)
        n_mended += len(recover(dataset)) > 0
        if not killed:
            break
    assert n_mended >= step > 20
    assert validate(dataset) == []
    begin(RunPaths(dataset, "at3", "01", "demo"))


@pytest.mark.parametrize("step", [1, 3, 5])
def test_a_dataset_killed_while_it_is_made_can_be_used(
    tmp_path: Path, begin: Callable, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = RunPaths(tmp_path / "dataset", "01", "01", "demo")
    assert kill_at(step, lambda: begin(paths), monkeypatch)
    begin(replace(paths, session="02"))
    assert run_bids_validator(paths.dataset) == []


def test_a_folder_that_is_no_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="is no dataset"):
        recover(tmp_path)


def test_a_recovered_run_keeps_its_request(paths: RunPaths, session: Session) -> None:
    session(paths, state="")
    recover(paths.dataset)
    content = json.loads(paths.session_json.read_text())
    assert content["request"]["protocol"] == "demo"
    assert content["state"] == "interrupted"
    store = TrialStore(paths)
    store.finish("finished")
    store.close()
    assert run_state(paths) == "finished"
