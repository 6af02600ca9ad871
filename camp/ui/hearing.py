"""Check before the session whether this PC can play the plan's auditory tasks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from attention_camp.camp.session.plan import Plan


def why_not_heard(plan: Plan) -> str:
    """Return why auditory tasks cannot be run here; empty if they can."""
    from attention_camp.camp.ui.participant.sound import needs_sound, sound_available

    titles = {
        QCoreApplication.translate("tasks", block.task.title)
        for block in plan.blocks
        if needs_sound(block.task)
    }
    if not titles:
        return ""
    is_heard, why = sound_available()
    if is_heard:
        return ""
    text = QCoreApplication.translate(
        "hearing", "This protocol has tasks that must be heard ({tasks}). {why}"
    )
    return text.format(tasks=", ".join(sorted(titles)), why=why)
