"""The last of the participant's own pages: the whole camp, and what nothing shows."""

from __future__ import annotations

from attention_camp.camp.session.camp.contents import Camp, CampPage
from attention_camp.camp.session.camp.figures import SessionFigures, change
from attention_camp.camp.session.camp.plain_names import plain_name
from attention_camp.resources.texts import Sentence


def whole_camp(camp: Camp, today: SessionFigures) -> CampPage:
    """Return before and after, in words that claim no more than was measured.

    Parameters
    ----------
    camp : Camp
        As it stood when the last session began.
    today : SessionFigures
        The last session.
    """
    lines = [
        Sentence(
            "You have been here {sessions:time|times} and gave "
            "{answers:answer|answers}.",
            sessions=camp.number,
            answers=sum(
                did.n_answers
                for session in (*camp.before, today)
                for task in session.tasks
                for did in task.trials
            ),
        )
    ]
    for task in today.tasks:
        found = (session.task(task.key) for session in camp.before)
        first = next((one for one in found if one is not None), None)
        if first is None:
            continue
        values = {
            "task": plain_name(task.name, task.options),
            "first": round(first.level.value),
            "last": round(task.level.value),
        }
        match change(task.level, first.level):
            case 1:
                line = Sentence("{task}: from level {first} to {last}", **values)
            case -1:
                line = Sentence("{task}: level {first} at first, {last} now", **values)
            case _:
                line = Sentence(
                    "{task}: level {first} at first, {last} now, no clear change",
                    **values,
                )
        lines.append(line)
    lines.append(
        Sentence(
            "To get better at a task one practises is usual. Whether anything else "
            "has changed, only a measurement before and after can tell."
        )
    )
    return CampPage(Sentence("Your whole camp"), tuple(lines))


def limits() -> CampPage:
    """Return what the figures do not show."""
    return CampPage(
        Sentence("What this does not show"),
        (
            Sentence(
                "These figures are about these tasks on these days. They do not say "
                "how attentive you are in daily life."
            ),
            Sentence("They are no medical finding, and they compare you with nobody."),
            Sentence(
                "One session says little: tasks get easier with practice, and days "
                "differ."
            ),
        ),
    )
