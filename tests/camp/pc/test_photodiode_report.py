"""The result of a photodiode: its verdict, and the file that keeps one per screen."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.pc.photodiode_report import (
    PhotodiodeError,
    PhotodiodeReport,
    load_results,
    save_result,
)

GOOD = PhotodiodeReport(
    made="2026-01-02T03:04:05+00:00", screen="DP-1, 1920 × 1080",
    sensor="channel AUX1 of cyton", is_simulated=False, sfreq=1000.0,
    refresh_rate=60.0, corner="bottom-left", n_onsets=100, n_missed=0, offset_ms=12.3,
    sd_ms=0.4, resolution_ms=0.29,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "good"),
        ({"offset_ms": 90.0}, "good"),
        ({"sd_ms": 1.4}, "doubtful"),
        # a slow sensor adds a spread of its own, which is no fault of the screen
        ({"sd_ms": 1.4, "resolution_ms": 1.15, "sfreq": 250.0}, "good"),
        ({"sd_ms": 3.5}, "bad"),
        ({"n_missed": 1}, "doubtful"),
        ({"n_missed": 2}, "bad"),
        ({"n_missed": 100, "offset_ms": math.nan, "sd_ms": math.nan}, "bad"),
    ],
)
def test_spread_and_misses_make_the_verdict(changes: dict, verdict: str) -> None:
    assert replace(GOOD, **changes).verdict == verdict


def test_each_screen_keeps_its_latest_result(tmp_path: Path) -> None:
    path = tmp_path / "settings" / "photodiode.json"
    assert load_results(path) == {}
    save_result(GOOD, path)
    other = replace(GOOD, screen="DP-2, 800 × 600", offset_ms=math.nan, sd_ms=math.nan,
                    n_missed=100)  # fmt: skip
    save_result(other, path)
    newer = replace(GOOD, sd_ms=0.5)
    save_result(newer, path)
    kept = load_results(path)
    assert kept[GOOD.screen] == newer
    assert math.isnan(kept[other.screen].offset_ms)
    assert [found.name for found in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("text", ["{", '{"format": 2}', '{"format": 1, "screens": 3}'])
def test_a_broken_file_is_said_and_kept_beside(tmp_path: Path, text: str) -> None:
    path = tmp_path / "photodiode.json"
    path.write_text(text)
    with pytest.raises(PhotodiodeError, match="measure again"):
        load_results(path)
    save_result(GOOD, path)
    assert load_results(path) == {GOOD.screen: GOOD}
    assert path.with_name("photodiode.json.unreadable").read_text() == text


def test_what_is_said_fits_what_was_found() -> None:
    unseen = replace(GOOD, n_missed=100, offset_ms=math.nan, sd_ms=math.nan)
    assert "did not see the patch" in unseen.sentence()
    assert "Tape the diode" in unseen.advice()
    assert "Subtract 12.3 ms" in GOOD.advice()
    assert "compositor" in replace(GOOD, sd_ms=2.0).advice()
    assert "darken the room" in replace(GOOD, n_missed=5).advice()
    assert "says nothing of the screen" in replace(GOOD, is_simulated=True).advice()
