"""Examples to learn from: windows, a drawn stretch of own rest, augmentation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from attention_camp.models.patches import Patches, cut, log_powers
from attention_camp.models.spectra import averaged
from attention_camp.models.training.network import Inputs
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


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """What the network takes in, for some windows, and their labels."""

    inputs: Inputs
    y: Tensor
    weight: Tensor


def typical_rest(lessons: Sequence[Lesson]) -> NDArray[np.float32]:
    """Return everybody's mean log power at rest as harmonics over the head.

    Returns
    -------
    ndarray, shape (n_harmonics, N_POWERS)
    """
    means = []
    for lesson in lessons:
        rest = lesson.may_be_rest & lesson.windows.scored
        if rest.any():
            patches = cut(some(lesson.windows, rest))
            fields = patches.fields.transpose(0, 2, 1)
            means.append((fields @ log_powers(patches)).mean(axis=0))
    return np.asarray(np.mean(means, axis=0), dtype=np.float32)


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


def fewer_channels(
    windows: Windows, rng: np.random.Generator, *, most: int | None = None
) -> Windows:
    """Return the windows of a random part of the channels, at least four.

    Parameters
    ----------
    windows : Windows
        The windows.
    rng : numpy.random.Generator
        For the draw.
    most : int, optional
        Most channels that are kept; all by default.
    """
    n_chans = len(windows.ch_names)
    if n_chans <= MIN_CHANNELS + 1:
        return windows
    n_kept = int(rng.integers(MIN_CHANNELS + 1, min(n_chans, (most or n_chans) + 1)))
    return subset_of_channels(windows, np.sort(rng.permutation(n_chans)[:n_kept]))


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
    powers = log_powers(patches[baseline])
    n_good = patches.mask[baseline].sum(axis=0)[:, None]
    rest = powers.sum(axis=0) / np.maximum(n_good, 1.0)
    shown = windows.scored & (patches.mask.sum(axis=1) >= MIN_CHANNELS)
    shown[baseline] = False
    y = lesson.y[shown]
    share = np.array([max((y == label).sum(), 1) for label in (0, 1)])
    weight = (0.5 / share[y]).astype(np.float32)
    known = (n_good[:, 0] > 0).astype(np.float32)
    return Examples(patches[shown], rest.astype(np.float32), known, y, weight)


def batches(
    examples: Sequence[Examples],
    rng: np.random.Generator,
    *,
    size: int,
    without_rest: float,
) -> Iterator[Batch]:
    """Yield shuffled batches of everybody's windows, padded to the most channels.

    Parameters
    ----------
    examples : sequence of Examples
        Everybody's.
    rng : numpy.random.Generator
        For the order.
    size : int
        Windows of a batch.
    without_rest : float
        Share of windows whose own rest is hidden.
    """
    where = [(i, j) for i, e in enumerate(examples) for j in range(len(e.y))]
    order = rng.permutation(len(where))
    for begin in range(0, len(order), size):
        picks = [where[k] for k in order[begin : begin + size]]
        hidden = rng.random(len(picks)) < without_rest
        yield _collated(examples, picks, hidden)


def _collated(
    examples: Sequence[Examples],
    picks: Sequence[tuple[int, int]],
    hidden: NDArray[np.bool_],
) -> Batch:
    n_chans = max(len(examples[i].known) for i, _ in picks)
    first = examples[picks[0][0]]
    shapes = (
        first.patches.values.shape[2:],
        first.patches.places.shape[2:],
        first.patches.fields.shape[2:],
        (),
        first.rest.shape[1:],
        (),
    )
    arrays = [np.zeros((len(picks), n_chans, *s), np.float32) for s in shapes]
    for row, (i, j) in enumerate(picks):
        example = examples[i]
        own = (
            example.patches.values[j],
            example.patches.places[j],
            example.patches.fields[j],
            example.patches.mask[j],
            example.rest,
            example.known * (not hidden[row]),
        )
        for array, value in zip(arrays, own, strict=True):
            array[row, : len(example.known)] = value
    patches, places, fields, mask, rest, known = (torch.from_numpy(a) for a in arrays)
    y = np.array([examples[i].y[j] for i, j in picks], np.float32)
    weight = np.array([examples[i].weight[j] for i, j in picks], np.float32)
    inputs = (patches, places, fields, mask, rest, known)
    return Batch(inputs, torch.from_numpy(y), torch.from_numpy(weight))


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
