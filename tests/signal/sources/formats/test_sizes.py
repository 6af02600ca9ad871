"""A file whose size is not what its header says is read, and that is said."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from attention_camp.signal.sources.reading import read_recording

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


@pytest.fixture(scope="module")
def files():
    spec = importlib.util.spec_from_file_location(
        "hostile_files", BENCHMARKS / "hostile_files.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["edf", "bdf", "brainvision", "fif"])
def test_missing_bytes_are_told(tmp_path, files, name):
    """Whole files say nothing; those that lack some bytes, or have more, do."""
    place = tmp_path / "one_eeg"
    whole = files.FORMATS[name](place)
    for suffix, content in whole.items():
        place.with_suffix(suffix).write_bytes(content)
    path = place.with_suffix(next(iter(whole)))
    assert files.outcome(path).scale == pytest.approx(1.0, abs=0.05)
    assert read_recording(path).notes == ()
    data = place.with_suffix(list(whole)[-1])
    content = data.read_bytes()
    for damaged in (content[:4000] + content[4001:], content + b"\0"):
        data.write_bytes(damaged)
        notes = read_recording(path).notes
        assert any("cut off or damaged" in note for note in notes)
