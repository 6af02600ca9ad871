"""The pages of the researcher's window, each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from attention_camp.camp.ui.widgets.page import Page

if TYPE_CHECKING:
    from attention_camp.camp.dataset.layout import RunPaths
    from attention_camp.camp.ui.operator.calibration_page import CalibrationPage
    from attention_camp.camp.ui.operator.home import HomePage
    from attention_camp.camp.ui.operator.monitor.page import MonitorPage
    from attention_camp.camp.ui.operator.photodiode_page import PhotodiodePage
    from attention_camp.camp.ui.operator.sessions import SessionsPage
    from attention_camp.camp.ui.operator.settings_page import SettingsPage
    from attention_camp.camp.ui.operator.setup.new_session import NewSessionPage
    from attention_camp.camp.ui.operator.summary import SummaryPage
    from attention_camp.camp.ui.operator.this_pc import ThisPcPage
    from attention_camp.camp.ui.people.enrol_page import EnrolPage
    from attention_camp.camp.ui.people.page import PeoplePage
    from attention_camp.camp.ui.people.publish_page import PublishPage
    from attention_camp.camp.ui.people.withdraw_page import WithdrawPage
    from attention_camp.camp.ui.protocols.page import ProtocolPage
    from attention_camp.camp.ui.rehearsal.page import RehearsalPage
    from attention_camp.camp.ui.study.page import StudyPage
    from attention_camp.camp.ui.study.study_file_page import StudyFilePage
    from attention_camp.camp.ui.viewer.page import ViewerPage
    from attention_camp.camp.ui.widgets.workspace import Workspace

MadePage = TypeVar("MadePage", bound=Page)

PAGE_KEYS: tuple[str, ...] = (
    "home", "people", "enrol", "withdrawal", "publish", "new_session", "monitor",
    "summary", "calibration", "sessions", "viewer", "study", "study_file",
    "protocol", "rehearsal", "pc", "photodiode", "settings",
)  # fmt: skip
"""The names of the properties of `Pages`, by which navigation and actions call them."""


class Pages(QObject):
    """Every page of the window; what a page asks for comes out as a signal.

    The imports stand in the properties, so that the first page opens without what the
    others need.

    Parameters
    ----------
    workspace : Workspace
        Settings and language, shared by all pages.
    actions : mapping of str to QAction
        The window's actions; the monitor shows some of them as buttons.
    parent : QObject
        The window.
    """

    made = Signal(object)
    """A page was made and is not in the window yet."""
    left = Signal(str)
    """A page asks for another one, by its key."""
    session_chosen = Signal(object)
    """A recorded session is to be opened: its path."""
    resume_chosen = Signal(object)
    """An interrupted session is to be resumed: its ``SessionRow``."""
    folder_wanted = Signal()
    """A session folder is to be chosen."""
    calibration_wanted = Signal()
    """The calibration report of the session in front is to be shown."""
    summary_wanted = Signal()
    """The summary of the session in front is to be shown."""
    connecting = Signal(object)
    """A headset is being connected: the ``LiveSession``."""
    session_started = Signal()
    """The session has begun to record."""
    session_ended = Signal()
    """The session is over and its summary is to be shown."""
    accounts_changed = Signal()
    """Roles were turned on or off, or an account changed."""
    dressing_changed = Signal()
    """Language, appearance or text size changed."""

    def __init__(
        self, workspace: Workspace, actions: Mapping[str, QAction], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions

    def by_key(self, key: str) -> Page:
        """Return the page with a key of `PAGE_KEYS`.

        Raises
        ------
        KeyError
            If there is no such page.
        """
        if key not in PAGE_KEYS:
            raise KeyError(f"page must be one of {', '.join(PAGE_KEYS)}, got {key!r}")
        page: Page = getattr(self, key)
        return page

    def is_made(self, key: str) -> bool:
        """Return whether a page was asked for before."""
        return key in PAGE_KEYS and key in self.__dict__

    def __iter__(self) -> Iterator[tuple[str, Page]]:
        """Yield key and page of those made so far."""
        return ((key, self.by_key(key)) for key in PAGE_KEYS if self.is_made(key))

    @cached_property
    def home(self) -> HomePage:
        """Start page with the latest sessions."""
        from attention_camp.camp.ui.operator.home import HomePage

        page = HomePage(self._workspace)
        page.session_chosen.connect(self.session_chosen)
        page.resume_chosen.connect(self.resume_chosen)
        page.folder_wanted.connect(self.folder_wanted)
        return self._add(page)

    @cached_property
    def people(self) -> PeoplePage:
        """Who is enrolled."""
        from attention_camp.camp.ui.people.page import PeoplePage

        page = PeoplePage(self._workspace)
        page.enrol_wanted.connect(lambda: self._begin("enrol", ""))
        page.consent_wanted.connect(lambda who: self._begin("enrol", who))
        page.withdrawal_wanted.connect(lambda who: self._begin("withdrawal", who))
        return self._add(page)

    @cached_property
    def enrol(self) -> EnrolPage:
        """Enrolment of a person, and consent."""
        from attention_camp.camp.ui.people.enrol_page import EnrolPage

        page = EnrolPage(self._workspace)
        page.enrolled.connect(self._on_people_changed)
        return self._add(page)

    @cached_property
    def withdrawal(self) -> WithdrawPage:
        """Withdrawal of a person."""
        from attention_camp.camp.ui.people.withdraw_page import WithdrawPage

        page = WithdrawPage(self._workspace)
        page.withdrawn.connect(self._on_people_changed)
        return self._add(page)

    @cached_property
    def publish(self) -> PublishPage:
        """Anonymous copy, after a look at free texts."""
        from attention_camp.camp.ui.people.publish_page import PublishPage

        return self._add(PublishPage(self._workspace))

    def _begin(self, key: str, participant: str) -> None:
        page = self.enrol if key == "enrol" else self.withdrawal
        page.begin(participant)
        self.left.emit(key)

    def _on_people_changed(self, said: str) -> None:
        self.left.emit("people")
        self.people.say_done(said)

    @cached_property
    def new_session(self) -> NewSessionPage:
        """Set-up of a session in three steps."""
        from attention_camp.camp.ui.operator.setup.new_session import NewSessionPage

        page = NewSessionPage(self._workspace)
        page.connecting.connect(self.connecting)
        page.started.connect(self.session_started)
        return self._add(page)

    @cached_property
    def monitor(self) -> MonitorPage:
        """Monitor of the running session."""
        from attention_camp.camp.ui.operator.monitor.page import MonitorPage

        page = MonitorPage(self._actions, self._workspace.settings.own_mark)
        page.ended.connect(self.session_ended)
        page.calibration_wanted.connect(self.calibration_wanted)
        return self._add(page)

    @cached_property
    def summary(self) -> SummaryPage:
        """Summary of a session that is over."""
        from attention_camp.camp.ui.operator.summary import SummaryPage

        page = SummaryPage()
        page.session_chosen.connect(self.session_chosen)
        page.calibration_wanted.connect(self.calibration_wanted)
        return self._add(page)

    @cached_property
    def calibration(self) -> CalibrationPage:
        """Calibration report."""
        from attention_camp.camp.ui.operator.calibration_page import CalibrationPage

        page = CalibrationPage()
        page.session_chosen.connect(self.session_chosen)
        return self._add(page)

    @cached_property
    def sessions(self) -> SessionsPage:
        """All sessions of the dataset."""
        from attention_camp.camp.ui.operator.sessions import SessionsPage

        page = SessionsPage(self._workspace)
        page.session_chosen.connect(self.session_chosen)
        page.resume_chosen.connect(self.resume_chosen)
        page.work.study_wanted.connect(self._analyse)
        return self._add(page)

    def _analyse(self, runs: list[RunPaths]) -> None:
        """Show the study with the sessions that were selected."""
        self.study.analysis.choose(runs)
        self.sessions.left.emit("study")

    @cached_property
    def viewer(self) -> ViewerPage:
        """Viewer of recorded sessions."""
        from attention_camp.camp.ui.viewer.page import ViewerPage

        page = ViewerPage()
        page.folder_wanted.connect(self.folder_wanted)
        page.calibration_wanted.connect(self.calibration_wanted)
        page.summary_wanted.connect(self.summary_wanted)
        return self._add(page)

    @cached_property
    def study(self) -> StudyPage:
        """Progress of the study."""
        from attention_camp.camp.ui.study.page import StudyPage

        page = StudyPage(self._workspace)
        page.enrol_wanted.connect(lambda: self._begin("enrol", ""))
        return self._add(page)

    @cached_property
    def study_file(self) -> StudyFilePage:
        """Form that writes a study file."""
        from attention_camp.camp.ui.study.study_file_page import StudyFilePage

        page = StudyFilePage(self._workspace)
        page.enrol_wanted.connect(lambda: self._begin("enrol", ""))
        return self._add(page)

    @cached_property
    def protocol(self) -> ProtocolPage:
        """Form and file of a protocol."""
        from attention_camp.camp.ui.protocols.page import ProtocolPage

        return self._add(ProtocolPage(self._workspace))

    @cached_property
    def rehearsal(self) -> RehearsalPage:
        """Rehearsal of a study on simulated people."""
        from attention_camp.camp.ui.rehearsal.page import RehearsalPage

        return self._add(RehearsalPage())

    @cached_property
    def pc(self) -> ThisPcPage:
        """Checks of this computer."""
        from attention_camp.camp.ui.operator.this_pc import ThisPcPage

        return self._add(ThisPcPage(self._workspace))

    @cached_property
    def photodiode(self) -> PhotodiodePage:
        """Measurement of the participant's screen by a photodiode."""
        from attention_camp.camp.ui.operator.photodiode_page import PhotodiodePage

        return self._add(PhotodiodePage(self._workspace))

    @cached_property
    def settings(self) -> SettingsPage:
        """Settings."""
        from attention_camp.camp.ui.operator.settings_page import SettingsPage
        from attention_camp.camp.ui.people.accounts_card import AccountsCard

        page = SettingsPage(self._workspace)
        accounts = AccountsCard()
        accounts.changed.connect(self.accounts_changed)
        page.body.insertWidget(page.body.count() - 2, accounts)
        page.dressing_changed.connect(self.dressing_changed)
        return self._add(page)

    def _add(self, page: MadePage) -> MadePage:
        page.left.connect(self.left)
        self.made.emit(page)
        return page
