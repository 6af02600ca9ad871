"""A curriculum in a session: chosen, on record, made again, gone on with."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from attention_camp.camp.processes.camp_history import figures_of
from attention_camp.camp.replay.recorded_scores import replay_recorded_scores
from attention_camp.camp.session.arms.arm_lines import ArmLine
from attention_camp.camp.session.camp.camp_pages import pages_after
from attention_camp.camp.session.camp.contents import Camp
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.ledger_lines import (
    BlockState,
    TrialLine,
    line_from_json,
)
from attention_camp.camp.session.ledger_state import (
    LedgerState,
    as_run,
    state_from_ledger,
    taken_up,
)
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.protocols.carried_levels import levels_reached
from attention_camp.camp.session.running.choice_line import ChoiceLine
from attention_camp.camp.session.running.course import Course, plan_of_run
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.tasks.difficulty.curriculum import WHY

TASKS = ("visual-search", "change-detection", "sternberg")
REST = {"task": "rest", "stage": "calibration", "label": "rest",
        "options": {"duration": 6}, "rule": {"name": "fixed"}}  # fmt: skip
PROTOCOL = {
    "name": "chosen", "title": "Chosen", "description": "For tests.",
    "scoring": {"estimator": "pope"}, "order": "curriculum", "sessions": 2,
    "blocks": [REST, *({"task": name, "trials": 6, "break_after": 10,
                        "rule": {"name": "staircase"}} for name in TASKS * 2)],
}  # fmt: skip


def _run(make_bench, protocol=PROTOCOL, **options):
    bench = make_bench(control=NoControl(), protocol=protocol)
    bench.run(**options)
    lines = [line_from_json(line.to_json()) for line in bench.diary.ledger]
    return bench, lines


def _trials(lines):
    return [line for line in lines if isinstance(line, TrialLine) and line.decided]


def _choices(lines):
    return [line for line in lines if isinstance(line, ChoiceLine)]


def test_each_block_after_the_first_is_chosen_before_it_begins(make_bench) -> None:
    _, lines = _run(make_bench)
    choices = _choices(lines)
    assert [line.block for line in choices] == [3, 4, 5, 6, 7]
    assert {line.why for line in choices} <= set(WHY)
    for choice in choices:
        before, after = lines[: lines.index(choice)], lines[lines.index(choice) :]
        assert max(t.record.block for t in _trials(before)) == choice.block - 1
        mine = [t.record for t in _trials(after) if t.record.block == choice.block]
        assert len(mine) == 6
        assert {r.task for r in mine} == {PROTOCOL["blocks"][choice.listed - 1]["task"]}
        if choice.level is not None:
            assert mine[0].level == choice.level


def test_breaks_keep_the_length_of_the_session(make_bench) -> None:
    bench, lines = _run(make_bench)
    assert sum(line.pause for line in _choices(lines)) == pytest.approx(50.0)
    listed, _ = _run(make_bench, PROTOCOL | {"order": "as-listed"})
    assert bench.plan.n_trials == listed.plan.n_trials


def test_a_choice_is_made_again_and_a_changed_one_is_told(make_bench) -> None:
    bench, lines = _run(make_bench)
    header = header_line(bench.request, bench.plan.protocol, None, None)
    assert header.format == 5
    result = replay_recorded_scores(header, lines, "")
    assert result.differences == []
    assert result.n_same == len(_trials(lines)) == 37
    at = lines.index(_choices(lines)[3])
    other = 2 if lines[at].listed != 2 else 3
    changed = [*lines[:at], replace(lines[at], listed=other), *lines[at + 1 :]]
    assert replay_recorded_scores(header, changed, "").differences
    wild = [*lines[:at], replace(lines[at], block=1), *lines[at + 1 :]]
    assert "no block can be chosen" in str(
        replay_recorded_scores(header, wild, "").differences
    )


def test_a_session_that_broke_off_goes_on_as_it_would_have(make_bench) -> None:
    _, lines = _run(make_bench)
    third = _choices(lines)[2]
    for stop in (lines.index(third), lines.index(third) + 1):  # before it, and after
        state = state_from_ledger(lines[:stop])
        assert len(state.choices) == stop - lines.index(third) + 2
        _, rest = _run(make_bench, progress=state)
        assert [line.listed for line in _choices(lines[:stop] + rest)] == [
            line.listed for line in _choices(lines)
        ]
        assert {t.record.block for t in _trials(rest)} == {5, 6, 7}


def test_a_new_run_knows_what_was_chosen(make_bench) -> None:
    bench, lines = _run(make_bench)
    cut = lines[: lines.index(_choices(lines)[2]) + 4]
    taken = taken_up(state_from_ledger(cut), {2, 3, 4, 5, 6, 7})
    header = header_line(bench.request, bench.plan.protocol, None, taken)
    again = line_from_json(header.to_json())
    assert LedgerState.from_header(again).choices == tuple(_choices(cut))
    _, rest = _run(make_bench, progress=LedgerState.from_header(again))
    assert replay_recorded_scores(again, rest, "").differences == []


def test_without_a_curriculum_nothing_is_chosen_or_written(make_bench) -> None:
    _, lines = _run(make_bench, PROTOCOL | {"order": "as-listed"})
    assert not _choices(lines)
    state = state_from_ledger(lines)
    assert "choices" not in str(taken_up(state, {2}).choices or "")


def test_levels_are_carried_on_to_the_task_they_are_of(make_bench) -> None:
    bench, lines = _run(make_bench)
    header = header_line(bench.request, bench.plan.protocol, None, None)
    reached = levels_reached([header, *lines])
    assert set(reached) == {2, 3, 4}  # the first block of each task
    assert [block.task for block, _ in reached.values()] == list(TASKS)
    ran = as_run(bench.plan.protocol.blocks, lines)
    tasks = {t.record.block: t.record.task for t in _trials(lines)}
    assert [ran[number - 1].task for number in sorted(tasks)] == [
        tasks[number] for number in sorted(tasks)
    ]


SORTED = PROTOCOL | {
    "blocks": [REST, *sorted(PROTOCOL["blocks"][1:], key=lambda block: block["task"])]
}
"""The same task twice in a row: what is chosen is not what is listed."""


def test_the_pages_after_it_tell_of_the_tasks_that_were_chosen(
    make_bench, monkeypatch
) -> None:
    """As the sheet does, which is made from the ledger."""
    shown, show = [], SimulatedScreen.show_camp

    def kept(screen, pages, **options):
        shown.append({page.title: page.lines for page in pages})
        return show(screen, pages, **options)

    monkeypatch.setattr(SimulatedScreen, "show_camp", kept)
    bench, lines = _run(make_bench, SORTED)
    listed = bench.plan.protocol
    header = header_line(bench.request, listed, None, None)
    today = figures_of(1, [header, *lines])
    assert {task.name for task in today.tasks} == set(TASKS)
    for page in pages_after(Camp(2, listed.blocks, 1.0), today):
        assert shown[-1][page.title] == page.lines


def _broken_off(make_bench):
    """Return the ledgers of a run that ends in a chosen block, and of the next run."""
    bench, lines = _run(make_bench, SORTED)
    first = _choices(lines)[0]
    listed = bench.plan.protocol.blocks
    assert listed[first.block - 1].task != listed[first.listed - 1].task
    header = header_line(bench.request, bench.plan.protocol, None, None)
    before = [header, *lines[: lines.index(first) + 4]]
    taken = taken_up(state_from_ledger(before), set(range(2, 8)))
    again = header_line(bench.request, bench.plan.protocol, None, taken)
    again = line_from_json(again.to_json())
    progress = LedgerState.from_header(again)
    _, rest = _run(make_bench, SORTED, progress=progress)
    assert first.block in {t.record.block for t in _trials(rest)}
    return before, [again, *rest]


def test_a_run_that_goes_on_has_the_blocks_that_were_chosen_before(make_bench) -> None:
    _, lines = _broken_off(make_bench)
    ran = as_run(Protocol.model_validate(lines[0].protocol).blocks, lines)
    assert all(ran[t.record.block - 1].task == t.record.task for t in _trials(lines))


def test_a_block_that_goes_on_counts_what_the_run_before_did_of_it(make_bench) -> None:
    """Killed again, it goes on after the trials of both runs."""
    before, after = _broken_off(make_bench)
    first = _choices(before)[0].block
    done = [t for t in _trials(before) if t.record.block == first]
    place = next(
        k
        for k, line in enumerate(after)
        if isinstance(line, TrialLine) and line.record.block == first
    )
    state = state_from_ledger(after[: place + 1])
    begun = state.in_block(first)
    assert begun.trials_done == len(done) + 1 == 4
    right = [t.record.correct for t in (*done, after[place])]
    assert begun.n_correct == sum(right)
    assert taken_up(state, set(range(2, 8))).goes_on_at == begun


def test_the_plan_of_a_run_is_as_it_went(make_bench) -> None:
    for lines in _broken_off(make_bench):
        plan = plan_of_run(lines[0], lines)
        firsts = {}
        for trial in _trials(lines):
            planned = plan.blocks[trial.record.block - 1]
            assert planned.block.task == trial.record.task
            firsts.setdefault(trial.record.block, (planned, trial.record))
        begun = lines[0].taken_up.goes_on_at.number if lines[0].taken_up else 0
        for number, (planned, record) in firsts.items():
            assert number == begun or planned.start_level == record.level


def test_answers_of_a_run_that_goes_on_count_for_their_own_task(make_bench) -> None:
    before, after = _broken_off(make_bench)
    reached = levels_reached([*before, *after])
    assert set(reached) == {2, 4, 6}  # the first block of each task


def test_a_run_that_goes_on_is_made_again_where_its_arm_is_a_line(make_bench) -> None:
    _, (header, *rest) = _broken_off(make_bench)
    arm = ArmLine(header.arm)
    assert replay_recorded_scores(header, [arm, *rest], "").differences == []


@pytest.mark.parametrize("target", [None, 0.6])
def test_fatigue_is_held_against_what_the_rule_aims_for(target) -> None:
    options = {} if target is None else {"target": target}
    rule = {"name": "staircase", "options": options}
    blocks = [block | {"rule": rule} for block in PROTOCOL["blocks"][1:]]
    plan = plan_session(Protocol.model_validate(PROTOCOL | {"blocks": blocks}))
    done = BlockState(1, 10, 3, None, n_correct=6)  # the task itself aims for 0.8
    chosen = Course(plan).choose(1, LedgerState(block=done))
    assert chosen.tired == (target is None)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": {}},
        {"state": {"done": [1], "levels": [1], "gains": [0.0], "n_left": 3,
                   "pause_left": 0.0}},
        {"state": {"done": ["a"] * 3, "levels": [1] * 3, "gains": [0.0] * 3,
                   "n_left": 3, "pause_left": 0.0}},
        {"level": -5},
    ],
)  # fmt: skip
def test_a_line_that_no_curriculum_wrote_is_told(make_bench, changes) -> None:
    bench, lines = _run(make_bench)
    header = header_line(bench.request, bench.plan.protocol, None, None)
    at = lines.index(_choices(lines)[1])
    changed = [*lines[:at], replace(lines[at], **changes), *lines[at + 1 :]]
    assert "no block can be chosen" in str(
        replay_recorded_scores(header, changed, "").differences
    )


def test_a_curriculum_needs_something_to_choose_from() -> None:
    few = PROTOCOL | {"blocks": PROTOCOL["blocks"][:3]}
    with pytest.raises(ValidationError, match="three training blocks"):
        Protocol.model_validate(few)
