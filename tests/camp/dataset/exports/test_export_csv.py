"""Tidy tables: complete, explained, and never over anything."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.exports.folder import ExportError
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.session.ledger_lines import TrialLine

Session = Callable[..., RunPaths]
TABLES = {"trials", "blocks", "scores", "sessions", "engagement"}


@pytest.fixture
def exported(
    paths: RunPaths, session: Session, trial: Callable[..., TrialLine], tmp_path: Path
) -> Path:
    """Two sessions; the second has a task with other parameters."""
    session(paths, n_trials=8)
    other = session(RunPaths(paths.dataset, "02", "01", "camp"), n_trials=3)
    store = TrialStore(other)
    store.append(
        trial(
            4,
            task="n-back",
            block=3,
            condition='a "quoted", cell',
            parameters={"n": 2, "similarity": 0.25},
            measures={"lures": 1},
        )
    )
    store.close()
    out = tmp_path / "out" / "csv"
    told = []
    export_csv(paths.dataset, out, progress=lambda *step: told.append(step))
    assert told == [(1, 2), (2, 2)]
    return out


def test_there_is_a_table_per_level_and_a_dictionary(exported: Path) -> None:
    names = {path.name for path in exported.iterdir()}
    assert names == {f"{name}.csv" for name in TABLES} | {
        "data_dictionary.csv",
        "data_dictionary.json",
        "datapackage.json",
    }


def test_a_trial_is_a_row_with_its_numbers(exported: Path, paths: RunPaths) -> None:
    table = pd.read_csv(exported / "trials.csv", dtype={"participant": str})
    assert len(table) == 12
    first = table.iloc[0]
    record = read_trials(paths)[0]
    assert (first.participant, first.protocol) == ("01", "demo")
    assert first.reaction_time == record.reaction_time
    assert first.correct == record.correct
    assert first.parameter_set_size == 8
    assert pd.isna(first.parameter_n)
    last = table.iloc[-1]
    assert last.condition == 'a "quoted", cell'
    assert (last.parameter_n, last.measure_lures) == (2, 1)
    assert pd.isna(last.measure_hits)
    assert pd.isna(table.iloc[3].engagement)
    assert table.iloc[3].score_reason == "gap"


def test_blocks_and_sessions_add_up(exported: Path) -> None:
    trials = pd.read_csv(exported / "trials.csv", dtype={"participant": str})
    blocks = pd.read_csv(exported / "blocks.csv", dtype={"participant": str})
    sessions = pd.read_csv(exported / "sessions.csv", dtype={"participant": str})
    assert blocks.n_trials.sum() == len(trials)
    assert sessions.n_trials.tolist() == [8, 4]
    first = trials[(trials.participant == "01") & (trials.block == 1)]
    block = blocks.iloc[0]
    assert block.accuracy == pytest.approx(first.correct.mean())
    assert block.reaction_time_mean == pytest.approx(first.reaction_time.mean())
    assert block.reaction_time_median == pytest.approx(first.reaction_time.median())
    assert block.engagement_mean == pytest.approx(first.engagement.mean())
    assert block.n_scored == first.engagement.notna().sum()
    assert sessions.state.tolist() == ["finished", "finished"]


def test_the_engagement_series_is_whole(exported: Path) -> None:
    table = pd.read_csv(exported / "engagement.csv")
    assert len(table) == 11
    assert table.engagement[:3].tolist() == pytest.approx([0.1, 0.2, 0.3])


def test_every_column_of_every_table_is_explained(exported: Path) -> None:
    explained = json.loads((exported / "data_dictionary.json").read_text())
    flat = pd.read_csv(exported / "data_dictionary.csv", keep_default_na=False)
    assert explained.keys() == TABLES
    for name in TABLES:
        with (exported / f"{name}.csv").open(newline="") as file:
            header = next(csv.reader(file))
        assert list(explained[name]) == header
        assert flat[flat.table == name].column.tolist() == header
        assert all(entry["Description"] for entry in explained[name].values())
    assert explained["trials"]["reaction_time"]["Units"] == "s"


def test_columns_of_our_tasks_are_explained_in_words(exported: Path) -> None:
    explained = json.loads((exported / "data_dictionary.json").read_text())["trials"]
    assert explained["parameter_set_size"]["Description"] == "Number of items shown."
    told = [entry["Description"] for entry in explained.values()]
    assert not [text for text in told if "as the task names it" in text]


def test_a_unit_of_a_task_is_in_both_dictionaries(
    paths: RunPaths, session: Session, trial: Callable[..., TrialLine], tmp_path: Path
) -> None:
    store = TrialStore(session(paths, n_trials=1))
    store.append(trial(2, task="digits-in-noise", parameters={"snr_db": -8.0}))
    store.close()
    export_csv(paths.dataset, tmp_path / "csv")
    explained = json.loads((tmp_path / "csv" / "data_dictionary.json").read_text())
    column = explained["trials"]["parameter_snr_db"]
    assert column == {
        "Description": "Level of the speech over that of the noise.",
        "Units": "dB",
    }
    flat = pd.read_csv(tmp_path / "csv" / "data_dictionary.csv", index_col="column")
    assert flat.loc["parameter_snr_db", "unit"] == "dB"
    assert explained["scores"]["score"]["Levels"]
    assert all(explained["scores"]["task"]["Levels"].values())


def test_a_task_of_another_package_keeps_its_own_words(
    paths: RunPaths, session: Session, trial: Callable[..., TrialLine], tmp_path: Path
) -> None:
    store = TrialStore(session(paths, n_trials=1))
    store.append(trial(2, task="theirs", parameters={"wait": 3, "own": "x"}))
    store.close()
    export_csv(paths.dataset, tmp_path / "csv")
    explained = json.loads((tmp_path / "csv" / "data_dictionary.json").read_text())
    for key in ("wait", "own"):
        text = explained["trials"][f"parameter_{key}"]["Description"]
        assert text.startswith(f"{key}, as the task names it.")


SIZED = """
from dataclasses import dataclass
from attention_camp.tasks.vigilance.pvt import Pvt

@dataclass(frozen=True, kw_only=True)
class Sized(Pvt):
    size: int
    name = "sized"

    def summary(self, trials):
        \"\"\"The number of trials.\"\"\"
        return {"n": len(trials)}
"""


def test_a_task_that_is_nothing_without_options_says_how_it_scores(
    paths: RunPaths, session: Session, trial, tmp_path: Path, monkeypatch
) -> None:
    metadata = tmp_path / "sized-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: sized\n")
    (metadata / "entry_points.txt").write_text(
        "[attention_camp.tasks]\nsized = sized_task:Sized\n"
    )
    (tmp_path / "sized_task.py").write_text(SIZED)
    monkeypatch.syspath_prepend(tmp_path)
    blocks = [{"task": "sized", "options": {"size": 3}}]
    session(paths, n_trials=1, meta={"protocol": {"blocks": blocks}})
    store = TrialStore(paths)
    store.append(trial(2, task="sized", parameters={}, measures={}))
    store.close()
    export_csv(paths.dataset, tmp_path / "out")
    scores = pd.read_csv(tmp_path / "out" / "scores.csv")
    assert ("sized", "n", 1.0) in set(
        scores[["task", "score", "value"]].itertuples(index=False, name=None)
    )
    told = json.loads((tmp_path / "out" / "data_dictionary.json").read_text())
    assert "The number of trials." in json.dumps(told)


def test_nothing_is_overwritten(exported: Path, paths: RunPaths) -> None:
    before = (exported / "trials.csv").read_bytes()
    with pytest.raises(ExportError, match="overwrites nothing"):
        export_csv(paths.dataset, exported)
    assert (exported / "trials.csv").read_bytes() == before


def test_an_export_does_not_go_into_the_dataset(
    paths: RunPaths, session: Session
) -> None:
    session(paths, n_trials=1)
    for out in (paths.dataset, paths.dataset / "csv", paths.dataset.parent):
        with pytest.raises(ExportError, match="in or around the dataset"):
            export_csv(paths.dataset, out)
    with pytest.raises(ExportError, match="is no dataset"):
        export_csv(paths.folder, paths.dataset.parent / "csv")


def test_a_broken_row_costs_only_itself_and_is_said(
    paths: RunPaths, session: Session, tmp_path: Path
) -> None:
    session(paths, n_trials=1)
    second = session(RunPaths(paths.dataset, "02", "01", "demo"), n_trials=1)
    with second.engagement.open("a") as file:
        file.write("broken\n")
    (said,) = export_csv(paths.dataset, tmp_path / "csv")
    assert "engagement.tsv, line 3: 1 cell " in said
    rows = (tmp_path / "csv" / "engagement.csv").read_text().splitlines()
    assert len(rows) == 3


def test_a_folder_that_cannot_be_made_is_said(
    paths: RunPaths, session: Session, tmp_path: Path
) -> None:
    session(paths, n_trials=1)
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="broke off"):
        export_csv(paths.dataset, tmp_path / "file" / "csv")
