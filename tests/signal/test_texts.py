"""A sentence keeps template and values wherever it is passed."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

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
