"""The versions of a person's weights in a dataset: one file per calibrated run.

They hold windows of the person's EEG, and are encrypted with a key of the person's own;
those that earlier versions wrote, and those of simulated people, are not.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.layout import DatasetError, RunPaths, run_of_file
from attention_camp.camp.dataset.trial_store import read_session, store_error
from attention_camp.camp.eeg.person import Version
from attention_camp.camp.people.person_keys import (
    HEAD_BYTES,
    PersonKeyError,
    has_person_key,
    key_number,
    new_person_key,
    open_person_file,
    shut_person_file,
)
from attention_camp.resources.bounded import (
    LARGEST_TABLE,
    UnreadableError,
    read_bytes,
)
from attention_camp.resources.texts import Sentence

logger = logging.getLogger(__name__)


class PersonVersions:
    """Versions of earlier runs of a participant, and the place for this run's own.

    Parameters
    ----------
    paths : RunPaths
        The run.
    """

    def __init__(self, paths: RunPaths) -> None:
        self._paths = paths

    @property
    def is_blinded(self) -> bool:
        """Whether the run is one of a locked study, whose verdict is sealed."""
        return bool(_request(self._paths).get("study"))

    @property
    def is_carried(self) -> bool:
        """Whether later sessions may go on with this run's score."""
        protocol = read_session(self._paths).get("protocol") or {}
        return bool(protocol.get("calibration") == "checked")

    def earlier(self) -> Sequence[Version]:
        """Return the versions of earlier runs, oldest first.

        A file that cannot be used is told of in the log and left out: the session goes
        on without it.
        """
        found = []
        for path, version in _usable(self._paths):
            run = run_of_file(self._paths.dataset, path.name)
            if run is not None and run != self._paths:
                found.append((_started(run), run.stem, version))
        return [version for *_, version in sorted(found, key=lambda item: item[:2])]

    def keep(self, content: bytes) -> None:
        """Write this run's version, whole and synced; encrypted.

        A simulated person's is not, but in a locked study, where all are alike.

        Raises
        ------
        StoreError
            If the disk is full or gone.
        """
        try:
            if self.is_blinded or not is_simulated(self._paths):
                content = shut_person_file(content, _key_for(self._paths))
            write_whole(self._paths.person, content)
        except OSError as error:
            raise store_error(self._paths.person, error) from error


def read_person_file(path: Path) -> bytes:
    """Return the content of a person file, decrypted where it has to be.

    Raises
    ------
    UnreadableError, PersonKeyError, OSError
        If it cannot be read, or its key is not on this computer.
    """
    return open_person_file(read_bytes(path, most=LARGEST_TABLE))


def is_simulated(paths: RunPaths) -> bool:
    """Return whether a simulated participant answers in a run."""
    return bool(_request(paths).get("observer"))


def _request(paths: RunPaths) -> Mapping[str, Any]:
    return read_session(paths).get("request") or {}


def is_bare(dataset: Path, path: Path) -> bool:
    """Return whether a file is a real person's, for anybody to read.

    Earlier versions wrote them so. A file that cannot be read is taken for one.
    """
    if not path.match("*_person.safetensors"):
        return False
    run = run_of_file(dataset, path.name)
    if run is not None and is_simulated(run):
        return False
    try:
        with path.open("rb") as file:
            return not key_number(file.read(HEAD_BYTES))
    except OSError:
        return True


def person_files(source_folder: Path) -> list[Path]:
    """Return the person files below a participant's folder in ``sourcedata``."""
    return sorted(source_folder.glob("ses-*/*_person.safetensors"))


def key_numbers(files: Iterable[Path]) -> list[str]:
    """Return the numbers of the keys that some person files were encrypted with."""
    found: dict[str, None] = {}
    for path in files:
        with path.open("rb") as file:
            found[key_number(file.read(HEAD_BYTES))] = None
    return [number for number in found if number]


def _key_for(paths: RunPaths) -> str:
    """Return the number of the person's key; a new one where there is none here."""
    for number in key_numbers(person_files(paths.source_folder.parent)):
        if has_person_key(number):
            return number
    return new_person_key()


def versions_of(paths: RunPaths, hashes: Sequence[str]) -> list[Version]:
    """Return the versions with these hashes, for ``replay``.

    Raises
    ------
    DatasetError
        If one is missing, was changed or cannot be read.
    """
    if not hashes:
        return []
    found = {version.hash: version for _, version in _usable(paths)}
    for wanted in hashes:
        if wanted not in found:
            _require_keys(paths)
            raise DatasetError(
                Sentence(
                    "{run} was calibrated with personal weights of an earlier session "
                    "that are no longer in {folder} (sha256 {hash}…). Restore the file "
                    "from a backup to make the decisions again.",
                    run=paths.stem,
                    folder=paths.source_folder.parent,
                    hash=wanted[:12],
                )
            )
    return [found[wanted] for wanted in hashes]


def _require_keys(paths: RunPaths) -> None:
    """Say which key is missing, where that is why weights cannot be read.

    Raises
    ------
    DatasetError
        If one is.
    """
    for path in person_files(paths.source_folder.parent):
        try:
            read_person_file(path)
        except PersonKeyError as error:
            raise DatasetError(error.args[0]) from error
        except (UnreadableError, OSError):
            continue  # said as a file that is not there


def _usable(paths: RunPaths) -> Iterator[tuple[Path, Version]]:
    """Yield the participant's readable files; log the others."""
    from attention_camp.models.weights import WeightsError

    for path in person_files(paths.source_folder.parent):
        try:
            version = _read(path)
        except (WeightsError, PersonKeyError, OSError) as error:
            logger.warning("personal weights left out: %s", error)
        else:
            yield path, version


def _started(run: RunPaths) -> str:
    """Return when a run began; empty where it cannot be read."""
    try:
        return str(read_session(run).get("started", ""))
    except DatasetError as error:
        logger.warning("taken for the oldest of the participant's runs: %s", error)
        return ""


def _read(path: Path) -> Version:
    from attention_camp.models.replay_buffer import buffer_from_bytes, hash_of
    from attention_camp.models.weights import WeightsError

    try:
        content = read_person_file(path)
    except UnreadableError as error:
        raise WeightsError(str(error)) from error
    return Version(hash_of(content), buffer_from_bytes(content, str(path)))
