"""Ledgers of simulated sessions without EEG, in memory and in a dataset."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.ledger_lines import HeaderLine, LedgerLine
from attention_camp.camp.session.ledger_state import state_from_ledger, taken_up
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.simulate.without_eeg import run_session
from attention_camp.tasks.observers.observer import make_person


class _Kept:
    """A store in memory."""

    def __init__(self) -> None:
        self.ledger: list[LedgerLine] = []

    def append(self, line: LedgerLine) -> None:
        self.ledger.append(line)

    append_ledger = append

    def append_event(self, row: object) -> None:
        pass

    def append_frames(self, times: tuple[float, ...]) -> None:
        pass


def ledger_of(
    protocol: Protocol, seed: int, arm: str = "closed-loop"
) -> list[LedgerLine]:
    """Return the ledger of a simulated person's session."""
    kept, person = _Kept(), make_person(f"seed={seed}")
    plan = plan_session(protocol)
    run_session(plan, person, 0.1, seed=seed, tell=lambda _: None, store=kept, arm=arm)
    request = SessionRequest(Path(), "01", "01", arm=arm, seed=seed)
    return [header_line(request, protocol, None, None), *kept.ledger]


def in_two_runs(lines: Sequence[LedgerLine], n: int) -> list[list[LedgerLine]]:
    """Return a ledger as it is where a session is broken off and gone on with.

    Parameters
    ----------
    lines : sequence of LedgerLine
        The whole ledger; all of its blocks are main ones.
    n : int
        Lines of the first run after its header.
    """
    header, *rest = lines
    assert isinstance(header, HeaderLine)
    state = state_from_ledger([header, *rest[:n]])
    main = range(1, len(header.protocol["blocks"]) + 1)
    later = replace(header, taken_up=taken_up(state, main))
    return [[header, *rest[:n]], [later, *rest[n:]]]


def keep(paths: RunPaths, lines: Sequence[LedgerLine]) -> None:
    """Write a run with its ledger, and nothing else of it."""
    for file in (paths.events, paths.decisions):
        file.parent.mkdir(parents=True, exist_ok=True)
    paths.events.write_text("onset\tduration\n")
    text = "\n".join(json.dumps(line.to_json()) for line in lines)
    paths.decisions.write_text(f"{text}\n")
