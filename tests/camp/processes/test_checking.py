"""What is checked of a request before anything is written or opened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.pc.timing_report import (
    CertificateError,
    TimingReport,
    certificate_path,
    save_report,
)
from attention_camp.camp.processes.session import (
    RequestError,
    check_request,
    prepare,
)
from attention_camp.camp.session.request import SessionRequest
from attention_camp.tasks.search.visual_search import VisualSearch
from attention_camp.tasks.trial import Phase, Shape, Trial

PROTOCOL = """\
name: strict
title: Strict
description: For tests.
certificate_days: 30
blocks:
  - {task: visual-search, trials: 1}
"""


@pytest.fixture
def request_(tmp_path: Path) -> SessionRequest:
    path = tmp_path / "strict.yaml"
    path.write_text(PROTOCOL)
    return SessionRequest(
        tmp_path / "data", "01", "01", protocol=str(path), board="simulated"
    )


def _certify(days_ago: int) -> None:
    made = datetime.now(UTC) - timedelta(days=days_ago)
    save_report(TimingReport(made.isoformat(), "a", "b", ()), certificate_path())


def test_a_protocol_may_refuse_a_pc_without_a_timing_certificate(request_) -> None:
    with pytest.raises(CertificateError, match="no timing certificate"):
        check_request(request_)


def test_a_protocol_may_refuse_a_certificate_that_is_too_old(request_) -> None:
    _certify(days_ago=31)
    with pytest.raises(CertificateError, match="31 days old"):
        check_request(request_)


def test_a_fresh_certificate_is_accepted_and_kept_with_the_session(request_) -> None:
    _certify(days_ago=3)
    prepared = check_request(request_)
    prepare(prepared)
    assert read_session(prepared.paths)["timing_certificate"]["screen"] == "a"


def test_a_task_that_would_flash_is_refused_before_anything_is_written(
    request_, monkeypatch
) -> None:
    def flashing(self, level, rng):
        on = Shape("rect", width=40, height=30)
        phases = [Phase("on", (on,), 0.05, onset=True), Phase("off", (), 0.05)] * 6
        return Trial("visual-search", level, tuple(phases), ("left",))

    _certify(days_ago=1)
    monkeypatch.setattr(VisualSearch, "next_trial", flashing)
    with pytest.raises(RequestError, match="flash"):
        check_request(request_)
    assert not request_.dataset.exists()
