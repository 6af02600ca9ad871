"""The files of an eye tracker's recording: their names, columns and descriptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.layout import RunPaths, names_in
from attention_camp.signal.eyes.source import CONFIDENCE, PUPIL, EyeInfo, X, Y

COLUMNS: Mapping[str, int] = {
    "x_coordinate": X,
    "y_coordinate": Y,
    "pupil_size": PUPIL,
    "confidence": CONFIDENCE,
}
"""Columns of values, and where they are in a packet."""
TIME, DEVICE_TIME, LATE = "timestamp", "device_time", "late"
PHYSIO, PHYSIO_SIDECAR = "_physio.tsv.gz", "_physio.json"
PHYSIOEVENTS = "_physioevents.tsv.gz"
"""How the names of the files end."""

_TIME = (
    "When the sample was taken, in seconds after the first sample of the EEG, as the "
    "onsets of events.tsv: the tracker's own stamp, carried to this computer's clock "
    "and through the fit of the EEG's sample clock."
)
_LATE = (
    "1: the sample came after a score had been made of its time, and no score holds "
    "it; 0: it came in time."
)
_GAZE = (
    "Gaze position, {axis}-coordinate of the recorded eye, as the tracker sent it, in "
    "the given units{origin}; n/a where the gaze was lost."
)
EVENTS = {
    "blink": "The eye was not seen for at most half a second",
    "lost": "The eye was not seen for longer than half a second",
    "silence": "Nothing came from the tracker for longer than half a second",
}
"""What the kinds of rows of physioevents are."""


def eye_label(number: int) -> str:
    """Return the ``recording`` entity of an eye, from 1."""
    return f"recording-eye{number}"


def physio_path(paths: RunPaths, number: int) -> Path:
    """Return the table of an eye's samples; its sidecar ends in ``.json``."""
    return paths.folder / f"{paths.stem}_{eye_label(number)}{PHYSIO}"


def physioevents_path(paths: RunPaths, number: int) -> Path:
    """Return the table of an eye's blinks and losses."""
    return paths.folder / f"{paths.stem}_{eye_label(number)}{PHYSIOEVENTS}"


def sidecar_of(path: Path) -> Path:
    """Return the sidecar of a table."""
    return path.with_name(path.name.removesuffix(".tsv.gz") + ".json")


def eye_tables(paths: RunPaths) -> Iterator[Path]:
    """Yield the tables of a run's eye tracker that are there: samples, then events."""
    names = names_in(str(paths.folder), f"{paths.stem}_recording-eye")
    for kind in (PHYSIO, PHYSIOEVENTS):
        for name in sorted(name for name in names if name.endswith(kind)):
            yield paths.folder / name


def lone_sidecars(paths: RunPaths) -> list[Path]:
    """Return the sidecars of a run's eye tracker whose tables are not there.

    A sidecar is written before its table, and a kill may come between them.
    """
    names = names_in(str(paths.folder), f"{paths.stem}_recording-eye")
    described = {sidecar_of(path).name for path in eye_tables(paths)}
    found = {name for name in names if name.endswith(".json")} - described
    return sorted(paths.folder / name for name in found)


def columns_of(info: EyeInfo) -> tuple[str, ...]:
    """Return the columns of an eye's samples, in the order BIDS asks for."""
    taken = {"x_coordinate": True, "y_coordinate": True, "pupil_size": info.has_pupil}
    taken["confidence"] = info.has_confidence
    return (TIME, *(name for name, is_sent in taken.items() if is_sent),
            DEVICE_TIME, LATE)  # fmt: skip


def physio_sidecar(
    info: EyeInfo, number: int, *, start: float, sfreq: float
) -> dict[str, Any]:
    """Return the description of an eye's samples.

    Parameters
    ----------
    info : EyeInfo
        What the tracker sends.
    number : int
        Which of its eyes, from 1.
    start : float
        Time of the first sample, seconds after the first sample of the EEG.
    sfreq : float
        Sampling rate, Hz; measured, where the tracker has none.
    """
    columns = columns_of(info)
    is_known = info.has_gaze and info.gaze_unit != "n/a"
    system = "gaze-on-screen" if info.is_on_screen else "gaze-in-world"
    said: dict[str, Any] = {
        "PhysioType": "eyetrack",
        "SamplingFrequency": sfreq,
        "StartTime": start,
        "Columns": list(columns),
        "RecordedEye": info.eyes[number - 1],
        "SampleCoordinateSystem": system if is_known else "custom",
        "SampleCoordinateUnits": info.gaze_unit,
        "Manufacturer": info.manufacturer,
        "ManufacturersModelName": info.model,
        "StreamName": info.name,
        TIME: {"Description": _TIME, "Units": "s"},
        DEVICE_TIME: {
            "Description": "The stamp that the tracker or its program sent.",
            "Units": "s",
        },
        LATE: {"Description": _LATE},
    }
    if not is_known:
        said["SampleCoordinateSystemDescription"] = (
            "The stream does not say in which units and from which origin the gaze is."
        )
    origin = "" if info.origin == "n/a" else f" from the {info.origin}"
    for axis in "xy":
        description = _GAZE.format(axis=axis, origin=origin)
        said[f"{axis}_coordinate"] = {
            "Description": description, "Units": info.gaze_unit
        }  # fmt: skip
    if info.has_pupil:
        size = "area" if info.pupil_is_area else "diameter"
        said["pupil_size"] = {
            "Description": f"Pupil {size} as the tracker sent it; n/a where it was "
            "lost. It follows the light, too: see the luminance of the displays.",
            "Units": info.pupil_unit,
        }
    if info.has_confidence:
        said["confidence"] = {
            "Description": "How sure the tracker is of the sample, 0 to 1."
        }
    return said


def physioevents_sidecar() -> dict[str, Any]:
    """Return the description of an eye's events."""
    return {
        "Columns": ["onset", "duration", "trial_type"],
        "Description": (
            "Stretches in which the pupil, or of a tracker without one the gaze, was "
            "not seen or its confidence was too low; found while the session ran."
        ),
        "OnsetSource": TIME,
        "onset": {"Description": _TIME, "Units": "s"},
        "duration": {"Description": "How long it lasted.", "Units": "s"},
        "trial_type": {"Description": "What it was.", "Levels": EVENTS},
    }
