"""Every card that is read aloud has a recording of its present words, and few bytes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from attention_camp.resources.mu_law import read_mu_law, write_mu_law

ROOT = Path(__file__).resolve().parents[2]
SOUNDS = ROOT / "resources" / "sounds"
BUDGET = 4_000_000
"""Bytes of all recordings of cards, in both languages."""


@pytest.fixture(scope="module")
def maker():
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        import make_card_sounds
    finally:
        sys.path.pop(0)
    return make_card_sounds


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_card_is_read_in_the_words_that_are_shown(maker, language):
    folder = SOUNDS / language / "cards"
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    tokens = {maker.card_token(*card): card for card in maker.cards()}
    assert len(tokens) > 10
    assert texts.keys() == tokens.keys(), "run packaging/make_card_sounds.py"
    for token, card in tokens.items():
        if (parts := maker.said(*card, language)) is not None:
            assert texts[token] == " | ".join(parts)
    assert {file.stem for file in folder.glob("*.wav")} == texts.keys()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_recordings_can_be_heard_and_are_short(language):
    for file in (SOUNDS / language / "cards").glob("*.wav"):
        samples, sfreq = read_mu_law(file.read_bytes())
        assert 1 < len(samples) / sfreq < 30
        assert 0.02 < np.sqrt(np.mean(samples**2)) < 0.3


def test_they_keep_to_their_budget():
    sizes = [file.stat().st_size for file in SOUNDS.rglob("cards/*.wav")]
    assert 0 < sum(sizes) < BUDGET


def test_eight_bits_bring_a_sound_back_within_a_step_of_its_law():
    times = np.arange(2000) / 11025
    wave = 0.3 * np.sin(2 * np.pi * 440 * times) * np.linspace(0.01, 1, 2000)
    again, sfreq = read_mu_law(write_mu_law(wave, 11025))
    assert sfreq == 11025
    # a step is ln(256) / 127 of the level, 4.4 %, and rounding errs by half of it
    assert np.abs(again - wave).max() < 0.023 * 0.3
    assert np.abs(again - wave)[np.abs(wave) < 0.01].max() < 5e-4


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF\0\0\0\0WAVEfmt \1\0\0\0a"])
def test_another_file_is_no_recording(content):
    with pytest.raises(ValueError, match="µ-law"):
        read_mu_law(content)
