"""Heads beside engagement: workload, next reaction time, lapse; each may say unknown.

The last trials enter by cross-attention, queried by the window's summary, and add
nothing where there are none. Workload never sees them: a trial's difficulty is its
label. A head that told people left out no better than a constant stays silent.

No command reaches them, since none of the recordings at hand lets them act; they are
trained from Python: ``skills`` for the figures over people left out, then
``train_trial_heads`` and ``foretold`` (``tests/models/test_trial_heads.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as fn

from attention_camp.models.patches import N_POWERS
from attention_camp.models.training.examples import inputs_of
from attention_camp.models.training.network import EncoderNetwork, Inputs
from attention_camp.models.training.trials import N_ABOUT, N_LEVELS, TrialExamples

HEADS = ("workload", "reaction", "lapse")
LEARNED = (*HEADS, "engaged")
"""What the loss has a term for; engagement is told by the network below, to which the
last trials add where some people's trials are labelled."""
N_COARSE = 4
"""Harmonics that the heads see, up to degree 1: trials are few. Our own choice."""
LOG_2_PI = float(np.log(2 * np.pi))


@dataclass(frozen=True, slots=True)
class TrialHeadsOptions:
    """How to train the heads."""

    n_steps: int = 80
    learning_rate: float = 0.005
    weight_decay: float = 1.0
    behaviour: bool = True
    """Whether the last trials are shown."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What the heads say of some windows, as the loss takes it."""

    engaged: Tensor
    """Logit, (B,)."""
    workload: Tensor
    """Logits of being above each level but the last, (B, N_LEVELS - 1)."""
    reaction: Tensor
    """Mean of the log reaction time, (B,)."""
    spread: Tensor
    """Log of its spread, ()."""
    lapse: Tensor
    """Logit, (B,)."""


class TrialHeadsNetwork(nn.Module):
    """An encoder network, the last trials by cross-attention, and three heads."""

    def __init__(self, network: EncoderNetwork) -> None:
        super().__init__()
        self.network = network.requires_grad_(requires_grad=False)
        width = network.shape.width
        n_seen = N_COARSE * N_POWERS + width
        self.trial = nn.Linear(N_ABOUT, width)
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.engaged = nn.Linear(width, 1, bias=False)
        self.workload = nn.Linear(n_seen, 1, bias=False)
        self.steps = nn.Parameter(torch.linspace(-1, 1, N_LEVELS - 1))
        self.next_trial = nn.Linear(n_seen + width, 2)
        self.spread = nn.Parameter(torch.zeros(()))
        for start in (self.engaged, self.workload, self.next_trial):
            nn.init.zeros_(start.weight)

    @torch.no_grad()
    def begin_at(self, usual: Mapping[str, NDArray[np.float64]]) -> None:
        """Let reaction time and lapse begin where a constant would be.

        Parameters
        ----------
        usual : mapping of str to ndarray, shape (n,)
            Mean and spread of the reaction time, and the share of lapses.
        """
        mean, spread = usual["reaction"]
        lapse = float(usual["lapse"][0])
        self.next_trial.bias.copy_(torch.tensor([mean, np.log(lapse / (1 - lapse))]))
        self.spread.fill_(float(np.log(max(spread, 1e-3))))

    def attended(self, summary: Tensor, last: Tensor, there: Tensor) -> Tensor:
        """Return what the last trials (B, K, A) say, (B, D); 0 where there are none.

        Parameters
        ----------
        summary : Tensor, shape (B, D)
            What the network below makes of the EEG.
        last : Tensor, shape (B, n, N_ABOUT)
            The last trials.
        there : Tensor, shape (B, n)
            1 where there is one.
        """
        trials = self.trial(last)  # (B, K, D)
        query = self.query(summary)[:, None]  # (B, 1, D)
        logits = (query * self.key(trials)).sum(dim=-1) / trials.shape[-1] ** 0.5
        weights = torch.softmax(logits + (there - 1) * 1e4, dim=-1)  # (B, K)
        mixed: Tensor = (weights[..., None] * self.value(trials)).sum(dim=1)  # (B, D)
        return mixed * there.amax(dim=1, keepdim=True)

    def seen(self, inputs: Inputs) -> tuple[Tensor, Tensor, Tensor]:
        """Return the shared logit (B,), the spectra over the head and the summary."""
        patches, places, fields, mask, rest, known = inputs
        network = self.network
        relative, typical = network.spectra(patches, places, mask, rest, known)
        over_head = fields[..., :N_COARSE].transpose(1, 2)  # (B, 4, C)
        field = (over_head @ relative.mean(dim=2)).flatten(1)  # (B, 4 F)
        tokens = network.tokens(patches, relative, typical, places, known)
        summary = network.encoded(tokens, mask)
        return network.judged(relative, typical, inputs), field, summary

    def told(
        self, seen: tuple[Tensor, Tensor, Tensor], last: Tensor, there: Tensor
    ) -> Told:
        """Return what the heads say.

        Parameters
        ----------
        seen : tuple of Tensor
            What the network below makes of the EEG.
        last : Tensor, shape (B, n, N_ABOUT)
            The last trials.
        there : Tensor, shape (B, n)
            1 where there is one.
        """
        logit, field, summary = seen
        behaviour = self.attended(summary, last, there)  # (B, D)
        eeg = torch.cat([field, summary], dim=1)  # (B, 4 F + D)
        next_trial = self.next_trial(torch.cat([eeg, behaviour], dim=1))  # (B, 2)
        steps = torch.cumsum(fn.softplus(self.steps), dim=0) - 2  # ordered
        return Told(
            logit + self.engaged(behaviour)[:, 0],
            self.workload(eeg) - steps,
            next_trial[:, 0],
            self.spread,
            next_trial[:, 1],
        )


def losses(told: Told, examples: TrialExamples) -> dict[str, Tensor]:
    """Return each head's negative log likelihood per window, NaN without a label."""
    labels = {name: torch.from_numpy(getattr(examples, name)) for name in LEARNED}
    workload, reaction, lapse, engaged = (labels[name] for name in LEARNED)
    above = (workload[:, None] > torch.arange(N_LEVELS - 1)).float()
    z = (reaction.nan_to_num() - told.reaction) / torch.exp(told.spread)
    found = {
        "workload": fn.binary_cross_entropy_with_logits(
            told.workload, above, reduction="none"
        ).sum(dim=1),
        "reaction": 0.5 * (z.square() + LOG_2_PI) + told.spread,
        "lapse": fn.binary_cross_entropy_with_logits(
            told.lapse, lapse.nan_to_num(), reduction="none"
        ),
        "engaged": fn.binary_cross_entropy_with_logits(
            told.engaged, engaged.nan_to_num(), reduction="none"
        ),
    }
    return {
        name: torch.where(labels[name].isnan(), torch.nan, loss)
        for name, loss in found.items()
    }


def train_trial_heads(
    network: EncoderNetwork,
    people: Sequence[TrialExamples],
    *,
    seed: int = 0,
    options: TrialHeadsOptions | None = None,
) -> TrialHeadsNetwork:
    """Train the heads on some people's trials; the network below stays as it is.

    Labels that a person lacks are left out of the loss.

    Parameters
    ----------
    network : EncoderNetwork
        A trained one.
    people : sequence of TrialExamples
        One per recording.
    seed : int
        Of the heads' weights at the beginning; 0 by default.
    options : TrialHeadsOptions or None
        Rates, steps, and whether behaviour is seen; None: the usual ones.
    """
    options = options or TrialHeadsOptions()
    torch.manual_seed(seed)
    model = TrialHeadsNetwork(network.eval())
    model.begin_at(constant(people))
    shown = [seen_by(model, one, behaviour=options.behaviour) for one in people]
    learned = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        learned, lr=options.learning_rate, weight_decay=options.weight_decay
    )
    for _ in range(options.n_steps):
        each: dict[str, list[Tensor]] = {name: [] for name in LEARNED}
        for one, (seen, last, there) in zip(people, shown, strict=True):
            for name, loss in losses(model.told(seen, last, there), one).items():
                if not loss.isnan().all():
                    each[name].append(loss[~loss.isnan()].mean())
        total = sum(torch.stack(values).mean() for values in each.values() if values)
        if not isinstance(total, Tensor):
            msg = "people: at least one with difficulty or outcomes, got none."
            raise TypeError(msg)
        optimiser.zero_grad()
        total.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return model.eval()


def seen_by(
    model: TrialHeadsNetwork, one: TrialExamples, *, behaviour: bool
) -> tuple[tuple[Tensor, Tensor, Tensor], Tensor, Tensor]:
    """Return what the heads see of a person's trials, as the network takes it.

    Parameters
    ----------
    model : TrialHeadsNetwork
        The network and its heads.
    one : TrialExamples
        One person's trials.
    behaviour : bool
        Whether earlier answers are seen.
    """
    with torch.no_grad():
        seen = model.seen(inputs_of(one.patches, one.rest, one.known))
    there = torch.from_numpy(one.there) * float(behaviour)
    return seen, torch.from_numpy(one.last), there


def constant(people: Sequence[TrialExamples]) -> dict[str, NDArray[np.float64]]:
    """Return what a head without any input would say: the labels' own frequencies."""
    level = np.concatenate([one.workload for one in people])
    level = level[~np.isnan(level)]
    time = np.concatenate([one.reaction for one in people])
    lapse = np.concatenate([one.lapse for one in people])
    engaged = np.concatenate([one.engaged for one in people])
    above = [(level > k).mean() if len(level) else 0.5 for k in range(N_LEVELS - 1)]
    timed = time[~np.isnan(time)]
    return {
        "workload": np.clip(above, 0.01, 0.99),
        "reaction": np.array([timed.mean(), timed.std()] if len(timed) else [0.0, 1.0]),
        "lapse": _share(lapse),
        "engaged": _share(engaged),
    }


def _share(labels: NDArray[np.float32]) -> NDArray[np.float64]:
    known = labels[~np.isnan(labels)]
    share = float(known.mean()) if len(known) else 0.5
    return np.array([min(max(share, 0.01), 0.99)])
