"""What is read of sessions that are set beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.reading.compare_scales import (
    MixedScalesError,
    require_one_scale,
)
from attention_camp.camp.dataset.reading.summary import RunSummary, summarise_run
from attention_camp.camp.dataset.rows import read_event_table
from attention_camp.camp.dataset.studies.opening import is_blinded
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.ui.sentences import translated


@dataclass(frozen=True, slots=True)
class Side:
    """One of the sessions."""

    title: str
    """Participant, session and run, as BIDS names them."""
    summary: RunSummary
    trials: tuple[TrialRecord, ...]
    """The main trials that ask for an answer; none where they are sealed."""
    is_blinded: bool


def read_side(run: RunPaths) -> Side:
    """Return what is compared of a run.

    Raises
    ------
    DatasetError
        If one of its files cannot be read.
    """
    table = read_event_table(run)
    summary, _ = summarise_run(run, table)
    main = (t for t in table.trials if t.stage == "main" and t.is_posed)
    return Side(run.title, summary, tuple(main), is_blinded(run))


def refusal(sides: Sequence[Side]) -> str:
    """Return why the engagement of some sessions cannot be compared; empty: it can."""
    try:
        require_one_scale([side.summary for side in sides])
    except MixedScalesError as error:
        return translated(error)
    return ""
