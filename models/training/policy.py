"""Train a policy by stable-baselines3, and export it as plain numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from attention_camp.models.training.installed import (
    FOR_POLICIES,
    check_training_installed,
)

if TYPE_CHECKING:
    import gymnasium

WIDTH = 32
"""Units of each of the two hidden layers: some 1,500 numbers in all; own choice."""
KINDS = {"ppo": 0.97, "bandit": 0.0}
"""How far a policy looks ahead: the discount of a trial. A bandit looks at the next one
alone, which makes proximal policy optimisation a contextual bandit."""
DIGITS = 5

Environment = Callable[[], "gymnasium.Env[Any, Any]"]


def train_policy(
    environment: Environment,
    *,
    kind: str = "ppo",
    n_steps: int = 60_000,
    n_environments: int = 4,
    seed: int = 0,
) -> dict[str, Any]:
    """Train a policy; return it as plain values, with the ranges of its inputs.

    Parameters
    ----------
    environment : callable
        Makes an environment.
    kind : str
        ``ppo`` (proximal policy optimisation) or ``bandit``.
    n_steps : int
        Trials in all.
    n_environments : int
        Environments that are stepped in turn.
    seed : int
        Of it all.

    Raises
    ------
    MissingTrainingError
        If gymnasium or stable-baselines3 is not installed.

    References
    ----------
    Schulman, J., Wolski, F., Dhariwal, P., Radford, A., & Klimov, O. (2017). Proximal
    policy optimization algorithms. https://arxiv.org/abs/1707.06347
    """
    check_training_installed(*FOR_POLICIES)
    from stable_baselines3 import PPO
    from stable_baselines3.common.vec_env import DummyVecEnv

    torch.set_num_threads(1)
    stepped = DummyVecEnv([environment] * n_environments)
    stepped.seed(seed)
    algorithm = PPO(
        "MlpPolicy",
        stepped,
        n_steps=512,
        batch_size=256,
        gamma=KINDS[kind],
        gae_lambda=0.9 if KINDS[kind] else 0.0,
        ent_coef=0.005,
        policy_kwargs={"net_arch": [WIDTH, WIDTH]},
        seed=seed,
        device="cpu",
    )
    seen = _Ranges()
    algorithm.learn(n_steps, callback=seen.take)
    stepped.close()
    facts = {"kind": kind, "n_steps": int(algorithm.num_timesteps), "seed": seed}
    return facts | seen.to_json() | {"layers": _layers(algorithm.policy)}


def _layers(policy: Any) -> list[Any]:
    """Return weights and biases of the part of a policy that acts."""
    hidden = [m for m in policy.mlp_extractor.policy_net if hasattr(m, "weight")]
    return [[_plain(m.weight), _plain(m.bias)] for m in (*hidden, policy.action_net)]


class _Ranges:
    """The smallest and largest of each input that training saw."""

    def __init__(self) -> None:
        self.low = np.full(1, np.inf)
        self.high = np.full(1, -np.inf)

    def take(self, local: dict[str, Any], _: dict[str, Any]) -> bool:
        """Look at the observations of a step; go on."""
        seen = np.asarray(local["new_obs"], dtype=float)
        self.low = np.minimum(self.low, seen.min(axis=0))
        self.high = np.maximum(self.high, seen.max(axis=0))
        return True

    def to_json(self) -> dict[str, Any]:
        """Return both as plain values."""
        return {
            "low": self.low.round(DIGITS).tolist(),
            "high": self.high.round(DIGITS).tolist(),
        }


def _plain(values: torch.Tensor) -> list[Any]:
    rounded: list[Any] = values.detach().double().numpy().round(DIGITS).tolist()
    return rounded
