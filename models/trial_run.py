"""Weights that somebody gave are tried in a process apart before they score here."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from attention_camp.models.weights import Precision, WeightsError
from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.apart import ReadingError, read_apart

CH_NAMES = ("Fp1", "Fp2", "C3", "Cz", "C4", "P7", "P8", "O1", "O2")
SFREQ = 250.0
SECONDS = 4


def try_weights(folder: Path, precision: Precision = "float32") -> None:
    """Let a folder of weights score a window, where it may crash.

    A network can ask for any amount of memory or time, and what runs it is native code:
    the hashes in a card say who wrote it, not that it is harmless.

    Parameters
    ----------
    folder : Path
        A folder that ``attention-camp train`` wrote, or that claims to be one.
    precision : {"float32", "int8"}
        Which of its networks.

    Raises
    ------
    WeightsError
        If it cannot be read, crashes, takes too long, or gives no numbers.
    """
    try:
        read_apart(score_one, folder, precision)
    except ReadingError as error:
        raise WeightsError(
            Sentence(
                "The weights in {folder} cannot be used: scoring one window with them "
                "failed ({reason}). Take the folder again from where it came from, or "
                "train it anew.",
                folder=folder,
                reason=error.reason,
            )
        ) from error


def score_one(folder: Path, precision: Precision) -> None:
    """Score one window of noise with a folder of weights, in this process.

    Raises
    ------
    WeightsError
        If the weights cannot be used, or give no number.
    """
    from attention_camp.models.attention import Attention
    from attention_camp.models.score.kinds import attention_of

    is_small = precision == "int8"
    estimator = (
        Attention(folder, precision=precision) if is_small else (attention_of(folder))
    )
    noise = np.random.default_rng(0).standard_normal(
        (1, len(CH_NAMES), round(SFREQ * SECONDS))
    )
    said = estimator.predict_windows(1e-5 * noise, sfreq=SFREQ, ch_names=CH_NAMES)
    if not np.isfinite(said.engaged).all() or not np.isfinite(said.support).all():
        raise WeightsError(
            Sentence(
                "The weights in {folder} give {value} for a window of noise instead of "
                "a probability. Take the folder again from where it came from, or "
                "train it anew.",
                folder=folder,
                value=str(said.engaged[0]),
            )
        )
