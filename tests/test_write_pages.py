"""The protocol and the task of the two pages for authors work as they stand there."""

from __future__ import annotations

import re
import sys
import types
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[1] / "docs"
pytestmark = pytest.mark.skipif(
    not DOCS.exists(), reason="beside the wheel there are no docs"
)


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def module(code: str, name: str) -> types.ModuleType:
    made = types.ModuleType(name)
    sys.modules[name] = made  # dataclasses look their module up
    exec(compile(code, name, "exec"), made.__dict__)
    return made


def test_the_protocol_of_the_page_can_be_run(tmp_path: Path) -> None:
    """It is valid, takes about five minutes, and its first block measures."""
    from attention_camp.camp.session.plan import plan_session
    from attention_camp.camp.session.protocol import load_protocol

    (code,) = blocks("write-a-protocol.md", "yaml")
    path = tmp_path / "lunch.yaml"
    path.write_text(code, encoding="utf-8")
    plan = plan_session(load_protocol(str(path)))
    assert plan.blocks[0].block.trials == 65
    assert 4 * 60 < plan.seconds < 10 * 60


def test_the_task_of_the_page_passes_the_tests_of_the_page() -> None:
    """It is a task, its levels are safe to show, and both tests hold."""
    from attention_camp.tasks import _build, _try

    task_code, test_code = blocks("write-a-task.md", "python")
    made: Any = module(task_code, "longer_bar").LongerBar
    task = _build("longer-bar", made, {"length": 5.0})
    _try(task)
    tests = vars(module(test_code, "test_longer_bar"))
    ran = [f(task) for n, f in tests.items() if n.startswith("test_")]
    assert len(ran) == 2
