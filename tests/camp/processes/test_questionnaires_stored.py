"""Answers to questionnaires: in phenotype tables, once, whatever happens."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.dataset_files import write_dataset_files
from attention_camp.camp.dataset.derivatives.bin import bin_run, restore
from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.phenotype import answers
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.studies.enrolment import enrol
from attention_camp.camp.dataset.studies.locking import lock_study
from attention_camp.camp.dataset.studies.study_folder import notes
from attention_camp.camp.dataset.studies.unblinding import unblind
from attention_camp.camp.dataset.trial_store import update_session
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.people.keys import make_key
from attention_camp.camp.processes import answering_store
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.messages import Ending
from attention_camp.camp.session.request import SessionRequest

PROTOCOL = """\
name: asked
title: Asked
description: For tests.
blocks:
  - {task: questionnaire}
  - task: questionnaire
    options:
      ask: own
      table: my_day
      items: |
        tired: How tired are you? = 0..10: not at all; very
        how: What did you do before?
"""


STUDY = """\
name: small
title: Small
protocols: [asked.yaml]
sessions: 1
arms:
  - {name: loop, evidence: closed-loop}
  - {name: behaviour, evidence: performance-only}
block_sizes: [2]
places: 4
primary_outcome: {measure: x, sessions: [post], test: ancova}
"""


@pytest.fixture
def request_(tmp_path: Path) -> SessionRequest:
    protocol = tmp_path / "asked.yaml"
    protocol.write_text(PROTOCOL)
    return SessionRequest(
        tmp_path / "data",
        "01",
        "01",
        protocol=str(protocol),
        board="simulated",
        observer="default",
        headless=True,
        seed=3,
    )


def cells(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text().splitlines()]


def test_the_answers_of_a_binned_run_are_not_those_of_the_next(request_) -> None:
    run_headless(request_, tell=lambda _: None)
    table = request_.dataset / "phenotype" / "kss.tsv"
    header, row = cells(table)
    whole = [[*header, "code"], [*row, "A7"]]  # a column of the lab's
    table.write_text("".join("\t".join(line) + "\n" for line in whole))
    paths = RunPaths(request_.dataset, "01", "01", "asked")
    binned = bin_run(paths, who="A")
    assert cells(table) == whole[:1]
    run_headless(request_, tell=lambda _: None)
    assert cells(table)[1][-1] == "n/a"
    bin_run(paths, who="A")
    restore(binned)
    assert cells(table) == whole


def test_answers_are_rows_of_valid_phenotype_tables(request_, tmp_path) -> None:
    """Another lab's columns stay; texts stay out of an anonymous copy."""
    folder = request_.dataset / "phenotype"
    write_dataset_files(request_.dataset)
    folder.mkdir()
    (folder / "kss.tsv").write_text("participant_id\tsleepiness\nsub-09\t4\n")
    (folder / "kss.json").write_text("{}")
    assert run_headless(request_, tell=lambda _: None).ending is Ending.FINISHED
    header, other, mine = cells(folder / "kss.tsv")
    assert header[:2] == ["participant_id", "sleepiness"]
    assert other == ["sub-09", "4", "n/a", "n/a", "n/a"]
    assert mine[0] == "sub-01"
    assert 1 <= int(mine[1]) <= 9
    assert mine[2:] == ["ses-01", "task-asked_run-01", "1"]
    header, mine = cells(folder / "my_day.tsv")
    assert header[4:] == ["tired", "how"]
    assert mine[5] == "by staying calm"
    told = json.loads((folder / "my_day.json").read_text())
    assert told["tired"]["Maximum"] == 10
    assert validate(request_.dataset) == []
    export_bids(request_.dataset, tmp_path / "out", anonymise=True)
    copied = [p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()]
    assert not any(b"staying calm" in data for data in copied)


def test_items_that_come_later_are_explained_beside_the_earlier_ones(request_) -> None:
    """A lab changes its own questionnaire, and has written into its description."""
    assert run_headless(request_, tell=lambda _: None).ending is Ending.FINISHED
    folder = request_.dataset / "phenotype"
    told = json.loads((folder / "my_day.json").read_text())
    own = {"Description": "As our handbook says"}
    (folder / "my_day.json").write_text(json.dumps(told | {"how": own}))
    changed = PROTOCOL.replace(
        "how:", "slept: How long did you sleep? = 0..12: none; long\n        how:"
    )
    Path(request_.protocol).write_text(changed)
    later = replace(request_, session="02")
    assert run_headless(later, tell=lambda _: None).ending is Ending.FINISHED
    after = json.loads((folder / "my_day.json").read_text())
    assert after["slept"]["Description"].startswith("How long did you sleep?")
    assert after["how"] == own
    assert set(cells(folder / "my_day.tsv")[0]) <= set(after)
    (folder / "my_day.json").write_text("{ by hand")
    third = replace(request_, session="03")
    assert run_headless(third, tell=lambda _: None).ending is Ending.FINISHED
    assert (folder / "my_day.json").read_text() == "{ by hand"
    assert len(cells(folder / "my_day.tsv")) == 4


def test_answers_that_could_not_be_written_are_added_and_never_doubled(
    request_, monkeypatch
) -> None:
    def held(_: object) -> None:
        raise OSError(5, "held")

    with monkeypatch.context() as patched:
        patched.setattr(answering_store, "store_answers", held)
        assert run_headless(request_, tell=lambda _: None).ending is Ending.FINISHED
    paths = RunPaths(request_.dataset, "01", "01", "asked")
    assert not (request_.dataset / "phenotype").exists()
    assert len(answers.missing_answers(paths)) == 2
    update_session(paths, state="running")
    assert any("2 questionnaires" in str(text) for text in recover(paths.dataset))
    assert len(cells(request_.dataset / "phenotype" / "kss.tsv")) == 2
    assert answers.missing_answers(paths) == []
    answers.store_answers(_first(paths))
    assert len(cells(request_.dataset / "phenotype" / "kss.tsv")) == 2


def test_a_guess_that_is_no_longer_taken_costs_no_other_answers(
    request_, tmp_path
) -> None:
    """Somebody whose arm was opened in an emergency goes on with the sessions."""
    Path(request_.protocol).write_text(
        "name: asked\ntitle: Asked\ndescription: For tests.\nblocks:\n"
        "  - {task: questionnaire, options: {ask: arm-guess, arms: loop behaviour}}\n"
        "  - {task: questionnaire}\n"
    )
    (tmp_path / "study.yaml").write_text(STUDY)
    public = make_key(tmp_path / "key.pem")
    lock = lock_study(tmp_path / "study.yaml", request_.dataset, public)
    enrol(lock, "01", {})
    key, why = tmp_path / "key.pem", "an emergency"
    unblind(lock, key, who="A. Lee", why=why, participant="01")
    assert run_headless(request_, tell=lambda _: None).ending is Ending.FINISHED
    folder = request_.dataset / "phenotype"
    assert len(cells(folder / "arm_guess.tsv")) == 2
    assert len(cells(folder / "kss.tsv")) == 2
    assert notes(lock.folder, "guessed") == []


def _first(paths: RunPaths) -> answers.Answers:
    from attention_camp.camp.dataset.ledger_file import read_ledger

    ledger = read_ledger(paths.decisions)
    assert ledger.header is not None
    protocol = ledger.header.protocol
    found = answers.answers_in(paths, ledger.trials[0].record, protocol)
    assert found is not None
    return found
