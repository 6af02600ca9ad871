"""The estimators by name; each is imported when it is asked for."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attention_camp.models.estimator import Estimator

INDICES = ("pope", "theta-beta", "theta-alpha")
CONTROLS = ("amplitude", "muscle")
LINEAR = ("band-power", "riemann", "riemann-mdm")
PEERS = ("eegnet", "shallow")
ESTIMATORS = ("attention", *INDICES, "brainflow", *LINEAR, *PEERS, *CONTROLS)
"""Every name ``load_estimator`` knows; the first is the default."""


OWN = "own"
"""A model file of somebody else, as docs/own-model.md says."""


def load_estimator(
    name: str = "attention", *, weights: Path | None = None
) -> Estimator:
    """Return an estimator ready to score.

    Parameters
    ----------
    name : str
        One of ``ESTIMATORS``, or ``own`` for a model file of somebody else. ``eegnet``
        and ``shallow`` have no shipped weights and decline until they are fitted.
    weights : Path, optional
        A folder that ``attention-camp train`` wrote, instead of the shipped weights,
        for ``attention``; the file for ``own``.

    Raises
    ------
    ValueError
        If there is no such estimator.
    WeightsError
        If the weight files are missing, changed, of another version, or score no
        window when they are tried in a process apart.
    MissingTrainingError
        If the estimator is a network that is trained here, and torch is not installed.
    """
    if name == OWN and weights is not None:
        from attention_camp.models.own.estimator import OwnModel

        return OwnModel(weights)
    if name not in ESTIMATORS:
        near = difflib.get_close_matches(name, ESTIMATORS, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        msg = f"name: one of {', '.join(ESTIMATORS)}, got {name!r}.{hint}"
        raise ValueError(msg)
    if weights is not None and name != "attention":
        msg = f"weights: only for 'attention', got them for {name!r}."
        raise ValueError(msg)
    if name == "attention":
        from attention_camp.models.score.kinds import attention_of

        if weights is not None:
            from attention_camp.models.trial_run import try_weights

            try_weights(weights)
        return attention_of(weights)
    return _baseline(name)


def _baseline(name: str) -> Estimator:
    if name in (*LINEAR, *CONTROLS):
        from attention_camp.models.linear import BandPower, BandPowerControl, Riemann

        if name in CONTROLS:
            return BandPowerControl(name)
        return BandPower() if name == "band-power" else Riemann(name)
    if name in PEERS:
        from attention_camp.models.training.installed import check_training_installed

        check_training_installed()
        from attention_camp.models.training.convolutional import Peer

        return Peer(name)
    from attention_camp.models.indices import Index, MindfulnessModel

    return MindfulnessModel() if name == "brainflow" else Index(name)
