"""What children, older and rehabilitating people see is large, clear and calm."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from attention_camp.camp.session.plan import PlannedBlock, plan_session
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.protocols.key_mapping import handed_for
from attention_camp.camp.ui.participant.palette import BACKGROUND, COLOURS, PANEL
from attention_camp.tasks.safety import check_flashes
from attention_camp.tasks.trial import Glyph, Keypress, Phase, Shape, Stimulus, Text

PROTOCOLS = ("children", "older-adults", "rehabilitation")
TEXT, GRAPHICS = 4.5, 3.0
"""Contrasts that WCAG 2.2 asks of text and of what carries meaning (1.4.3, 1.4.11)."""
SMALLEST_LETTER, SMALLEST_FIGURE = 0.3, 0.4
"""Degrees. A letter of 0.3 degrees is read with an acuity of 6/22; older adults with
healthy eyes have 6/9 and better."""


def blocks(name: str) -> list[PlannedBlock]:
    return [
        planned
        for hand in ("", "left", "right")
        for planned in plan_session(handed_for(hand, load_protocol(name))).blocks
    ]


def phases(planned: PlannedBlock) -> Iterator[Phase]:
    rng = np.random.default_rng(0)
    for level in range(1, planned.task.n_levels + 1):
        yield from planned.task.next_trial(level, rng).phases


def shown(phase: Phase) -> list[Stimulus]:
    """Return what a phase shows, before any key and after two."""
    live: tuple[Stimulus, ...] = ()
    if phase.live is not None:
        two = [Keypress("1", 0.1, 0), Keypress("2", 0.2, 0)]
        live = phase.live.at(0.0, []) + phase.live.at(0.3, two)
    return [*phase.stimuli, *live]


def luminance(name: str) -> float:
    parts = [int(name[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(name: str, behind: str = BACKGROUND) -> float:
    low, high = sorted((luminance(name), luminance(behind)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", PROTOCOLS)
def test_all_that_is_shown_stands_out_from_the_background(name):
    for planned in blocks(name):
        for phase in phases(planned):
            for one in shown(phase):
                if isinstance(one, Glyph | Text | Shape):
                    least = GRAPHICS if isinstance(one, Shape) else TEXT
                    assert contrast(COLOURS[one.colour]) >= least, (phase.name, one)


def test_words_on_pages_and_key_caps_stand_out_too():
    for name in ("ink", "dim", "accent", "green", "vermillion"):
        assert contrast(COLOURS[name]) >= TEXT
    assert contrast(COLOURS["ink"], PANEL) >= 7  # WCAG 1.4.6, enhanced


@pytest.mark.parametrize("name", PROTOCOLS)
def test_nothing_that_has_to_be_seen_is_small(name):
    for planned in blocks(name):
        for phase in phases(planned):
            for one in shown(phase):
                if isinstance(one, Glyph | Text):
                    assert one.height >= SMALLEST_LETTER, (phase.name, one)
                if isinstance(one, Shape) and one.kind != "line":
                    assert max(one.width, one.height) >= SMALLEST_FIGURE, (phase, one)


@pytest.mark.parametrize("name", PROTOCOLS)
def test_stimuli_grow_with_the_text(name):
    assert load_protocol(name).enlarge


@pytest.mark.parametrize("name", PROTOCOLS)
def test_no_trial_of_theirs_flashes_with_either_hand(name):
    rng = np.random.default_rng(1)
    for planned in blocks(name):
        for level in range(1, planned.task.n_levels + 1):
            check_flashes(planned.task.next_trial(level, rng))
