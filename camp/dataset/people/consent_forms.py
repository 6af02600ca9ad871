"""Consent forms of a dataset: each version stays, the newest one is asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from attention_camp.camp.dataset.dataset_files import write_dataset_files
from attention_camp.camp.dataset.durable import make_folder, write_new, write_whole
from attention_camp.camp.dataset.guards.dataset_folder import check_dataset_folder
from attention_camp.camp.dataset.people.audit import audit_path, note_people
from attention_camp.camp.dataset.proof.trail import read_trail
from attention_camp.camp.dataset.tables import as_json
from attention_camp.camp.people.consent import ConsentError, ConsentForm, ConsentItem
from attention_camp.camp.session.protocols.protocol_file import read_protocol_file
from attention_camp.camp.session.protocols.protocol_problems import explain
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE
from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import wall_time


def forms_folder(dataset: Path) -> Path:
    """Return the folder of a dataset's consent forms."""
    return dataset / "sourcedata" / "consent"


def form_template() -> str:
    """Return a consent form to start from."""
    folder = resources.files("attention_camp.resources") / "studies"
    return (folder / "consent.yaml").read_text(encoding="utf-8")


def load_form(path: Path) -> ConsentForm:
    """Read and check a consent form.

    Raises
    ------
    ConsentError, ProtocolError
        If it cannot be read or is invalid; the text names file, line and field.
    """
    values, lines, origin = read_protocol_file(str(path))
    try:
        return ConsentForm.model_validate(values)
    except ValidationError as error:
        problems = explain(error, lines, origin, _allowed_at)
        raise ConsentError(
            Sentence("Correct the consent form:\n{problems}", problems=problems)
        ) from error


def _allowed_at(location: Sequence[str | int]) -> list[str]:
    model: Any = ConsentItem if location[:1] == ("items",) else ConsentForm
    return list(model.model_fields)


def use_form(dataset: Path, form: ConsentForm) -> None:
    """Ask for this form from now on, for every session of a person.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset; made where there is none.
    form : ConsentForm
        The form.

    Raises
    ------
    ConsentError
        If the version is there with another text.
    DatasetError
        If the folder is no place for a dataset.
    """
    check_dataset_folder(dataset)
    write_dataset_files(dataset)
    path = forms_folder(dataset) / f"consent-{form.version}.json"
    make_folder(path.parent)
    added = wall_time().isoformat()
    text = as_json({"added": added, "form": form.model_dump(mode="json")})
    try:
        write_new(path, text)
    except FileExistsError as error:
        if current_form(dataset) == form:
            if not _is_told(dataset, form.version):  # a kill came before its line
                note_people(dataset, "consent form", version=form.version)
            return
        if _read(path)[1] == form:  # an earlier version is asked for again
            write_whole(path, text)
            note_people(dataset, "consent form", version=form.version)
            return
        raise ConsentError(
            Sentence(
                "Version {version} of the consent form is in use, with another text. "
                "People agreed to that one: give the changed text another version.",
                version=form.version,
            )
        ) from error
    note_people(dataset, "consent form", version=form.version)


def _is_told(dataset: Path, version: str) -> bool:
    """Return whether the audit trail says last that this version is asked for."""
    lines = read_trail(audit_path(dataset))
    told = [line for line in lines if line.get("what") == "consent form"]
    return bool(told) and told[-1].get("version") == version


def current_form(dataset: Path) -> ConsentForm | None:
    """Return the form that every person has to have agreed to; None: none is asked.

    Raises
    ------
    ConsentError
        If it cannot be read: without it nobody can know what was agreed to.
    """
    found = [_read(path) for path in forms_folder(dataset).glob("consent-*.json")]
    return max(found, key=lambda item: item[0])[1] if found else None


def _read(path: Path) -> tuple[str, ConsentForm]:
    try:
        kept = read_json_table(path)
        return str(kept["added"]), ConsentForm.model_validate(kept["form"])
    except (*UNREADABLE, KeyError, json.JSONDecodeError) as error:
        raise ConsentError(
            Sentence(
                "The consent form {path} cannot be read. Restore it from a backup; "
                "until then no session of a person begins.",
                path=path,
            )
        ) from error
