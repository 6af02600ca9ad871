"""The versions of a person's weights in a dataset: one file per calibrated run."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.layout import DatasetError, RunPaths, run_of_file
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.eeg.person import Version
from attention_camp.resources.bounded import UnreadableError, read_bytes
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
        """Write this run's version, whole and synced."""
        write_whole(self._paths.person, content)


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


def _usable(paths: RunPaths) -> Iterator[tuple[Path, Version]]:
    """Yield the participant's readable files; log the others."""
    from attention_camp.models.weights import WeightsError

    for path in sorted(paths.source_folder.parent.glob("ses-*/*_person.safetensors")):
        try:
            version = _read(path)
        except (WeightsError, OSError) as error:
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
    from attention_camp.models.weights import LARGEST_BYTES, WeightsError

    try:
        content = read_bytes(path, most=LARGEST_BYTES)
    except UnreadableError as error:
        raise WeightsError(str(error)) from error
    return Version(hash_of(content), buffer_from_bytes(content, str(path)))
