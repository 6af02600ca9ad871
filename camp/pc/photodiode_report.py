"""What a photodiode found of a screen: figures, verdict, and the file that keeps it."""

from __future__ import annotations

import json
import math
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from attention_camp.camp.pc.timing_thresholds import JITTER, TimingVerdict
from attention_camp.resources.bounded import UnreadableError, parse_json, read_text
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence, UserError

FORMAT = 1
MOST_MISSED = 0.01
"""Share of onsets without an edge that is doubtful at most; own choice."""
VERDICTS: tuple[TimingVerdict, ...] = ("good", "doubtful", "bad")


class PhotodiodeError(UserError):
    """The file of photodiode results cannot be read."""


@dataclass(frozen=True, slots=True)
class PhotodiodeReport:
    """How late pictures came on a screen, as a photodiode saw them."""

    made: str
    """Time of the measurement, ISO 8601, UTC."""
    screen: str
    """As `screen_key` says."""
    sensor: str
    """What the diode was connected to."""
    is_simulated: bool
    """Whether the light was made up: proves the page, says nothing of the screen."""
    sfreq: float
    """Sampling rate of the sensor, Hz."""
    refresh_rate: float
    """Of the screen, measured, Hz."""
    corner: str
    """Corner of the patch."""
    n_onsets: int
    """Onsets drawn."""
    n_missed: int
    """Onsets without an edge."""
    offset_ms: float
    """Mean of edge minus recorded onset; NaN: no edge was found."""
    sd_ms: float
    """Standard deviation of the same; NaN below two edges."""
    resolution_ms: float
    """Standard deviation that the sensor's sampling alone can add."""

    @property
    def verdict(self) -> TimingVerdict:
        """What the figures are worth for reaction times and evoked responses.

        The spread and the misses count. The offset does not: it is subtracted.
        """
        if not math.isfinite(self.sd_ms):
            return "bad"
        # what sampling adds is no fault of the screen
        own = math.sqrt(max(self.sd_ms**2 - self.resolution_ms**2, 0.0))
        by_spread = JITTER.verdict(own)
        share = self.n_missed / self.n_onsets
        by_missed: TimingVerdict = "good" if not share else "doubtful"
        if share > MOST_MISSED:
            by_missed = "bad"
        return max(by_spread, by_missed, key=VERDICTS.index)

    def sentence(self) -> Sentence:
        """Return the result in one sentence."""
        if not math.isfinite(self.offset_ms):
            return Sentence(
                "no edge in {n} onsets: the diode did not see the patch, or is not "
                "connected to this channel",
                n=self.n_onsets,
            )
        return Sentence(
            "pictures come {offset:.2f} ms after their recorded onset, SD {sd:.2f} "
            "ms, {missed} of {n} onsets not seen",
            offset=self.offset_ms,
            sd=self.sd_ms,
            missed=self.n_missed,
            n=self.n_onsets,
        )

    def advice(self) -> Sentence:
        """Return what to do now."""
        if self.is_simulated:
            return Sentence(
                "The diode was simulated: this shows that the measurement works, and "
                "says nothing of the screen."
            )
        if self.n_missed == self.n_onsets:
            return Sentence(
                "Tape the diode over the patch, shield it from room light, check the "
                "channel, and measure again."
            )
        if self.n_missed > MOST_MISSED * self.n_onsets:
            return Sentence(
                "Press the diode flat on the screen, darken the room or make the patch "
                "larger, and measure again."
            )
        if self.verdict != "good":
            return Sentence(
                "Switch off the compositor and variable refresh rates, use full "
                "screen on one monitor, close other programs, and measure again."
            )
        return Sentence(
            "Subtract {offset:.1f} ms wherever the moment of the picture counts; it is "
            "not subtracted from what is recorded.",
            offset=self.offset_ms,
        )

    def to_plain(self) -> dict[str, Any]:
        """Return the report as plain values for JSON; NaN is null."""
        plain = {
            key: None if isinstance(value, float) and math.isnan(value) else value
            for key, value in asdict(self).items()
        }
        return plain | {"verdict": self.verdict}


def screen_key(name: str, width_px: int, height_px: int) -> str:
    """Return by which text results of a screen are kept.

    Parameters
    ----------
    name : str
        The screen's name, such as ``DP-1``.
    width_px, height_px : int
        Its size in device pixels.
    """
    return f"{name}, {width_px} × {height_px}"


def photodiode_path() -> Path:
    """Return where the results of this user are kept: beside the settings."""
    from platformdirs import user_config_path

    return user_config_path("attention-camp") / "photodiode.json"


def load_results(path: Path) -> dict[str, PhotodiodeReport]:
    """Return the latest report of each screen; none if nothing was measured yet.

    Raises
    ------
    PhotodiodeError
        If there is a file and it cannot be read.
    """
    try:
        plain = parse_json(read_text(path), path)
        return _reports_of(plain)
    except FileNotFoundError:
        return {}
    except (
        UnreadableError, OSError, ValueError, KeyError, TypeError, AttributeError,
    ) as error:  # fmt: skip
        raise PhotodiodeError(
            Sentence(
                "The photodiode results in {path} cannot be read: {error}. Delete the "
                "file and measure again.",
                path=path,
                error=reason_of(error),
            )
        ) from error


def save_result(report: PhotodiodeReport, path: Path) -> None:
    """Keep a report in place of the one of the same screen, whole or not at all.

    A file that cannot be read is kept beside, as ``photodiode.json.unreadable``.
    """
    try:
        kept = load_results(path)
    except PhotodiodeError:
        path.replace(path.with_name(f"{path.name}.unreadable"))
        kept = {}
    kept[report.screen] = report
    screens = {key: one.to_plain() for key, one in kept.items()}
    text = json.dumps(
        {"format": FORMAT, "screens": screens}, indent=2, ensure_ascii=False
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(path)


_NUMBERS = ("sfreq", "refresh_rate", "offset_ms", "sd_ms", "resolution_ms")


def _reports_of(plain: Mapping[str, Any]) -> dict[str, PhotodiodeReport]:
    if plain["format"] != FORMAT:
        raise ValueError(f"format must be {FORMAT}, got {plain['format']!r}")
    return {key: _of_plain(one) for key, one in plain["screens"].items()}


def _of_plain(plain: Mapping[str, Any]) -> PhotodiodeReport:
    values = {key: value for key, value in plain.items() if key != "verdict"}
    for key in _NUMBERS:
        values[key] = math.nan if values[key] is None else float(values[key])
    for key in ("n_onsets", "n_missed"):
        values[key] = int(values[key])
    if not 0 <= values["n_missed"] <= values["n_onsets"]:
        raise ValueError("n_missed must lie between 0 and n_onsets")
    return PhotodiodeReport(**values)
