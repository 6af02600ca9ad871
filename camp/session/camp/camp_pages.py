"""The participant's own pages before and after a session: true sentences and courses.

Everything said is made of `figures`; a test reads the sentences and compares them with
the tables. Nobody else is ever mentioned.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from attention_camp.camp.session.camp.closing_pages import limits, whole_camp
from attention_camp.camp.session.camp.contents import Camp, CampPage, Course, Point
from attention_camp.camp.session.camp.figures import (
    SessionFigures,
    TaskFigures,
    change,
    faster_at_same_level,
)
from attention_camp.camp.session.camp.goals import GOALS, REVIEWS
from attention_camp.camp.session.camp.plain_names import WHY, plain_name
from attention_camp.resources.texts import Sentence

MOST_COURSES = 6
LONG_AWAY = 7
"""Days without a session from which a return is spoken of; own choice."""


def pages_before(camp: Camp) -> tuple[CampPage, ...]:
    """Return the pages before a session: what today is for, the goal, the course."""
    pages = [_today(camp), _goals()]
    if camp.before:
        pages.append(_course(camp, camp.before))
    return tuple(pages)


def pages_after(
    camp: Camp, today: SessionFigures, goal: str = ""
) -> tuple[CampPage, ...]:
    """Return the pages after a session.

    Parameters
    ----------
    camp : Camp
        The camp as it stood when the session began.
    today : SessionFigures
        The session.
    goal : str
        Code of the goal that was chosen; empty: none.
    """
    pages = [_done(camp, today)]
    if today.tasks:
        pages += [_course(camp, (*camp.before, today)), _steadiness(camp, today)]
    if camp.before and camp.number >= camp.n_sessions and today.tasks:
        pages.append(whole_camp(camp, today))
    pages.append(limits())
    if goal in GOALS and goal != "goal-none":
        said = Sentence("Your goal was: {goal}.", goal=GOALS[goal])
        pages.append(CampPage(Sentence("How did it go?"), (said,), REVIEWS))
    return tuple(pages)


def _title(camp: Camp) -> Sentence:
    if camp.number > camp.n_sessions:
        return Sentence("Session {number}", number=camp.number)
    return Sentence(
        "Session {number} of {all}", number=camp.number, all=camp.n_sessions
    )


def _today(camp: Camp) -> CampPage:
    lines = [
        Sentence(
            "About {minutes:minute|minutes}, in {parts:part|parts} with breaks between "
            "them.",
            minutes=max(round(camp.minutes), 1),
            parts=len(camp.blocks),
        )
    ]
    if camp.before and camp.days_away >= LONG_AWAY:
        lines.insert(
            0,
            Sentence(
                "Welcome back after {days} days. You go on where you left off, and the "
                "difficulty finds you again by itself.",
                days=camp.days_away,
            ),
        )
    named: dict[str, Sentence] = {}
    for block in camp.blocks:
        if block.stage == "main" and block.task in WHY:
            name = plain_name(block.task, block.options)
            named[name] = Sentence("{task}: {why}", task=name, why=WHY[block.task])
    return CampPage(
        _title(camp),
        (*lines, *named.values()),
        n_sessions=camp.n_sessions,
        journey=min(camp.number - 1, camp.n_sessions) if camp.journey else None,
    )


def _goals() -> CampPage:
    line = Sentence("What would you like to look after? Choose with a number key.")
    return CampPage(Sentence("A goal for today"), (line,), GOALS)


def _done(camp: Camp, today: SessionFigures) -> CampPage:
    n_answers = sum(did.n_answers for task in today.tasks for did in task.trials)
    if math.isnan(today.minutes):
        lines = [Sentence("Your answers today: {answers}", answers=n_answers)]
    else:
        minutes = max(round(today.minutes), 1)
        lines = [
            Sentence(
                "Your answers today: {answers}, in {minutes} min",
                answers=n_answers,
                minutes=minutes,
            )
        ]
    lines += [_level(task, camp.last(task.key)) for task in today.tasks]
    if any(_changed(task, camp.last(task.key)) == -1 for task in today.tasks):
        lines.append(
            Sentence(
                "Days on which a task goes less well are common: sleep, food and the "
                "time of day play a part."
            )
        )
    return CampPage(_title(camp), tuple(lines))


def _level(task: TaskFigures, before: TaskFigures | None) -> Sentence:
    """Return the estimate of a level with its band, beside the last time if any."""
    values: dict[str, object] = {
        "task": plain_name(task.name, task.options),
        "level": round(task.level.value),
        "levels": task.n_levels,
        "low": max(math.floor(task.level.low), 1),
        "high": min(math.ceil(task.level.high), task.n_levels),
    }
    match _changed(task, before):
        case 1:
            return Sentence(
                "{task}: level {level} of {levels} (most likely {low} to {high}), "
                "harder than the time before",
                **values,
            )
        case -1:
            return Sentence(
                "{task}: level {level} of {levels} (most likely {low} to {high}), "
                "easier than the time before",
                **values,
            )
        case 0:
            return Sentence(
                "{task}: level {level} of {levels} (most likely {low} to {high}), "
                "about the same as the time before",
                **values,
            )
    return Sentence(
        "{task}: level {level} of {levels} (most likely {low} to {high})", **values
    )


def _changed(task: TaskFigures, before: TaskFigures | None) -> int | None:
    """Return how a level differs from the last one beyond its band; None: no other."""
    return None if before is None else change(task.level, before.level)


def _course(camp: Camp, sessions: Sequence[SessionFigures]) -> CampPage:
    lines = [
        Sentence(
            "Higher is harder. Each bar shows where your level most likely was (80 %)."
        )
    ]
    if len(sessions) > 1:
        lines.append(Sentence("A ring marks your highest so far."))
    courses = []
    for key in dict.fromkeys(task.key for one in sessions for task in one.tasks):
        found = [(one.number, task) for one in sessions if (task := one.task(key))]
        points = [
            Point(number, task.level.value, task.level.low, task.level.high)
            for number, task in found
        ]
        last = found[-1][1]
        name = plain_name(last.name, last.options)
        courses.append(Course(name, last.n_levels, tuple(points)))
    return CampPage(
        Sentence("Your own course"),
        tuple(lines),
        courses=tuple(courses[:MOST_COURSES]),
        n_sessions=max(camp.n_sessions, len(sessions)),
    )


def _steadiness(camp: Camp, today: SessionFigures) -> CampPage:
    lines: list[Sentence] = []
    for task in today.tasks:
        time, spread = task.time, task.unsteadiness
        if time is None or spread is None:
            continue
        values: dict[str, object] = {
            "task": plain_name(task.name, task.options),
            "ms": _ms(time.value),
            "low": _ms(time.low),
            "high": _ms(time.high),
            "percent": round(100 * spread.value),
        }
        before = camp.last(task.key)
        gain = faster_at_same_level(task, before) if before is not None else None
        if gain is not None and gain.low > 0:
            line = Sentence(
                "{task}: a right answer took {ms} ms (most likely {low} to {high}) and "
                "varied by {percent} %; at the same difficulty faster than before",
                **values,
            )
        else:
            line = Sentence(
                "{task}: a right answer took {ms} ms (most likely {low} to {high}) and "
                "varied by {percent} %",
                **values,
            )
        lines.append(line)
    if not camp.behaviour_only and not math.isnan(today.clear):
        lines.append(
            Sentence(
                "The signal was clear for {percent} %: sitting still helps it.",
                percent=round(100 * today.clear),
            )
        )
    if not lines:
        lines.append(Sentence("There were too few answers to tell."))
    return CampPage(Sentence("How steady you were"), tuple(lines))


def _ms(seconds: float) -> int:
    return 10 * round(seconds * 100)
