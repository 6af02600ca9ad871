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
from attention_camp.camp.dataset.exports.folder import ExportError
from attention_camp.camp.dataset.exports.free_text import (
    free_texts,
    read_review,
    write_review,
)
from attention_camp.camp.dataset.find_run import find_run
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.people.audit import note_people
from attention_camp.camp.dataset.people.enrolment import Enrolment, enrolment_path
from attention_camp.camp.dataset.people.exports_made import note_made
from attention_camp.camp.dataset.rows import read_events
from attention_camp.camp.dataset.trial_store import TrialStore, update_session
from attention_camp.camp.dataset.validate import check_run, validate
from attention_camp.camp.people.consent import Consent
from attention_camp.camp.people.demographics import Demographics
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
    _people(dataset, run, plant)
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


def _people(dataset: Path, run: RunPaths, plant: Plants) -> None:
    """Plant strings in what is kept of people: enrolment, consent, audit trail."""
    about = Demographics(language=plant("first language"))
    consent = Consent("1", "en", (plant("an item"),), "2026", by=plant("who took it"))
    made = Enrolment(run.participant, plant("record"), "2026", about, (consent,))
    path = enrolment_path(dataset, run.participant)
    path.write_text(json.dumps(made.to_json()))
    note_people(dataset, plant("what was done"), person=plant("whose record"))
    note_made(dataset, "csv", Path(f"/{plant('path of an export')}"))
    phenotype = dataset / "phenotype"
    phenotype.mkdir(exist_ok=True)
    (phenotype / "mood.tsv").write_text(
        f"participant_id\tsaid\n{run.subject}\t{plant('an answer in writing')}\n"
    )


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


def test_free_text_is_in_a_copy_only_after_somebody_let_it_through(
    planted: tuple[Path, Plants], tmp_path: Path
) -> None:
    dataset, plant = planted
    texts = free_texts(dataset)
    notes = [one.text for one in texts if one.place == "note"]
    titles = [one.text for one in texts if one.place == "block"]
    assert {plant.places[text] for text in (*notes, *titles)} == {
        "value of a note", "title of a block",
    }  # fmt: skip
    table = tmp_path / "review.tsv"
    write_review(table, texts)
    with pytest.raises(ExportError, match="is there already"):
        write_review(table, texts)
    rows = [line.split("\t") for line in table.read_text().splitlines()]
    for row in rows[1:]:
        row[3] = "yes" if row[1] in {"note", "block"} else ""
        row[4] = "door slammed" if row[1] == "note" else ""
    table.write_text("\n".join("\t".join(row) for row in rows[:-1]) + "\n")
    review, said = read_review(table, texts)
    assert "1 free text is not in the review" in said[0]
    export_bids(dataset, tmp_path / "bids", anonymise=True, review=review)
    (run,) = existing_runs(tmp_path / "bids")
    assert [r.value for r in read_events(run) if r.trial_type == "note"] == [
        "door slammed"
    ]
    kept = {text for text in plant.places if text in _all_text(tmp_path / "bids")}
    assert kept == set(titles) - {rows[-1][0]}
    assert check_run(run) == []
    rows[1][3] = "maybe"
    table.write_text("\n".join("\t".join(row) for row in rows) + "\n")
    with pytest.raises(ExportError, match="line 2: keep is maybe"):
        read_review(table, texts)


def _all_text(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join(path.read_bytes().decode("latin-1") for path in files)


def test_a_foreign_or_broken_run_is_listed_and_blocks_nothing(
    by_formula: RunPaths, tmp_path: Path
) -> None:
    dataset = tmp_path / "dataset"
    shutil.copytree(by_formula.dataset, dataset)
    foreign = dataset / "sub-99" / "ses-01" / "eeg"
    foreign.mkdir(parents=True)
    stem = "sub-99_ses-01_task-other_run-01"
    (tmp_path / "elsewhere.eeg").write_bytes(b"1234")
    (foreign / f"{stem}_eeg.vhdr").write_text("no header")
    (foreign / f"{stem}_eeg.eeg").symlink_to(tmp_path / "elsewhere.eeg")
    broken = RunPaths(dataset, "98", "01", "short")
    broken.folder.mkdir(parents=True)
    broken.source_folder.mkdir(parents=True)
    broken.vhdr.write_text("cut off")
    broken.session_json.write_text("{")
    said = "\n".join(export_bids(dataset, tmp_path / "out", anonymise=True))
    assert f"1 recording of other programs in the dataset ({stem})" in said
    assert f"{broken.stem} is not in the copy" in said
    assert len(existing_runs(tmp_path / "out")) == 1
