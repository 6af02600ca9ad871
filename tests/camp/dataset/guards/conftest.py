"""Recordings and datasets of other programs, beside which our sessions are recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import mne
import mne_bids
import numpy as np
import pytest

HEADER = """Brain Vision Data Exchange Header File Version 1.0
[Common Infos]
Codepage=UTF-8
DataFile={stem}.eeg
MarkerFile={stem}.vmrk
DataFormat=BINARY
DataOrientation=MULTIPLEXED
NumberOfChannels=3
SamplingInterval=4000
[Binary Infos]
BinaryFormat=INT_16
[Channel Infos]
Ch1=Fz,,0.1,µV
Ch2=Cz,,0.1,µV
Ch3=Pz,,0.1,µV
"""
MARKERS = """Brain Vision Data Exchange Marker File, Version 1.0
[Common Infos]
Codepage=UTF-8
DataFile={stem}.eeg
[Marker Infos]
Mk1=New Segment,,1,1,0,20200102030405000000
Mk2=Stimulus,S  7,120,1,0
"""


def write_brainvision(folder: Path, stem: str) -> Path:
    """Write a small 16-bit recording, two seconds of three channels."""
    folder.mkdir(parents=True, exist_ok=True)
    samples = np.random.default_rng(0).integers(-99, 99, (500, 3), dtype="<i2")
    (folder / f"{stem}.eeg").write_bytes(samples.tobytes())
    (folder / f"{stem}.vmrk").write_text(MARKERS.format(stem=stem), encoding="utf-8")
    header = folder / f"{stem}.vhdr"
    header.write_text(HEADER.format(stem=stem), encoding="utf-8")
    return header


@pytest.fixture
def brainvision() -> Callable[[Path, str], Path]:
    return write_brainvision


def write_with_mne_bids(
    dataset: Path,
    *,
    subject: str = "01",
    session: str | None = "01",
    run: str | None = "01",
    is_digitised: bool = True,
) -> mne_bids.BIDSPath:
    """Write another lab's recording of the session as mne-bids does."""
    source = write_brainvision(dataset.with_name(f"{dataset.name}-source"), "raw")
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
