"""Copies of a dataset: the same, or without what says who it was."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import mne
import numpy as np
import pytest

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.exports.bids import (
    export_anonymous_csv,
    export_bids,
    key_path,
)
from attention_camp.camp.dataset.exports.folder import ExportError
from attention_camp.camp.dataset.guards.run_lock import taken
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.rows import read_events, read_scores, read_trials
from attention_camp.camp.dataset.trial_store import TrialStore, update_session
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.session.records import EventRow
from attention_camp.signal.stream import StreamInfo

Session = Callable[..., RunPaths]

SECRETS = ("AnnaLee", "Pat27", "Lindenstrasse", "20270314", "Anna said", "SN-4711")


@pytest.fixture
def private(tmp_path: Path, session: Session, info: StreamInfo) -> RunPaths:
    """A dataset with secrets wherever one can put them."""
    dataset = tmp_path / "Lindenstrasse"
    meta = {"participant": {"age": 93, "sex": "F"}, "site": "Lindenstrasse"}
    run = session(
        RunPaths(dataset, "AnnaLee", "20270314", "demo"),
        meta=meta,
        state="",
    )
    writer = EegWriter.resume(run, info)
    writer.gap(writer.n_samples, 50, "disconnected")
    writer.append(np.full((4, 50), np.nan, np.float32))
    writer.marker(30, 5)
    writer.trigger(40, 6)
    writer.close()
    store = TrialStore(run)
    store.append_event(EventRow(3.0, 0.0, "note", 750, "Anna said she is tired"))
    store.append_event(EventRow(3.5, 0.0, "trigger", 875, "Anna's photodiode"))
    store.append_event(EventRow(4.0, 2.0, "pause", 1000, "Anna said stop"))
    store.finish("finished", "Anna said goodbye")
    store.close()
    described = json.loads(run.eeg_json.read_text())
    described |= {"DeviceSerialNumber": "SN-4711", "InstitutionName": "Lindenstrasse"}
    run.eeg_json.write_text(json.dumps(described))
    participants = dataset / "participants.tsv"
    lines = participants.read_text().splitlines()
    participants.write_text(f"{lines[0]}\tcomment\n{lines[1]}\tAnna said hi\n")
    early = session(RunPaths(dataset, "AnnaLee", "pre", "demo"), n_trials=2)
    update_session(early, started="2001-01-01T00:00:00+00:00")
    session(RunPaths(dataset, "Pat27", "01", "demo"), n_trials=2)
    (dataset / "sub-AnnaLee" / "AnnaLee_portrait.txt").write_text("AnnaLee")
    return run


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_copy_is_the_same(paths: RunPaths, session: Session, tmp_path: Path) -> None:
    session(paths)
    paths.torn_folder.mkdir()
    (paths.torn_folder / "x.torn").touch()
    out = tmp_path / "copy"
    told = []
    export_bids(paths.dataset, out, progress=lambda *step: told.append(step))
    wanted = {
        name: data
        for name, data in contents(paths.dataset).items()
        if "/torn/" not in name
    }
    assert contents(out) == wanted
    assert told[-1] == (len(wanted), len(wanted))
    assert validate(out) == []


def test_an_anonymous_export_has_no_secret_and_is_valid(
    private: RunPaths, tmp_path: Path
) -> None:
    out = tmp_path / "anonymous"
    export_bids(private.dataset, out, anonymise=True)
    for name, data in contents(out).items():
        for secret in SECRETS:
            assert secret not in name
            assert secret.encode() not in data, (name, secret)
        if not name.endswith(".eeg"):
            data = re.sub(rb'[0-9a-f]{32,}|"pieces": "[0-9a-f]*"', b"", data)
            assert not re.search(rb"20\d\d-?[01]\d-?[0-3]\d", data), name
    assert validate(out) == []
    run = existing_runs(out)[0]
    lines = run.decisions.read_text(encoding="utf-8").splitlines()
    kinds = [json.loads(line)["kind"] for line in lines]
    assert kinds[:2] == ["header", "copy"]
    assert kinds[-1] == "close"
    assert set(kinds) <= {"header", "copy", "stretch", "calibration", "trial", "close"}


def test_an_anonymous_export_keeps_the_science(
    private: RunPaths, tmp_path: Path
) -> None:
    out = tmp_path / "anonymous"
    export_bids(private.dataset, out, anonymise=True)
    lines = key_path(out).read_text().splitlines()
    key = {tuple(line.split("\t")[:2]): line.split("\t")[2:] for line in lines[1:]}
    participant, session = key["AnnaLee", "20270314"]
    assert key["AnnaLee", "pre"] == [participant, "01"]
    assert session == "02"
    run = RunPaths(out, participant, session, "demo")
    assert read_trials(run) == read_trials(private)
    assert read_scores(run) == read_scores(private)
    kept = [(e.trial_type, e.value) for e in read_events(run)]
    assert ("pause", "") in kept
    assert ("BAD_gap", "disconnected") in kept
    assert ("trigger", "6") in kept
    assert ("trigger", "") in kept  # a name that somebody wrote in place of a number
    assert "note" not in {kind for kind, _ in kept}
    old, new = Recording.open(private), Recording.open(run)
    assert new.info == replace(old.info, name="n/a")
    np.testing.assert_array_equal(
        new.samples_uv(0, new.n_samples), old.samples_uv(0, old.n_samples)
    )
    assert [m.text for m in new.markers] == ["S  5", "S  6"]
    assert new.check() == []
    raw = mne.io.read_raw_brainvision(run.vhdr, verbose="error")
    assert raw.info["meas_date"] is None
    people = (out / "participants.tsv").read_text()
    assert f"sub-{participant}\t89\tF" in people
    assert (key_path(out).stat().st_mode & 0o077) == 0


def test_the_only_key_is_never_overwritten(private: RunPaths, tmp_path: Path) -> None:
    out = tmp_path / "anonymous"
    export_bids(private.dataset, out, anonymise=True)
    key = key_path(out).read_bytes()
    with pytest.raises(ExportError, match="overwrites nothing"):
        export_bids(private.dataset, out, anonymise=True)
    for path in sorted(out.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    with pytest.raises(ExportError, match="only key"):
        export_bids(private.dataset, out, anonymise=True)
    assert key_path(out).read_bytes() == key


def test_a_session_that_is_being_recorded_is_not_exported(
    paths: RunPaths, session: Session, tmp_path: Path
) -> None:
    session(paths, state="")
    with (
        taken(paths, "acquisition"),
        pytest.raises(ExportError, match="is being recorded"),
    ):
        export_bids(paths.dataset, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_words_of_others_in_the_markers_neither_leak_nor_become_gaps(
    paths: RunPaths, session: Callable[..., RunPaths], tmp_path: Path
) -> None:
    session(paths)
    marks = paths.vmrk.read_text("utf-8").count("Mk")
    with paths.vmrk.open("a", encoding="utf-8") as file:
        file.write(f"Mk{marks + 1}=Comment,Alice moved,300,1,0\n")
        file.write(f"Mk{marks + 2}=BAD_gap,Alice left,400,5,0\n")
        file.write(f"Mk{marks + 3}=Stimulus,Alice,500,1,0\n")
    out = tmp_path / "anonymous"
    export_bids(paths.dataset, out, anonymise=True)
    (copy,) = existing_runs(out)
    text = copy.vmrk.read_text("utf-8")
    assert "Alice" not in text
    assert text.count("BAD_gap") == 1
    assert all(b"Alice" not in p.read_bytes() for p in out.rglob("*") if p.is_file())


def test_anonymous_tables_hold_no_label_and_leave_their_key_beside(
    paths: RunPaths, session: Callable[..., RunPaths], tmp_path: Path
) -> None:
    secret = replace(paths, participant="SECRET7", session="HIDDEN3")
    session(secret)
    out = tmp_path / "tables"
    export_anonymous_csv(secret.dataset, out)
    tables = {path.name: path.read_text("utf-8") for path in out.glob("*.csv")}
    assert "trials.csv" in tables
    assert tables["trials.csv"].count("\n") > 6
    assert not any("SECRET7" in t or "HIDDEN3" in t for t in tables.values())
    key = tmp_path / "tables-key.tsv"
    assert "SECRET7" in key.read_text("utf-8")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        ["dataset", "tables", "tables-key.tsv"]
    )
    with pytest.raises(ExportError):
        export_anonymous_csv(secret.dataset, tmp_path / "tables")


def test_words_that_somebody_wrote_into_a_table_stay_out_of_an_anonymous_copy(
    tmp_path: Path, paths: RunPaths, session: Session
) -> None:
    session(paths)
    rows = [line.split("\t") for line in paths.events.read_text().splitlines()]
    names = ("condition", "response", "why", "score_reason", "task", "stage")
    trial = next(row for row in rows if row[2] == "trial")
    for name in names:
        trial[rows[0].index(name)] = "Anna"
    for name in ("parameters", "measures"):
        trial[rows[0].index(name)] = '{"Anna": 1}'
    trial[rows[0].index("reaction_time")] = "0.75"
    next(row for row in rows if row[2] == "stimulus")[4] = "Anna"
    paths.events.write_text("".join("\t".join(row) + "\n" for row in rows))
    scores = paths.engagement.read_text().splitlines()
    cells = scores[2].split("\t")
    cells[scores[0].split("\t").index("reason")] = "Anna"
    scores[2] = "\t".join(cells)
    paths.engagement.write_text("\n".join(scores) + "\n")
    before = read_trials(paths)

    export_bids(paths.dataset, tmp_path / "copy", anonymise=True)
    for file in (tmp_path / "copy").rglob("*"):
        assert file.is_dir() or b"Anna" not in file.read_bytes(), file
    run = RunPaths(tmp_path / "copy", "01", "01", "demo")
    found = read_trials(run)
    assert found[0].reaction_time == before[0].reaction_time == 0.75
    assert found[0].parameters == before[1].parameters
    assert found[1:] == before[1:]
    assert [row.reason for row in read_scores(run)][:2] == ["", "other"]
