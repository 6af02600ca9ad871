"""The ledgers of a dataset: runs that go on with one another are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.studies.opening import whole_header
from attention_camp.camp.session.ledger_lines import HeaderLine, LedgerLine, TrialLine


def whole_ledgers(dataset: Path) -> Iterator[tuple[str, Sequence[LedgerLine]]]:
    """Yield whose each ledger is, and its lines, the header first.

    Where a run goes on with one that was broken off, the trials of both are in one
    ledger: a block may have begun in the first and ended in the second.

    Parameters
    ----------
    dataset : Path
        Root of the dataset; a run without a header is left out.
    """
    found: dict[tuple[str, str, str], list[Sequence[LedgerLine]]] = {}
    for run in existing_runs(dataset):
        lines = read_what_is_whole(run.decisions).lines
        header = whole_header(lines)
        if header is None:
            continue
        ledgers = found.setdefault((run.participant, run.session, run.task), [])
        before = ledgers.pop() if ledgers and header.taken_up is not None else ()
        trials = (line for line in before if isinstance(line, TrialLine))
        own = (line for line in lines if not isinstance(line, HeaderLine))
        ledgers.append((header, *trials, *own))
    for (participant, *_), ledgers in found.items():
        for ledger in ledgers:
            yield participant, ledger
