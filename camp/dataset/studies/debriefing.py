"""The letter that a participant of a blinded study gets once the arms are open."""

from __future__ import annotations

from collections.abc import Mapping

from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.studies.locking import StudyLock
from attention_camp.camp.session.studies.study_file import Study

WHAT: Mapping[str, str] = {
    "closed-loop": "The difficulty of your tasks followed your answers and, where it "
    "could be measured well enough, a score computed from your own EEG.",
    "yoked": "The difficulty of your tasks followed your answers and a score computed "
    "from the EEG of another participant, not from yours. Your own EEG was recorded, "
    "and changed nothing.",
    "performance-only": "The difficulty of your tasks followed your answers alone. "
    "Your EEG was recorded, and changed nothing.",
    "sham": "The difficulty of your tasks followed your answers and random numbers "
    "shown in place of a score. Your EEG was recorded, and changed nothing.",
}
"""What each arm delivered, for its participants."""
WHY = (
    "Nobody who met you knew this. It was drawn by lot, and kept sealed so that "
    "expectations, yours and ours, could not pass for an effect. Whether one arm does "
    "better than another is what the study asks: being in one or the other says "
    "nothing about you."
)


def debriefing(study: Study, arm: str) -> str:
    """Return the letter for the participants of an arm.

    Parameters
    ----------
    study : Study
        The study; its own ``debriefing`` follows the facts.
    arm : str
        What was delivered, such as ``yoked``.
    """
    names: dict[str, str] = {one.evidence: one.name for one in study.arms}
    parts = [
        study.title,
        f"You were in the arm “{names.get(arm, arm)}”.",
        WHAT[arm],
        WHY,
    ]
    if study.debriefing:
        parts.append(study.debriefing)
    return "\n\n".join(parts) + "\n"


def write_debriefings(lock: StudyLock, arms: Mapping[str, str]) -> None:
    """Write a letter for each participant whose arm was opened.

    Parameters
    ----------
    lock : StudyLock
        The study.
    arms : mapping of str
        By participant, the arm.
    """
    folder = lock.folder.path / "debriefing"
    make_folder(folder)
    for label, arm in sorted(arms.items()):
        write_whole(folder / f"sub-{label}.txt", debriefing(lock.study, arm))
