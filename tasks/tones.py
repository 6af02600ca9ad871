"""Tones made with numpy, ramped so that they do not click."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from attention_camp.tasks.trial import Sound

SFREQ = 44100
RAMP = 0.01
"""Seconds of raised-cosine rise and fall, as usual for oddball tones (Polich 2007)."""


@lru_cache(maxsize=64)
def tone(frequency: float, duration: float, *, level: float = 0.5) -> Sound:
    """Return a pure tone.

    Parameters
    ----------
    frequency : float
        Hz.
    duration : float
        Seconds, ramps included.
    level : float
        Peak amplitude, 0 to 1 of full scale; 0.5 by default.
    """
    n = round(duration * SFREQ)
    n_ramp = min(round(RAMP * SFREQ), n // 2)
    envelope = np.ones(n)
    rise = 0.5 - 0.5 * np.cos(np.pi * np.arange(n_ramp) / max(n_ramp, 1))
    envelope[:n_ramp] = rise
    envelope[n - n_ramp :] = rise[::-1]
    wave = level * envelope * np.sin(2 * np.pi * frequency * np.arange(n) / SFREQ)
    samples = wave.astype(np.float32)
    samples.flags.writeable = False  # shared by all trials that use this tone
    return Sound(samples, SFREQ, name=f"tone:{frequency:g}")
