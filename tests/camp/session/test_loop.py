"""The trial loop: stored before told, decided from evidence, taken up again."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import pytest

from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.ledger_state import state_from_ledger
from attention_camp.camp.session.link import NOWHERE, Permission, Place
from attention_camp.camp.session.messages import Note, Stage
from attention_camp.camp.session.screen import (
    Break,
    EmergencyStopError,
    InterruptedSessionError,
)


class OneWish(NoControl):
    """An operator who aborts or writes a note before a certain trial."""

    def __init__(
        self, *, abort_before: int = 10**9, notes: tuple[str, ...] = ()
    ) -> None:
        self._asked = 0
        self._abort_before = abort_before
        self._notes = notes
        self.paused = False

    @property
    def aborted(self) -> bool:
        self._asked += 1
        return self._asked >= self._abort_before

    def take_notes(self) -> tuple[Note, ...]:
        notes, self._notes = self._notes, ()
        return tuple(map(Note, notes))


def test_each_trial_is_stored_before_anyone_is_told(make_bench) -> None:
    bench = make_bench()
    bench.run()
    told = [
        kind for kind, _ in bench.diary.lines if kind in {"stored", "TrialFinished"}
    ]
    assert told == ["stored", "TrialFinished"] * 9


def test_the_session_goes_through_its_stages_in_order(make_bench) -> None:
    bench = make_bench()
    bench.run()
    stages = [message.stage for message in bench.diary.of("StageChanged")]
    order = list(dict.fromkeys(stages))
    assert order == [
        Stage.INSTRUCTIONS,
        Stage.CALIBRATION,
        Stage.PRACTICE,
        Stage.TRIALS,
        Stage.BREAK,
        Stage.ENDED,
    ]


def test_practice_decides_nothing(make_bench) -> None:
    bench = make_bench()
    bench.run()
    practice = [s for s in bench.diary.of("stored") if s.record.stage == "practice"]
    assert len(practice) == 1
    assert practice[0].decided is None


def test_a_score_without_permission_never_reaches_the_rule(make_bench) -> None:
    bench = make_bench()
    bench.link.permission = Permission(steering=False, why="below-nulls", model="m")
    bench.run()
    decided = [line for line in bench.diary.of("stored") if line.decided]
    assert decided
    assert all(line.decided.evidence.engagement is None for line in decided)
    records = [line.record for line in decided if line.record.stage == "main"]
    # never in the column that statistics read, and not lost
    assert {record.engagement for record in records} == {None}
    assert {record.engagement_refused for record in records} == {0.9}
    assert {record.score_scale for record in records} == {"refused"}
    assert {record.score_reason for record in records} == {"refused by the calibration"}


def test_a_permitted_score_reaches_the_rule_in_the_closed_loop_arm_only(
    make_bench,
) -> None:
    for arm, expected in (("closed-loop", 0.9), ("performance-only", None)):
        bench = make_bench(arm=arm)
        bench.run()
        last = bench.diary.of("stored")[-1]
        assert last.decided.evidence.engagement == expected


def test_a_sham_score_is_not_the_participants_and_comes_again_in_a_replay(
    make_bench,
) -> None:
    values = []
    for _ in range(2):
        bench = make_bench(arm="sham")
        bench.run()
        lines = [line for line in bench.diary.of("stored") if line.decided]
        values.append([line.decided.evidence.engagement for line in lines])
    assert values[0] == values[1]
    assert 0.9 not in values[0]


def test_bad_eeg_never_stops_a_session(make_bench) -> None:
    bench = make_bench()
    bench.link.value = None
    bench.run()
    records = [m.record for m in bench.diary.of("TrialFinished")]
    assert {r.score_reason for r in records if r.stage == "main"} == {"gap"}
    assert len(records) == 9


def test_a_headset_that_comes_late_gives_all_later_trials_their_onsets(
    make_bench,
) -> None:
    class LateLink(type(make_bench().link)):
        """A headset's process that is away while the session starts."""

        def describe(self) -> None:
            return None

        def places(self, times: Sequence[float]) -> tuple[Place, ...]:
            # the score of the third trial is the first thing it hears
            is_there = len(self.asked) >= 3
            return super().places(times) if is_there else (NOWHERE,) * len(times)

    bench = make_bench(link=LateLink())
    bench.run()
    records = [
        s.record for s in bench.diary.of("stored") if s.record.stage != "practice"
    ]
    assert [record.sample == -1 for record in records] == [True, True] + [False] * 6
    assert not any(math.isnan(record.onset) for record in records[2:])


def test_an_abort_keeps_what_was_done_and_a_note_becomes_an_event(make_bench) -> None:
    bench = make_bench(control=OneWish(abort_before=4, notes=("moved the cap",)))
    with pytest.raises(InterruptedSessionError):
        bench.run()
    assert len(bench.diary.of("stored")) == 3
    rows = bench.diary.of("event")
    notes = [row.value for row in rows if row.trial_type == "note"]
    assert notes == ["moved the cap"]


def test_a_session_taken_up_from_its_ledger_makes_the_same_decisions(
    make_bench,
) -> None:
    whole = make_bench()
    whole.run()
    broken = make_bench(control=OneWish(abort_before=6))
    with pytest.raises(InterruptedSessionError):
        broken.run()
    rest = make_bench()
    rest.run(progress=state_from_ledger(broken.diary.ledger))
    trials = [*broken.diary.of("stored"), *rest.diary.of("stored")]
    assert [s.record.trial for s in trials] == list(range(1, 10))
    seeds = [s.seed for s in trials]
    assert seeds == [s.seed for s in whole.diary.of("stored")]
    first, last = rest.diary.of("stored")[0], broken.diary.of("stored")[-1]
    assert first.decided.state_before == last.decided.state_after
    assert first.record.level == last.record.next_level


def test_practice_is_repeated_until_it_is_understood_but_not_for_ever(
    make_bench,
) -> None:
    block = {"task": "visual-search", "trials": 1, "practice": 12, "cards": False}
    protocol = {"name": "p", "title": "P", "description": "", "blocks": [block]}
    for observer, n_rounds in (("expert:lapse=0", 1), ("guessing", 3)):
        bench = make_bench(protocol=protocol, observer=observer)
        bench.run()
        stages = [stored.record.stage for stored in bench.diary.of("stored")]
        practised = bench.diary.of("PracticeEnded")[0].practised
        assert practised.n_rounds == n_rounds
        assert 12 * n_rounds <= practised.n_trials <= 14 * n_rounds
        assert stages == ["practice"] * practised.n_trials + ["main"]
        assert practised.understood == (observer != "guessing")
        rows = [r.value for r in bench.diary.of("event") if r.trial_type == "practice"]
        assert rows == [practised.verdict]


def test_a_break_tells_what_was_done_and_what_helps(make_bench) -> None:
    def block(task: str) -> dict[str, object]:
        return {"task": task, "trials": 4, "cards": False, "break_after": 1}

    blocks = [block(name) for name in ("pvt", "visual-search", "pvt", "sternberg")]
    protocol = {"name": "p", "title": "P", "description": "", "blocks": blocks}
    bench = make_bench(protocol=protocol, observer="default:lapse=0")
    breaks: list[Break] = []
    bench.parts.screen.rest = breaks.append
    bench.run()
    assert [pause.said for pause in breaks[:2]] == ["Your answers in this part: 4"] * 2
    assert len({pause.advice for pause in breaks}) == 3


def test_a_camp_begins_and_ends_with_ones_own_pages(make_bench) -> None:
    block = {"task": "visual-search", "trials": 6, "cards": False}
    protocol = {"name": "p", "title": "P", "description": "", "blocks": [block]}
    bench = make_bench(protocol=protocol | {"sessions": 10})
    shown: list[str] = []
    show = bench.parts.screen.show_camp

    def note(pages, **options) -> tuple[str, ...]:
        shown.extend(page.title for page in pages)
        return show(pages, **options)

    bench.parts.screen.show_camp = note
    bench.run()
    assert shown[:2] == ["Session 1 of 10", "A goal for today"]
    assert shown[2:4] == ["Session 1 of 10", "Your own course"]
    assert shown[-1] == "How did it go?"
    goals = [r.value for r in bench.diary.of("event") if r.trial_type == "goal"]
    assert goals == ["goal-calm", "went-well"]


def test_a_session_stays_finished_when_its_last_pages_are_stopped(make_bench) -> None:
    block = {"task": "visual-search", "trials": 2, "cards": False}
    values = {"name": "p", "title": "P", "description": "", "blocks": [block]}
    bench = make_bench(protocol=values | {"sessions": 10})
    show = bench.parts.screen.show_camp

    def stop(pages, **options) -> tuple[str, ...]:
        if options:
            raise EmergencyStopError("stopped")
        return show(pages)

    bench.parts.screen.show_camp = stop
    bench.run()
    assert len(bench.diary.of("HelpWanted")) == 1


def test_targets_are_told_with_their_samples_once_a_trial_is_stored(
    make_bench,
) -> None:
    bench = make_bench()
    bench.run()
    stored = [s for s in bench.diary.of("stored") if s.record.stage == "main"]
    searches = [s.record.sample for s in stored if s.record.task == "visual-search"]
    (run,) = (s for s in stored if s.record.task == "n-back")
    matches = tuple(e.sample for e in run.events if e.value == "match")
    told = [message.samples for message in bench.diary.of("TargetsShown")]
    assert matches
    assert told == [*((sample,) for sample in searches), matches]
    kinds = [kind for kind, _ in bench.diary.lines]
    before = [a for a, b in itertools.pairwise(kinds) if b == "TargetsShown"]
    assert set(before) == {"stored"}
