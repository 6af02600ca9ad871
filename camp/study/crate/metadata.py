"""ro-crate-metadata.json of the reviewer's crate (RO-Crate 1.1)."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attention_camp.resources.bounded import read_json_table
from attention_camp.signal.clock import wall_time

METADATA = "ro-crate-metadata.json"
_PROFILE = "https://w3id.org/ro/crate/1.1"
_PROGRAM, _RUN = "#attention-camp", "#analysis"
_NO_LICENCE = (
    "No licence is stated in the dataset: ask its authors before you share it."
)
_STUDY = {
    "study.yaml": "The study file as it was locked before the first session",
    "lock.json": "Hashes of what was locked",
    "audit.jsonl": "Lock, enrolments, deviations, guesses and unblinding, chained",
    "arms.json": "Arms of who is unblinded",
}
_TYPES = {".jsonl": "application/x-ndjson", ".tsv": "text/tab-separated-values"}


def metadata_of(folder: Path) -> dict[str, Any]:
    """Return the metadata of a crate.

    Parameters
    ----------
    folder : Path
        The crate, with all of its files but for the metadata.
    """
    described = read_json_table(folder / "data/dataset/dataset_description.json")
    files = list(_files(folder))
    licence = str(described.get("License") or "")
    authors = [str(name) for name in described.get("Authors") or ()]
    people = [
        {"@id": f"#author-{number}", "@type": "Person", "name": name}
        for number, name in enumerate(authors, start=1)
    ]
    title = f"{described.get('Name') or 'Study'}: data, decisions and analysis"
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": title,
        "description": "A study's dataset (BIDS), what was locked and what deviated, "
        "the ledgers of its decisions, its report, and the versions that made it. "
        "“attention-camp verify” makes every decision and every number again.",
        "datePublished": wall_time().isoformat(timespec="seconds"),
        "license": licence or {"@id": "#licence"},
        "author": [{"@id": one["@id"]} for one in people],
        "hasPart": [{"@id": name} for name in (*_FOLDERS, *(f["@id"] for f in files))],
        "mentions": {"@id": _RUN},
    }
    unlicensed = [] if licence else [_no_licence()]
    parts = [*_folders(), *files, *people, *unlicensed, *_provenance()]
    return {
        "@context": f"{_PROFILE}/context",
        "@graph": [_descriptor(), root, *parts],
    }


_FOLDERS = {
    "data/dataset/": "The recordings as they were made: EEG-BIDS, and under "
    "sourcedata/ the sessions, their ledgers and the study's files",
    "data/report/": "Report, tables, results, and the script that makes them again",
    "data/environment/": "The versions that made the report",
}


def _descriptor() -> dict[str, Any]:
    return {
        "@id": METADATA,
        "@type": "CreativeWork",
        "conformsTo": {"@id": _PROFILE},
        "about": {"@id": "./"},
    }


def _no_licence() -> dict[str, Any]:
    return {"@id": "#licence", "@type": "CreativeWork", "name": _NO_LICENCE}


def _folders() -> Iterator[dict[str, Any]]:
    for name, text in _FOLDERS.items():
        yield {"@id": name, "@type": "Dataset", "name": text}


def _provenance() -> Iterator[dict[str, Any]]:
    """Yield the program, and the action that made the report from the dataset."""
    yield {
        "@id": _PROGRAM,
        "@type": "SoftwareApplication",
        "name": "Attention Camp",
        "version": version("attention-camp"),
    }
    yield {
        "@id": _RUN,
        "@type": "CreateAction",
        "name": "attention-camp study",
        "instrument": {"@id": _PROGRAM},
        "object": {"@id": "data/dataset/"},
        "result": {"@id": "data/report/"},
    }


def _files(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the files that a reviewer opens: study, ledgers, report, environment."""
    dataset = folder / "data" / "dataset"
    for name, text in _STUDY.items():
        path = dataset / "sourcedata" / "study" / name
        if path.exists():
            yield _file(folder, path, text)
    for path in sorted(dataset.glob("sourcedata/sub-*/ses-*/*_decisions.jsonl")):
        stem = path.name.removesuffix("_decisions.jsonl")
        yield _file(folder, path, f"Decision ledger of {stem}")
    for part in ("report", "environment"):
        for path in sorted((folder / "data" / part).rglob("*")):
            if path.is_file():
                yield _file(folder, path, path.name)


def _file(folder: Path, path: Path, name: str) -> dict[str, Any]:
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    return {
        "@id": path.relative_to(folder).as_posix(),
        "@type": "File",
        "name": name,
        "contentSize": str(path.stat().st_size),
        "encodingFormat": kind or "text/plain",
    }
