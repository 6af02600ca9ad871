"""Tasks are found by name; errors say what is wrong."""

import re

import pytest

from attention_camp.tasks import TASKS, available_tasks, load_task


@pytest.mark.parametrize("name", TASKS)
def test_every_task_of_the_table_loads_with_its_defaults(name: str) -> None:
    assert load_task(name).name == name
    assert name in available_tasks().names


def test_options_are_set() -> None:
    assert load_task("rest", eyes="closed").parameters(1)["eyes"] == "closed"


def test_an_unknown_task_names_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"got 'visual-serch'.*“visual-search”\?"):
        load_task("visual-serch")


def test_an_unknown_option_names_the_allowed_ones() -> None:
    with pytest.raises(ValueError, match=r"duration, eyes; got 'eye'.*“eyes”\?"):
        load_task("rest", eye="closed")


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("level", [0, -1, 1000])
def test_a_level_outside_the_scale_is_refused(name: str, level: int) -> None:
    task = load_task(name)
    text = re.escape(f"level must be from 1 to {task.n_levels}; got {level}.")
    with pytest.raises(ValueError, match=text):
        task.parameters(level)


@pytest.mark.parametrize(
    ("name", "options", "text"),
    [
        ("visual-search", {"variant": "T"}, "variant must be one of"),
        ("visual-search", {"set_size": 100}, "set_size must be from 2 to 48; got 100"),
        ("visual-search", {"time_limit": 0.1}, "time_limit must be from 0.5 to 30"),
        ("n-back", {"n": 2.5}, "n must be a whole number"),
        ("n-back", {"interval": "slow"}, "interval must be a number"),
        ("rest", {"eyes": True}, "eyes must be one of closed, open; got True"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(
    name: str, options: dict[str, object], text: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        load_task(name, **options)
