"""Recordings and datasets of other programs, beside which our sessions are recorded."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import mne
import mne_bids
import pytest

_PLACE = Path(__file__).with_name("other_tools.py")
_SPEC = importlib.util.spec_from_file_location("other_tools", _PLACE)
assert _SPEC is not None
assert _SPEC.loader is not None
_TOOLS = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_TOOLS)


@pytest.fixture
def other_tools() -> ModuleType:
    return _TOOLS


def write_with_mne_bids(
    dataset: Path,
    *,
    subject: str = "01",
    session: str | None = "01",
    run: str | None = "01",
    is_digitised: bool = True,
) -> mne_bids.BIDSPath:
    """Write another lab's recording of the session as mne-bids does."""
    source = _TOOLS.write_brainvision(
        dataset.with_name(f"{dataset.name}-source"), "raw"
    )
    raw = mne.io.read_raw_brainvision(source, verbose="error")
    raw.info["line_freq"] = 50.0
    if is_digitised:
        measured = {
            "Fz": (0.001, 0.07, 0.05),
            "Cz": (0.002, 0.0, 0.11),
            "Pz": (0.0, -0.08, 0.07),
        }
        ends = {
            "nasion": (0.0, 0.1, 0.0),
            "lpa": (-0.08, 0.0, 0.0),
            "rpa": (0.08, 0.0, 0.0),
        }
        raw.set_montage(
            mne.channels.make_dig_montage(measured, **ends, coord_frame="head")
        )
    path = mne_bids.BIDSPath(
        subject, session, "rest", run=run, root=dataset, datatype="eeg"
    )
    mne_bids.write_raw_bids(raw, path, verbose="error")
    return path.update(suffix="eeg", extension=".vhdr")


@pytest.fixture
def with_mne_bids() -> Callable[..., mne_bids.BIDSPath]:
    return write_with_mne_bids
