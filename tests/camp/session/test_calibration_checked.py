"""The loop checks an earlier calibration, and calibrates where it must."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from attention_camp.camp.session.ledger_lines import CalibrationLine
from attention_camp.camp.session.ledger_state import state_from_ledger
from attention_camp.camp.session.link import NO_ANSWER, Permission
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import Protocol, load_protocol
from attention_camp.camp.session.protocols.calibration_check import (
    LONGEST_SECONDS,
    last_of_check,
)
from attention_camp.models.verdict import CalibrationReport

HOLDS = Permission(
    True, "checked", model="m", figures=CalibrationReport(True, "checked")
)
FAILED = Permission(
    False, "check-failed", model="m", figures=CalibrationReport(False, "check-failed")
)
SHIPPED = ("adults", "children", "older-adults", "reaction", "workplace")


def rest(**more: Any) -> dict[str, Any]:
    given = {"task": "rest", "label": "rest", "options": {"duration": 6}}
    return given | {"stage": "calibration", "rule": {"name": "fixed"}} | more


def work() -> dict[str, Any]:
    given = {"task": "visual-search", "label": "engaged", "trials": 1}
    return given | {"stage": "calibration", "rule": {"name": "fixed"}}


def protocol(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    given = {"name": "c", "title": "C", "description": "For tests."}
    return given | {"calibration": "checked", "blocks": blocks} | more


WHOLE = protocol(
    rest(),
    work(),
    rest(),
    work(),
    rest(),
    work(),
    {"task": "visual-search", "trials": 2},
)


def whys(bench: Any) -> list[str]:
    return [
        line.permission.why
        for line in bench.diary.ledger
        if isinstance(line, CalibrationLine)
    ]


def blocks_of(bench: Any) -> list[int]:
    lines = [line for line in bench.diary.ledger if hasattr(line, "record")]
    return list(dict.fromkeys(line.record.block for line in lines))


@pytest.mark.parametrize(
    ("checked", "expected", "n_blocks"),
    [
        (HOLDS, ["checked"], [1, 2, 3, 7]),
        (FAILED, ["check-failed", "calibrated"], [1, 2, 3, 4, 5, 6, 7]),
        (NO_ANSWER, ["calibrated"], [1, 2, 3, 4, 5, 6, 7]),
    ],
    ids=["holds", "fails", "nothing to check"],
)
def test_the_full_calibration_follows_unless_the_check_holds(
    make_bench, checked, expected, n_blocks
):
    bench = make_bench(protocol=WHOLE)
    bench.link.checked = checked
    bench.run()
    assert whys(bench) == expected
    assert blocks_of(bench) == n_blocks
    assert bench.link.n_checks == 1


@pytest.mark.parametrize(("checked", "more"), [(HOLDS, []), (FAILED, ["calibrated"])])
def test_a_session_taken_up_after_the_check_goes_on_as_it_said(
    make_bench, checked, more
):
    whole = make_bench(protocol=WHOLE)
    whole.link.checked = checked
    whole.run()
    at = next(
        n for n, x in enumerate(whole.diary.ledger) if isinstance(x, CalibrationLine)
    )
    again = make_bench(protocol=WHOLE)
    again.run(progress=state_from_ledger(whole.diary.ledger[: at + 1]))
    assert whys(again) == more
    assert again.link.n_checks == 0
    assert blocks_of(again)[-1] == 7


def test_a_locked_study_calibrates_in_full_in_every_session(make_bench):
    bench = make_bench(protocol=WHOLE)
    bench.link.checked = HOLDS
    bench.request = replace(bench.request, study="locked")
    bench.run()
    assert whys(bench) == ["calibrated"]
    assert bench.link.n_checks == 0


def test_a_protocol_that_asks_for_nothing_is_never_checked(make_bench):
    bench = make_bench(protocol=WHOLE | {"calibration": "each-session"})
    bench.link.checked = HOLDS
    bench.run()
    assert (bench.link.n_checks, whys(bench)) == (0, ["calibrated"])


@pytest.mark.parametrize(
    "blocks",
    [
        (work(), rest(), work(), rest()),
        (rest(), work(), rest()),
        ({"task": "visual-search", "trials": 2},),
    ],
    ids=["another order", "nothing after it", "no calibration"],
)
def test_a_calibration_without_a_bracket_cannot_be_checked(blocks):
    with pytest.raises(ValueError, match="begin with rest, engaged, rest"):
        Protocol.model_validate(protocol(*blocks))


@pytest.mark.parametrize("name", SHIPPED)
def test_each_camp_that_calibrates_is_checked_in_ninety_seconds(name):
    plan = plan_session(load_protocol(name))
    assert last_of_check(plan.protocol) == 3
    assert 30 < plan.check_seconds <= LONGEST_SECONDS
    assert "from session 2 on" in "\n".join(plan.describe())
