"""What a session and the class page tell each other, as JSON over HTTPS."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from attention_camp.camp.session.messages import AskedFor
from attention_camp.camp.session.plain_values import PlainValueError, plain, read_as
from attention_camp.resources.bounded import UnreadableError, parse_json
from attention_camp.resources.texts import Sentence

VERSION = 1
"""Of this format; a page of another version says so."""
STATE_PATH, PAIR_PATH = "/api/state", "/api/pair"
MOST_BYTES = 8192
"""Length of a state or a reply at most; a longer one is refused."""
MOST_REQUESTS = 16
"""Requests in one reply at most."""
BEAT_SECONDS = 1.0
"""A session speaks at least as often as this, s."""
LOST_SECONDS = 5.0
"""Without a word for so long, a session counts as out of contact, s; own choice."""
LONGEST_NAME = 40

Activity = Literal[
    "preparing", "instructions", "practice", "calibration", "block", "break",
    "paused", "ended",
]  # fmt: skip
Quality = Literal["good", "doubtful", "bad", "none", "hidden"]
"""Of all channels together; ``none``: no headset answers; ``hidden``: the protocol does
not tell it."""
Outcome = Literal["done", "not-allowed"]


@dataclass(frozen=True, slots=True)
class Health:
    """How the computer of a session does its work; nothing of what was answered."""

    latency: float | None = None
    """From a packet's arrival to the score that holds it, s; None: not known."""
    samples: int = 0
    lost: int = 0
    """Samples recorded, and those of them that are missing."""
    disk_free: float | None = None
    """Bytes free where the session is recorded; None: not known."""
    scored: int | None = None
    refused: int | None = None
    """Trials with a score, and those whose score was refused; None: not told."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request."""

    number: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class LearnerState:
    """All that leaves the computer of a session: no answers, levels, scores or EEG."""

    session: str
    """Drawn at random for each session."""
    learner: str
    """The participant's label, or a code, as the protocol says."""
    activity: Activity
    block: int = 0
    n_blocks: int = 0
    done: int = 0
    planned: int = 0
    """Trials of the session."""
    remaining: float | None = None
    """Estimated seconds to the end."""
    quality: Quality = "none"
    calls: int = 0
    calls_answered: int = 0
    """Calls for help so far, and those that somebody at the computer has answered."""
    troubles: tuple[str, ...] = ()
    """Codes: faults of the stream, ``participant-died``, ``acquisition-silent``, …"""
    allows: tuple[str, ...] = ()
    """What can be asked for now."""
    ending: str = ""
    """How it ended; empty: it has not."""
    health: Health = Health()
    answers: tuple[Answer, ...] = ()
    """To the last requests."""
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class Request:
    """A request to one session."""

    number: str
    what: AskedFor
    who: str
    """Who asks, as signed in on the page."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the page says to a state."""

    requests: tuple[Request, ...] = ()
    """Those not answered yet."""


def to_bytes(value: object) -> bytes:
    """Return a dataclass of this module as JSON."""
    return json.dumps(plain(value), separators=(",", ":")).encode()


def state_from(content: bytes) -> LearnerState:
    """Return the state that a session sent.

    Raises
    ------
    PlainValueError
        If it is none, or out of bounds.
    """
    state = read_as(LearnerState, _table(content))
    texts = (state.session, state.learner, state.ending, *state.troubles, *state.allows)
    numbers = [answer.number for answer in state.answers]
    if any(not _is_short(text) for text in (*texts, *numbers)) or not state.learner:
        raise PlainValueError(Sentence("a text is too long or cannot be shown"))
    if max(len(state.troubles), len(state.allows), len(numbers)) > MOST_REQUESTS:
        raise PlainValueError(Sentence("a list is too long"))
    counts = (state.block, state.n_blocks, state.done, state.planned, state.calls)
    if any(not 0 <= count <= 10**6 for count in (*counts, state.calls_answered)):
        raise PlainValueError(Sentence("a count is out of bounds"))
    return state


def reply_from(content: bytes) -> Reply:
    """Return what the page replied.

    Raises
    ------
    PlainValueError
        If it is no reply, or out of bounds.
    """
    reply = read_as(Reply, _table(content))
    texts = [text for one in reply.requests for text in (one.number, one.who)]
    if len(reply.requests) > MOST_REQUESTS or not all(map(_is_short, texts)):
        raise PlainValueError(Sentence("the reply is out of bounds"))
    return reply


def is_name(text: str) -> bool:
    """Return whether a text may stand for somebody: short, printable, not blank."""
    return bool(text.strip()) and _is_short(text)


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST_NAME and text.isprintable()


def _table(content: bytes) -> Mapping[str, Any]:
    if len(content) > MOST_BYTES:
        raise PlainValueError(Sentence("it is too long"))
    try:
        values = parse_json(content.decode(), "")
    except (UnreadableError, UnicodeDecodeError) as error:
        raise PlainValueError(Sentence("it is no JSON")) from error
    if not isinstance(values, Mapping):
        raise PlainValueError(Sentence("it is no table"))
    return values
