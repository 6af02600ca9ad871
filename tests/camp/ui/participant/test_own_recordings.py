"""A voice of one's own may read the cards; a file that cannot be read costs nothing."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.ui.participant import speech
from attention_camp.camp.ui.participant.speech import MissingSpeechError, audible
from attention_camp.tasks.spoken import card_token, spoken
from attention_camp.tasks.trial import Sound

SFREQ = 44100
TONE = 0.3 * np.sin(2 * np.pi * 440 * np.arange(SFREQ // 2) / SFREQ)


def a_wav(samples: np.ndarray, *, n_chans: int = 1, n_bytes: int = 2) -> bytes:
    """Return a WAV file as recorders write it, the same in each channel."""
    levels = np.round(samples * (2 ** (8 * n_bytes - 1) - 1)).astype(f"<i{n_bytes}")
    stream = io.BytesIO()
    with wave.open(stream, "wb") as clip:
        clip.setparams((n_chans, n_bytes, SFREQ, 0, "NONE", ""))
        clip.writeframes(np.repeat(levels, n_chans).tobytes())
    return stream.getvalue()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request):
    """Return what asks for a recording that was put in the place of the program's."""

    def put(content: bytes) -> Sound:
        token = card_token("Own", request.node.name)
        folder = tmp_path / "sounds" / "en" / "cards"
        folder.mkdir(parents=True)
        (folder / f"{token}.wav").write_bytes(content)
        monkeypatch.setattr(speech.resources, "files", lambda _: tmp_path)
        return spoken("cards", token)

    return put


@pytest.mark.parametrize("n_chans", [1, 2])
def test_it_is_read_as_recorders_write_it(own, n_chans):
    heard = audible(own(a_wav(TONE, n_chans=n_chans)), "en")
    assert heard.sfreq == SFREQ
    assert np.corrcoef(heard.samples, TONE)[0, 1] > 0.9999


@pytest.mark.parametrize(
    "content",
    [b"", b"no recording", a_wav(TONE, n_bytes=4), a_wav(0 * TONE)],
    ids=["empty", "another file", "32 bits", "silent"],
)
def test_what_cannot_be_read_is_told_as_what_is_missing(own, content):
    """The page then stands there in silence: no session ends by it."""
    with pytest.raises(MissingSpeechError, match="cannot be read"):
        audible(own(content), "en")
