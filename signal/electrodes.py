"""Electrodes: what a channel's label means as one, and where it sits on the head.

Positions are those of the 10-05 system in MNE's head frame.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

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


OLD_NAMES = {"t3": "T7", "t4": "T8", "t5": "P7", "t6": "P8"}
"""The 10-20 system's former names, as amplifiers still deliver them."""

# what amplifiers and file formats write after an electrode for its reference: the
# ears or mastoids, one or both, an average, or no more than the word
_EAR = r"[am][12]"
_REFERENCE = re.compile(
    r"[-_ /]\s*(?:ref(?:erence)?\d?|le|re|lm|ar|car|av|avg|average|com|common"
    rf"|linked[-_ ]?(?:ears?|mastoids?)?|\(?{_EAR}[+/]?{_EAR}\)?(?:/2)?|{_EAR})$"
)
_JOINTS = re.compile(r"[-_/:+ ]+")


@lru_cache(maxsize=4096)
def electrode_name(label: str) -> str:
    """Return the electrode of the 10-05 system that a channel's label means.

    ``EEG Fp1-REF``, ``FP1.``, ``Fp1_ref`` and ``Fp1-A1`` are all ``Fp1``, and ``T3``
    is ``T7``. A bipolar derivation such as ``Fp1-F7`` is the difference of two
    electrodes and none itself: it comes back as it is, and so does any other label
    that names no electrode.
    """
    return _electrode(_core(label)) or label


def is_electrode(label: str) -> bool:
    """Return whether a label means an electrode of the 10-05 system."""
    return _electrode(_core(label)) is not None


@lru_cache(maxsize=4096)
def is_derivation(label: str) -> bool:
    """Return whether a label means the difference of two electrodes.

    An ear or a mastoid after the joint is a reference (``C4-A1`` is ``C4``), except
    after another one: ``A1-A2`` is a derivation.
    """
    core = _core(label)
    if _electrode(core):
        return False
    first, *others = (_electrode(part) for part in _JOINTS.split(core))
    if first and any(others):
        return True
    # some systems write the two with nothing between them
    halves = ((core[:k], core[k:]) for k in range(1, len(core)))
    return any(_electrode(left) and _electrode(right) for left, right in halves)


def electrode_names(labels: Sequence[str]) -> tuple[str, ...]:
    """Return the electrodes' names; labels that share an electrode stay as they are."""
    names = [electrode_name(label) for label in labels]
    count = Counter(names)
    return tuple(
        name if count[name] == 1 else label
        for name, label in zip(names, labels, strict=True)
    )


def electrode_key(label: str) -> str:
    """Return `electrode_name` in lower case, as the weights' files name channels."""
    return electrode_name(label).lower()


def positions_of(ch_names: Sequence[str]) -> dict[str, Position]:
    """Return the positions of those channels that are electrodes we know, m."""
    known = _known_positions()
    return {
        name: known[electrode_key(name)]
        for name in ch_names
        if electrode_key(name) in known
    }


def _core(label: str) -> str:
    """Return a label in lower case without the words for EEG and for a reference."""
    core = re.sub("[\u2010-\u2015\u2212]", "-", label).strip().lower()
    core = re.sub(r"(?:^|(?<=[-_/ ]))eeg[-_:. ]*", "", core).strip(" .:_")
    while (found := _REFERENCE.search(core)) and found.start():
        left = core[: found.start()].strip(" .:_")
        if re.fullmatch(_EAR, left) and re.search(rf"{_EAR}\W*(?:2)?$", found[0]):
            break
        core = left
    return core


def _electrode(core: str) -> str | None:
    core = core.strip(" .:_")
    return OLD_NAMES.get(core) or _known_spellings().get(core)


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
    # the positions' table of the models has MNE's names, and needs no MNE to be read
    text = files("attention_camp.resources").joinpath("weights/electrodes.json")
    names: Mapping[str, object] = json.loads(text.read_text("utf-8"))["positions"]
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
