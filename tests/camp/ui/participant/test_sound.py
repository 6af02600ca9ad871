"""Sounds start on their sample, and words are found in both languages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.ui.participant.sound import (
    Mixer,
    needs_sound,
    resample,
    sound_available,
)
from attention_camp.camp.ui.participant.speech import MissingSpeechError, audible
from attention_camp.tasks import load_task
from attention_camp.tasks.memory.n_back import LETTERS
from attention_camp.tasks.spoken import spoken
from attention_camp.tasks.trial import Sound

SFREQ = 48000


@pytest.mark.parametrize("n", [1, 64, 480, 4096])
@pytest.mark.parametrize("click", [False, True])
def test_a_sound_starts_on_its_sample_whatever_the_buffers(n: int, click: bool) -> None:
    mixer = Mixer(SFREQ, click=click)
    samples = np.linspace(0.1, 0.5, 1000, dtype=np.float32)
    mixer.start(samples, 10.01)
    heard = []
    for i in range(-(-2000 // n)):
        out = np.ones((n, 2), np.float32)
        mixer.fill(out, 10.0 + i * n / SFREQ)
        heard.append(out)
    left, right = np.concatenate(heard).T
    np.testing.assert_array_equal(left[480:1480], samples)
    assert not left[:480].any()
    assert not left[1480:].any()
    assert np.flatnonzero(right)[0] == 480
    assert np.count_nonzero(right) == (48 if click else 1000)
    (asked, reached) = mixer.started[0]
    assert reached == pytest.approx(asked, abs=1 / SFREQ)


def test_a_sound_asked_for_too_late_starts_at_once_and_says_so() -> None:
    mixer = Mixer(SFREQ)
    mixer.start(np.ones(10, np.float32), 9.9)
    out = np.zeros((64, 2), np.float32)
    mixer.fill(out, 10.0)
    assert out[0, 0] == 1.0
    assert mixer.started[0] == (9.9, 10.0)


def test_sounds_are_added_and_never_beyond_full_scale() -> None:
    mixer = Mixer(SFREQ)
    for _ in range(3):
        mixer.start(np.full(10, 0.5, np.float32), 10.0)
    out = np.zeros((64, 2), np.float32)
    mixer.fill(out, 10.0)
    assert out[:10].max() == 1.0
    assert not out[10:].any()


def test_another_sampling_rate_keeps_pitch_and_loudness() -> None:
    times = np.arange(22050) / 22050
    tone = (np.hanning(22050) * np.sin(2 * np.pi * 440 * times)).astype(np.float32)
    changed = resample(tone, 22050, SFREQ)
    spectrum = np.abs(np.fft.rfft(changed))
    peak = np.argmax(spectrum) * SFREQ / len(changed)
    assert peak == pytest.approx(440, abs=1)
    assert np.sqrt(np.mean(changed[:SFREQ] ** 2)) == pytest.approx(
        np.sqrt(np.mean(tone**2)), rel=1e-3
    )


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_word_a_task_asks_for_is_spoken(language: str) -> None:
    clips = [
        *(audible(spoken("digits", digit), language) for digit in "0123456789"),
        *(audible(spoken("letter", letter), language) for letter in LETTERS),
    ]
    assert len({clip.samples.tobytes() for clip in clips}) == len(clips)
    for clip in clips:
        assert 0.15 < len(clip.samples) / clip.sfreq < 1.0
        assert 0.05 < np.abs(clip.samples).max() <= 1.0
    noisy = audible(spoken("digits", "3 5 8", snr_db=-4), language)
    assert len(noisy.samples) / noisy.sfreq > 1.5


def test_a_word_that_nobody_spoke_is_said_by_name() -> None:
    with pytest.raises(MissingSpeechError, match=r"“Z”.*make_sounds"):
        audible(spoken("letter", "Z"), "en")


def test_a_sound_with_samples_is_left_as_it_is() -> None:
    sound = Sound(np.ones(4, np.float32))
    assert audible(sound, "en") is sound


def test_tasks_that_ask_by_sound_are_known_before_the_session() -> None:
    assert needs_sound(load_task("n-back", variant="dual"))
    assert not needs_sound(load_task("n-back"))
    assert not needs_sound(load_task("rest"))


def test_whether_sound_can_be_heard_is_said_in_a_sentence() -> None:
    available, text = sound_available()
    assert isinstance(available, bool)
    assert text.endswith(".")


_LIVE = """
import time
import numpy as np
from attention_camp.camp.ui.participant.sound import SoundCard, Silence, open_voice
from attention_camp.tasks.spoken import spoken
from attention_camp.tasks.trial import Sound

voice = open_voice("en")
assert isinstance(voice, SoundCard), "no device"
sounds = [Sound(np.full(2000, 0.5, np.float32)), spoken("letter", "K")]
voice.prepare(sounds)
voice.play(sounds, time.monotonic() + 0.05)
end = time.monotonic() + 10
while len(voice.mixer.started) < 2 and time.monotonic() < end:
    time.sleep(0.01)
voice.close()
print(len(voice.mixer.started))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ALSA is Linux only")
def test_a_device_plays_what_is_asked_for(tmp_path: Path) -> None:
    """A device of ALSA that writes to a file, so that no sound card is needed."""
    heard = tmp_path / "heard.raw"
    config = tmp_path / "asound.conf"
    config.write_text(
        "pcm.null { type null }\n"
        "pcm.!default { type file; slave.pcm null; format raw; "
        f'file "{heard}" }}\n',
        encoding="utf-8",
    )
    environment = {**os.environ, "ALSA_CONFIG_PATH": str(config)}
    done = subprocess.run(
        [sys.executable, "-c", _LIVE],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "no device" in done.stderr:
        pytest.skip("PortAudio finds no device of ALSA here")
    assert done.stdout.strip() == "2", done.stderr
    assert heard.stat().st_size > 0
