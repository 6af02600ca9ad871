"""Make a dataset ready for a run: all that can be written before the first sample."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.bids.decisions_json import decisions_sidecar
from attention_camp.camp.dataset.bids.eeg_json import about_of
from attention_camp.camp.dataset.bids.events_json import described_events
from attention_camp.camp.dataset.bids.session_tables import (
    add_session,
    forget_scan,
    forget_session,
    type_of,
)
from attention_camp.camp.dataset.dataset_files import (
    add_participant,
    has_our_hed,
    has_participant,
    remove_participant,
    remove_untouched_files,
    write_dataset_files,
)
from attention_camp.camp.dataset.durable import (
    make_folder,
    sync_folder,
    write_new,
    write_whole,
)
from attention_camp.camp.dataset.guards.dataset_folder import check_dataset_folder
from attention_camp.camp.dataset.guards.electrodes import electrode_files
from attention_camp.camp.dataset.guards.locks import Lock
from attention_camp.camp.dataset.guards.marks import kept_marks
from attention_camp.camp.dataset.guards.run_lock import (
    check_nobody_records,
    forget_run_locks,
    take_run,
)
from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import LABELS, DatasetError, RunPaths
from attention_camp.camp.dataset.shared_table import SharedTable, forget_locks, locked
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.studies.own_scores import COLUMN as SEALED_COLUMN
from attention_camp.camp.dataset.tables import (
    EVENT_COLUMNS,
    ScoreRow,
    as_json,
    columns,
    tsv_line,
)
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.session.arms.arm_lines import SealedLine
from attention_camp.resources.reasons import remedy_of
from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import wall_time

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


def prepare_run(paths: RunPaths, *, meta: Mapping[str, Any]) -> Lock:
    """Write all that a run needs before its first sample.

    Of two preparations at the same instant one is refused.

    Parameters
    ----------
    paths : RunPaths
        The run.
    meta : Mapping
        Kept in ``*_session.json``: the request, versions and so on. ``participant``
        may be a mapping of columns of participants.tsv (age, sex, handedness, group).

    Returns
    -------
    lock : Lock
        Held: the run counts as being recorded until it is released.

    Raises
    ------
    RunExistsError
        If anything of the run is there already.
    DatasetError
        If another run of the session is being recorded, or the dataset cannot be
        used; nothing half-written is left.
    """
    check_dataset_folder(paths.dataset)
    try:
        with locked(paths.dataset / "dataset_description.json"):
            return _prepare(paths, meta)
    except BaseException as error:
        with suppress(OSError):  # why it failed is said, not why that stayed
            remove_untouched_files(paths.dataset)
        if isinstance(error, OSError):
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
        raise


def _prepare(paths: RunPaths, meta: Mapping[str, Any]) -> Lock:
    """Prepare a run while no other one is prepared in the dataset."""
    if paths.exists:
        raise _exists(paths)
    _check_case(paths)
    check_nobody_records(paths)
    is_new = not has_participant(paths)
    is_added = False
    lock: Lock | None = None
    try:
        write_dataset_files(paths.dataset, about=about_of(meta))
        lock = take_run(paths, "session", seconds=0.0)
        try:
            _write_session(paths, dict(meta) | {"participant_is_new": is_new})
        except FileExistsError as error:  # the disk's locks do not reach its writer
            lock.release()
            raise _exists(paths) from error
        make_folder(paths.folder)
        if is_new:
            is_added = True
            add_participant(paths, meta.get("participant") or {})
        kind = type_of(meta, paths.session)
        add_session(paths, started=read_session(paths)["started"], session_type=kind)
        _write_run_files(paths, meta)
    except RunExistsError:
        raise  # nothing there is ours
    except (OSError, DatasetError):
        if lock is not None:
            lock.release()
        with suppress(OSError, DatasetError):  # ``recover`` removes what is left
            _undo(paths, participant_is_new=is_added)
        raise
    return lock


def _exists(paths: RunPaths) -> RunExistsError:
    return RunExistsError(
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
    started = wall_time().isoformat(timespec="seconds")
    session = {"state": "running", "text": "", "started": started} | dict(meta)
    write_new(paths.session_json, as_json(session))


def _write_run_files(paths: RunPaths, meta: Mapping[str, Any]) -> None:
    write_whole(paths.frames, "time\n")
    sealed = (SEALED_COLUMN,) if (meta.get("request") or {}).get("study") else ()
    write_whole(paths.engagement, tsv_line([*columns(ScoreRow), *sealed]))
    events = described_events(meta, with_hed=has_our_hed(paths.dataset))
    write_whole(paths.events_json, as_json(events))
    if meta.get("protocol"):
        sidecar = as_json(decisions_sidecar(meta, paths))
        write_whole(paths.decisions.with_suffix(".json"), sidecar)
    write_whole(paths.events, tsv_line(EVENT_COLUMNS))


def holds_data(paths: RunPaths) -> bool:
    """Return whether a run holds a sample, an event, a note or a trial."""
    if paths.eeg.exists() or any(SharedTable.read(paths.events).rows()):
        return True
    if any(mark.text for mark in kept_marks(paths)):
        return True
    ledger, _ = read_jsonl(paths.decisions)
    # which of a blinded session's sealed lines is a trial nobody can tell
    is_sealed = any(line.get("kind") == SealedLine.kind for line in ledger)
    return is_sealed or any("record" in line for line in ledger)


def discard_run(paths: RunPaths) -> None:
    """Remove a run that was prepared and holds nothing: no sample, event or note.

    For a session that could not begin. A dataset made for it is removed with it.

    Raises
    ------
    RunExistsError
        If the run holds any of them; nothing is removed then.
    """
    if holds_data(paths):
        raise RunExistsError(
            Sentence(
                "{run} holds data and is kept. Remove it by hand if you must.",
                run=paths.stem,
            )
        )
    with locked(paths.dataset / "dataset_description.json"):
        is_new = bool(read_session(paths).get("participant_is_new"))
        _undo(paths, participant_is_new=is_new)
    remove_untouched_files(paths.dataset)


def remove_simulated_run(paths: RunPaths) -> None:
    """Remove a run of a simulated participant, so that it can be simulated again.

    Raises
    ------
    RunExistsError
        If anybody but a simulated participant without a window was recorded.
    """
    if not paths.session_json.exists() and not paths.exists:
        return
    request = read_session(paths).get("request") or {}
    if not (request.get("headless") and request.get("observer")):
        raise RunExistsError(
            Sentence(
                "{run} is not of a simulated participant and is kept. Simulate into "
                "another folder.",
                run=paths.stem,
            )
        )
    with locked(paths.dataset / "dataset_description.json"):
        _undo(paths, participant_is_new=False)


def _undo(paths: RunPaths, *, participant_is_new: bool) -> None:
    """Remove the files of a run that holds nothing, and what was made only for it.

    What names the run goes last: if it breaks off, ``recover`` finds the rest.
    """
    for path in files_of(paths):
        if path != paths.session_json:
            disk().unlink(path)
    forget_scan(paths)
    remove_empty_folders(paths)
    forget_session(paths)
    remove_empty_folders(paths)
    if participant_is_new and not (paths.dataset / paths.subject).exists():
        remove_participant(paths)
    if paths.session_json.exists():
        disk().unlink(paths.session_json)
    forget_run_locks(paths)
    remove_empty_folders(paths)
    forget_locks(paths.dataset)
    remove_empty_folders(paths)


def files_of(paths: RunPaths) -> list[Path]:
    """Return the files that go with a run when it is removed: its own alone."""
    own = [
        path
        for folder in (paths.folder, paths.source_folder)
        for path in folder.glob(f"{paths.stem}_*")
    ]
    return list(dict.fromkeys((*own, *electrode_files(paths))))


def remove_empty_folders(paths: RunPaths) -> None:
    """Remove the folders of a run that hold nothing any more."""
    source = paths.dataset / "sourcedata"
    for folder in (paths.folder, paths.folder.parents[1], paths.source_folder, source):
        _remove_empty(folder, above=paths.dataset)


def _remove_empty(folder: Path, *, above: Path) -> None:
    """Remove a folder and those above it that hold nothing; some may not be there."""
    for place in (folder, *folder.parents):
        if place == above or (place.is_dir() and any(place.iterdir())):
            return
        if place.is_dir():
            disk().remove_folder(place)
            sync_folder(place.parent)
