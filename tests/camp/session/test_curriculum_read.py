"""What a curriculum chose is known to those who hold a sham against its own scores."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.ledger_lines import TakenUp, TrialLine
from attention_camp.camp.session.ledger_state import (
    LedgerState,
    state_from_ledger,
    taken_up,
)
from attention_camp.camp.study.arms.shams import shams_of

TASKS = ("visual-search", "change-detection", "sternberg")
REST = {"task": "rest", "stage": "calibration", "label": "rest",
        "options": {"duration": 6}, "rule": {"name": "fixed"}}  # fmt: skip
CHOSEN = {
    "name": "read", "title": "Read", "description": "For tests.",
    "order": "curriculum",
    "blocks": [REST, *({"task": task, "trials": 24} for task in TASKS * 2)],
}  # fmt: skip


@pytest.fixture
def worked(make_bench, tmp_path: Path):
    """Return what works a session with scores that vary, and writes it down."""

    def work(
        *, run: int = 1, taken: TakenUp | None = None, n_lines: int | None = None
    ) -> LedgerState:
        bench = make_bench(control=NoControl(), protocol=CHOSEN)
        rng, steady = np.random.default_rng(run), bench.link.score
        bench.link.score = lambda start, stop: replace(
            steady(start, stop), value=float(rng.random())
        )
        # a sham that delivers the own scores: all of its decisions are theirs
        request = replace(bench.request, arm="sham")
        listed, eeg = bench.plan.protocol, bench.link.describe()
        header = header_line(request, listed, eeg, taken)
        bench.run(progress=LedgerState.from_header(header))
        lines = [header, *bench.diary.ledger][:n_lines]
        paths = RunPaths(tmp_path / "data", "01", "01", "read", run)
        meta = {"protocol": listed.model_dump(mode="json")}
        prepare_run(paths, meta=meta).release()
        store = TrialStore(paths)
        for line in lines:
            if isinstance(line, TrialLine):
                store.append(line)
            else:
                store.append_ledger(line)
        store.close()
        return state_from_ledger(lines)

    return work


def test_rules_are_made_again_as_a_curriculum_chose_them(worked, tmp_path) -> None:
    """In a run that broke off in a chosen block, and in the one that goes on."""
    stopped = worked(n_lines=88)
    assert stopped.block is not None
    assert stopped.block.trials_done < 24
    assert stopped.choices
    worked(run=2, taken=taken_up(stopped, range(2, 8)))
    whole, rest = shams_of(tmp_path / "data")
    assert whole.contingency.n_copies > 30
    assert (whole.agreement, rest.agreement) == (1.0, 1.0)
