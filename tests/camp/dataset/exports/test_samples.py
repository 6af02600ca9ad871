"""Samples as CSV are what pandas would write; as BDF they are what MNE reads."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.exports.bdf import write_bdf
from attention_camp.camp.dataset.exports.folder import ExportError
from attention_camp.camp.dataset.exports.sample_table import formatted, write_samples
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.recording import Recording
from attention_camp.signal.stream import Channel, StreamInfo

OTHERS = (Channel("EOG1", "eog", "µV"), Channel("TEMP", "temp", "oC"))


def _recording(folder: Path, sfreq: float = 250.0, largest: float = 0.0) -> Recording:
    """Return two channels of EEG and two others: 3.3 s, of which some were lost."""
    info = StreamInfo("made up", sfreq, ("Fz", "Cz"), others=OTHERS)
    paths = RunPaths(folder / "data", "01", "01", "t")
    prepare_run(paths, meta={})
    rng = np.random.default_rng(3)
    data = rng.normal(0, 40, (4, round(3.3 * sfreq))).astype(np.float32)
    data[3] = 36.5 + data[3] / 1e4
    data[2, 7] += largest
    writer = EegWriter.create(paths, info, line_freq=50.0, task_name="t")
    writer.append(data[:, :200])
    lost = np.full((4, 10), np.nan, np.float32)
    writer.gap(200, 10, "stall")
    writer.append(lost)
    writer.append(data[:, 210:])
    writer.close()
    return Recording.open(paths)


def test_numbers_are_written_as_one_by_one() -> None:
    rng = np.random.default_rng(0)
    values = np.exp(rng.uniform(-12, 17, (500, 7))) * rng.choice([-1, 1], (500, 7))
    values = values.astype(np.float32).astype(np.float64)  # as samples are stored
    values[:, 0] = np.arange(500) * 70_000
    values[3, 4] = np.nan
    values[4, 1:] = 0.0, -0.0, -0.00001, 9999.99999, 0.03125, 99_999_999
    wanted = [
        f"{row[0]:.0f}," + ",".join("" if np.isnan(x) else f"{x:.4f}" for x in row[1:])
        for row in values
    ]
    assert formatted(values).decode().splitlines() == wanted
    values[0, 3] = 1e12  # more digits than a cell has
    assert formatted(values).decode().splitlines()[0].split(",")[3] == f"{1e12:.4f}"


def test_a_stretch_as_csv_has_times_units_and_empty_cells(tmp_path: Path) -> None:
    recording, path = _recording(tmp_path), tmp_path / "cut.csv"
    write_samples(recording, path, 150, 400)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "sample,time (s),Fz (µV),Cz (µV),EOG1 (µV),TEMP (oC)"
    assert len(lines) == 251
    assert lines[1].startswith("150,0.6000,")
    assert lines[1 + 55] == "205,0.8200,,,,"
    found = np.array([line.split(",")[2:] for line in lines[100:]], float)
    np.testing.assert_allclose(found, recording.frames(249, 400), atol=6e-5)


@pytest.mark.parametrize("sfreq", [250.0, 256.0, 512.5])
def test_a_bdf_file_has_the_values_and_annotations(tmp_path: Path, sfreq) -> None:
    import mne

    recording, path = _recording(tmp_path, sfreq), tmp_path / "cut.bdf"
    notes = [(0.5, 0.25, "lapse, twice"), (0.5, 0.0, "眨眼"), (2.0, 0.1, "BAD_gap")]
    began = datetime(2026, 3, 5, 10, 20, 30, tzinfo=UTC)
    n = recording.n_samples
    write_bdf(recording, path, 20, n, annotations=notes, started=began)
    raw = mne.io.read_raw_bdf(path, verbose="error")
    assert raw.ch_names == ["Fz", "Cz", "EOG1", "TEMP"]
    assert raw.info["meas_date"] == began
    assert raw.info["sfreq"] == pytest.approx(sfreq)
    found = raw.get_data(["Fz", "Cz", "EOG1"])[:, : n - 20] * 1e6
    wanted = recording.held_frames(20, n)[:, :3].T
    np.testing.assert_allclose(found, wanted, atol=2e-4)
    kept = [a for a in raw.annotations if a["description"] != "BAD_ACQ_SKIP"]
    said = [(a["onset"], a["duration"], a["description"]) for a in kept]
    assert said == [
        (pytest.approx(t), pytest.approx(d), s) for t, d, s in sorted(notes)
    ]
    (skip,) = (a for a in raw.annotations if a["description"] == "BAD_ACQ_SKIP")
    assert skip["onset"] == pytest.approx((n - 20) / sfreq, abs=1e-5)


def test_values_just_beyond_24_bits_are_refused_and_not_written_as_nought(
    tmp_path: Path,
) -> None:
    recording = _recording(tmp_path, largest=9e6)
    with pytest.raises(ExportError, match="EOG1 has values up to 9"):
        write_bdf(recording, tmp_path / "cut.bdf", 0, recording.n_samples)


def test_what_bdf_cannot_hold_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    recording = _recording(tmp_path, largest=3e8)
    with pytest.raises(ExportError, match="EOG1 has values up to 3e"):
        write_bdf(recording, tmp_path / "cut.bdf", 0, recording.n_samples)
    with pytest.raises(ExportError, match="cannot be written"):
        write_samples(recording, tmp_path / "none" / "cut.csv", 0, 10)
    assert [p.name for p in tmp_path.iterdir()] == ["data"]
