"""The steps of a guided fitting, and which electrode is seen to next."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from enum import Enum

from attention_camp.camp.eeg.fitting.blinks import BlinkCounter
from attention_camp.camp.eeg.fitting.eyes_test import EyesTest, Part
from attention_camp.signal.ring import OverrunError, Ring
from attention_camp.signal.stream import StreamInfo
from attention_camp.signal.window import ChannelVerdict

STEADY_S = 1.5
"""How long an electrode is good before the next one comes, s: a movement must not
count; own choice."""
BLINKS = 3
"""Blinks that are asked for."""


class Stage(Enum):
    """What the participant does."""

    WEAR = "wear"
    """Put the headset on."""
    ELECTRODES = "electrodes"
    """See to one electrode after the other."""
    BLINKS = "blinks"
    """See one's own signal, and blink."""
    EYES = "eyes"
    """Eyes open, eyes closed."""
    READY = "ready"


class Fitting:
    """A fitting as it goes on: pure but for the ring that it reads.

    Parameters
    ----------
    info : StreamInfo
        The stream's channels and sampling rate.
    line_freq : float
        Mains frequency that is removed, Hz.
    ring : Ring
        Samples, µV.
    """

    def __init__(self, info: StreamInfo, line_freq: float, ring: Ring) -> None:
        self._ring = ring
        self._names = info.ch_names
        self._read = 0
        self._good_since: float | None = None
        self.stage = Stage.WEAR
        self.electrode: ChannelVerdict | None = None
        """The one to see to, as it is now; None: none was judged, or none is left."""
        self.verdicts: tuple[ChannelVerdict, ...] = ()
        self.left: list[str] = []
        """Electrodes that were left for later by hand."""
        self.blinks = BlinkCounter(info)
        self.eyes = EyesTest(info, line_freq, ring)

    @property
    def n_good(self) -> int:
        """Electrodes that are good now."""
        return sum(v.quality == "good" for v in self.verdicts)

    def go_on(self) -> None:
        """Go on by hand: put on, leave an electrode for later, or skip a step."""
        match self.stage:
            case Stage.WEAR:
                self.stage = Stage.ELECTRODES
            case Stage.ELECTRODES if self.electrode is not None:
                self.left.append(self.electrode.ch_name)
                self._choose()
            case Stage.ELECTRODES:
                self._to_blinks()
            case Stage.BLINKS:
                self._to_eyes()
            case Stage.EYES:
                self.eyes.part = Part.DONE
                self.stage = Stage.READY
            case Stage.READY:
                pass

    def judge(self, verdicts: Sequence[ChannelVerdict], now: float) -> None:
        """Take in the verdicts of the last second.

        Parameters
        ----------
        verdicts : sequence of ChannelVerdict
            One per channel.
        now : float
            Any clock that runs on, s.
        """
        self.verdicts = tuple(verdicts)
        if self.stage is not Stage.ELECTRODES or not verdicts:
            return
        mine = self.electrode
        if mine is not None:
            self.electrode = next(v for v in verdicts if v.ch_name == mine.ch_name)
            if self.electrode.quality != "good":
                self._good_since = None
                return
            if self._good_since is None:
                self._good_since = now
            if now - self._good_since < STEADY_S:
                return
        self._choose()

    def _choose(self) -> None:
        """Turn to the worst electrode that was not left; to blinks where none is."""
        self._good_since = None
        todo = [
            v
            for v in self.verdicts
            if v.quality != "good" and v.ch_name not in self.left
        ]
        todo.sort(key=lambda v: v.quality != "bad")
        self.electrode = todo[0] if todo else None
        if self.electrode is None:
            self._to_blinks()

    def _to_blinks(self) -> None:
        self._read = self._ring.n_written
        self.stage = Stage.BLINKS

    def _to_eyes(self) -> None:
        self.stage = Stage.EYES
        self.eyes.begin()

    def watch(self) -> None:
        """Take in the samples that arrived."""
        if self.stage is Stage.BLINKS:
            stop = self._ring.n_written
            # after a window that hung, what was overwritten is not counted
            with suppress(OverrunError):
                self.blinks.step(self._ring.read(self._read, stop))
            self._read = stop
            if self.blinks.n >= BLINKS:
                self._to_eyes()
        elif self.stage is Stage.EYES:
            self.eyes.step()
