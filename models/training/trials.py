"""Trials of a session beside its EEG: the last ones as tokens, the next as targets.

The trial heads learn from them, from Python only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.labels import means_rest, read_rows
from attention_camp.models.patches import N_POWERS, Patches, cut, rest_of
from attention_camp.models.windows import Windows, prepare, some
from attention_camp.signal.sources.reading import read_recording

SECONDS = 4.0
"""Length of the window that ends with a trial."""
N_LAST = 8
"""Trials that are remembered. Our own choice."""
N_ABOUT = 5
"""What is known of a trial: correct, log reaction time relative to the person's so far,
whether there was one, difficulty, how long ago it was."""
N_LEVELS = 4
"""Ordered levels of workload, a quarter of the task's difficulty levels each."""
HARDEST = 12
"""Difficulty level from which workload is at its top; tasks have 8 to 16."""


@dataclass(frozen=True, slots=True)
class TrialExample:
    """One trial, as the events table tells it."""

    onset: float
    """Seconds from the first sample."""
    end: float
    correct: bool
    reaction_time: float
    """Seconds; NaN where there was no response."""
    level: int
    """Difficulty; 0 where nobody knows it."""


@dataclass(frozen=True, slots=True, eq=False)
class TrialExamples:
    """The trials of one recording: what was seen until each, and what came next."""

    patches: Patches
    """Of the window that ends with the trial."""
    rest: NDArray[np.float32]
    """Shape (n_chans, N_POWERS)."""
    known: NDArray[np.float32]
    """Shape (n_chans,)."""
    last: NDArray[np.float32]
    """The last trials, this one among them, shape (n, N_LAST, N_ABOUT)."""
    there: NDArray[np.float32]
    """Shape (n, N_LAST), 0 where there was no such trial."""
    workload: NDArray[np.float32]
    """Level of this trial, 0 to N_LEVELS - 1; NaN where it is not known."""
    reaction: NDArray[np.float32]
    """Log reaction time of the next trial, relative to the person's so far; NaN where
    there is none."""
    lapse: NDArray[np.float32]
    """1 where the next trial is missed or wrong; NaN where there is none."""
    engaged: NDArray[np.float32]
    """1 where the person was engaged during this trial, 0 where not; NaN where nobody
    knows. Never from rest against task: rest has no trials, which would tell."""
    person: str
    """Who it is. One person may have several recordings, which are left out together.
    """


def trials_of(rows: Sequence[Mapping[str, str]]) -> list[TrialExample]:
    """Return the trials of an events table of this application, rest left out."""
    return [
        TrialExample(
            float(row["onset"]),
            float(row["onset"]) + float(row["duration"]),
            row["correct"] == "true",
            float(row["reaction_time"].replace("n/a", "nan")),
            int(row["level"]),
        )
        for row in rows
        if row.get("trial_type") == "trial" and not means_rest(row["task"])
    ]


def examples_of_trials(
    windows: Windows,
    trials: Sequence[TrialExample],
    rest: Windows,
    *,
    person: str,
    engaged: NDArray[np.floating] | None = None,
) -> TrialExamples:
    """Return what was seen until each trial, and what came next.

    Parameters
    ----------
    windows : Windows
        One per trial, ending with it.
    trials : sequence of TrialExample
        In order of time.
    rest : Windows
        The person's own rest; without a window it is not known.
    person : str
        Who it is.
    engaged : ndarray, shape (n_trials,), optional
        1 where the person was engaged in the trial, 0 where not, NaN where unknown.
    """
    last, there, reaction, lapse = _history(trials)
    level = np.array([float(trial.level) for trial in trials], np.float32)
    quarter = np.minimum((level - 1) * N_LEVELS // HARDEST, N_LEVELS - 1)
    workload = np.where(level > 0, quarter, np.nan).astype(np.float32)
    told = np.full(len(trials), np.nan, np.float32)
    if engaged is not None:
        told[:] = engaged
    scored = windows.scored
    n_chans = len(windows.ch_names)
    power, known = np.zeros((n_chans, N_POWERS), np.float32), np.zeros(n_chans, "f4")
    if rest.scored.any():
        power, known = rest_of(cut(some(rest, rest.scored)))
    last, there, workload, reaction, lapse, told = (
        v[scored] for v in (last, there, workload, reaction, lapse, told)
    )
    return TrialExamples(
        cut(some(windows, scored)), power, known, last, there, workload, reaction,
        lapse, told, person,
    )  # fmt: skip


def parts_of_people(who: Sequence[str], n_parts: int) -> list[NDArray[np.bool_]]:
    """Return which recordings are of the people of each part; nobody is in two.

    Were one session of a person learned from while another is told, the figure would
    be of a person who is known.

    Parameters
    ----------
    who : sequence of str
        Whose each recording is.
    n_parts : int
        Parts of the people; never more than there are people.
    """
    names = np.array(who)
    everybody = list(dict.fromkeys(who))
    n_parts = min(n_parts, len(everybody))
    return [np.isin(names, everybody[part::n_parts]) for part in range(n_parts)]


def by_person(who: Sequence[str], values: Sequence[float]) -> NDArray[np.float64]:
    """Return each person's mean over their recordings, shape (n_people,).

    Parameters
    ----------
    who : sequence of str
        Whose each recording is.
    values : sequence of float
        A figure of each; NaN is left out, and is a person's who has no other.
    """
    known: dict[str, list[float]] = {name: [] for name in who}
    for name, value in zip(who, values, strict=True):
        if not np.isnan(value):
            known[name].append(value)
    return np.array([np.mean(own) if own else np.nan for own in known.values()])


def _history(trials: Sequence[TrialExample]) -> tuple[NDArray[np.float32], ...]:
    n = len(trials)
    log_time = np.log([max(t.reaction_time, 0.05) for t in trials])
    answered = np.isfinite(log_time)
    relative = np.full(n, np.nan)
    for i in range(n):
        before = log_time[:i][answered[:i]]
        if answered[i] and len(before) >= 3:
            relative[i] = log_time[i] - before.mean()
    last = np.zeros((n, N_LAST, N_ABOUT), np.float32)
    there = np.zeros((n, N_LAST), np.float32)
    for i in range(n):
        for age, j in enumerate(range(i, max(i - N_LAST, -1), -1)):
            has_time = np.isfinite(relative[j])
            last[i, age] = (
                trials[j].correct - 0.5,
                relative[j] if has_time else 0.0,
                has_time,
                trials[j].level / HARDEST,
                age / N_LAST,
            )
            there[i, age] = 1.0
    wrong = np.array([not trial.correct for trial in trials], dtype=float)
    after = [np.append(values[1:], np.nan) for values in (relative, wrong)]
    return last, there, *(values.astype(np.float32) for values in after)


def read_trials(folders: Sequence[Path]) -> list[TrialExamples]:
    """Return everybody's trials in datasets that this application recorded.

    Recordings without trials or without rest of their own are left out, and so are
    trials that the EEG does not hold to their end. Each recording is one of the
    examples: a person has as many as they have recordings.
    """
    found = []
    for folder in folders:
        for path in sorted(Path(folder).glob("sub-*/**/eeg/*_eeg.vhdr")):
            label = path.relative_to(folder).parts[0]
            one = _read_run(path, f"{Path(folder).resolve()}/{label}")
            if one is not None:
                found.append(one)
    return found


def _read_run(path: Path, person: str) -> TrialExamples | None:
    rows = read_rows(path.with_name(path.name.replace("_eeg.vhdr", "_events.tsv")))
    trials = trials_of(rows)
    spans = [
        (float(row["onset"]), float(row["onset"]) + float(row["duration"]))
        for row in rows
        if row.get("trial_type") == "trial" and means_rest(row["task"])
    ]
    recorded = read_recording(path)
    data, sfreq = recorded.samples_uv * 1e-6, recorded.info.sfreq
    n = round(SECONDS * sfreq)
    ends = [round(trial.end * sfreq) for trial in trials]
    whole = [n <= end <= data.shape[1] for end in ends]
    trials, ends = [*compress(trials, whole)], [*compress(ends, whole)]
    starts = [
        round((begin + k * SECONDS) * sfreq)
        for begin, end in spans
        for k in range(int((end - begin) / SECONDS + 1e-9))
    ]
    starts = [start for start in starts if start + n <= data.shape[1]]
    if not ends or not starts:
        return None
    windows, rest = (
        prepare(
            np.stack([data[:, at : at + n] for at in begins]),
            sfreq=sfreq,
            ch_names=recorded.info.ch_names,
        )
        for begins in ([end - n for end in ends], starts)
    )
    if not rest.scored.any():
        return None
    return examples_of_trials(windows, trials, rest, person=person)
