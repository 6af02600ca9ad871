"""Write an import: whole, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout

from attention_camp.camp.dataset.dataset_files import remove_untouched_files
from attention_camp.camp.dataset.durable import make_folder, sync_folder, write_whole
from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.guards.locks import Lock
from attention_camp.camp.dataset.importing.originals import (
    Original,
    copy_originals,
    originals_folder,
)
from attention_camp.camp.dataset.importing.plan import ImportPlan, OnPart, untold
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.prepare import (
    RunExistsError,
    discard_run,
    prepare_run,
)
from attention_camp.camp.dataset.tables import (
    as_json,
    columns,
    sidecar,
    tsv_line,
)
from attention_camp.camp.dataset.trial_store import update_session
from attention_camp.camp.session.records import EventRow
from attention_camp.resources.texts import Sentence

_BLOCK_SECONDS = 10.0
_DRAFT = ".import-"
_SHARED = ("*_electrodes.tsv", "*_coordsystem.json")
"""Files of a session that are there already stay."""


def write_import(plan: ImportPlan, progress: OnPart | None = None) -> RunPaths:
    """Write a planned import as a run of its dataset.

    Everything is written into a draft folder first and moved when it is whole: what
    breaks off leaves nothing of the run.

    Parameters
    ----------
    plan : ImportPlan
        What ``plan_import`` found.
    progress : callable | None
        Told how far it is.

    Returns
    -------
    run : RunPaths
        Where it is.

    Raises
    ------
    DatasetError
        Where it cannot be written; nothing of it is left.
    """
    run = plan.request.run
    told = progress or untold
    had_dataset = run.dataset.exists()
    try:
        make_folder(run.dataset)
        with _draft_folder(run.dataset) as folder:
            draft = RunPaths(folder, run.participant, run.session, run.task, run.run)
            _write_samples(plan, draft, told)
            _write_events(plan, draft)
            kept = _copy(plan, draft, told)
            told(1.0, run.stem)
            _move_in(plan, draft, kept)
    except BaseException as error:
        remove_untouched_files(run.dataset)
        if not isinstance(error, OSError):
            raise
        raise DatasetError(
            Sentence(
                "The import into {dataset} broke off: {error}. Free some space or "
                "choose another folder; nothing of it was kept.",
                dataset=run.dataset,
                error=error.strerror or error,
            )
        ) from error
    finally:
        if not had_dataset and run.dataset.is_dir() and not any(run.dataset.iterdir()):
            run.dataset.rmdir()
    return run


@contextmanager
def _draft_folder(dataset: Path) -> Iterator[Path]:
    """Yield a folder in the dataset that is gone afterwards, whatever happens.

    Those of killed imports are removed: no living one holds their lock.
    """
    for old in dataset.glob(f"{_DRAFT}*.tmp"):
        lock = FileLock(old.with_suffix(".lock.tmp"), timeout=0)
        try:
            with lock:
                shutil.rmtree(old, ignore_errors=True)
        except Timeout:
            continue
        Path(lock.lock_file).unlink(missing_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
    folder = dataset / f"{_DRAFT}{stamp}.tmp"
    lock = FileLock(folder.with_suffix(".lock.tmp"), timeout=0)
    try:
        with lock:
            folder.mkdir()
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        Path(lock.lock_file).unlink(missing_ok=True)


def _write_samples(plan: ImportPlan, draft: RunPaths, told: OnPart) -> None:
    """Write the EEG with its header, markers, journal and sidecars."""
    recorded = plan.recorded
    info = recorded.info
    run = plan.request.run
    # what other runs of the session say of the electrodes is left as it is
    make_folder(draft.folder)
    for pattern in _SHARED:
        for file in run.folder.glob(pattern):
            shutil.copyfile(file, draft.folder / file.name)
    writer = EegWriter.create(
        draft,
        info,
        line_freq=plan.request.line_freq,
        task_name=draft.task,
        extra={"EEGPlacementScheme": "n/a"} if not info.positions else {},
        dated=False,  # when it was recorded is not known
    )
    try:
        for gap in recorded.gaps:
            writer.gap(gap.first, gap.n_lost, gap.reason)
        step = max(round(_BLOCK_SECONDS * info.sfreq), 1)
        n_times = recorded.samples_uv.shape[1]
        for start in range(0, n_times, step):
            block = slice(start, start + step)
            parts = [recorded.samples_uv[:, block]]
            if recorded.others is not None:
                parts.append(recorded.others[:, block])
            writer.append(np.concatenate(parts))
            told(0.8 * min((start + step) / n_times, 1.0), draft.eeg.name)
    finally:
        writer.close()


def _write_events(plan: ImportPlan, draft: RunPaths) -> None:
    """Write the table of events and what its columns mean."""
    names = columns(EventRow)
    lines = [tsv_line((*names, *plan.more_names))]
    for row, cells in zip(plan.events, plan.more, strict=True):
        values = [getattr(row, name) for name in names]
        lines.append(tsv_line((*values, *(cells.get(n) for n in plan.more_names))))
    explained: dict[str, Any] = sidecar(EventRow, names)
    explained["trial_type"] = {
        "Description": "Label of the marker, as the imported file has it; BAD_gap: "
        "samples are missing, the reason is in the column value."
    }
    for name in plan.more_names:
        own = name.removeprefix("psychopy_")
        explained[name] = {
            "Description": f"Column {own} of the PsychoPy table, in the row that "
            "belongs to the marker."
        }
    write_whole(draft.events_json, as_json(explained))
    write_whole(draft.events, "".join(lines))


def _copy(plan: ImportPlan, draft: RunPaths, told: OnPart) -> tuple[Original, ...]:
    """Copy the imported files, byte for byte."""
    folder = originals_folder(draft)
    make_folder(folder)
    total = max(sum(file.stat().st_size for file in plan.originals), 1)
    done = 0

    def copied(n_bytes: int) -> None:
        nonlocal done
        done += n_bytes
        told(0.8 + 0.2 * min(done / total, 1.0), plan.recording.name)

    return copy_originals(plan.originals, folder, copied)


def _move_in(plan: ImportPlan, draft: RunPaths, kept: tuple[Original, ...]) -> None:
    """Make the draft a run of the dataset: prepare it, move the files, say it is whole.

    The session file says from the first moment whose the run is; the header comes last,
    so that nothing opens a run that is not whole.
    """
    run = plan.request.run
    moved: list[Path] = []
    lock: Lock | None = None
    try:
        # held: no other program takes the run for one that broke off
        lock = prepare_run(run, meta=_meta(plan, kept))
        # of a session of ours, not of an import
        run.frames.unlink()
        run.engagement.unlink()
        originals = originals_folder(run)
        make_folder(originals.parent)
        if originals.exists():
            make_folder(run.torn_folder)
            stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
            originals.replace(run.torn_folder / f"original-{stamp}")
        moved.append(originals)
        originals_folder(draft).replace(originals)
        files = [*sorted(draft.folder.iterdir()), draft.journal]
        for file in sorted(files, key=lambda path: path == draft.vhdr):
            target = run.dataset / file.relative_to(draft.dataset)
            if target.exists() and any(target.match(pattern) for pattern in _SHARED):
                continue
            moved.append(target)
            file.replace(target)
        for place in (run.folder, run.source_folder):
            sync_folder(place)
        update_session(run, state="finished")
        lock.release()
    except RunExistsError:
        raise
    except BaseException:
        if lock is not None:
            lock.release()
        _take_back(run, moved)
        raise


def _take_back(run: RunPaths, moved: list[Path]) -> None:
    for path in reversed(moved):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
        else:
            path.unlink(missing_ok=True)
    if run.exists:
        discard_run(run)


def _meta(plan: ImportPlan, kept: tuple[Original, ...]) -> dict[str, Any]:
    """Return what the session file keeps of the import."""
    run = plan.request.run
    folder = originals_folder(run).relative_to(run.dataset).as_posix()
    options = plan.request.options
    return {
        "started": "",  # not known
        "imported": {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "version": version("attention-camp"),
            "recording": plan.recording.name,
            "folder": folder,
            "files": [asdict(original) for original in kept],
            "report": [str(line) for line in plan.report],
            "given": {
                "units": options.units,
                "ch_names": list(options.ch_names),
                "line_freq": plan.request.line_freq,
                "marker": plan.request.marker,
            },
            **plan.figures,
        },
    }
