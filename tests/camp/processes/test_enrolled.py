"""A session of a person asks for enrolment and consent, and fills participants.tsv."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.people.consent_forms import (
    form_template,
    load_form,
    use_form,
)
from attention_camp.camp.dataset.people.enrolment import EnrolmentError, enrol
from attention_camp.camp.dataset.rows import read_table
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.people.demographics import Demographics
from attention_camp.camp.processes.session import check_request, prepare
from attention_camp.camp.session.request import SessionRequest


@pytest.fixture
def request_(tmp_path: Path) -> SessionRequest:
    (tmp_path / "form.yaml").write_text(form_template(), encoding="utf-8")
    use_form(tmp_path / "data", load_form(tmp_path / "form.yaml"))
    return SessionRequest(tmp_path / "data", "0101", "01", board="simulated")


def test_nobody_begins_who_is_not_enrolled_but_the_simulated(request_) -> None:
    with pytest.raises(EnrolmentError, match="0101 is not enrolled"):
        check_request(request_)
    check_request(replace(request_, observer="default", headless=True))
    assert not (request_.dataset / "participants.tsv").exists()


def test_what_was_answered_and_agreed_is_with_the_session(request_) -> None:
    about = Demographics(age=34, sex="female", vision="corrected", language="Dutch")
    enrol(request_.dataset, "0101", about, agreed=["recording"], language="zh_CN")
    prepared = check_request(request_)
    prepare(prepared).release()
    (row,) = read_table(request_.dataset / "participants.tsv")
    assert row == {
        "participant_id": "sub-0101", "age": "34", "sex": "female",
        "vision": "corrected", "language": "Dutch",
    }  # fmt: skip
    consent = read_session(prepared.paths)["consent"]
    assert (consent["version"], consent["language"]) == ("1", "zh_CN")
    sessions = request_.dataset / "sub-0101" / "sub-0101_sessions.tsv"
    assert [line["session_id"] for line in read_table(sessions)] == ["ses-01"]
