from __future__ import annotations

import time

import numpy as np
import pytest

from attention_camp.signal.impedance import (
    BAD_KOHM,
    LEAD_OFF_HZ,
    impedance_mode,
    lead_off_ohms,
    report_of,
)
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.sources.boards import BoardSource
from attention_camp.signal.sources.brainflow_library import brainflow, list_boards
from attention_camp.signal.sources.reconnecting import ReconnectingSource
from attention_camp.signal.stream import SourceError


def _current_through(
    ohms: float, sfreq: float = 250.0, amperes: float = 6e-9
) -> np.ndarray:
    times = np.arange(round(sfreq)) / sfreq
    peak_uv = amperes * (ohms + 2200) * 1e6
    return peak_uv * np.sin(2 * np.pi * LEAD_OFF_HZ * times + 0.3)


@pytest.mark.parametrize("ohms", [5e3, 80e3, 2e6])
def test_the_lead_off_current_shows_the_impedance(ohms):
    assert lead_off_ohms(_current_through(ohms), 250.0) == pytest.approx(ohms, rel=0.01)


def test_a_contact_as_good_as_none_in_the_way_is_good_and_a_dead_input_is_bad():
    weak = _current_through(300.0, amperes=0.8 * 6e-9)
    ohms = [lead_off_ohms(samples, 250.0) for samples in (weak, np.full(250, 187e3))]
    report = report_of(("Cz", "Pz"), ohms)
    assert [verdict.quality for verdict in report.verdicts] == ["good", "bad"]


def test_eeg_and_mains_disturb_it_little():
    eeg = SimulatedBrain(("Cz",), seed=1).make(250)[0]
    mains = 40 * np.sin(2 * np.pi * 50 * np.arange(250) / 250)
    found = lead_off_ohms(_current_through(20e3) + eeg + mains, 250.0)
    assert found == pytest.approx(20e3, abs=1e3)


def test_each_electrode_has_its_number_its_limit_and_a_verdict():
    report = report_of(("Cz", "Pz", "Oz"), (12e3, 90e3, 5e6))
    told = [(v.ch_name, v.quality, v.value, v.unit) for v in report.verdicts]
    assert told == [
        ("Cz", "good", 12.0, "kΩ"),
        ("Pz", "doubtful", 90.0, "kΩ"),
        ("Oz", "bad", 5000.0, "kΩ"),
    ]
    assert report.verdicts[2].threshold == BAD_KOHM
    assert not report.note


def test_a_board_that_says_nothing_is_told_from_one_with_good_electrodes():
    report = report_of(("Cz", "Pz"), (0.0, float("nan")))
    assert not report.verdicts
    assert "gave none" in report.note


def test_boards_that_measure_impedance_are_known():
    names = {board.name for board in list_boards()}
    known = {name for name in names if impedance_mode(name) is not None}
    assert {"cyton", "cyton_daisy", "ganglion", "brainbit"} <= known
    assert "muse_2" not in known
    assert "synthetic" not in known


def test_a_headset_without_impedance_says_so_and_gives_no_zero():
    report = ReconnectingSource(SimulatedBrain(seed=1)).measure_impedance()
    assert report.verdicts == ()
    assert "does not measure impedance" in report.note


def test_a_cyton_measures_through_its_lead_off_current(fake_cyton, tmp_path):
    board = fake_cyton.FakeCyton(tmp_path / "port", ohms={2: 10e3, 5: 3e6})
    board.plug_in()
    source = BoardSource("cyton", serial_port=str(board.port))
    source.start()
    try:
        names = (source.info.ch_names[1], source.info.ch_names[4])
        report = source.measure_impedance(names)
        deadline = time.monotonic() + 5
        while board.lead_off and time.monotonic() < deadline:
            source.read(time.monotonic())
    finally:
        source.stop()
        board.unplug()
    assert [v.ch_name for v in report.verdicts] == list(names)
    assert report.verdicts[0].value == pytest.approx(10, rel=0.05)
    assert report.verdicts[1].value == pytest.approx(3000, rel=0.05)
    assert [v.quality for v in report.verdicts] == ["good", "bad"]
    assert not board.lead_off


class FailingBoard:
    """A BrainFlow session that accepts commands and has lost its data."""

    def __init__(self) -> None:
        self.commands: list[str] = []

    def config_board(self, command: str) -> None:
        self.commands.append(command)

    def get_board_data(self) -> np.ndarray:
        raise brainflow().BrainFlowError("none", 1)


def test_the_lead_off_current_is_off_again_where_measuring_failed(monkeypatch):
    source, board = BoardSource("cyton", serial_port="none"), FailingBoard()
    monkeypatch.setattr(source, "_shim", board)
    with pytest.raises(SourceError):
        source.measure_impedance(source.info.ch_names[:1])
    assert board.commands == ["z101Z", "z100Z"]
