"""What we write is BIDS: the official validator says so, off-line."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import mne
import numpy as np
import pytest

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.validate import validate
from attention_camp.signal.stream import StreamInfo

Session = Callable[..., RunPaths]


def test_a_finished_dataset_has_no_error(
    paths: RunPaths, session: Session, info: StreamInfo
) -> None:
    session(paths)
    session(RunPaths(paths.dataset, "01", "01", "demo", 2), meta={"participant": {}})
    session(RunPaths(paths.dataset, "02", "01", "camp", 1), state="aborted")
    told = []
    assert validate(paths.dataset, progress=lambda *step: told.append(step)) == []
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_recording_with_gaps_notes_and_markers_has_no_error(
    paths: RunPaths, session: Session, info: StreamInfo
) -> None:
    session(paths, state="")
    writer = EegWriter.resume(paths, info)
    writer.gap(writer.n_samples, 100, "acquisition, restarted")
    writer.append(np.full((4, 100), np.nan, np.float32))
    writer.marker(10, 1)
    writer.close()
    assert validate(paths.dataset) == []


def test_a_dataset_has_no_error_at_any_step_before_the_first_sample(
    paths: RunPaths, info: StreamInfo
) -> None:
    prepare_run(paths, meta={})
    assert validate(paths.dataset) == []
    EegWriter.create(paths, info, line_freq=None, task_name="Demo").close()
    assert validate(paths.dataset) == []


def test_a_session_killed_half_way_has_no_error(tmp_path: Path) -> None:
    writer = Path(__file__).with_name("killed_writer.py")
    dataset = tmp_path / "dataset"
    process = subprocess.Popen(
        [sys.executable, str(writer), str(dataset)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process:
        for line in process.stdout:
            if line == "trial 3\n":
                break
        process.kill()
    assert validate(dataset) == []


def test_a_flipped_bit_is_an_error_at_its_file(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    data = bytearray(paths.eeg.read_bytes())
    data[8000] ^= 4
    paths.eeg.write_bytes(data)
    (problem,) = validate(paths.dataset)
    assert problem.severity == "error"
    assert problem.location == str(paths.eeg.relative_to(paths.dataset))
    assert "samples 0 to 4000 (0.0 s to 16.0 s) are not what was recorded" in (
        problem.text
    )


def test_what_bids_refuses_is_an_error(paths: RunPaths, session: Session) -> None:
    session(paths)
    header, *rows = paths.events.read_text().splitlines(keepends=True)
    paths.events.write_text(header + "".join(rows * 60) + "1.0\t2.0\n")
    assert len(rows) * 60 > 1000, "the validator stops there unless told otherwise"
    with paths.decisions.open("a") as file:
        file.write("not json\n")
    (paths.folder / "holiday.jpg").write_bytes(b"x")
    codes = {problem.code for problem in validate(paths.dataset)}
    assert {"TSV_EQUAL_ROWS", "NOT_INCLUDED", "LEDGER"} <= codes


def test_recommendations_are_told_when_asked(paths: RunPaths, session: Session) -> None:
    session(paths)
    told = validate(paths.dataset, warnings=True)
    assert told
    assert {problem.severity for problem in told} == {"warning"}
    undefined = [p for p in told if "COLUMNS_UNDEFINED" in p.code]
    assert undefined == []


def test_an_absent_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="There is no dataset"):
        validate(tmp_path / "nowhere")


def test_a_folder_may_have_any_name(tmp_path: Path, session: Session) -> None:
    folder = tmp_path / "研究 数据" / "Müller's data (2)"
    paths = session(RunPaths(folder, "01", "01", "demo"), n_trials=1)
    assert validate(paths.dataset) == []
    raw = mne.io.read_raw_brainvision(paths.vhdr, preload=True, verbose="error")
    assert raw.n_times == 4000


def test_a_file_at_which_the_validator_stops_is_named(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    table = paths.dataset / "participants.tsv"
    table.write_bytes(table.read_text().encode("utf-16"))
    paths.eeg.write_bytes(b"\1" + paths.eeg.read_bytes()[1:])
    found = {problem.code: problem for problem in validate(paths.dataset)}
    assert found["ENCODING"].location == "participants.tsv"
    assert "UTF-16" in found["VALIDATOR"].text
    assert "JOURNAL" in found
