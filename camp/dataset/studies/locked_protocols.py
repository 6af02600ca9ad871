"""Whether a protocol's file is one that a locked study runs."""

from __future__ import annotations

from pathlib import Path

from attention_camp.camp.dataset.studies.locking import read_lock
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.protocols.protocol_file import ProtocolError
from attention_camp.camp.session.studies.study_file import StudyError, canonical_hash
from attention_camp.resources.texts import Sentence


def why_locked(path: Path, dataset: Path) -> Sentence | None:
    """Return why a protocol's file must stay as it is; None: it may be changed.

    Parameters
    ----------
    path : Path
        The file.
    dataset : Path
        Where the study that is looked at is locked, if there is one.
    """
    try:
        lock = read_lock(dataset)
        if lock is None:
            return None
        locked = {Path(one).name: h for one, h in lock.values["protocols"].items()}
        if locked.get(path.name) != canonical_hash(load_protocol(str(path))):
            return None
    except (StudyError, ProtocolError):
        return None  # a study or a file that cannot be read locks nothing
    return Sentence(
        "The study {study} is locked with this protocol: its sessions would be refused "
        "if it changed. Duplicate it to write another one, or state a deviation: "
        "attention-camp lock --deviation.",
        study=lock.study.name,
    )
