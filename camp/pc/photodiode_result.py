"""The latest photodiode measurement of this PC: how far onsets are from the light."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from attention_camp.resources.bounded import is_there, read_json_table
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence, UserError

GOOD_SD_MS = 1.0
"""Largest spread of onsets that is good, ms. Own choice: a sample at 1 kHz, and a
sixteenth of a frame at 60 Hz; a constant offset can be taken off, a spread cannot."""


class PhotodiodeResultError(UserError):
    """A file that holds no photodiode measurement; the text says why."""


@dataclass(frozen=True, slots=True)
class PhotodiodeResult:
    """One measurement with a photodiode on the participant's screen."""

    made: str
    """Time of the measurement, ISO 8601, UTC."""
    screen: str
    """Name and size of the screen in pixels."""
    offset_ms: float
    """Mean of light minus recorded onset, ms."""
    sd_ms: float
    """Standard deviation of light minus recorded onset, ms."""
    n_flashes: int
    sensor: str
    """What the photodiode was read through: a channel or a sound device."""

    @property
    def is_good(self) -> bool:
        """Whether onsets follow the light closely enough."""
        return self.sd_ms <= GOOD_SD_MS


def save_result(result: PhotodiodeResult, path: Path) -> None:
    """Write a measurement as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(result), indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def load_result(path: Path) -> PhotodiodeResult | None:
    """Read a measurement; None: there is no file.

    Raises
    ------
    PhotodiodeResultError
        If the file is not a measurement.
    UnreadableError
        If it cannot be read.
    """
    if not is_there(path):
        return None
    plain = read_json_table(path)
    try:
        result = PhotodiodeResult(
            made=datetime.fromisoformat(plain["made"]).isoformat(),
            screen=str(plain["screen"]),
            offset_ms=float(plain["offset_ms"]),
            sd_ms=float(plain["sd_ms"]),
            n_flashes=int(plain["n_flashes"]),
            sensor=str(plain["sensor"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise _no_measurement(path, reason_of(error)) from error
    if not math.isfinite(result.offset_ms) or not result.sd_ms >= 0:
        raise _no_measurement(path, f"{result.offset_ms} ms, SD {result.sd_ms} ms")
    return result


def _no_measurement(path: Path, why: str) -> PhotodiodeResultError:
    return PhotodiodeResultError(
        Sentence(
            "{path} holds no photodiode measurement: {why}. Measure again.",
            path=path,
            why=why,
        )
    )


def result_path() -> Path:
    """Return where the measurement of this PC is kept."""
    from platformdirs import user_data_path

    return user_data_path("attention-camp") / "photodiode.json"
