"""Colours can be read, text can grow, and every page still fits a small display."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from attention_camp.camp.ui import formats
from attention_camp.camp.ui.language import install_language
from attention_camp.camp.ui.plots import few_ticks, themed_plot
from attention_camp.camp.ui.theme import DARK, LIGHT, Theme

PAGES = ("home", "new_session", "monitor", "summary", "sessions", "viewer",
         "study", "pc", "settings")  # fmt: skip


def _luminance(colour: str) -> float:
    made = QColor(colour)
    channels = (made.redF(), made.greenF(), made.blueF())
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "surface"), ("ink", "window"), ("ink", "accent_soft"),
        ("ink", "bad_soft"), ("ink", "warn_soft"), ("ink", "good_soft"),
        ("muted", "surface"), ("muted", "window"), ("on_accent", "accent"),
        ("accent", "surface"), ("accent", "window"), ("accent", "accent_soft"),
        *((text, ground) for text in ("bad", "doubtful", "good", "muted")
          for ground in ("surface", "window", "bad_soft", "warn_soft", "good_soft")),
    ],
)  # fmt: skip
def test_text_has_the_contrast_of_wcag_aa(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_controls_can_be_seen(theme: Theme) -> None:
    for ground in (theme.surface, theme.window):
        assert contrast(theme.edge, ground) >= 3


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_page_fits_1280_by_800_with_text_at_150_percent(
    open_window, language
) -> None:
    window = open_window(language=language, text_percent=150)
    window.resize(1280, 800)
    for key in PAGES:
        window.show_page(key)
        least = window.minimumSizeHint()
        assert (least.width() <= 1280, least.height() <= 800) == (True, True), key
    open_window()


def test_a_narrow_window_shows_icons_and_a_wide_one_names(open_window, qtbot) -> None:
    window = open_window()
    button = window.navigation.buttons["home"]
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: not button.text())
    assert button.accessibleName() == "Home"
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: button.text() == "Home")


@pytest.mark.parametrize(
    ("high", "step", "most"), [(9.0, 2.0, 3), (1500.0, 250.0, 4), (30.0, 2.0, 3)]
)
def test_ticks_are_few_and_inside(high: float, step: float, most: int) -> None:
    (ticks,) = few_ticks(1.0, high, step, most=most)
    assert 1 <= len(ticks) <= most + 1
    assert all(1.0 <= value <= high for value, _ in ticks)


def test_all_plots_have_the_minus_of_the_other_numbers(qapp, qtbot) -> None:
    install_language(qapp, "en")
    parent = QWidget()
    qtbot.addWidget(parent)
    plot = themed_plot(LIGHT, parent)
    for side in ("left", "bottom"):
        ticks = plot.getAxis(side).tickStrings([-10.0, 0.0, 10.0], 1.0, 10.0)
        assert ticks == ["−10", "0", "10"]
    assert few_ticks(-10.0, 10.0, 10.0) == [[(-10.0, "−10"), (0.0, "0"), (10.0, "10")]]
    assert formats.number(-3.24, 1, "dB") == "−3.2\xa0dB"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.4, "0\xa0s"),
        (20, "20\xa0s"),
        (60, "1\xa0min"),
        (200, "3\xa0min 20\xa0s"),
        (3720, "1\xa0h 2\xa0min"),
    ],
)
def test_durations_read_as_people_say_them(qapp, seconds, text) -> None:
    install_language(qapp, "en")
    assert formats.duration(seconds) == text


def test_no_end_of_a_line_parts_a_number_from_its_unit(qapp) -> None:
    for language in ("en", "zh_CN"):
        install_language(qapp, language)
        for text in (formats.number(1.0, 0, "µV"), formats.duration(60)):
            assert "\xa0" in text
            assert " " not in text


def test_times_sizes_and_missing_values(qapp) -> None:
    install_language(qapp, "en")
    assert formats.clock(754) == "12:34"
    assert formats.clock(3754) == "1:02:34"
    assert formats.size(12_400_000) == "12.4\xa0MB"
    assert formats.percent(0.874) == "87\xa0%"
    assert formats.milliseconds(None) == formats.NOTHING
    assert formats.number(float("nan")) == formats.NOTHING
    assert formats.date("not a date") == "not a date"
    assert formats.date("2026-11-27T23:51:00") == "27 Nov 2026, 23:51"
    assert formats.day("2036-11-24T23:51:00") == formats.day("2036-11-24")
    assert formats.day("2036-11-24") == "24 Nov 2036"
