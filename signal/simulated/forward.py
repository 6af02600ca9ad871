"""Leadfield of sources in the head, by MNE's spherical forward model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.electrodes import Position, head_sphere, spread_positions

# the 10-20 system: source strengths are normalised at these electrodes, so that they do
# not depend on the headset
_SCALE_NAMES = (
    "Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz",
    "C4", "T8", "P7", "P3", "Pz", "P4", "P8", "O1", "O2",
)  # fmt: skip


def leadfield(
    ch_names: Sequence[str],
    positions: Mapping[str, Position],
    sources: Sequence[Position],
) -> NDArray[np.float64]:
    """Return the leadfield of radial dipoles.

    Parameters
    ----------
    ch_names : sequence of str
        Electrodes; those without a position are spread over the scalp.
    positions : mapping of str to (float, float, float)
        Electrode positions in MNE's head frame, m.
    sources : sequence of (float, float, float)
        Positions of the dipoles in units of the head's radius: x to the right, y to
        the front, z up.

    Returns
    -------
    gain : ndarray, shape (n_chans, n_sources)
        Relative to the electrode of the 10-20 system with the largest gain.

    Raises
    ------
    ValueError
        If a source lies outside the skull.
    """
    places = _places(tuple(ch_names), positions)
    return _leadfield(tuple(map(tuple, places.tolist())), tuple(sources)).copy()


def _places(
    ch_names: tuple[str, ...], positions: Mapping[str, Position]
) -> NDArray[np.float64]:
    places = spread_positions(len(ch_names))
    for row, name in enumerate(ch_names):
        if name in positions:
            places[row] = positions[name]
    return places


@lru_cache(maxsize=32)
def _leadfield(
    places: tuple[tuple[float, ...], ...], sources: tuple[Position, ...]
) -> NDArray[np.float64]:
    import mne

    from attention_camp.signal.electrodes import positions_of

    scale = list(positions_of(_SCALE_NAMES).values())
    electrodes = np.concatenate([np.array(scale), np.array(places)])
    names = [f"e{k}" for k in range(len(electrodes))]
    info = mne.create_info(names, 100.0, "eeg")
    montage = mne.channels.make_dig_montage(
        dict(zip(names, electrodes, strict=True)), coord_frame="head"
    )
    info.set_montage(montage)
    centre, radius = head_sphere()
    directions = np.array(sources)
    normals = directions / np.linalg.norm(directions, axis=1, keepdims=True)
    grid = mne.setup_volume_source_space(
        pos={"rr": centre + radius * directions, "nn": normals},
        sphere_units="m",
        verbose="error",
    )
    sphere = mne.make_sphere_model(centre, radius, verbose="error")
    forward = mne.make_forward_solution(
        info, None, grid, sphere, meg=False, eeg=True, mindist=0.0, verbose="error"
    )
    if forward["nsource"] != len(sources):
        raise ValueError(
            f"sources must lie inside the skull, {len(sources) - forward['nsource']} "
            f"of {len(sources)} do not"
        )
    # MNE gives three orientations of each dipole; the radial one is a sum of them
    free = forward["sol"]["data"].reshape(len(names), len(sources), 3)
    gain = np.einsum("csd,sd->cs", free, normals)
    gain /= np.abs(gain[: len(scale)]).max(axis=0)
    return np.asarray(gain[len(scale) :])
