"""The monitor shows an evoked response that grows while the session runs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from attention_camp.camp.session.messages import StreamOpened, TargetsShown
from attention_camp.camp.ui.actions import Phase
from attention_camp.camp.ui.operator.live_session import LiveSession


@pytest.fixture
def monitor(open_window, controller, qtbot):
    """Return the monitor of a session that runs, with the response in view."""
    window = open_window()
    live = LiveSession(controller, window)
    live.connect_headset()
    controller.write(5.0)
    controller.say_opened()
    qtbot.waitUntil(lambda: live.phase is Phase.CONNECTED)
    live.start()
    window.watch(live)
    page = window.pages.monitor
    page.with_evoked.trigger()
    yield page
    live.close()


def _trial(controller, *samples: int) -> None:
    controller.messages.append(TargetsShown(samples))


def test_it_says_what_will_be_there_and_then_counts(monitor, controller, qtbot) -> None:
    evoked = monitor.evoked
    assert evoked.empty.isVisible()
    assert "trial by trial" in evoked.empty.text()
    assert evoked.channel.currentText() == "Pz"
    _trial(controller, 300)
    qtbot.waitUntil(lambda: evoked.plot.isVisible())
    assert evoked.count.text() == "1 kept, 0 rejected"
    assert not evoked.empty.isVisible()


def test_lost_samples_are_said_and_channels_are_chosen(
    monitor, controller, qtbot
) -> None:
    evoked = monitor.evoked
    ring = controller.ring
    spoilt = np.zeros((16, 500), np.float32)
    spoilt[8, 250:260] = np.nan
    first = ring.n_written
    ring.write(spoilt)
    _trial(controller, 300, first + 250)
    qtbot.waitUntil(lambda: evoked.count.text() == "2 kept, 0 rejected")
    evoked.channel.setFocus()
    qtbot.keyClicks(evoked.channel, "O1")
    assert evoked.channel.currentText() == "O1"
    assert evoked.count.text() == "1 kept, 1 rejected"


def test_it_survives_a_session_without_eeg_and_a_gone_stream(
    monitor, controller, qtbot
) -> None:
    evoked = monitor.evoked
    monitor._close_stream()
    _trial(controller, 300)
    qtbot.waitUntil(lambda: not controller.messages)
    evoked.refresh()
    assert evoked.empty.isVisible()
    # the headset is opened again: its ring holds what was recorded
    controller.messages.append(StreamOpened(controller.info, controller.ring.name, 50))
    qtbot.waitUntil(lambda: evoked.count.text() == "1 kept, 0 rejected")
    evoked.forget()
    _trial(controller, 400)
    qtbot.waitUntil(lambda: not controller.messages)
    assert evoked.empty.text().startswith("No EEG")


def test_turned_on_later_it_shows_what_was_before(monitor, controller, qtbot) -> None:
    evoked = monitor.evoked
    monitor.with_evoked.trigger()
    assert not evoked.isVisible()
    _trial(controller, 300)
    qtbot.waitUntil(lambda: evoked.count.text() == "" or not controller.messages)
    qtbot.wait(100)
    menu = monitor.panel.view.menu()
    assert monitor.with_evoked in menu.actions()
    monitor.with_evoked.trigger()
    qtbot.waitUntil(lambda: evoked.plot.isVisible())
    assert evoked.count.text() == "1 kept, 0 rejected"
    assert evoked.channel.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_blinded_session_does_not_offer_it(monitor, controller) -> None:
    controller.request = replace(controller.request, study="0a1b")
    monitor.watch(monitor.live)
    assert not monitor.with_evoked.isVisible()
    assert not monitor.evoked.isVisible()
