"""Where electrodes sit: the 10-05 system's positions on a unit sphere, by name."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

OLD_NAMES = {"t3": "t7", "t4": "t8", "t5": "p7", "t6": "p8"}
"""The 10-20 system's former names, as amplifiers still deliver them."""


@cache
def _table() -> dict[str, tuple[float, float, float]]:
    text = files("attention_camp.resources").joinpath("weights/electrodes.json")
    table: dict[str, list[float]] = json.loads(text.read_text("utf-8"))["positions"]
    return {name.lower(): (x, y, z) for name, (x, y, z) in table.items()}


def canonical(ch_name: str) -> str:
    """Return the 10-05 name, in lower case, of an amplifier's channel name.

    ``EEG Fp1-REF``, ``FP1.`` and ``Fp1`` are one electrode; a bipolar derivation
    such as ``Fp1-F7`` is none and comes back as it was.
    """
    name = ch_name.strip().lower().removeprefix("eeg").strip(" .:_")
    name = re.sub(r"[-_ /](ref|le|re|a1|a2|m1|m2|ar|avg|a1a2|linked)$", "", name)
    return OLD_NAMES.get(name, name)


def positions(ch_names: Sequence[str]) -> NDArray[np.float32]:
    """Return electrode positions on the unit sphere, x right, y front, z up.

    Returns
    -------
    ndarray, shape (n_chans, 3)
        NaN where the name is not in the 10-05 system.
    """
    nowhere = (np.nan, np.nan, np.nan)
    found = [_table().get(canonical(name), nowhere) for name in ch_names]
    return np.array(found, dtype=np.float32).reshape(len(ch_names), 3)
