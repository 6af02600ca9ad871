"""Enrolment: label, answers, consent and place, before the first session."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from attention_camp.camp.dataset.layout import LabelError
from attention_camp.camp.dataset.people.audit import audit_path, trail_problems
from attention_camp.camp.dataset.people.consent_forms import (
    current_form,
    form_template,
    load_form,
    use_form,
)
from attention_camp.camp.dataset.people.enrolment import (
    EnrolmentError,
    check_enrolled,
    enrol,
    enrolled,
    labels_taken,
    propose_label,
    read_enrolment,
    renew_consent,
)
from attention_camp.camp.dataset.proof.trail import add_to_trail
from attention_camp.camp.people.consent import ConsentError
from attention_camp.camp.people.demographics import Demographics, DemographicsError
from attention_camp.signal.clock import HostTimes, replaced_clocks

ABOUT = Demographics(
    age=34, sex="female", handedness="left", group="older", vision="corrected"
)


class Later(HostTimes):
    """Clocks that can be put forward."""

    ahead = timedelta()

    def wall(self):
        return super().wall() + self.ahead


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    folder, file = tmp_path / "data", tmp_path / "form.yaml"
    file.write_text(form_template(), encoding="utf-8")
    use_form(folder, load_form(file))
    return folder


def test_who_is_enrolled_can_begin_until_the_consent_expires(dataset: Path) -> None:
    label = propose_label(dataset)
    assert len(label) == 4
    made, code = enrol(dataset, label, ABOUT, agreed=["recording", "sharing"])
    assert (read_enrolment(dataset, label), code) == (made, "")
    assert enrolled(dataset) == [made]
    assert made.consent is not None
    assert (made.consent.version, made.consent.agreed) == (
        "1",
        ("recording", "sharing"),
    )
    assert check_enrolled(dataset, label) == made
    clocks = Later()
    with replaced_clocks(clocks):
        clocks.ahead = timedelta(days=366)
        with pytest.raises(EnrolmentError, match="the consent expired on"):
            check_enrolled(dataset, label)
        renew_consent(dataset, label, ["recording"], language="zh_CN")
        again = check_enrolled(dataset, label)
    assert again is not None
    assert [one.language for one in again.consents] == ["en", "zh_CN"]


def test_consent_of_another_version_or_none_stops_a_session(
    dataset: Path, tmp_path: Path
) -> None:
    enrol(dataset, "0001", ABOUT, agreed=["recording"])
    with pytest.raises(EnrolmentError, match="0002 is not enrolled"):
        check_enrolled(dataset, "0002")
    changed = tmp_path / "changed.yaml"
    changed.write_text(form_template().replace("any time", "all times"))
    with pytest.raises(ConsentError, match="Version 1 of the consent form is in use"):
        use_form(dataset, load_form(changed))
    changed.write_text(form_template().replace('version: "1"', 'version: "2"'))
    use_form(dataset, load_form(changed))
    assert current_form(dataset) == load_form(changed)
    with pytest.raises(EnrolmentError, match="is of version 1, and version 2 is asked"):
        check_enrolled(dataset, "0001")


def test_an_earlier_version_can_be_asked_for_again(
    dataset: Path, tmp_path: Path
) -> None:
    first, file = current_form(dataset), tmp_path / "second.yaml"
    assert first is not None
    file.write_text(form_template().replace('version: "1"', 'version: "2"'))
    use_form(dataset, load_form(file))
    use_form(dataset, first)
    assert current_form(dataset) == first
    lines = audit_path(dataset).read_text().splitlines()
    assert [json.loads(line)["version"] for line in lines] == ["1", "2", "1"]


def test_a_consent_for_longer_than_the_calendar_is_refused_with_the_form(
    tmp_path: Path,
) -> None:
    file = tmp_path / "form.yaml"
    text = form_template().replace("retention_days: 3650", "retention_days: 1000000000")
    file.write_text(text)
    with pytest.raises(ConsentError, match="retention_days"):
        load_form(file)


def test_a_form_whose_line_a_kill_lost_is_told_once_when_it_is_given_again(
    dataset: Path,
) -> None:
    assert audit_path(dataset).read_text().count("\n") == 1
    audit_path(dataset).unlink()
    for _ in range(2):
        use_form(dataset, load_form(dataset.parent / "form.yaml"))
    (line,) = map(json.loads, audit_path(dataset).read_text().splitlines())
    assert line["what"] == "consent form"


def test_a_required_item_is_agreed_to_or_nobody_is_enrolled(dataset: Path) -> None:
    for agreed, said in (
        (["sharing"], "without agreeing to recording"),
        (["recording", "all"], "does not ask about all"),
    ):
        with pytest.raises(ConsentError, match=said):
            enrol(dataset, "0001", ABOUT, agreed=agreed)
    with pytest.raises(ConsentError, match="written in en, zh_CN, not in fr"):
        enrol(dataset, "0001", ABOUT, agreed=["recording"], language="fr")
    assert enrolled(dataset) == []


def test_a_label_is_one_persons(dataset: Path) -> None:
    enrol(dataset, "a1", ABOUT, agreed=["recording"])
    with pytest.raises(EnrolmentError, match="a1 is enrolled already"):
        enrol(dataset, "a1", ABOUT, agreed=["recording"])
    with pytest.raises(LabelError, match="only by case"):
        enrol(dataset, "A1", ABOUT, agreed=["recording"])
    (dataset / "participants.tsv").write_text("participant_id\nsub-77\n")
    assert labels_taken(dataset) == {"a1", "77"}


def test_a_dataset_that_enrols_nobody_asks_nobody(tmp_path: Path) -> None:
    assert check_enrolled(tmp_path / "none", "01") is None
    enrol(tmp_path / "some", "01", Demographics())
    with pytest.raises(EnrolmentError, match="02 is not enrolled"):
        check_enrolled(tmp_path / "some", "02")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"age": 340}, "The age is 340"),
        ({"sex": "f"}, "one of female, male, other"),
        ({"group": "x" * 41}, "group has 41 characters"),
        ({"language": "two\nlines"}, "on one line"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_said(wrong: dict, said: str) -> None:
    with pytest.raises(DemographicsError, match=said):
        Demographics(**wrong)


def test_one_altered_line_of_the_audit_trail_is_found(dataset: Path) -> None:
    for label in ("1", "2", "3"):
        enrol(dataset, label, ABOUT, agreed=["recording"])
    trail = audit_path(dataset)
    lines = trail.read_text().splitlines(keepends=True)
    assert [json.loads(line)["what"] for line in lines] == [
        "consent form",
        *["enrolled"] * 3,
    ]
    assert trail_problems(dataset) == []
    for number, line in enumerate(lines):
        for before, after in (('"who": ""', '"who": "B"'), ("enrolled", "withdrew")):
            changed = [
                *lines[:number],
                line.replace(before, after),
                *lines[number + 1 :],
            ]
            if changed == lines:
                continue
            trail.write_text("".join(changed))
            (found,) = trail_problems(dataset)
            assert (found.code, found.severity) == ("AUDIT", "error")
            assert f"line {number + 1}" in found.text
        trail.write_text("".join(lines[:number] + lines[number + 1 :]))
        # nothing tells a cut end: the last hash is kept elsewhere for that
        assert bool(trail_problems(dataset)) == (number < len(lines) - 1)
    trail.write_text("".join(lines))
    add_to_trail(trail, {"what": "more"})
    assert trail_problems(dataset) == []
