"""Participant flow (CONSORT), adherence and data quality: counts, never tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from attention_camp.camp.dataset.layout import LONGEST_LABEL
from attention_camp.camp.study.autocorrelation import effective_scores
from attention_camp.camp.study.gather import StudyData
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    import pandas as pd

ADHERENCE_LINES = (0.6, 0.8)
"""Shares of the planned sessions below which a person counts as having left, and from
which as adherent; conventions of camp studies, not thresholds of effect."""


@dataclass(frozen=True, slots=True)
class Flow:
    """How many people reached each stage."""

    rows: tuple[tuple[str, dict[str, int]], ...]
    """Stage, and the number of people by arm."""
    n_planned: int
    """Training sessions that a person was to do: what is declared, or the largest
    number that anyone did."""
    is_declared: bool
    """Whether ``n_planned`` was declared."""


def participant_flow(data: StudyData, n_planned: int | None = None) -> Flow:
    """Count people by arm and stage.

    Parameters
    ----------
    data : StudyData
        The study.
    n_planned : int or None
        Training sessions planned for each person; None: as the training's protocol
        says, else the largest number done.
    """
    runs = data.runs[data.runs["state"] == "finished"]
    arms = sorted(set(data.runs["arm"]))

    def count(people: pd.DataFrame) -> dict[str, int]:
        by_arm = people.groupby("arm")["participant"].nunique()
        return {arm: int(by_arm.get(arm, 0)) for arm in arms}

    done = sessions_done(data)
    declared = n_planned or _declared(data)
    planned = declared or int(done["n_sessions"].max() if len(done) else 0)
    without = len(set(data.people["participant"]) - set(data.runs["participant"]))
    rows: list[tuple[str, dict[str, int]]] = [
        (Sentence("Listed, without a session"), {"": without}),
        (Sentence("Began a session"), count(data.runs)),
        (Sentence("Finished one"), count(runs)),
    ]
    if "pre" in data.times:
        rows.append((Sentence("Measured before"), count(runs[runs["time"] == "pre"])))
    for share in ADHERENCE_LINES if planned else ():
        reached = done[done["n_sessions"] >= share * planned]
        text = Sentence(
            "Trained in at least {share} % of {n:session|sessions}",
            share=round(100 * share),
            n=planned,
        )
        rows.append((text, count(reached)))
    if "post" in data.times:
        rows.append((Sentence("Measured after"), count(runs[runs["time"] == "post"])))
    return Flow(tuple(rows), planned, bool(declared))


def _declared(data: StudyData) -> int:
    """Return the number of sessions that the training's protocol plans; 0: none."""
    labels = set(data.runs[data.runs["time"] == "camp"]["protocol"])
    plans = (data.protocols.get(label, {}).get("sessions", 1) for label in labels)
    return max((int(n) for n in plans if int(n) > 1), default=0)


def sessions_done(data: StudyData) -> pd.DataFrame:
    """Return the number of finished training sessions of each person and arm."""
    runs = data.runs[(data.runs["state"] == "finished") & (data.runs["time"] == "camp")]
    people = data.runs[["participant", "arm"]].drop_duplicates()
    counts = runs.groupby("participant")["session"].nunique()
    return people.assign(
        n_sessions=people["participant"].map(counts).fillna(0).astype(int)
    )


@dataclass(frozen=True, slots=True)
class Missing:
    """Who lacks an outcome at a time."""

    outcome: str
    time: str
    counts: dict[str, tuple[int, int]]
    """By arm: people who lack it, of all who began."""


def in_order(sessions: pd.DataFrame) -> pd.DataFrame:
    """Return rows with a ``date`` and a ``session`` in the order of the sessions.

    In an anonymous copy the sessions of one day have one date: what their labels count
    says which came first, and 10 comes after 9.
    """
    counted = sessions["session"].str.replace(
        r"\d+", lambda found: found[0].zfill(LONGEST_LABEL), regex=True
    )
    ordered = sessions.assign(counted=counted).sort_values(["date", "counted"])
    return ordered.drop(columns="counted")


def missing_data(data: StudyData, values: pd.DataFrame) -> list[Missing]:
    """Return what is missing of each outcome, by time and arm; whole ones are left out.

    Parameters
    ----------
    data : StudyData
        The study.
    values : DataFrame
        A row per person, time and outcome that was measured.
    """
    began = data.runs[["participant", "arm"]].drop_duplicates()
    sizes = began.groupby("arm")["participant"].nunique()
    found = []
    for (outcome, time), rows in values.groupby(["outcome", "time"], sort=False):
        have = rows.groupby("arm")["participant"].nunique()
        counts = {
            str(arm): (int(n) - int(have.get(arm, 0)), int(n))
            for arm, n in sizes.items()
        }
        if any(lack for lack, _ in counts.values()):
            found.append(Missing(str(outcome), str(time), counts))
    return found


def data_quality(data: StudyData) -> pd.DataFrame:
    """Return a row per person: what was recorded, and how good it was."""
    runs = data.runs
    grouped = runs.groupby(["participant", "arm"], sort=True)
    blocks = data.blocks[data.blocks["stage"] != "practice"]
    quality = blocks.groupby("participant")["quality_mean"].mean()
    stages = {
        f"good_{stage}": blocks[blocks["stage"] == stage]
        .groupby("participant")["quality_mean"]
        .mean()
        for stage in ("calibration", "main")
    }
    table = grouped.agg(
        sessions=("session", "nunique"),
        broken_off=("state", lambda states: int((states != "finished").sum())),
        minutes=("minutes", "sum"),
        main_trials=("n_main", "sum"),
        scored=("n_scored", "sum"),
        refused=("n_refused", "sum"),
        steered=("n_steered", "sum"),
        suspect_onsets=("n_onset_dropped", "sum"),
    ).reset_index()
    main = table["main_trials"].where(table["main_trials"] > 0)
    return table.assign(
        share_steered=table["steered"] / main,
        channels_good=table["participant"].map(quality),
        effective_scored=table["participant"].map(effective_scores(data.trials)),
        **{name: table["participant"].map(one) for name, one in stages.items()},
    )
