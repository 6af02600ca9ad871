"""Electrodes of others stay; every reader finds those of its own recording."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import mne
import mne_bids
import numpy as np
import pytest

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import discard_run, prepare_run
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.validate import run_bids_validator
from attention_camp.signal.stream import StreamInfo

CASES = Path(__file__).resolve().parents[4] / ".." / "shared" / "cases"
Session = Callable[..., RunPaths]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def digitised(with_mne_bids: Callable[..., mne_bids.BIDSPath]) -> Callable[..., object]:
    """Write another lab's recording of the session, with measured positions."""

    def write(dataset: Path, *, space: str = "_space-CapTrak") -> mne_bids.BIDSPath:
        path = with_mne_bids(dataset)
        for file in path.fpath.parent.glob("*space-CapTrak*"):
            file.rename(file.with_name(file.name.replace("_space-CapTrak", space)))
        return path

    return write


def place_of(raw: mne.io.BaseRaw, name: str) -> np.ndarray:
    return raw.info["chs"][raw.ch_names.index(name)]["loc"][:3]


@pytest.mark.parametrize("space", ["_space-CapTrak", "", "_acq-digitised"])
def test_digitised_electrodes_stay_and_both_are_found(
    paths: RunPaths,
    session: Session,
    info: StreamInfo,
    digitised: Callable[..., mne_bids.BIDSPath],
    space: str,
) -> None:
    theirs = digitised(paths.dataset, space=space)
    before = contents(paths.dataset)
    measured = place_of(mne_bids.read_raw_bids(theirs, verbose="error"), "Cz")
    session(paths)
    after = contents(paths.dataset)
    table = "participants.tsv"
    assert {name: after.get(name) for name in before if name != table} == {
        name: data for name, data in before.items() if name != table
    }
    again = place_of(mne_bids.read_raw_bids(theirs, verbose="error"), "Cz")
    np.testing.assert_array_equal(again, measured)
    ours = theirs.copy().update(task="demo")
    if space:  # else theirs apply to each recording of the session
        raw = mne_bids.read_raw_bids(ours, verbose="error")
        np.testing.assert_allclose(place_of(raw, "Cz"), info.positions["Cz"], atol=1e-6)
    assert Recording.open(paths).info == info
    errors = [
        problem
        for problem in run_bids_validator(paths.dataset)
        if problem.code != "BRAINVISION_LINKS_BROKEN"
    ]
    assert errors == []


def test_runs_of_a_session_share_their_electrodes(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    before = paths.electrodes.read_bytes()
    second = replace(paths, run=2)
    session(second)
    assert paths.electrodes.read_bytes() == before
    assert not second.own_electrodes.exists()
    assert run_bids_validator(paths.dataset) == []


def test_a_run_with_other_electrodes_gets_a_file_of_its_own(
    paths: RunPaths, session: Session, info: StreamInfo
) -> None:
    session(paths)
    before = paths.electrodes.read_bytes()
    second = replace(paths, run=2)
    prepare_run(second, meta={})
    moved = replace(info, positions={"Cz": (0.0, 0.0, 0.12)})
    EegWriter.create(second, moved, line_freq=50.0, task_name="Demo").close()
    assert paths.electrodes.read_bytes() == before
    assert Recording.open(second).info.positions == moved.positions
    assert Recording.open(paths).info.positions == dict(info.positions)
    assert run_bids_validator(paths.dataset) == []


def test_a_run_without_positions_takes_nobody_elses(
    paths: RunPaths, info: StreamInfo, digitised: Callable[..., object]
) -> None:
    digitised(paths.dataset)
    prepare_run(paths, meta={})
    bare = replace(info, positions={})
    EegWriter.create(paths, bare, line_freq=50.0, task_name="Demo").close()
    assert Recording.open(paths).info.positions == {}


def test_a_recording_of_the_same_task_keeps_its_positions(
    paths: RunPaths, info: StreamInfo, digitised: Callable[..., object]
) -> None:
    digitised(paths.dataset)
    before = contents(paths.dataset / "sub-01")
    ours = RunPaths(paths.dataset, "01", "01", "rest", 2)
    prepare_run(ours, meta={})
    EegWriter.create(ours, info, line_freq=50.0, task_name="Rest").close()
    after = contents(paths.dataset / "sub-01")
    assert {name: after.get(name) for name in before} == before
    assert not any("run-02_electrodes" in name for name in after)


@pytest.mark.parametrize("has_others", [True, False])
def test_a_discarded_run_takes_only_its_own_electrodes_with_it(
    paths: RunPaths,
    info: StreamInfo,
    digitised: Callable[..., object],
    has_others: bool,
) -> None:
    if has_others:
        digitised(paths.dataset)
    before = contents(paths.dataset) if has_others else {}
    lock = prepare_run(paths, meta={})
    EegWriter.create(paths, info, line_freq=50.0, task_name="Demo").close()
    lock.release()
    discard_run(paths)
    assert contents(paths.dataset) == before


def test_recover_keeps_a_copy_of_electrodes_that_it_removes(
    paths: RunPaths, info: StreamInfo
) -> None:
    prepare_run(paths, meta={}).release()
    EegWriter.create(paths, info, line_freq=50.0, task_name="Demo").close()
    paths.vhdr.unlink()
    recover(paths.dataset)
    keep = paths.dataset / "sourcedata" / "torn" / paths.stem
    assert not paths.electrodes.exists()
    assert (keep / paths.electrodes.name).exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name\tx\ty\tz\nFz\t1\t2\t3\nCz\tx\t2\t3\n", {"Fz": True, "Cz": False}),
        ("z\ty\tx\tname\n3\t2\t1\tFz", {"Fz": True}),
        ("name\tx\ty\tz\r\nFz\t1\t2\t3\tmore\r\nCz\t1\r\n", {"Fz": True, "Cz": False}),
        ("name\tx\ty\tz\nFz\tinf\t2\t3\nCz\tNaN\tn/a\t\n", {"Fz": False, "Cz": False}),
        ('"name"\t"x"\t"y"\t"z"\n"Fz"\t"1"\t"2"\t"3"\n', {"Fz": True}),
        ("", {}),
    ],
)
def test_a_bad_position_costs_only_itself(
    paths: RunPaths, session: Session, text: str, expected: dict[str, bool]
) -> None:
    session(paths)
    paths.electrodes.write_text(text, newline="")
    found = Recording.open(paths).info.positions
    assert {name: name in found for name in expected} == expected
    if expected.get("Fz"):
        assert found["Fz"] == (1.0, 2.0, 3.0)


@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")
def test_the_case_of_a_digitised_file(
    tmp_path: Path, session: Session, info: StreamInfo
) -> None:
    copy = tmp_path / "copy"
    case = CASES / "digitised-electrodes-overwritten" / "dataset"
    shutil.copytree(case, copy, copy_function=shutil.copyfile)
    before = contents(copy / "sub-01")
    paths = RunPaths(copy, "01", "01", "demo")
    session(paths)
    after = contents(copy / "sub-01")
    assert {name: after.get(name) for name in before} == before
    assert Recording.open(paths).info == info
