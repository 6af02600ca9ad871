"""Open what a photodiode is connected to, by a line of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attention_camp.signal.photodiode.recording import LightRecording
from attention_camp.signal.photodiode.simulated import SimulatedDiode, diode_of
from attention_camp.signal.photodiode.sound_card import SoundCardInput
from attention_camp.signal.sources.open_source import open_source
from attention_camp.signal.stream import Source

SOUND_CARD, SIMULATED = "sound-card", "diode"


@dataclass(frozen=True, slots=True)
class LightSensor:
    """A source, the recording of its light, and what it is called."""

    source: Source
    recording: LightRecording

    @property
    def name(self) -> str:
        """What it is, for people and for the stored result."""
        if isinstance(self.source, SimulatedDiode | SoundCardInput):
            return self.source.info.name
        return f"channel {self.recording.channel} of {self.source.info.name}"

    @property
    def is_simulated(self) -> bool:
        """Whether the light is made up."""
        return isinstance(self.source, SimulatedDiode)

    def lit(self, time: float, *, is_white: bool) -> None:
        """Tell a simulated diode that the patch changed at a host time, s."""
        if isinstance(self.source, SimulatedDiode):
            self.source.lit(time, is_white=is_white)


def open_sensor(spec: str, channel: str, fields: Mapping[str, str]) -> LightSensor:
    """Open a sensor and start it.

    Parameters
    ----------
    spec : str
        ``sound-card`` or ``sound-card:NAME``; ``diode`` or
        ``diode:offset=12,jitter=0.5,sfreq=1000``, a simulated one; else a headset as in
        `open_source`.
    channel : str
        Channel of the headset that the diode is connected to; empty: the only one.
    fields : mapping of str
        Connection fields of a headset.

    Raises
    ------
    SourceError
        If it cannot be opened, or has no such channel; the text is for people.
    """
    kind, _, rest = spec.partition(":")
    if kind == SIMULATED:
        diode = diode_of(rest)
        return LightSensor(diode, LightRecording(diode))
    if kind == SOUND_CARD:
        card = SoundCardInput(rest)
        recording = LightRecording(card, is_ac_coupled=True)
        card.start()
        return LightSensor(card, recording)
    source = open_source(spec, fields=fields)
    recording = LightRecording(source, channel)
    source.start()
    return LightSensor(source, recording)
