"""Mend what a kill or a power cut left behind; nothing that was recorded is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attention_camp.camp.dataset.bids.duration import write_duration
from attention_camp.camp.dataset.brainvision import header_text
from attention_camp.camp.dataset.dataset_files import (
    add_participant,
    has_participant,
)
from attention_camp.camp.dataset.durable import (
    cut_torn_line,
    keep_copy,
    torn_tail,
    write_whole,
)
from attention_camp.camp.dataset.eyes.eye_repairs import eye_repairs
from attention_camp.camp.dataset.guards.edits import edits_of
from attention_camp.camp.dataset.guards.leftovers import (
    Repair,
    dataset_repairs,
    draft_repairs,
    set_aside,
)
from attention_camp.camp.dataset.guards.marks import marks_to_write, write_marks
from attention_camp.camp.dataset.guards.ours import session_file_runs
from attention_camp.camp.dataset.guards.run_lock import (
    RunAliveError,
    forget_run_locks,
    is_alive,
    taken,
)
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.people.label_journal import read_correction
from attention_camp.camp.dataset.people.relabel import finish_correction
from attention_camp.camp.dataset.phenotype.answers import missing_answers, store_all
from attention_camp.camp.dataset.prepare import (
    discard_run,
    files_of,
    holds_data,
    remove_empty_folders,
)
from attention_camp.camp.dataset.proof.mending import chain_repairs
from attention_camp.camp.dataset.sidecars import read_stream_info
from attention_camp.camp.dataset.storage.sample_repairs import sample_repairs
from attention_camp.camp.dataset.trial_store import (
    events_to_mend,
    mend_events,
    read_session,
    update_session,
)
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.texts import Sentence


class Notice(Sentence):
    """Something that is said and not mended, in a sentence."""

    __slots__ = ()


class Unmended(Notice):
    """Why something that is broken could not be mended."""

    __slots__ = ()


def recover(dataset: Path, *, dry_run: bool = False) -> list[Sentence]:
    """Mend the broken-off runs of a dataset.

    Half-written samples, lines and files are moved to ``torn`` folders under
    ``sourcedata/``; rows that only the ledger has are written; samples without a
    checksum get one; a session that nobody ended becomes ``interrupted``. A run that
    is being recorded is left alone, and so is whatever no session file of ours names:
    other programs' recordings in the same dataset are never touched. What a person
    edited is said and stays. The correction of a label that broke off is finished
    first; where that cannot be done, nothing of that person is touched, and nothing of
    anybody where its journal cannot be read.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    dry_run : bool
        Whether to change nothing: returned is what would be done.

    Returns
    -------
    done : list of Sentence
        What was done, a sentence each; a `Notice` says what was not mended. Empty
        where nothing was broken or edited.

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
    done, half = _finish_correction(dataset, dry_run=dry_run)
    if half is None:  # anybody may be half moved, and a row of theirs be made twice
        return done
    runs = [run for run in session_file_runs(dataset) if run.participant not in half]
    growing = []
    for run in runs:
        try:
            if is_alive(run):
                growing.append(run)
                left = Notice.of(
                    Sentence("{run} is being recorded: left alone.", run=run.stem)
                )
                done.append(left)
        except DatasetError:
            continue  # said when it is its turn
    if runs and not growing:
        done += _recover_dataset(dataset, runs, dry_run=dry_run)
    for run in runs:
        if run not in growing:
            done += _recover_run(run, dry_run=dry_run)
    return done


def _finish_correction(
    dataset: Path, *, dry_run: bool
) -> tuple[list[Sentence], set[str] | None]:
    """Finish the correction of a label; return what is said, and who is half moved.

    None: nobody can know, since its journal cannot be read.
    """
    half: set[str] | None = None
    try:
        made = read_correction(dataset)
        half = {made.old, made.new} if made else set()
        if made is None and dry_run:
            return [], half
        if not dry_run:
            made, half = finish_correction(dataset), set()
    except UNREADABLE as error:
        return [_unmended(dataset, error)], half
    if made is None:
        return [], half
    text = Sentence(
        "A correction of a label that broke off was finished: {old} is {new} now.",
        old=made.old,
        new=made.new,
    )
    return [text], half


def _unmended(dataset: Path, error: Exception) -> Unmended:
    return Unmended.of(
        Sentence(
            "{dataset} could not be mended: {problem}",
            dataset=dataset,
            problem=reason_of(error),
        )
    )


def _carried_out(repairs: list[Repair], *, dry_run: bool) -> list[Sentence]:
    """Carry the repairs out, and return what they say."""
    if not dry_run:
        for repair in repairs:
            repair.act()
    return [repair.text for repair in repairs]


def _recover_dataset(
    dataset: Path, runs: list[RunPaths], *, dry_run: bool
) -> list[Sentence]:
    """Mend what belongs to no run; what cannot be mended costs no run."""
    try:
        repairs = [*dataset_repairs(dataset), *draft_repairs(dataset, runs)]
        return _carried_out(repairs, dry_run=dry_run)
    except UNREADABLE as error:
        return [_unmended(dataset, error)]


def _recover_run(run: RunPaths, *, dry_run: bool) -> list[Sentence]:
    """Mend a run; what cannot be mended is said and costs no other run."""
    done: list[Sentence] = []
    try:
        repairs = list(repairs_of(run))
        if repairs and not dry_run:
            with taken(run, "session"):
                repairs = list(repairs_of(run))  # again: now nobody else writes
                _carried_out(repairs, dry_run=False)
            forget_run_locks(run)
            if not run.exists:
                remove_empty_folders(run)
        done += [repair.text for repair in repairs]
    except RunAliveError:
        return [
            Notice.of(Sentence("{run} is being recorded: left alone.", run=run.stem))
        ]
    except UNREADABLE as error:
        problem = reason_of(error)
        return [
            Unmended.of(
                Sentence(
                    "{run} could not be mended: {problem}",
                    run=run.stem,
                    problem=problem,
                )
            )
        ]
    return done + [Notice.of(edit) for edit in edits_of(run)]


def repairs_of(run: RunPaths) -> Iterator[Repair]:
    """Yield what mends a run that nobody records any more; nothing is written."""
    if not run.vhdr.exists() and not holds_data(run):
        keep = run.dataset / "sourcedata" / "torn" / run.stem
        text = Sentence(
            "{run} was never begun: its preparation was removed; a copy is in "
            "{folder}.",
            run=run.stem,
            folder=keep,
        )
        yield Repair(text, lambda: _remove(run, keep))
        return
    if not run.vhdr.exists():
        yield from _without_header(run)
    if not has_participant(run):
        yield Repair(
            Sentence("{person} was added to participants.tsv.", person=run.subject),
            lambda: add_participant(run, {}),
        )
    state = read_session(run).get("state")
    yield from _torn_lines(run)
    yield from _torn_events(run, is_ended=state != "running")
    if state == "running" and (answers := missing_answers(run)):
        text = Sentence(
            "{run}: the answers of {n:questionnaire|questionnaires} were added to "
            "their tables.",
            run=run.stem,
            n=len(answers),
        )
        yield Repair(text, lambda: store_all(answers))
    if run.vhdr.exists() or run.eeg.exists():
        yield from sample_repairs(run)
    if state == "running":
        yield Repair(
            Sentence("{run} is interrupted: nobody ended it.", run=run.stem),
            lambda: _end(run),
        )
    yield from chain_repairs(run)


def _end(run: RunPaths) -> None:
    """Write that a session was broken off, and how long its recording is."""
    if run.eeg.exists():
        info = read_stream_info(run)
        n_samples = run.eeg.stat().st_size // (4 * info.n_recorded)
        write_duration(run, n_samples, info.sfreq)
    text = "The session broke off: nobody ended it."
    update_session(run, state="interrupted", text=text)


def _remove(run: RunPaths, keep: Path) -> None:
    """Remove a run that holds nothing, once all its files are copied."""
    for path in files_of(run):
        keep_copy(keep, path.name, path.read_bytes())
    discard_run(run)


def _without_header(run: RunPaths) -> Iterator[Repair]:
    """Yield what mends a recording whose header is missing."""
    if run.eeg.exists():
        text = Sentence(
            "{file} was missing and was written again from the sidecars.",
            file=run.vhdr.name,
        )
        header = header_text(run, read_stream_info(run))
        yield Repair(text, lambda: write_whole(run.vhdr, header))
        return
    # without samples the header was never written: they are the remains of a start
    for path in (run.eeg_json, run.channels, run.vmrk, run.journal):
        if path.exists():
            text = Sentence(
                "{file}, without samples, is in {folder}.",
                file=path.name,
                folder=run.torn_folder,
            )
            yield Repair(text, lambda path=path: set_aside(path, run.torn_folder))  # type: ignore[misc]


def _torn_lines(run: RunPaths) -> Iterator[Repair]:
    """Yield what cuts half-written last lines off the files that only we write."""
    growing: tuple[Path, ...] = (run.decisions, run.frames, run.engagement, run.clock)
    if run.vhdr.exists() or run.eeg.exists():
        growing += (run.vmrk, run.journal)
    for path in growing:
        if path.exists() and (torn := torn_tail(path)):
            yield Repair(
                _torn_text(run, path, len(torn)),
                lambda path=path: cut_torn_line(path, keep=run.torn_folder),  # type: ignore[misc]
            )
    yield from eye_repairs(run)


def _torn_text(run: RunPaths, path: Path, n_bytes: int) -> Sentence:
    return Sentence(
        "{file}: a half-written line of {n:byte|bytes} was moved to {folder}.",
        file=path.name,
        n=n_bytes,
        folder=run.torn_folder,
    )


def _torn_events(run: RunPaths, *, is_ended: bool) -> Iterator[Repair]:
    """Yield what cuts a torn row off the table of events and writes missing ones."""
    found = events_to_mend(run, is_ended=is_ended)
    texts = []
    if found.torn:
        texts.append(_torn_text(run, run.events, len(found.torn)))
    if found.n_missing:
        texts.append(
            Sentence(
                "{run}: {n:row|rows} of events.tsv written again.",
                run=run.stem,
                n=found.n_missing,
            )
        )
    for text in texts:  # the second finds nothing left to do
        yield Repair(text, lambda: mend_events(run, is_ended=is_ended))
    if not is_ended and (n_marks := len(marks_to_write(run))):
        text = Sentence(
            "{run}: {n:note became an event|notes became events}.",
            run=run.stem,
            n=n_marks,
        )
        yield Repair(text, lambda: write_marks(run))
