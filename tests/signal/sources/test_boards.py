from __future__ import annotations

import runpy
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from attention_camp.signal.counting import CounterRule, PacketCounter
from attention_camp.signal.sources.board_facts import COUNTERS
from attention_camp.signal.sources.board_fields import FIELDS
from attention_camp.signal.sources.boards import BoardSource
from attention_camp.signal.sources.brainflow_library import find_board, list_boards
from attention_camp.signal.sources.open_source import open_source
from attention_camp.signal.stream import Channel, SourceError


def read_until(source, is_enough, *, limit=10.0):
    """Read until ``is_enough(packets)``; fail after ``limit`` seconds."""
    packets = []
    begin = time.monotonic()
    while not is_enough(packets):
        assert time.monotonic() - begin < limit, "the board did not deliver in time"
        packet = source.read(time.monotonic())
        if packet is not None:
            packets.append(packet)
    return packets


def test_every_board_of_brainflow_is_listed_by_name():
    boards = {board.name: board for board in list_boards()}
    assert len(boards) > 50
    assert boards["synthetic"].board_id == -1
    assert boards["synthetic"].n_chans == 16
    assert boards["cyton"].needed_fields == ("serial_port",)
    assert boards["muse_2"].sfreq == 256
    assert boards["ganglion"].ch_names == ("EEG1", "EEG2", "EEG3", "EEG4")
    assert set(COUNTERS) <= set(boards)
    for board in boards.values():
        assert {*board.needed_fields, *board.optional_fields} <= set(FIELDS)
        assert len(set(board.ch_names)) == board.n_chans
        assert all(board.ch_names)


def test_electrodes_put_on_otherwise_are_named_in_order():
    names = ", ".join(f"C{k}" for k in range(16))
    source = open_source("synthetic", fields={"ch_names": names})
    assert source.info.ch_names == tuple(f"C{k}" for k in range(16))


def test_the_page_of_boards_is_up_to_date():
    script = Path(__file__).parents[3] / "docs" / "board_table.py"
    if not script.exists():
        pytest.skip("the pages are not part of the wheel")
    made = runpy.run_path(str(script))
    assert made["PAGE"].read_text("utf-8") == made["page"](), f"run {script}"


def test_the_synthetic_board_streams_counted_samples_and_markers():
    source = BoardSource("synthetic")
    source.start()
    source.mark(5)

    def is_enough(packets):
        return sum(p.samples_uv.shape[1] for p in packets) > 100 and any(
            p.markers.any() for p in packets
        )

    packets = read_until(source, is_enough)
    source.stop()
    source.stop()
    counter = np.concatenate([p.counter for p in packets])
    np.testing.assert_array_equal(np.diff(counter) % 256, 1)
    markers = np.concatenate([p.markers for p in packets])
    assert markers[markers != 0].tolist() == [5]
    assert packets[0].samples_uv.shape[0] == source.info.n_chans == 16
    assert packets[0].samples_uv.dtype == np.float32
    assert abs(packets[-1].arrival - time.monotonic()) < 5
    with pytest.raises(SourceError, match="is not started"):
        source.read(0.0)


def test_electrodes_can_be_named_otherwise():
    names = [f"E{k}" for k in range(16)]
    assert BoardSource("synthetic", ch_names=names).info.ch_names == tuple(names)


@pytest.mark.parametrize(
    ("name", "fields", "text"),
    [
        ("cytn", {}, "no board called 'cytn'. Did you mean cyton"),
        ("cyton", {}, "needs serial_port, which is not given"),
        ("muse_2", {"timeout": "soon"}, "timeout must be a whole number, got 'soon'"),
        ("cyton", {"port": "x"}, "no connection field port. Fields are: serial_port"),
        ("callibri_emg", {}, "has no EEG channels"),
        ("synthetic", {"ch_names": ["Cz"]}, "has 16 EEG channels"),
    ],
)
def test_wrong_boards_and_fields_are_said_in_words(name, fields, text):
    with pytest.raises(SourceError, match=text):
        BoardSource(name, **fields)


def test_a_port_that_does_not_open_is_said_in_words():
    source = BoardSource("cyton", serial_port="no-such-port")
    with pytest.raises(SourceError, match=r"Cyton .*'no-such-port'\) does not open"):
        source.start()


def test_brainflow_is_quiet_and_loaded_late():
    """BrainFlow prints nothing, and is not imported before it is needed."""
    code = (
        "import sys\n"
        "from attention_camp.signal.sources import boards\n"
        "assert 'brainflow' not in sys.modules\n"
        "source = boards.BoardSource('cyton', serial_port='no-such-port')\n"
        "try: source.start()\n"
        "except boards.SourceError: pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_names_are_matched_without_regard_to_case_and_dashes():
    assert find_board("Muse-2").name == "muse_2"


def test_a_counter_of_packets_becomes_a_count_of_samples():
    counter = PacketCounter(CounterRule(65_536, n_per_count=12))
    row = np.repeat([65_534, 65_535, 0, 2], 12).astype(float)
    counts = np.concatenate(
        [counter.per_sample(row[:17]), counter.per_sample(row[17:])]
    )
    steps = np.diff(counts) % (12 * 65_536)
    # one packet of twelve is missing before the last
    assert np.flatnonzero(steps != 1).tolist() == [35]
    assert steps[35] == 13


def test_a_counter_in_steps_of_two_becomes_a_count_of_samples():
    counter = PacketCounter(CounterRule(256, step=2))
    counts = counter.per_sample(np.array([251.0, 253.0, 255.0, 1.0, 5.0]))
    np.testing.assert_array_equal(np.diff(counts) % 128, [1, 1, 1, 2])


def test_a_channel_that_is_named_for_the_eyes_is_recorded_beside_the_eeg():
    names = ["VEOG", "Cz", *(f"C{k}" for k in range(5, 18)), "ECG1"]
    source = BoardSource("synthetic", ch_names=names)
    assert source.info.ch_names == ("Cz", *names[2:15])
    assert source.info.others[:2] == (
        Channel("VEOG", "eog", "µV"),
        Channel("ECG1", "ecg", "µV"),
    )
    source.start()
    packets = read_until(source, lambda packets: len(packets) > 1)
    source.stop()
    assert packets[0].samples_uv.shape[0] == 14
    assert packets[0].others.shape[0] == len(source.info.others) == 13


def test_sensors_beside_the_eeg_have_types_and_the_units_that_are_known():
    info = BoardSource("cyton", serial_port="x").info
    assert info.others[:3] == tuple(Channel(f"Accel{a}", "accel", "g") for a in "XYZ")
    assert {c.kind for c in BoardSource("unicorn").info.others} == {
        "accel", "gyro", "status"
    }  # fmt: skip
    assert BoardSource("ant_neuro_ee_411").info.others == ()


def test_names_that_leave_no_eeg_are_refused():
    with pytest.raises(SourceError, match="has no EEG channels"):
        BoardSource("callibri_eeg", ch_names=["ECG"])
