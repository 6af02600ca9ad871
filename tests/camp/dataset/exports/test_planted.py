"""Strings planted wherever a lab or the program puts them are in no anonymous copy."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from attention_camp.camp.dataset.exports.bids import export_anonymous_csv, export_bids
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.find_run import find_run
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.trial_store import TrialStore, update_session
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.records import EventRow


class Plants:
    """Makes strings that occur nowhere else, and remembers where each was put."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def __call__(self, place: str) -> str:
        text = f"Xq{len(self.places):02d}zPlant"
        self.places[text] = place
        return text


@pytest.fixture(scope="module")
def planted(
    by_formula: RunPaths, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Plants]:
    """A copy of a recorded session, with strings planted all over it."""
    plant = Plants()
    dataset = tmp_path_factory.mktemp("planted") / plant("name of the dataset's folder")
    shutil.copytree(by_formula.dataset, dataset)
    run = _rename(dataset, plant("participant label"), plant("session label"))
    store = TrialStore(run)
    for kind in ("note", "pause", "break", "trigger", "mark", "call"):
        text = plant(f"value of a {kind}")
        store.append_event(EventRow(9.0, 0.1, kind, 2250, text))
    store.finish("finished", plant("why the session ended"))
    store.close()
    update_session(run, **_of_session(plant))
    _ledger(run, plant)
    for path in (run.eeg_json, run.coordsystem, dataset / "participants.json"):
        _add_key(path, plant(f"a key of {path.suffix} {path.stem[-11:]}"))
    for path in (
        run.channels, run.electrodes, dataset / "participants.tsv",
        run.folder.parents[1] / f"{run.subject}_sessions.tsv",
        run.folder.parent / f"{run.session_stem}_scans.tsv",
    ):  # fmt: skip
        _add_column(path, plant(f"column of {path.name[-14:]}"), plant("its cell"))
    run.vmrk.write_text(
        run.vmrk.read_text() + f"Mk99=Comment,{plant('comment in .vmrk')},9,1,0\n"
        f"Mk98={plant('type of a marker')},S  1,9,1,0\n"
    )
    header = run.vhdr.read_text()
    run.vhdr.write_text(f"{header}\n[Comment]\n{plant('comment in .vhdr')}\n")
    for name in ("README", "README.md", "CHANGES"):
        (dataset / name).write_text(plant(name))
    for folder in (dataset, run.folder, run.source_folder, dataset / "derivatives"):
        folder.mkdir(exist_ok=True)
        stem = plant(f"foreign file's name in {folder.name[:8]}")
        (folder / f"{stem}.txt").write_text(plant("its content"))
    run.torn_folder.mkdir(exist_ok=True)
    (run.torn_folder / "events.torn").write_text(plant("what a repair put aside"))
    described = json.loads((dataset / "dataset_description.json").read_text())
    described |= {
        "Name": plant("name of the dataset"),
        "Acknowledgements": plant("acknowledgements"),
        "Funding": [plant("funding")],
        "Authors": ["Ada Lovelace"],
        "License": "CC0-1.0",
    }
    (dataset / "dataset_description.json").write_text(json.dumps(described))
    return dataset, plant


def _rename(dataset: Path, participant: str, session: str) -> RunPaths:
    """Give the run of a copied dataset other labels, in names and in tables."""
    old = existing_runs(dataset)[0]
    swaps = (
        (f"sub-{old.participant}", f"sub-{participant}"),
        (f"ses-{old.session}", f"ses-{session}"),
    )
    for path in sorted(dataset.rglob("*"), key=lambda p: -len(p.parts)):
        name = path.name
        for before, after in swaps:
            name = name.replace(before, after)
        if path.suffix in (".tsv", ".vhdr", ".vmrk", ".json"):
            text = path.read_text(encoding="utf-8")
            for before, after in swaps:
                text = text.replace(before, after)
            path.write_text(text, encoding="utf-8")
        path.rename(path.with_name(name))
    return find_run(dataset)


def _of_session(plant: Plants) -> dict[str, Any]:
    """Return what session.json may hold."""
    names = (
        "host", "user", "log", "timing_certificate", "begins_after", "operator",
        "device_serial", "signal_check",
    )  # fmt: skip
    return {name: plant(f"{name} in session.json") for name in names}


def _ledger(run: RunPaths, plant: Plants) -> None:
    """Plant strings in the ledger's header: what a person typed or a PC is called."""
    head, *rest = run.decisions.read_text(encoding="utf-8").splitlines()
    values = json.loads(head)
    for name in ("protocol", "override", "observer", "dataset"):
        values["request"][name] = plant(f"request.{name}")
    values["request"]["board"] = f"lsl:{plant('name of a stream')}"
    values["request"]["board_fields"] = {
        plant("name of a board's field"): plant("serial port, address, serial number")
    }
    values["request"]["about"] = {"institution": plant("institution")}
    values["request"][plant("unknown entry")] = plant("its value")
    for name in ("title", "description", "welcome"):
        values["protocol"][name] = plant(f"protocol.{name}")
    values["protocol"]["about"] = {"instructions": plant("instructions")}
    values["protocol"]["blocks"][0]["title"] = plant("title of a block")
    values["eeg"]["name"] = plant("name of the amplifier")
    lines = [json.dumps(values), *rest]
    run.decisions.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _add_key(path: Path, text: str) -> None:
    values = json.loads(path.read_text()) | {text: text, "InstitutionName": text}
    path.write_text(json.dumps(values))


def _add_column(path: Path, name: str, cell: str) -> None:
    head, *rows = path.read_text().splitlines()
    lines = [f"{head}\t{name}", *(f"{row}\t{cell}" for row in rows)]
    path.write_text("\n".join(lines) + "\n")


def _found(folder: Path, plant: Plants) -> Iterator[str]:
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for text, place in plant.places.items():
            if text in str(path.relative_to(folder)) or text.encode() in content:
                yield f"{place}: {path.name}"


def test_nothing_that_was_planted_is_in_either_export(
    planted: tuple[Path, Plants], tmp_path: Path
) -> None:
    dataset, plant = planted
    assert len(plant.places) >= 60
    assert len({*_found(dataset.parent, plant)}) >= 60
    export_bids(dataset, tmp_path / "bids", anonymise=True)
    export_anonymous_csv(dataset, tmp_path / "csv")
    assert not list(_found(tmp_path / "bids", plant))
    assert not list(_found(tmp_path / "csv", plant))
    originals = {path.stat().st_mtime_ns for path in dataset.rglob("*")}
    for path in tmp_path.rglob("*"):
        assert path.stat().st_mtime_ns not in originals


@pytest.mark.parametrize("recorded_as", ["by_formula", "by_model"])
def test_an_anonymous_export_is_valid_replays_and_gives_the_same_statistics(
    recorded_as: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    original = request.getfixturevalue(recorded_as)
    out = tmp_path / "bids"
    export_bids(original.dataset, out, anonymise=True)
    assert validate(out) == []
    copy = find_run(out)
    ours, theirs = replay_run(original), replay_run(copy)
    assert theirs.differences == []
    assert theirs.n_same == ours.n_same > 0
    export_csv(original.dataset, tmp_path / "ours")
    export_csv(out, tmp_path / "theirs")
    labels = ["participant", "session", "date", "protocol"]
    for name in ("trials", "blocks", "scores", "sessions", "engagement"):
        kept, made = (
            pd.read_csv(tmp_path / side / f"{name}.csv").drop(
                columns=labels, errors="ignore"
            )
            for side in ("ours", "theirs")
        )
        pd.testing.assert_frame_equal(kept, made)
    described = json.loads((out / "dataset_description.json").read_text())
    assert described["GeneratedBy"]
