"""A banner: its symbol stands beside the first line of its text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from attention_camp.camp.ui.widgets.page import Banner


@pytest.mark.parametrize("text", ["The participant calls.", "Go to them. " * 40])
def test_the_symbol_stands_beside_the_first_line(open_window, qtbot, text: str) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.setStyleSheet(open_window().styleSheet())
    banner.say("warn", text)
    button = banner.add_button("Done")
    button.setMinimumHeight(48)  # higher than a line
    banner.resize(500, banner.heightForWidth(500))
    banner.show()
    symbol, said = (one for one in banner.findChildren(QLabel) if one.text().strip())
    line = said.fontMetrics().height()
    assert said.height() >= said.heightForWidth(said.width())
    assert abs(_top(symbol, banner) - _top(said, banner)) <= line / 4
    if said.height() < 2 * line:
        middle = _top(said, banner) + said.height() / 2
        assert abs(middle - banner.height() / 2) <= 2


def _top(label: QLabel, banner: QWidget) -> float:
    """Return where the first line begins: what is low is in the middle of its room."""
    free = label.height() - label.heightForWidth(label.width())
    is_top = not label.wordWrap()
    return label.mapTo(banner, label.rect().topLeft()).y() + (0 if is_top else free / 2)
