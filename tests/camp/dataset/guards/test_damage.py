"""Whatever is in a file of a run, every use ends in words, and costs only that run."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.open_session import open_session
from attention_camp.camp.dataset.previous_sessions import lines_of, sessions_before
from attention_camp.camp.dataset.reading.catalogue import Catalogue
from attention_camp.camp.dataset.reading.report import report_run
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.resources.texts import UserError

Session = Callable[..., RunPaths]

FILES = [
    "vhdr",
    "vmrk",
    "eeg",
    "eeg_json",
    "channels",
    "electrodes",
    "coordsystem",
    "events",
    "events_json",
    "decisions",
    "journal",
    "frames",
    "engagement",
    "session_json",
    "clock",
    "participants",
    "description",
]

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "one byte": lambda _: b"\0",
    "no text": lambda data: b"\xff\xfe\xfa" + data[3:],
    "zeros": lambda data: bytes(len(data)),
    "half": lambda data: data[: len(data) // 2],
    "first line only": lambda data: data.split(b"\n", 1)[0] + b"\n",
    "numbers too large": lambda data: data.replace(b"1", b"9" * 400),
    "no numbers": lambda data: data.replace(b"0", b"x").replace(b"5", b"NaN"),
    "minus": lambda data: data.replace(b"2", b"-2"),
    "deep": lambda _: b"[" * 50_000,
    "a list": lambda _: b"[1, 2]\n",
    "a word": lambda _: b'"word"\n',
    "tabs": lambda data: data.replace(b"\t", b"\t\t"),
    "spaces": lambda data: data.replace(b"\t", b" "),
    "null": lambda data: data.replace(b'"', b""),
    "strings": lambda data: data.replace(b": ", b': "').replace(b",", b'",'),
}


def place_of(paths: RunPaths, name: str) -> Path:
    if name == "participants":
        return paths.dataset / "participants.tsv"
    if name == "description":
        return paths.dataset / "dataset_description.json"
    place: Path = getattr(paths, name)
    return place


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory, session: Session) -> RunPaths:
    paths = RunPaths(tmp_path_factory.mktemp("two") / "dataset", "01", "01", "demo", 1)
    session(replace(paths, participant="02"), n_trials=2, seconds=5.0)
    session(paths, n_trials=3, seconds=8.0, state="")
    return paths


QUICK = ("empty", "numbers too large", "deep")
"""Damages that are tried each time; the others are thorough."""


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_ends_in_words(
    two_runs: RunPaths, tmp_path: Path, name: str
) -> None:
    damage = QUICK[FILES.index(name) % len(QUICK)]
    try_damages(two_runs, tmp_path, name, (damage,))


@pytest.mark.thorough
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", FILES)
def test_a_file_damaged_in_any_way_ends_in_words(
    two_runs: RunPaths, tmp_path: Path, name: str
) -> None:
    try_damages(two_runs, tmp_path, name, DAMAGES)


def try_damages(
    two_runs: RunPaths, place: Path, name: str, damages: Iterable[str]
) -> None:
    """Use a dataset with a file damaged in each way; fail where that raises a fault."""
    for damage in damages:
        dataset, out = place / "damaged", place / f"out-{damage}"
        shutil.copytree(two_runs.dataset, dataset)
        paths = replace(two_runs, dataset=dataset)
        file = place_of(paths, name)
        file.write_bytes(DAMAGES[damage](file.read_bytes() if file.exists() else b"1"))
        for use in uses(paths, out):
            problem = fault_of(use)
            assert not problem, (damage, problem)
        shutil.rmtree(dataset)


def fault_of(use: Callable[[], object]) -> str:
    """Return what a use raises that is no error for people; empty: nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # NumPy's, of samples that are no numbers
            use()
    except UserError as error:
        return "" if str(error) else "an error without words"
    except Exception as error:  # noqa: BLE001
        return repr(error)
    return ""


def uses(paths: RunPaths, out: Path) -> list[Callable[[], object]]:
    """Return what the commands do with a dataset, from the least harm on."""

    def listed() -> None:
        with Catalogue(paths.dataset, index=out / "index") as catalogue:
            assert len(catalogue.sessions()) == 2

    def viewed() -> None:
        session = open_session(paths.folder)
        session.raw.get_data()
        assert session.trials is not None
        assert session.engagement is not None

    return [
        lambda: check_run(paths),
        listed,
        viewed,
        lambda: open_session(paths.folder).decisions,
        lambda: report_run(paths),
        lambda: replay_run(paths),
        lambda: lines_of([paths]),
        lambda: sessions_before(replace(paths, session="02")),
        lambda: export_csv(paths.dataset, out / "csv"),
        lambda: export_bids(paths.dataset, out / "bids"),
        lambda: export_bids(paths.dataset, out / "anonymous", anonymise=True),
        lambda: recover(paths.dataset, dry_run=True),
        lambda: recover(paths.dataset),
        lambda: recover(paths.dataset),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", FILES)
def test_a_pipe_in_place_of_a_file_is_not_waited_for(
    two_runs: RunPaths, tmp_path: Path, name: str
) -> None:
    dataset = tmp_path / "damaged"
    shutil.copytree(two_runs.dataset, dataset)
    paths = replace(two_runs, dataset=dataset)
    file = place_of(paths, name)
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    for use in uses(paths, tmp_path / "out"):
        assert not fault_of(use)
