"""Screens with a window manager, and a session that runs there."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

_SPEC = importlib.util.spec_from_file_location(
    "driven_desk", Path(__file__).with_name("desk.py")
)
assert _SPEC is not None
assert _SPEC.loader is not None
desk_module = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(desk_module)

PROTOCOL = """
name: keys
title: Keys
description: For tests.
scoring: {estimator: theta-alpha}
blocks:
  - {task: sart, trials: 300, cards: false,
     options: {repeats: 1, interval: 0.4}, rule: {name: fixed}}
"""


@pytest.fixture
def protocol(tmp_path: Path) -> Path:
    """Return a protocol whose trials go on without an answer."""
    path = tmp_path / "keys.yaml"
    path.write_text(PROTOCOL)
    return path


def _desks(folder: Path) -> Iterator[Callable[..., Any]]:
    """Yield a function that sets up desks; clear them, and look into their log."""
    if lacking := desk_module.missing():
        pytest.skip(f"needs {', '.join(lacking)} (packaging/system-packages.txt)")
    desks = []

    def make(**options: Any) -> Any:
        desks.append(desk_module.Desk(folder, **options))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()
    log = folder / "log.txt"
    if log.exists():
        assert "Traceback" not in log.read_text()


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Return a function that sets up a desk; it is cleared after the test."""
    yield from _desks(tmp_path)


@pytest.fixture(scope="module")
def make_shared_desk(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., Any]]:
    """Return a function as `make_desk`'s, for an application that tests share."""
    yield from _desks(tmp_path_factory.mktemp("desk"))
