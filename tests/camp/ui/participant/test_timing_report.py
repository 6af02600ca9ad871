"""The timing certificate: verdicts, age, and what a protocol may require."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from attention_camp.camp.pc.timing_report import (
    CertificateError,
    TimingReport,
    from_json,
    load_report,
    make_line,
    require_report,
    save_report,
)
from attention_camp.camp.pc.timing_thresholds import (
    CLICK_TO_FRAME,
    DROPPED,
    JITTER,
    KEY_TO_FRAME,
    SOUND_LATENCY,
    TOUCH_TO_FRAME,
    UNPACED,
)
from attention_camp.camp.session.request import Display

NOW = datetime(2030, 5, 17, 12, 0, tzinfo=UTC)


def made(jitter_ms: float = 0.4, **changes: Any) -> TimingReport:
    lines = (
        make_line(JITTER, jitter_ms),
        make_line(DROPPED, 0.0),
        make_line(SOUND_LATENCY, math.nan, "There is no sound device here."),
    )
    fields = {
        "made": NOW.isoformat(),
        "screen": "DP-1, 1920 × 1080, OpenGL",
        "system": "Linux",
        "lines": lines,
    }
    return TimingReport(**{**fields, **changes})


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(0.2, "good"), (1.0, "good"), (2.0, "doubtful"), (9, "bad"), (math.nan, "none")],
)
def test_each_figure_has_a_verdict_with_threshold_and_source(
    value: float, verdict: str
) -> None:
    line = make_line(JITTER, value)
    assert line.verdict == verdict
    assert "1 ms" in line.threshold
    assert "doi.org" in line.source


def test_a_report_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "timing.json"
    save_report(made(), path)
    again = load_report(path)
    assert again.lines[:2] == made().lines[:2]
    assert math.isnan(again.lines[2].value)
    assert again.passed
    assert "NaN" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"lines": [{}]}', '{"made": "x", "lines": []}']
)
def test_a_file_that_is_no_certificate_is_refused(text: str) -> None:
    with pytest.raises(CertificateError, match="no timing certificate"):
        from_json(text)


def test_a_made_up_verdict_is_refused() -> None:
    plain = json.loads(made().to_json())
    plain["lines"][0]["verdict"] = "splendid"
    with pytest.raises(CertificateError, match="splendid"):
        from_json(json.dumps(plain))


def test_a_protocol_refuses_a_missing_an_old_and_a_bad_certificate(
    tmp_path: Path,
) -> None:
    path = tmp_path / "timing.json"
    with pytest.raises(CertificateError, match="There is no timing certificate"):
        require_report(path, 30, NOW)
    save_report(made(), path)
    assert require_report(path, 30, NOW + timedelta(days=29)).passed
    with pytest.raises(CertificateError, match=r"31 days old.*allows 30"):
        require_report(path, 30, NOW + timedelta(days=31))
    save_report(made(jitter_ms=7.5), path)
    with pytest.raises(CertificateError, match=r"Spread.*7\.5 ms \(allowed: ≤ 3 ms\)"):
        require_report(path, 30, NOW)


def test_a_refusal_names_screen_figure_and_the_one_limit(tmp_path: Path) -> None:
    lines = (make_line(UNPACED, 100.0), make_line(DROPPED, 9.0))
    path = tmp_path / "timing.json"
    save_report(replace(made(), lines=lines), path)
    with pytest.raises(CertificateError) as raised:
        require_report(path, 30, NOW)
    said = str(raised.value)
    assert "(DP-1, 1920 × 1080, OpenGL; measured " in said
    assert "synchronised to the refresh: 100 % (allowed: ≤ 0 %); Frames" in said
    assert "in a thousand: 9 (allowed: ≤ 5). Close" in said


def test_this_display_is_measured(qapp: QCoreApplication) -> None:
    """On a virtual display the report says that swaps do not wait for a refresh."""
    platform = QGuiApplication.platformName()
    if platform in ("offscreen", "minimal"):
        pytest.skip(f"needs a display with frames; this is {platform!r}")
    from attention_camp.camp.ui.participant.certificate import measure_timing

    report = measure_timing(Display(fullscreen=False), seconds=1.0)
    names = [line.name for line in report.lines]
    assert len(names) >= 8
    figures = {line.name: line.value for line in report.lines}
    assert 0 <= figures[JITTER.name] < 20
    for threshold in (KEY_TO_FRAME, CLICK_TO_FRAME, TOUCH_TO_FRAME):
        assert figures[threshold.name] > 0
    assert report.age() < timedelta(minutes=5)
    assert from_json(report.to_json()).screen == report.screen
