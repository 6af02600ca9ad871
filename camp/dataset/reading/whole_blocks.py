"""The trials of each block, also where a run broke off in it and another went on."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.reading.summary import BlockKey, by_block
from attention_camp.camp.dataset.rows import read_event_table
from attention_camp.camp.dataset.studies.opening import FIRST_LINES, whole_header
from attention_camp.camp.session.records import TrialRecord
from attention_camp.resources.reasons import UNREADABLE

logger = logging.getLogger(__name__)


def runs_around(paths: RunPaths) -> tuple[list[RunPaths], list[RunPaths]]:
    """Return the runs just before a run, and those just after it, each in order.

    Those of the same protocol in the same session whose numbers leave no gap: only they
    can be one session that was broken off and gone on with.
    """
    before: list[RunPaths] = []
    after: list[RunPaths] = []
    number = paths.run - 1
    while number and (one := replace(paths, run=number)).decisions.exists():
        before.insert(0, one)
        number -= 1
    number = paths.run + 1
    while (one := replace(paths, run=number)).decisions.exists():
        after.append(one)
        number += 1
    return before, after


def whole_blocks(
    paths: RunPaths, trials: Sequence[TrialRecord]
) -> dict[BlockKey, list[TrialRecord]]:
    """Return the trials of each block of a run, each main block once and whole.

    A main block that an earlier run of the session began, and this one went on with,
    has the trials of both; one that a later run went on with is left to that run.
    Calibration and practice are done anew after a break: they stay as they are.

    Parameters
    ----------
    paths : RunPaths
        The run.
    trials : sequence of TrialRecord
        Its trials.
    """
    blocks = by_block(trials)
    before, after = runs_around(paths)
    for later in after:
        if not _goes_on(later):
            break
        for key in _main_blocks(later):
            blocks.pop(key, None)
    goes_on = paths
    for earlier in reversed(before):
        if not _goes_on(goes_on):
            break
        for key, inside in _main_blocks(earlier).items():
            if key in blocks:
                blocks[key] = [*inside, *blocks[key]]
        goes_on = earlier
    return blocks


def _main_blocks(paths: RunPaths) -> dict[BlockKey, list[TrialRecord]]:
    """Return the main blocks of another run; none where it cannot be read."""
    try:
        trials = read_event_table(paths).trials
    except UNREADABLE as error:  # whoever reads that run is told
        logger.warning("%s: its blocks are not joined: %s", paths.stem, error)
        return {}
    return by_block(trial for trial in trials if trial.stage == "main")


def _goes_on(paths: RunPaths) -> bool:
    """Return whether a run goes on where the run before it was broken off."""
    try:
        lines = read_what_is_whole(paths.decisions, most=FIRST_LINES).lines
    except DatasetError as error:
        logger.warning("%s: its blocks are not joined: %s", paths.stem, error)
        return False
    header = whole_header(lines)
    return header is not None and header.taken_up is not None
