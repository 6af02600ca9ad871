"""A study that declares encryption records on an encrypted volume, or is told."""

from __future__ import annotations

from pathlib import Path

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.studies.locking import StudyLock, read_lock
from attention_camp.camp.dataset.studies.study_folder import note, notes
from attention_camp.camp.pc.volume import volume_of
from attention_camp.resources.texts import Sentence

CONFIRMED = "volume confirmed"


class VolumeError(DatasetError):
    """A volume that a study's data may not lie on; the text is for people."""


def check_volume(dataset: Path) -> None:
    """Refuse a session of a study that declares encryption, where nobody knows of any.

    Raises
    ------
    VolumeError
        With how to confirm it.
    """
    lock = read_lock(dataset)
    if lock is None or not lock.study.encrypted_volume:
        return
    volume = volume_of(dataset)
    known = {line["volume"] for line in notes(lock.folder, CONFIRMED)}
    if not volume.is_encrypted and volume.name not in known:
        raise VolumeError(
            Sentence(
                "The study of {dataset} declares that its data lie on an encrypted "
                "volume, and {volume} is not known to be one. Record on one that is, "
                "or, if you know that it is: attention-camp people volume {dataset} "
                "--who NAME --confirm.",
                dataset=dataset,
                volume=volume.name,
            )
        )


def confirm_volume(lock: StudyLock, *, who: str) -> str:
    """Keep that a person knows the dataset's volume to be encrypted.

    Parameters
    ----------
    lock : StudyLock
        The study.
    who : str
        Who knows it; kept in the study's audit trail.

    Returns
    -------
    volume : str
        Its name.

    Raises
    ------
    VolumeError
        If nobody is named.
    """
    if not who.strip():
        raise VolumeError(Sentence("Say who confirms it: --who NAME."))
    volume = volume_of(lock.folder.dataset).name
    note(lock.folder, CONFIRMED, volume=volume, who=who)
    return volume
