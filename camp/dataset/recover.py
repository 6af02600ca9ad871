"""Mend what a kill or a power cut left behind; nothing that was recorded is lost."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from attention_camp.camp.dataset.dataset_files import (
    add_participant,
    has_participant,
    write_dataset_files,
)
from attention_camp.camp.dataset.durable import (
    Appender,
    cut_torn_line,
    make_folder,
    write_whole,
)
from attention_camp.camp.dataset.journal import chunk_line, journal_line, read_chunks
from attention_camp.camp.dataset.layout import (
    DatasetError,
    RunPaths,
    run_of_file,
)
from attention_camp.camp.dataset.prepare import discard_run, holds_data
from attention_camp.camp.dataset.proof.mending import close_broken_off
from attention_camp.camp.dataset.sample_file import cut_torn_sample
from attention_camp.camp.dataset.sidecars import read_stream_info
from attention_camp.camp.dataset.state import is_growing
from attention_camp.camp.dataset.trial_store import (
    mend_events,
    read_session,
    update_session,
)
from attention_camp.resources.texts import Sentence


def recover(dataset: Path) -> list[str]:
    """Mend the broken-off runs of a dataset.

    Half-written samples, lines and files are moved to ``torn`` folders under
    ``sourcedata/``; rows that only the ledger has are written; samples without a
    checksum get one; a session that nobody ended becomes ``interrupted``. A run that
    is being recorded is left alone, and so is whatever no session file of ours names:
    other programs' recordings in the same dataset are never touched.

    Returns
    -------
    done : list of str
        What was done, a sentence each; empty where nothing was broken.

    Raises
    ------
    DatasetError
        If there is no dataset.
    """
    if not (dataset / "dataset_description.json").is_file():
        raise DatasetError(
            Sentence(
                "{dataset} is no dataset: it has no dataset_description.json. "
                "Choose the folder that holds one.",
                dataset=dataset,
            )
        )
    runs = our_runs(dataset)
    done = []
    growing = []
    for run in runs:
        try:
            if _is_live(run):
                growing.append(run)
                done.append(f"{run.stem} is being recorded: left alone.")
        except DatasetError:
            continue  # said when it is its turn
    if runs and not growing:
        write_dataset_files(dataset)
        done += _drafts_aside(dataset, runs)
    for run in runs:
        if run in growing:
            continue
        try:
            done += recover_run(run)
        except DatasetError as error:  # the other runs are mended all the same
            done.append(f"{run.stem} could not be mended: {error}")
    return done


def our_runs(dataset: Path) -> list[RunPaths]:
    """Return the runs that a session file of ours names, those only prepared too."""
    names = sorted(dataset.glob("sourcedata/sub-*/ses-*/*_session.json"))
    found = (run_of_file(dataset, path.name) for path in names)
    return list(dict.fromkeys(run for run in found if run is not None))


def _is_live(run: RunPaths) -> bool:
    return read_session(run).get("state") == "running" and is_growing(run)


def _drafts_aside(dataset: Path, runs: Iterable[RunPaths]) -> list[str]:
    """Move our files that were never finished out of the way."""
    stems = {run.session_stem for run in runs}
    folders = {folder for run in runs for folder in (run.folder, run.source_folder)}
    drafts = [path for folder in folders for path in folder.glob(".*.tmp")]
    ours = [path for path in drafts if path.name[1:].startswith(tuple(stems))]
    ours += [
        path
        for name in ("dataset_description.json", "README.md", "participants.*")
        for path in dataset.glob(f".{name}.*.tmp")
    ]
    ours += dataset.glob("sourcedata/sub-*/ses-*/.*_session.json.*.tmp")
    done = []
    for draft in sorted(set(ours)):
        keep = dataset / "sourcedata" / "torn"
        make_folder(keep)
        draft.replace(keep / draft.name)
        done.append(f"{draft.name}, never finished, was moved to {keep}.")
    return done


def recover_run(run: RunPaths) -> list[str]:
    """Mend one run that nobody records any more; return what was done."""
    if not run.vhdr.exists() and not holds_data(run):
        keep = _copy_aside(run, run.dataset / "sourcedata" / "torn" / run.stem)
        discard_run(run)
        removed = f"{run.stem} was never begun: its preparation was removed"
        return [f"{removed}; a copy is in {keep}."]
    done = []
    if not run.vhdr.exists():
        # a recording whose header is missing never had a sample
        for path in (run.eeg_json, run.channels, run.vmrk, run.journal):
            if path.exists():
                make_folder(run.torn_folder)
                path.replace(run.torn_folder / path.name)
                done.append(f"{path.name}, without samples, is in {run.torn_folder}.")
    if not has_participant(run):
        add_participant(run, {})
        done.append(f"{run.subject} was added to participants.tsv.")
    done += _mend_lines(run)
    if rows := mend_events(run):
        done.append(f"{run.stem}: {rows} rows of events.tsv were written again.")
    if run.vhdr.exists():
        done += _mend_samples(run)
    if read_session(run).get("state") == "running":
        text = "The session broke off: nobody ended it."
        update_session(run, state="interrupted", text=text)
        done.append(f"{run.stem} is interrupted: nobody ended it.")
    return done + close_broken_off(run)


def _copy_aside(run: RunPaths, keep: Path) -> Path:
    """Copy all files of a run to the folder ``keep``."""
    make_folder(keep)
    for folder in (run.folder, run.source_folder):
        for path in folder.glob(f"{run.stem}_*"):
            write_whole(keep / path.name, path.read_bytes())
    return keep


def _mend_lines(run: RunPaths) -> list[str]:
    """Cut half-written last lines off the files that grow by lines."""
    growing = (
        run.events,
        run.vmrk,
        run.decisions,
        run.journal,
        run.frames,
        run.engagement,
        run.clock,
    )
    return [
        f"{path.name}: a half-written line of {len(torn)} bytes was moved to "
        f"{run.torn_folder}."
        for path in growing
        if path.exists() and (torn := cut_torn_line(path, keep=run.torn_folder))
    ]


def _mend_samples(run: RunPaths) -> list[str]:
    done = []
    frame = 4 * read_stream_info(run).n_chans
    size = run.eeg.stat().st_size if run.eeg.exists() else 0
    if torn := cut_torn_sample(run.eeg, frame_bytes=frame, keep=run.torn_folder):
        done.append(f"{run.eeg.name}: {len(torn)} bytes of a half-written sample.")
    chunks, _ = read_chunks(run.journal)
    covered = max((chunk.stop for chunk in chunks), default=0)
    n_samples = size // frame
    if n_samples > covered:
        with run.eeg.open("r+b") as file:
            file.seek(covered * frame)
            data = file.read()
            os.fsync(file.fileno())
        journal = Appender(run.journal, keep=run.torn_folder)
        try:
            journal.append(journal_line("recovered", at=covered))
            crc32, digest = zlib.crc32(data), sha256(data).hexdigest()
            n_new = n_samples - covered
            journal.append(chunk_line(covered, n_new, crc32=crc32, sha256=digest))
        finally:
            journal.close()
        done.append(
            f"{run.eeg.name}: the last {n_samples - covered} samples got their "
            "checksum."
        )
    return done
