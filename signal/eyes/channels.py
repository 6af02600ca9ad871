"""Which channels of an LSL stream are gaze and pupil, by the names that bridges give.

Pupil Labs' relay (``norm_pos_x``, ``diameter0_3d``), those of Tobii
(``left_gaze_point_on_display_area_x``, ``left_pupil_diameter``), SR Research
(``leftEyeX``, ``leftPupilArea``) and Gazepoint (``LPOGX``, ``LPD``), and what follows
XDF's gaze meta-data (``eye``, ``type``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from attention_camp.resources.texts import Sentence
from attention_camp.signal.eyes.source import Eye, GazeUnit, Origin
from attention_camp.signal.stream import SourceError

Kind = Literal["x", "y", "pupil", "confidence"]
_BOTH: tuple[Eye, ...] = ("left", "right")
KINDS: tuple[Kind, ...] = ("x", "y", "pupil", "confidence")

_PUPIL = re.compile(r"pupil|diam|radius|^[lrb]?pd$|^[lr]pmm$")
_NO_PUPIL = re.compile(r"pos|time|valid|center|centre|[xyz]$")
_NO_GAZE = re.compile(
    r"3d|center|centre|normal(?!i[sz])|origin|ucs|user|head|time|stamp|valid|frame|"
    r"accel|gyro|velocity|perdegree|resolution|[0-9]$"
)
_GAZE = re.compile(r"(?:screen|gaze|pog|pos|eye|area)(?:left|right|l|r)?([xy])")
_LEFT = re.compile(r"left|^l(?=pog|pd|pmm|eye|gaze|pupil)|^diameter1|^confidence1")
_RIGHT = re.compile(r"right|^r(?=pog|pd|pmm|eye|gaze|pupil)|^diameter0|^confidence0")


@dataclass(frozen=True, slots=True)
class Channels:
    """Where in a stream's samples the values of each eye are."""

    eyes: tuple[Eye, ...]
    places: tuple[tuple[int, int, int, int], ...]
    """For each eye the channels of x, y, pupil and confidence; -1: there is none."""
    gaze_unit: GazeUnit
    origin: Origin
    pupil_unit: str
    pupil_is_area: bool
    is_on_screen: bool = True
    """False: the gaze is a place in the picture of a head-worn camera, as Pupil Labs'
    relay sends it."""

    def has(self, kind: Kind) -> bool:
        """Return whether any eye has a channel of this kind."""
        return any(place[KINDS.index(kind)] >= 0 for place in self.places)


def kind_of(label: str) -> Kind | None:
    """Return what a channel holds, by its label; None: nothing that is kept."""
    plain = re.sub(r"[^a-z0-9]", "", label.lower())
    if plain.startswith("confidence") or plain.endswith("confidence"):
        return "confidence"
    if _PUPIL.search(plain) and not _NO_PUPIL.search(plain):
        return "pupil"
    if _NO_GAZE.search(plain):
        return None
    found = _GAZE.search(plain)
    if found or plain in ("x", "y"):
        return "x" if (found[1] if found else plain) == "x" else "y"
    return None


def eye_of(label: str, said: str = "") -> Eye:
    """Return which eye a channel is of; ``cyclopean`` where it names none.

    Parameters
    ----------
    label : str
        The channel's label.
    said : str
        What the stream says in the channel's ``eye``; empty: nothing.
    """
    plain = re.sub(r"[^a-z0-9]", "", label.lower())
    if said.lower() == "left" or (not said and _LEFT.search(plain)):
        return "left"
    if said.lower() == "right" or (not said and _RIGHT.search(plain)):
        return "right"
    return "cyclopean"


def arranged(
    labels: Sequence[str],
    units: Sequence[str],
    said: Sequence[str],
    *,
    where: str,
    only: str = "",
    gaze_unit: GazeUnit | None = None,
) -> Channels:
    """Return where gaze and pupil of each eye are.

    An eye whose pupil is sent apart shares the gaze of both eyes, where it has none of
    its own. Of two pupils of one eye the one in millimetres is taken.

    Parameters
    ----------
    labels, units, said : sequence of str
        Of each channel; empty where the stream does not say. ``said`` is its ``eye``.
    where : str
        Name of the stream, for the error.
    only : str
        ``left`` or ``right``: that eye alone; empty: all.
    gaze_unit : str or None
        What a person says of it, who then knows the gaze to be on the screen; None:
        what the stream says counts.

    Raises
    ------
    SourceError
        If there is neither gaze nor pupil, or not the eye that is asked for.
    """
    found = _by_eye(labels, units, said)
    shared = found.pop("cyclopean", {})
    eyes = tuple(eye for eye in _BOTH if eye in found and only in ("", eye))
    if not found and shared and not only:
        eyes, found = ("cyclopean",), {"cyclopean": shared}
    kept = [shared | found[eye] for eye in eyes]
    if not any({"x", "pupil"} & own.keys() for own in kept):
        raise SourceError(
            Sentence(
                "The LSL stream {name!r} has no channels of gaze or pupil that are "
                "known{eye}: {labels}. Choose another stream.",
                name=where,
                eye=Sentence(" of the {eye} eye", eye=only) if only else "",
                labels=", ".join(labels) or "–",
            )
        )
    gaze = next((own["x"] for own in kept if "x" in own), -1)
    pupil = next((own["pupil"] for own in kept if "pupil" in own), -1)
    label = labels[gaze] if gaze >= 0 else ""
    unit = (gaze_unit or _gaze_unit(units[gaze], label)) if label else "n/a"
    return Channels(
        eyes,
        tuple(_place(own) for own in kept),
        unit,
        _origin(label, unit),
        (units[pupil] or "n/a") if pupil >= 0 else "n/a",
        pupil >= 0 and "area" in labels[pupil].lower(),
        gaze_unit is not None or "norm_pos" not in label.lower(),
    )


def _by_eye(
    labels: Sequence[str], units: Sequence[str], said: Sequence[str]
) -> dict[Eye, dict[Kind, int]]:
    """Return the channels of each eye by what they hold."""
    found: dict[Eye, dict[Kind, int]] = {}
    for k, label in enumerate(labels):
        kind = kind_of(label)
        if kind is None:
            continue
        own = found.setdefault(eye_of(label, said[k]), {})
        is_better = kind == "pupil" and units[k].lower() in ("mm", "millimeters")
        if kind not in own or is_better:
            own[kind] = k
    return found


def _place(own: Mapping[Kind, int]) -> tuple[int, int, int, int]:
    return (
        own.get("x", -1), own.get("y", -1), own.get("pupil", -1),
        own.get("confidence", -1),
    )  # fmt: skip


def _gaze_unit(unit: str, label: str) -> GazeUnit:
    said = unit.lower()
    if said.startswith(("pix", "px")):
        return "pixel"
    if said.startswith("deg"):
        return "degree"
    is_share = said.startswith("norm") or said in ("", "none", "n/a", "adcs", "percent")
    if said.startswith("norm") or (
        is_share and re.search(r"norm|area|pog", label, re.IGNORECASE)
    ):
        return "normalised"
    return "n/a"


def _origin(label: str, unit: GazeUnit) -> Origin:
    """Return where both coordinates are 0, by the makers' conventions."""
    if "norm_pos" in label.lower():  # Pupil Labs
        return "bottom-left"
    return {"normalised": "top-left", "pixel": "top-left", "degree": "centre"}.get(
        unit, "n/a"
    )  # type: ignore[return-value]
