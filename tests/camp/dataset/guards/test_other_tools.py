"""Our sessions beside datasets of other tools: every use leaves their bytes alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from attention_camp.camp.cli.chosen_runs import runs_of
from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.guards.links import links_not_followed
from attention_camp.camp.dataset.importing.plan import ImportRequest, plan_import
from attention_camp.camp.dataset.importing.write import write_import
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.prepare import discard_run, prepare_run
from attention_camp.camp.dataset.previous_sessions import sessions_before
from attention_camp.camp.dataset.proof.corrections import correct
from attention_camp.camp.dataset.proof.kept_hash import find_session, session_hash_of
from attention_camp.camp.dataset.reading.catalogue import Catalogue
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.validate import check_run

Session = Callable[..., RunPaths]
NAMES = [
    "with-sessions",
    "without-sessions",
    "general-electrodes",
    "captrak-electrodes",
    "inherited",
    "derivatives",
    "same-task",
    "annexed",
    "of-a-mac",
    "other-formats",
]


def test_the_shapes_are_ten(other_tools: ModuleType) -> None:
    assert list(other_tools.SHAPES) == NAMES


@pytest.mark.parametrize("name", [*NAMES, "mne-bids"])
def test_every_use_leaves_their_bytes(
    tmp_path: Path,
    session: Session,
    other_tools: ModuleType,
    with_mne_bids: Callable[..., object],
    name: str,
) -> None:
    dataset = tmp_path / "dataset"
    (with_mne_bids if name == "mne-bids" else other_tools.SHAPES[name])(dataset)
    before = other_tools.contents(dataset)
    ours = [
        session(RunPaths(dataset, "01", "01", "demo", 2), n_trials=2, seconds=6.0),
        session(RunPaths(dataset, "77", "01", "demo"), n_trials=2, state=""),
    ]
    never = RunPaths(dataset, "01", "01", "other")
    prepare_run(never, meta={}).release()
    discard_run(never)
    prepare_run(RunPaths(dataset, "78", "01", "demo"), meta={}).release()
    assert recover(dataset, dry_run=True) == recover(dataset) != []
    assert recover(dataset) == []
    assert runs_of(dataset) == ours
    correct(ours[0], 2, column="correct", value="false", who="A", why="on the video")
    assert [check_run(run) for run in ours] == [[], []]
    hashes = [session_hash_of(run) for run in ours]
    assert all(one and find_session(ours, one) for one in hashes)
    assert links_not_followed(dataset) == []
    assert sessions_before(ours[1]) == []
    with Catalogue(dataset, index=tmp_path / "index") as catalogue:
        assert [entry.paths for entry in catalogue.sessions()] == ours
    assert open_session(ours[0].eeg).raw.ch_names == ["Fz", "Cz", "Pz", "Oz"]
    said = export_csv(dataset, tmp_path / "csv")
    assert all("other programs" in text for text in said)
    trials = (tmp_path / "csv" / "trials.csv").read_text().splitlines()
    assert len(trials) == 1 + 2 + 2
    recording = other_tools.write_brainvision(tmp_path / "more", "one")
    plans = [
        plan_import(ImportRequest((recording,), RunPaths(dataset, *place)))
        for place in (("01", "01", "demo", 3), ("79", "01", "rest", 1))
    ]
    assert [write_import(plan).stem for plan in plans]
    export_bids(dataset, tmp_path / "bids")
    export_bids(dataset, tmp_path / "anonymous", anonymise=True)
    assert other_tools.changed_files(before, dataset) == []
    has_own = name in {"captrak-electrodes", "mne-bids"}
    assert ours[0].own_electrodes.exists() == has_own
    assert len(runs_of(tmp_path / "anonymous")) == 4
    copied = other_tools.contents(tmp_path / "bids")
    links = {name for name in before if (dataset / name).is_symlink()}
    theirs = {n for n in before if not n.startswith((".git/", ".datalad/"))} - links
    theirs = {n for n in theirs if not n.endswith(".tmp")}
    assert {n: copied.get(n) for n in theirs} == {
        n: (dataset / n).read_bytes() for n in theirs
    }
