"""What follows a trial: a sign how it went, and a question where attention was."""

from __future__ import annotations

import numpy as np

from attention_camp.camp.session.camp.slips import sign_of
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.plan import PlannedBlock
from attention_camp.camp.session.protocol import Block
from attention_camp.camp.session.recorder import Shown
from attention_camp.tasks import load_task
from attention_camp.tasks.questionnaires.probe import (
    PROBE,
    answer_of,
    probe_trial,
    probe_turns,
)
from attention_camp.tasks.task import Task


def probes_of(planned: PlannedBlock, seed: int) -> frozenset[int]:
    """Return after which trials of a block a probe comes, the same when it goes on."""
    rng = np.random.default_rng((seed, planned.number, 0, PROBE_SEED))
    return probe_turns(planned.block.trials, planned.block.probe_every, rng)


PROBE_SEED, LIST_SEED = 2**31, 2**31 + 1
"""Stand where orders of cells have the number of a trial."""


def task_at(planned: PlannedBlock, done: int, seed: int) -> Task:
    """Return the task of a block's next trial: with the options of its row, if any.

    Parameters
    ----------
    planned : PlannedBlock
        The block.
    done : int
        Trials done in it; each list is shuffled anew.
    seed : int
        Of the session: the order is the same when the block is gone on with.
    """
    block = planned.block
    if not block.trial_list:
        return planned.task
    turn, row = divmod(done, len(block.trial_list))
    if block.list_order == "shuffled":
        rng = np.random.default_rng((seed, planned.number, turn, LIST_SEED))
        row = int(rng.permutation(len(block.trial_list))[row])
    return load_task(block.task, **block.options | block.trial_list[row])


def follow(parts: Parts, block: Block, shown: Shown, *, probed: bool) -> None:
    """Show what follows a trial.

    Parameters
    ----------
    parts : Parts
        Screen and store.
    block : Block
        Says whether trials get a sign.
    shown : Shown
        The trial.
    probed : bool
        Whether a probe comes after it.
    """
    if block.feedback:
        parts.screen.feedback(sign_of(shown.trial, shown.response, shown.outcome))
    if probed:
        ask(parts)


def ask(parts: Parts) -> None:
    """Show a probe and store its answer: it is no trial, and changes no difficulty."""
    response = parts.screen.present(probe_trial())
    began = response.onsets[0]
    parts.write_event(began, response.end - began, PROBE, answer_of(response))
    parts.store.append_frames(parts.screen.take_frames())
