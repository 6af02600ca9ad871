"""A simulated brain in a body: head movement, pulse, skin, battery beside the EEG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.stream import Channel, Packet

SENSORS = (
    *(Channel(f"Accel{axis}", "accel", "g") for axis in "XYZ"),
    *(Channel(f"Gyro{axis}", "gyro", "deg/s") for axis in "XYZ"),
    Channel("PPG", "ppg"),
    Channel("EDA", "gsr", "µS"),
    Channel("Temperature", "temp", "°C"),
    Channel("Battery", "status", "%"),
)
"""What it has beside the EEG, as boards have: names, kinds and units."""
BODIES: Mapping[str, float] = {"calm": 0.0, "working": 1.0}
"""How much head and heart follow engagement: not at all, or as in a planted confound,
where a head moves six times as much and a heart beats 40 times a minute faster."""

Samples = NDArray[np.float32]

_SWAY_HZ, _DRIFT_HZ = 1.0, 0.02
_SWAY_G, _SWAY_DEG_S = 0.01, 2.0
_PULSE, _PULSE_SPREAD = 65.0, 3.0
# a sitting person's, beats per minute; own choice, like all sizes here
_FASTER, _MORE = 40.0, 5.0


class EmbodiedBrain(SimulatedBrain):
    """A simulated brain whose source has channels beside the EEG.

    Parameters
    ----------
    *args, **kwargs
        As of `SimulatedBrain`; the EEG is the same as without a body.
    follows : float
        How much head and heart follow engagement, 0 to 1.
    sensors : sequence of Channel
        The channels, such as those of a board; ``SENSORS`` by default.
    """

    def __init__(
        self,
        *args: Any,
        follows: float = 0.0,
        sensors: Sequence[Channel] = SENSORS,
        **kwargs: Any,
    ) -> None:
        self._follows = follows
        self._sensors = tuple(sensors)
        super().__init__(*args, **kwargs)
        self.info = replace(self.info, others=self._sensors)

    def start(self) -> None:
        """Start, or restart, at the first sample."""
        super().start()
        self._body = _Body(self._sensors, self.info.sfreq, self._seed)

    def read(self, now: float) -> Packet | None:
        """Return the samples due by ``now``, with those of the body."""
        packet = super().read(now)
        if packet is None:
            return None
        effort = self._follows * self.engagement
        others = self._body.make(packet.samples_uv.shape[1], effort)
        return replace(packet, others=others)


class _Body:
    """Samples of sensors, however many are asked for at once."""

    def __init__(self, sensors: Sequence[Channel], sfreq: float, seed: int) -> None:
        self._sensors = sensors
        self._sfreq = sfreq
        self._rng = np.random.default_rng([seed, 1985])
        self._sway = np.zeros((len(sensors), 1))
        self._drift = np.zeros((2, 1))
        self._phase = 0.0
        self._n = 0

    def make(self, n_times: int, effort: float) -> Samples:
        """Return the next samples, shape (n_sensors, n_times).

        Parameters
        ----------
        n_times : int
            How many, at least 1.
        effort : float
            0 to 1: what head and heart follow.
        """
        noise = self._rng.standard_normal((n_times, len(self._sensors) + 2)).T
        drift, self._drift = self._slow(noise[:2], _DRIFT_HZ, self._drift)
        sway, self._sway = self._slow(noise[2:], _SWAY_HZ, self._sway)
        rate = _PULSE + _PULSE_SPREAD * drift[0] + _FASTER * effort
        beat = self._phase + np.cumsum(2 * np.pi * rate / 60 / self._sfreq)
        self._phase = float(beat[-1])
        moved = 1 + _MORE * effort
        charge = 100 - (self._n + np.arange(n_times)) / self._sfreq / 360
        self._n += n_times
        found = np.zeros((len(self._sensors), n_times), np.float32)
        for row, sensor, own, fast in zip(
            found, self._sensors, sway, noise[2:], strict=True
        ):
            match sensor.kind:
                case "accel":
                    row[:] = _SWAY_G * moved * own + sensor.name.endswith("Z")
                case "gyro":
                    row[:] = _SWAY_DEG_S * moved * own
                case "ppg":
                    wave = np.cos(beat) + 0.4 * np.cos(2 * beat + 1)
                    row[:] = 30_000 + 200 * wave + fast
                case "ecg":
                    row[:] = 900 * np.exp(60 * (np.cos(beat) - 1)) + 10 * fast
                case "gsr":
                    row[:] = 5 + 0.5 * drift[1]
                case "temp":
                    row[:] = 33
                case "status":
                    row[:] = charge
                case _:
                    row[:] = 10 * own
        return found

    def _slow(
        self, noise: NDArray[np.float64], hz: float, state: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return noise of unit spread below ``hz``, and the filter's state after it."""
        kept = np.exp(-2 * np.pi * hz / self._sfreq)
        gain = np.sqrt(1 - kept**2)
        slow, state = lfilter([gain], [1, -kept], noise, axis=1, zi=state)
        return slow, state
