"""Training the attention network: the linear path, then the encoder on top of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from attention_camp.models.training.batches import Batch, View, batches
from attention_camp.models.training.checkpoints import (
    Checkpoint,
    Progress,
    training_key,
)
from attention_camp.models.training.examples import (
    Examples,
    Lesson,
    at_average,
    drawn_channels,
    drawn_stretch,
    examples_of,
    first_stretch,
    inputs_of,
    typical_rest,
)
from attention_camp.models.training.network import EncoderNetwork, Shape
from attention_camp.models.training.parallel import Team, logits_of, together

OnProgress = Callable[[float, str], None]
"""Called with the share done, 0 to 1, and what is being done."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to train; the defaults were chosen by validation over people."""

    ridge: float = 1.5
    """Penalty on the squared weights of the linear path."""
    n_epochs: int = 0
    """Passes for the encoder, such as 10; 0 keeps the linear path alone, as the encoder
    gained nothing on people left out (`attention-camp bench ablations`)."""
    batch_size: int = 64
    learning_rate: float = 1e-3
    weight_decay: float = 0.1
    without_rest: float = 0.3
    """Share of examples for which the person's rest is hidden."""
    fewer_channels: float = 0.5
    """Share of people per pass seen through a random part of their channels."""
    at_average: float = 0.5
    """Share of people per pass seen at average reference instead of as recorded."""
    averaging: float = 0.98
    """Weight of the past in the running mean of the weights that is kept."""
    smoothing: float = 0.05
    """Probability moved from the label to the other class."""


def train_network(
    lessons: Sequence[Lesson],
    *,
    seed: int,
    shape: Shape | None = None,
    options: Options | None = None,
    progress: OnProgress | None = None,
    start: EncoderNetwork | None = None,
    team: Team | None = None,
    checkpoint: Path | None = None,
) -> EncoderNetwork:
    """Train a network on some people's windows; the same seed gives the same weights.

    Parameters
    ----------
    lessons : sequence of Lesson
        One per person.
    seed : int
        Of the weights at the beginning and of the order of windows.
    shape : Shape or None
        Sizes of the network; None: the usual ones.
    options : Options or None
        Rates and numbers of passes; None: the usual ones.
    progress : callable or None
        Told of each pass.
    start : EncoderNetwork or None
        A network to go on from, such as a pretrained one; None: a new one.
    team : Team or None
        The processes that train together; None: this one alone.
    checkpoint : Path or None
        File of the passes done, to go on from where data and settings are the same.

    Raises
    ------
    UnequalTeamError
        If the processes find different checkpoints.
    """
    options, team = options or Options(), team or Team()
    torch.manual_seed(seed)
    network = start or EncoderNetwork(shape)
    kept = None
    if checkpoint is not None and options.n_epochs:
        key = training_key(lessons, seed, network.shape, options, start is not None)
        kept = Checkpoint(checkpoint, key)
    done = kept.read() if kept is not None else None
    team.agree(0 if done is None else done.epoch)
    if done is None:
        network.typical_rest.copy_(torch.from_numpy(typical_rest(lessons, team)))
        _train_linear(network.eval(), lessons, options, team)
    if options.n_epochs:
        rng = np.random.default_rng(seed)
        encoding = _Encoding(network.train().to(team.device), options, rng, team)
        encoding.go_on_from(done)
        for epoch in encoding.epochs_of(lessons):
            if kept is not None and team.leads:
                kept.write(encoding.now(epoch))
            if progress is not None:
                progress(epoch / options.n_epochs, f"epoch {epoch}")
        network.load_state_dict(encoding.averaged)
    return network.cpu().eval()


def _train_linear(
    network: EncoderNetwork, lessons: Sequence[Lesson], options: Options, team: Team
) -> None:
    """Fit the linear path by regularised logistic regression: one minimum, no seed."""

    def both(lesson: Lesson) -> list[tuple[Tensor, Tensor, Tensor]]:
        return [
            laid_out(network, examples_of(lesson, first_stretch(lesson), windows))
            for windows in (lesson.windows, at_average(lesson.windows))
        ]

    parts = [part for found in team.shared(lessons, both) for part in found]
    fields = torch.cat([part[0] for part in parts]).double()
    y = torch.cat([part[1] for part in parts]).double()
    weight = torch.cat([part[2] for part in parts]).double()
    weight = weight / weight.sum()
    scale = fields.std(dim=0) + 1e-3
    network.field_scale.copy_(scale)
    fields = fields / scale
    line = torch.zeros(fields.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS(
        [line], max_iter=200, line_search_fn="strong_wolfe", tolerance_change=1e-10
    )

    def cost() -> Tensor:
        optimiser.zero_grad()
        logit = fields @ line[1:] + line[0]
        losses = nn.functional.binary_cross_entropy_with_logits(
            logit, y, weight, reduction="sum"
        )
        total = losses + 0.5 * options.ridge * line[1:].square().sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimiser.step(cost)  # type: ignore[no-untyped-call]
    with torch.no_grad():
        network.direct.weight.copy_(line[1:][None])
        network.direct.bias.copy_(line[:1])


def laid_out(
    network: EncoderNetwork, examples: Examples
) -> tuple[Tensor, Tensor, Tensor]:
    """Return a person's windows over the head, first with own rest, then without.

    Returns
    -------
    fields : Tensor, shape (2 n_windows, n_fields)
    y, weight : Tensor, shape (2 n_windows,)
    """
    fields = []
    for known in (examples.known, np.zeros_like(examples.known)):
        inputs = inputs_of(examples.patches, examples.rest, known)
        patches, places, layout, mask, rest, has = inputs
        with torch.no_grad():
            relative, typical = network.spectra(patches, places, mask, rest, has)
            fields.append(network.fields(relative, typical, layout, has))
    y, weight = torch.from_numpy(examples.y), torch.from_numpy(examples.weight)
    return torch.cat(fields), y.repeat(2), weight.repeat(2)


def encoder_pass(
    network: EncoderNetwork, lessons: Sequence[Lesson], options: Options, done: int
) -> None:
    """Train the encoder of a network by one pass over some people, in place.

    Parameters
    ----------
    network : EncoderNetwork
        Its linear path stays as it is.
    lessons : sequence of Lesson
        One per person.
    options : Options
        How to train; ``n_epochs`` is how many passes there are in all.
    done : int
        Those that are done, from which learning rate and random numbers follow.
    """
    torch.manual_seed(done)
    rng = np.random.default_rng(done)
    encoding = _Encoding(network.train(), options, rng, Team(), first=done)
    next(encoding.epochs_of(lessons))
    network.eval()


class _Encoding:
    """The encoder's training, pass by pass.

    Parameters
    ----------
    network : EncoderNetwork
        Its linear path is trained and stays as it is; on the team's device.
    options : Options
        How to train.
    rng : Generator
        Of batches and augmentation; noise and dropout are PyTorch's.
    team : Team
        Who trains.
    first : int
        Passes that are done.
    """

    def __init__(
        self,
        network: EncoderNetwork,
        options: Options,
        rng: np.random.Generator,
        team: Team,
        first: int = 0,
    ) -> None:
        self._network, self._options = network, options
        self._rng, self._team = rng, team
        self._learned = [
            p for n, p in network.named_parameters() if not n.startswith("direct.")
        ]
        self._optimiser = torch.optim.AdamW(
            self._learned, lr=options.learning_rate, weight_decay=options.weight_decay
        )
        self._first = first
        self.averaged = {k: v.detach().clone() for k, v in network.state_dict().items()}
        """The running mean of the weights, which is kept."""

    def go_on_from(self, done: Progress | None) -> None:
        """Take up a training where it was broken off; None: it begins."""
        if done is None:
            return
        self._network.load_state_dict(done.network)
        device = self._team.device
        self.averaged = {k: v.to(device) for k, v in done.averaged.items()}
        groups = self._optimiser.state_dict()["param_groups"]
        self._optimiser.load_state_dict(
            {"state": done.optimiser, "param_groups": groups}
        )
        self._rng.bit_generator.state = done.drawn
        torch.set_rng_state(done.noise)
        self._first = done.epoch

    def now(self, epoch: int) -> Progress:
        """Return all that decides how it goes on after some passes."""
        return Progress(
            epoch,
            self._network.state_dict(),
            self.averaged,
            self._optimiser.state_dict()["state"],
            self._rng.bit_generator.state,
            torch.get_rng_state(),
        )

    def epochs_of(self, lessons: Sequence[Lesson]) -> Iterator[int]:
        """Train, and yield the number of passes done after each."""
        options, rng = self._options, self._rng
        model = together(self._network, self._team)
        for epoch in range(self._first, options.n_epochs):
            for group in self._optimiser.param_groups:
                group["lr"] = options.learning_rate * _cosine(epoch / options.n_epochs)
            for batch in batches(
                [_drawn(lesson, options, rng) for lesson in lessons],
                rng,
                size=options.batch_size,
                without_rest=options.without_rest,
                team=self._team,
            ):
                self._learn(model, batch)
            yield epoch + 1

    def _learn(self, model: nn.Module, batch: Batch) -> None:
        logit = logits_of(model, batch.inputs, batch.n, self._team)
        loss = _loss(logit, batch, self._options, self._team)
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._learned, 1.0)
        self._optimiser.step()
        for name, value in self._network.state_dict().items():
            self.averaged[name].lerp_(value, 1 - self._options.averaging)


def _cosine(share: float) -> float:
    return float(0.5 + 0.5 * np.cos(np.pi * share))


def _drawn(lesson: Lesson, options: Options, rng: np.random.Generator) -> View:
    n_chans = len(lesson.windows.ch_names)
    is_part = rng.random() < options.fewer_channels
    chans = drawn_channels(n_chans, rng) if is_part else np.arange(n_chans)
    is_averaged = rng.random() < options.at_average
    baseline = drawn_stretch(lesson, rng)
    return View(lesson, baseline, chans, is_averaged=is_averaged)


def _loss(logit: Tensor, batch: Batch, options: Options, team: Team) -> Tensor:
    y, weight = batch.y.to(logit.device), batch.weight.to(logit.device)
    target = y * (1 - 2 * options.smoothing) + options.smoothing
    losses = nn.functional.binary_cross_entropy_with_logits(
        logit, target, reduction="none"
    )
    # gradients are averaged over the team: each part counts by its share of the batch
    return team.size * (losses * weight).sum() / batch.whole_weight.to(logit.device)
