"""What is said of a recording, without MNE: gaps, trials, displays, keys, review."""

from __future__ import annotations

from collections.abc import Iterator

from attention_camp.camp.dataset.derivatives.review import Review
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.rows import read_told_table
from attention_camp.camp.dataset.tables import GAP

Note = tuple[float, float, str]
"""Onset and duration in seconds, and the description."""


def recorded_notes(paths: RunPaths, recording: Recording) -> list[Note]:
    """Return gaps, trials, displays and keys, as the session recorded them.

    Gaps are ``BAD_gap``, trials ``trial/TASK``, displays and keys ``stimulus/NAME`` and
    ``response/KEY``; free text stays out. All begin and end within the recording.

    Raises
    ------
    DatasetError
        If the table of events cannot be read.
    """
    sfreq, n_samples = recording.info.sfreq, recording.n_samples
    return [
        (sample / sfreq, min(duration, (n_samples - sample) / sfreq), text)
        for sample, duration, text in _by_sample(paths, recording)
        if 0 <= sample < n_samples
    ]


def _by_sample(
    paths: RunPaths, recording: Recording
) -> Iterator[tuple[int, float, str]]:
    for gap in recording.gaps:
        if gap.channel == 0:
            yield gap.first, gap.n / recording.info.sfreq, GAP
    table = read_told_table(paths)
    for trial in table.trials:
        yield trial.sample, trial.duration, f"trial/{trial.task}"
    for event in table.events:
        if event.trial_type != GAP:
            text = _description(event.trial_type, event.value)
            yield event.sample, event.duration, text


def _description(kind: str, value: str) -> str:
    """Return a row's text; free text stays out of it."""
    return f"{kind}/{value}" if value and kind in ("stimulus", "response") else kind


def review_notes(review: Review) -> list[Note]:
    """Return the annotations of a review, by their onset."""
    return [(one.onset, one.duration, one.text) for one in review.annotations]
