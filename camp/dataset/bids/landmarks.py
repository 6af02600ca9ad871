"""The coordinate system of electrodes, and the landmarks of the standard head."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

LANDMARKS: Mapping[str, tuple[float, float, float]] = {
    "LPA": (-0.08249, 0.0, 0.0),
    "NAS": (0.0, 0.114047, 0.0),
    "RPA": (0.08249, 0.0, 0.0),
}
"""Nasion and preauricular points of MNE's montage colin27_1005 in MNE's head frame, m:
the head that our positions are of."""

_FRAME = (
    "MNE's head frame: x through the preauricular points to the right, y "
    "through the nasion, z up. Positions of a standard head, not measured."
)


def coordsystem_texts() -> tuple[str, ...]:
    """Return the text of our ``*_coordsystem.json``, then those of earlier versions."""
    electrodes: dict[str, Any] = {
        "EEGCoordinateSystem": "CapTrak",
        "EEGCoordinateUnits": "m",
        "EEGCoordinateSystemDescription": _FRAME,
    }
    landmarks: dict[str, Any] = {}
    for kind in ("AnatomicalLandmark", "Fiducials"):
        points = {name: list(place) for name, place in LANDMARKS.items()}
        landmarks |= {
            f"{kind}Coordinates": points if kind == "AnatomicalLandmark" else {},
            f"{kind}CoordinateSystem": "CapTrak",
            f"{kind}CoordinateUnits": "m",
            f"{kind}CoordinateSystemDescription": _FRAME,
        }
    landmarks["FiducialsDescription"] = "No fiducials were attached to the head."
    now = electrodes | landmarks
    return tuple(json.dumps(system, indent=2) + "\n" for system in (now, electrodes))
