"""Rows without a header, as BrainFlow's streamer writes them."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.signal.sources.brainflow_library import board_rows, find_board
from attention_camp.signal.sources.formats.counted import counted
from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import ReadOptions
from attention_camp.signal.stream import SourceError

CYTON = ReadOptions(board="cyton")


def rows_of(name: str, n_times: int, sfreq: float) -> np.ndarray:
    rows = board_rows(find_board(name))
    values = np.zeros((n_times, rows.n_rows))
    values[:, rows.eeg] = np.arange(n_times)[:, None] + np.arange(len(rows.eeg))
    if rows.counter is not None:
        values[:, rows.counter] = np.arange(n_times) % 256
    values[:, rows.time] = 1.7e9 + np.arange(n_times) / sfreq
    return values


def write(path, values, separator="\t"):
    np.savetxt(path, values, fmt="%.6f", delimiter=separator)
    return path


@pytest.mark.parametrize("separator", ["\t", ","])
def test_rows_of_a_named_board_are_read(tmp_path, separator):
    values = rows_of("cyton", 1000, 250)
    marker = board_rows(find_board("cyton")).marker
    values[[300, 400, 500], marker] = 7, 1203044, 1203045
    path = write(tmp_path / "BrainFlow-RAW_0.csv", values, separator)
    recorded = read_recording(path, CYTON)
    assert recorded.info.sfreq == 250
    assert recorded.info.ch_names[:3] == ("Fp1", "Fp2", "C3")
    np.testing.assert_array_equal(recorded.samples_uv[2], np.arange(1000) + 2)
    assert [c.kind for c in recorded.info.others][:3] == ["accel"] * 3
    events = [(e.sample, e.description) for e in recorded.events]
    assert events == [(300, "7"), (400, "1203044"), (500, "1203045")]
    assert not recorded.gaps
    named = ReadOptions(
        board="cyton", ch_names=("Fz", "Cz", "Pz", "Oz", "F3", "F4", "C3", "C4")
    )
    assert read_recording(path, named).info.ch_names[3] == "Oz"


@pytest.mark.parametrize(
    ("name", "sfreq"),
    [("cyton", 250), ("cyton_daisy", 125), ("muse_2", 256), ("ganglion", 200),
     ("unicorn", 250), ("synthetic", 250)],
)  # fmt: skip
def test_a_board_is_known_by_its_columns_and_rate(tmp_path, name, sfreq):
    values = np.delete(rows_of(name, 4000, sfreq), np.s_[700:900], 0)
    values[:, board_rows(find_board(name)).time] += np.random.default_rng(
        0
    ).exponential(0.02, len(values))
    recorded = read_recording(write(tmp_path / "a.csv", values))
    assert recorded.info.ch_names == find_board(name).ch_names
    assert recorded.info.sfreq == sfreq
    assert f"the board is {name}" in recorded.notes[0]


def test_a_board_that_its_rows_do_not_tell_is_asked_for(tmp_path):
    short = write(tmp_path / "short.csv", rows_of("cyton", 100, 250))
    odd = write(tmp_path / "odd.csv", rows_of("cyton", 4000, 400))
    several = write(tmp_path / "several.csv", rows_of("notion_1", 4000, 250))
    for path in (short, odd, several):
        with pytest.raises(SourceError, match=r"--board-field board=NAME \("):
            read_recording(path)
    with pytest.raises(SourceError, match="24 columns; the board 'muse_2' writes 8"):
        read_recording(short, ReadOptions(board="muse_2"))
    with pytest.raises(SourceError, match="no board called 'cytn'"):
        read_recording(short, ReadOptions(board="cytn"))


def test_a_torn_last_row_is_left_out(tmp_path):
    path = write(tmp_path / "a.csv", rows_of("cyton", 100, 250))
    path.write_bytes(path.read_bytes()[:-40])
    assert read_recording(path, CYTON).samples_uv.shape == (8, 99)


@pytest.mark.parametrize(
    ("first", "n_lost"), [(500, 1), (250, 7), (500, 200), (500, 256), (700, 600)]
)
def test_lost_packets_are_gaps_also_when_the_counter_wraps(tmp_path, first, n_lost):
    values = np.delete(rows_of("cyton", 2000, 250), np.s_[first : first + n_lost], 0)
    path = write(tmp_path / "a.csv", values)
    recorded = read_recording(path, CYTON)
    assert [(gap.first, gap.n_lost) for gap in recorded.gaps] == [(first, n_lost)]
    after = recorded.samples_uv[0, first + n_lost :]
    np.testing.assert_array_equal(after, np.arange(first + n_lost, 2000))


def test_doubled_packets_count_once(tmp_path):
    values = np.insert(
        rows_of("cyton", 1000, 250), 400, rows_of("cyton", 401, 250)[400], 0
    )
    recorded = read_recording(write(tmp_path / "a.csv", values), CYTON)
    np.testing.assert_array_equal(recorded.samples_uv[0], np.arange(1000))


def test_a_board_without_a_counter_shows_a_pause_on_the_clock(tmp_path):
    values = rows_of("unicorn", 2000, 250)
    times = board_rows(find_board("unicorn")).time
    values[1000:, times] += 12.0
    path = write(tmp_path / "a.csv", values)
    recorded = read_recording(path, ReadOptions(board="unicorn"))
    assert [(gap.first, gap.n_lost) for gap in recorded.gaps] == [(1000, 3000)]


def test_late_arrivals_are_no_lost_turn():
    counts = np.arange(3000)
    times = counts / 250 + np.random.default_rng(0).exponential(0.02, 3000)
    times[1000:1200] = np.maximum(times[1000:1200], times[1200])  # held up for 0.8 s
    kept, stretches = counted(counts % 256, 256, 250.0, times)
    assert (len(kept), len(stretches)) == (3000, 1)


@pytest.mark.parametrize("line", [0, 1, 500])
def test_a_damaged_line_costs_only_itself(tmp_path, line):
    """Zero bytes of a power cut, a torn line, letters in a number: counted and said."""
    values = rows_of("cyton", 1000, 250)
    path = write(tmp_path / "a.csv", values)
    rows = path.read_text().split("\n")
    rows[line] = rows[line].replace("0.000000", "0.0x0000", 1)
    rows[700] = "\0" * 40
    path.write_text("\n".join(rows))
    recorded = read_recording(path, CYTON)
    numbers = recorded.samples_uv[0]
    expected = np.arange(1000.0)
    expected[[line, 700]] = np.nan
    np.testing.assert_array_equal(numbers, expected[1:] if line == 0 else expected)
    assert any("left out: 2" in str(note) for note in recorded.notes)
