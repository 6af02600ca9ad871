"""The code of docs/first-contribution.md works as it stands there."""

from __future__ import annotations

import re
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest

PAGE = Path(__file__).parents[1] / "docs" / "first-contribution.md"
pytestmark = pytest.mark.skipif(
    not PAGE.exists(), reason="beside the wheel there are no docs"
)


def module(number: int, name: str) -> types.ModuleType:
    """Return a block of code of the page as a module."""
    code = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    made = types.ModuleType(name)
    sys.modules[name] = made  # dataclasses look their module up
    exec(compile(code[number], str(PAGE), "exec"), made.__dict__)
    return made


def test_the_rule_settles_where_half_the_answers_are_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from attention_camp.tasks import difficulty
    from attention_camp.tasks.difficulty.rule import Evidence

    name = f"{difficulty.__name__}.one_up_one_down"
    monkeypatch.setitem(sys.modules, name, module(0, name))
    added = {"one-up-one-down": "one_up_one_down:OneUpOneDown"}
    monkeypatch.setattr(difficulty, "RULES", {**difficulty.RULES, **added})
    rule = difficulty.make_rule("one-up-one-down", n_levels=12, start_level=3)
    decision, state = rule.start()
    rng = np.random.default_rng(0)
    levels = []
    for _ in range(2000):
        chance = 1 / (1 + np.exp(decision.level - 6.0))
        right = bool(rng.random() < chance)
        evidence = Evidence(decision.level, correct=right, performance=float(right))
        decision, state = rule.decide(state, evidence)
        levels.append(decision.level)
    assert rule.from_json(rule.to_json(state)) == state
    assert np.mean(levels[100:]) == pytest.approx(6.0, abs=0.3)
    with pytest.raises(ValueError, match="start_level"):
        difficulty.make_rule("one-up-one-down", n_levels=12, start_level=13)


def test_the_source_delivers_what_is_due() -> None:
    source: Any = module(1, "sine_source").SineSource()
    source.start()
    assert source.read(0.0) is None
    packets = [source.read(now) for now in np.arange(0.02, 2.001, 0.02)]
    samples = np.concatenate(
        [packet.samples_uv for packet in packets if packet], axis=1
    )
    assert samples.shape[0] == source.info.n_chans
    spectrum = np.abs(np.fft.rfft(samples[0]))
    found = np.fft.rfftfreq(samples.shape[1], 1 / source.info.sfreq)
    assert found[spectrum.argmax()] == pytest.approx(10.0, abs=0.5)


def test_the_page_shows_the_folder_and_leads_on(qtbot: Any, tmp_path: Path) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QPushButton

    from attention_camp.camp.ui.app import make_workspace

    workspace = make_workspace(tmp_path / "dataset", tmp_path / "settings.json")
    page = module(2, "folder_page").FolderPage(workspace)
    qtbot.addWidget(page)
    page.show()
    assert str(tmp_path / "dataset") in page.folder.text()
    with qtbot.waitSignal(page.left) as left:
        qtbot.mouseClick(page.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
    assert left.args == ["new_session"]
