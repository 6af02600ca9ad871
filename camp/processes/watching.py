"""What the operator is told of a process that died or does not answer."""

from __future__ import annotations

from attention_camp.camp.processes.child import Child
from attention_camp.camp.session.messages import (
    ProcessAnswers,
    ProcessDied,
    ProcessSilent,
)
from attention_camp.resources.texts import QT_TRANSLATE_NOOP, Sentence

REPEAT_SECONDS = 1.0
"""From one message that a process does not answer to the next, s."""

DIED = {
    "participant": QT_TRANSLATE_NOOP(
        "sentences",
        "The participant's window closed unexpectedly ({code}). The EEG goes on being "
        "recorded and every trial in the log is stored. Restart the participant's "
        "window to go on with the next trial, or end the session.",
    ),
    "acquisition": QT_TRANSLATE_NOOP(
        "sentences",
        "The headset process ended unexpectedly ({code}). All but the last second of "
        "EEG is on disk, and the session goes on with performance alone. Restart the "
        "headset to go on recording; the gap is marked in the data.",
    ),
}
SILENT = {
    "participant": QT_TRANSLATE_NOOP(
        "sentences",
        "The participant's window has not answered for {seconds} s. The EEG goes on "
        "being recorded and every trial in the log is stored. Restart the "
        "participant's window to go on with the next trial, or end the session.",
    ),
    "acquisition": QT_TRANSLATE_NOOP(
        "sentences",
        "The headset process has not answered for {seconds} s. What was recorded "
        "before is on disk, and the session goes on with performance alone. Restart "
        "the headset to go on recording; the gap is marked in the data.",
    ),
}
CLOSED = QT_TRANSLATE_NOOP(
    "sentences",
    "Ended early: the participant's window did not answer and was closed. All trials "
    "so far are stored.",
)


class Watch:
    """Finds processes that live but do not answer."""

    def __init__(self) -> None:
        self._told: dict[str, float] = {}
        """For how long each silent process had been silent when it was told, s."""

    def look(self, child: Child) -> list[ProcessSilent | ProcessAnswers]:
        """Return what there is to tell: silence again each second, and its end."""
        seconds = child.silent_for
        told = self._told.get(child.name)
        if not seconds:
            self._told.pop(child.name, None)
            return [] if told is None else [ProcessAnswers(child.name)]
        if told is not None and 0 <= seconds - told < REPEAT_SECONDS:
            return []
        self._told[child.name] = seconds
        text = Sentence(SILENT[child.name], seconds=round(seconds))
        return [ProcessSilent(child.name, seconds, text)]

    def died(self, child: Child) -> ProcessDied:
        """Return what is told of a process that died."""
        self._told.pop(child.name, None)
        text = Sentence(DIED[child.name], code=_cause(child.process.exitcode))
        return ProcessDied(child.name, text)


def _cause(exitcode: int | None) -> Sentence:
    if exitcode is not None and exitcode < 0:
        return Sentence("killed by signal {number}", number=-exitcode)
    return Sentence("exit status {number}", number=exitcode)
