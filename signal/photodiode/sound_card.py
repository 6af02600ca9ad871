"""A photodiode at the microphone input of a sound card."""

from __future__ import annotations

import queue
from typing import Any

import numpy as np

from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import host_time
from attention_camp.signal.stream import Channel, Packet, SourceError, StreamInfo

CHANNEL = "Input"


class SoundCardInput:
    """The first channel of an input device, as a source.

    Its samples carry the time that the device states for them, carried to the host's
    clock: what the device does not know of its own delay is part of the offset.

    Parameters
    ----------
    device : str
        Part of the device's name; empty: the default one.

    Raises
    ------
    SourceError
        If there is no such device, or no library that speaks to it.
    """

    is_real_time = True

    def __init__(self, device: str = "") -> None:
        try:
            import sounddevice

            found = sounddevice.query_devices(device or None, kind="input")
        except (OSError, ValueError) as error:  # no PortAudio; no such device
            raise _no_input(error) from error
        except Exception as error:
            # PortAudioError, which cannot be named where the library is missing
            if type(error).__name__ != "PortAudioError":
                raise
            raise _no_input(error) from error
        self._library = sounddevice
        self._device = found["index"]
        self._arrived: queue.SimpleQueue[tuple[Any, float]] = queue.SimpleQueue()
        self._stream: Any = None
        self.info = StreamInfo(
            name=f"sound card {found['name']}",
            sfreq=float(found["default_samplerate"]),
            ch_names=(),
            others=(Channel(CHANNEL, "misc"),),
        )

    def start(self) -> None:
        """Start to listen.

        Raises
        ------
        SourceError
            If the device does not open.
        """
        try:
            self._stream = self._library.InputStream(
                device=self._device,
                channels=1,
                dtype="float32",
                latency="low",
                samplerate=self.info.sfreq,
                callback=self._on_buffer,
            )
            self._stream.start()
        except self._library.PortAudioError as error:
            raise _no_input(error) from error

    def read(self, now: float) -> Packet | None:
        """Return the samples since the last call."""
        buffers = []
        newest = 0.0
        while not self._arrived.empty():
            samples, newest = self._arrived.get()
            buffers.append(samples)
        if not buffers:
            return None
        light = np.concatenate(buffers)
        return Packet(
            np.empty((0, light.size), np.float32),
            now,
            stamp=newest,
            others=light[np.newaxis],
        )

    def mark(self, value: int) -> None:
        """Do nothing: it has no marker channel."""

    def stop(self) -> None:
        """Release the device; may be called twice."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def _on_buffer(self, samples: Any, n_samples: int, times: Any, status: Any) -> None:
        # lost samples would shift all that follow: rather no signal than a wrong one
        if status.input_overflow:
            samples = np.full_like(samples, np.nan)
        taken = float(times.inputBufferAdcTime)
        age = float(times.currentTime) - taken if taken > 0 else 0.0
        newest = host_time() - age + (n_samples - 1) / self.info.sfreq
        self._arrived.put((samples[:, 0].copy(), newest))


def _no_input(error: Exception) -> SourceError:
    return SourceError(
        Sentence(
            "There is no sound input for a photodiode here ({reason}). Connect the "
            "photodiode to a microphone or line input, or lead it into an auxiliary "
            "channel of the amplifier and give that one.",
            reason=error,
        )
    )
