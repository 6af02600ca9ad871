"""Where electrodes sit: the 10-05 system's positions in MNE's head frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Position = tuple[float, float, float]

_SYSTEM = (
    "Cz", "Fz", "Pz", "C3", "C4", "O1", "O2", "Fp1", "Fp2", "F3", "F4", "P3", "P4",
    "T7", "T8", "F7", "F8", "P7", "P8", "Oz", "FC1", "FC2", "CP1", "CP2", "FC5", "FC6",
    "CP5", "CP6", "PO3", "PO4", "AF3", "AF4", "POz", "AFz", "FCz", "CPz", "F1", "F2",
    "F5", "F6", "C1", "C2", "C5", "C6", "P1", "P2", "P5", "P6", "FC3", "FC4", "CP3",
    "CP4", "FT7", "FT8", "TP7", "TP8", "PO7", "PO8", "AF7", "AF8", "Fpz", "Iz", "FT9",
    "FT10",
)  # fmt: skip


def positions_of(ch_names: Sequence[str]) -> dict[str, Position]:
    """Return the positions of those channels that the 10-05 system knows, m.

    Names are matched without regard to case; old names such as T3 are known.
    """
    known = _known_positions()
    return {name: known[name.lower()] for name in ch_names if name.lower() in known}


def plain_name(name: str) -> str:
    """Return an electrode's name without what file formats put around it.

    ``EEG Fp1-REF``, ``Fp1.`` and ``FP1`` become ``Fp1``; a name that is not of the
    10-05 system comes back as it is.
    """
    core = name.strip().removeprefix("EEG").strip().strip(".").split("-")[0].strip()
    return _known_spellings().get(core.lower(), name)


def system_10_10(n_chans: int) -> tuple[str, ...]:
    """Return the names of ``n_chans`` electrodes that cover the head, at most 64.

    The first 19 are the 10-20 system, the rest fill the gaps between them.

    Raises
    ------
    ValueError
        Where ``n_chans`` is not in 1 to 64.
    """
    if not 1 <= n_chans <= len(_SYSTEM):
        raise ValueError(f"n_chans must lie in 1 to {len(_SYSTEM)}, got {n_chans}")
    return _SYSTEM[:n_chans]


def spread_positions(n_chans: int) -> NDArray[np.float64]:
    """Return points spread evenly over the scalp, shape (n_chans, 3), m.

    They stand in for unknown electrode positions, in the simulation only.
    """
    centre, radius = head_sphere()
    index = np.arange(n_chans) + 0.5
    # a golden spiral from the vertex to a little below the equator
    height = 1.0 - 1.2 * index / n_chans
    angle = np.pi * (1 + np.sqrt(5)) * index
    ring = np.sqrt(1 - height**2)
    points = np.stack([ring * np.cos(angle), ring * np.sin(angle), height], axis=1)
    return centre + radius * points


@lru_cache(maxsize=1)
def head_sphere() -> tuple[NDArray[np.float64], float]:
    """Return centre and radius of the sphere fitted to the 10-05 positions, m."""
    # |p|² = 2 p·c + (r² - |c|²) is linear in the unknowns: least squares, no iteration
    points = np.array(list(_known_positions().values()))
    equations = np.column_stack([2 * points, np.ones(len(points))])
    solution = np.linalg.lstsq(equations, np.sum(points**2, axis=1))[0]
    centre = solution[:3]
    return centre, float(np.sqrt(solution[3] + centre @ centre))


@lru_cache(maxsize=1)
def _known_spellings() -> Mapping[str, str]:
    import mne

    names = mne.channels.make_standard_montage(_montage_name()).ch_names
    return {name.lower(): name for name in names}


def _montage_name() -> str:
    import mne

    # MNE 1.13 gave the montage another name
    names = mne.channels.get_builtin_montages()
    return "colin27_1005" if "colin27_1005" in names else "standard_1005"


@lru_cache(maxsize=1)
def _known_positions() -> Mapping[str, Position]:
    import mne

    montage = mne.channels.make_standard_montage(_montage_name())
    info = mne.create_info(montage.ch_names, 100.0, "eeg")
    info.set_montage(montage)
    return {
        channel["ch_name"].lower(): (
            float(channel["loc"][0]),
            float(channel["loc"][1]),
            float(channel["loc"][2]),
        )
        for channel in info["chs"]
    }
