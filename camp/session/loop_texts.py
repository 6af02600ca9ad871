"""What the trial loop itself says to the participant."""

from __future__ import annotations

from attention_camp.resources.texts import QT_TRANSLATE_NOOP

WELCOME_TITLE = QT_TRANSLATE_NOOP("tasks", "Welcome")
WELCOME_TEXT = QT_TRANSLATE_NOOP(
    "tasks",
    "Sit comfortably and keep still while a task runs. Blink and move in the pauses. "
    "There are no trick questions: do what you can.",
)
GOES_ON_TITLE = QT_TRANSLATE_NOOP("tasks", "We go on")
GOES_ON_TEXT = QT_TRANSLATE_NOOP(
    "tasks",
    "You have done a part of this task already. First, a reminder of what it was.",
)
