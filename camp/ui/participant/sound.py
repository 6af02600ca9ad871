"""Sounds of the participant's screen, through a low-latency stream."""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.participant.speech import audible
from attention_camp.signal.clock import host_time
from attention_camp.tasks.task import Task
from attention_camp.tasks.trial import Sound

logger = logging.getLogger(__name__)

_N_READY = 200
"""Number of prepared sounds that are kept."""
_CLICK = 0.001
"""Seconds of the click that marks a sound's onset for a sensor."""
_CLICK_LEVEL = 0.9
_FADE = 0.03
"""Seconds in which a sound that is stopped becomes silent: no click; own choice."""


class NoSoundError(Exception):
    """No sound can be played here; the text is shown to the researcher."""


class Voice(Protocol):
    """Plays the sounds of a trial."""

    def prepare(self, sounds: Sequence[Sound]) -> None:
        """Prepare sounds so that they start without delay."""

    def play(self, sounds: Sequence[Sound], when: float) -> None:
        """Start sounds at ``when``, host clock, s, or as soon after it as can be."""

    def hush(self) -> None:
        """Stop what is heard, gently."""

    def close(self) -> None:
        """Release the device."""


class Silence:
    """Stands in for the sound device where there is none."""

    def prepare(self, sounds: Sequence[Sound]) -> None:
        """Do nothing: there is no device."""

    def play(self, sounds: Sequence[Sound], when: float) -> None:
        """Do nothing: there is no device."""

    def hush(self) -> None:
        """Do nothing: there is no device."""

    def close(self) -> None:
        """Do nothing: there is no device."""


@dataclass(slots=True, eq=False)
class _Playing:
    samples: NDArray[np.float32]
    when: float
    position: int = 0

    def fade(self, n_samples: int) -> None:
        """End it within so many samples."""
        left = self.samples[self.position : self.position + n_samples]
        ramp = np.linspace(1, 0, len(left), dtype=np.float32)[:, None]
        self.samples = np.concatenate([self.samples[: self.position], left * ramp])


class Mixer:
    """Adds the sounds that are due to the buffers of a stream; knows no device.

    Parameters
    ----------
    sfreq : float
        Sampling rate of the stream, Hz.
    click : bool
        Whether the right channel carries a click at each onset instead of the sound.
    """

    def __init__(self, sfreq: float, *, click: bool = False) -> None:
        self.sfreq = sfreq
        self.started: deque[tuple[float, float]] = deque(maxlen=1000)
        """Onsets: asked for and reached, clock of the stream, s."""
        self._click = click
        self._asked: deque[_Playing | None] = deque()
        """What was asked for, in its order: sounds, and None for silence."""
        self._playing: list[_Playing] = []

    def start(self, samples: NDArray[np.float32], when: float) -> None:
        """Have a sound start at ``when``, clock of the stream, s; from any thread."""
        stereo = np.column_stack([samples, samples])
        if self._click:
            stereo[:, 1] = 0.0
            stereo[: max(round(_CLICK * self.sfreq), 1), 1] = _CLICK_LEVEL
        self._asked.append(_Playing(stereo, when))

    def hush(self) -> None:
        """Let what was asked for end within milliseconds; from any thread."""
        self._asked.append(None)

    def fill(self, out: NDArray[np.float32], begins: float) -> None:
        """Write the next buffer.

        Parameters
        ----------
        out : ndarray, shape (n_samples, 2)
            Filled in place.
        begins : float
            When its first sample is heard, clock of the stream, s.
        """
        out.fill(0.0)
        while self._asked:
            asked = self._asked.popleft()
            if asked is None:
                self._fade()
            else:
                self._playing.append(asked)
        self._playing = [one for one in self._playing if self._add(one, out, begins)]
        np.clip(out, -1.0, 1.0, out=out)

    def _fade(self) -> None:
        """Let what is heard end; what has not begun is not heard any more."""
        self._playing = [one for one in self._playing if one.position]
        for one in self._playing:
            one.fade(round(_FADE * self.sfreq))

    def _add(self, one: _Playing, out: NDArray[np.float32], begins: float) -> bool:
        """Add what is heard of one sound now; return whether there is more."""
        first = 0
        if one.position == 0:
            first = max(round((one.when - begins) * self.sfreq), 0)
            if first >= len(out):
                return True
            self.started.append((one.when, begins + first / self.sfreq))
        part = one.samples[one.position : one.position + len(out) - first]
        out[first : first + len(part)] += part
        one.position += len(part)
        return one.position < len(one.samples)


class SoundCard:
    """The default output device, always running, so that a sound only has to be mixed.

    Raises
    ------
    NoSoundError
        If the device does not open.
    """

    def __init__(self, language: str, *, click: bool = False) -> None:
        import sounddevice

        self._language = language
        self._ready: OrderedDict[Sound, NDArray[np.float32]] = OrderedDict()
        try:
            self._stream = sounddevice.OutputStream(
                channels=2, dtype="float32", latency="low", callback=self._on_buffer
            )
        except sounddevice.PortAudioError as error:
            raise NoSoundError(_no_sound(error)) from error
        self.mixer = Mixer(float(self._stream.samplerate), click=click)
        self.n_underflows = 0
        """How often the device ran dry."""
        self._stream.start()
        self._offset = self._measure_offset()

    @property
    def latency(self) -> float:
        """Seconds from a buffer's making to its being heard, as the device reports."""
        return float(self._stream.latency)

    def prepare(self, sounds: Sequence[Sound]) -> None:
        """Bring sounds to the rate of the stream; look speech up."""
        for sound in sounds:
            if sound in self._ready:
                self._ready.move_to_end(sound)
                continue
            heard = audible(sound, self._language)
            self._ready[sound] = resample(heard.samples, heard.sfreq, self.mixer.sfreq)
        while len(self._ready) > max(_N_READY, len(sounds)):
            self._ready.popitem(last=False)
        if sounds:
            self._offset = self._measure_offset()

    def play(self, sounds: Sequence[Sound], when: float) -> None:
        """Start sounds at ``when``, host clock, s, or as soon after it as can be."""
        for sound in sounds:
            self.mixer.start(self._ready[sound], when + self._offset)

    def hush(self) -> None:
        """Stop what is heard, gently."""
        self.mixer.hush()

    def close(self) -> None:
        """Release the device."""
        self._stream.close()

    def _measure_offset(self) -> float:
        """Return the stream's clock minus the host's, s, from the quickest of looks."""
        looks = []
        for _ in range(8):
            before = host_time()
            heard = float(self._stream.time)
            after = host_time()
            looks.append((after - before, heard - (before + after) / 2))
        return min(looks)[1]

    def _on_buffer(self, out: Any, n_samples: int, times: Any, status: Any) -> None:
        begins = float(times.outputBufferDacTime)
        if begins <= 0:  # some drivers do not say
            begins = float(self._stream.time) + n_samples / self.mixer.sfreq
        if status.output_underflow:
            self.n_underflows += 1
        self.mixer.fill(out, begins)


def resample(
    samples: NDArray[np.float32], sfreq: float, wanted: float
) -> NDArray[np.float32]:
    """Return a sound at another sampling rate, by its spectrum.

    Parameters
    ----------
    samples : ndarray, shape (n,)
        The sound; its ends are silent.
    sfreq, wanted : float
        Sampling rate it has and should have, Hz.
    """
    if sfreq == wanted or not samples.size:
        return samples
    padding = np.zeros(len(samples) + round(0.02 * sfreq))
    padding[: len(samples)] = samples
    n_wanted = round(len(padding) * wanted / sfreq)
    spectrum = np.fft.rfft(padding)
    n_bins = n_wanted // 2 + 1
    kept = np.zeros(n_bins, complex)
    n_kept = min(n_bins, len(spectrum))
    kept[:n_kept] = spectrum[:n_kept]
    return (np.fft.irfft(kept, n_wanted) * (n_wanted / len(padding))).astype(np.float32)


def sound_available() -> tuple[bool, str]:
    """Return whether sounds can be heard here, and a sentence about it for people."""
    try:
        device = _output_device()
    except NoSoundError as error:
        return False, str(error)
    text = QCoreApplication.translate("sound", "Sound is played through {device}.")
    return True, text.format(device=device)


def needs_sound(task: Task) -> bool:
    """Return whether a task cannot be done without hearing: its answers ask for it."""
    trial = task.next_trial(1, np.random.default_rng(0))
    return any(
        phase.sounds and (phase.onset or phase.collects) for phase in trial.phases
    )


def open_voice(language: str, *, click: bool = False) -> Voice:
    """Return the sound device, or silence where there is none."""
    try:
        _output_device()
        return SoundCard(language, click=click)
    except NoSoundError as error:
        logger.warning("%s", error)
        return Silence()


def _output_device() -> str:
    """Return the name of the device that plays."""
    try:
        import sounddevice
    except OSError as error:  # the PortAudio library is missing
        raise NoSoundError(_no_sound(error)) from error
    try:
        return str(sounddevice.query_devices(kind="output")["name"])
    except (sounddevice.PortAudioError, ValueError) as error:
        raise NoSoundError(_no_sound(error)) from error


def _no_sound(reason: Exception) -> str:
    text = QCoreApplication.translate(
        "sound",
        "There is no sound device here ({reason}). Tasks that need sound cannot be "
        "run; connect loudspeakers or headphones and try again.",
    )
    return text.format(reason=reason)


def voice_of(request: SessionRequest) -> Voice:
    """Return what is heard: nothing where the session does not run in real time."""
    if request.speed != 1.0:
        return Silence()
    return open_voice(request.language, click=request.display.sound_click)
