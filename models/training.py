"""Training the attention network: examples, augmentation, the loop, the temperature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from attention_camp.models.network import AttentionNetwork, Shape
from attention_camp.models.patches import Patches, cut, log_powers
from attention_camp.models.windows import (
    MIN_CHANNELS,
    Windows,
    some,
    subset_of_channels,
)

Progress = Callable[[float, str], None]
"""Called with the share done, 0 to 1, and what is being done."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to train; the defaults were chosen by validation over people."""

    n_epochs: int = 24
    batch_size: int = 64
    learning_rate: float = 1.5e-3
    weight_decay: float = 0.05
    without_rest: float = 0.3
    """Share of examples for which the person's rest is hidden."""
    fewer_channels: float = 0.5
    """Share of people per epoch seen through a random part of their channels."""
    averaging: float = 0.98
    """Weight of the past in the running mean of the weights that is kept."""
    smoothing: float = 0.05
    """Probability mass moved from the label to the other class."""


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """One person's windows, ready to be learned from."""

    windows: Windows
    y: NDArray[np.int64]
    may_be_rest: NDArray[np.bool_]
    """Rest windows a baseline may be drawn from."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """What the network takes in, for some windows, and their labels."""

    inputs: tuple[Tensor, Tensor, Tensor, Tensor, Tensor]
    y: Tensor
    weight: Tensor


def train_network(
    lessons: Sequence[Lesson],
    *,
    seed: int,
    shape: Shape | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
    start: AttentionNetwork | None = None,
) -> AttentionNetwork:
    """Train a network on some people's windows; the same seed gives the same weights.

    ``start`` is a network to go on from, such as a pretrained one.
    """
    options = options or Options()
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    network = start or AttentionNetwork(shape)
    network.typical_rest.copy_(torch.from_numpy(_typical_rest(lessons)))
    kept = {k: v.detach().clone() for k, v in network.state_dict().items()}
    optimiser = torch.optim.AdamW(
        network.parameters(),
        lr=options.learning_rate,
        weight_decay=options.weight_decay,
    )
    n_steps = max(1, options.n_epochs * _n_batches(lessons, options))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, options.learning_rate, total_steps=n_steps + 8, pct_start=0.2
    )
    network.train()
    for epoch in range(options.n_epochs):
        examples = _examples(lessons, options, rng)
        for batch in _batches(examples, options, rng):
            loss = _loss(network(*batch.inputs), batch, options)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            if schedule.last_epoch < n_steps:
                schedule.step()
            with torch.no_grad():
                for name, value in network.state_dict().items():
                    kept[name].lerp_(value, 1 - options.averaging)
        if progress is not None:
            progress((epoch + 1) / options.n_epochs, f"epoch {epoch + 1}")
    network.load_state_dict(kept)
    return network.eval()


def _loss(logit: Tensor, batch: Batch, options: Options) -> Tensor:
    target = batch.y * (1 - 2 * options.smoothing) + options.smoothing
    loss = nn.functional.binary_cross_entropy_with_logits(
        logit, target, reduction="none"
    )
    return (loss * batch.weight).sum() / batch.weight.sum()


def _n_batches(lessons: Sequence[Lesson], options: Options) -> int:
    n_examples = sum(int(lesson.windows.scored.sum()) for lesson in lessons)
    return -(-n_examples // options.batch_size)


def _typical_rest(lessons: Sequence[Lesson]) -> NDArray[np.float32]:
    means = []
    for lesson in lessons:
        rest = lesson.may_be_rest & lesson.windows.scored
        if rest.any():
            means.append(log_powers(cut(some(lesson.windows, rest))).mean(axis=(0, 1)))
    return np.asarray(np.mean(means, axis=0), dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class _Examples:
    patches: Patches
    rest: NDArray[np.float32]
    known: NDArray[np.float32]
    y: NDArray[np.int64]
    weight: NDArray[np.float32]


def _examples(
    lessons: Sequence[Lesson], options: Options, rng: np.random.Generator
) -> list[_Examples]:
    made = []
    for lesson in lessons:
        windows = lesson.windows
        if rng.random() < options.fewer_channels:
            windows = fewer_channels(windows, rng)
        made.append(_one_lesson(windows, lesson, rng))
    return made


def fewer_channels(windows: Windows, rng: np.random.Generator) -> Windows:
    """Return the windows of a random part of the channels, at least four."""
    n_chans = len(windows.ch_names)
    if n_chans <= MIN_CHANNELS + 1:
        return windows
    n_kept = int(rng.integers(MIN_CHANNELS + 1, n_chans))
    kept = np.sort(rng.permutation(n_chans)[:n_kept])
    return subset_of_channels(windows, kept)


def _one_lesson(
    windows: Windows, lesson: Lesson, rng: np.random.Generator
) -> _Examples:
    patches = cut(windows)
    powers = log_powers(patches)
    baseline = _stretch_of_rest(lesson.may_be_rest & windows.scored, rng)
    n_good = patches.mask[baseline].sum(axis=0)[:, None]
    rest = powers[baseline].sum(axis=0) / np.maximum(n_good, 1.0)
    known = (n_good[:, 0] > 0).astype(np.float32)
    shown = windows.scored & (patches.mask.sum(axis=1) >= MIN_CHANNELS)
    shown[baseline] = False
    y = lesson.y[shown]
    share = np.array([max((y == 0).mean(), 1e-6), max((y == 1).mean(), 1e-6)])
    weight = (0.5 / share[y] / max(len(y), 1)).astype(np.float32)
    cut_down = Patches(patches.values[shown], patches.xyz, patches.mask[shown])
    return _Examples(cut_down, rest, known, y, weight)


def _stretch_of_rest(
    may_be: NDArray[np.bool_], rng: np.random.Generator
) -> NDArray[np.intp]:
    """Return a random run of a third to a half of the rest windows."""
    rest = np.flatnonzero(may_be)
    if not len(rest):
        return rest
    length = max(1, int(len(rest) * rng.uniform(0.3, 0.5)))
    first = int(rng.integers(0, len(rest) - length + 1))
    return rest[first : first + length]


def _batches(
    examples: Sequence[_Examples], options: Options, rng: np.random.Generator
) -> list[Batch]:
    where = [(i, j) for i, e in enumerate(examples) for j in range(len(e.y))]
    order = rng.permutation(len(where))
    batches = []
    for begin in range(0, len(order), options.batch_size):
        picks = [where[k] for k in order[begin : begin + options.batch_size]]
        batches.append(_collate(examples, picks, options, rng))
    return batches


def _collate(
    examples: Sequence[_Examples],
    picks: Sequence[tuple[int, int]],
    options: Options,
    rng: np.random.Generator,
) -> Batch:
    n_chans = max(examples[i].patches.values.shape[1] for i, _ in picks)
    _, _, n_patches, n_times = examples[picks[0][0]].patches.values.shape
    n_bands = examples[picks[0][0]].rest.shape[-1]
    values = np.zeros((len(picks), n_chans, n_patches, n_times), np.float32)
    xyz = np.zeros((len(picks), n_chans, 3), np.float32)
    mask = np.zeros((len(picks), n_chans), np.float32)
    rest = np.zeros((len(picks), n_chans, n_bands), np.float32)
    known = np.zeros((len(picks), n_chans), np.float32)
    for row, (i, j) in enumerate(picks):
        example = examples[i]
        n = example.patches.values.shape[1]
        values[row, :n] = example.patches.values[j]
        xyz[row, :n] = example.patches.xyz
        mask[row, :n] = example.patches.mask[j]
        rest[row, :n] = example.rest
        known[row, :n] = example.known * (rng.random() >= options.without_rest)
    tensors = [torch.from_numpy(a) for a in (values, xyz, mask, rest, known)]
    y = np.array([examples[i].y[j] for i, j in picks], np.float32)
    weight = np.array([examples[i].weight[j] for i, j in picks], np.float32)
    return Batch(
        (tensors[0], tensors[1], tensors[2], tensors[3], tensors[4]),
        torch.from_numpy(y),
        torch.from_numpy(weight),
    )
