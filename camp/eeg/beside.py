"""Movement, pulse and pupil in stretches of a session, beside the EEG."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.eeg.scoring import windows_of
from attention_camp.camp.session.link import Score
from attention_camp.signal.beside import measures_of
from attention_camp.signal.history import History


def measured_in(
    history: History, spans: Iterable[tuple[int, int]]
) -> dict[str, NDArray[np.float64]]:
    """Return what the channels beside the EEG say of windows.

    Parameters
    ----------
    history : History
        The recording.
    spans : iterable of (first, stop)
        Absolute sample indices of the windows.

    Returns
    -------
    measures : dict of str to ndarray
        By the names of `measures_of`, and ``pupil`` where there is an eye tracker, a
        value per window; NaN where it is not known. Empty where the headset has no such
        channel and there is no tracker, or there is no window.
    """
    spans = list(spans)
    said = [
        measures_of(
            history.beside(first, stop),
            history.channels_beside,
            sfreq=history.info.sfreq,
        )
        for first, stop in spans
    ]
    names = said[0] if said else ()
    found = {name: np.array([one[name] for one in said]) for name in names}
    if history.eyes is not None and said:
        found["pupil"] = np.array([history.pupil(*span) for span in spans])
    return found


def with_body(score: Score, history: History) -> Score:
    """Return a score with the means over the windows of its stretch that show them.

    Parameters
    ----------
    score : Score
        Of a stretch; what is not kept of it any more is left out.
    history : History
        The recording.
    """
    first = max(score.first_sample, history.oldest)
    stop = min(score.stop_sample, history.n_samples)
    found = measured_in(history, windows_of(first, stop, history.info.sfreq))
    means = {
        name: float(np.nanmean(values))
        for name, values in found.items()
        if np.isfinite(values).any()
    }
    return replace(
        score,
        movement=means.get("movement"),
        rotation=means.get("rotation"),
        pulse=means.get("pulse"),
        pupil=means.get("pupil"),
    )
