"""After a withdrawal no byte of any tree names the person, nor opens their files."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from attention_camp.camp.dataset.derivatives.bin import bin_run
from attention_camp.camp.dataset.derivatives.comments import (
    read_comments,
    write_comment,
)
from attention_camp.camp.dataset.exports.bids import (
    export_anonymous_csv,
    export_bids,
    key_path,
)
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.people.audit import trail_problems
from attention_camp.camp.dataset.people.enrolment import enrol, require_enrolment
from attention_camp.camp.dataset.people.exports_made import note_made
from attention_camp.camp.dataset.people.relabel import merge
from attention_camp.camp.dataset.people.vault_record import Identity, keep_identity
from attention_camp.camp.dataset.person_versions import PersonVersions, read_person_file
from attention_camp.camp.dataset.reading.catalogue import Catalogue
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.dataset.withdraw import lines_of, plan_withdrawal, withdraw
from attention_camp.camp.people.demographics import Demographics
from attention_camp.camp.people.person_keys import MissingKeyError
from attention_camp.camp.people.vault.passphrase import Cost
from attention_camp.camp.people.vault.vault import Vault, vault_path

LABEL, OTHER = "Qx7", "Qx77"
NAME = "Annabel Leigh"
SETTINGS = {
    "participant": LABEL,
    "language": "en",
    "board_fields": {"speed": "1", "file": f"/data/sub-{LABEL}/rest.edf"},
}
CHEAP = Cost(iterations=1, lanes=1, memory_kib=64)


@pytest.fixture
def vault():
    made, _ = Vault.create(vault_path(), "seven quiet herons", cost=CHEAP)
    yield made
    made.close()


@pytest.fixture
def dataset(tmp_path: Path, session, vault: Vault) -> Path:
    """Two people with all that the program can keep of them."""
    folder = tmp_path / "dataset"
    for label in (LABEL, OTHER):
        session(RunPaths(folder, label, "01", "demo"), n_trials=2)
    for label in (LABEL, OTHER):
        made, _ = enrol(folder, label, Demographics(age=34, sex="female"))
        keep_identity(vault, folder, made, Identity(f"{NAME} {label}", "a@b.org"))
    for run in existing_runs(folder):
        PersonVersions(run).keep(f"EEG of {run.participant}".encode())
        write_comment(run, f"{run.participant} was tired", who="A. Lee")
    session(RunPaths(folder, LABEL, "02", "demo"), n_trials=1)
    bin_run(RunPaths(folder, LABEL, "02", "demo"), who="A. Lee")
    with Catalogue(folder) as catalogue:
        catalogue.refresh()
    return folder


@pytest.fixture
def exports(tmp_path: Path, dataset: Path) -> list[Path]:
    bids, csv, anonymous, tables = (tmp_path / n for n in ("bids", "csv", "an", "ac"))
    export_bids(dataset, bids)
    export_csv(dataset, csv, parquet=True)
    export_bids(dataset, anonymous, anonymise=True)
    export_anonymous_csv(dataset, tables)
    for kind, path, key in (
        ("bids", bids, None),
        ("csv", csv, None),
        ("bids", anonymous, key_path(anonymous)),
        ("csv", tables, key_path(tables)),
        ("model", tmp_path / "weights", None),
    ):
        note_made(dataset, kind, path, key=key)
    (tmp_path / "weights").mkdir()
    for label in (LABEL, OTHER):
        page = tmp_path / "pages" / f"progress {label}.html"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"<h1>{label}</h1>")
        note_made(dataset, "page", page, of=label)
    return [bids, csv, anonymous, tables]


def _homes() -> list[Path]:
    return [Path(os.environ[name]) for name in os.environ if name.startswith("XDG_")]


def _naming(places: list[Path], label: str) -> list[str]:
    wanted = re.compile(rb"(?<![0-9A-Za-z])%b(?![0-9A-Za-z])" % label.encode())
    return [
        str(path)
        for place in places
        for path in [place, *place.rglob("*")]
        if wanted.search(os.fsencode(path))
        or (path.is_file() and wanted.search(path.read_bytes()))
    ]


def test_no_byte_of_any_tree_names_who_withdrew(
    dataset: Path, exports: list[Path], vault: Vault, tmp_path: Path
) -> None:
    log = Path(os.environ["XDG_STATE_HOME"]) / "attention-camp" / "log" / "log.txt"
    settings = Path(os.environ["XDG_CONFIG_HOME"]) / "attention-camp" / "settings.json"
    dialogs = Path(os.environ["XDG_CONFIG_HOME"]) / "QtProject.conf"
    for path, text in (
        (log, f"WARNING camp: sub-{LABEL}_ses-01: late\nWARNING camp: disk\n"),
        (settings, json.dumps(SETTINGS)),
        (dialogs, f"[FileDialog]\nhistory=file:///data/sub-{LABEL}\nviewMode=Detail\n"),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (mine, other) = existing_runs(dataset)
    kept = {p: p.read_bytes() for p in dataset.rglob(f"*sub-{OTHER}*") if p.is_file()}
    backup = tmp_path / "backup.safetensors"
    shutil.copy(mine.person, backup)
    record = require_enrolment(dataset, LABEL).record
    homes = [place for place in _homes() if place.exists()]
    trees = [dataset, *exports, *map(key_path, exports), *homes, tmp_path / "pages"]
    trees = [place for place in trees if place.exists()]
    assert len(_naming(trees, LABEL)) > 40
    planned = plan_withdrawal(dataset, LABEL)
    assert [made.path for made in planned.models] == [tmp_path / "weights"]
    assert len(planned.copies) == 4
    assert [made.of for made in planned.pages] == [LABEL]
    done = withdraw(dataset, LABEL, who="A. Lee", why="by letter", vault=vault)
    assert done == planned
    assert _naming(trees, LABEL) == []
    assert vault.get(record) is None
    # what a backup holds of their EEG cannot be read any more
    with pytest.raises(MissingKeyError):
        read_person_file(backup)
    assert read_person_file(other.person) == f"EEG of {OTHER}".encode()
    assert {p: p.read_bytes() for p in kept} == kept
    assert vault.get(require_enrolment(dataset, OTHER).record) is not None
    assert log.read_text() == "WARNING camp: disk\n"
    assert dialogs.read_text() == "[FileDialog]\nviewMode=Detail\n"
    kept_settings = {
        "participant": "",
        "language": "en",
        "board_fields": {"speed": "1"},
    }
    assert json.loads(settings.read_text()) == kept_settings
    said = "\n".join(lines_of(done, dataset))
    assert "weights. Train it again" in said
    assert trail_problems(dataset) == []
    (page,) = (tmp_path / "pages").iterdir()
    assert page.read_text() == f"<h1>{OTHER}</h1>"
    assert read_comments(dataset) == {other.stem: f"{OTHER} was tired"}
    for place in (dataset, exports[0], exports[2]):
        problems = [
            problem for run in existing_runs(place) for problem in check_run(run)
        ]
        assert [p for p in problems if p.is_error and p.code != "AGREEMENT"] == [], (
            place
        )


def test_who_was_merged_leaves_the_vault_under_both_numbers(
    dataset: Path, vault: Vault
) -> None:
    records = [require_enrolment(dataset, label).record for label in (LABEL, OTHER)]
    merge(dataset, OTHER, LABEL, who="A", why="one", sessions={"01": "03"})
    withdraw(dataset, LABEL, who="A. Lee", why="by letter", vault=vault)
    assert [vault.get(record) for record in records] == [None, None]
    assert _naming([dataset], OTHER) == _naming([dataset], LABEL) == []


def test_other_people_stay_in_every_export(
    dataset: Path, exports: list[Path], vault: Vault
) -> None:
    withdraw(dataset, LABEL, who="A. Lee", why="by letter", vault=vault)
    bids, csv, anonymous, tables = exports
    assert [run.participant for run in existing_runs(bids)] == [OTHER]
    assert len(existing_runs(anonymous)) == 1
    (new,) = (run.participant for run in existing_runs(anonymous))
    assert f"{OTHER}\t01\t{new}" in key_path(anonymous).read_text()
    for folder, label in ((csv, OTHER), (tables, None)):
        rows = (folder / "trials.csv").read_text().splitlines()[1:]
        assert len(rows) == 2
        assert label is None or all(row.startswith(f"{label},") for row in rows)
    import pandas as pd

    assert set(pd.read_parquet(csv / "trials.parquet")["participant"]) == {OTHER}
