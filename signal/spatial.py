"""Linear operators over channels: interpolate bad ones, take eye movement out."""

from __future__ import annotations

from collections.abc import Sequence

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
    """Return the operator that replaces bad channels by MNE's spherical splines.

    Perrin et al. (1989), doi:10.1016/0013-4694(89)90180-6. The rows of good channels
    are those of the identity. Give it to ``Cleaner.set_spatial``.

    Returns
    -------
    operator : ndarray, shape (n_chans, n_chans)

    Raises
    ------
    ValueError
        Where too few good channels with a position are left, see ``can_interpolate``.
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
    # a recording with a one on each channel in turn shows what each adds
    raw = mne.io.RawArray(np.eye(len(names)), mne_info, verbose="error")
    raw.info["bads"] = list(bads)
    centre, _ = head_sphere()
    raw.interpolate_bads(origin=tuple(centre), method="spline", verbose="error")
    weights = raw.get_data()
    for name in bads:
        operator[info.ch_names.index(name)] = 0.0
        operator[info.ch_names.index(name), rows] = weights[names.index(name)]
    return operator


def calibration_operator(
    cleaned: NDArray[np.float64], info: StreamInfo, *, bads: Sequence[str] = ()
) -> NDArray[np.float64]:
    """Return what a calibration block says to do: interpolate, then take eyes out.

    Parameters
    ----------
    cleaned : ndarray, shape (n_chans, n_times)
        The calibration block, cleaned, as recorded (no average reference).
    info : StreamInfo
        The stream.
    bads : sequence of str
        Channels that were bad throughout; left as they are where they cannot be
        interpolated.

    Returns
    -------
    operator : ndarray, shape (n_chans, n_chans)
        For ``Cleaner.set_spatial``; store it, a replay needs the same.
    """
    repair = np.eye(info.n_chans)
    if can_interpolate(info, bads):
        repair = interpolation(info, bads)
    operator: NDArray[np.float64] = eye_regression(repair @ cleaned, info) @ repair
    return operator


def eye_channels(info: StreamInfo) -> tuple[str, ...]:
    """Return the EOG channels, or the frontal ones that see blinks best."""
    for wanted in (_EYE_NAMES, _FRONTAL_NAMES):
        found = tuple(name for name in info.ch_names if name.lower() in wanted)
        if found:
            return found
    return ()


def eye_regression(
    cleaned: NDArray[np.float64], info: StreamInfo, *, eyes: Sequence[str] | None = None
) -> NDArray[np.float64]:
    """Return the operator that subtracts what the eyes add to each channel.

    The share of the eye signal in each channel is found by least squares over those
    samples where the eyes move (Gratton, Coles & Donchin 1983,
    doi:10.1016/0013-4694(83)90135-9; Croft & Barry 2000 on fitting to blinks,
    doi:10.1016/S0987-7053(00)00055-1). Where there is no EOG, the mean of the
    frontal channels stands in for it and keeps nothing of its own: use these channels
    for eyes only.

    Parameters
    ----------
    cleaned : ndarray, shape (n_chans, n_times)
        The calibration block, cleaned, as recorded (no average reference).
    info : StreamInfo
        The stream.
    eyes : sequence of str | None
        Channels that see the eyes; None: as ``eye_channels`` says.

    Returns
    -------
    operator : ndarray, shape (n_chans, n_chans)
        The identity where there are no such channels or less than a second of
        movement.
    """
    names = eye_channels(info) if eyes is None else tuple(eyes)
    operator = np.eye(info.n_chans)
    if not names:
        return operator
    rows = [info.ch_names.index(name) for name in names]
    mean = cleaned[rows].mean(axis=0)
    centre = np.median(mean)
    spread = 1.4826 * float(np.median(np.abs(mean - centre)))
    moves = np.abs(mean - centre) > _BLINK_SDS * spread
    if moves.sum() < _MIN_BLINK_S * info.sfreq:
        return operator
    eye = mean[moves] - centre
    shares = (cleaned[:, moves] - np.median(cleaned, axis=1, keepdims=True)) @ eye
    shares /= eye @ eye
    operator[:, rows] -= shares[:, None] / len(rows)
    return operator
