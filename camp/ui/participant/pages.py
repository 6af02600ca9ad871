"""Content of the pages on the participant's screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from attention_camp.camp.session.camp.contents import CampPage
from attention_camp.camp.session.screen import Break, Feedback
from attention_camp.camp.ui.sentences import translated
from attention_camp.resources.texts import fill
from attention_camp.tasks.spoken import card_token, spoken
from attention_camp.tasks.trial import Card, Sound


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class ParticipantPage:
    """Content of a page, already translated."""

    title: str = ""
    body: str = ""
    huge: str = ""
    """One symbol or number, very large, above the title."""
    huge_colour: str = "ink"
    back: Hint | None = None
    forward: Hint | None = None
    choices: tuple[Hint, ...] = ()
    """Keys and what each chooses, below the text."""
    helpers: tuple[Hint, ...] = ()
    """Keys shown in small type at the bottom centre."""
    place: tuple[int, int] | None = None
    """Which page, from 0, of how many this is."""
    done: tuple[int, int] | None = None
    """How many parts of the session of how many are done."""
    journey: tuple[int, int] | None = None
    """Stations of a journey done, and all of them, in the place of the figure or, where
    parts are done, of their bar."""
    done_text: str = ""
    note: str = ""
    """One line in small type above the keys."""
    figure: bool = False
    """Whether a moving example is shown below the text."""
    aloud: Sound | None = None
    """What is read aloud when the page comes."""


def key_label(key: str) -> str:
    """Return the label of the key that tasks call ``key``."""
    labels = {
        "left": "←",
        "right": "→",
        "up": "↑",
        "down": "↓",
        "space": QCoreApplication.translate("participant", "Space"),
        "return": QCoreApplication.translate("participant", "Enter"),
        "backspace": QCoreApplication.translate("participant", "Backspace"),
        "escape": QCoreApplication.translate("participant", "Esc"),
    }
    return labels.get(key, key.upper())


def instruction(
    card: Card, index: int, n_cards: int, *, turns: str = "space"
) -> ParticipantPage:
    """Return the page of an instruction card.

    Parameters
    ----------
    card : Card
        The task's card.
    index : int
        Which card this is, from 0.
    n_cards : int
        How many cards there are.
    turns : str
        The key that goes on: none that answers in the task.
    """
    last = index == n_cards - 1
    forward = (
        QCoreApplication.translate("participant", "Start")
        if last
        else QCoreApplication.translate("participant", "Next")
    )
    back = Hint(
        key_label("backspace"), QCoreApplication.translate("participant", "Back")
    )
    return ParticipantPage(
        title=QCoreApplication.translate("tasks", card.title),
        body=QCoreApplication.translate("tasks", card.text),
        back=back if index else None,
        forward=Hint(key_label(turns), forward),
        helpers=_helpers(),
        place=(index, n_cards),
        figure=card.example is not None,
        aloud=_aloud(card) if card.aloud else None,
    )


def _aloud(card: Card) -> Sound:
    return spoken("cards", card_token(card.title, card.text))


def help_called(page: ParticipantPage) -> ParticipantPage:
    """Return the same page, saying that the researcher was called."""
    text = QCoreApplication.translate("participant", "The researcher has been called.")
    return replace(page, note=text)


def counting(seconds_left: int) -> ParticipantPage:
    """Return the page of a countdown."""
    return ParticipantPage(
        huge=str(seconds_left),
        title=QCoreApplication.translate("participant", "Get ready"),
        helpers=(_stop_hint(),),
    )


def practice_feedback(feedback: Feedback) -> ParticipantPage:
    """Return the feedback page of a trial: symbol, word, colour and what to change."""
    sign, tint = ("✓", "green") if feedback.correct else ("✕", "vermillion")
    values = {name: _said(value) for name, value in feedback.values.items()}
    advice = ""
    if feedback.advice:
        advice = QCoreApplication.translate("tasks", feedback.advice).format(**values)
    return ParticipantPage(
        huge=sign,
        huge_colour=tint,
        title=QCoreApplication.translate("tasks", feedback.text),
        body=advice,
        helpers=() if feedback.brief else _helpers(),
    )


def _said(value: int | Sequence[str]) -> str:
    """Return a count, or the names of keys as they are printed on them."""
    return str(value) if isinstance(value, int) else "  ".join(map(key_label, value))


def resting(pause: Break, *, may_go_on: bool, turns: str = "space") -> ParticipantPage:
    """Return the page of a break.

    Parameters
    ----------
    pause : Break
        What it says.
    may_go_on : bool
        Whether a key ends it by now.
    turns : str
        That key.
    """
    go_on = QCoreApplication.translate("participant", "Go on")
    done = QCoreApplication.translate("participant", "{done} of {all:part|parts} done")
    return ParticipantPage(
        title=QCoreApplication.translate("participant", "Time for a break"),
        body="\n".join(translated(text) for text in (pause.said, pause.advice) if text),
        done=None if pause.journey else (pause.blocks_done, pause.n_blocks),
        journey=(pause.blocks_done, pause.n_blocks) if pause.journey else None,
        done_text=fill(done, done=pause.blocks_done, all=pause.n_blocks),
        forward=Hint(key_label(turns), go_on) if may_go_on else None,
        helpers=_helpers(),
        figure=True,
    )


def camp_page(page: CampPage, *, turns: str) -> ParticipantPage:
    """Return one of the participant's own pages.

    Parameters
    ----------
    page : CampPage
        What it says, asks and draws.
    turns : str
        The key that goes on, where nothing is asked.
    """
    go_on = QCoreApplication.translate("participant", "Go on")
    asked = [translated(text) for text in page.choices.values()]
    return ParticipantPage(
        title=translated(page.title),
        body="\n".join(translated(line) for line in page.lines),
        choices=tuple(Hint(str(i), text) for i, text in enumerate(asked, 1)),
        forward=None if asked else Hint(key_label(turns), go_on),
        helpers=_helpers(),
        journey=None if page.journey is None else (page.journey, page.n_sessions),
        figure=bool(page.courses),
    )


def paused() -> ParticipantPage:
    """Return the page of a session that the operator paused."""
    return ParticipantPage(
        title=QCoreApplication.translate("participant", "A short pause"),
        body=QCoreApplication.translate(
            "participant", "The researcher will go on with you in a moment."
        ),
        helpers=_helpers(),
    )


def thanks(*, turns: str = "space") -> ParticipantPage:
    """Return the last page; the key ``turns`` closes it."""
    close = QCoreApplication.translate("participant", "Close")
    return ParticipantPage(
        title=QCoreApplication.translate("participant", "Thank you"),
        body=QCoreApplication.translate(
            "participant",
            "That was the last part. Please stay seated: the researcher comes to you.",
        ),
        forward=Hint(key_label(turns), close),
    )


def _helpers() -> tuple[Hint, ...]:
    call = QCoreApplication.translate("participant", "Call the researcher")
    return Hint("F1", call), _stop_hint()


def _stop_hint() -> Hint:
    stop = QCoreApplication.translate("participant", "Stop everything at once")
    return Hint(key_label("escape"), stop)
