"""Speech requested by name: the screen loads the clips, tasks read no files.

A task asks with `spoken("digits", "3 5 8", snr_db=-6)`: a `Sound` without samples
whose name says what to say. The screen calls `parse_spoken` on the name of each sound
without samples, loads one clip a token in the participant's language, and joins them
with `say`, which also adds noise with the spectrum of that speech.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from attention_camp.tasks.trial import Sound

PREFIX = "spoken:"
KINDS = ("digits", "letter", "cards")
TOKEN_DIGITS = 12
"""Digits of the hash that names the recording of a card."""
GAP = 0.1
"""Seconds between two digits of a triplet; our own choice."""
NOISE_MARGIN = 0.5
"""Seconds of noise before and after the speech; our own choice."""
RMS = 0.05
"""Root mean square of the louder of speech and noise, of full scale: no clipping."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A request for speech."""

    kind: str
    """``digits``, ``letter`` or ``cards``: which clips."""
    tokens: tuple[str, ...]
    """One clip each, such as ``3``, ``K`` or what `card_token` returns."""
    snr_db: float | None = None
    """Speech level over noise level, dB; None: in quiet."""
    seed: int = 0
    """Of the noise: another one each time, so that it cannot be learned."""


@lru_cache(maxsize=512)
def spoken(
    kind: str, text: str, *, snr_db: float | None = None, seed: int = 0
) -> Sound:
    """Return a sound without samples that asks the screen to say ``text``.

    Parameters
    ----------
    kind : {"digits", "letter", "cards"}
        Which set of clips.
    text : str
        The tokens, separated by spaces, such as ``3 5 8``.
    snr_db : float | None
        Speech level over noise level, dB; None (default): in quiet.
    seed : int
        Of the noise.
    """
    name = f"{PREFIX}{kind}:{text}"
    if snr_db is not None:
        name += f":{snr_db:g}:{seed}"
    return Sound(np.empty(0, np.float32), name=name)


def card_token(title: str, text: str) -> str:
    """Return what names the recording of a card, from its English title and text."""
    return sha256(f"{title}\n{text}".encode()).hexdigest()[:TOKEN_DIGITS]


def parse_spoken(name: str) -> Spoken | None:
    """Return the request in a sound's name; None if it is not a spoken sound."""
    if not name.startswith(PREFIX):
        return None
    kind, _, rest = name.removeprefix(PREFIX).partition(":")
    text, _, noise = rest.partition(":")
    snr, _, seed = noise.partition(":")
    if kind not in KINDS or not text:
        raise ValueError(
            f"A spoken sound is 'spoken:KIND:TOKENS[:SNR:SEED]' with KIND one of "
            f"{', '.join(KINDS)}; got {name!r}."
        )
    if not snr:
        return Spoken(kind, tuple(text.split()))
    return Spoken(kind, tuple(text.split()), float(snr), int(seed or 0))


def say(
    request: Spoken,
    clips: Sequence[NDArray[np.float32]],
    *,
    sfreq: int,
    voice: Sequence[NDArray[np.float32]] = (),
) -> Sound:
    """Return the clips joined, in noise where asked for.

    Parameters
    ----------
    request : Spoken
        What was asked for; its ``snr_db`` and ``seed`` decide about the noise.
    clips : sequence of ndarray, shape (n,)
        One clip for each token, mono.
    sfreq : int
        Sampling rate of the clips, Hz.
    voice : sequence of ndarray, shape (n,)
        Clips of all tokens: the noise has the spectrum of the voice, not of these
        tokens. Empty: of these.
    """
    gap = np.zeros(round(GAP * sfreq))
    words = [
        _at_level(clip, token)
        for clip, token in zip(clips, request.tokens, strict=True)
    ]
    speech = np.concatenate([part for word in words for part in (gap, word)][1:])
    if request.snr_db is not None:
        margin = np.zeros(round(NOISE_MARGIN * sfreq))
        speech = np.concatenate([margin, speech, margin])
        voiced = np.concatenate([_at_level(clip, "") for clip in voice or clips])
        rng = np.random.default_rng(request.seed)
        noise = _like_speech(voiced, len(speech), rng)
        ratio = 10 ** (request.snr_db / 20)
        speech = speech * min(ratio, 1.0) + noise * (RMS * min(1 / ratio, 1.0))
    samples = np.clip(speech, -1, 1).astype(np.float32)
    name = f"{PREFIX}{request.kind}:{' '.join(request.tokens)}"
    return Sound(samples, sfreq, name=name)


def _at_level(clip: NDArray[np.float32], token: str) -> NDArray[np.float64]:
    """Return a clip scaled to the common RMS, so that no token is easier to hear."""
    samples = np.asarray(clip, float)
    loudness = float(np.sqrt(np.mean(samples**2))) if samples.size else 0.0
    if loudness <= 0:
        raise ValueError(f"The clip of {token!r} is silent: make it anew.")
    return samples * (RMS / loudness)


def _like_speech(
    voiced: NDArray[np.float64], n: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return noise of unit power with the long-term spectrum of ``voiced``."""
    spectrum = np.abs(np.fft.rfft(voiced))
    # smoothed: the noise is to have the voice's envelope, not these tokens' harmonics
    width = max(len(spectrum) // 200, 1)
    smooth = np.sqrt(np.convolve(spectrum**2, np.full(width, 1 / width), mode="same"))
    n_bins = n // 2 + 1
    magnitude = np.interp(
        np.linspace(0, 1, n_bins), np.linspace(0, 1, len(smooth)), smooth
    )
    # random phases keep the spectrum and remove the words
    phases = np.exp(2j * np.pi * rng.random(n_bins))
    noise = np.fft.irfft(magnitude * phases, n)
    unit: NDArray[np.float64] = noise / np.sqrt(np.mean(noise**2))
    return unit
