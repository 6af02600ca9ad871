"""The OpenBCI GUI's text files: every version, whatever became of them since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from attention_camp.signal.sources.open_source import open_source
from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import Recorded
from attention_camp.signal.stream import SourceError

CASES = Path(__file__).resolve().parents[4] / ".." / "shared" / "cases"
Read = Callable[..., Recorded]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_text(text: str | bytes, encoding: str = "utf-8") -> Recorded:
        file = tmp_path / "OpenBCI-RAW.txt"
        file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return read_recording(file)

    return read_text


def amplitude(recorded: Recorded) -> list[float]:
    """Return the amplitude of each EEG channel's sine, µV."""
    middle = np.nanmedian(recorded.samples_uv, axis=1, keepdims=True)
    return np.nanmax(recorded.samples_uv - middle, axis=1).tolist()


def gaps(recorded: Recorded) -> list[tuple[int, int]]:
    return [(gap.first, gap.n_lost) for gap in recorded.gaps]


VERSIONS = {
    "6": {},
    "6 Daisy": {"board": "CytonDaisy", "n_chans": 16, "sfreq": 125.0},
    "6 Ganglion": {"board": "Ganglion", "n_chans": 4, "sfreq": 200.0},
    "5": {"version": 5},
    "5 Daisy": {
        "version": 5, "board": "CytonDaisy", "n_chans": 16, "sfreq": 125.0,
    },
    "4": {"version": 4},
    "4 Ganglion": {
        "version": 4, "board": "GanglionHub", "n_chans": 4, "sfreq": 200.0,
    },
    "4 Daisy": {
        "version": 4, "board": "CytonDaisyHub", "n_chans": 16, "sfreq": 125.0,
    },
    "1": {"version": 1},
}  # fmt: skip


@pytest.mark.parametrize("kind", VERSIONS)
def test_every_version_gives_microvolts_and_gaps(
    read: Read, others: ModuleType, kind: str
) -> None:
    # whole packets of a Ganglion hold two samples: odd and even
    recorded = read(others.openbci(**VERSIONS[kind], lost=range(302, 342)))
    n_chans = VERSIONS[kind].get("n_chans", 8)
    assert recorded.samples_uv.shape == (n_chans, 1000)
    assert amplitude(recorded) == pytest.approx(
        [10.0 * k for k in range(1, n_chans + 1)], rel=0.05
    )
    assert gaps(recorded) == [(302, 40)]
    assert np.isnan(recorded.samples_uv[:, 302:342]).all()
    expected = others.eeg_uv(n_chans, 1000, recorded.info.sfreq, 5000.0)
    there = np.isfinite(recorded.samples_uv)
    assert np.abs(recorded.samples_uv - expected)[there].max() < 0.01


@pytest.mark.parametrize("kind", VERSIONS)
def test_the_accelerometer_is_no_eeg(read: Read, others: ModuleType, kind: str) -> None:
    recorded = read(others.openbci(**VERSIONS[kind]))
    kinds = [channel.kind for channel in recorded.info.others]
    units = {c.unit for c in recorded.info.others if c.kind == "accel"}
    if kind != "1":
        assert kinds.count("accel") == 3
        assert units == {"g"}
        # version 4 measures every tenth sample and pads the rest with zeros
        assert np.nanmin(np.abs(recorded.others[:3])) > 0


@pytest.mark.parametrize("version", [5, 6])
def test_markers_are_events_at_their_sample(
    read: Read, others: ModuleType, version: int
) -> None:
    markers = {100: 7.0, 500: 2.5, 501: 2.5, 700: 1.0, 800: 1203044.0, 801: 1203045.0}
    text = others.openbci(version, markers=markers, lost=[600])
    events = [(e.sample, e.description) for e in read(text).events]
    assert events == [
        (100, "7"), (500, "2.5"), (700, "1"), (800, "1203044"), (801, "1203045"),
    ]  # fmt: skip


WRITTEN = {
    "decimal commas": {"version": 4, "decimal": ","},
    "decimal commas, semicolons": {"decimal": ",", "separator": ";"},
    "decimal commas, tabs": {"decimal": ",", "separator": "\t"},
    "no spaces": {"separator": ","},
    "semicolons": {"separator": ";"},
    "decimal commas of version 1": {"version": 1, "decimal": ","},
}


@pytest.mark.parametrize("how", WRITTEN)
def test_cells_are_told_apart_however_they_are_written(
    read: Read, others: ModuleType, how: str
) -> None:
    recorded = read(others.openbci(**WRITTEN[how]))
    assert recorded.samples_uv.shape == (8, 1000)
    assert recorded.samples_uv[:, 7] == pytest.approx(
        others.eeg_uv(8, 1000, 250.0, 5000.0)[:, 7], abs=0.01
    )


def test_decimal_commas_that_cannot_be_told_apart_are_refused(
    read: Read, others: ModuleType
) -> None:
    with pytest.raises(SourceError, match="cannot be told apart"):
        read(others.openbci(decimal=",", separator=","))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("version", [4, 5, 6])
def test_byte_order_marks_are_no_part_of_the_file(
    read: Read, others: ModuleType, encoding: str, version: int
) -> None:
    recorded = read(others.openbci(version), encoding)
    assert recorded.samples_uv.shape == (8, 1000)


@pytest.mark.parametrize("n_cut", [1, 2, 20, 40, 100])
def test_a_cut_tail_costs_one_sample_at_most(
    read: Read, others: ModuleType, n_cut: int
) -> None:
    recorded = read(others.openbci(6)[:-n_cut])
    assert recorded.samples_uv.shape[1] in (999, 1000)
    expected = others.eeg_uv(8, 1000, 250.0, 5000.0)[:, : len(recorded.samples_uv[0])]
    assert np.abs(recorded.samples_uv - expected).max() < 0.01


def test_a_last_line_cut_within_its_last_number_is_left_out(
    read: Read, others: ModuleType
) -> None:
    # version 1 ends each line with a voltage
    recorded = read(others.openbci(1)[:-2])
    assert recorded.samples_uv.shape == (8, 999)
    assert any("not whole" in str(note) for note in recorded.notes)


@pytest.mark.parametrize("where", [0, 1, 30_000])
def test_zero_bytes_of_a_power_cut_cost_only_what_they_cover(
    read: Read, others: ModuleType, where: int
) -> None:
    data = others.openbci(6).encode()
    start = len(data) if where == 0 else 40_000 * where if where == 1 else where
    recorded = read(data[:start] + b"\0" * 600 + data[start + 600 :])
    expected = others.eeg_uv(8, 1000, 250.0, 5000.0)
    there = np.isfinite(recorded.samples_uv)
    assert there.mean() > 0.98
    assert np.abs(recorded.samples_uv - expected)[there].max() < 0.01


def test_whole_turns_of_the_index_show_in_the_time_stamps(
    read: Read, others: ModuleType
) -> None:
    text = others.openbci(4, n_times=3000, lost=range(300, 1300), burst=30)
    assert gaps(read(text)) == [(300, 1000)]


def test_late_packets_are_no_loss(read: Read, others: ModuleType) -> None:
    text = others.openbci(6, n_times=2000, burst=400)
    assert gaps(read(text)) == []


def test_a_pause_is_a_gap_to_the_turn_of_the_index(
    read: Read, others: ModuleType
) -> None:
    ((first, n_lost),) = gaps(read(others.openbci(6, pauses={500: 30.0})))
    assert first == 500
    assert abs(n_lost - 7500) <= 128
    assert n_lost % 256 == 0


@pytest.mark.parametrize("value", ["1.0", "77.0", "", "oops", "-3", "1e300"])
def test_a_damaged_index_moves_nothing(
    read: Read, others: ModuleType, value: str
) -> None:
    lines = others.openbci(6).splitlines(keepends=True)
    for k in (105, 405):
        lines[k] = ", ".join([value, *lines[k].split(", ")[1:]])
    recorded = read("".join(lines))
    assert recorded.samples_uv.shape == (8, 1000)
    assert gaps(recorded) == []


def test_a_clock_that_was_set_moves_nothing_that_the_index_counts(
    read: Read, others: ModuleType
) -> None:
    back = read(others.openbci(6, pauses={500: -3600.0}))
    assert gaps(back) == []
    ((first, n_lost),) = gaps(read(others.openbci(6, pauses={500: 1e7})))
    assert (first, n_lost) == (500, 50)


def test_the_separators_of_the_sample_file_of_version_6_are_understood(
    read: Read, others: ModuleType
) -> None:
    # commas with and without a space in one line, the epoch in ms, whole markers
    lines = others.openbci(6).splitlines()
    for k, line in enumerate(lines[5:], start=5):
        cells = line.split(", ")
        cells[0] = cells[0].removesuffix(".0")
        ends = [f"{float(cells[22]) * 1e3:.0f},0", cells[24]]
        middle = cells[11] + ",0" * 10
        lines[k] = ", ".join([*cells[:11], middle, *ends])
    recorded = read("\n".join(lines) + "\n")
    assert recorded.samples_uv.shape == (8, 1000)
    assert amplitude(recorded)[0] == pytest.approx(10, rel=0.05)
    assert gaps(recorded) == []
    assert recorded.events == ()


def test_gaps_that_cannot_be_kept_are_refused(read: Read, others: ModuleType) -> None:
    hours = dict.fromkeys(range(100, 3000, 100), 5 * 3600.0)
    with pytest.raises(SourceError, match="too long"):
        read(others.openbci(6, n_times=3000, pauses=hours))


def test_a_header_in_the_middle_is_no_sample(read: Read, others: ModuleType) -> None:
    lines = others.openbci(6).splitlines(keepends=True)
    recorded = read("".join([*lines[:300], *lines[:5], *lines[300:]]))
    assert recorded.samples_uv.shape == (8, 1000)
    assert gaps(recorded) == []


def test_a_file_without_rows_is_refused(read: Read, others: ModuleType) -> None:
    lines = others.openbci(6).splitlines(keepends=True)
    with pytest.raises(SourceError, match="no samples"):
        read("".join(lines[:5]))


def test_doubled_rows_are_left_out_and_told(read: Read, others: ModuleType) -> None:
    lines = others.openbci(6).splitlines(keepends=True)
    recorded = read("".join([*lines[:400], *lines[390:]]))
    assert recorded.samples_uv.shape == (8, 1000)
    assert any("come twice" in str(note) for note in recorded.notes)


def test_values_that_are_no_numbers_are_missing(read: Read, others: ModuleType) -> None:
    lines = others.openbci(6).splitlines(keepends=True)
    cells = lines[105].split(", ")
    lines[105] = ", ".join([*cells[:3], "1e999", "oops", *cells[5:]])
    recorded = read("".join(lines))
    assert np.isnan(recorded.samples_uv[2:4, 100]).all()
    assert np.isfinite(recorded.samples_uv[4:, 100]).all()
    assert not np.isinf(recorded.samples_uv).any()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("%OpenBCI Raw EXG Data\n%Number of channels = 8\n", "no sample rate"),
        ("%OpenBCI Raw EXG Data\n%Sample Rate = 250 Hz\nA, Band\n1, 2\n", "EXG"),
        ("%OpenBCI Raw EXG Data\n%Sample Rate = 250 Hz\n", "not understood"),
        ("hello\n", "none of theirs"),
        ("", "none of theirs"),
        ("\0" * 5000, "none of theirs"),
    ],
)
def test_other_texts_are_refused_in_words(read: Read, text: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read(text)


def test_the_device_is_named_and_its_reference_is_not_known(
    read: Read, others: ModuleType
) -> None:
    info = read(others.openbci(6)).info
    assert (info.manufacturer, info.model) == ("OpenBCI", "CytonSerial")
    assert info.reference == "n/a"


def test_a_file_of_the_gui_is_played_with_its_gaps_and_markers(
    tmp_path: Path, others: ModuleType
) -> None:
    file = tmp_path / "OpenBCI-RAW.txt"
    file.write_text(others.openbci(6, lost=range(300, 310), markers={500: 3.0}))
    source = open_source(
        f"replay:{file}", fields={"ch_names": "Fp1,Fp2,C3,C4,P7,P8,O1,O2"}
    )
    source.start()
    source.read(0.0)
    packet = source.read(10.0)
    assert packet is not None
    assert source.info.ch_names[:2] == ("Fp1", "Fp2")
    assert np.isnan(packet.samples_uv[:, 300:310]).all()
    assert packet.markers is not None
    assert np.flatnonzero(packet.markers).tolist() == [500]


@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")
@pytest.mark.parametrize(
    ("name", "n_times", "found", "events"),
    [
        ("bom", 200, [], []),
        ("comma", 50, [], []),
        ("lost", 200, [(50, 50)], []),
        ("marker", 200, [], [(100, "7")]),
        ("nul", 200, [], []),
        ("v4", 200, [], []),
    ],
)
def test_the_cases_are_read(
    name: str, n_times: int, found: list[object], events: list[object]
) -> None:
    recorded = read_recording(CASES / "openbci-text" / f"{name}.txt")
    assert recorded.samples_uv.shape == (2, n_times)
    second = 7.0 if name == "v4" else 107.25
    assert recorded.samples_uv[:, 7].tolist() == [7.5, second]
    assert gaps(recorded) == found
    assert [(e.sample, e.description) for e in recorded.events] == events
