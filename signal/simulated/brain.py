"""A simulated brain with a headset: a source whose engagement can be set."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.electrodes import positions_of
from attention_camp.signal.simulated.faulty_electrode import Fault, FaultyElectrode
from attention_camp.signal.simulated.rhythms import Rhythms, Strengths
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


@dataclass(frozen=True, slots=True)
class _Gains:
    """Amplitude of each rhythm, relative to its strength, at one engagement."""

    theta: float
    alpha: float
    beta: float

    @classmethod
    def at(cls, engagement: float, *, are_eyes_closed: bool) -> _Gains:
        """Return the gains at an engagement: alpha falls most, theta rises.

        The signs are those between rest and mental arithmetic in the recordings of
        Zyma et al. 2019 (doi:10.3390/data4010014); the slopes are our own choice, and
        larger than a person's: from 0 to 1 Pope's index rises about threefold in
        the simulated part of the spectrum. Closing the eyes makes the amplitude of
        alpha 2.5 times as large, an own choice too (Barry et al. 2007,
        doi:10.1016/j.clinph.2007.07.028, on what opening them does).
        """
        return cls(
            theta=0.9 + 0.2 * engagement,
            alpha=(1.6 - 1.2 * engagement) * (2.5 if are_eyes_closed else 1.0),
            beta=1.2 - 0.4 * engagement,
        )


@dataclass(slots=True, eq=False)
class _Smoother:
    """First-order smoothing of the gains, one sample at a time whatever the chunk."""

    pole: float
    state: NDArray[np.float64] = field(default_factory=lambda: np.zeros((3, 1)))

    def begin(self, gains: _Gains) -> None:
        """Start at ``gains``, without a transient."""
        targets = np.array([gains.theta, gains.alpha, gains.beta])
        self.state = (self.pole * targets)[:, None]

    def step(self, gains: _Gains, n_times: int) -> NDArray[np.float64]:
        """Return the three gains per sample, shape (3, n_times)."""
        from scipy.signal import lfilter

        targets = np.array([[gains.theta], [gains.alpha], [gains.beta]])
        smoothed, self.state = lfilter(
            [1 - self.pole],
            [1.0, -self.pole],
            np.repeat(targets, n_times, axis=1),
            axis=1,
            zi=self.state,
        )
        return np.asarray(smoothed)


class SimulatedBrain:
    """A source of simulated EEG, with engagement, eyes and faults to be set.

    A 1/f background, frontal-midline theta, occipital alpha, central and frontal
    beta, blinks, jaw muscle, drift and mains reach the electrodes through MNE's
    spherical forward model. The samples depend on the seed and on what was set at
    which sample, never on how often they are read.

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
        Amplitudes of the components; None: the defaults of ``Strengths``.
    faults : mapping of str to Fault | None
        Faulty electrodes by channel name; none by default.
    speed : float
        Simulated seconds per second of the clock given to ``read``; 1 by default.
    """

    def __init__(
        self,
        ch_names: Sequence[str] = DEFAULT_CH_NAMES,
        sfreq: float = 250.0,
        *,
        seed: int = 0,
        engagement: float = 0.5,
        strengths: Strengths | None = None,
        faults: Mapping[str, Fault] | None = None,
        speed: float = 1.0,
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
        self.info = StreamInfo(
            name="simulated",
            sfreq=float(sfreq),
            ch_names=tuple(ch_names),
            positions=positions_of(ch_names),
            reference="infinity",
            ground="n/a",
            manufacturer="Attention Camp",
            model="simulated brain",
            range_uv=_RANGE_UV,
            counter_modulus=_COUNTER_MODULUS,
        )
        self.is_real_time = False
        self._seed = seed
        self._speed = speed
        self._strengths = strengths or Strengths()
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

    def start(self) -> None:
        """Start, or restart, at the first sample."""
        self._rhythms = Rhythms(self.info, self._strengths, seed=self._seed)
        self._blocks = deque([self._rhythms.next_block()])
        self._n_in_block = 0
        self._n_read = 0
        self._origin: float | None = None
        self._marker = 0
        self._smoother = _Smoother(np.exp(-1.0 / (_ENGAGEMENT_TAU_S * self.info.sfreq)))
        self._smoother.begin(self._gains())
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
                self._blocks.append(self._rhythms.next_block())
        if not parts:
            return np.empty((self.info.n_chans, 0), np.float32)
        return np.concatenate(parts, axis=1).astype(np.float32)

    def mark(self, value: int) -> None:
        """Put a marker on the next sample."""
        self._marker = value

    def stop(self) -> None:
        """Stop; ``start`` begins at the first sample again."""
        self._is_stopped = True

    def _gains(self) -> _Gains:
        return _Gains.at(self._engagement, are_eyes_closed=self._are_eyes_closed)

    def _mix(self, first: int, stop: int) -> NDArray[np.float64]:
        block = self._blocks[0]
        part = slice(first, stop)
        theta, alpha, beta = self._smoother.step(self._gains(), stop - first)
        # engagement only scales rhythms that are already drawn: a change of it does not
        # alter the random sequence, nor anything else
        samples = block.background[:, part].copy()
        samples += theta * block.theta[:, part]
        samples += alpha * block.alpha[:, part]
        samples += beta * block.beta[:, part]
        # closed eyes do not blink
        if not self._are_eyes_closed:
            samples += block.blink_topography * block.blinks[part]
        for electrode in self._faults.values():
            electrode.apply(samples, self._n_read)
        return samples


def _checked(engagement: float) -> float:
    if not 0.0 <= engagement <= 1.0:
        raise ValueError(
            Sentence("engagement must lie in 0 to 1, got {got}", got=engagement)
        )
    return float(engagement)
