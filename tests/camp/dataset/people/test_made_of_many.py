"""Reports, crates and places named after somebody go with them, or lose their name."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from attention_camp.camp.dataset.exports.bids import export_bids, key_path
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.exports.free_text import free_texts, write_review
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.people.audit import audit_path, trail_problems
from attention_camp.camp.dataset.people.enrolment import enrol
from attention_camp.camp.dataset.people.exports_made import made_with, note_made
from attention_camp.camp.dataset.people.former_labels import labels_at
from attention_camp.camp.dataset.people.relabel import relabel
from attention_camp.camp.dataset.people.traces import in_path, in_text, renamed_in
from attention_camp.camp.dataset.proof.closing import append_lines, close
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.dataset.withdraw import lines_of, plan_withdrawal, withdraw
from attention_camp.camp.people.demographics import Demographics
from attention_camp.camp.session.arms.arm_lines import ArmLine, Course
from attention_camp.camp.study.analysis import analyse
from attention_camp.camp.study.crate.make import DATASET, make_crate
from attention_camp.camp.study.gather import gather
from attention_camp.camp.study.report import write_report

LABEL, OTHER = "Qx7", "Qx77"
WHO = {"who": "A. Lee", "why": "by letter"}


@pytest.fixture
def dataset(tmp_path: Path, session) -> Path:
    folder = tmp_path / "dataset"
    for label in (LABEL, OTHER):
        session(RunPaths(folder, label, "01", "demo"), n_trials=2)
        enrol(folder, label, Demographics(age=34))
    return folder


def _naming(folder: Path, label: str) -> list[str]:
    wanted = re.compile(rb"(?<![0-9A-Za-z])%b(?![0-9A-Za-z])" % label.encode())
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if wanted.search(os.fsencode(path.relative_to(folder)))
        or (path.is_file() and wanted.search(path.read_bytes()))
    ]


def test_a_report_a_crate_and_a_table_of_texts_go_whole(
    dataset: Path, tmp_path: Path
) -> None:
    """Dry run and trail say that they have to be made again; other files stay."""
    report, crate, texts = (tmp_path / name for name in ("report", "crate", "t.tsv"))
    write_report(analyse(gather(dataset)), report)
    (report / "report.pdf").write_bytes(b"%PDF of the page")
    make_crate(dataset, crate)
    write_review(texts, free_texts(dataset))
    note_made(dataset, "report", report)
    note_made(dataset, "bids", crate / DATASET)
    note_made(dataset, "report", crate)
    note_made(dataset, "texts", texts)
    (crate / "my notes.txt").write_text("kept")
    places = [dataset, report, crate]
    assert all(_naming(place, LABEL) for place in places)
    planned = plan_withdrawal(dataset, LABEL)
    assert {made.path for made in planned.again} == {report, crate, texts}
    assert planned.copies == (), "the crate takes the copy in it along"
    said = "\n".join(lines_of(planned, dataset))
    assert said.count("goes whole") == 3
    assert withdraw(dataset, LABEL, **WHO) == planned
    assert _naming(tmp_path, LABEL) == []
    assert not report.exists()
    assert not texts.exists()
    assert [path.name for path in crate.iterdir()] == ["my notes.txt"]
    trail = [json.loads(line) for line in audit_path(dataset).read_text().splitlines()]
    removed = [line for line in trail if line["what"] == "removed"]
    assert {line["to"] for line in removed} == {str(report), str(crate), str(texts)}
    assert all("make it again" in line["why"] for line in removed)
    assert trail_problems(dataset) == []
    # what is made again is of the others, and goes with them
    write_report(analyse(gather(dataset)), report)
    note_made(dataset, "report", report)
    assert _naming(report, LABEL) == []
    assert [one.path for one in plan_withdrawal(dataset, OTHER).again] == [report]


def test_half_a_line_of_a_trail_that_names_somebody_goes(dataset: Path) -> None:
    torn = dataset / "sourcedata" / "torn"
    torn.mkdir(exist_ok=True)
    for label in (LABEL, OTHER):
        piece = f'{{"what": "relabelled", "was": "0", "now": "{label}", "per'
        (torn / f"audit.jsonl.{len(label)}.torn").write_text(piece)
    withdraw(dataset, LABEL, **WHO)
    assert [OTHER in path.read_text() for path in torn.iterdir()] == [True]


def test_a_report_from_before_somebody_came_stays(dataset: Path, tmp_path) -> None:
    report = tmp_path / "report"
    report.mkdir()
    (report / "report.html").write_text(f"<td>{OTHER}</td>")
    note_made(dataset, "report", report)
    withdraw(dataset, LABEL, **WHO)
    assert (report / "report.html").exists()


def test_an_export_named_after_somebody_is_renamed_and_found_again(
    dataset: Path, tmp_path: Path
) -> None:
    bids, anonymous = tmp_path / f"{LABEL} and others", tmp_path / f"an-{LABEL}"
    export_bids(dataset, bids)
    export_bids(dataset, anonymous, anonymise=True)
    note_made(dataset, "bids", bids)
    note_made(dataset, "bids", anonymous, key=key_path(anonymous))
    withdraw(dataset, LABEL, **WHO)
    assert _naming(tmp_path, LABEL) == []
    places = {made.path: made.key for made in made_with(dataset, OTHER)}
    moved = tmp_path / "an-withdrawn"
    assert places == {
        tmp_path / "withdrawn and others": None,
        moved: moved.with_name("an-withdrawn-key.tsv"),
    }
    withdraw(dataset, OTHER, **WHO)
    assert not any(existing_runs(place) for place in places)


def test_a_folder_above_keeps_its_name_and_is_listed(dataset: Path, tmp_path) -> None:
    """The trail keeps a hash of the place; the next withdrawal says what is lost."""
    out = tmp_path / f"for {LABEL}" / "tables"
    export_csv(dataset, out)
    note_made(dataset, "csv", out)
    done = withdraw(dataset, LABEL, **WHO)
    assert out in done.remaining
    assert _naming(dataset, LABEL) == []
    assert _naming(out, LABEL) == []
    later = plan_withdrawal(dataset, OTHER)
    assert (later.copies, later.n_forgotten) == ((), 1)
    assert "Look for them by hand" in "\n".join(lines_of(later, dataset))


def test_exports_and_copies_of_copies_under_a_former_label_lose_it(
    dataset: Path, tmp_path: Path
) -> None:
    first, second, tables = (tmp_path / n for n in ("first", "second", "tables"))
    export_bids(dataset, first)
    note_made(dataset, "bids", first)
    export_bids(first, second)
    note_made(first, "bids", second)
    relabel(dataset, LABEL, "Bz3", who="A. Lee", why="typed wrongly")
    export_csv(dataset, tables)
    note_made(dataset, "csv", tables)
    withdraw(dataset, "Bz3", **WHO)
    for label in (LABEL, "Bz3"):
        assert _naming(tmp_path, label) == []
    assert [run.participant for run in existing_runs(first)] == [OTHER]
    assert [run.participant for run in existing_runs(second)] == [OTHER]


def test_a_label_is_its_owners_from_when_they_got_it() -> None:
    """A was 1 and became 2; then B came as 1: what was made before is A's."""
    made = {"what": "made"}
    trail = [made, {"what": "relabelled", "was": "1", "now": "2"}, made]
    assert labels_at(trail, "2") == [{"1"}, {"1", "2"}, {"2"}]
    assert labels_at(trail, "1") == [set(), set(), {"1"}]
    merged = [made, {"what": "merged", "was": "3", "now": "2"}, made]
    assert labels_at(merged, "2")[0] == {"2", "3"}


@pytest.mark.parametrize(
    ("text", "label", "is_found"),
    [
        ("tired, as Qx7 was", "Qx7", True),
        ("Qx77 was tired", "Qx7", False),
        ("0.4711 seconds", "4711", False),
        ("sub-4711 was late", "4711", True),
        ('{"participant": "4711"}', "4711", True),
        ('{"session": "01"}', "01", False),
        ("<td>4711</td>", "4711", True),
    ],
)
def test_a_bare_number_may_be_anything(text, label, is_found) -> None:
    assert in_text(text.encode(), label) is is_found


def test_a_short_number_names_somebody_as_a_step_of_a_path() -> None:
    assert not in_path("/disk-01/exports", "01")
    assert renamed_in("/out/01/sub-01", "01") == "/out/withdrawn/sub-withdrawn"
    assert renamed_in("/out/4711-bids", "4711") == "/out/withdrawn-bids"


def test_a_session_called_as_somebody_is_stays(tmp_path: Path, session) -> None:
    """Participant 01, session 01: what goes is the person, in others' files too."""
    folder = tmp_path / "dataset"
    for label in ("01", "02"):
        session(RunPaths(folder, label, "01", "demo"), n_trials=2)
    other = existing_runs(folder)[1]
    append_lines(other, ArmLine("yoked", Course("sub-01_ses-01_task-demo_run-01", {})))
    close(other, by="session", state="finished")
    relabel(folder, "01", "03", who="A. Lee", why="typed wrongly")
    assert b"sub-03_ses-01" in other.decisions.read_bytes()
    assert b"sub-01" not in other.decisions.read_bytes()
    done = withdraw(folder, "03", **WHO)
    assert done.remaining == ()
    assert b"withdrawn_ses-01" in other.decisions.read_bytes()
    assert b'"session": "01"' in other.decisions.read_bytes()
    assert check_run(other) == []
    relabel(folder, "02", "05", who="A. Lee", why="typed wrongly")
    assert [
        problem for run in existing_runs(folder) for problem in check_run(run)
    ] == []
