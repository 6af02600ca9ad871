"""Make a dataset ready for a run: all that can be written before the first sample."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.dataset_files import (
    add_participant,
    has_participant,
    remove_participant,
    remove_untouched_files,
    write_dataset_files,
)
from attention_camp.camp.dataset.durable import make_folder, sync_folder, write_whole
from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import LABELS, DatasetError, RunPaths
from attention_camp.camp.dataset.shared_table import forget_locks
from attention_camp.camp.dataset.tables import (
    EVENT_COLUMNS,
    ScoreRow,
    as_json,
    columns,
    events_sidecar,
    tsv_line,
)
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.resources.bounded import LARGEST_TABLE, read_json, read_text
from attention_camp.resources.reasons import reason_of, remedy_of
from attention_camp.resources.texts import Sentence

__all__ = [
    "DatasetError",
    "RunExistsError",
    "check_dataset_folder",
    "discard_run",
    "holds_data",
    "prepare_run",
]


class RunExistsError(DatasetError):
    """The run is there already; the text is for people."""


def check_dataset_folder(path: Path) -> None:
    """Refuse a folder that cannot become or is no dataset; change nothing.

    An absent or empty folder is fine: it becomes a dataset with the first run.

    Raises
    ------
    DatasetError
        If it is a file, holds something else, or cannot be written to.
    """
    if path.exists() and not path.is_dir():
        raise DatasetError(
            Sentence(
                "{path} is a file, not a folder. Choose a folder for the dataset.",
                path=path,
            )
        )
    if path.is_dir():
        _check_content(path)
    place = next(folder for folder in (path, *path.parents) if folder.exists())
    if not place.is_dir():
        raise DatasetError(
            Sentence(
                "{path} cannot be made: {place} is a file. Choose another folder.",
                path=path,
                place=place,
            )
        )
    if not os.access(place, os.W_OK | os.X_OK):
        raise DatasetError(
            Sentence(
                "{place} cannot be written to. Choose another folder, or ask "
                "whoever looks after this computer for the right to write there.",
                place=place,
            )
        )


def _check_content(path: Path) -> None:
    try:
        names = [entry.name for entry in path.iterdir()]
    except OSError as error:
        raise DatasetError(
            Sentence(
                "{path} cannot be read: {error}. Choose another folder.",
                path=path,
                error=error.strerror,
            )
        ) from error
    description = path / "dataset_description.json"
    if not description.is_file():
        strange = [name for name in sorted(names) if not _may_lie_around(name)]
        if strange:
            raise DatasetError(
                Sentence(
                    "{path} is no BIDS dataset: it holds {strange} and no "
                    "dataset_description.json. Choose an empty folder or a BIDS "
                    "dataset.",
                    path=path,
                    strange=", ".join(strange[:3]),
                )
            )
        return
    try:
        content = read_json(description)
    except (OSError, ValueError) as error:
        raise DatasetError(
            Sentence(
                "{file} cannot be read: {error}. Mend it, or choose another folder.",
                file=description,
                error=reason_of(error),
            )
        ) from error
    if not isinstance(content, dict) or "BIDSVersion" not in content:
        raise DatasetError(
            Sentence(
                "{file} has no BIDSVersion, so {path} is no BIDS dataset. "
                "Choose an empty folder or a BIDS dataset.",
                file=description,
                path=path,
            )
        )


def _may_lie_around(name: str) -> bool:
    """Return whether a file is the desktop's, or a draft that a kill left behind."""
    is_draft = name.startswith(".") and name.endswith(".tmp")
    return is_draft or name in {".DS_Store", "desktop.ini", ".directory"}


def prepare_run(paths: RunPaths, *, meta: Mapping[str, Any]) -> None:
    """Write all that a run needs before its first sample.

    Parameters
    ----------
    paths : RunPaths
        The run.
    meta : Mapping
        Kept in ``*_session.json``: the request, versions and so on. ``participant``
        may be a mapping of columns of participants.tsv (age, sex, handedness, group).

    Raises
    ------
    RunExistsError
        If anything of the run is there already.
    DatasetError
        If the dataset cannot be used; nothing half-written is left.
    """
    check_dataset_folder(paths.dataset)
    if paths.exists:
        raise RunExistsError(
            Sentence(
                "Run {run} of session {session} of participant {participant} is "
                "in {dataset} already. Choose another run or session; what was "
                "recorded is left as it is.",
                run=paths.run,
                session=paths.session,
                participant=paths.participant,
                dataset=paths.dataset,
            )
        )
    _check_case(paths)
    is_new = not has_participant(paths)
    try:
        write_dataset_files(paths.dataset)
        make_folder(paths.source_folder)
        _write_session(paths, dict(meta) | {"participant_is_new": is_new})
        make_folder(paths.folder)
        if is_new:
            add_participant(paths, meta.get("participant") or {})
        _write_run_files(paths)
    except OSError as error:
        _undo(paths, participant_is_new=is_new)
        raise DatasetError(
            Sentence(
                "The run could not be prepared in {dataset}: {error} "
                "({file}). {remedy}",
                dataset=paths.dataset,
                error=error.strerror,
                file=error.filename,
                remedy=remedy_of(error),
            )
        ) from error


def _check_case(paths: RunPaths) -> None:
    """Refuse labels that differ from others only by case, as BIDS does."""
    pairs = (
        (paths.dataset, "sub-", paths.participant, "participant"),
        (paths.dataset / paths.subject, "ses-", paths.session, "session"),
    )
    for folder, prefix, label, what in pairs:
        for entry in folder.glob(f"{prefix}*"):
            other = entry.name.removeprefix(prefix)
            if other != label and other.lower() == label.lower():
                raise DatasetError(
                    Sentence(
                        "The {what} {label!r} differs from {other!r}, "
                        "which is in {dataset} already, only by case; BIDS does "
                        "not allow that. Use {other!r}, or another label.",
                        what=LABELS[what],
                        label=label,
                        other=other,
                        dataset=paths.dataset,
                    )
                )


def _write_session(paths: RunPaths, meta: Mapping[str, Any]) -> None:
    """Write what the session is to be: the first trace of the run, for ``recover``."""
    started = datetime.now(UTC).isoformat(timespec="seconds")
    session = {"state": "running", "text": "", "started": started} | dict(meta)
    write_whole(paths.session_json, as_json(session))


def _write_run_files(paths: RunPaths) -> None:
    presentation = {
        "SoftwareName": "Attention Camp",
        "SoftwareVersion": version("attention-camp"),
    }
    write_whole(paths.frames, "time\n")
    write_whole(paths.engagement, tsv_line(columns(ScoreRow)))
    write_whole(
        paths.events_json,
        as_json(events_sidecar() | {"StimulusPresentation": presentation}),
    )
    write_whole(paths.events, tsv_line(EVENT_COLUMNS))


def holds_data(paths: RunPaths) -> bool:
    """Return whether a run holds a sample, an event or a trial."""
    events = (
        read_text(paths.events, most=LARGEST_TABLE) if paths.events.exists() else ""
    )
    if paths.eeg.exists() or events.count("\n") > 1:
        return True
    ledger, _ = read_jsonl(paths.decisions)
    return any("record" in line for line in ledger)


def discard_run(paths: RunPaths) -> None:
    """Remove a run that was prepared and holds nothing: no sample, no event.

    For a session that could not begin. A dataset made for it is removed with it.

    Raises
    ------
    RunExistsError
        If the run holds samples or events; nothing is removed then.
    """
    if holds_data(paths):
        raise RunExistsError(
            Sentence(
                "{run} holds data and is kept. Remove it by hand if you must.",
                run=paths.stem,
            )
        )
    is_new = bool(read_session(paths).get("participant_is_new"))
    _undo(paths, participant_is_new=is_new)


def _undo(paths: RunPaths, *, participant_is_new: bool) -> None:
    """Remove the files of a run that holds nothing, and what was made only for it."""
    for folder in (paths.folder, paths.source_folder):
        for path in folder.glob(f"{paths.stem}_*"):
            path.unlink()
    if not any(paths.folder.glob(f"{paths.session_stem}_task-*")):
        paths.electrodes.unlink(missing_ok=True)
        paths.coordsystem.unlink(missing_ok=True)
    for folder in (paths.folder, paths.source_folder):
        _remove_empty(folder, above=paths.dataset)
    if participant_is_new and not (paths.dataset / paths.subject).exists():
        remove_participant(paths)
    forget_locks(paths.dataset)
    _remove_empty(paths.dataset / "sourcedata", above=paths.dataset)
    remove_untouched_files(paths.dataset)


def _remove_empty(folder: Path, *, above: Path) -> None:
    while folder != above and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
        sync_folder(folder)
