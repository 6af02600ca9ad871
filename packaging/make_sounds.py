"""Make the spoken digits and letters under resources/sounds with espeak-ng.

Run `python packaging/make_sounds.py` after `apt-get install espeak-ng`. The files are
committed, so that nobody needs espeak-ng to install or to run the program; run it again
only to change a voice or to add a token, and listen to the result.

Each clip is one token: silence cut off at both ends, a short ramp against clicks, and
the same root mean square for all clips of a language, so that one signal-to-noise ratio
means the same for every digit. espeak-ng is a formant synthesiser: clear and small, but
not a human voice, and not the recordings of Smits et al. (2013); a speech reception
threshold measured with it has no norms.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import wave
from pathlib import Path

import numpy as np

SOUNDS = Path(__file__).resolve().parents[1] / "resources" / "sounds"
VOICES = {"en": "en-gb", "zh_CN": "cmn"}
"""Voice of espeak-ng for each language of the program."""
TOKENS = {"digits": "0123456789", "letter": "CHKLQRST"}
WORDS_PER_MINUTE = 150
RMS = 0.1
"""Root mean square of every clip, of full scale."""
QUIET = 0.01
"""Share of the peak below which a clip's ends are cut off."""
RAMP = 0.005
"""Seconds of rise and fall."""


def speak(
    voice: str, text: str, *, words_per_minute: int = WORDS_PER_MINUTE
) -> tuple[np.ndarray, int]:
    """Return what espeak-ng says, shape (n,), -1 to 1, and its sampling rate, Hz.

    Parameters
    ----------
    voice, text : str
        As espeak-ng takes them.
    words_per_minute : int
        How fast.
    """
    speed = str(words_per_minute)
    command = ["espeak-ng", "-v", voice, "-s", speed, "--stdout", text]
    spoken = subprocess.run(command, check=True, capture_output=True).stdout
    # the header of a stream has no true length: take all that follows it
    start = spoken.index(b"data") + 8
    with wave.open(io.BytesIO(spoken)) as file:
        sfreq = file.getframerate()
    samples = np.frombuffer(
        spoken[start : start + (len(spoken) - start) // 2 * 2], "<i2"
    )
    return samples / 32768.0, sfreq


def trim(samples: np.ndarray, sfreq: int) -> np.ndarray:
    """Cut silence off, ramp both ends, set the loudness."""
    loud = np.flatnonzero(np.abs(samples) > QUIET * np.abs(samples).max())
    cut = samples[loud[0] : loud[-1] + 1].copy()
    n_ramp = min(round(RAMP * sfreq), len(cut) // 2)
    ramp = np.linspace(0, 1, n_ramp)
    cut[:n_ramp] *= ramp
    cut[len(cut) - n_ramp :] *= ramp[::-1]
    cut *= RMS / np.sqrt(np.mean(cut**2))
    return np.clip(cut, -1, 1)


def save(path: Path, samples: np.ndarray, sfreq: int) -> None:
    """Write a mono WAV file of 16 bits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sfreq)
        file.writeframes(np.round(samples * 32767).astype("<i2").tobytes())


def main() -> None:
    """Make all clips."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=SOUNDS)
    folder = parser.parse_args().out
    for language, voice in VOICES.items():
        for kind, tokens in TOKENS.items():
            for token in tokens:
                samples, sfreq = speak(voice, token)
                save(
                    folder / language / kind / f"{token}.wav",
                    trim(samples, sfreq),
                    sfreq,
                )
    total = sum(file.stat().st_size for file in folder.rglob("*.wav"))
    print(f"{len(list(folder.rglob('*.wav')))} clips, {total / 1e6:.2f} MB in {folder}")


if __name__ == "__main__":
    main()
