"""Questionnaires: items of a lab, keys and clicks, and what they come to."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.tasks import load_task
from attention_camp.tasks.questionnaires.answering import Answering
from attention_camp.tasks.questionnaires.instruments import KSS, NASA_TLX
from attention_camp.tasks.questionnaires.items import read_items
from attention_camp.tasks.trial import Keypress, Response

OWN = """
tired: How tired are you? = 0..10: not at all; very
coffee: Did you drink coffee? = yes; no
how: What did you do before?
"""


def pressed(*keys: str, phase: int = 0) -> list[Keypress]:
    return [Keypress(key, float(i), phase) for i, key in enumerate(keys)]


def test_a_line_of_text_is_an_item() -> None:
    tired, coffee, how = read_items(OWN)
    assert (tired.kind, tired.steps, tired.labels) == (
        "scale",
        11,
        ("not at all", "very"),
    )
    assert (coffee.kind, coffee.labels) == ("choice", ("yes", "no"))
    assert how.kind == "text"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("no name", "line 1: write"),
        ("two words: Why? = a; b", "line 1: write"),
        ("one: Why? = a", "2 to 9 answers"),
        ("one: Why? = " + ";".join("abcdefghij"), "2 to 9 answers"),
        ("one: Why? = 0..500: a; b", "2 to 101 steps"),
        ("one: Why? = 1..x: a; b", "line 1: write"),
        ("one: Why?\none: Who?", "two items are called one"),
        ("one: " + "x" * 400, "at most 300 characters"),
        ("", "1 to 40 lines"),
        ("trial: Did you have a trial run? = yes; no", "a column trial of its own"),
        ("Recording: What did you hear?", "a column Recording of its own"),
    ],
)
def test_a_wrong_line_is_told_with_what_is_allowed(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        load_task("questionnaire", ask="own", items=line)


def test_an_answer_may_have_an_ellipsis() -> None:
    """A scale is told by what stands before its ends."""
    (item,) = read_items("well: Was it well? = yes; no; it depends..")
    assert item.labels == ("yes", "no", "it depends..")
    (scale,) = read_items("well: Was it well? = -2..2: no..; yes..")
    assert (scale.steps, scale.labels) == (5, ("no..", "yes.."))


@pytest.mark.parametrize("table", ["arm_guess", "nasa_tlx", "KSS"])
def test_a_table_of_one_s_own_is_none_of_the_program(table: str) -> None:
    """The guess of a locked study is read from its table; KSS.tsv may be kss.tsv."""
    with pytest.raises(ValueError, match="choose another name"):
        load_task("questionnaire", ask="own", items=OWN, table=table)


def test_a_digit_an_arrow_or_a_click_chooses_and_space_takes_it() -> None:
    """An answer can be changed until it is taken; none is taken without a choice."""
    asked = Answering(KSS.items[0])
    assert asked.chosen(pressed("3")) == 2
    assert asked.chosen(pressed("3", "down", "down", "up")) == 3
    assert asked.chosen(pressed("9", "down")) == 8
    assert not asked.is_over(pressed("3"))
    assert not asked.is_over(pressed("space"))
    assert asked.is_over(pressed("3", "7", "space"))
    clicked = next(a for a in asked.areas() if a.holds(0.0, 2.9 - 6 * 0.98))
    assert clicked.key == "7"


def test_a_scale_begins_without_a_mark_and_has_a_place_for_each_step() -> None:
    asked = Answering(NASA_TLX.items[0])
    assert asked.at(0.0, ()) == ()
    assert asked.chosen(pressed("right", "right")) == 11
    marks = [a for a in asked.areas() if a.key.startswith("mark-")]
    assert len(marks) == 21
    assert all(sum(a.holds(m.x, m.y) for a in marks) == 1 for m in marks)


def test_answers_are_measures_and_what_is_left_out_has_none() -> None:
    task = load_task("questionnaire", ask="own", items=OWN, table="day")
    trial = task.next_trial(1, np.random.default_rng(0))
    presses = (
        *pressed("mark-10", "left", "space"),
        *pressed("1", "backspace", phase=1),
        *pressed("R", "a", "backspace", "u", "n", "return", phase=2),
    )
    outcome = task.score(trial, Response((0.0, 1.0, 2.0), 9.0, presses))
    assert outcome.measures == {"item_tired": 9, "text_how": "Run"}


def test_keys_without_a_letter_write_nothing() -> None:
    """Arrows, a tabulator and Delete come while a text is written, too."""
    task = load_task("questionnaire", ask="own", items=OWN)
    trial = task.next_trial(1, np.random.default_rng(0))
    keys = ("n", "left", "o", "\t", "up", "\x7f", "你好", "return")
    presses = tuple(pressed(*keys, phase=2))
    outcome = task.score(trial, Response((0.0, 1.0, 2.0), 9.0, presses))
    assert outcome.measures == {"text_how": "no你好"}


def test_the_raw_workload_is_the_mean_of_six_scales() -> None:
    task = load_task("questionnaire", ask="nasa-tlx")
    trial = task.next_trial(1, np.random.default_rng(0))
    presses = [
        press for i in range(6) for press in pressed(f"mark-{2 * i}", "space", phase=i)
    ]
    outcome = task.score(trial, Response((0.0,) * 6, 9.0, tuple(presses)))
    assert task.summary([(trial, outcome)])["raw_workload"] == 25.0
    few = task.score(trial, Response((0.0,) * 6, 9.0, tuple(presses[:4])))
    assert np.isnan(task.summary([(trial, few)])["raw_workload"])


def test_the_arms_of_a_study_are_the_answers() -> None:
    task = load_task("questionnaire", ask="arm-guess", arms="yoked closed-loop other")
    guess = task.instrument().items[0]  # type: ignore[attr-defined]
    assert guess.codes == ("yoked", "closed-loop", "other", "unknown")
    with pytest.raises(ValueError, match="2 to 8 different names"):
        load_task("questionnaire", ask="arm-guess", arms="sham sham")
