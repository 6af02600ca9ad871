"""Spoken digits, letters and instructions: the sound files of each language."""

from __future__ import annotations

import wave
from dataclasses import replace
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.languages import ENGLISH
from attention_camp.resources.mu_law import read_mu_law
from attention_camp.resources.texts import Sentence, UserError
from attention_camp.tasks.spoken import Spoken, parse_spoken, say
from attention_camp.tasks.trial import Sound


class MissingSpeechError(UserError):
    """A task asks for a word without a recording; the text says what to do."""


def audible(sound: Sound, language: str) -> Sound:
    """Return a sound with its samples; speech asked for by name is looked up.

    Languages without recordings are spoken in English, but for instructions.

    Raises
    ------
    MissingSpeechError
        If a word has no file.
    """
    if sound.samples.size:
        return sound
    request = parse_spoken(sound.name)
    if request is None:
        return sound
    sounds = resources.files("attention_camp.resources").joinpath("sounds")
    if request.kind != "cards" and not sounds.joinpath(language).is_dir():
        language = ENGLISH
    clips, sfreq = _clips(request, language)
    voice: list[NDArray[np.float32]] = []
    if request.snr_db is not None:
        voice, _ = _clips(replace(request, tokens=tuple("123456789")), language)
    return say(request, clips, sfreq=sfreq, voice=voice)


def _clips(request: Spoken, language: str) -> tuple[list[NDArray[np.float32]], int]:
    loaded = [_load(language, request.kind, token) for token in request.tokens]
    rates = {sfreq for _, sfreq in loaded}
    if len(rates) != 1:
        raise MissingSpeechError(
            Sentence(
                "The files that say {words} in the language {language} have different "
                "sampling rates: {rates} Hz. Make them anew with "
                "packaging/make_sounds.py.",
                words=" ".join(request.tokens),
                language=language,
                rates=", ".join(map(str, sorted(rates))),
            )
        )
    return [clip for clip, _ in loaded], rates.pop()


@lru_cache(maxsize=256)
def _load(language: str, kind: str, token: str) -> tuple[NDArray[np.float32], int]:
    """Return one clip, shape (n,), and its sampling rate, Hz."""
    sounds = resources.files("attention_camp.resources").joinpath("sounds")
    file = sounds.joinpath(language, kind, f"{token}.wav")
    if not file.is_file():
        raise MissingSpeechError(
            Sentence(
                "There is no recording of “{word}”: sounds/{language}/{kind}/"
                "{word}.wav is missing. Reinstall the program, or make it with "
                "packaging/make_sounds.py.",
                word=token,
                kind=kind,
                language=language,
            )
        )
    if kind == "cards":
        return read_mu_law(file.read_bytes())
    with file.open("rb") as stream, wave.open(stream) as clip:
        sfreq = clip.getframerate()
        samples = np.frombuffer(clip.readframes(clip.getnframes()), "<i2")
    return (samples / 32768.0).astype(np.float32), sfreq
