"""A session that another program records is seen in a second window, and its end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

RUNS = "window.live is not None and window.live.phase.value == 'running'"
PAGES = ("home", "new_session", "sessions", "study", "pc", "settings")
NOTICE_S = 60.0
"""Longest from one look for other programs to the next, on a busy machine, s."""


@pytest.mark.thorough
def test_another_programs_session_is_seen_on_every_page_until_it_ends(
    make_desk: Any, protocol: Path, tmp_path: Path, n_screens: int
) -> None:
    dataset = tmp_path / "data"
    request = {
        "participant": "03",
        "session": "01",
        "protocol": str(protocol),
        "board": "simulated",
        "observer": "default",
    }
    recording, looking = make_desk(n_screens=n_screens), make_desk(n_screens=n_screens)
    recording.start(dataset, json.dumps(request))
    recording.wait_for(RUNS)
    looking.start(dataset)
    looking.wait_until_active(app=True)
    looking.wait_for("window.notice.isVisible()", NOTICE_S)
    for page in PAGES:
        looking.click(f"window.navigation.buttons[{page!r}]")
        looking.wait_for(f"window.current == {page!r}")
        said = looking.ask("window.notice.text if window.notice.isVisible() else ''")
        assert "Another window or program is recording" in said
        assert "03" in said
    # its own session is nobody else's
    assert "Another" not in recording.ask("window.notice.text")
    recording.kill_app()
    recording.wait_until_recorded_no_more(dataset)
    looking.wait_for("not window.notice.isVisible()", NOTICE_S)
