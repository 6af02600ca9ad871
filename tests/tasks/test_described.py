"""Every option of every task and rule is described, in the program and in docs."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.described import options_of, rule_options
from attention_camp.tasks.difficulty import RULES

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", sorted(TASKS))
def test_every_option_of_a_task_says_what_it_does(name):
    """Name, default and text; numbers say their range."""
    for option in options_of(type(load_task(name))):
        assert option.text, option.name
        if option.kind in {"number", "whole"}:
            assert any(sign.isdigit() for sign in option.text)


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_option_of_a_rule_says_what_it_does(name):
    """Also those of a rule that takes them from another."""
    assert all(option.text for option in rule_options(name))


@pytest.mark.parametrize(
    "section", ["gallery", "forms", "options", "reliability", "rules"]
)
def test_the_page_of_tasks_is_as_the_classes_say(section):
    """`python docs/task_tables.py` changes nothing."""
    spec = importlib.util.spec_from_file_location("t", DOCS / "task_tables.py")
    tables = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tables)
    page = (DOCS / "tasks.md").read_text(encoding="utf-8")
    assert tables.written(page, section) == page


@pytest.mark.parametrize("name", sorted(TASKS))
def test_every_task_has_its_picture_in_the_gallery(name):
    picture = DOCS / "images" / "tasks" / f"{name}.webp"
    assert picture.read_bytes()[8:12] == b"WEBP"
    assert picture.stat().st_size < 100_000
