"""The commands photodiode, example and the application's --protocol."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from attention_camp.camp.cli.app import app
from attention_camp.resources.texts import UserError


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["photodiode", "--board", "diode", "--corner", "middle"], "top-left"),
        (["photodiode", "--board", "diode", "--onsets", "5"], "6 to 120"),
        (
            ["calendar", "adults", "--from", "9999-12-30", "--out", "x.ics"],
            "9999-12-30 is too late",
        ),
        (
            ["simulate", "camp=demo", "--dataset", "x", "--people", "population=elves"],
            "--people population=elves: ",
        ),
        (["--protocol", "nowhere.yaml"], "no protocol file at nowhere.yaml"),
        (["--language", "xx"], "must be one of en, zh_CN"),
        (["train", "--out", "x"], "--data FOLDER"),
        (["train", "--objective", "mask=1", "--out", "x"], "no objective mask"),
        (["train", "--objective", "heads=1", "--out", "x"], "--data FOLDER"),
    ],
)
def test_what_cannot_be_is_refused_in_words(words: list[str], said: str) -> None:
    done = CliRunner().invoke(app, words)
    assert isinstance(done.exception, UserError)
    assert said in str(done.exception)


@pytest.mark.parametrize(
    "words",
    [
        ["simulate", "camp=demo", "--dataset", "x", "--seed", "-1"],
        ["simulate", "camp=demo", "--dataset", "x", "--days", "-1"],
        ["study", "x", "--sessions", "-1"],
        ["study", "x", "--bound", "-1"],
    ],
)
def test_a_number_below_zero_is_refused_by_its_option(words: list[str]) -> None:
    done = CliRunner().invoke(app, words)
    assert (done.exit_code, type(done.exception)) == (2, SystemExit)


def test_an_example_is_written_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    done = CliRunner().invoke(app, ["example", str(tmp_path)])
    assert isinstance(done.exception, UserError)
    assert "is there already" in str(done.exception)


@pytest.mark.thorough
def test_an_example_study_is_made_by_one_command(tmp_path: Path) -> None:
    """Three people, three sessions each, tables, pages and the report."""
    pytest.importorskip("pingouin")
    folder = tmp_path / "example"
    done = CliRunner().invoke(app, ["example", str(folder)])
    assert done.exit_code == 0, done.output
    assert len(list((folder / "data").glob("sub-*/ses-*"))) == 9
    assert (folder / "tables" / "trials.csv").exists()
    for page in ("person-01.html", "session-post.html", "report/report.html"):
        assert (folder / page).stat().st_size > 10_000, page
