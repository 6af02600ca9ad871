"""A new session is set up as a researcher would: typing, choosing, connecting."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.processes.session import RequestError, plan_request
from attention_camp.camp.session.messages import (
    Ending,
    ImpedanceMeasured,
    SessionEnded,
)
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.operator.live_session import LiveSession
from attention_camp.camp.ui.operator.setup.new_session import HEADSET, SIGNAL, WHO
from attention_camp.signal.impedance import NO_IMPEDANCE, report_of
from attention_camp.signal.window import ChannelVerdict

CAMP = """\
name: camp
title: Camp
description: For tests.
sessions: 2
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 5, start_level: 2, cards: false,
     rule: {name: weighted-up-down, options: {step: 1.0}}}
  - {task: sternberg, trials: 1, rule: {name: fixed}, cards: false}
"""
FLAT = ChannelVerdict("Oz", "bad", "flat", 0.4, "µV", 1.0)


@pytest.fixture
def wizard(open_window):
    window = open_window()
    window.show_page("new_session")
    return window.pages.new_session


def _type(field, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)


def test_a_label_bids_does_not_allow_stops_the_way_and_says_why(wizard) -> None:
    _type(wizard.who.participant, "anna b")
    assert not wizard.primary.isEnabled()
    assert "' '" in wizard.who.participant_note.text()
    _type(wizard.who.participant, "08")
    assert wizard.primary.isEnabled()
    assert "new participant" in wizard.who.participant_note.text()


def test_the_next_session_is_proposed(open_window, recorded) -> None:
    window = open_window(recorded)
    window.show_page("new_session")
    who = window.pages.new_session.who
    _type(who.participant, "07")
    assert "02" in who.participant_note.text()
    assert who.session.text() == "03"
    _type(who.session, "02")
    assert who.who.run == 2
    assert "run 2" in who.session_note.text()


def test_a_broken_protocol_file_is_said_and_stops_the_way(wizard, tmp_path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("name: x\nblockz: []\n")
    wizard.who.protocol.addItem("broken", str(broken))
    wizard.who.protocol.setCurrentIndex(wizard.who.protocol.count() - 1)
    _type(wizard.who.participant, "08")
    assert not wizard.primary.isEnabled()
    assert "broken.yaml" in wizard.who.plan.description.text()


def test_a_board_shows_only_the_fields_it_needs(wizard, qtbot) -> None:
    _type(wizard.who.participant, "08")
    qtbot.mouseClick(wizard.primary, Qt.MouseButton.LeftButton)
    headset = wizard.headset
    assert wizard.step == HEADSET
    qtbot.waitUntil(lambda: headset.list.count() > 20, timeout=60_000)
    _type(headset.search, "cyton")
    shown = [
        headset.list.item(row)
        for row in range(headset.list.count())
        if not headset.list.item(row).isHidden()
    ]
    serial = next(item for item in shown if item.text() == "OpenBCI Cyton")
    headset.list.setCurrentItem(serial)
    assert list(headset.form.fields) == ["serial_port", "ch_names"]
    assert "8 EEG channels" in headset.facts.text()
    assert not headset.connect_button.isEnabled()
    QTest.keyClicks(headset.form.fields["serial_port"].lineEdit(), "/dev/ttyUSB9")
    assert headset.connect_button.isEnabled()
    assert headset.values == {"serial_port": "/dev/ttyUSB9"}
    assert headset.head.accessibleDescription().startswith("Fp1, Fp2, C3")
    QTest.keyClicks(headset.form.fields["ch_names"], "Fz, Cz,Pz")
    assert headset.head.accessibleDescription() == "Fz, Cz, Pz"
    assert headset.values["ch_names"] == "Fz, Cz,Pz"
    headset.search.clear()
    streams = headset.list.findItems("LSL stream", Qt.MatchFlag.MatchContains)
    headset.list.setCurrentItem(streams[0])
    assert list(headset.form.fields) == ["stream", "units", "ch_names"]
    QTest.keyClicks(headset.form.fields["stream"], "Muse")
    QTest.keyClicks(headset.form.fields["units"], "mV")
    assert (headset.board, headset.values) == ("lsl:Muse", {"units": "mV"})


@pytest.fixture(scope="module")
def camp(
    tmp_path_factory: pytest.TempPathFactory,
    simulated_request: Callable[..., SessionRequest],
) -> SessionRequest:
    """Return the first session of a camp of two, recorded."""
    folder = tmp_path_factory.mktemp("camp")
    request = simulated_request(folder, CAMP, observer="expert:lapse=0")
    run_headless(request, tell=lambda _: None)
    return request


@pytest.mark.parametrize(
    ("language", "said", "level"),
    [
        ("en", ("Session 2 of 2.", "session 01 ended"), "↪ level "),
        ("zh_CN", ("第 2 次会话，共 2 次", "会话 01"), "↪ 等级 "),
    ],
)
def test_the_next_session_of_a_camp_says_where_it_begins(
    open_window, camp, qtbot, language, said, level
) -> None:
    window = open_window(camp.dataset, language=language)
    window.show_page("new_session")
    who = window.pages.new_session.who
    who.protocol.addItem("camp", camp.protocol)
    who.protocol.setCurrentIndex(who.protocol.count() - 1)
    _type(who.participant, "01")
    qtbot.waitUntil(lambda: said[0] in who.plan.camp.text(), timeout=10_000)
    assert said[1] in who.plan.camp.text()
    searched, remembered = (who.plan.title_of(number).text() for number in (1, 2))
    reached = plan_request(replace(camp, session="02")).plan.blocks[0].start_level
    assert searched.endswith(f"\n{level}{reached}")
    assert "↪" not in remembered


def test_a_new_participant_of_a_camp_begins_at_the_first_session(
    open_window, camp, qtbot
) -> None:
    window = open_window(camp.dataset)
    window.show_page("new_session")
    plan = window.pages.new_session.who.plan
    who = window.pages.new_session.who
    assert not plan.camp.isVisible()
    who.protocol.addItem("camp", camp.protocol)
    who.protocol.setCurrentIndex(who.protocol.count() - 1)
    assert plan.camp.text() == "A camp of 2 sessions."
    _type(who.participant, "08")
    qtbot.waitUntil(lambda: plan.camp.text() == "Session 1 of 2.", timeout=10_000)
    _type(who.participant, "01")
    _type(who.session, "04")
    qtbot.waitUntil(lambda: "Session 2 of 2." in plan.camp.text(), timeout=10_000)
    assert "↪" in plan.title_of(1).text()


def test_what_is_imported_beside_the_window_touches_nothing_of_qt() -> None:
    code = (
        "import sys\n"
        "from attention_camp.camp.ui.operator.setup.sources import preload_filters\n"
        "before = set(sys.modules)\n"
        "preload_filters()\n"
        "new = set(sys.modules) - before\n"
        "assert 'mne.filter' in new\n"
        "print(*(m for m in new if m.startswith(('PySide6.', 'pyqtgraph'))))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == ""


@pytest.fixture
def connected(wizard, controller, qtbot):
    """Return the wizard with a headset that streams, at the signal step."""
    _type(wizard.who.participant, "08")
    live = LiveSession(controller, wizard)
    wizard._asked = wizard._request()
    wizard._follow(live)
    live.connect_headset()
    controller.write(3.0)
    controller.say_opened()
    qtbot.waitUntil(lambda: wizard.is_connected)
    wizard.show_step(SIGNAL)
    return wizard


def test_all_good_lets_the_session_start(connected, controller, qtbot) -> None:
    assert not connected.primary.isEnabled()
    controller.say_signal()
    qtbot.waitUntil(
        lambda: "All channels are good (16)" in connected.signal.banner.text
    )
    assert connected.primary.isEnabled()
    started = []
    connected.started.connect(lambda: started.append(True))
    qtbot.mouseClick(connected.primary, Qt.MouseButton.LeftButton)
    assert any(asked.startswith("start SignalCheck") for asked in controller.asked)
    assert started


def test_a_bad_channel_is_named_with_number_limit_and_remedy(
    connected, controller, qtbot
) -> None:
    controller.say_signal((FLAT, ChannelVerdict("Cz", "good")))
    qtbot.waitUntil(lambda: "1 of 2" in connected.signal.banner.text)
    layout = connected.signal._findings
    texts = [layout.itemAt(i).widget().text() for i in range(2)]
    assert texts[0] == "✕ Oz: no signal, 0.4\xa0µV (limit 1\xa0µV)"
    assert "plugged in" in texts[1]


def test_too_few_good_channels_ask_for_a_reason_which_is_noted(
    connected, controller, qtbot
) -> None:
    controller.say_signal((FLAT, FLAT, ChannelVerdict("Cz", "good")))
    qtbot.waitUntil(lambda: connected.signal.override.isVisible())
    assert not connected.primary.isEnabled()
    QTest.keyClicks(connected.signal.reason, "only a rehearsal")
    assert connected.primary.isEnabled()
    qtbot.mouseClick(connected.primary, Qt.MouseButton.LeftButton)
    started = next(asked for asked in controller.asked if asked.startswith("start"))
    assert "override='only a rehearsal'" in started
    assert "fault='flat'" in started
    assert "note signal check overridden: only a rehearsal" in controller.asked


def test_impedance_is_asked_for_and_shown_with_its_limit(
    connected, controller, qtbot
) -> None:
    check = connected.signal.impedance
    qtbot.mouseClick(check.button, Qt.MouseButton.LeftButton)
    assert "measure_impedance" in controller.asked
    assert not check.button.isEnabled()
    controller.messages.append(ImpedanceMeasured(report_of(("Cz", "Oz"), (12e3, 2e6))))
    qtbot.waitUntil(check.button.isEnabled)
    assert "✕ above 750" in check.text.text()
    assert "gel or saline" in check.text.text()
    assert check.shown == ("✕ Oz 2000 kΩ", "● Cz 12 kΩ")
    assert connected.signal.check.impedance[0].value == 12.0


def test_a_headset_without_impedance_says_so(connected, controller, qtbot) -> None:
    controller.messages.append(ImpedanceMeasured(NO_IMPEDANCE))
    text = connected.signal.impedance.text
    qtbot.waitUntil(lambda: "does not measure impedance" in text.text())


def test_a_reason_holds_for_one_session_only(connected, controller, qtbot) -> None:
    controller.say_signal((FLAT,))
    qtbot.waitUntil(lambda: connected.signal.override.isVisible())
    QTest.keyClicks(connected.signal.reason, "only a rehearsal")
    following = LiveSession(controller, connected)
    connected.signal.watch(following, 0.5)
    assert not connected.signal.reason.text()
    assert not connected.signal.may_start


def test_another_participant_keeps_the_headset_and_is_checked_at_the_start(
    connected, controller, qtbot
) -> None:
    controller.say_signal()
    qtbot.waitUntil(connected.primary.isEnabled)
    connected.show_step(WHO)
    _type(connected.who.participant, "09")
    assert connected.is_connected
    assert "leave" not in controller.asked
    connected.show_step(SIGNAL)
    qtbot.mouseClick(connected.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(a.startswith("start") for a in controller.asked))
    revised = next(a for a in controller.asked if a.startswith("revise"))
    assert "participant='09'" in revised
    assert controller.asked.index(revised) < len(controller.asked) - 1


def test_another_protocol_asks_for_its_own_share_of_good_channels(
    connected, controller, qtbot, tmp_path
) -> None:
    controller.say_signal((FLAT, FLAT, ChannelVerdict("Cz", "good")))
    qtbot.waitUntil(lambda: connected.signal.override.isVisible())
    lenient = tmp_path / "lenient.yaml"
    lenient.write_text(CAMP + "gate: {min_good_channels: 0.2}\n")
    connected.who.protocol.addItem("lenient", str(lenient))
    connected.who.protocol.setCurrentIndex(connected.who.protocol.count() - 1)
    assert connected.is_connected
    assert connected.primary.isEnabled()


def test_another_headset_disconnects_this_one(connected, controller) -> None:
    connected.show_step(HEADSET)
    connected.headset.changed.emit()
    assert "leave" in controller.asked
    assert not connected.is_connected
    assert not connected.side.buttons[SIGNAL].isEnabled()


def test_a_change_that_cannot_be_run_is_said_at_the_start(
    connected, controller, qtbot
) -> None:
    def refuse(request: SessionRequest) -> None:
        raise RequestError("Session 01 is there already.")

    controller.revise = refuse
    controller.say_signal()
    qtbot.waitUntil(connected.primary.isEnabled)
    _type(connected.who.participant, "09")
    qtbot.mouseClick(connected.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "there already" in connected.banner.text)
    assert not any(asked.startswith("start") for asked in controller.asked)
    assert connected.primary.isEnabled()


def test_after_a_session_the_next_one_begins_anew(connected, controller, qtbot) -> None:
    controller.say_signal()
    qtbot.waitUntil(connected.primary.isEnabled)
    qtbot.mouseClick(connected.primary, Qt.MouseButton.LeftButton)
    controller.messages.append(SessionEnded(Ending.ABORTED, ""))
    qtbot.waitUntil(lambda: connected.live.course.ended is not None)
    connected.shown()
    assert connected.step == WHO
    assert not connected.is_connected
    assert "leave" in controller.asked


def test_a_headset_that_does_not_open_is_said_beside_the_button(
    wizard, controller, qtbot
) -> None:
    from attention_camp.camp.session.messages import StreamFailed

    _type(wizard.who.participant, "08")
    live = LiveSession(controller, wizard)
    wizard._follow(live)
    live.connect_headset()
    controller.messages.append(StreamFailed("The port /dev/ttyUSB9 does not open."))
    qtbot.waitUntil(lambda: "ttyUSB9" in wizard.headset.banner.text)
    assert wizard.step == HEADSET
    assert "leave" in controller.asked
