"""A simulated brain with a headset: a source whose engagement can be set."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.electrodes import Position, positions_of
from attention_camp.signal.simulated.artefacts import (
    EYES,
    JAW,
    ArtefactBlock,
    Artefacts,
    Strengths,
)
from attention_camp.signal.simulated.evoked import EvokedEvent, EvokedResponses
from attention_camp.signal.simulated.faulty_electrode import Fault, FaultyElectrode
from attention_camp.signal.simulated.forward import leadfield
from attention_camp.signal.simulated.physiology import Physiology, source_places
from attention_camp.signal.simulated.rhythms import RhythmBlock, Rhythms
from attention_camp.signal.stream import Packet, SourceError, StreamInfo

_RANGE_UV = 187_500.0  # the Cyton's: 4.5 V at a gain of 24
_COUNTER_MODULUS = 65_536
# own choice: band power follows engagement within a second or two, as alpha does
_ENGAGEMENT_TAU_S = 1.0
# own choice: how far into a second the next one is computed, which takes milliseconds;
# on the full second a window's last sample would wait for it
_AHEAD = 0.4

DEFAULT_CH_NAMES = (
    "Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "C3", "Cz", "C4", "P7", "P3",
    "Pz", "P4", "P8", "Oz",
)  # fmt: skip


REST_LEVEL, WORK_LEVEL = 0.12, 0.8
"""Engagement at which the EEG is as measured at rest and at mental arithmetic; in
between and beyond amplitudes follow a straight line. Own choice."""
_CLOSED_EYES = 2.5
"""Amplitude of alpha with closed eyes, relative to open ones; own choice (Barry et al.
2007, doi:10.1016/j.clinph.2007.07.028, on what opening them does)."""
_EARS = ("A1", "A2")


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    rhythms: RhythmBlock
    artefacts: ArtefactBlock

    @property
    def n_times(self) -> int:
        return self.artefacts.blinks.size


@dataclass(slots=True, eq=False)
class _Smoother:
    """First-order smoothing, one sample at a time whatever the chunk."""

    pole: float
    state: NDArray[np.float64] = field(default_factory=lambda: np.zeros(1))

    def begin(self, value: float) -> None:
        """Start at ``value``, without a transient."""
        self.state = np.array([self.pole * value])

    def step(self, value: float, n_times: int) -> NDArray[np.float64]:
        """Return the smoothed value per sample, shape (n_times,)."""
        from scipy.signal import lfilter

        smoothed, self.state = lfilter(
            [1 - self.pole],
            [1.0, -self.pole],
            np.full(n_times, value),
            zi=self.state,
        )
        return np.asarray(smoothed)


class SimulatedBrain:
    """A source of simulated EEG, with engagement, eyes, events and faults to be set.

    A 1/f background, theta, alpha, beta and muscle tone of 24 sources, evoked
    responses, blinks, jaw muscle, movement, sweat, drift and mains reach the
    electrodes through MNE's spherical forward model. Engagement moves the spectra
    from those measured at rest to those at mental arithmetic. The samples depend on
    the seed and on what was set at which sample, never on how often they are read.

    Parameters
    ----------
    ch_names : sequence of str
        Electrodes of the 10-05 system; unknown names are spread over the scalp.
    sfreq : float
        Sampling rate, Hz, at least 50; 250 by default.
    seed : int
        Seed of all randomness.
    engagement : float
        Initial engagement, 0 to 1; 0.5 by default. ``set_engagement`` changes it.
    strengths : Strengths | None
        Amplitudes of artefacts; None: the defaults of ``Strengths``.
    physiology : Physiology | None
        The person; None: the mean of the measured ones.
    reference : str
        ``ears``, linked as in the measured recordings, or ``infinity``.
    faults : mapping of str to Fault | None
        Faulty electrodes by channel name; none by default.
    speed : float
        Simulated seconds per second of the clock given to ``read``; 1 by default.
    buffer : float
        Seconds of samples that the driver keeps until they are read; what is older
        then is lost, as with a serial port. By default nothing is lost.
    """

    def __init__(
        self,
        ch_names: Sequence[str] = DEFAULT_CH_NAMES,
        sfreq: float = 250.0,
        *,
        seed: int = 0,
        engagement: float = 0.5,
        strengths: Strengths | None = None,
        physiology: Physiology | None = None,
        reference: str = "ears",
        faults: Mapping[str, Fault] | None = None,
        speed: float = 1.0,
        buffer: float = math.inf,
    ) -> None:
        if not ch_names or not sfreq >= 50 or not speed > 0:
            raise ValueError(
                Sentence(
                    "ch_names must not be empty, sfreq at least 50 and speed positive, "
                    "got {n} names, {sfreq} and {speed}",
                    n=len(ch_names),
                    sfreq=sfreq,
                    speed=speed,
                )
            )
        if not buffer > 0:
            raise ValueError(f"buffer must be positive, got {buffer}")
        if reference not in _REFERENCES:
            raise ValueError(
                Sentence(
                    "reference must be one of {allowed}, got {got!r}",
                    allowed=", ".join(_REFERENCES),
                    got=reference,
                )
            )
        self.info = StreamInfo(
            name="simulated",
            sfreq=float(sfreq),
            ch_names=tuple(ch_names),
            positions=positions_of(ch_names),
            reference=_REFERENCES[reference],
            ground="n/a",
            manufacturer="Attention Camp",
            model="simulated brain",
            range_uv=_RANGE_UV,
            counter_modulus=_COUNTER_MODULUS,
        )
        self.is_real_time = False
        self._seed = seed
        self._speed = speed
        self._buffer = buffer
        self._strengths = strengths or Strengths()
        self._physiology = physiology or Physiology.mean()
        self._engagement = _checked(engagement)
        self._are_eyes_closed = False
        self._faults: dict[str, FaultyElectrode] = {}
        for ch_name, fault in (faults or {}).items():
            self.set_fault(ch_name, fault)
        self.start()

    @property
    def engagement(self) -> float:
        """Current engagement, 0 to 1."""
        return self._engagement

    @engagement.setter
    def engagement(self, value: float) -> None:
        self._engagement = _checked(value)

    def set_engagement(self, value: float) -> None:
        """Set engagement, 0 to 1, from the next sample on."""
        self.engagement = value

    def set_eyes_closed(self, are_closed: bool) -> None:
        """Close or open the eyes from the next sample on."""
        self._are_eyes_closed = are_closed

    def set_fault(self, ch_name: str, fault: Fault | None) -> None:
        """Give an electrode a fault from the next sample on; None mends it."""
        if ch_name not in self.info.ch_names:
            raise ValueError(
                f"ch_name must be one of {self.info.ch_names}, got {ch_name!r}"
            )
        if fault is None:
            self._faults.pop(ch_name, None)
        else:
            self._faults[ch_name] = FaultyElectrode(
                self.info, ch_name, fault, seed=self._seed
            )

    def become(self, physiology: Physiology, strengths: Strengths) -> None:
        """Be another person from the first sample on, with their own artefacts."""
        line = {k: getattr(self._strengths, k) for k in ("line_uv", "line_freq")}
        self._physiology = physiology
        self._strengths = replace(strengths, **line)
        self.start()

    def evoke(self, events: Iterable[EvokedEvent]) -> None:
        """Respond to events; what should have been seen already is left out."""
        for event in events:
            # before the first sample nobody knows when that will be
            if self._origin is not None:
                at = (event.time - self._origin) * self.info.sfreq * self._speed
                self._evoked.begin(event, at)

    def start(self) -> None:
        """Start, or restart, at the first sample."""
        sfreq, person = self.info.sfreq, self._physiology
        self._rhythms = Rhythms(
            person, self._field_of(source_places()), sfreq, seed=self._seed
        )
        fields = {"eyes": self._field_of(EYES), "jaw": self._field_of(JAW)}
        self._artefacts = Artefacts(self._strengths, fields, sfreq, seed=self._seed)
        self._evoked = EvokedResponses(
            self._field_of,
            sfreq,
            peaks_uv=person.evoked,
            p3_delay=person.p3_delay,
            seed=self._seed,
        )
        self._blocks = deque([self._next_block()])
        self._n_in_block = 0
        self._n_read = 0
        self._origin: float | None = None
        self._marker = 0
        self._smoother = _Smoother(np.exp(-1.0 / (_ENGAGEMENT_TAU_S * sfreq)))
        self._smoother.begin(self._work())
        self._is_stopped = False

    def read(self, now: float) -> Packet | None:
        """Return the samples due by ``now``; the first call sets the origin of time.

        Raises
        ------
        SourceError
            If it was stopped.
        """
        if self._is_stopped:
            raise SourceError(
                Sentence("The simulated brain was stopped; start it again.")
            )
        if self._origin is None:
            self._origin = now
        # 1e-6 against rounding: 0.1 s at 250 Hz must be 25 samples and not 24
        n_due = int((now - self._origin) * self.info.sfreq * self._speed + 1e-6)
        n_new = n_due - self._n_read
        if n_new <= 0:
            return None
        if n_new > (n_kept := self._buffer * self.info.sfreq):
            self.make(n_new - int(n_kept))  # lost
            n_new = n_due - self._n_read
        counter = np.arange(self._n_read, n_due, dtype=np.int64) % _COUNTER_MODULUS
        markers = np.zeros(n_new, np.int64)
        markers[0], self._marker = self._marker, 0
        return Packet(self.make(n_new), now, counter, markers)

    def make(self, n_times: int) -> NDArray[np.float32]:
        """Return the next ``n_times`` samples, shape (n_chans, n_times), µV."""
        parts = []
        n_left = n_times
        while n_left:
            n_block = self._blocks[0].n_times
            if self._n_in_block == n_block:
                self._blocks.popleft()
                self._n_in_block = 0
            n_part = min(n_left, n_block - self._n_in_block)
            parts.append(self._mix(self._n_in_block, self._n_in_block + n_part))
            self._n_in_block += n_part
            self._n_read += n_part
            n_left -= n_part
            if len(self._blocks) == 1 and self._n_in_block >= _AHEAD * n_block:
                self._blocks.append(self._next_block())
        if not parts:
            return np.empty((self.info.n_chans, 0), np.float32)
        return np.concatenate(parts, axis=1).astype(np.float32)

    def mark(self, value: int) -> None:
        """Put a marker on the next sample."""
        self._marker = value

    def stop(self) -> None:
        """Stop; ``start`` begins at the first sample again."""
        self._is_stopped = True

    def _next_block(self) -> _Block:
        return _Block(self._rhythms.next_block(), self._artefacts.next_block())

    def _field_of(self, sources: Sequence[Position]) -> NDArray[np.float64]:
        """Return the potential of sources at the channels, (n_chans, n_sources)."""
        field_ = leadfield(self.info.ch_names, self.info.positions, sources)
        if self.info.reference == _REFERENCES["ears"]:
            ears = leadfield(_EARS, positions_of(_EARS), sources)
            field_ = field_ - ears.mean(axis=0)
        return field_

    def _work(self) -> float:
        """Return where the brain is between rest (0) and work (1)."""
        return (self._engagement - REST_LEVEL) / (WORK_LEVEL - REST_LEVEL)

    def _mix(self, first: int, stop: int) -> NDArray[np.float64]:
        block = self._blocks[0]
        part = slice(first, stop)
        rhythms, artefacts = block.rhythms, block.artefacts
        # engagement only scales rhythms that are already drawn: a change of it does not
        # alter the random sequence, nor anything else
        samples = (
            self._smoother.step(self._work(), stop - first) * rhythms.work[:, part]
        )
        samples += rhythms.rest[:, part]
        if self._are_eyes_closed:
            samples += (_CLOSED_EYES - 1) * rhythms.alpha[:, part]
        samples *= self._strengths.brain
        samples += artefacts.always[:, part]
        # closed eyes do not blink
        if not self._are_eyes_closed:
            samples += self._artefacts.blink_topography * artefacts.blinks[part]
        self._evoked.add(samples, self._n_read)
        for electrode in self._faults.values():
            electrode.apply(samples, self._n_read)
        return samples


_REFERENCES = {"ears": "A1,A2", "infinity": "infinity"}


def _checked(engagement: float) -> float:
    if not 0.0 <= engagement <= 1.0:
        raise ValueError(
            Sentence("engagement must lie in 0 to 1, got {got}", got=engagement)
        )
    return float(engagement)
