"""What a score may use: one level, no guesses, no times that the limit cut."""

from __future__ import annotations

from collections.abc import Sequence

from attention_camp.tasks.figures import mean
from attention_camp.tasks.trial import Outcome, Trial

Trials = Sequence[tuple[Trial, Outcome]]

MOST_CUT = 0.02
"""Share of trials that a limit may cut and times still be averaged; own choice. A mean
of what is left would shrink with every step of difficulty."""
HURRY_SECONDS = 0.2
"""So long before the limit people guess rather than answer, s; own choice."""


def counted(trials: Trials) -> Trials:
    """Return the trials without those answered before the display was seen."""
    return [(t, o) for t, o in trials if not o.measures.get("anticipated", False)]


def anticipations(trials: Trials) -> float:
    """Return the share of trials with an anticipation; NaN where there are none."""
    return mean(float(o.measures.get("anticipated", False)) for _, o in trials)


def timed(trials: Trials) -> Trials:
    """Return the trials whose times a score may average; none where it may not.

    These are the right answers, late ones included, since they keep their time. Where
    levels are mixed, or the limit cut more than `MOST_CUT` of the trials (no key at
    all, or one given in the last `HURRY_SECONDS`), there are none.
    """
    left = of_one_level(counted(trials))
    if share_cut(left) > MOST_CUT:
        return []
    return [(t, o) for t, o in left if o.measures.get("right_key", o.correct)]


def of_one_level(trials: Trials) -> Trials:
    """Return the trials, or none where they are of several levels.

    A score over levels of different difficulty changes with the rule that chose them.
    """
    return trials if len({t.level for t, _ in trials}) < 2 else []


def share_cut(trials: Trials) -> float:
    """Return the share of trials that the limit cut; 0 where there are none."""
    cut = [_is_cut(trial, outcome) for trial, outcome in trials]
    return sum(cut) / len(cut) if cut else 0.0


def _is_cut(trial: Trial, outcome: Outcome) -> bool:
    limit = float(trial.parameters["time_limit"])
    time = outcome.reaction_time
    return time is None or limit - HURRY_SECONDS <= time <= limit
