"""Model files of others: tried before they score, kept beside what they scored."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.apart import ReadingError, read_apart

if TYPE_CHECKING:
    from attention_camp.models.estimator import Estimator
    from attention_camp.models.scorer import Scorer

FOLDER = Path("code") / "models"
"""In the dataset, a file for each model, called by its SHA-256."""


def check_model(path: Path) -> str:
    """Try a model file in a process apart, which it may end, and return its hash.

    Raises
    ------
    OwnModelError
        If it cannot be used; the text says why and what to do.
    """
    from attention_camp.models.own.contract import OwnModelError
    from attention_camp.models.own.estimator import try_model

    try:
        return read_apart(try_model, path)
    except ReadingError as error:
        raise OwnModelError(
            Sentence(
                "{path} cannot be used: trying it failed ({reason}). See "
                "docs/own-model.md for what a model takes and gives.",
                path=path,
                reason=error.reason,
            )
        ) from error


def keep_model(dataset: Path, estimator: Estimator) -> None:
    """Keep the file of a model in the dataset, so that its scores can be made again.

    Nothing is done for estimators of this program.
    """
    file = getattr(estimator, "file", None)
    if file is None:
        return
    kept = dataset / FOLDER / f"{file.digest}{file.path.suffix}"
    if kept.exists():
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_suffix(".tmp")
    with draft.open("wb") as writing:
        writing.write(file.content)
        writing.flush()
        os.fsync(writing.fileno())
    draft.replace(kept)


def kept_scorer(
    dataset: Path, *, model_hash: str, sfreq: float, ch_names: tuple[str, ...]
) -> Scorer | None:
    """Return the scorer of a model file that is kept in a dataset; None: it is not.

    Parameters
    ----------
    dataset : Path
        The dataset.
    model_hash : str
        Of the scorer, as the ledger says.
    sfreq : float
        Sampling rate of the windows, Hz.
    ch_names : tuple of str
        Their channels.
    """
    from attention_camp.models.catalogue import OWN
    from attention_camp.models.own.contract import SUFFIXES, OwnModelError
    from attention_camp.models.scorer import Scorer

    for path in sorted((dataset / FOLDER).glob("*")):
        if path.suffix not in SUFFIXES:
            continue
        try:
            check_model(path)
            scorer = Scorer(OWN, sfreq=sfreq, ch_names=ch_names, weights=path)
        except OwnModelError:
            continue  # it scored nothing
        if scorer.model_hash == model_hash:
            return scorer
    return None
