"""The calibration report says whether the score may steer, live and afterwards."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, Qt

from attention_camp.camp.dataset.calibration_read import Calibrated
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.ledger_lines import CalibrationLine, StretchLine
from attention_camp.camp.session.link import (
    DriftCheck,
    EegDescription,
    Permission,
    PersonalFit,
)
from attention_camp.camp.session.messages import SteeringChanged
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.actions import Phase
from attention_camp.camp.ui.operator.calibration_text import (
    facts_of,
    verdict_sentence,
)
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.operator.reliability_plot import ReliabilityPlot
from attention_camp.camp.ui.widgets.page import Page
from attention_camp.models.verdict import CalibrationReport

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
PASSED = CalibrationReport(
    True, "calibrated", auc=0.88, auc_low=0.74, auc_high=0.97, p_value=0.004,
    nulls={"time-on-task": 0.4, "amplitude": 0.61, "muscle": 0.55, "pope": 0.7},
    null_intervals={"pope": (0.58, 0.81)}, smallest_effect=0.68, calibration_error=0.09,
    reliability=((0.1, 0.0, 9), (0.9, 0.8, 10)), n_rest=18, n_engaged=20,
    model_hash="ab" * 32,
)  # fmt: skip
BEATEN = replace(
    PASSED, permission=False, why="below-nulls", beaten_by=("chance", "muscle", "pope")
)

CHECKED = CalibrationReport(
    True, "checked", auc=0.84, at_least=0.74, loss=0.71, n_rest=12, n_engaged=8,
    model_hash="cd" * 32,
)  # fmt: skip


def write_ledger(
    dataset: Path, report: CalibrationReport, person: PersonalFit | None = None
) -> None:
    """Write what the trial loop stores of a calibration."""
    folder = dataset / "sourcedata" / "sub-01" / "ses-01"
    folder.mkdir(parents=True, exist_ok=True)
    eeg = EegDescription("cap", 250.0, ("Fz", "Cz"), 50.0, 0.5, 45.0, "attention")
    request = SessionRequest(dataset, "01", "01")
    lines = [
        header_line(request, load_protocol("demo"), eeg, None),
        *(StretchLine(label, 0, 1000) for label in ("rest", "engaged") * 3),
        CalibrationLine(
            Permission(report.permission, report.why, figures=report, person=person)
        ),
    ]
    text = "".join(json.dumps(line.to_json()) + "\n" for line in lines)
    ledger = folder / "sub-01_ses-01_task-demo_run-01_decisions.jsonl"
    ledger.write_text(text, encoding="utf-8")


def words(page: Page) -> str:
    """Return all texts of a page."""
    labels = page.findChildren(type(page.title))
    return "\n".join(part.text() for part in labels if part.isVisible())


@pytest.fixture
def window(open_window, controller, qtbot):
    """Return the window with a session that runs."""
    window = open_window(appearance="dark")
    live = LiveSession(controller, window)
    live.connect_headset()
    controller.say_opened()
    qtbot.waitUntil(lambda: live.phase is Phase.CONNECTED)
    live.start()
    window.watch(live)
    yield window
    live.close()


@pytest.fixture
def report_page(window, controller, qtbot):
    """Return the report of the running session, opened from the monitor."""
    page = window.pages.calibration
    with qtbot.waitSignal(page.told):
        qtbot.mouseClick(window.pages.monitor.course.report, LEFT)
    assert window.current == "calibration"
    return page


def test_before_the_calibration_it_says_so(report_page) -> None:
    assert "has not been calibrated" in report_page.banner.text
    assert not report_page.content.isVisible()


def test_the_verdict_arrives_while_the_session_runs(
    report_page, controller, qtbot
) -> None:
    write_ledger(controller.request.dataset, PASSED)
    with qtbot.waitSignal(report_page.told):
        controller.messages.append(SteeringChanged(True, "calibrated"))
    assert report_page.banner.text.startswith("May steer")
    assert "0.88 [0.74, 0.97]" in report_page.nulls.description
    assert "said 90\xa0%: 80\xa0% were task, of 10 windows" in (
        report_page.reliability.description
    )
    assert "6 blocks, rest and task changing 5 times" in words(report_page)
    assert "18 of rest, 20 of task" in words(report_page)
    assert "below an AUC of 0.68" in words(report_page)


def test_controls_that_are_not_beaten_are_named(report_page, controller, qtbot) -> None:
    write_ledger(controller.request.dataset, BEATEN)
    with qtbot.waitSignal(report_page.told):
        controller.messages.append(SteeringChanged(False, "below-nulls"))
    assert (
        "does not beat chance (shuffled labels), muscle, 30–45 Hz and engagement"
        in (report_page.banner.text)
    )
    assert (
        "muscle, 30–45 Hz: 0.55  ✕ score is not better" in report_page.nulls.description
    )
    assert "signal amplitude: 0.61  ✓ score is better" in report_page.nulls.description


@pytest.mark.parametrize(
    ("drift", "said"),
    [
        (DriftCheck("first-session", math.nan, 0), "no earlier session"),
        (
            DriftCheck("stable", 1.21, 3),
            "1.2\xa0dB, limit 1.8\xa0dB; 3 of",
        ),
        (DriftCheck("re-calibrate", 2.9, 0), "check how the headset"),
    ],
)
def test_it_says_how_far_today_is_from_earlier_sessions(
    report_page, controller, qtbot, drift, said
) -> None:
    person = PersonalFit((), drift, "cd" * 32)
    write_ledger(controller.request.dataset, PASSED, person)
    with qtbot.waitSignal(report_page.told):
        controller.messages.append(SteeringChanged(True, "calibrated"))
    assert said in words(report_page)
    assert "cdcdcdcdcdcdcdcd…" in words(report_page)


@pytest.mark.parametrize(
    ("report", "said", "scheme"),
    [
        (
            replace(PASSED, adapter=(0.5,) * 8, adapter_gain=0.123),
            "in which people differ; on blocks left out this saved 0.12 bits a window",
            "One block of rest",
        ),
        (
            replace(PASSED, adapter_gain=-0.05),
            "not used: on blocks left out they cost 0.05 bits a window",
            "One block of rest",
        ),
        (PASSED, "that takes at least 3 blocks each of rest and of task", "12 s stay"),
    ],
    ids=["used", "not used", "not looked at"],
)
def test_it_says_whether_the_persons_own_directions_are_used(
    report, said, scheme
) -> None:
    facts = {
        fact.name: fact.text
        for fact in facts_of(Calibrated(report, "attention", n_stretches=6, n_turns=5))
    }
    assert said in facts["Own directions"]
    assert scheme in facts["Left out in turn"]


def test_an_index_has_no_directions_to_speak_of() -> None:
    found = Calibrated(PASSED, "pope", n_stretches=6, n_turns=5)
    assert "Own directions" not in {fact.name for fact in facts_of(found)}


def test_without_a_verdict_there_are_no_curves(report_page, controller, qtbot) -> None:
    few = CalibrationReport(False, "not-calibrated", n_rest=2, n_engaged=30)
    write_ledger(controller.request.dataset, few)
    with qtbot.waitSignal(report_page.told):
        controller.messages.append(SteeringChanged(False, "not-calibrated"))
    assert "2 windows of rest and 30 of task" in report_page.banner.text
    assert not report_page.nulls.isVisible()
    assert not report_page.reliability.isVisible()


def test_a_damaged_ledger_is_said_with_what_to_do(
    report_page, controller, qtbot
) -> None:
    write_ledger(controller.request.dataset, PASSED)
    (ledger,) = controller.request.dataset.rglob("*_decisions.jsonl")
    ledger.write_text('{"kind": "calibration", "figures": {"auc": 1}}\n')
    with qtbot.waitSignal(report_page.told):
        controller.messages.append(SteeringChanged(True, "calibrated"))
    assert "line 1: steering is missing" in report_page.banner.text
    assert "restore it from a backup" in report_page.banner.text


def test_back_leads_where_one_came_from(report_page, window, qtbot) -> None:
    qtbot.mouseClick(report_page.back, LEFT)
    assert window.current == "monitor"


def test_a_recorded_session_is_read_from_its_dataset(
    open_window, recorded, qtbot
) -> None:
    window = open_window(recorded)
    window.open_session(recorded / "sub-07" / "ses-02")
    viewer, page = window.pages.viewer, window.pages.calibration
    qtbot.waitUntil(lambda: viewer.recording is not None, timeout=30_000)
    with qtbot.waitSignal(page.told):
        qtbot.mouseClick(viewer.calibration, LEFT)
    assert page.about.text() == "sub-07 · ses-02"
    assert "has not been calibrated" in page.banner.text
    qtbot.mouseClick(page.back, LEFT)
    assert window.current == "viewer"


def test_the_shortcut_without_a_session_leads_to_the_list(open_window, qtbot) -> None:
    window = open_window()
    with qtbot.waitActive(window, timeout=5000):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_9, CTRL)
    page = window.pages.calibration
    assert window.current == "calibration"
    (choose,) = page.banner.findChildren(type(page.primary))
    qtbot.mouseClick(choose, LEFT)
    assert window.current == "sessions"


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (PASSED, "May steer"),
        (replace(BEATEN, beaten_by=("pope",)), "does not beat engagement index"),
        (CalibrationReport(False, "no-alternation"), "did not take turns"),
        (CalibrationReport(False, "not-calibrated"), "too little clean EEG"),
    ],
)
def test_the_verdict_is_one_sentence_of_its_reason(report, said) -> None:
    assert said in verdict_sentence(report)


def test_a_report_survives_its_way_through_the_ledger() -> None:
    values = json.loads(json.dumps(BEATEN.to_json()))
    assert CalibrationReport.from_json(values | {"from a later version": 1}) == BEATEN


def test_a_check_says_that_nothing_was_fitted_and_what_held(
    report_page, controller, qtbot
) -> None:
    write_ledger(controller.request.dataset, CHECKED)
    with qtbot.waitSignal(report_page.told):
        controller.messages.append(SteeringChanged(True, "checked"))
    assert "on the same scale" in report_page.banner.text
    assert "AUC 0.84; at least 0.74" in words(report_page)
    assert "0.71 bits a window" in words(report_page)
    assert not any(card.isVisible() for card in report_page.curves)


def test_a_check_that_failed_says_that_the_calibration_goes_on(
    report_page, controller, qtbot
) -> None:
    failed = replace(CHECKED, permission=False, why="check-failed", auc=0.55)
    write_ledger(controller.request.dataset, failed)
    with qtbot.waitSignal(report_page.told):
        controller.messages.append(SteeringChanged(False, "check-failed"))
    assert "goes on in full" in report_page.banner.text


@pytest.mark.parametrize("larger", [0, 160])
def test_no_number_of_windows_lies_on_an_interval(qtbot, larger) -> None:
    plot = ReliabilityPlot()
    qtbot.addWidget(plot)
    plot.resize(plot.minimumSizeHint() + QSize(larger, larger))
    plot.show_bins(((0.15, 0.1, 8), (0.36, 0.5, 4), (0.44, 0.5, 4), (0.9, 1.0, 9)))
    assert [text for _, text in plot.numbers] == ["n = 8", "n = 4", "n = 4", "n = 9"]
    for number, (place, _) in enumerate(plot.numbers):
        others = [other for other, _ in plot.numbers[number + 1 :]]
        assert not any(map(place.intersects, [*plot.intervals, *others]))
        assert QRectF(plot.rect()).contains(place)
    assert plot.description.startswith("said 15")
    assert "8 windows" in plot.description
