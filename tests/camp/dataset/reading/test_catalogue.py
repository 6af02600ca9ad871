"""The index of sessions: right, quick to open, and only a cache."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.guards.run_lock import taken
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.reading import catalogue as catalogue_module
from attention_camp.camp.dataset.reading.catalogue import Catalogue, default_index
from attention_camp.camp.dataset.reading.report import report_run
from attention_camp.camp.dataset.reading.summary import summarise_run
from attention_camp.camp.dataset.trial_store import TrialStore, update_session
from attention_camp.camp.session.ledger_lines import TrialLine

Session = Callable[..., RunPaths]
Make = Callable[..., TrialLine]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "index.sqlite"


@pytest.fixture
def catalogue(paths: RunPaths, index: Path) -> Iterator[Catalogue]:
    with Catalogue(paths.dataset, index=index) as opened:
        yield opened


def test_a_session_is_listed_with_its_numbers(
    paths: RunPaths, session: Session, catalogue: Catalogue
) -> None:
    session(paths, n_trials=8)
    (entry,) = catalogue.sessions()
    assert (entry.participant, entry.session, entry.run) == ("01", "01", 1)
    assert (entry.protocol, entry.arm, entry.state) == (
        "demo",
        "closed-loop",
        "finished",
    )
    assert entry.n_trials == 8
    assert entry.accuracy == pytest.approx(6 / 8)
    assert entry.engagement == 0.25
    assert entry.n_scored == 6
    assert entry.minutes == pytest.approx(16 / 60)
    assert entry.date.startswith("20")
    assert entry.folder == paths.folder.parent
    assert entry.paths == paths
    assert entry.course == (3.0,) * 8


def test_practice_does_not_count_and_calibration_is_no_result(
    paths: RunPaths, session: Session, trial: Make
) -> None:
    session(paths, n_trials=2)
    store = TrialStore(paths)
    store.append(trial(3, stage="practice", correct=False))
    store.append(trial(4, stage="calibration", correct=False, engagement=1.0))
    store.close()
    summary, course = summarise_run(paths)
    assert (summary.level_mean, course) == (3, (3, 3))
    assert (summary.n_trials, summary.n_main) == (3, 2)
    assert (summary.accuracy, summary.engagement) == (1.0, 0.25)


@pytest.mark.parametrize("task", ["questionnaire", "rest"])
def test_what_asks_nothing_has_no_right_answer_and_no_level(
    paths: RunPaths, session: Session, trial: Make, task: str
) -> None:
    session(paths, n_trials=2)
    store = TrialStore(paths)
    store.append(trial(3, task=task, level=1, correct=False, block=9))
    store.close()
    summary, course = summarise_run(paths)
    assert (summary.n_main, summary.accuracy, summary.level_mean) == (3, 1.0, 3)
    assert course == (3, 3)
    assert report_run(paths).levels == ((3, 3),)


def test_only_what_changed_is_read_again(
    paths: RunPaths, session: Session, catalogue: Catalogue
) -> None:
    others = [RunPaths(paths.dataset, f"{n:02d}", "01", "demo") for n in (2, 3)]
    for run in (paths, *others):
        session(run, n_trials=1)
    told = []
    assert catalogue.refresh(progress=lambda *step: told.append(step)) == 3
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert catalogue.refresh() == 0
    update_session(paths, state="aborted")
    assert {entry.state for entry in catalogue.sessions(refresh=False)} == {"finished"}
    assert len(catalogue.recent(2, refresh=False)) == 2
    assert catalogue.refresh() == 1
    assert [entry.state for entry in catalogue.sessions()] == [
        "aborted",
        "finished",
        "finished",
    ]
    assert len(catalogue.sessions(state="aborted")) == 1
    assert len(catalogue.sessions(participant="03")) == 1


def test_a_session_that_is_gone_is_not_listed(
    paths: RunPaths, session: Session, catalogue: Catalogue
) -> None:
    session(paths, n_trials=1)
    assert len(catalogue.sessions()) == 1
    paths.events.unlink()
    paths.vhdr.unlink()
    assert catalogue.sessions() == []


def test_the_newest_come_first(
    paths: RunPaths, session: Session, catalogue: Catalogue
) -> None:
    for number, day in enumerate((3, 9, 5), start=1):
        run = RunPaths(paths.dataset, f"{number:02d}", "01", "demo")
        session(run, n_trials=1)
        update_session(run, started=f"2026-01-{day:02d}T10:00:00+00:00")
    assert [entry.participant for entry in catalogue.recent(2)] == ["02", "03"]


def test_a_session_nobody_ended_is_interrupted_or_being_recorded(
    paths: RunPaths,
    session: Session,
    catalogue: Catalogue,
) -> None:
    session(paths, state="")
    with taken(paths, "acquisition"):
        assert catalogue.sessions()[0].state == "recording"
    assert catalogue.sessions()[0].state == "interrupted"


def test_a_row_that_cannot_be_read_costs_itself_and_is_said(
    paths: RunPaths, session: Session, catalogue: Catalogue
) -> None:
    session(paths)
    paths.events.write_text(paths.events.read_text() + "1.0\t2.0\n")
    (entry,) = catalogue.sessions()
    assert (entry.state, entry.n_trials) == ("finished", 6)
    assert "line 21: 2 cells" in entry.problem


def test_a_header_that_is_no_text_hides_no_other_session(
    paths: RunPaths, session: Session, catalogue: Catalogue
) -> None:
    session(paths)
    session(replace(paths, run=2))
    paths.vhdr.write_bytes(b"\xff\xfe")
    assert [entry.state for entry in catalogue.sessions()] == ["unreadable", "finished"]


def test_a_damaged_index_is_made_anew(
    paths: RunPaths, session: Session, index: Path
) -> None:
    session(paths, n_trials=1)
    index.parent.mkdir()
    index.write_bytes(b"this is no database" * 100)
    with Catalogue(paths.dataset, index=index) as catalogue:
        assert len(catalogue.sessions()) == 1


def test_an_index_of_another_format_is_made_anew(
    paths: RunPaths, session: Session, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session(paths, n_trials=1)
    with Catalogue(paths.dataset, index=index) as catalogue:
        catalogue.refresh()
    number = catalogue_module.FORMAT
    schema = catalogue_module._SCHEMA.replace(f"= {number};", "= 99;")
    monkeypatch.setattr(catalogue_module, "FORMAT", 99)
    monkeypatch.setattr(catalogue_module, "_SCHEMA", schema)
    with Catalogue(paths.dataset, index=index) as catalogue:
        assert catalogue.refresh() == 1


def test_an_index_that_cannot_be_kept_is_kept_in_memory(
    paths: RunPaths, session: Session, tmp_path: Path
) -> None:
    session(paths, n_trials=1)
    (tmp_path / "file").touch()
    with Catalogue(paths.dataset, index=tmp_path / "file" / "x.sqlite") as catalogue:
        assert len(catalogue.sessions()) == 1


def test_two_datasets_share_an_index(
    paths: RunPaths, session: Session, index: Path, tmp_path: Path
) -> None:
    other = RunPaths(tmp_path / "other", "07", "01", "demo")
    session(paths, n_trials=1)
    session(other, n_trials=1)
    for run in (paths, other):
        with Catalogue(run.dataset, index=index) as catalogue:
            assert [e.participant for e in catalogue.sessions()] == [run.participant]


def test_opening_it_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from attention_camp.camp.dataset.reading.catalogue import Catalogue\n"
        "from pathlib import Path\n"
        f"folder = Path({str(tmp_path)!r})\n"
        "with Catalogue(folder, index=folder / 'i') as catalogue:\n"
        "    catalogue.sessions()\n"
        "heavy = {'mne', 'pandas', 'scipy', 'torch', 'PySide6'} & set(sys.modules)\n"
        "sys.exit(' '.join(heavy) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", code],
        capture_output=True,
        text=True,
        env=dict(os.environ),
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_index_lies_in_the_users_cache() -> None:
    assert "attention-camp" in str(default_index())
