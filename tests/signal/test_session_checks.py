from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from attention_camp.signal.checks import alpha_ratio, detect_line_freq
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.simulated.artefacts import Strengths
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.sources import ports


@pytest.mark.parametrize("line_uv", [1.0, 20.0])
@pytest.mark.parametrize("line_freq", [50.0, 60.0])
@pytest.mark.parametrize("sfreq", [200.0, 250.0, 1000.0])
def test_the_mains_frequency_is_told_from_the_data(sfreq, line_freq, line_uv):
    strengths = Strengths(line_freq=line_freq, line_uv=line_uv)
    brain = SimulatedBrain(sfreq=sfreq, seed=1, strengths=strengths)
    assert detect_line_freq(brain.make(int(10 * sfreq)), sfreq) == line_freq


@pytest.mark.parametrize("seed", range(5))
def test_no_mains_is_no_mains(seed):
    brain = SimulatedBrain(seed=seed, strengths=Strengths(line_uv=0.0))
    samples = brain.make(2500)
    assert detect_line_freq(samples, 250.0) is None
    samples[:, 100:2000] = np.nan
    assert detect_line_freq(samples, 250.0) is None


def test_alpha_rises_when_the_eyes_close_and_seldom_otherwise():
    """Alpha waxes and wanes: in 14 of 117 real half minutes of rest it rises."""
    by_itself = []
    for seed in range(6):
        brain = SimulatedBrain(seed=seed)
        cleaner = Cleaner(brain.info)
        opened = cleaner.step(brain.make(5000))[:, 1000:]
        again = cleaner.step(brain.make(4000))
        brain.set_eyes_closed(True)
        closed = cleaner.step(brain.make(5000))[:, 1000:]
        check = alpha_ratio(opened, closed, brain.info)
        assert check.is_seen
        assert set(check.ch_names) == {"Oz", "Pz", "P3", "P4"}
        unchanged = alpha_ratio(opened, again, brain.info)
        assert unchanged.ratio < check.ratio
        by_itself.append(unchanged.is_seen)
    assert sum(by_itself) <= 2


def test_real_recordings_have_no_mains_left(shared_data):
    from attention_camp.signal.sources.replay import ReplaySource

    folder = shared_data / "eegmat" / "sub-00" / "eeg"
    recorded = ReplaySource(folder / "sub-00_task-rest_eeg.edf").recorded
    assert detect_line_freq(recorded.samples_uv[:, :5000], 250.0) is None


def test_serial_ports_are_found_by_name(monkeypatch, tmp_path):
    monkeypatch.setattr(ports.sys, "platform", "linux")
    monkeypatch.setattr(ports, "Path", lambda _: tmp_path)
    for name in ("ttyUSB1", "ttyACM0", "tty7", "null"):
        Path(tmp_path / name).touch()
    found = [Path(port).name for port in ports.serial_ports()]
    assert found == ["ttyACM0", "ttyUSB1"]
