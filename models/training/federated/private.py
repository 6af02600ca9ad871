"""Differential privacy of a site's answers, by Opacus; the unit is a person.

What a person adds to an answer is clipped to a norm, noise is added to the sum over the
site's people, and Opacus's accountant composes what that costs (Abadi et al. 2016,
doi:10.1145/2976749.2978318; Mironov 2017, doi:10.1109/CSF.2017.11). Everybody takes
part in every round, so that nothing is gained by sampling. How many people a site has
is told; what is hidden is whether somebody's recording adds anything.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

import numpy as np
import torch
from filelock import FileLock
from opacus.accountants import RDPAccountant
from opacus.optimizers import DPOptimizer
from torch import nn

from attention_camp.models.training.federated.numbers import Values
from attention_camp.resources.bounded import read_json
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.texts import Sentence, UserError

ORDERS = (
    1.01,
    *(1 + k / 10 for k in range(1, 100)),
    *range(11, 64),
    128,
    256,
    512,
    1024,
)
"""Orders of Rényi divergence over which the least ε is taken."""
N_DRAWS = 4
"""Normal numbers in each of the noise: as Opacus's secure mode, against attacks on how
floating point rounds one of them (Holohan & Braghin 2021, arXiv:2107.10138)."""
LOCK_SECONDS = 60.0
"""How long another training may hold the ledger, s: it needs an instant."""


class SpentError(UserError):
    """A site whose people's privacy budget is spent; the text is for people."""


class LedgerError(UserError):
    """A ledger that does not tell what was spent; the text is for people."""


class Mechanism:
    """Adds noise to means over a site's people, and counts what it costs them.

    Parameters
    ----------
    noise : float
        Standard deviation of the noise, in clipped norms.
    clip : float
        Largest norm that one person adds.
    delta : float
        Probability with which the bound may not hold; well below 1 / people.
    most_epsilon : float
        Beyond it nothing is answered.
    ledger : Path, optional
        File of what earlier trainings cost the same people; all of them add up.
    random : Random, optional
        Draws the noise; by default the operating system does. Only a rehearsal that is
        to come out the same again may give another.

    Raises
    ------
    LedgerError
        If the ledger cannot be read.
    """

    def __init__(
        self,
        *,
        noise: float,
        clip: float,
        delta: float,
        most_epsilon: float = float("inf"),
        ledger: Path | None = None,
        random: Random | None = None,
    ) -> None:
        self._noise, self._clip = noise, clip
        self._delta, self._most = delta, most_epsilon
        self._accountant = RDPAccountant()
        self._ledger = ledger
        self._random = random or SystemRandom()
        self._look_up()

    @property
    def epsilon(self) -> float:
        """What has been spent, for each person of the site."""
        return self._after(0)

    def mean(self, each: Values) -> Values:
        """Return the mean over people, clipped and noised.

        Parameters
        ----------
        each : ndarray, shape (n_people, n)
            What each person adds.

        Raises
        ------
        SpentError
            If the budget does not allow it.
        LedgerError
            If the ledger cannot be read.
        """
        with self._alone():
            return self._counted(each)

    def _counted(self, each: Values) -> Values:
        if self._most < float("inf") and self._after(1) > self._most:
            raise SpentError(
                Sentence(
                    "Another answer would cost the people of this site more than "
                    "ε = {most:.3g}, which its file allows; {spent:.3g} is spent. "
                    "Nothing was sent.",
                    most=self._most,
                    spent=self.epsilon,
                )
            )
        sent = nn.Parameter(torch.zeros(each.shape[1], dtype=torch.float64))
        optimiser = _Optimiser(
            torch.optim.SGD([sent], lr=1.0),
            random=self._random,
            noise_multiplier=self._noise,
            max_grad_norm=self._clip,
            expected_batch_size=len(each),
        )
        optimiser.attach_step_hook(
            self._accountant.get_optimizer_hook_fn(sample_rate=1.0)
        )
        sent.grad_sample = torch.from_numpy(each)  # type: ignore[attr-defined]
        optimiser.step()
        self._keep()  # counted before it is sent
        return np.asarray(-sent.detach().numpy(), dtype=np.float64)

    def _after(self, n_more: int) -> float:
        accountant = RDPAccountant()
        accountant.history = [*self._accountant.history]
        if n_more:
            accountant.history.append((self._noise, 1.0, n_more))
        if not accountant.history:
            return 0.0
        return float(accountant.get_epsilon(self._delta, alphas=ORDERS))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the ledger: of two trainings at once each counts what both spend."""
        if self._ledger is None:
            yield
            return
        self._ledger.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self._ledger.with_suffix(".lock"), timeout=LOCK_SECONDS):
            self._look_up()
            yield

    def _look_up(self) -> None:
        if self._ledger is None:
            return
        try:
            steps = read_json(self._ledger) if self._ledger.exists() else []
            self._accountant.history = [
                (float(noise), float(share), int(n)) for noise, share, n in steps
            ]
        except UNREADABLE as error:
            raise LedgerError(
                Sentence(
                    "{file}, which tells what the people of this site have spent of "
                    "their privacy, cannot be read ({reason}). Nothing was sent. "
                    "Restore it from a copy; without it nobody knows what is left.",
                    file=self._ledger,
                    reason=reason_of(error),
                )
            ) from error

    def _keep(self) -> None:
        if self._ledger is not None:
            draft = self._ledger.with_suffix(".partial")
            with draft.open("w", encoding="utf-8") as file:
                json.dump(self._accountant.history, file)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._ledger)


class _Optimiser(DPOptimizer):  # type: ignore[misc]  # Opacus is an extra
    """Opacus's, with noise that nobody can draw again.

    PyTorch's generator on the processor starts in one of 2^32 ways, whatever it is
    seeded with: whoever has an answer could try them all, and take the noise off.
    """

    def __init__(self, *args: Any, random: Random, **options: Any) -> None:
        super().__init__(*args, **options)
        self._random = random

    def add_noise(self) -> None:
        """Add noise to the clipped sums, as Opacus's own does."""
        spread = self.noise_multiplier * self.max_grad_norm
        for value in self.params:
            drawn = [
                sum(self._random.gauss(0.0, spread) for _ in range(N_DRAWS))
                for _ in range(value.numel())
            ]
            noise = torch.tensor(drawn, dtype=value.dtype) / N_DRAWS**0.5
            value.grad = (value.summed_grad + noise.view_as(value)).view_as(value)
