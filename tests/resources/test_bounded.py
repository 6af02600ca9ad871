"""What is read from files that a person may have touched is bounded."""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

import pytest

from attention_camp.resources.bounded import (
    UnreadableError,
    parse_json,
    read_bytes,
    read_json,
    read_json_table,
    read_text,
)
from attention_camp.resources.bounded_yaml import LARGEST_YAML, check_yaml

LAUGHS = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    + [f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 10)}]" for k in range(1, 9)]
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[" * 100_000, "nested"),
        ("[\n" * 100 + "]" * 100, "line 65"),
        ('{"a": ' * 3000, "nested"),
        ('{"a":\n 1e999}', "line 2: 1e999"),
        ("[-1e4000]", "-1e4000"),
        ("[NaN]", "NaN"),
        ("[-Infinity]", "-Infinity"),
        ("9" * 5000, "no number"),
        ('{"a": 1,\n}', "line 2 is not valid JSON"),
        ("", "line 1 is not valid JSON"),
        ('"' + '\\"' * 1_000_000, "not valid JSON"),
    ],
    ids=str,
)
def test_hostile_json_is_refused_in_words(text: str, says: str) -> None:
    """Too deep, infinite or malformed JSON is refused with its file and line."""
    with pytest.raises(UnreadableError) as caught:
        parse_json(text, "some.json")
    assert says in str(caught.value)
    assert str(caught.value).startswith("some.json cannot be read")


def test_good_json_is_read_as_it_is() -> None:
    """Brackets and digits within texts count for nothing; long seeds stay whole."""
    brackets = "[" * 200 + "1" * 60 + "e999" + '\\"'
    seed = 2**128 - 1
    text = f'{{"a": "{brackets}", "seed": {seed}, "b": [{"[1.5e100]," * 80}2]}}'
    value = parse_json(text, "")
    assert value["a"] == brackets.replace('\\"', '"')
    assert value["seed"] == seed
    assert value["b"][0] == [1.5e100]


def test_files_that_are_none_are_refused(tmp_path: Path) -> None:
    """A folder, an endless device, a pipe, too many bytes: none is waited for."""
    with pytest.raises(UnreadableError, match="folder"):
        read_text(tmp_path)
    large = tmp_path / "large.json"
    large.write_bytes(b" " * 101)
    with pytest.raises(UnreadableError, match="101 bytes"):
        read_bytes(large, most=100)
    with pytest.raises(UnreadableError):
        read_text(tmp_path / ("n" * 5000))
    with pytest.raises(UnreadableError, match="no file's name"):
        read_text(Path("a\0b"))
    with pytest.raises(FileNotFoundError):
        read_text(tmp_path / "absent.json")
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        for path in (Path("/dev/zero"), tmp_path / "pipe"):
            with pytest.raises(UnreadableError, match="device or a pipe"):
                read_text(path)


def test_text_and_table_are_told_apart(tmp_path: Path) -> None:
    """A byte order mark is no fault; Latin-1 and lists in place of tables are."""
    path = tmp_path / "x.json"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}')
    assert read_json_table(path) == {"a": 1}
    path.write_bytes(b'{"a":\n "caf\xe9"}')
    with pytest.raises(UnreadableError, match="line 2 is no text in UTF-8"):
        read_json(path)
    path.write_bytes(b"[1]")
    with pytest.raises(UnreadableError, match="list"):
        read_json_table(path)


def test_the_error_crosses_a_pipe() -> None:
    """Another process gets the same text and reason."""
    error = UnreadableError("a.json", "it is a folder")
    again = pickle.loads(pickle.dumps(error))  # made above
    assert (str(again), again.reason) == (str(error), error.reason)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LAUGHS, "more than 10000 values"),
        ("a: &a [1, *a]", "more than 10000 values"),
        ("a: " + "[" * 200, "nested"),
        ("- " * 100 + "a", "nested"),
        ("- a: 1\n" * 9000, "more than 10000 values"),
        ("a: " + "x" * LARGEST_YAML, "characters"),
    ],
    ids=["laughs", "itself", "flow", "block", "many", "long"],
)
def test_hostile_yaml_is_refused_unbuilt(text: str, says: str) -> None:
    """Aliases count as all that they stand for; depth and length have limits."""
    with pytest.raises(UnreadableError, match=says):
        check_yaml(text, "p.yaml")


def test_ordinary_aliases_are_allowed() -> None:
    """A block that is repeated by name is what aliases are for."""
    check_yaml("b: &b {task: rest}\nblocks:\n" + "  - *b\n" * 500, "p.yaml")
