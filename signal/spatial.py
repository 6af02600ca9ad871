"""Spatial repair fitted to a calibration block: interpolation and eye regression."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.electrodes import head_sphere
from attention_camp.signal.stream import StreamInfo

# own choices: with fewer neighbours, or more holes, a spline over the head is a guess
MIN_GOOD = 8
MAX_SHARE_BAD = 0.25
_EYE_NAMES = ("veog", "heog", "eog", "eog1", "eog2", "veogl", "veogu")
_FRONTAL_NAMES = ("fp1", "fp2", "fpz", "af7", "af8")
# own choice: a blink stands out by this many robust standard deviations
_BLINK_SDS = 3.0
_MIN_BLINK_S = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Repair:
    """Channels replaced by weighted sums of channels, in every window."""

    weights: Mapping[int, Mapping[int, float]]
    """For the row of each channel that changes, the weight of each row in its sum."""
    interpolated: tuple[str, ...] = ()
    """Bad channels that are estimated from their neighbours."""
    eyes: tuple[str, ...] = ()
    """Channels whose signal of eye movements is regressed out of the others."""

    def applied(self, data: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return repaired data, shape (n_chans, n_times), before re-referencing.

        The sums are made channel by channel and not by a matrix product, so that a
        sample has the same bits in any window.
        """
        if not self.weights:
            return data
        repaired = data.copy()
        for row, terms in self.weights.items():
            total = np.zeros(data.shape[1])
            for column, weight in terms.items():
                total += weight * data[column]
            repaired[row] = total
        return repaired

    def is_close_to(self, other: Repair) -> bool:
        """Return whether both are equal up to rounding errors of the weights."""
        if {row: terms.keys() for row, terms in self.weights.items()} != {
            row: terms.keys() for row, terms in other.weights.items()
        }:
            return False
        return all(
            np.isclose(weight, other.weights[row][column], rtol=1e-6, atol=1e-9)
            for row, terms in self.weights.items()
            for column, weight in terms.items()
        )

    def to_json(self, ch_names: Sequence[str]) -> dict[str, Any]:
        """Return plain JSON values; floats keep all their bits."""
        return {
            "interpolated": list(self.interpolated),
            "eyes": list(self.eyes),
            "weights": {
                ch_names[row]: {ch_names[k]: weight for k, weight in terms.items()}
                for row, terms in self.weights.items()
            },
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any], ch_names: Sequence[str]) -> Repair:
        """Return the repair that ``to_json`` stored."""
        rows = {name: row for row, name in enumerate(ch_names)}
        weights = {
            rows[name]: {rows[other]: float(w) for other, w in terms.items()}
            for name, terms in values["weights"].items()
        }
        return cls(weights, tuple(values["interpolated"]), tuple(values["eyes"]))


NO_REPAIR = Repair({})
"""Leaves the data as they are."""


def can_interpolate(info: StreamInfo, bads: Sequence[str]) -> bool:
    """Return whether ``bads`` can be estimated from their neighbours."""
    placed = [name for name in info.ch_names if name in info.positions]
    good = [name for name in placed if name not in bads]
    return (
        all(name in info.positions for name in bads)
        and len(good) >= MIN_GOOD
        and len(bads) <= MAX_SHARE_BAD * len(placed)
    )


def interpolation(info: StreamInfo, bads: Sequence[str]) -> NDArray[np.float64]:
    """Return the operator that interpolates bad channels by MNE's spherical splines.

    Perrin et al. (1989), doi:10.1016/0013-4694(89)90180-6. The rows of good channels
    are those of the identity.

    Returns
    -------
    operator : ndarray, shape (n_chans, n_chans)

    Raises
    ------
    ValueError
        If too few good channels with a position are left, see ``can_interpolate``.
    """
    operator = np.eye(info.n_chans)
    if not bads:
        return operator
    if not can_interpolate(info, bads):
        raise ValueError(
            f"bads must have positions, leave {MIN_GOOD} good channels and be at most "
            f"{MAX_SHARE_BAD:.0%} of them, got {', '.join(bads)}"
        )
    import mne

    names = [name for name in info.ch_names if name in info.positions]
    rows = [info.ch_names.index(name) for name in names]
    montage = mne.channels.make_dig_montage(
        {name: np.array(info.positions[name]) for name in names}, coord_frame="head"
    )
    mne_info = mne.create_info(names, info.sfreq, "eeg")
    mne_info.set_montage(montage)
    # interpolation is linear: applied to the identity, MNE returns the weights, which
    # are then the same in every window
    raw = mne.io.RawArray(np.eye(len(names)), mne_info, verbose="error")
    raw.info["bads"] = list(bads)
    centre, _ = head_sphere()
    raw.interpolate_bads(origin=tuple(centre), method="spline", verbose="error")
    weights = raw.get_data()
    for name in bads:
        operator[info.ch_names.index(name)] = 0.0
        operator[info.ch_names.index(name), rows] = weights[names.index(name)]
    return operator


def fit_repair(
    filtered: NDArray[np.float64],
    info: StreamInfo,
    *,
    bads: Sequence[str] = (),
    interpolates: bool = True,
    regresses_eyes: bool = True,
) -> Repair:
    """Fit a repair to a calibration block: interpolation, then eye regression.

    Parameters
    ----------
    filtered : ndarray, shape (n_chans, n_times)
        The calibration block, filtered, V, as recorded (no average reference).
    info : StreamInfo
        The stream's channels, positions and sampling rate.
    bads : sequence of str
        Channels that were bad throughout; those without a position stay as they are,
        and so do all where too few good ones are left. None by default.
    interpolates, regresses_eyes : bool
        Whether each of the two steps is wanted; both by default.
    """
    operator = np.eye(info.n_chans)
    interpolated: tuple[str, ...] = ()
    placed = tuple(name for name in bads if name in info.positions)
    if interpolates and placed and can_interpolate(info, placed):
        operator = interpolation(info, placed)
        interpolated = placed
    eyes: tuple[str, ...] = ()
    if regresses_eyes and filtered.shape[1]:
        # after interpolation: what replaces a bad channel holds eye movements, too
        good = [name for name in eye_channels(info) if name not in bads]
        regression = eye_regression(operator @ filtered, info, eyes=good)
        if not np.array_equal(regression, np.eye(info.n_chans)):
            operator, eyes = regression @ operator, tuple(good)
    return Repair(_weights_of(operator), interpolated, eyes)


def _weights_of(operator: NDArray[np.float64]) -> dict[int, dict[int, float]]:
    """Return the rows that differ from the identity, without their zeros."""
    identity = np.eye(len(operator))
    return {
        row: {int(k): float(operator[row, k]) for k in operator[row].nonzero()[0]}
        for row in range(len(operator))
        if not np.array_equal(operator[row], identity[row])
    }


def eye_channels(info: StreamInfo) -> tuple[str, ...]:
    """Return the EOG channels, or else the frontal ones, which see blinks best."""
    for wanted in (_EYE_NAMES, _FRONTAL_NAMES):
        found = tuple(name for name in info.ch_names if name.lower() in wanted)
        if found:
            return found
    return ()


def eye_regression(
    cleaned: NDArray[np.float64], info: StreamInfo, *, eyes: Sequence[str] | None = None
) -> NDArray[np.float64]:
    """Return the operator that regresses eye movements out of each channel.

    The propagation factor of each channel is fitted by least squares over the samples
    where the eyes move (Gratton, Coles & Donchin 1983,
    doi:10.1016/0013-4694(83)90135-9; Croft & Barry 2000 on fitting to blinks,
    doi:10.1016/S0987-7053(00)00055-1). Without EOG, the mean of the frontal channels
    stands in for it and is regressed out of these channels too: they keep little EEG.

    Parameters
    ----------
    cleaned : ndarray, shape (n_chans, n_times)
        The calibration block, filtered, V, as recorded (no average reference).
    info : StreamInfo
        The stream's channels and sampling rate.
    eyes : sequence of str | None
        Channels that record the eyes; None (default): those of ``eye_channels``.

    Returns
    -------
    operator : ndarray, shape (n_chans, n_chans)
        The identity if there are no such channels, or less than a second of movement.
    """
    names = eye_channels(info) if eyes is None else tuple(eyes)
    operator = np.eye(info.n_chans)
    if not names:
        return operator
    rows = [info.ch_names.index(name) for name in names]
    # each EOG channel is a regressor of its own; frontal ones also record the brain, so
    # that only what they share, their mean, is one
    has_eog = all(name.lower() in _EYE_NAMES for name in names)
    mix = np.eye(len(rows)) if has_eog else np.full((1, len(rows)), 1 / len(rows))
    # medians and MAD: blinks themselves would inflate mean and SD
    centred = cleaned - np.median(cleaned, axis=1, keepdims=True)
    movement = mix @ centred[rows]
    spread = 1.4826 * np.median(np.abs(movement), axis=1, keepdims=True)
    moves = (np.abs(movement) > _BLINK_SDS * spread).any(axis=0)
    if moves.sum() < _MIN_BLINK_S * info.sfreq:
        return operator
    shares = np.linalg.lstsq(movement[:, moves].T, centred[:, moves].T)[0]
    operator[:, rows] -= shares.T @ mix
    return operator
