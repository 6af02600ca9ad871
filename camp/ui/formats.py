"""Numbers, times and sizes formatted for display, in the current locale."""

from __future__ import annotations

import datetime as dt
import math
import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

translate = QCoreApplication.translate

_BEFORE_UNIT = re.compile(
    r"(?<=\d) (?=%|(?:s|ms|min|h|Hz|kHz|µV|kΩ|dB|mm|cm|m|kB|MB|GB)\b|秒|毫秒|分钟)"
)

_CHINESE = QLocale.Language.Chinese
GROUPED_FROM = 10_000
"""From here digits stand in groups of three: 9999, 10,000 (ISO 80000-1)."""
ALMOST_SURE = 0.99
"""Highest certainty that is shown as a figure; own choice."""
NOTHING = "–"
"""Placeholder for a missing value."""
NO_BREAK = "\N{NO-BREAK SPACE}"
"""Between a number and its unit: no line break there."""
MINUS = "\N{MINUS SIGN}"
"""Before a negative number: as wide as a plus, and seen better than a hyphen."""


def clock(seconds: float, digits: int = 0) -> str:
    """Return a time of a session as 12:34, or 1:02:34 from an hour on.

    With ``digits``, so many decimals of the second follow: all of it is rounded once.
    """
    if not math.isfinite(seconds):
        return NOTHING
    parts = 10**digits
    whole, part = divmod(max(0, round(seconds * parts)), parts)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    text = f"{minutes:02}:{left:02}" if not hours else f"{hours}:{minutes:02}:{left:02}"
    return f"{text}.{part:0{digits}}" if digits else text


def duration(seconds: float) -> str:
    """Return a duration as 3 min 20 s."""
    if not math.isfinite(seconds):
        return NOTHING
    whole = max(0, round(seconds))
    minutes, left = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        text = translate("Formats", "{h} h {m} min").format(h=hours, m=minutes)
    elif minutes and left:
        text = translate("Formats", "{m} min {s} s").format(m=minutes, s=left)
    elif minutes:
        text = translate("Formats", "{m} min").format(m=minutes)
    else:
        text = translate("Formats", "{s} s").format(s=left)
    return re.sub(r"(?<=\d) ", NO_BREAK, text)


def unparted(text: str) -> str:
    """Return a text without line breaks between numbers and their units."""
    return _BEFORE_UNIT.sub(NO_BREAK, text)


def number(value: float | None, digits: int = 0, unit: str = "") -> str:
    """Format a number with its unit.

    Parameters
    ----------
    value : float or None
        The number; None or not finite is shown as a dash.
    digits : int
        Digits after the decimal point.
    unit : str
        Unit, kept on the same line as the number; may be empty. The sign of degrees
        stands close to it (ISO 80000-1).
    """
    if value is None or not math.isfinite(value):
        return NOTHING
    locale = QLocale()
    if abs(value) < GROUPED_FROM:  # as on the axes of plots
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    text = minus(locale.toString(float(value), "f", digits))
    if unit == "°":
        return f"{text}{unit}"
    return f"{text}{NO_BREAK}{unit}" if unit else text


def minus(text: str) -> str:
    """Return a number with a minus sign in place of the hyphen that stands for it."""
    return text.replace("-", MINUS)


def percent(share: float | None) -> str:
    """Format a fraction from 0 to 1 as a percentage: 87 %."""
    text = number(None if share is None else share * 100, 0, "%")
    # Chinese sets no space there
    return text.replace(NO_BREAK, "") if QLocale().language() == _CHINESE else text


def certainty(share: float | None) -> str:
    """Format a certainty: none is 100 %, however the figure rounds."""
    if share is None or share < ALMOST_SURE:
        return percent(share)
    return f"> {percent(ALMOST_SURE)}"


def milliseconds(seconds: float | None) -> str:
    """Format a time in seconds as milliseconds: 512 ms."""
    return number(None if seconds is None else seconds * 1000, 0, "ms")


def size(n_bytes: float) -> str:
    """Format an amount of data: 12.4 MB."""
    value = float(n_bytes)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000:
            return number(value, 0 if unit == "B" else 1, unit)
        value /= 1000
    return number(value, 1, "TB")


def date(value: object) -> str:
    """Return day and time, given as ISO 8601 or as a datetime, in short form."""
    return _moment(value, translate("Formats", "d MMM yyyy, HH:mm"))


def day(value: object) -> str:
    """Return the day of a date, given as for `date`, in the same form."""
    return _moment(value, translate("Formats", "d MMM yyyy"))


def _moment(value: object, form: str) -> str:
    if isinstance(value, dt.datetime):
        value = value.isoformat()
    if not isinstance(value, str) or not value:
        return NOTHING
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return value
    if moment.tzinfo is not None:
        moment = moment.astimezone()
    qt = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return QLocale().toString(qt, form)


def joined(*sentences: str) -> str:
    """Return sentences one after the other; Chinese sets no space between them."""
    joint = "" if QLocale().language() == _CHINESE else " "
    return joint.join(sentences)


def shortened(text: str, length: int) -> str:
    """Return a text of at most ``length`` characters, with an ellipsis if cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def breakable(path: Path) -> str:
    """Return a path that may wrap after its separators."""
    return re.sub(r"([/\\_-])", "\\1\u200b", str(path))
