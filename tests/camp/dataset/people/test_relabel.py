"""A corrected label is everywhere, and the proof of the sessions holds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.people.audit import audit_path, trail_problems
from attention_camp.camp.dataset.people.enrolment import enrol, require_enrolment
from attention_camp.camp.dataset.people.exports_made import made_with, note_made
from attention_camp.camp.dataset.people.label_journal import RelabelError
from attention_camp.camp.dataset.people.relabel import merge, relabel
from attention_camp.camp.dataset.people.traces import (
    has_rows,
    relabel_rows,
    remove_rows,
)
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.people.demographics import Demographics

WHO = {"who": "A. Lee", "why": "typed wrongly"}


@pytest.fixture
def dataset(tmp_path: Path, session) -> Path:
    folder = tmp_path / "dataset"
    session(RunPaths(folder, "Qx7", "01", "demo"), n_trials=2)
    session(RunPaths(folder, "Qx77", "01", "demo"), n_trials=2)
    return folder


def _naming(folder: Path, label: str) -> list[Path]:
    wanted = re.compile(rb"(?<![0-9A-Za-z])%b(?![0-9A-Za-z])" % label.encode())
    return [
        path
        for path in folder.rglob("*")
        if wanted.search(str(path.relative_to(folder)).encode())
        or (path.is_file() and wanted.search(path.read_bytes()))
    ]


def test_a_corrected_label_is_in_every_file_and_proofs_hold(dataset: Path) -> None:
    made, _ = enrol(dataset, "Qx7", Demographics(age=30))
    other = {p: p.read_bytes() for p in dataset.rglob("*sub-Qx77_*")}
    note_made(dataset, "page", dataset.parent / "page.html", of="Qx7")
    assert relabel(dataset, "Qx7", "Bz3", **WHO) > 10
    assert [page.of for page in made_with(dataset, "Bz3")] == ["Bz3"]
    assert trail_problems(dataset) == []
    assert _naming(dataset, "Qx7") == [audit_path(dataset)], "the trace"
    assert {p: p.read_bytes() for p in other} == other
    run, _ = existing_runs(dataset)
    assert (run.participant, check_run(run)) == ("Bz3", [])
    assert len(open_session(run.session_json).trials) == 2
    assert require_enrolment(dataset, "Bz3").record == made.record
    line = json.loads(audit_path(dataset).read_text().splitlines()[-1])
    wanted = {"what": "relabelled", "was": "Qx7", "now": "Bz3", "person": made.record}
    assert line.items() >= wanted.items()
    assert trail_problems(dataset) == []


def test_tables_of_other_programs_get_the_label_however_they_spell_it(
    dataset: Path,
) -> None:
    folder = dataset / "phenotype"
    folder.mkdir()
    (folder / "mood.tsv").write_text('subject\tmood\n"Qx7"\tQx7\nQx77\t4\n')
    (folder / "sleep.csv").write_text("participant,hours\nQx7,8\nQx77,7\n")
    (folder / "age.tsv").write_text("participant_id\tage\nsub-Qx7\t30\n")
    relabel(dataset, "Qx7", "Bz3", **WHO)
    mood = (folder / "mood.tsv").read_text()
    assert mood == 'subject\tmood\n"Bz3"\tQx7\nQx77\t4\n'
    sleep = (folder / "sleep.csv").read_text()
    assert sleep == "participant,hours\nBz3,8\nQx77,7\n"
    assert (folder / "age.tsv").read_text() == "participant_id\tage\nsub-Bz3\t30\n"


def test_a_csv_table_of_a_spreadsheet_gets_the_label_and_can_lose_the_rows(
    dataset: Path,
) -> None:
    """With a byte order mark, and with a cell more than the header has names."""
    path = dataset / "sleep.csv"
    path.write_text("participant,hours\nQx7,8,\n\nQx77,7\n", encoding="utf-8-sig")
    relabel(dataset, "Qx7", "Bz3", **WHO)
    wanted = "\ufeffparticipant,hours\nBz3,8,\n\nQx77,7\n"
    assert path.read_text(encoding="utf-8") == wanted
    assert has_rows(path, "Bz3")
    remove_rows(path, "Bz3")
    assert path.read_text(encoding="utf-8") == wanted.replace("Bz3,8,\n", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_csv_table_may_be_encoded_and_separated_as_in_any_country(
    tmp_path: Path, encoding: str, sign: str
) -> None:
    """A number alone is found in a column of participants only."""
    path = tmp_path / "sleep.csv"

    def written(*people: str) -> bytes:
        lines = (f"{who}{sign}8{sign}müde" for who in people)
        rows = (f"participant_id{sign}hours{sign}note", *lines, "")
        return "\r\n".join(rows).encode(encoding)

    path.write_bytes(written("4711", "4712"))
    assert has_rows(path, "4711")
    relabel_rows(path, "4711", "0815")
    assert path.read_bytes() == written("0815", "4712")
    remove_rows(path, "4712")
    assert path.read_bytes() == written("0815")


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (["sub-Qx77\t4\tses-01"], ["sub-Qx7\t4\tses-02"]),
        (['"Qx77"\t"4"\t"ses-01"'], ['"Qx7"\t"4"\t"ses-02"']),
        # a chain: none is renamed twice
        (["sub-Qx77\t4\tses-01", "sub-Qx77\t5\tses-02"],
         ["sub-Qx7\t4\tses-02", "sub-Qx7\t5\tses-03"]),
    ],
)  # fmt: skip
def test_a_renamed_session_is_renamed_in_any_column(
    dataset: Path, session, rows: list[str], wanted: list[str]
) -> None:
    session(RunPaths(dataset, "Qx77", "02", "demo"), n_trials=2)
    path = dataset / "phenotype" / "kss.tsv"
    path.parent.mkdir()
    own = "sub-Qx7\t8\tses-01"
    header = "participant_id\tsleepiness\tsession_id"
    path.write_text("\n".join([header, own, *rows, ""]))
    merge(dataset, "Qx77", "Qx7", **WHO, sessions={"01": "02", "02": "03"})
    assert path.read_text().splitlines() == [header, own, *wanted]


def test_two_labels_of_one_person_become_one(dataset: Path) -> None:
    with pytest.raises(RelabelError, match="Both have session 01"):
        merge(dataset, "Qx77", "Qx7", **WHO)
    merge(dataset, "Qx77", "Qx7", **WHO, sessions={"01": "02"})
    assert _naming(dataset, "Qx77") == [audit_path(dataset)]
    runs = existing_runs(dataset)
    assert [(r.participant, r.session) for r in runs] == [("Qx7", "01"), ("Qx7", "02")]
    assert [problem for run in runs for problem in check_run(run)] == []
    table = (dataset / "sub-Qx7" / "sub-Qx7_sessions.tsv").read_text().splitlines()
    assert [row.split("\t")[0] for row in table] == ["session_id", "ses-01", "ses-02"]
    assert (dataset / "participants.tsv").read_text().count("sub-") == 1


@pytest.mark.parametrize(
    ("old", "new", "how", "said"),
    [
        ("Qx", "Bz3", WHO, "nobody of label Qx"),
        ("Qx7", "Qx77", WHO, "Qx77 is taken"),
        ("Qx7", "B z", WHO, "does not allow"),
        ("Qx7", "Bz3", {"who": "A", "why": " "}, "who does it and why"),
    ],
)
def test_what_cannot_be_relabelled_is_left(dataset, old, new, how, said) -> None:
    with pytest.raises(Exception, match=said):
        relabel(dataset, old, new, **how)
    assert len(_naming(dataset, "Qx7")) > 10
