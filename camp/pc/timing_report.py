"""The timing certificate of a PC: figures, thresholds and verdicts; no Qt."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from attention_camp.camp.pc.timing_thresholds import Threshold, TimingVerdict
from attention_camp.resources.bounded import UnreadableError, parse_json, read_text
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Day, Sentence, UserError

VERDICTS: tuple[TimingVerdict, ...] = ("good", "doubtful", "bad", "none")


MEASURE = Sentence(
    "Make a new one on the page “This PC”, or with “attention-camp check”."
)


class CertificateError(UserError):
    """A timing certificate cannot be read, is missing, too old or not good enough."""


@dataclass(frozen=True, slots=True)
class TimingLine:
    """One figure of a timing certificate."""

    name: str
    """What was measured; English source text, translated in context ``timing``."""
    value: float
    """NaN: could not be measured."""
    unit: str
    verdict: TimingVerdict
    threshold: str
    """Good up to, doubtful up to; one where both are the same."""
    source: str
    """Source of the threshold."""
    note: str = ""
    """Remark or remedy; English source text, translated in context ``timing``."""


@dataclass(frozen=True, slots=True)
class TimingReport:
    """Measured timing of a PC's display, keys and sound."""

    made: str
    """Time of the measurement, ISO 8601, UTC."""
    screen: str
    """Name and size of the screen in pixels."""
    system: str
    lines: tuple[TimingLine, ...]

    @property
    def passed(self) -> bool:
        """Whether no line is bad."""
        return all(line.verdict != "bad" for line in self.lines)

    def age(self, now: datetime | None = None) -> timedelta:
        """Return the age of the report."""
        return (now or datetime.now(UTC)) - datetime.fromisoformat(self.made)

    def to_json(self) -> str:
        """Return the report as JSON; values not measured are null."""
        plain = asdict(self)
        for line in plain["lines"]:
            line["value"] = line["value"] if math.isfinite(line["value"]) else None
        return json.dumps(plain, indent=2, ensure_ascii=False)


def from_json(text: str) -> TimingReport:
    """Read a report from JSON.

    Raises
    ------
    CertificateError
        If the text is not a report.
    """
    try:
        plain = parse_json(text, certificate_path())
        lines = []
        for given in plain["lines"]:
            value = math.nan if given["value"] is None else float(given["value"])
            lines.append(TimingLine(**{**given, "value": value}))
        report = TimingReport(
            plain["made"], plain["screen"], plain["system"], tuple(lines)
        )
        report.age()
    except (ValueError, KeyError, TypeError) as error:
        raise CertificateError(
            Sentence(
                "This is no timing certificate: {error}. {remedy}",
                error=reason_of(error),
                remedy=MEASURE,
            )
        ) from error
    for line in report.lines:
        if line.verdict not in VERDICTS:
            raise CertificateError(
                Sentence(
                    "This is no timing certificate: a verdict must be one of "
                    "{allowed}; got {verdict!r}.",
                    allowed=", ".join(VERDICTS),
                    verdict=line.verdict,
                )
            )
    return report


def make_line(threshold: Threshold, value: float, note: str = "") -> TimingLine:
    """Return a figure with its verdict.

    Parameters
    ----------
    threshold : Threshold
        The figure's name, unit and limits.
    value : float
        The measured value, in ``threshold.unit``; NaN: not measured.
    note : str
        Remark or remedy, English source text; empty by default.
    """
    unit = threshold.unit
    return TimingLine(
        name=threshold.name,
        value=value,
        unit=unit,
        verdict=threshold.verdict(value),
        threshold=", ".join(
            f"≤ {limit:g} {unit}".rstrip()
            for limit in sorted({threshold.good, threshold.doubtful})
        ),
        source=threshold.source,
        note=note,
    )


def save_report(report: TimingReport, path: Path) -> None:
    """Write a report as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report.to_json() + "\n", encoding="utf-8")


def load_report(path: Path) -> TimingReport:
    """Read a report.

    Raises
    ------
    CertificateError
        If there is no file, or it is not a report.
    """
    try:
        text = read_text(path)
    except FileNotFoundError as error:
        raise CertificateError(
            Sentence(
                "There is no timing certificate of this PC at {path}. {remedy}",
                path=path,
                remedy=MEASURE,
            )
        ) from error
    except UnreadableError as error:
        raise CertificateError(
            Sentence("{problem} {remedy}", problem=str(error), remedy=MEASURE)
        ) from error
    return from_json(text)


def require_report(path: Path, days: int, now: datetime | None = None) -> TimingReport:
    """Return the report of this PC if it is good and no older than ``days``.

    Parameters
    ----------
    path : Path
        The report's file.
    days : int
        Largest age allowed.
    now : datetime | None
        The time to compare with, with time zone; None (default): the current time.

    Raises
    ------
    CertificateError
        If it is missing, too old, or a line is bad.
    """
    report = load_report(path)
    age = report.age(now)
    if age > timedelta(days=days):
        raise CertificateError(
            Sentence(
                "The timing certificate of this PC is {age:day|days} old; this "
                "protocol allows {allowed}. {remedy}",
                age=age.days,
                allowed=days,
                remedy=MEASURE,
            )
        )
    bad = [line for line in report.lines if line.verdict == "bad"]
    if bad:
        found, *others = map(_bad_line, bad)
        for other in others:
            found = Sentence("{one}; {more}", one=found, more=other)
        raise CertificateError(
            Sentence(
                "The timing certificate of this PC ({screen}; measured {date}) is not "
                "good enough for this protocol. {found}. Close other programs, and "
                "check the graphics driver (it must wait for the refresh) or the "
                "sound device. {remedy}",
                screen=report.screen,
                date=Day(report.made[:10]),
                found=found,
                remedy=MEASURE,
            )
        )
    return report


def _bad_line(line: TimingLine) -> Sentence:
    """Return a sentence on a bad figure, with the limit that it exceeds."""
    return Sentence(
        "{name}: {figure} (allowed: {limit})",
        name=line.name,
        figure=f"{line.value:.3g} {line.unit}".rstrip(),
        limit=line.threshold.rpartition(", ")[2],
    )


def certificate_path() -> Path:
    """Return the path of this PC's certificate."""
    from platformdirs import user_data_path

    return user_data_path("attention-camp") / "timing-certificate.json"
