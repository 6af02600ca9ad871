"""Examples to learn from: windows, a drawn stretch of own rest, augmentation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from attention_camp.models.patches import Patches, cut, log_powers, rest_of
from attention_camp.models.spectra import averaged
from attention_camp.models.training.network import Inputs
from attention_camp.models.training.parallel import Team
from attention_camp.models.windows import (
    MIN_CHANNELS,
    Windows,
    some,
    subset_of_channels,
)


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """One person's windows, ready to be learned from."""

    windows: Windows
    y: NDArray[np.int64]
    may_be_rest: NDArray[np.bool_]
    """Rest windows a baseline may be drawn from."""


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """One person's windows through some channels, with a baseline apart from them."""

    patches: Patches
    rest: NDArray[np.float32]
    """Shape (n_chans, N_POWERS)."""
    known: NDArray[np.float32]
    """Shape (n_chans,)."""
    y: NDArray[np.int64]
    weight: NDArray[np.float32]
    """Sums to one for each person, half of it for each class."""


def typical_rest(
    lessons: Sequence[Lesson], team: Team | None = None
) -> NDArray[np.float32]:
    """Return everybody's mean log power at rest as harmonics over the head.

    Parameters
    ----------
    lessons : sequence of Lesson
        One per person; who has no rest is left out.
    team : Team, optional
        The processes that share the work; this one alone by default.

    Returns
    -------
    ndarray, shape (n_harmonics, N_POWERS)
    """
    found = (team or Team()).shared(lessons, _own_rest)
    means = [one for one in found if one is not None]
    return np.asarray(np.mean(means, axis=0), dtype=np.float32)


def _own_rest(lesson: Lesson) -> NDArray[np.float32] | None:
    rest = lesson.may_be_rest & lesson.windows.scored
    if not rest.any():
        return None
    patches = cut(some(lesson.windows, rest))
    fields = patches.fields.transpose(0, 2, 1)
    return np.asarray((fields @ log_powers(patches)).mean(axis=0))


def first_stretch(lesson: Lesson) -> NDArray[np.intp]:
    """Return the first third of the rest windows that may be scored."""
    rest = np.flatnonzero(lesson.may_be_rest & lesson.windows.scored)
    return rest[: max(1, len(rest) // 3)]


def drawn_stretch(lesson: Lesson, rng: np.random.Generator) -> NDArray[np.intp]:
    """Return a random run of a third to a half of the rest windows."""
    rest = np.flatnonzero(lesson.may_be_rest & lesson.windows.scored)
    if not len(rest):
        return rest
    length = max(1, int(len(rest) * rng.uniform(0.3, 0.5)))
    first = int(rng.integers(0, len(rest) - length + 1))
    return rest[first : first + length]


def seen_through(windows: Windows, chans: NDArray[np.intp]) -> Windows:
    """Return the windows of some channels.

    Parameters
    ----------
    windows : Windows
        Of all channels.
    chans : ndarray, shape (n_kept,)
        Numbers of the channels, in order.
    """
    is_part = len(chans) < len(windows.ch_names)
    return subset_of_channels(windows, chans) if is_part else windows


def drawn_channels(
    n_chans: int, rng: np.random.Generator, *, most: int | None = None
) -> NDArray[np.intp]:
    """Return the numbers of a random part of the channels, at least four, in order.

    Parameters
    ----------
    n_chans : int
        Channels that there are.
    rng : numpy.random.Generator
        For the draw.
    most : int, optional
        Most channels that are kept; all by default.
    """
    if n_chans <= MIN_CHANNELS + 1:
        return np.arange(n_chans)
    n_kept = int(rng.integers(MIN_CHANNELS + 1, min(n_chans, (most or n_chans) + 1)))
    return np.sort(rng.permutation(n_chans)[:n_kept])


def at_average(windows: Windows) -> Windows:
    """Return the windows referred to the average of their good channels.

    People are learned from both as recorded and so, since nobody knows the reference
    of the next headset.
    """
    return replace(windows, data=averaged(windows.data, windows.usable))


def examples_of(
    lesson: Lesson, baseline: NDArray[np.intp], windows: Windows | None = None
) -> Examples:
    """Return a person's windows outside ``baseline``, which is their own rest.

    Parameters
    ----------
    lesson : Lesson
        The person's windows and labels.
    baseline : ndarray, shape (n_baseline,)
        Numbers of the windows that are their own rest.
    windows : Windows, optional
        The same windows through some channels; as recorded by default.
    """
    windows = windows or lesson.windows
    patches = cut(windows)
    rest, known = rest_of(patches[baseline])
    shown = windows.scored & (patches.mask.sum(axis=1) >= MIN_CHANNELS)
    shown[baseline] = False
    y = lesson.y[shown]
    return Examples(patches[shown], rest, known, y, weights_of(y))


def weights_of(y: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return a person's weights of windows: they sum to one, half for each class.

    Parameters
    ----------
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    """
    share = np.array([max((y == label).sum(), 1) for label in (0, 1)])
    return (0.5 / share[y]).astype(np.float32)


def inputs_of(
    patches: Patches, rest: NDArray[np.float32], known: NDArray[np.float32]
) -> Inputs:
    """Return what the network takes for some windows of one person.

    Parameters
    ----------
    patches : Patches
        Of the windows.
    rest : ndarray, shape (n_chans, N_POWERS)
        Log powers at own rest.
    known : ndarray, shape (n_chans,)
        1 where they are known.
    """

    def repeated(values: NDArray[np.float32]) -> Tensor:
        return torch.from_numpy(np.repeat(values[None], patches.n_windows, axis=0))

    return (
        torch.from_numpy(patches.values.copy()),
        torch.from_numpy(patches.places.copy()),
        torch.from_numpy(patches.fields.copy()),
        torch.from_numpy(patches.mask.copy()),
        repeated(rest),
        repeated(known),
    )
