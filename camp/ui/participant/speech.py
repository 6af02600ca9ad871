"""Spoken digits, letters and instructions: the sound files of each language."""

from __future__ import annotations

import io
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
    """A word cannot be said: its recording is missing, or cannot be read."""


def audible(sound: Sound, language: str) -> Sound:
    """Return a sound with its samples; speech asked for by name is looked up.

    Languages without recordings are spoken in English, but for instructions.

    Raises
    ------
    MissingSpeechError
        If a word has no file, or one that cannot be read.
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
    try:
        return _read(file.read_bytes())
    except (ValueError, EOFError) as error:
        raise MissingSpeechError(
            Sentence(
                "The recording sounds/{language}/{kind}/{word}.wav cannot be read. "
                "Replace it by a WAV file of 16 bits a sample.",
                word=token,
                kind=kind,
                language=language,
            )
        ) from error


def _read(content: bytes) -> tuple[NDArray[np.float32], int]:
    """Return samples and rate of a WAV file, of µ-law or as recorders write it.

    Raises
    ------
    ValueError, EOFError
        If it is neither, or silent.
    """
    try:
        with wave.open(io.BytesIO(content)) as clip:
            sfreq, n_chans = clip.getframerate(), clip.getnchannels()
            if clip.getsampwidth() != 2:
                raise ValueError("content: 16 bits a sample")
            samples = np.frombuffer(clip.readframes(clip.getnframes()), "<i2")
    except wave.Error:
        return read_mu_law(content)
    if not samples.any():
        raise ValueError("content: a sound")
    mono = samples.reshape(-1, n_chans).mean(axis=1)
    return (mono / 32768.0).astype(np.float32), sfreq
