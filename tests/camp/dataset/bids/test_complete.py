"""A study of several protocols is complete BIDS: validator, report, round trip."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import mne_bids
import numpy as np

from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.validate import run_bids_validator

EXPLAINED = {
    "SIDECAR_KEY_RECOMMENDED.CogAtlasID",
    "SIDECAR_KEY_RECOMMENDED.CogPOID",
    "SIDECAR_KEY_RECOMMENDED.HeadCircumference",
    "SIDECAR_KEY_RECOMMENDED.SubjectArtefactDescription",
}
"""Warnings that docs/data-format.md explains."""


def test_the_validator_warns_of_nothing_but_what_is_explained(studied: Path) -> None:
    found = run_bids_validator(studied, warnings=True)
    counts = Counter(problem.code for problem in found)
    assert [str(problem) for problem in found if problem.is_error] == []
    assert set(counts) <= EXPLAINED, counts
    docs = Path(__file__).parents[4] / "docs" / "data-format.md"
    text = docs.read_text(encoding="utf-8")
    assert all(code.partition(".")[2] in text for code in EXPLAINED)


def test_an_anonymous_copy_is_valid_and_keeps_the_types_of_sessions(
    studied: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export_bids(studied, out, anonymise=True)
    assert [str(p) for p in run_bids_validator(out, warnings=True) if p.is_error] == []
    table = (out / "sub-01" / "sub-01_sessions.tsv").read_text().splitlines()
    assert table[0].split("\t") == ["session_id", "session_type"]
    assert sorted(line.split("\t")[1] for line in table[1:]) == ["camp", "post", "pre"]
    assert "university" not in json.dumps(
        [path.read_text("utf-8") for path in out.rglob("*.json")]
    )


def test_sessions_have_their_type_and_recordings_their_time(studied: Path) -> None:
    table = (studied / "sub-01" / "sub-01_sessions.tsv").read_text().splitlines()
    types = dict(line.split("\t")[::2] for line in table[1:])
    assert types == {"ses-pre": "pre", "ses-camp": "camp", "ses-post": "post"}
    (scans,) = (studied / "sub-01" / "ses-pre").glob("*_scans.tsv")
    _, row = scans.read_text().splitlines()
    assert row.startswith("eeg/sub-01_ses-pre_task-search_run-01_eeg.vhdr\t20")


def test_the_sidecar_says_what_is_known_and_nothing_else(studied: Path) -> None:
    (sidecar,) = studied.rglob("*task-search_run-01_eeg.json")
    said = json.loads(sidecar.read_text())
    assert said["InstitutionName"] == "A university"
    assert said["CapManufacturer"] == "n/a"
    assert said["EEGPlacementScheme"] == "10-20"
    assert said["TaskDescription"] == "A short one."
    assert "Visual search" in said["Instructions"]
    assert "SubjectArtefactDescription" not in said
    size = sidecar.with_suffix(".eeg").stat().st_size
    assert said["RecordingDuration"] == size / 4 / 3 / 125


def test_the_report_of_mne_bids_says_who_and_what(studied: Path) -> None:
    report = mne_bids.make_report(studied, verbose="error")
    assert "Josiah Carberry (https://orcid.org/0000-0002-1825-0097), and Jane Doe" in (
        " ".join(report.split())
    )
    assert "1 participant" in report
    assert "125.0 Hz" in report


def test_a_round_trip_through_mne_bids_keeps_samples_and_events(
    studied: Path, tmp_path: Path
) -> None:
    place = mne_bids.BIDSPath(
        root=studied, subject="01", session="pre", task="search", run="01",
        datatype="eeg", suffix="eeg", extension=".vhdr",
    )  # fmt: skip
    raw = mne_bids.read_raw_bids(place, verbose="error")
    again = place.copy().update(root=tmp_path / "copy")
    mne_bids.write_raw_bids(raw, again, verbose="error")
    back = mne_bids.read_raw_bids(again, verbose="error")
    assert np.abs(back.get_data() - raw.get_data()).max() < 1e-9
    assert list(back.annotations.description) == list(raw.annotations.description)
    onsets = back.annotations.onset - raw.annotations.onset
    assert np.abs(onsets).max() <= 0.51 / raw.info["sfreq"]
    (extras,) = {tuple(sorted(one)) for one in back.annotations.extras}
    assert {"correct", "level", "reaction_time", "why"} <= set(extras)
