"""Cards are read aloud where there is sound, and stand there in silence where not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PySide6.QtCore import Qt

from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.screen import EmergencyStopError
from attention_camp.camp.ui.participant import pages
from attention_camp.camp.ui.participant.sound import Mixer, Silence
from attention_camp.camp.ui.participant.speech import MissingSpeechError, audible
from attention_camp.tasks.spoken import card_token, spoken
from attention_camp.tasks.trial import Card, Sound

SFREQ = 48000.0


class Heard(Silence):
    """A device that notes what it is asked to do."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.done: list[str] = []

    def prepare(self, sounds: Sequence[Sound]) -> None:
        for sound in sounds:
            audible(sound, self.language)

    def play(self, sounds: Sequence[Sound], when: float) -> None:
        self.done += [f"play {sound.name}" for sound in sounds]

    def hush(self) -> None:
        self.done.append("hush")


def cards_of(name: str) -> list[Card]:
    return [
        c for planned in plan_session(load_protocol(name)).blocks for c in planned.cards
    ]


def test_the_cards_of_children_are_read_aloud_and_those_of_adults_are_not():
    assert all(card.aloud for card in cards_of("children"))
    assert not any(card.aloud for card in cards_of("adults"))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_card_of_the_children_has_its_voice(language):
    for card in cards_of("children"):
        page = pages.instruction(card, 0, 1)
        heard = audible(page.aloud, language)
        assert 1 < len(heard.samples) / heard.sfreq < 30
        assert np.abs(heard.samples).max() <= 1


def test_a_card_without_a_recording_is_not_read_in_another_language():
    strange = spoken("cards", card_token("No", "such card."))
    for language in ("en", "zh_CN", "de"):
        with pytest.raises(MissingSpeechError):
            audible(strange, language)


def test_a_page_is_read_once_and_stops_when_it_is_turned(open_window):
    opened = open_window()
    voice = opened.screen._reader._voice = Heard()
    card = cards_of("children")[0]
    opened.press_later(0.2, Qt.Key.Key_Space)
    opened.screen.show_cards((card,))
    name = f"play spoken:cards:{card_token(card.title, card.text)}"
    assert voice.done == [name, "hush"]


def test_a_page_that_the_emergency_key_ends_is_silent_too(open_window):
    opened = open_window()
    voice = opened.screen._reader._voice = Heard()
    opened.press_later(0.2, Qt.Key.Key_Escape)
    with pytest.raises(EmergencyStopError):
        opened.screen.show_cards((cards_of("children")[0],))
    assert voice.done[-1] == "hush"


def test_a_page_without_a_recording_is_shown_in_silence(open_window):
    opened = open_window()
    voice = opened.screen._reader._voice = Heard()
    opened.press_later(0.2, Qt.Key.Key_Space)
    opened.screen.show_cards((Card("No", "such card.", aloud=True),))
    assert voice.done == ["hush"]


def test_a_voice_that_is_hushed_ends_within_thirty_milliseconds_without_a_click():
    mixer = Mixer(SFREQ)
    mixer.start(np.full(48000, 0.5, np.float32), 0.0)
    out = np.zeros((960, 2), np.float32)
    mixer.fill(out, 0.0)
    assert out[-1, 0] == 0.5
    mixer.hush()
    after = []
    for k in range(1, 5):
        mixer.fill(out, k * 0.02)
        after.append(out[:, 0].copy())
    heard = np.concatenate(after)
    assert np.abs(np.diff(heard)).max() < 0.001
    assert not heard[round(0.03 * SFREQ) :].any()


def test_the_page_that_follows_is_heard_and_nothing_of_the_one_before():
    mixer = Mixer(SFREQ)
    second = np.full(480, 0.5, np.float32)
    mixer.start(np.full(480, 0.3, np.float32), 0.0)
    mixer.start(np.full(480, 0.4, np.float32), 5.0)
    mixer.hush()
    mixer.start(second, 0.0)  # before the device asks for its next buffer
    out = np.zeros((960, 2), np.float32)
    mixer.fill(out, 0.0)
    np.testing.assert_array_equal(out[:480, 0], second)
    assert not out[480:].any()
    mixer.fill(out, 5.0)
    assert not out.any()
