"""A simulated eye tracker: gaze that fixates, a pupil that may follow engagement."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from attention_camp.resources.texts import Sentence
from attention_camp.signal.eyes.source import (
    CONFIDENCE,
    N_VALUES,
    PUPIL,
    EyeInfo,
    EyePacket,
    X,
    Y,
)
from attention_camp.signal.stream import SourceError

BASE_MM = 3.5
"""Diameter of a pupil in a dim room, mm; own choice."""
DILATION_MM = 0.5
"""By how much it is wider at full engagement with a link of 1, mm: as much as the
hardest mental tasks reach (Beatty 1982, doi:10.1037/0033-2909.91.2.276)."""
DILATION_S = 1.0
"""Time constant of the dilation, s: it peaks about a second after its cause (Hoeks &
Levelt 1993, doi:10.3758/BF03204445)."""
HIPPUS_MM, HIPPUS_S = 0.15, 8.0
"""Spread and time constant of its slow unrest; own choice."""
NOISE_MM = 0.02
SWAY, SWAY_S = 0.01, 2.0
"""Spread of gaze about the point that is looked at, share of the screen (0.5° on a
monitor of 50°), and its time constant, s; own choices."""
AWAY, AWAY_S = 0.35, 2.0
"""How far a gaze wanders that has left the point, share of the screen, and for how
long, s; own choices."""
BLINK_S = 0.2
LOST_S = 2.0

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class EyeHabits:
    """How simulated eyes behave."""

    sfreq: float = 120.0
    link: float = 1.0
    """How strongly the pupil follows engagement: 0 not at all, 1 by ``DILATION_MM``."""
    blinks: float = 15.0
    """Per minute."""
    lost: float = 0.5
    """How often a minute the tracker loses the eyes, for ``LOST_S``."""
    away: float = 0.0
    """Share of the seconds in which the gaze is not where it should be, 0 to 1."""
    drift: float = 0.0
    """Offset of the gaze, share of the screen: a tracker that is out of calibration."""
    pupil: float = 1.0
    """0: a tracker that sends gaze alone."""

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the habits of a specification such as ``link=0.5,blinks=20``.

        Raises
        ------
        SourceError
            If an option does not exist or is no number that makes sense.
        """
        known = [field.name for field in fields(cls)]
        given: dict[str, float] = {}
        for part in filter(None, (part.strip() for part in text.split(","))):
            name, _, value = part.partition("=")
            try:
                given[name] = float(value)
            except ValueError:
                given[name] = math.nan
            if name not in known or not 0 <= given[name] < math.inf:
                raise SourceError(
                    Sentence(
                        "The simulated eye tracker has no option {part!r}. Options "
                        "are {allowed}, each a number of at least 0.",
                        part=part,
                        allowed=", ".join(f"{name}=..." for name in known),
                    )
                )
        habits = replace(cls(), **given)
        if not 10 <= habits.sfreq <= 2_000:
            raise SourceError(
                Sentence(
                    "The simulated eye tracker's sfreq must be 10 to 2000 Hz, got "
                    "{got:g}.",
                    got=habits.sfreq,
                )
            )
        return habits


class SimulatedEyes:
    """A source of simulated gaze and pupil of both eyes.

    The samples depend on the seed and on what was set at which sample, never on how
    often they are read.

    Parameters
    ----------
    habits : EyeHabits
        How the eyes behave.
    seed : int
        Seed of all randomness.
    """

    is_real_time = False

    def __init__(self, habits: EyeHabits, *, seed: int = 0) -> None:
        self._habits = habits
        self._seed = seed
        self._engagement = 0.5
        self.info = EyeInfo(
            "simulated eyes",
            habits.sfreq,
            ("left", "right"),
            gaze_unit="normalised",
            origin="top-left",
            pupil_unit="mm" if habits.pupil else "n/a",
            has_pupil=bool(habits.pupil),
            has_confidence=True,
            manufacturer="Attention Camp",
            model="simulated eye tracker",
        )
        self.start()

    def set_engagement(self, value: float) -> None:
        """Set how engaged the eyes' owner is, 0 to 1, from the next sample on."""
        self._engagement = value

    def start(self) -> None:
        """Start, or restart, at the first sample."""
        self._rng = np.random.default_rng([self._seed, 1982])
        # apart: how many draws of either come at once must not matter
        self._chances = np.random.default_rng([self._seed, 1984])
        self._origin: float | None = None
        self._n_read = 0
        self._slow = np.zeros((5, 1))
        kept = math.exp(-1 / (DILATION_S * self.info.sfreq))
        self._effort = np.array([kept * self._engagement])
        self._shut = 0.0
        self._unseen = 0.0
        self._gone = 0.0

    def stop(self) -> None:
        """Do nothing: nobody holds it."""

    def read(self, now: float) -> EyePacket | None:
        """Return the samples due by ``now``; the first call sets the origin of time."""
        if self._origin is None:
            self._origin = now
        # 1e-6 against rounding, as the simulated brain does
        n_due = int((now - self._origin) * self.info.sfreq + 1e-6)
        n_new = n_due - self._n_read
        if n_new <= 0:
            return None
        numbers = np.arange(self._n_read, n_due)
        times = self._origin + numbers / self.info.sfreq
        self._n_read = n_due
        return EyePacket(times, self._make(n_new), times.copy())

    def _make(self, n: int) -> NDArray[np.float32]:
        """Return the next samples, shape (n, 2, 4)."""
        habits, sfreq = self._habits, self.info.sfreq
        # a row of draws a sample, whatever is asked for at once
        normal = self._rng.standard_normal((n, 7)).T
        chance = self._chances.random((n, 3)).T
        slow = self._slowly(normal[:5])
        kept = math.exp(-1 / (DILATION_S * sfreq))
        wanted = np.full(n, self._engagement)
        effort, self._effort = lfilter([1 - kept], [1, -kept], wanted, zi=self._effort)
        diameter = BASE_MM + DILATION_MM * habits.link * effort
        diameter = diameter + HIPPUS_MM * slow[4]
        shut = self._for_a_while(chance[0], habits.blinks / 60, BLINK_S, "_shut")
        unseen = self._for_a_while(chance[1], habits.lost / 60, LOST_S, "_unseen")
        # what begins so often, whenever it is over, lasts for the share that is asked
        stays = max(1.0 - habits.away, 1e-9)
        gone = self._for_a_while(
            chance[2], habits.away / (AWAY_S * stays), AWAY_S, "_gone"
        )
        values = np.full((n, 2, N_VALUES), np.nan, np.float32)
        for eye in (0, 1):
            side = 1 - 2 * eye
            x = 0.5 + habits.drift + SWAY * slow[0] + AWAY * gone + 0.001 * side
            values[:, eye, X] = x
            values[:, eye, Y] = 0.5 + SWAY * slow[1]
            if habits.pupil:
                values[:, eye, PUPIL] = diameter + NOISE_MM * normal[5 + eye]
            values[:, eye, CONFIDENCE] = 0.95
        values[shut | unseen, :, : PUPIL + 1] = np.nan
        values[shut | unseen, :, CONFIDENCE] = 0.0
        return values

    def _slowly(self, noise: Values) -> Values:
        """Return noise of unit spread that wanders: gaze first, the pupil last."""
        found = np.empty_like(noise)
        for row, seconds in enumerate((SWAY_S, SWAY_S, SWAY_S, SWAY_S, HIPPUS_S)):
            kept = math.exp(-1 / (seconds * self.info.sfreq))
            gain = math.sqrt(1 - kept**2)
            found[row], self._slow[row] = lfilter(
                [gain], [1, -kept], noise[row], zi=self._slow[row]
            )
        return found

    def _for_a_while(
        self, chance: Values, rate: float, seconds: float, left: str
    ) -> NDArray[np.bool_]:
        """Return when something lasts that begins now and then.

        Parameters
        ----------
        chance : ndarray, shape (n,)
            Uniform draws, one a sample.
        rate : float
            How often a second it begins.
        seconds : float
            How long it lasts.
        left : str
            Name of the attribute that holds how long it still lasts, samples.
        """
        begins = chance < rate / self.info.sfreq
        lasting = np.zeros(len(chance), bool)
        rest = getattr(self, left)
        for k in range(len(chance)):
            if rest <= 0 and begins[k]:
                rest = seconds * self.info.sfreq
            lasting[k] = rest > 0
            rest -= 1
        setattr(self, left, max(rest, 0.0))
        return lasting
