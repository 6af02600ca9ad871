"""Blinks and alpha of a trial's stretch, for tiredness to be noticed."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from attention_camp.camp.eeg.signs import alpha_db, with_signs
from attention_camp.camp.session.link import Score
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.history import clean_recording
from attention_camp.signal.stream import StreamInfo

SFREQ = 250.0
NAMES = ("Fp1", "Fp2", "C3", "C4", "O1", "O2")
AT = (6.0, 9.0, 9.9, 14.0)
"""Seconds at which somebody blinks."""


def recording(*, n_seconds=20, alpha_uv=0.0, blinks=()):
    times = np.arange(round(n_seconds * SFREQ)) / SFREQ
    rng = np.random.default_rng(1)
    uv = rng.normal(0, 3, (len(NAMES), len(times)))
    uv += alpha_uv * np.sin(2 * np.pi * 10 * times + rng.uniform(0, 6, (len(NAMES), 1)))
    for at in blinks:
        uv[:2] += 140 * np.exp(-0.5 * ((times - at) / 0.07) ** 2)
    return uv.astype(np.float32)


def signs(uv, names=NAMES, first=4.0, stop=19.0, bads=()):
    cleaner = Cleaner(StreamInfo("made", SFREQ, names))
    history = clean_recording(uv, cleaner)
    span = round(first * SFREQ), round(stop * SFREQ)
    return with_signs(Score(0.5, 0.5, "", 1.0, *span, bads=bads), history)


def test_each_blink_is_counted_once_after_the_filters():
    assert signs(recording(blinks=AT)).blinks == pytest.approx(60 * len(AT) / 15)
    assert signs(recording()).blinks == 0


def test_alpha_is_told_in_decibels_of_its_power():
    weak, strong = (signs(recording(alpha_uv=a)).alpha for a in (6.0, 12.0))
    assert strong - weak == pytest.approx(20 * math.log10(2), abs=0.4)
    times = np.arange(1000) / SFREQ
    wave = 10 * np.sin(2 * np.pi * 10 * times)[None]
    assert alpha_db(wave, SFREQ) == pytest.approx(10 * math.log10(50), abs=0.1)


def test_blinks_are_no_alpha():
    quiet, blinking = (signs(recording(alpha_uv=8.0, blinks=b)) for b in ((), AT))
    assert blinking.alpha == pytest.approx(quiet.alpha, abs=0.5)


def test_without_electrodes_near_the_eyes_blinks_are_not_known():
    found = signs(recording()[2:], NAMES[2:])
    assert found.blinks is None
    assert found.alpha is not None
    assert signs(recording(), bads=("Fp1:flat", "Fp2:noisy")).blinks is None


def test_a_gap_or_too_little_gives_no_sign_and_leaves_the_score():
    lost = recording()
    lost[:, 2000:2100] = np.nan
    assert (signs(lost).blinks, signs(lost).alpha) == (None, None)
    short = signs(recording(), first=4.0, stop=5.0)
    assert replace(short, blinks=None, alpha=None) == short
