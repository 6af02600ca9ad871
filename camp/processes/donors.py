"""Donors of the yoked arm: whose delivered scores a participant receives."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b

from pydantic import ValidationError

from attention_camp.camp.dataset.layout import DatasetError, RunPaths, existing_runs
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.session.arms.arm_lines import ArmLine, Course
from attention_camp.camp.session.arms.courses import course_of, library_course
from attention_camp.camp.session.ledger_lines import HeaderLine, LedgerLine
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.plan import Plan
from attention_camp.camp.session.protocol import Protocol

logger = logging.getLogger(__name__)

DONATES = "closed-loop"
"""The arm whose rules received their own scores."""

Open = Callable[[RunPaths, int | None], tuple[LedgerLine, ...]]
"""Gives the first lines of a run's ledger (None: all of them), opened where they are
sealed; none where it cannot be read."""
BEGINNING = 3
"""Lines within which a ledger names its arm: a study has thousands that follow."""


@dataclass(frozen=True, slots=True, eq=False)
class _Session:
    """A session of the dataset, as far as donors are concerned."""

    run: RunPaths
    started: str
    arm: str
    course: Course | None
    is_finished: bool


def find_course(paths: RunPaths, plan: Plan, opened: Open) -> Course:
    """Return the course that a participant's next session receives, were it yoked.

    Session k receives what the donor's session k delivered. A participant keeps the
    donor of the first session; a new one is whoever has donated least, by label where
    several have. Without a donor who has come so far, a course of the library stands
    in, by the participant's label and the session's number.

    Parameters
    ----------
    paths : RunPaths
        The run that begins.
    plan : Plan
        Its blocks.
    opened : callable
        Reads a ledger.
    """
    known = list(_sessions(paths, opened))
    mine = [one for one in known if one.run.participant == paths.participant]
    k = len({one.run.session for one in mine} - {paths.session})
    pairs = {
        (one.run.participant, _donor_of(one.course))
        for one in known
        if one.course is not None and one.run.participant != paths.participant
    }
    donated = Counter(donor for _, donor in pairs)
    kept = [_donor_of(one.course) for one in mine if one.course is not None]
    donors = {one.run.participant for one in known if one.arm == DONATES}
    donors.discard(paths.participant)
    by_use = sorted(donors, key=lambda who: (who not in kept, donated[who], who))
    blocks = plan.protocol.blocks
    for who in by_use:
        donor = _kth(known, who, k)
        course = (
            None if donor is None else _course(opened(donor.run, None), donor, plan)
        )
        if course is not None:
            return course
    digest = blake2b(f"{paths.participant}/{k}".encode(), digest_size=4).digest()
    return library_course(int.from_bytes(digest, "big"), blocks)


def _kth(known: Iterable[_Session], who: str, k: int) -> _Session | None:
    """Return a donor's session number k, from 0; None: there is no whole one."""
    theirs = [one for one in known if one.run.participant == who and one.run.run == 1]
    theirs.sort(key=lambda one: one.started)
    if k >= len(theirs):
        return None
    donor = theirs[k]
    return donor if donor.is_finished and donor.arm == DONATES else None


def _course(lines: Iterable[LedgerLine], donor: _Session, plan: Plan) -> Course | None:
    """Return what a donor's rule received; None: of another protocol."""
    lines = tuple(lines)
    header = lines[0] if lines else None
    if not isinstance(header, HeaderLine):
        return None
    try:
        theirs = Protocol.model_validate(header.protocol).blocks
    except ValidationError as error:
        logger.warning("%s cannot be a donor: %s", donor.run.stem, error)
        return None
    ours = plan.protocol.blocks
    return course_of(lines, theirs=theirs, ours=ours, source=donor.run.stem)


def _sessions(paths: RunPaths, opened: Open) -> Iterable[_Session]:
    """Yield the other runs of this protocol, with their arms."""
    for run in existing_runs(paths.dataset):
        if run.task != paths.task or run == paths:
            continue
        try:
            session = read_session(run)
        except DatasetError as error:
            logger.warning("%s cannot be a donor: %s", run.stem, error)
            continue
        lines = opened(run, BEGINNING)
        if not lines or not isinstance(lines[0], HeaderLine):
            continue
        arm = next((line for line in lines if isinstance(line, ArmLine)), None)
        yield _Session(
            run,
            str(session.get("started", "")),
            lines[0].arm if arm is None else arm.arm,
            None if arm is None else arm.course,
            session.get("state") == Ending.FINISHED.value,
        )


def _donor_of(course: Course | None) -> str:
    """Return the label of a course's donor; of the library: its whole name."""
    source = "" if course is None else course.source
    return source.removeprefix("sub-").split("_ses-")[0]
