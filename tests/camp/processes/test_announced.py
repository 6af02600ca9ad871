"""What of a session its class page is told, and what it may ask for when."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.processes.announce.codes import (
    ALPHABET,
    grouped,
    pin_of,
    plain_code,
)
from attention_camp.camp.processes.announce.news import LearnerNews
from attention_camp.camp.processes.announce.pinned import PageError, place_of
from attention_camp.camp.processes.announce.wire import state_from, to_bytes
from attention_camp.camp.session.arms.blinding import ForOperator
from attention_camp.camp.session.messages import (
    AskedAnswer,
    BlockMeans,
    Ending,
    HelpWanted,
    ProcessAnswers,
    ProcessSilent,
    SessionEnded,
    SignalState,
    Stage,
    StageChanged,
    SteeringChanged,
    TrialFinished,
)
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.session.request import SessionRequest
from attention_camp.signal.window import ChannelVerdict

EVERYTHING = ["pause", "easier", "next-task"]
BLOCKS = [
    {"task": "visual-search", "trials": 8, "requests": EVERYTHING},
    {"task": "n-back", "trials": 2, "requests": []},
]  # fmt: skip


def _news(study: str = "", **page: object) -> LearnerNews:
    protocol = Protocol(
        name="p", title="P", description="P", blocks=BLOCKS, class_page=page
    )
    request = SessionRequest(Path(), "07", "01", study=study)
    return LearnerNews(request, plan_session(protocol))


def _stage(stage: Stage, block: int = 1, done: int = 3) -> StageChanged:
    return StageChanged(stage, block, 2, "visual-search", 8, done, 10, 90.0)


def _signal(*kinds: str, **changes: object) -> SignalState:
    verdicts = tuple(ChannelVerdict(f"E{i}", kind) for i, kind in enumerate(kinds))
    state = SignalState(
        1.0, 500, 5, True, 1000, 0.0, 0.0, (), verdicts, 0.91, 0.8, "", 0.2
    )
    return replace(state, **changes)


def _trial(trial: int, engagement: float | None) -> TrialFinished:
    record = TrialRecord(
        1.0, 1.0, 1, trial, 1, "main", "visual-search", "", 7, True, 1.0, 0.123, "y",
        engagement, 0.77, "", 1.0, 8, "correct-up", 0, False, "", {}, {},
    )  # fmt: skip
    return TrialFinished(record)


def test_state_and_progress_are_told(tmp_path) -> None:
    news = _news()
    news.take(_stage(Stage.TRIALS))
    news.take(_signal("good", "good", "doubtful", "good"))
    news.take(HelpWanted())
    news.take(ProcessSilent("participant", 3.0, ""))
    state = news.state
    assert (state.learner, state.activity, state.done, state.planned) == (
        "07", "block", 3, 10,
    )  # fmt: skip
    assert (state.quality, state.calls) == ("doubtful", 1)
    assert state.troubles == ("participant-silent",)
    assert state_from(to_bytes(state)) == state
    news.helped()
    news.take(ProcessAnswers("participant"))
    news.take(SessionEnded(Ending.FINISHED, ""))
    state = news.state
    assert (state.calls_answered, state.troubles, state.ending) == (1, (), "finished")
    assert state.allows == ()


@pytest.mark.parametrize(
    ("kinds", "quality"),
    [
        (("good", "good"), "good"), (("good", "bad"), "doubtful"),
        (("bad", "bad", "good"), "bad"), ((), "none"),
    ],
)  # fmt: skip
def test_the_signal_is_one_word(kinds, quality) -> None:
    news = _news()
    news.take(_signal(*kinds))
    assert news.state.quality == quality
    news.take(_signal(*kinds, stalled_for=2.0))
    assert news.state.quality == "none"


def test_what_a_session_knows_of_answers_and_scores_is_not_told() -> None:
    for study in ("", "hash"):
        news = _news(study)
        tell = ForOperator(news.take) if study else news.take
        for message in (
            SteeringChanged(steering=True, why="calibrated", detail="secret"),
            _stage(Stage.TRIALS),
            _trial(1, 0.913),
            _trial(2, None),
            BlockMeans(1, "visual-search", 8, 7, 0.85),
            _signal("good"),
        ):
            tell(message)
        said = to_bytes(news.state).decode()
        secrets = ("0.913", "0.91", "0.77", "0.123", "correct", "secret", "calibrated")
        assert not [secret for secret in secrets if secret in said]
        health = news.state.health
        counted = (None, None) if study else (1, 1)
        assert (health.scored, health.refused) == counted


def test_a_protocol_can_hide_label_and_signal() -> None:
    news = _news(learner="code", quality=False)
    news.take(_signal("bad"))
    assert news.state.learner != "07"
    assert set(news.state.learner) <= set(ALPHABET)
    assert news.state.quality == "hidden"


def test_only_what_the_block_allows_can_be_asked_for() -> None:
    news = _news()
    assert news.state.allows == ()
    news.take(_stage(Stage.TRIALS))
    assert news.state.allows == ("pause", "easier", "next-task")
    news.take(_stage(Stage.INSTRUCTIONS))
    assert news.state.allows == ("pause",)
    news.take(_stage(Stage.BREAK))  # the block ahead allows nothing
    assert news.state.allows == ()
    news.take(_stage(Stage.TRIALS, block=2))
    assert news.state.allows == ()


def test_a_pause_of_the_researcher_is_not_ended_from_the_page() -> None:
    news = _news()
    news.take(_stage(Stage.PAUSED))
    assert news.state.allows == ()
    news.take(_stage(Stage.TRIALS))
    news.asks_pause()
    news.take(_stage(Stage.PAUSED))
    assert news.state.allows == ("resume",)
    news.take(_stage(Stage.TRIALS))
    news.take(_stage(Stage.PAUSED))
    assert news.state.allows == ()


def test_answers_are_told_and_a_time_that_is_not_known_is_none() -> None:
    news = _news()
    news.take(AskedAnswer("n1", done=True))
    news.take(AskedAnswer("n2", done=False))
    assert [(a.number, a.outcome) for a in news.state.answers] == [
        ("n1", "done"), ("n2", "not-allowed"),
    ]  # fmt: skip
    news.take(_signal("good", latency=math.nan))
    news.take(replace(_stage(Stage.TRIALS), remaining=math.inf))
    assert news.state.health.latency is None
    assert news.state.remaining is None


def test_codes_are_read_however_they_are_typed() -> None:
    fingerprint = "0f" * 32
    code = pin_of(fingerprint) + "01ABCDEF"
    assert len(pin_of(fingerprint)) == 16
    assert pin_of("f" * 64) == "Z" * 16
    assert plain_code(grouped(code).lower().replace("-", " ")) == code
    assert plain_code("o1-lI") == "0111"


@pytest.mark.parametrize(
    "url",
    [
        *("", "http://x", "https://", "https://x:99999", "//"),
        *("https://192.168.1..10:8443", f"https://{'x' * 64}.example"),
    ],
)
def test_an_address_that_is_none_is_refused(url) -> None:
    with pytest.raises(PageError, match="must be such as"):
        place_of(url)
    assert place_of("10.0.0.3") == ("10.0.0.3", 8443)
