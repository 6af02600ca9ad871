"""The runs that a command was asked to work on."""

from __future__ import annotations

from pathlib import Path

from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import RunPaths

MOST_NAMED = 5
"""Sessions named in an error."""


def require_dataset(dataset: Path) -> None:
    """Refuse a folder that is not there, of which nothing could be said.

    Raises
    ------
    CommandError
        If there is none.
    """
    if not dataset.is_dir():
        raise CommandError(f"There is no dataset {dataset}. Choose an existing folder.")


def runs_of(
    dataset: Path, participant: str | None = None, session: str | None = None
) -> list[RunPaths]:
    """Return the runs of a dataset, of one participant or session where one is named.

    Parameters
    ----------
    dataset : Path
        Root of the dataset.
    participant, session : str, optional
        Labels; None takes all.

    Raises
    ------
    CommandError
        If there is none; the text says what there is.
    """
    require_dataset(dataset)
    everything = recorded_runs(dataset)
    runs = [
        run
        for run in everything
        if participant in {None, run.participant} and session in {None, run.session}
    ]
    if runs:
        return runs
    if not everything:
        raise CommandError(
            f"{dataset} holds no recorded session. Choose a dataset that does, or "
            "record one with `attention-camp run`."
        )
    known = list(
        dict.fromkeys(f"sub-{run.participant}/ses-{run.session}" for run in everything)
    )
    more = ", …" if len(known) > MOST_NAMED else ""
    asked = " of ".join(
        part
        for part in (
            f"session {session}" if session is not None else "session",
            f"participant {participant}" if participant is not None else "",
        )
        if part
    )
    raise CommandError(
        f"{dataset} has no {asked}. It holds {', '.join(known[:MOST_NAMED])}{more}: "
        "choose one of these."
    )
