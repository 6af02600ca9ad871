"""What went wrong in a running session, and what can be done, as two banners."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from attention_camp.camp.session.messages import (
    AWAY,
    Ending,
    HelpWanted,
    PracticeEnded,
    ProcessAnswers,
    ProcessDied,
    ProcessSilent,
    SessionEnded,
    SignalState,
    StreamFailed,
    ToOperator,
)
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.widgets.codes import (
    ENDINGS,
    STREAM_FAULTS,
    doubt_text,
    translate,
)
from attention_camp.camp.ui.widgets.page import Banner
from attention_camp.camp.ui.widgets.practice_text import practice_text
from attention_camp.camp.ui.widgets.session_model import SessionModel


class Incidents(QObject):
    """The banners of the monitor: one for processes and calls, one for the stream."""

    restart_wanted = Signal(str)
    """A process is to be started again: its name."""
    helped = Signal()
    """The researcher has been with the participant."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.banner = Banner()
        self.faults = Banner()
        self._silence = ""
        """What the banner said last of a process that does not answer."""
        self._is_called = False
        """Whether the participant called and nobody has been there yet."""

    def clear(self) -> None:
        """Show nothing."""
        self._is_called = False
        self.banner.hide()
        self.faults.hide()

    def take(self, message: ToOperator) -> None:
        """Show what a message says went wrong, or that it is over."""
        match message:
            case SignalState():
                self._show_faults(message)
            case ProcessDied():
                self._show_death(message)
            case ProcessSilent() | ProcessAnswers():
                self._on_silence(message)
            case StreamFailed():
                self._show_failure(message)
            case HelpWanted():
                self._call()
            case PracticeEnded():
                self._show_practice(message)

    def _call(self) -> None:
        """Say that the participant calls: seen, heard, and in the task bar."""
        text = self.tr("The participant asks for you. Please go to them.")
        self._is_called = True
        self.banner.say("warn", text)
        self.banner.setProperty("process", "")  # what it said of one before is over
        done = self.banner.add_button(self.tr("Done"))
        done.clicked.connect(self.helped)
        window = self.banner.window()
        QApplication.alert(window)
        QApplication.beep()

    def _show_practice(self, message: PracticeEnded) -> None:
        """Say that a task was not understood in practice, or only after a while."""
        if not (text := practice_text(message)):
            return
        self.banner.say("info" if message.practised.understood else "warn", text)
        done = self.banner.add_button(self.tr("Done"))
        done.clicked.connect(self.helped)
        if not message.practised.understood:
            QApplication.alert(self.banner.window())
            QApplication.beep()

    def _show_eyes(self, state: SignalState) -> None:
        """Show why nothing comes from the eye tracker; else hide the banner."""
        if state.eyes is None or not state.eyes.message:
            self.faults.hide()
            return
        text = self.tr(
            "No gaze and no pupil: {why} The session goes on; a score that uses the "
            "pupil is made from the EEG alone meanwhile."
        )
        text = text.format(why=translated(state.eyes.message))
        if self.faults.isHidden():
            self.faults.say("warn", text)
        elif self.faults.text != text:
            self.faults.change_text(text)

    def _show_faults(self, state: SignalState) -> None:
        if not state.faults:
            self._show_eyes(state)
            return
        names = [
            translate("StreamFaults", STREAM_FAULTS.get(f, f)) for f in state.faults
        ]
        if AWAY & set(state.faults):
            text = self.tr(
                "{what} (for {seconds} s now). The session goes on with performance "
                "alone; the gap is marked in the data."
            )
        else:
            text = self.tr(
                "{what}. The recording goes on, and what is missing is marked. If this "
                "stays, restart the headset and check its settings."
            )
        text = text.format(what=", ".join(names), seconds=round(state.stalled_for))
        if state.message:
            text += f"\n{translated(state.message)}"
        if self.faults.isHidden():
            self.faults.say("warn", text)
            QApplication.alert(self.faults.window())
        elif self.faults.text != text:
            self.faults.change_text(text)

    def _show_death(self, message: ProcessDied) -> None:
        if message.process == "participant":
            text = self.tr(
                "The participant's window closed unexpectedly. Every trial in the log "
                "is stored and the EEG goes on being recorded. Restart the window to "
                "go on with the next trial, or end the session."
            )
            button_text = self.tr("Restart participant window")
        else:
            text = self.tr(
                "The headset process ended unexpectedly. All but the last second of "
                "EEG is on disk, and the session goes on with performance alone. "
                "Restart the headset to record on; the gap is marked in the data."
            )
            button_text = self.tr("Restart headset")
        self._offer_restart(message.process, text, button_text)
        self.banner.setToolTip(translated(message.text))

    def _on_silence(self, message: ProcessSilent | ProcessAnswers) -> None:
        if isinstance(message, ProcessSilent):
            self._show_silence(message)
            return
        if self._silence and self.banner.text == self._silence:
            self._hide()
        self._silence = ""

    def _show_silence(self, message: ProcessSilent) -> None:
        """Say that a process lives but does not answer; what can be done stays."""
        text = translated(message.text)
        if self._silence and self.banner.text == self._silence:
            self.banner.change_text(text)
        elif message.process == "participant":
            self._offer_restart(
                "participant", text, self.tr("Restart participant window")
            )
        else:
            self._offer_restart("acquisition", text, self.tr("Restart headset"))
        self._silence = text

    def _show_failure(self, message: StreamFailed) -> None:
        """Report that the headset or its file failed, and why."""
        text = self.tr(
            "No EEG is recorded any more: {why} The session goes on with performance "
            "alone; what was recorded is on disk."
        ).format(why=translated(message.text))
        self._offer_restart("acquisition", text, self.tr("Restart headset"))

    def _offer_restart(self, process: str, text: str, button_text: str) -> None:
        self.banner.say("bad", text)
        self.banner.setProperty("process", process)
        button = self.banner.add_button(button_text)
        button.clicked.connect(lambda: self.restart_wanted.emit(process))
        QApplication.alert(self.banner.window())

    def restore(self, course: SessionModel) -> None:
        """Restore the message that the call for help replaced."""
        self._is_called = False
        self.banner.hide()
        if course.ended is not None:
            return
        if course.failed is not None:
            self._show_failure(course.failed)
        for death in course.deaths.values():
            self._show_death(death)
        for silence in course.silent.values():
            self._show_silence(silence)

    def clear_death(self, process: str) -> None:
        """Say no more of a process that runs again."""
        if self.banner.property("process") == process:
            self._hide()

    def _hide(self) -> None:
        """Say no more of a process; a call that nobody answered is said again."""
        self.banner.setProperty("process", "")
        self.banner.hide()
        if self._is_called:
            self._call()

    def show_end(self, message: SessionEnded, course: SessionModel) -> None:
        """Say how the session ended, with the weight of what was wrong in it."""
        self._is_called = False
        self.faults.hide()
        text = translate("Endings", ENDINGS[message.ending])
        if message.ending is Ending.FAILED:
            self.banner.say("bad", formats.joined(text, translated(message.text)))
            return
        kind = "good" if message.ending is Ending.FINISHED else "warn"
        doubt = timing_doubt(course)
        if doubt:
            kind, text = "warn", formats.joined(text, doubt)
        self.banner.say(kind, text)  # type: ignore[arg-type]  # one of the four


def timing_doubt(course: SessionModel) -> str:
    """Return what is to be said of onsets that are suspect; empty: too few to matter.

    Parameters
    ----------
    course : SessionModel
        The session; its practice does not count.
    """
    return doubt_text(course.n_late_onsets, len(course.main_records))
