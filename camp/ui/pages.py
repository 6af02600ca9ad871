"""How each page of the researcher's window is made, when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from attention_camp.camp.ui.actions import Phase
from attention_camp.camp.ui.operator.home import HomePage
from attention_camp.camp.ui.widgets.page import Page

if TYPE_CHECKING:
    from attention_camp.camp.ui.window import MainWindow


def _home(window: MainWindow) -> Page:
    page = HomePage(window.desk)
    page.session_chosen.connect(window.open_session)
    page.resume_chosen.connect(window.resume_session)
    page.folder_wanted.connect(window.choose_session)
    return page


def _new_session(window: MainWindow) -> Page:
    from attention_camp.camp.ui.operator.setup.new_session import NewSessionPage

    page = NewSessionPage(window.desk)
    page.connecting.connect(window.take_session)
    page.started.connect(window.show_running)
    return page


def _monitor(window: MainWindow) -> Page:
    from attention_camp.camp.ui.operator.monitor.page import MonitorPage

    page = MonitorPage(window.actions_)
    page.ended.connect(window.show_ended)
    page.calibration_wanted.connect(window.show_calibration)
    return page


def _summary(window: MainWindow) -> Page:
    from attention_camp.camp.ui.operator.summary import SummaryPage

    page = SummaryPage()
    page.session_chosen.connect(window.open_session)
    page.calibration_wanted.connect(window.show_calibration)
    return page


def _calibration(window: MainWindow) -> Page:
    from attention_camp.camp.ui.operator.calibration_page import CalibrationPage

    page = CalibrationPage()
    page.session_chosen.connect(window.open_session)
    return page


def _sessions(window: MainWindow) -> Page:
    from attention_camp.camp.ui.operator.sessions import SessionsPage

    page = SessionsPage(window.desk)
    page.session_chosen.connect(window.open_session)
    page.resume_chosen.connect(window.resume_session)
    return page


def _viewer(window: MainWindow) -> Page:
    from attention_camp.camp.ui.viewer.page import ViewerPage

    page = ViewerPage()
    page.folder_wanted.connect(window.choose_session)
    page.calibration_wanted.connect(window.show_calibration)
    page.summary_wanted.connect(window.show_summary)
    return page


def _study(window: MainWindow) -> Page:
    from attention_camp.camp.ui.study.page import StudyPage

    return StudyPage(window.desk)


def _pc(window: MainWindow) -> Page:
    from attention_camp.camp.ui.operator.this_pc import ThisPcPage

    return ThisPcPage(window.desk)


def _settings(window: MainWindow) -> Page:
    from attention_camp.camp.ui.operator.settings_page import SettingsPage

    page = SettingsPage(window.desk)
    page.dressing_changed.connect(window.dressing_changed)
    page.set_locked(window.phase is not Phase.IDLE)
    return page


PAGES: Mapping[str, Callable[[MainWindow], Page]] = {
    "home": _home,
    "new_session": _new_session,
    "monitor": _monitor,
    "summary": _summary,
    "calibration": _calibration,
    "sessions": _sessions,
    "viewer": _viewer,
    "study": _study,
    "pc": _pc,
    "settings": _settings,
}
"""The pages by key; those of ``actions.NAVIGATION`` stand in the side list."""
