"""Why a recorded trial was scored as it was: for the viewer and the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.dataset.find_run import find_run
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.eeg.scoring import score_window, windows_of
from attention_camp.camp.replay.explanation import TrialExplanation
from attention_camp.camp.replay.ledger_replay import Followed
from attention_camp.camp.replay.replay_run import follow_scores
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.link import Score
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    from attention_camp.models.explaining.explanation import Explanation

CLEANING = Sentence("Cleaning the EEG again")
READING = Sentence("Reading the trial's windows")
AFTER_CLEANING, AFTER_READING = 0.4, 0.45
"""Shares of the work that are done then; the calibration is made again between."""


class ExplanationError(DatasetError):
    """A trial that cannot be explained; the text is for people."""


def explain_trial(
    session: RunPaths | str | Path,
    trial: int,
    *,
    progress: Callable[[float, str], None] = lambda *_: None,
) -> TrialExplanation:
    """Explain the score of one trial of a recorded session.

    Stable, for the viewer. Reads the session's EEG through the live code, its own rest
    from the calibration, and the weights it was scored with; takes some seconds, since
    the EEG is cleaned again, so call it outside the window's thread.

    Parameters
    ----------
    session : RunPaths or path
        The run; or its folder, or one of its files, as ``open_session`` takes them.
    trial : int
        Number of the trial in the session, from 1.
    progress : callable
        Told how far it is, 0 to 1, and what is being done; never backwards.

    Raises
    ------
    ExplanationError
        If there is no such trial, it has no score, or was not scored by the attention
        model; the text is for people.
    DatasetError
        If there is no such run, or its ledger cannot be read.
    """
    paths = session if isinstance(session, RunPaths) else find_run(Path(session))
    _check_estimator(paths, trial)
    followed = follow_scores(
        paths,
        until_trial=trial,
        told=lambda share: progress(AFTER_CLEANING * share, CLEANING),
    )
    progress(AFTER_CLEANING, READING)
    line, score = _scored_line(paths, followed, trial)
    _check_rest(paths, followed, trial)
    times, X, weights = _windows(followed, score)
    _check_windows(paths, X, trial)
    from attention_camp.models.explaining.explain import explain
    from attention_camp.models.personal import Personal

    scorer = followed.scorer_of(score)
    estimator = scorer.estimator
    found = explain(
        X,
        followed.own_rest,
        sfreq=followed.sfreq,
        ch_names=scorer.ch_names,
        personal=estimator.weights if isinstance(estimator, Personal) else None,
        model=estimator.shared if isinstance(estimator, Personal) else estimator,
        progress=lambda share, what: progress(
            AFTER_READING + (1 - AFTER_READING) * share, what
        ),
    )
    onset = line.record.sample / followed.sfreq
    return _of_trial(trial, found, times - onset, score, weights)


def _scored_line(
    paths: RunPaths, followed: Followed, trial: int
) -> tuple[TrialLine, Score]:
    line = followed.line
    if line is None or line.decided is None:
        raise ExplanationError(
            Sentence(
                "{run} has no scored trial {trial}: practice is not scored, and trials "
                "count from 1. Choose another trial.",
                run=paths.stem,
                trial=trial,
            )
        )
    score = line.decided.score
    if score.value is None:
        raise ExplanationError(
            Sentence(
                "Trial {trial} of {run} has no score, so there is nothing to explain. "
                "Its row says why. Choose another trial.",
                trial=trial,
                run=paths.stem,
            )
        )
    return line, score


def _check_estimator(paths: RunPaths, trial: int) -> None:
    """Refuse at once what would be refused after the EEG was cleaned again."""
    header = read_ledger(paths.decisions).header
    estimator = header.eeg.estimator if header and header.eeg else "attention"
    if estimator != "attention":
        raise ExplanationError(
            Sentence(
                "Trial {trial} of {run} was scored by {estimator}, which is one "
                "formula and explains itself. Only scores of the linear attention "
                "model are explained; choose it as the protocol's estimator.",
                trial=trial,
                run=paths.stem,
                estimator=estimator,
            )
        )


def _check_rest(paths: RunPaths, followed: Followed, trial: int) -> None:
    if not len(followed.own_rest):
        raise ExplanationError(
            Sentence(
                "Trial {trial} of {run} was scored without the person's own rest, and "
                "an explanation starts from there. Record a calibration with rest.",
                trial=trial,
                run=paths.stem,
            )
        )


def _check_windows(paths: RunPaths, X: NDArray[np.float64], trial: int) -> None:
    if not len(X):
        raise ExplanationError(
            Sentence(
                "The score of trial {trial} of {run} cannot be made again: the model "
                "now declines all its windows. Compare with attention-camp replay.",
                trial=trial,
                run=paths.stem,
            )
        )


def _windows(
    followed: Followed, score: Score
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return end times (s), data and certainties of the trial's scored windows."""
    scorer = followed.scorer_of(score)
    ends, data, weights = [], [], []
    span = (score.first_sample, score.stop_sample)
    for begin, end in windows_of(*span, followed.sfreq):
        window = followed.window_at(begin, end)
        engagement, _ = score_window(scorer, window)
        if engagement is None:
            continue
        kept = np.array(window.data)
        kept[np.isin(scorer.ch_names, window.bads)] = np.nan
        ends.append(end / followed.sfreq)
        data.append(kept)
        weights.append(engagement[1])
    return np.array(ends), np.array(data), np.array(weights)


def _of_trial(
    trial: int,
    found: Explanation,
    ends: NDArray[np.float64],
    score: Score,
    weights: NDArray[np.float64],
) -> TrialExplanation:
    """Average over windows as the score does: weighted by their certainty."""
    from attention_camp.models.explaining.explanation import MOST_ALIKE

    share = weights / weights.sum() if weights.sum() > 0 else None
    places = (ends[:, None] + found.times).round(3)  # (n_windows, n_patches)
    times, place = np.unique(places, return_inverse=True)
    place = place.ravel()
    counts = np.bincount(place)

    def over_time(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(np.bincount(place, values.ravel()) / counts)

    return TrialExplanation(
        trial=trial,
        ch_names=found.ch_names,
        positions=found.positions,
        over_channels=np.average(found.over_channels(), axis=0, weights=share),
        times=times,
        over_time=over_time(found.over_time()),
        bands=found.bands,
        over_bands=np.average(found.over_bands(), axis=0, weights=share),
        attention_over_channels=np.average(
            found.attention.sum(axis=2), axis=0, weights=share
        ),
        attention_over_time=over_time(found.attention.sum(axis=1)),
        engagement=score.value or 0.0,
        certainty=score.certainty or 0.0,
        n_windows=len(ends),
        model=score.model,
        likeness_to_random=found.likeness_to_random,
        attention_likeness=found.attention_likeness,
        most_alike=MOST_ALIKE,
        attribution_is_sound=found.is_sound,
        attention_is_sound=found.attention_is_sound,
    )
