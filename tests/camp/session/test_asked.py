"""What the class page asks for: allowed by the block, in the ledger, made again."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from attention_camp.camp.replay.recorded_scores import replay_recorded_scores
from attention_camp.camp.session.asked import AskedLine
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.ledger_lines import TrialLine, line_from_json
from attention_camp.camp.session.ledger_state import (
    LedgerState,
    state_from_ledger,
    taken_up,
)
from attention_camp.camp.session.messages import Asked, Stage
from attention_camp.camp.session.protocol import Protocol
from attention_camp.tasks.difficulty import make_rule
from attention_camp.tasks.difficulty.eased import Eased
from attention_camp.tasks.difficulty.rule import Evidence

EVERYTHING = ["pause", "easier", "next-task"]
ALL = {
    "name": "asked", "title": "Asked", "description": "For tests.",
    "scoring": {"estimator": "pope"},
    "blocks": [
        {"task": "visual-search", "trials": 6, "start_level": 6,
         "practice": 1, "practice_until": "done", "requests": EVERYTHING},
        {"task": "n-back", "trials": 2},
    ],
}  # fmt: skip


class AsksAt(NoControl):
    """A teacher who asks before the n-th time that somebody listens."""

    def __init__(self, **wishes: int) -> None:
        self._due = {at: what.replace("_", "-") for what, at in wishes.items()}
        self._heard = 0

    def take_asked(self) -> tuple[Asked, ...]:
        self._heard += 1
        what = self._due.pop(self._heard, None)
        if what is None:
            return ()
        return (Asked(f"n{self._heard}", what, "Ada"),)


def _run(make_bench, control, **options):
    bench = make_bench(control=control, protocol=ALL)
    bench.run(**options)
    lines = [line_from_json(line.to_json()) for line in bench.diary.ledger]
    trials = [line for line in lines if isinstance(line, TrialLine) and line.decided]
    return bench, lines, trials


def test_easier_reaches_the_rule_and_is_remade(make_bench) -> None:
    # heard twice a trial: before it, and when it is answered; once before practice
    bench, lines, trials = _run(make_bench, AsksAt(easier=5))
    asked = [line for line in lines if isinstance(line, AskedLine)]
    assert [(line.what, line.who, line.block) for line in asked] == [
        ("easier", "Ada", 1)
    ]
    told = [line.decided.evidence.easier for line in trials]
    assert told == [None, 1, None, None, None, None, None, None]
    assert trials[1].decided.decision.why == "asked-easier"
    _, _, plain = _run(make_bench, NoControl())
    eased, usual = trials[1].decided.decision, plain[1].decided.decision
    assert eased.level == usual.level - 1
    header = header_line(bench.request, bench.plan.protocol, None, None)
    result = replay_recorded_scores(header, lines, "")
    assert result.differences == []
    assert result.n_same == len(trials)
    without = [line for line in lines if line is not asked[0]]
    assert replay_recorded_scores(header, without, "").differences


def test_a_block_is_left_only_where_it_allows_that(make_bench) -> None:
    bench, lines, trials = _run(make_bench, AsksAt(next_task=6))
    blocks = [line.record.block for line in trials]
    assert blocks == [1, 1, 2, 2]
    assert [answer.done for answer in bench.diary.of("AskedAnswer")] == [True]
    bench, lines, trials = _run(make_bench, AsksAt(next_task=16))
    assert [line.record.block for line in trials] == [1] * 6 + [2] * 2
    assert [answer.done for answer in bench.diary.of("AskedAnswer")] == [False]
    assert not [line for line in lines if isinstance(line, AskedLine)]


class AsksInTheLastSign(NoControl):
    """A teacher who asks while the sign after a block's last trial is shown."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._waiting: list[Asked] = []
        self._n_signs = 0
        self.paused = False

    def sign(self, slips: object) -> None:
        """Be shown a sign in place of the participant."""
        self._n_signs += 1
        if self._n_signs == ALL["blocks"][0]["trials"]:
            self._waiting.append(Asked("n", self._what, "Ada"))
            self.paused = self._what == "pause"

    def take_asked(self) -> tuple[Asked, ...]:
        asked, self._waiting = tuple(self._waiting), []
        return asked

    def go_on(self) -> bool:
        """Resume once the pause is on the screen."""
        self.paused = False
        self._waiting.append(Asked("m", "resume", "Ada"))
        return False


def _asked_in_the_last_sign(make_bench, what, *, then):
    first, second = ALL["blocks"]
    first = {**first, "feedback": True, "practice": 0}
    blocks = [first, {**second, "requests": then}]
    control = AsksInTheLastSign(what)
    bench = make_bench(control=control, protocol={**ALL, "blocks": blocks})
    bench.parts.screen.feedback = control.sign
    bench.parts.screen._paused = control.go_on
    bench.run()
    trials = [x for x in bench.diary.ledger if isinstance(x, TrialLine)]
    assert [x.record.block for x in trials] == [1] * 6 + [2] * 2
    asked = [x for x in bench.diary.ledger if isinstance(x, AskedLine)]
    answers = [answer.done for answer in bench.diary.of("AskedAnswer")]
    return bench, [(x.what, x.block) for x in asked], answers, trials


def test_the_next_task_asked_after_the_last_trial_is_the_next(make_bench) -> None:
    _, asked, answers, _ = _asked_in_the_last_sign(
        make_bench, "next-task", then=EVERYTHING
    )
    assert asked == [("next-task", 1)]
    assert answers == [True]


def test_a_pause_asked_after_the_last_trial_can_be_ended(make_bench) -> None:
    bench, asked, answers, _ = _asked_in_the_last_sign(make_bench, "pause", then=[])
    assert asked == [("pause", 1), ("resume", 1)]
    assert answers == [True, True]
    stages = [(told.stage, told.block) for told in bench.diary.of("StageChanged")]
    assert (Stage.PAUSED, 1) in stages
    assert (Stage.PAUSED, 2) not in stages


def test_easier_has_nothing_to_ease_after_the_last_trial(make_bench) -> None:
    _, asked, answers, trials = _asked_in_the_last_sign(
        make_bench, "easier", then=EVERYTHING
    )
    assert asked == []
    assert answers == [False]
    assert not any(x.decided.evidence.easier for x in trials)


def test_a_block_can_be_left_in_practice(make_bench) -> None:
    _, _, trials = _run(make_bench, AsksAt(next_task=1))
    assert [line.record.block for line in trials] == [2, 2]


def test_a_session_that_broke_off_goes_on_after_the_block_that_was_left(
    make_bench,
) -> None:
    _, lines, _ = _run(make_bench, AsksAt(next_task=6))
    cut = lines[: next(i for i, x in enumerate(lines) if isinstance(x, AskedLine)) + 1]
    state = state_from_ledger(cut)
    assert state.is_past(1, "main")
    _, _, trials = _run(make_bench, NoControl(), progress=state)
    assert [line.record.block for line in trials] == [2, 2]
    again = taken_up(state, {1, 2})
    assert again.left == 1


def test_easier_survives_a_process_that_was_killed_before_the_trial() -> None:
    line = AskedLine("easier", 1, "Ada", "", 1.0)
    assert state_from_ledger([line]) == LedgerState(easier=1)


def test_a_pause_is_told_and_kept_with_its_name(make_bench) -> None:
    class Pauses(AsksAt):
        @property
        def paused(self) -> bool:
            return self._heard == 4

    control = Pauses(pause=4, resume=5)
    bench = make_bench(control=control, protocol=ALL)
    bench.parts.screen._paused = lambda: False  # the simulated person waits for no one
    bench.run()
    asked = [x.what for x in bench.diary.ledger if isinstance(x, AskedLine)]
    assert asked == ["pause", "resume"]
    stages = [told.stage for told in bench.diary.of("StageChanged")]
    assert stages.count(Stage.PAUSED) == 1


@pytest.mark.parametrize("name", ["staircase", "quest", "fixed", "n-up-m-down"])
def test_an_eased_rule_is_pure_bounded_and_goes_through_json(name) -> None:
    rule = Eased(make_rule(name, n_levels=5, chance=0.25, target=0.75, start_level=2))
    decision, state = rule.start()
    for turn in range(12):
        evidence = Evidence(
            decision.level, turn % 3 > 0, 1.0, easier=3 if turn == 4 else None
        )
        decision, after = rule.decide(state, evidence)
        again = rule.from_json(rule.to_json(state))
        assert rule.decide(again, evidence) == (decision, after)
        assert 1 <= decision.level <= 5
        state = after


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"stage": "calibration", "label": "rest"}, "may be pause only"),
        ({"requests": ["sing"]}, "requests"),
    ],
)
def test_requests_that_a_block_cannot_allow_are_refused(changes, said) -> None:
    block = {**ALL["blocks"][0], **changes}
    with pytest.raises(ValidationError, match=said):
        Protocol.model_validate({**ALL, "blocks": [block]})
