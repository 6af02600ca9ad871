"""The session of a participant before this one, as its ledgers tell."""

from __future__ import annotations

from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.trial_store import read_session


def session_before(paths: RunPaths) -> list[RunPaths]:
    """Return the runs of the participant's last other session with this protocol.

    The last one is that which began last; empty where there is none.
    """
    others = [
        run
        for run in existing_runs(paths.dataset)
        if run.participant == paths.participant
        and run.task == paths.task
        and run.session != paths.session
        and read_jsonl(run.decisions)[0]
    ]
    if not others:
        return []
    last = max(others, key=lambda run: str(read_session(run).get("started", "")))
    return [run for run in others if run.session == last.session]
