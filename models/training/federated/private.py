"""Differential privacy of a site's answers, by Opacus; the unit is a person.

What a person adds to an answer is clipped to a norm, noise is added to the sum over the
site's people, and Opacus's accountant composes what that costs (Abadi et al. 2016,
doi:10.1145/2976749.2978318; Mironov 2017, doi:10.1109/CSF.2017.11). Everybody takes
part in every round, so that nothing is gained by sampling.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from opacus.accountants import RDPAccountant
from opacus.optimizers import DPOptimizer
from torch import nn

from attention_camp.models.training.federated.numbers import Values
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


class SpentError(UserError):
    """A site whose people's privacy budget is spent; the text is for people."""


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
    """

    def __init__(
        self,
        *,
        noise: float,
        clip: float,
        delta: float,
        most_epsilon: float = float("inf"),
        ledger: Path | None = None,
    ) -> None:
        self._noise, self._clip = noise, clip
        self._delta, self._most = delta, most_epsilon
        self._accountant = RDPAccountant()
        self._ledger = ledger
        if ledger is not None and ledger.exists():
            steps = json.loads(ledger.read_text(encoding="utf-8"))
            self._accountant.history = [tuple(step) for step in steps]

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
        """
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
        optimiser = DPOptimizer(
            torch.optim.SGD([sent], lr=1.0),
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

    def _keep(self) -> None:
        if self._ledger is not None:
            self._ledger.parent.mkdir(parents=True, exist_ok=True)
            draft = self._ledger.with_suffix(".partial")
            draft.write_text(json.dumps(self._accountant.history), encoding="utf-8")
            draft.replace(self._ledger)
