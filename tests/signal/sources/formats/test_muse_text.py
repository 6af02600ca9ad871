"""Text files of Muse headbands: Mind Monitor, muselsl and MusePlayer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import Recorded
from attention_camp.signal.stream import SourceError

Read = Callable[[str], Recorded]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_text(text: str) -> Recorded:
        file = tmp_path / "muse.csv"
        file.write_bytes(text.encode())
        return read_recording(file)

    return read_text


def amplitude(recorded: Recorded) -> list[float]:
    middle = np.nanmedian(recorded.samples_uv, axis=1, keepdims=True)
    return np.nanmax(recorded.samples_uv - middle, axis=1).tolist()


@pytest.mark.parametrize("program", ["mind_monitor", "muselsl", "muse_player"])
def test_units_and_reference_are_those_of_the_maker(
    read: Read, others: ModuleType, program: str
) -> None:
    recorded = read(getattr(others, program)())
    assert amplitude(recorded) == pytest.approx([10, 20, 30, 40], rel=0.02)
    assert recorded.info.reference == "FPz"
    assert recorded.info.manufacturer == "InteraXon"
    assert recorded.info.sfreq == (220.0 if program == "muse_player" else 256.0)
    assert any("rate is assumed" in str(note) for note in recorded.notes)
    assert recorded.gaps == ()


def test_the_offset_of_mind_monitor_is_kept_and_told(
    read: Read, others: ModuleType
) -> None:
    recorded = read(others.mind_monitor())
    assert np.median(recorded.samples_uv) == pytest.approx(800, abs=1)
    assert any("offset of about 800" in str(note) for note in recorded.notes)


def test_elements_are_events_at_the_next_sample(read: Read, others: ModuleType) -> None:
    text = others.mind_monitor(
        elements={0: "/muse/event/connected", 100: "/muse/elements/blink",
                  101: "/muse/elements/jaw_clench", 1000: "/Marker/1"}
    )  # fmt: skip
    recorded = read(text)
    assert recorded.samples_uv.shape == (4, 2560)
    assert [(e.sample, e.description) for e in recorded.events] == [
        (0, "/muse/event/connected"),
        (100, "/muse/elements/blink"),
        (101, "/muse/elements/jaw_clench"),
        (1000, "/Marker/1"),
    ]


def test_rows_without_eeg_are_gaps_and_move_nothing(
    read: Read, others: ModuleType
) -> None:
    recorded = read(others.mind_monitor(missing=[40, 41, 900]))
    assert [(gap.first, gap.n_lost) for gap in recorded.gaps] == [(40, 2), (900, 1)]
    expected = others.eeg_uv(4, 2560, 256.0, 800.0)
    there = np.isfinite(recorded.samples_uv)
    assert np.abs(recorded.samples_uv - expected)[there].max() < 0.01


def test_a_missing_value_is_missing_in_its_channel_alone(
    read: Read, others: ModuleType
) -> None:
    lines = others.mind_monitor().splitlines(keepends=True)
    cells = lines[51].split(",")
    cells[6] = ""
    lines[51] = ",".join(cells)
    recorded = read("".join(lines))
    assert np.argwhere(np.isnan(recorded.samples_uv)).tolist() == [[1, 50]]


@pytest.mark.parametrize("seconds", [1.0, 3.0, 60.0])
@pytest.mark.parametrize("program", ["mind_monitor", "muselsl"])
def test_a_pause_is_a_gap_to_the_length_of_a_packet(
    read: Read, others: ModuleType, program: str, seconds: float
) -> None:
    recorded = read(getattr(others, program)(pauses={1200: seconds}))
    (gap,) = recorded.gaps
    assert abs(gap.first - 1200) <= 12
    assert abs(gap.n_lost - seconds * 256) <= 12


@pytest.mark.parametrize("seconds", [-3600.0, 1e6])
def test_a_clock_that_was_set_is_a_gap_and_told(
    read: Read, others: ModuleType, seconds: float
) -> None:
    recorded = read(others.muselsl(pauses={1200: seconds}))
    assert [(gap.first, gap.n_lost) for gap in recorded.gaps] == [(1200, 51)]
    assert any("clock was set" in str(note) for note in recorded.notes)


def test_markers_of_muselsl_are_events(read: Read, others: ModuleType) -> None:
    recorded = read(others.muselsl(markers={77: 1, 900: 2}))
    assert [(e.sample, e.description) for e in recorded.events] == [
        (77, "1"),
        (900, "2"),
    ]


def test_motion_and_auxiliary_channels_keep_their_type(
    read: Read, others: ModuleType
) -> None:
    found = {c.name: (c.kind, c.unit) for c in read(others.mind_monitor()).info.others}
    assert found["ACC_X"] == ("accel", "g")
    assert found["GYRO_Z"] == ("gyro", "deg/s")
    assert found["AUX_RIGHT"] == ("misc", "µV")


@pytest.mark.parametrize("separator", [";", "\t"])
def test_decimal_commas_of_a_spreadsheet_are_read(
    read: Read, others: ModuleType, separator: str
) -> None:
    recorded = read(others.mind_monitor(decimal=",", separator=separator))
    assert amplitude(recorded) == pytest.approx([10, 20, 30, 40], rel=0.02)


def test_a_blink_of_museplayer_is_an_event(read: Read, others: ModuleType) -> None:
    (event,) = read(others.muse_player()).events
    assert (event.sample, event.description) == (1000, "/muse/elements/blink")


def test_averages_once_a_second_are_refused(read: Read, others: ModuleType) -> None:
    with pytest.raises(SourceError, match="no raw EEG"):
        read(others.mind_monitor(sfreq=1.0, n_times=60))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("timestamps,X,Y,Z\n1.0,2,3,4\n", "none of theirs"),
        ("timestamps,TP9,AF7\n1.0,2,3\n", "do not go forward"),
        ("TimeStamp,Delta_TP9\n2024-01-01 10:00:00.0,1\n", "no raw EEG"),
        ("RAW_TP9,RAW_AF7\n800,801\n", "no column of time stamps"),
    ],
)
def test_texts_without_eeg_are_refused_in_words(
    read: Read, text: str, words: str
) -> None:
    with pytest.raises(SourceError, match=words):
        read(text)
