"""Whether the model that a session was scored with is part of this version."""

from __future__ import annotations

from attention_camp.camp.session.link import EegDescription
from attention_camp.camp.session.proof.provenance import SHOWN_DIGITS
from attention_camp.models.catalogue import ESTIMATORS
from attention_camp.models.scorer import Scorer, former_scorer
from attention_camp.resources.texts import Sentence


def shipped_scorer(eeg: EegDescription) -> Scorer:
    """Return the model that a session began with, as it is before any calibration.

    That of an earlier version where its hash says so; else the present one.
    """
    scorer = Scorer(eeg.estimator, sfreq=eeg.sfreq, ch_names=eeg.ch_names)
    if eeg.estimator != "attention" or eeg.model_hash == scorer.model_hash:
        return scorer
    former = former_scorer(sfreq=eeg.sfreq, ch_names=eeg.ch_names)
    # a ledger of an early version has no hash: it was the former model's
    return former if eeg.model_hash in ("", former.model_hash) else scorer


def why_not_scored(eeg: EegDescription | None) -> str:
    """Return why a session's scores cannot be made again; empty: they can be.

    Parameters
    ----------
    eeg : EegDescription or None
        What the session's header says; a ledger of an early version has no hash, and
        the model of that name is taken.
    """
    if eeg is None:
        return Sentence("no headset answered when the session began")
    known = eeg.estimator in ESTIMATORS
    if known and eeg.model_hash in ("", shipped_scorer(eeg).model_hash):
        return ""
    return Sentence(
        "model {estimator} {hash} is not here",
        estimator=eeg.estimator,
        hash=eeg.model_hash[:SHOWN_DIGITS],
    )
