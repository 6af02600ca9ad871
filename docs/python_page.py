"""Writes python.md, the reference of what opens sessions in Python, from the code.

python docs/python_page.py
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attention_camp import camp
from attention_camp.camp.dataset.open_session import OpenedSession
from attention_camp.camp.dataset.opened.dataset import OpenedDataset

PAGE = Path(__file__).with_name("python.md")
HEAD = """\
# From Python

Written by `python docs/python_page.py` from the sources.

Sessions and datasets open as MNE objects and pandas tables. Three notebooks in
`docs/notebooks` of the repository use them.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *_parts()])


def _parts() -> Iterator[str]:
    for function in (camp.open_session, camp.open_dataset):
        yield _entry(f"attention_camp.camp.{function.__name__}", function, "##")
    for kind in (OpenedSession, OpenedDataset):
        yield f"## {kind.__name__}\n\n```text\n{inspect.getdoc(kind)}\n```\n"
        for name, member in vars(kind).items():
            if name.startswith("_"):
                continue
            if isinstance(member, property) and member.fget:
                yield _entry(f"{name}", member.fget, "###", is_value=True)
            elif inspect.isfunction(member):
                yield _entry(name, member, "###")


def _entry(
    name: str, function: Callable[..., Any], level: str, *, is_value: bool = False
) -> str:
    signature = "" if is_value else str(inspect.signature(function))
    text = inspect.getdoc(function)
    return f"{level} {name}\n\n```text\n{name}{signature}\n\n{text}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
