"""Score a stretch of EEG; the same code live and in replay."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from attention_camp.camp.session.link import Score
from attention_camp.signal.window import CleanWindow

if TYPE_CHECKING:
    from attention_camp.models.engagement import Engagement
    from attention_camp.models.scorer import Scorer

WINDOW_SECONDS = 4.0
"""Length of a scored window, s, as in the models' training."""
LONGEST_SECONDS = 60.0
"""Longest stretch scored, s: the end of a longer trial. Own choice: it must be kept."""
HOP_SECONDS = 1.0
"""Step between the windows of a long trial, s; own choice."""

LIVE_ONLY = frozenset({"not recorded yet", "overrun", "no headset"})
"""Reasons that depend on the moment, not on the data: replay keeps the ledger's."""

WindowAt = Callable[[int, int], CleanWindow]
WindowScore = tuple[tuple[float, float] | None, str]
"""(value, certainty) of a window, or None and the reason."""
ScoresOne = Callable[["Scorer", CleanWindow], WindowScore]
"""What scores a window at once, or promises to."""


def score_stretch(
    window_at: WindowAt, scorer: Scorer, first: int, stop: int, *, sfreq: float
) -> Score:
    """Score the windows between two samples and average them, weighted by certainty.

    Parameters
    ----------
    window_at : callable
        Returns the clean window between two absolute samples.
    scorer : Scorer
        The model.
    first, stop : int
        Absolute sample indices, ``stop`` exclusive; windows are placed from ``stop``
        backwards. If they are less than one window apart, it begins before ``first``.
    sfreq : float
        Sampling rate, Hz.

    Returns
    -------
    score : Score
        Without a value if no window could be scored; the reason is then the most
        frequent one.
    """
    first = max(first, stop - round(LONGEST_SECONDS * sfreq))
    # a trial shorter than a window is scored all the same, with what came before it
    first = min(first, stop - round(WINDOW_SECONDS * sfreq))
    values: list[tuple[float, float]] = []
    reasons: Counter[str] = Counter()
    qualities: list[float] = []
    n_windows = 0
    faults: dict[str, Counter[str]] = {}
    n_seen = 0
    for begin, end in windows_of(first, stop, sfreq):
        window = window_at(begin, end)
        n_windows += 1
        if window.verdicts:  # a window that is not there has no quality
            qualities.append(window.quality)
        for verdict in window.verdicts:
            if verdict.quality == "bad":
                faults.setdefault(verdict.ch_name, Counter())[verdict.fault] += 1
        engagement, reason = score_window(scorer, window)
        if engagement is None:
            reasons[reason] += 1
        else:
            values.append(engagement)
            n_seen += scorer.pupil is not None and math.isfinite(window.pupil)
    bads = _bad_channels(faults, n_windows)
    quality = sum(qualities) / len(qualities) if qualities else math.nan
    by = scorer.model_hash, bads, scorer.estimator.name
    made = Score(None, None, "", quality, first, stop, *by)
    if not values:
        return replace(made, reason=reasons.most_common(1)[0][0])
    # where every certainty is 0 there is nothing to weigh: 0.5 with certainty 0
    weight = sum(c for _, c in values)
    n = len(values)
    value = sum(v * c for v, c in values) / weight if weight else 0.5
    signals = "eeg" if not n_seen else "eeg+pupil" if n_seen == n else "eeg+pupil-part"
    return replace(made, value=value, certainty=weight / n, signals=signals)


def _bad_channels(
    faults: Mapping[str, Counter[str]], n_windows: int
) -> tuple[str, ...]:
    """Return the channels that were bad in half of the windows or more."""
    # a single bad window does not name a channel
    return tuple(
        f"{name}:{found.most_common(1)[0][0]}"
        for name, found in faults.items()
        if 2 * found.total() >= n_windows
    )


def score_window(scorer: Scorer, window: CleanWindow) -> WindowScore:
    """Return (value, certainty) of one window, or None and the reason."""
    if window.reason:
        return None, window.reason
    return _told(*scorer.score(window.data, bads=window.bads, pupil=window.pupil))


def score_windows(scorer: Scorer, windows: Sequence[CleanWindow]) -> list[WindowScore]:
    """Return what `score_window` says of each window.

    Windows with the same channels are scored at once where that gives the same bits:
    most of a single window's time goes into calls, not into sums.
    """
    if not scorer.estimator.is_alike_in_any_batch:
        return [score_window(scorer, window) for window in windows]
    found: list[WindowScore] = [(None, window.reason) for window in windows]
    alike: dict[tuple[tuple[str, ...], tuple[int, ...]], list[int]] = {}
    for k, window in enumerate(windows):
        if not window.reason:
            alike.setdefault((window.bads, window.data.shape), []).append(k)
    for (bads, _), places in alike.items():
        data = np.stack([windows[k].data for k in places])
        pupils = np.array([windows[k].pupil for k in places])
        scores = scorer.score_all(data, bads, pupils)
        for k, said in zip(places, scores, strict=True):
            found[k] = _told(*said)
    return found


def _told(engagement: Engagement | None, reason: str) -> WindowScore:
    if engagement is None:
        return None, reason
    # NaN must not enter a mean, where it would take all other windows with it
    if not math.isfinite(engagement.value):
        return None, "the model gave no number"
    return (engagement.value, engagement.certainty), ""


def windows_of(
    first: int, stop: int, sfreq: float, *, hop_seconds: float = HOP_SECONDS
) -> Iterator[tuple[int, int]]:
    """Yield the windows of a stretch as (first, stop), the last one first.

    Parameters
    ----------
    first, stop : int
        Absolute sample indices of the stretch; ``stop`` is exclusive.
    sfreq : float
        Sampling rate, Hz.
    hop_seconds : float
        Step between windows, s; ``HOP_SECONDS`` by default.
    """
    length = round(WINDOW_SECONDS * sfreq)
    hop = round(hop_seconds * sfreq)
    # backwards: the samples nearest to the answer are always scored
    end = stop
    while end - length >= first:
        yield end - length, end
        end -= hop
