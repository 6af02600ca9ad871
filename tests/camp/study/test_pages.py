"""Checklist, answers, pages about a person or a session, and their languages."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.studies.enrolment import enrol
from attention_camp.camp.dataset.studies.locking import lock_study
from attention_camp.camp.dataset.studies.unblinding import unblind
from attention_camp.camp.people.keys import make_key
from attention_camp.camp.study.analysis import Questions, analyse
from attention_camp.camp.study.gather import gather
from attention_camp.camp.study.pages.language import Language
from attention_camp.camp.study.pages.pdf import browser, print_pdf
from attention_camp.camp.study.pages.person_page import person_page
from attention_camp.camp.study.pages.session_page import session_page
from attention_camp.camp.study.record.answers import (
    QUESTIONS,
    AnswersError,
    answers_file,
    read_answers,
    write_answers,
)
from attention_camp.camp.study.record.cred_nf import cred_nf

sys.path.append(str(Path(__file__).parent))
from made_up import made_up_study

STUDY = """\
name: small
title: Small
protocols: [demo]
sessions: 1
arms:
  - {name: loop, evidence: closed-loop}
  - {name: yoked, evidence: yoked}
block_sizes: [2]
places: 4
primary_outcome: {measure: sart.d_prime, sessions: [post], test: ancova}
"""
NUMBERS = [
    "1a", "1b", "2a", "2b", "2c", "2d", "2e", "3a", "3b", "3c", "3d", "3e", "4a", "4b",
    "4c", "4d", "4e", "5a", "5b", "5c", "6a", "6b", "7a",
]  # fmt: skip


@pytest.fixture(scope="module")
def data(recorded: Path, tmp_path_factory: pytest.TempPathFactory):
    """The frames of one recorded session."""
    return gather(recorded, cache=tmp_path_factory.mktemp("cache"))


def test_every_item_is_filled_asked_or_called_missing(data, recorded: Path) -> None:
    items = {one.number: one for one in cred_nf(analyse(data), {})}
    assert list(items) == NUMBERS
    for one in items.values():
        assert one.answers or one.missing
        assert (one.state == "filled") == (bool(one.answers) and not one.missing)
    for one in items.values():  # what is proven lies in the dataset
        for proof in one.evidence:
            assert not proof.is_of_dataset or (recorded / proof.file).is_file()
    assert items["1a"].state == "missing"
    assert items["4a"].state == "filled"
    assert "Estimator pope" in items["4a"].answers[0]
    assert any("imulated" in text for text in items["4e"].answers)


def test_a_circle_and_a_pupil_are_part_of_the_feedback_that_is_reported(data) -> None:
    plain = {one.number: one for one in cred_nf(analyse(data), {})}
    assert plain["4c"].answers[0].startswith("No score is shown.")
    assert not any("pupil" in text for text in plain["4a"].answers)
    block = {"task": "sart", "attention": True}
    facts = {
        stem: one | {"request": {"eyes": "lsl:Tobii"}}
        for stem, one in data.facts.items()
    }
    shown = replace(data, protocols={"short": {"blocks": [block]}}, facts=facts)
    items = {one.number: one for one in cred_nf(analyse(shown), {})}
    assert "circle after each trial" in items["4c"].answers[0]
    assert "No score is shown" not in items["4c"].answers[0]
    assert "pupil (lsl:Tobii)" in items["4a"].answers[1]


def test_an_emergency_is_not_told_as_the_unblinding_of_the_study(
    tmp_path: Path,
) -> None:
    (tmp_path / "study.yaml").write_text(STUDY)
    public = make_key(tmp_path / "key.pem")
    lock = lock_study(tmp_path / "study.yaml", tmp_path / "data", public)
    for label in ("01", "02"):
        enrol(lock, label, {})
    key, who = tmp_path / "key.pem", "A. Lee"
    unblind(lock, key, who=who, why="a seizure", participant="01")
    made = replace(made_up_study(dataset=tmp_path / "data"), study=lock.study)

    def said(asked: Questions) -> str:
        analysis = replace(analyse(made), questions=asked)
        (one,) = (one for one in cred_nf(analysis, {}) if one.number == "2c")
        return " ".join(one.answers)

    blind, opened = Questions(is_blind=True), Questions()
    early = "Opened before, as in an emergency: the arms of 1 person"
    assert "blinded still" in said(blind)
    assert early in said(blind)
    # an interim look opens arms in a copy: the dataset's trail tells of no unblinding
    look = said(replace(opened, interim=0.01))
    assert "arms are open to whoever makes it" in look
    assert "blinded still" not in look
    assert "until A. Lee unblinded" not in look
    assert early in look
    unblind(lock, key, who=who, why="the end")
    assert "(reason: the end)" in said(opened)
    assert said(opened).count("Opened before") == 1
    assert early in said(opened)


def test_an_answer_fills_its_item_and_no_other(data) -> None:
    analysis = analyse(data)
    before = {one.number: one for one in cred_nf(analysis, {})}
    given = {"registration": "OSF ab1cd", "standard_care": "not clinical"}
    after = {one.number: one for one in cred_nf(analysis, given)}
    changed = {number for number in NUMBERS if before[number] != after[number]}
    assert changed == {"1a", "2e"}
    assert after["2e"].state == "not applicable"
    with pytest.raises(ValueError, match="keys of QUESTIONS"):
        cred_nf(analysis, {"shoes": "42"})


def test_answers_are_kept_as_they_were_given(tmp_path: Path) -> None:
    given = {name: f"{name}: “yes”, 'no' # 1\n- {{x}}" for name in QUESTIONS}
    assert read_answers(tmp_path) == {}
    write_answers(tmp_path, given)
    kept = {name: " ".join(text.split()) for name, text in given.items()}
    assert read_answers(tmp_path) == kept
    answers_file(tmp_path).write_text("shoes: 42\n")
    with pytest.raises(AnswersError, match="not asked: shoes"):
        read_answers(tmp_path)


def test_a_person_reads_no_score_and_a_teacher_no_measurement(
    data, by_formula: RunPaths
) -> None:
    person = by_formula.participant
    pages = {
        who: person_page(data, person, audience=who) for who in ("person", "teacher")
    }
    assert "Steered" not in pages["person"]
    assert "Before and after" in pages["person"]
    assert "Before and after" not in pages["teacher"]
    for page in pages.values():
        assert "later ones are not in it" in page
        assert "Simulated people answered" in page
        assert "closed-loop" not in page
    with pytest.raises(DatasetError, match="Check the label"):
        person_page(data, "99")


def test_who_accompanies_somebody_reads_how_to_help(data, by_formula: RunPaths) -> None:
    pages = {
        who: person_page(data, by_formula.participant, audience=who)
        for who in ("person", "caregiver", "therapist")
    }
    assert "How you can help" in pages["caregiver"]
    assert "Before and after" not in pages["caregiver"]
    assert "Scored" not in pages["caregiver"]
    assert "one hand" in pages["therapist"]
    assert "Before and after" in pages["therapist"]
    assert "How you can help" not in pages["person"]


def test_a_page_about_a_session_says_what_was_recorded(by_formula: RunPaths) -> None:
    page = session_page(by_formula)
    assert "Median reaction time" in page
    assert "simulated person" in page
    assert "<svg" in page


def test_every_text_of_a_page_goes_through_its_language(data, by_formula) -> None:
    """A language that hides what it is handed leaves names and numbers only."""
    person, hidden = by_formula.participant, Language("en", lambda text: "·")
    for page in (
        person_page(data, person, audience="researcher", language=hidden),
        session_page(by_formula, language=hidden),
    ):
        body = page[page.index("<body>") :]
        text = re.sub(r"<(svg|metadata).*?</\1>|<[^>]+>", " ", body, flags=re.DOTALL)
        assert not re.findall(r"\b[A-Z][a-z]+ [a-z]+ [a-z]+", text)


@pytest.mark.skipif(browser() is None, reason="no browser prints here")
def test_a_page_is_printed_as_pdf(data, by_formula, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(person_page(data, by_formula.participant), encoding="utf-8")
    assert print_pdf(page).read_bytes().startswith(b"%PDF")
