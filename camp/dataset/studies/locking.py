"""Lock a study before its first session, and notice whatever is changed afterwards."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from attention_camp.camp.dataset.dataset_files import write_dataset_files
from attention_camp.camp.dataset.durable import make_folder, write_new
from attention_camp.camp.dataset.guards.dataset_folder import check_dataset_folder
from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.shared_table import locked
from attention_camp.camp.dataset.studies.study_folder import StudyFolder, note, notes
from attention_camp.camp.dataset.tables import as_json
from attention_camp.camp.people.allocation import Slot, allocate
from attention_camp.camp.people.keys import key_folder, make_key, public_text
from attention_camp.camp.people.seals import padded, seal
from attention_camp.camp.session.protocol import Protocol, load_protocol
from attention_camp.camp.session.protocols.protocol_file import shipped_protocols
from attention_camp.camp.session.studies.study_file import (
    Study,
    StudyError,
    canonical_hash,
    load_study,
)
from attention_camp.resources.texts import Sentence

LIST, ARM, DATA_KEY = "allocation list", "arm", "key of the study's data"
"""What each sealed box is."""
ARM_BYTES = 64
"""Bytes that the name of an arm is filled up to: boxes are alike."""


@dataclass(frozen=True, slots=True, eq=False)
class StudyLock:
    """A study as it was locked, found unchanged."""

    folder: StudyFolder
    hash: str
    """SHA-256 of the lock file: it names the study in every session."""
    study: Study
    values: Mapping[str, Any]
    """Content of the lock file."""
    codes: Mapping[str, Sequence[Mapping[str, str]]]
    """By stratum: the codes in their order, each with its sealed arm."""

    @property
    def pc_key(self) -> Path:
        """The private key of the computer that locked it, outside the dataset."""
        return key_path(self.values["pc_key"])

    def box(self, name: str) -> bytes:
        """Return a sealed box of the lock file."""
        return base64.b64decode(self.values[name])


def lock_study(path: Path, dataset: Path, statistician: X25519PublicKey) -> StudyLock:
    """Draw the allocation list and lock a study into its dataset.

    Parameters
    ----------
    path : Path
        The study file.
    dataset : Path
        Where its sessions will be recorded; none has been yet.
    statistician : X25519PublicKey
        Who may open the whole list, and the data where this computer is lost.

    Raises
    ------
    StudyError, ProtocolError, DatasetError
        If the study is invalid, or the dataset has a study or sessions already.
    """
    study = load_study(path)
    protocols = {name: _protocol(name, path.parent) for name in study.protocols}
    check_dataset_folder(dataset)
    folder = StudyFolder(dataset)
    if next(iter(existing_runs(dataset)), None) is not None:
        raise StudyError(
            Sentence(
                "{dataset} holds sessions already, and a study is locked before the "
                "first one. Lock it into a new folder.",
                dataset=dataset,
            )
        )
    write_dataset_files(dataset)
    with locked(dataset / "dataset_description.json"):
        if folder.path.exists():
            raise StudyError(
                Sentence(
                    "{path} is there already: a study is locked once. State what "
                    "changes with “attention-camp lock --deviation”.",
                    path=folder.path,
                )
            )
        _write(folder, path.read_bytes(), study, protocols, statistician)
        note(folder, "locked", study=sha256(folder.lock.read_bytes()).hexdigest())
    found = read_lock(dataset)
    if found is None:
        raise RuntimeError(f"{folder.lock} was written and is not there")
    return found


def _write(
    folder: StudyFolder,
    text: bytes,
    study: Study,
    protocols: Mapping[str, Protocol],
    statistician: X25519PublicKey,
) -> None:
    """Draw the list and write all files; the lock file comes last."""
    seed = secrets.randbits(128)
    slots = allocate(
        study.ratio,
        strata=study.strata,
        block_sizes=study.block_sizes,
        per_stratum=study.places,
        rng=np.random.default_rng(seed),
    )
    listed = as_json({"seed": str(seed), "slots": [asdict(slot) for slot in slots]})
    name = secrets.token_hex(8)
    pc = make_key(key_path(name))
    data_key = secrets.token_bytes(32)
    make_folder(folder.path)
    files = {
        folder.study: text,
        folder.allocation: seal(listed.encode(), statistician, about=LIST),
        folder.codes: as_json(_sealed_codes(slots, pc)).encode(),
    }
    for path, content in files.items():
        write_new(path, content)
    values = {
        "study": canonical_hash(study),
        "protocols": {name: canonical_hash(one) for name, one in protocols.items()},
        "files": {path.name: sha256(files[path]).hexdigest() for path in files},
        "list": sha256(listed.encode()).hexdigest(),
        "pc_key": name,
        "statistician": public_text(statistician).decode(),
        "data_for_pc": _text(seal(data_key, pc, about=DATA_KEY)),
        "data_for_statistician": _text(seal(data_key, statistician, about=DATA_KEY)),
        "version": metadata.version("attention-camp"),
    }
    write_new(folder.lock, as_json(values))


def _sealed_codes(
    slots: Sequence[Slot], pc: X25519PublicKey
) -> dict[str, list[dict[str, str]]]:
    codes: dict[str, list[dict[str, str]]] = {}
    for slot in slots:
        content = padded(slot.arm.encode(), ARM_BYTES)
        box = _text(seal(content, pc, about=f"{ARM} {slot.code}"))
        codes.setdefault(slot.stratum, []).append({"code": slot.code, "box": box})
    return codes


def read_lock(dataset: Path) -> StudyLock | None:
    """Return the locked study of a dataset; None: there is none.

    Raises
    ------
    StudyError
        If one byte of what was locked is another one.
    """
    folder = StudyFolder(dataset)
    if not folder.path.exists():
        return None
    try:
        text = folder.lock.read_bytes()
        values = json.loads(text)
        wanted = {folder.path / name: hash_ for name, hash_ in values["files"].items()}
        changed = [
            path.name
            for path, hash_ in wanted.items()
            if sha256(path.read_bytes()).hexdigest() != hash_
        ]
        first = notes(folder, "locked")
        if not first or first[0]["study"] != sha256(text).hexdigest():
            changed.append(folder.lock.name)
        if not changed:
            codes = json.loads(folder.codes.read_bytes())
            study = load_study(folder.study)
            lock_hash = sha256(text).hexdigest()
            return StudyLock(folder, lock_hash, study, values, codes)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _changed(folder, folder.lock.name) from error
    raise _changed(folder, ", ".join(changed))


def check_protocol(lock: StudyLock, protocol: Protocol) -> None:
    """Refuse a protocol that is not as it was locked, nor stated as a deviation.

    Raises
    ------
    StudyError
        If it is neither.
    """
    known = set(lock.values["protocols"].values())
    for line in notes(lock.folder, "deviation"):
        known.update(line["protocols"].values())
    if canonical_hash(protocol) not in known:
        raise StudyError(
            Sentence(
                "The protocol {protocol} is not as it was locked with the study. Use "
                "the locked one ({names}), or state the change first: attention-camp "
                "lock --deviation “REASON” --who NAME --protocol FILE.",
                protocol=protocol.name,
                names=", ".join(lock.values["protocols"]),
            )
        )


def deviate(lock: StudyLock, protocol: str, *, who: str, why: str) -> None:
    """State a deviation: a protocol that is used from now on, too.

    Parameters
    ----------
    lock : StudyLock
        The study.
    protocol : str
        Name or file of the changed protocol.
    who, why : str
        Who states it, and the reason.

    Raises
    ------
    StudyError, ProtocolError
        If nobody or no reason is named, or the protocol cannot be used.
    """
    if not who.strip() or not why.strip():
        raise StudyError(
            Sentence("A deviation names who states it and why. Give both.")
        )
    hashes = {protocol: canonical_hash(load_protocol(protocol))}
    note(lock.folder, "deviation", protocols=hashes, who=who, why=why)


def key_path(name: str) -> Path:
    """Return the path of a study's private key on this computer."""
    return key_folder() / f"{name}.pem"


def _protocol(name: str, folder: Path) -> Protocol:
    return load_protocol(name if name in shipped_protocols() else str(folder / name))


def _text(box: bytes) -> str:
    return base64.b64encode(box).decode()


def _changed(folder: StudyFolder, names: str) -> StudyError:
    return StudyError(
        Sentence(
            "The locked study in {path} was changed: {names}. Restore it from a "
            "backup; until then no session of it begins.",
            path=folder.path,
            names=names,
        )
    )
