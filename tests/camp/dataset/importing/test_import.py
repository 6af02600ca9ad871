"""Recordings of other programs become runs, whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import mne
import mne_bids
import numpy as np
import pytest

from attention_camp.camp import open_session
from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.guards.run_lock import is_alive
from attention_camp.camp.dataset.importing import write
from attention_camp.camp.dataset.importing.originals import originals_folder
from attention_camp.camp.dataset.importing.plan import ImportRequest, plan_import
from attention_camp.camp.dataset.importing.write import write_import
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.prepare import RunExistsError
from attention_camp.camp.dataset.reading.summary import summarise_run
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.rows import read_events, read_table
from attention_camp.camp.dataset.trial_store import read_session, update_session
from attention_camp.camp.dataset.validate import validate
from attention_camp.models.data.recordings import read_people
from attention_camp.signal.stream import SourceError

KINDS = ("xdf", "edf", "bdf", "vhdr", "fif", "openbci", "mind-monitor", "muselsl")
Make = Callable[[Path, str], Path]
Request = Callable[..., ImportRequest]
Snapshot = Callable[[Path], dict[str, bytes]]


def imported(request: ImportRequest) -> RunPaths:
    return write_import(plan_import(request))


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_becomes_a_run_with_its_units_and_events(
    tmp_path: Path, make: Make, request_of: Request, kind: str
) -> None:
    file = make(tmp_path, kind)
    run = imported(request_of(file))
    recording = open_session(run.folder).recording
    samples = recording.samples_uv(0, recording.n_samples)[:4]
    middle = np.nanmedian(samples, axis=1, keepdims=True)
    assert np.nanmax(samples - middle, axis=1) == pytest.approx(
        [10, 20, 30, 40], rel=0.05
    )
    found = [e.sample for e in read_events(run) if e.trial_type != "BAD_gap"]
    assert found == [300, 864]
    kept = read_session(run)["imported"]
    (original, *_) = kept["files"]
    copy = run.dataset / kept["folder"] / original["name"]
    assert copy.read_bytes() == file.read_bytes()
    assert original["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_lost_packets_are_gaps_of_the_run(
    tmp_path: Path, make: Make, request_of: Request
) -> None:
    run = imported(request_of(make(tmp_path, "openbci")))
    recording = open_session(run.folder).recording
    assert [(gap.first, gap.n) for gap in recording.gaps if not gap.channel] == [
        (90, 2)
    ]
    assert np.isnan(recording.samples_uv(90, 92)[:8]).all()
    (gap,) = [e for e in read_events(run) if e.trial_type == "BAD_gap"]
    assert (gap.sample, gap.value) == (90, "lost packets")


def test_triggers_of_a_channel_are_rows_of_the_events(
    tmp_path: Path, request_of: Request
) -> None:
    data = np.zeros((2, 1000))
    data[1, 300:320], data[1, 864:] = 7, 12
    info = mne.create_info(["Fz", "STI 014"], 250.0, ["eeg", "stim"])
    raw = mne.io.RawArray(data, info, verbose="error")
    raw.save(tmp_path / "one_raw.fif", verbose="error")
    run = imported(request_of(tmp_path / "one_raw.fif"))
    found = [(event.sample, event.trial_type) for event in read_events(run)]
    assert found == [(300, "7"), (864, "12")]


def test_a_run_that_is_being_imported_counts_as_being_written(
    tmp_path: Path, make: Make, request_of: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    were_alive = []

    def update(run: RunPaths, **values: object) -> None:
        were_alive.append(is_alive(run))
        update_session(run, **values)

    monkeypatch.setattr(write, "update_session", update)
    run = imported(request_of(make(tmp_path, "edf")))
    assert were_alive == [True]
    assert not is_alive(run)


def test_other_channels_are_recorded_under_their_type(
    tmp_path: Path, make: Make, request_of: Request
) -> None:
    run = imported(request_of(make(tmp_path, "mind-monitor")))
    rows = {row["name"]: row for row in read_table(run.channels)}
    assert (rows["ACC_X"]["type"], rows["ACC_X"]["units"]) == ("MISC", "g")
    assert rows["ACC_X"]["description"] == "accelerometer"
    recording = open_session(run.folder).recording
    others = recording.others(0, recording.n_samples)
    names = [channel.name for channel in recording.info.others]
    assert np.all(others[names.index("ACC_Z")] == np.float32(0.9))


def test_all_parts_of_a_recording_are_kept(
    tmp_path: Path, make: Make, request_of: Request
) -> None:
    file = make(tmp_path, "vhdr")
    parts = [file, file.with_suffix(".eeg"), file.with_suffix(".vmrk")]
    run = imported(request_of(*parts))
    kept = read_session(run)["imported"]
    assert {original["name"] for original in kept["files"]} == {p.name for p in parts}


def test_what_is_not_known_stays_unknown(
    tmp_path: Path, make: Make, request_of: Request
) -> None:
    run = imported(request_of(make(tmp_path, "openbci")))
    described = json.loads(run.eeg_json.read_text("utf-8"))
    assert described["EEGReference"] == "n/a"
    assert described["PowerLineFrequency"] == "n/a"
    assert described["EEGPlacementScheme"] == "n/a"
    session = open_session(run.folder)
    assert session.raw.info["meas_date"] is None
    assert session.meta["started"] == ""


def test_the_report_says_what_was_assumed(
    tmp_path: Path, make: Make, request_of: Request
) -> None:
    plan = plan_import(request_of(make(tmp_path, "mind-monitor")))
    report = "\n".join(plan.report)
    for word in ("256 Hz", "is assumed", "µV", "FPz", "No gaps", "Events: 2 ", "n/a"):
        assert word in report
    assert not plan.request.run.dataset.exists()


def test_a_dataset_of_imports_is_valid_and_read_by_others(
    tmp_path: Path, make: Make, request_of: Request
) -> None:
    for number, kind in enumerate(("openbci", "vhdr", "mind-monitor"), start=1):
        folder = tmp_path / kind
        folder.mkdir()
        run = imported(request_of(make(folder, kind), run=number))
    assert [str(problem) for problem in validate(run.dataset)] == []
    place = mne_bids.BIDSPath(
        subject="01", session="01", task="stroop", run="02", root=run.dataset
    )
    raw = mne_bids.read_raw_bids(place, verbose="error")
    assert raw.ch_names[:4] == ["Fz", "Cz", "Pz", "Oz"]
    kinds = [str(text) for text in raw.annotations.description]
    assert [kind.rpartition("/")[2] for kind in kinds] == ["go", "stop"]
    onsets = np.rint(raw.annotations.onset * 250)
    assert onsets.tolist() == [300, 864]


def test_recover_and_exports_take_an_import_for_a_whole_run(
    tmp_path: Path, make: Make, request_of: Request, snapshot: Snapshot
) -> None:
    run = imported(request_of(make(tmp_path, "edf")))
    before = snapshot(run.dataset)
    assert recover(run.dataset) == []
    export_csv(run.dataset, tmp_path / "tables")
    export_bids(run.dataset, tmp_path / "copy")
    export_bids(run.dataset, tmp_path / "anonymous", anonymise=True)
    assert snapshot(run.dataset) == before
    assert snapshot(tmp_path / "copy") == before
    names = [path.name for path in (tmp_path / "anonymous").rglob("*")]
    assert "one.edf" not in names
    summary, _ = summarise_run(run)
    assert (summary.state, summary.n_trials) == ("finished", 0)


def test_rest_and_task_that_were_imported_can_be_evaluated(
    tmp_path: Path, others: ModuleType, request_of: Request
) -> None:
    for number, task in enumerate(("rest", "stroop"), start=1):
        file = tmp_path / f"{task}.xdf"
        others.write_xdf(file, n_times=10_000, markers=[(101.0, "begin")])
        run = imported(request_of(file, run=number, task=task))
    (person,) = read_people([run.dataset])
    assert set(person.y.tolist()) == {0, 1}
    assert np.abs(person.X).max() == pytest.approx(40e-6, rel=0.01)


def test_an_imported_run_can_be_played_again(
    tmp_path: Path, make: Make, request_of: Request
) -> None:
    from attention_camp.signal.sources.reading import read_recording

    run = imported(request_of(make(tmp_path, "openbci")))
    recorded = read_recording(run.folder)
    assert np.isnan(recorded.samples_uv[:8, 90:92]).all()
    assert {event.sample for event in recorded.events} >= {300, 864}


def test_nothing_is_written_where_a_run_is(
    tmp_path: Path, make: Make, request_of: Request, snapshot: Snapshot
) -> None:
    run = imported(request_of(make(tmp_path, "edf")))
    before = snapshot(run.dataset)
    with pytest.raises(RunExistsError, match="already"):
        imported(request_of(make(tmp_path, "xdf")))
    assert snapshot(run.dataset) == before


def test_a_second_run_of_the_session_leaves_the_first_as_it_is(
    tmp_path: Path, make: Make, request_of: Request, snapshot: Snapshot
) -> None:
    first = imported(request_of(make(tmp_path, "edf")))
    before = snapshot(first.dataset)
    imported(request_of(make(tmp_path, "mind-monitor"), run=2))
    after = snapshot(first.dataset)
    assert {name: after.get(name) for name in before} == before


def test_a_marker_called_trial_is_no_trial_of_ours(
    tmp_path: Path, others: ModuleType, request_of: Request
) -> None:
    file = tmp_path / "one.xdf"
    others.write_xdf(file, markers=[(101.0, "trial"), (102.0, "note")])
    run = imported(request_of(file))
    assert [e.trial_type for e in read_events(run)] == ["marker/trial", "note"]
    assert open_session(run.folder).trials.empty


class Broken(BaseException):
    """What Ctrl-C raises, at a moment of the test's choosing."""


@pytest.mark.parametrize(
    ("error", "share", "is_new"),
    [
        (KeyboardInterrupt, 0.0, True),
        (Broken, 0.5, False),
        (OSError, 0.85, True),
        (KeyboardInterrupt, 0.85, False),
        (OSError, 1.0, False),
        (KeyboardInterrupt, 1.0, True),
    ],
)
def test_what_breaks_off_leaves_nothing(
    tmp_path: Path,
    make: Make,
    request_of: Request,
    snapshot: Snapshot,
    error: type[BaseException],
    share: float,
    is_new: bool,
) -> None:
    dataset = tmp_path / "dataset"
    if not is_new:
        imported(request_of(make(tmp_path, "edf")))
    before = snapshot(dataset)
    plan = plan_import(request_of(make(tmp_path, "xdf"), run=2))

    def told(done: float, _text: str) -> None:
        if done >= share:
            raise error("the disk is full")

    with pytest.raises((error, DatasetError)):
        write_import(plan, told)
    assert snapshot(dataset) == before
    assert dataset.exists() is not is_new
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("step", [1, 2, 5, 9])
def test_what_breaks_off_while_files_are_moved_leaves_nothing(
    tmp_path: Path,
    make: Make,
    request_of: Request,
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
    step: int,
) -> None:
    imported(request_of(make(tmp_path, "edf")))
    before = snapshot(tmp_path / "dataset")
    plan = plan_import(request_of(make(tmp_path, "xdf"), run=2))
    replace, n_moved = Path.replace, 0

    def broken(self: Path, target: Any) -> Path:
        nonlocal n_moved
        n_moved += ".import-" in str(self) and self.suffix != ".tmp"
        if n_moved == step:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(KeyboardInterrupt):
        write_import(plan)
    monkeypatch.undo()
    assert snapshot(tmp_path / "dataset") == before


def test_what_a_killed_import_left_is_gone_after_the_next(
    tmp_path: Path, make: Make, request_of: Request
) -> None:
    left = tmp_path / "dataset" / ".import-20260101.tmp"
    (left / "sub-01").mkdir(parents=True)
    (left / "sub-01" / "half.eeg").write_bytes(b"1")
    imported(request_of(make(tmp_path, "edf")))
    assert not list((tmp_path / "dataset").glob(".import-*"))


def test_files_of_an_import_that_was_killed_are_kept_beside(
    tmp_path: Path, make: Make, request_of: Request, snapshot: Snapshot
) -> None:
    request = request_of(make(tmp_path, "edf"))
    imported(request_of(make(tmp_path, "xdf"), run=2))
    left = originals_folder(request.run)
    left.mkdir(parents=True)
    (left / "one.edf").write_bytes(b"half")
    plan = plan_import(request)
    assert "broke off" in plan.report[-1]
    run = write_import(plan)
    kept = snapshot(run.torn_folder)
    assert list(kept.values()) == [b"half"]
    assert (left / "one.edf").read_bytes() == (tmp_path / "one.edf").read_bytes()


@pytest.mark.parametrize("unit", ["", "counts"])
def test_an_unknown_unit_is_refused_and_can_be_given(
    tmp_path: Path, others: ModuleType, request_of: Request, unit: str
) -> None:
    from attention_camp.signal.sources.recorded import ReadOptions

    file = tmp_path / "one.xdf"
    others.write_xdf(file, unit=unit)
    with pytest.raises(SourceError, match="unit"):
        plan_import(request_of(file))
    plan = plan_import(request_of(file, options=ReadOptions(units="V")))
    assert np.abs(plan.recorded.samples_uv).max() == pytest.approx(40e6, rel=0.01)
    assert not (tmp_path / "dataset").exists()


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("nowhere.edf",), "There is no file"),
        (("folder",), "is a folder"),
        (("one.edf", "one.xdf"), "One recording"),
        (("table.csv",), "One recording"),
        (("one.edf", "table.csv"), "XDF"),
    ],
)
def test_files_that_do_not_belong_together_are_refused(
    tmp_path: Path,
    make: Make,
    others: ModuleType,
    request_of: Request,
    names: tuple[str, ...],
    words: str,
) -> None:
    make(tmp_path, "edf")
    make(tmp_path, "xdf")
    (tmp_path / "folder").mkdir()
    (tmp_path / "table.csv").write_text(others.psychopy([{"trials.thisN": 0}]))
    with pytest.raises(DatasetError, match=words):
        plan_import(request_of(*(tmp_path / name for name in names)))
    assert not (tmp_path / "dataset").exists()


@pytest.mark.parametrize("kind", KINDS[1:])
def test_damaged_files_are_refused_in_words_or_read(
    tmp_path: Path, make: Make, request_of: Request, kind: str
) -> None:
    file = make(tmp_path, kind)
    data = file.read_bytes()
    said = []
    for n_kept in (0, 7, 100, len(data) // 2, len(data) - 3):
        file.write_bytes(data[:n_kept])
        try:
            plan_import(request_of(file))
        except (SourceError, DatasetError) as error:
            said.append(str(error))
    assert all(file.name in text for text in said)
    assert not (tmp_path / "dataset").exists()
