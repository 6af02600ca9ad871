"""Batches of a pass over everybody; each process cuts the windows of its own rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from attention_camp.models.electrodes import N_HARMONICS
from attention_camp.models.patches import (
    N_POWERS,
    PATCH_SFREQ,
    PATCH_TIMES,
    Patches,
    cut,
    rest_of,
    starts_of,
)
from attention_camp.models.training.examples import Lesson, at_average, weights_of
from attention_camp.models.training.network import Inputs
from attention_camp.models.training.parallel import Team
from attention_camp.models.windows import MIN_CHANNELS, subset_of_channels


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One person as a pass sees them; windows are cut where they are needed."""

    lesson: Lesson
    baseline: NDArray[np.intp]
    """Numbers of the windows that are their own rest."""
    chans: NDArray[np.intp]
    """Numbers of the channels that are seen."""
    is_averaged: bool = False
    """Whether at average reference instead of as recorded."""

    @property
    def n_patches(self) -> int:
        """Patches of each window."""
        windows = self.lesson.windows
        n_samples = round(windows.data.shape[-1] / windows.sfreq * PATCH_SFREQ)
        return len(starts_of(n_samples))

    def shown(self) -> NDArray[np.intp]:
        """Return the numbers of the windows to learn from: those outside own rest."""
        windows = self.lesson.windows
        n_good = windows.usable[:, self.chans].sum(axis=1)
        is_shown = windows.scored & (n_good >= MIN_CHANNELS)
        is_shown[self.baseline] = False
        return np.flatnonzero(is_shown)

    def patches(self, rows: NDArray[np.intp]) -> Patches:
        """Return the patches of some windows, at least one.

        Parameters
        ----------
        rows : ndarray, shape (n_rows,)
            Numbers of the windows.
        """
        windows = subset_of_channels(self.lesson.windows, self.chans, rows)
        return cut(at_average(windows) if self.is_averaged else windows)

    def rest(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return log powers at own rest, (n_chans, N_POWERS), and where known."""
        if len(self.baseline):
            return rest_of(self.patches(self.baseline))
        n_chans = len(self.chans)
        return np.zeros((n_chans, N_POWERS), np.float32), np.zeros(n_chans, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """What the network takes in, for some windows, and their labels.

    Of a team each process has its own rows; a process alone has all of them.
    """

    inputs: Inputs
    y: Tensor
    weight: Tensor
    n: int
    """Rows of the whole batch."""
    whole_weight: Tensor
    """Sum of the weights of the whole batch."""


def batches(
    views: Sequence[View],
    rng: np.random.Generator,
    *,
    size: int,
    without_rest: float,
    team: Team | None = None,
) -> Iterator[Batch]:
    """Yield shuffled batches of everybody's windows, padded to the most channels.

    A process of a team cuts the windows of its own rows, and own rest of its share of
    the people: what is cut by every process anew is divided by none.

    Parameters
    ----------
    views : sequence of View
        Everybody's.
    rng : numpy.random.Generator
        For the order.
    size : int
        Windows of a batch.
    without_rest : float
        Share of windows whose own rest is hidden.
    team : Team, optional
        Who trains, all with the same views and random numbers; this process by default.
    """
    team = team or Team()
    shown = [view.shown() for view in views]
    where = [(i, j) for i, rows in enumerate(shown) for j in range(len(rows))]
    order = rng.permutation(len(where))
    wholes = [
        [where[k] for k in order[begin : begin + size]]
        for begin in range(0, len(order), size)
    ]
    own: list[list[int]] = [[] for _ in views]
    for picks in wholes:
        for i, j in picks[team.rows(len(picks))]:
            own[i].append(j)
    parts = zip(views, shown, own, team.shared(views, View.rest), strict=True)
    seen = [_Seen(view, rows, mine, *rest) for view, rows, mine, rest in parts]
    for picks in wholes:
        hidden = rng.random(len(picks)) < without_rest
        yield _collated(seen, picks, hidden, team.rows(len(picks)))


class _Seen:
    """One person in a pass: labels of all windows, patches of a process's own.

    Parameters
    ----------
    view : View
        The person.
    shown : ndarray, shape (n_shown,)
        Numbers of the windows to learn from.
    own : list of int
        Places among them of those that this process learns from.
    rest, known : ndarray, shapes (n_chans, N_POWERS) and (n_chans,)
        Log powers at own rest, and where they are known.
    """

    def __init__(
        self,
        view: View,
        shown: NDArray[np.intp],
        own: list[int],
        rest: NDArray[np.float32],
        known: NDArray[np.float32],
    ) -> None:
        self.y = view.lesson.y[shown]
        self.weight = weights_of(self.y)
        self.n_patches = view.n_patches
        self.known, self._rest = known, rest
        self._own: dict[int, list[NDArray[np.float32]]] = {}
        if own:
            found = view.patches(shown[own])
            arrays = found.values, found.places, found.fields, found.mask
            self._own = {j: one for j, *one in zip(own, *arrays, strict=True)}

    def inputs(self, j: int, *, is_hidden: bool) -> tuple[NDArray[np.float32], ...]:
        """Return what the network takes in of a window of this process's own."""
        return (*self._own[j], self._rest, self.known * (not is_hidden))


def _collated(
    seen: Sequence[_Seen],
    picks: Sequence[tuple[int, int]],
    hidden: NDArray[np.bool_],
    rows: slice,
) -> Batch:
    """Return the rows of a batch that a process learns from."""
    n_chans = max(len(seen[i].known) for i, _ in picks)
    shapes = (
        (seen[picks[0][0]].n_patches, PATCH_TIMES),
        (N_HARMONICS,),
        (N_HARMONICS,),
        (),
        (N_POWERS,),
        (),
    )
    own = picks[rows]
    arrays = [np.zeros((len(own), n_chans, *s), np.float32) for s in shapes]
    for row, ((i, j), is_hidden) in enumerate(zip(own, hidden[rows], strict=True)):
        values = seen[i].inputs(j, is_hidden=bool(is_hidden))
        for array, value in zip(arrays, values, strict=True):
            array[row, : len(value)] = value
    patches, places, fields, mask, rest, known = (torch.from_numpy(a) for a in arrays)
    y = np.array([seen[i].y[j] for i, j in own], np.float32)
    weight = np.array([seen[i].weight[j] for i, j in picks], np.float32)
    return Batch(
        (patches, places, fields, mask, rest, known),
        torch.from_numpy(y),
        torch.from_numpy(weight[rows]),
        len(picks),
        torch.from_numpy(weight).sum(),
    )
