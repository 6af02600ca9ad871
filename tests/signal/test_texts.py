"""A sentence keeps template and values wherever it is passed."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from attention_camp.resources.texts import Day, fill, how_many
from attention_camp.resources.texts import Sentence as SignalSentence
from attention_camp.resources.texts import Sentence as TaskSentence

BOTH = pytest.mark.parametrize("sentence", [SignalSentence, TaskSentence])


@BOTH
def test_a_sentence_is_its_english_text_to_everybody_else(sentence) -> None:
    said = sentence("{n} runs in {path}", n=2, path=Path("data"))
    assert said == "2 runs in data"
    assert f"{said}." == "2 runs in data."
    assert json.loads(json.dumps([said])) == ["2 runs in data"]


@BOTH
def test_an_error_hands_its_sentence_on_with_str(sentence) -> None:
    said = str(ValueError(sentence("{n} runs", n=2)))
    assert said.template == "{n} runs"
    assert said.values == {"n": 2}


@BOTH
def test_a_sentence_in_a_sentence_stays_one_through_a_pipe(sentence) -> None:
    inner = ValueError(sentence("disk {name} full", name="D"))
    outer = sentence("Not written: {error}.", error=inner)
    again = pickle.loads(pickle.dumps(outer))
    assert again == "Not written: disk D full."
    assert again.values["error"].template == "disk {name} full"


def test_what_is_counted_has_the_form_of_its_number() -> None:
    text = (
        "{blocks:block|blocks}, {n} of {trials:trial was|trials were} {how:.1f} right"
    )
    assert fill(text, blocks=1, n=3, trials=4, how=2) == (
        "1 block, 3 of 4 trials were 2.0 right"
    )
    assert fill(text, blocks=0, n=1, trials="1", how=0) == (
        "0 blocks, 1 of 1 trial was 0.0 right"
    )
    assert fill("{blocks} 个组块", blocks=1) == "1 个组块", (
        "a language may have one form"
    )
    assert how_many("1,000", "sample|samples") == "1,000 samples"


@BOTH
def test_a_sentence_counts_wherever_it_is_passed(sentence) -> None:
    said = pickle.loads(pickle.dumps(sentence("{n:run|runs} in {path}", n=1, path="x")))
    assert said == "1 run in x"
    assert sentence("Not read: {error}.", error=said) == "Not read: 1 run in x."


def test_a_day_in_a_sentence_is_that_of_iso_8601() -> None:
    said = pickle.loads(
        pickle.dumps(TaskSentence("until {day}", day=Day("2027-05-03")))
    )
    assert said == "until 2027-05-03"
    assert isinstance(said.values["day"], Day)
