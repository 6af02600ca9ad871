"""The notice of other programs' sessions leaves out the window's own."""

from __future__ import annotations

from pathlib import Path

from attention_camp.camp.dataset.guards.run_lock import taken
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.operator.notice_bar import recorded_elsewhere


def test_the_own_session_is_nobody_elses(tmp_path: Path, qapp: object) -> None:
    own = SessionRequest(tmp_path, "01", "02")
    with taken(RunPaths(tmp_path, "01", "02", "demo"), "session"):
        assert "sub-01" in recorded_elsewhere(tmp_path)
        assert recorded_elsewhere(tmp_path, own) == ""
        with taken(RunPaths(tmp_path, "03", "01", "demo"), "session"):
            said = recorded_elsewhere(tmp_path, own)
    assert "sub-03" in said
    assert "sub-01" not in said
    assert recorded_elsewhere(tmp_path) == ""
