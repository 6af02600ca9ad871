"""Whether the model that a session was scored with is part of this version."""

from __future__ import annotations

from pathlib import Path

from attention_camp.camp.eeg.own_models import kept_scorer
from attention_camp.camp.session.link import EegDescription
from attention_camp.camp.session.proof.provenance import SHOWN_DIGITS
from attention_camp.models.catalogue import ESTIMATORS, OWN
from attention_camp.models.scorer import Scorer, former_scorers
from attention_camp.resources.texts import Sentence


def shipped_scorer(eeg: EegDescription, dataset: Path) -> Scorer:
    """Return the model that a session began with, as it is before any calibration.

    That of an earlier version where its hash says so; else the present one. A model
    file of somebody else is in the dataset, or the first estimator stands for it.
    """
    if eeg.estimator == OWN:
        kept = kept_scorer(
            dataset, model_hash=eeg.model_hash, sfreq=eeg.sfreq, ch_names=eeg.ch_names
        )
        return kept or Scorer(ESTIMATORS[0], sfreq=eeg.sfreq, ch_names=eeg.ch_names)
    scorer = Scorer(eeg.estimator, sfreq=eeg.sfreq, ch_names=eeg.ch_names)
    if eeg.estimator != "attention" or eeg.model_hash == scorer.model_hash:
        return scorer
    former = [*former_scorers(sfreq=eeg.sfreq, ch_names=eeg.ch_names)]
    # a ledger of an early version has no hash: it was the oldest model's
    wanted = eeg.model_hash or former[-1].model_hash
    return next((one for one in former if one.model_hash == wanted), scorer)


def why_not_scored(eeg: EegDescription | None, dataset: Path) -> str:
    """Return why a session's scores cannot be made again; empty: they can be.

    Parameters
    ----------
    eeg : EegDescription or None
        What the session's header says; a ledger of an early version has no hash, and
        the model of that name is taken.
    dataset : Path
        Where model files of others are kept.
    """
    if eeg is None:
        return Sentence("no headset answered when the session began")
    known = eeg.estimator in (*ESTIMATORS, OWN)
    if known and eeg.model_hash in ("", shipped_scorer(eeg, dataset).model_hash):
        return ""
    return Sentence(
        "model {estimator} {hash} is not here",
        estimator=eeg.estimator,
        hash=eeg.model_hash[:SHOWN_DIGITS],
    )
