"""The calendar of a camp: the days named, nothing twice, and lines as RFC 5545 asks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attention_camp.camp.cli.app import app
from attention_camp.camp.session.camp.calendar import calendar_text, camp_days


def test_sessions_fall_on_the_days_named() -> None:
    days = list(camp_days(date(2026, 12, 1), 4, ("monday", "thursday")))
    assert days == [date(2026, 12, d) for d in (3, 7, 10, 14)]
    assert len(set(camp_days(date(2026, 12, 1), 10, ()))) == 10


def test_lines_are_short_and_each_event_has_a_name_of_its_own() -> None:
    days = list(camp_days(date(2026, 12, 1), 3, ()))
    text = calendar_text(
        "训练营; with a rather long name, that needs two lines, " * 2,
        days,
        at=time(16, 30),
        minutes=24,
        done=7,
        total=10,
        now=datetime(2026, 11, 27, 8, tzinfo=UTC),
        say=str,
    )
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = text.replace("\r\n ", "")
    assert whole.count("BEGIN:VEVENT") == whole.count("TRIGGER:-PT2H") == 3
    assert "DTSTART:20261201T163000" in lines
    assert "DTEND:20261201T165500" in lines
    assert "session 8 of 10" in whole
    assert r"训练营\; with" in whole
    names = [line for line in whole.split("\r\n") if line.startswith("UID:")]
    assert len(set(names)) == 3


def test_a_calendar_of_what_is_left_is_written(tmp_path: Path, qapp: object) -> None:
    out = tmp_path / "camp.ics"
    call = ["calendar", "adults", "--from", "2026-12-01", "--done", "8", "--out"]
    result = CliRunner().invoke(app, [*call, str(out)])
    assert result.exception is None, result.output
    assert out.read_bytes().count(b"BEGIN:VEVENT") == 2
    again = CliRunner().invoke(app, [*call, str(out)])
    assert "exists" in str(again.exception)


def test_nothing_is_left_of_a_camp_that_is_over(tmp_path: Path) -> None:
    call = ["calendar", "adults", "--from", "2026-12-01", "--done", "10"]
    result = CliRunner().invoke(app, [*call, "--out", str(tmp_path / "a.ics")])
    assert "none is left" in str(result.exception)


@pytest.mark.parametrize("wrong", ["tomorrow", "2026-13-01"])
def test_a_date_that_is_none_is_refused(wrong: str, tmp_path: Path) -> None:
    call = ["calendar", "adults", "--from", wrong, "--out", str(tmp_path / "a.ics")]
    assert CliRunner().invoke(app, call).exit_code == 2
