"""Export a dataset as BIDS: a plain or an anonymous copy."""

from __future__ import annotations

import errno
from collections.abc import Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.exports.anonymise import (
    NewLabels,
    make_labels,
    write_anonymous_run,
)
from attention_camp.camp.dataset.exports.anonymous_people import (
    write_anonymous_dataset,
)
from attention_camp.camp.dataset.exports.checked import (
    check_ended,
    check_links,
    said_of,
)
from attention_camp.camp.dataset.exports.copying import copy_file
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.exports.folder import (
    ExportError,
    check_export_folder,
    whole_folder,
)
from attention_camp.camp.dataset.exports.free_text import NOTHING, Review
from attention_camp.camp.dataset.guards.edits import edits_of
from attention_camp.camp.dataset.guards.links import (
    dataset_files,
    links_not_followed,
)
from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import (
    RunPaths,
    existing_runs,
)
from attention_camp.camp.dataset.person_versions import is_bare
from attention_camp.camp.dataset.prepare import files_of, remove_empty_folders
from attention_camp.camp.dataset.validate import OnStep
from attention_camp.resources.reasons import UNREADABLE, reason_of
from attention_camp.resources.texts import Sentence


def export_bids(
    dataset: Path,
    out: Path,
    *,
    anonymise: bool = False,
    review: Review = NOTHING,
    progress: OnStep | None = None,
) -> list[Sentence]:
    """Copy a dataset.

    Links are copied as the files that they lead to within the dataset (git-annex);
    those that lead outside are left out.

    With ``anonymise``, people and sessions get new labels in a random order of people;
    dates, notes, institutions, device numbers, the lab's own words and foreign files
    are left out. Arm, type and order of the sessions, and the decision ledger remain,
    so that `replay` makes every decision again.
    The key from old to new labels is written beside ``out``, as ``OUT-key.tsv``: keep
    it apart from the export. EEG itself can identify a person to someone who has
    other EEG of theirs; no export changes that.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    out : Path
        New or empty folder outside the dataset.
    anonymise : bool
        Whether to take out what says who took part, and when.
    review : Review
        Which free texts a person let through to the anonymous copy.
    progress : callable | None
        Told how many of how many files or runs are written.

    Returns
    -------
    said : list of Sentence
        What to tell whoever takes the copy: edited tables, links that were left out.

    Raises
    ------
    ExportError
        If ``out`` or the key is there already, cannot be written, or a run is being
        recorded.
    DatasetError
        If a file of a run is outside the dataset.
    """
    check_export_folder(dataset, out)
    runs = recorded_runs(dataset)
    check_ended(runs)
    if anonymise:  # what others recorded is not in it, whatever it is like
        check_links(runs)
        said = _export_anonymous(dataset, out, review, progress)
        return said + said_of(dataset, runs)
    return _export_whole(dataset, out, runs, progress)


def _export_whole(
    dataset: Path, out: Path, runs: Sequence[RunPaths], progress: OnStep | None
) -> list[Sentence]:
    """Copy all of it, and meanwhile compare the tables with the ledgers."""
    check_links(existing_runs(dataset))
    links = links_not_followed(dataset)
    bare = [path for path in dataset_files(dataset) if is_bare(dataset, path)]
    left_out = {*bare, *(link.path for link in links)}
    # the system copies; Python only waits for it
    with ThreadPoolExecutor(1, "edits") as beside:
        found = beside.submit(lambda: [text for run in runs for text in edits_of(run)])
        _export_copy(dataset, out, left_out, progress)
        edits = found.result()
    return [
        *edits,
        *(link.text(dataset) for link in links),
        *(_never_released(path.relative_to(dataset)) for path in bare),
    ]


def _never_released(path: Path) -> Sentence:
    return Sentence(
        "{file} was left out of the copy: it holds windows of a person's EEG and what "
        "was fitted to them, and an earlier version wrote it without encryption.",
        file=path,
    )


def _export_copy(
    dataset: Path, out: Path, left_out: Set[Path], progress: OnStep | None
) -> None:
    files = [
        path
        for path in dataset_files(dataset)
        if _is_wanted(path) and path not in left_out
    ]
    with whole_folder(out) as folder:
        for done, path in enumerate(files, start=1):
            target = folder / path.relative_to(dataset)
            target.parent.mkdir(parents=True, exist_ok=True)
            copy_file(path, target)
            if progress:
                progress(done, len(files))


def _is_wanted(path: Path) -> bool:
    """Return False for drafts, locks and what a repair put aside."""
    is_passing = path.suffix in {".tmp", ".lock"} and path.name.startswith(".")
    is_aside = path.parent.name == "torn" and "sourcedata" in path.parts
    return path.is_file() and not is_passing and not is_aside


def _export_anonymous(
    dataset: Path, out: Path, review: Review, progress: OnStep | None
) -> list[Sentence]:
    key = key_path(out)
    _refuse_key(key)
    runs = recorded_runs(dataset)
    labels = make_labels(runs)
    said: list[Sentence] = []
    with whole_folder(out) as folder:
        for done, run in enumerate(runs, start=1):
            days = labels.days[run.participant, run.session]
            said += _write_or_leave_out(run, labels.of(run, folder), days, review)
            if progress:
                progress(done, len(runs))
        write_anonymous_dataset(dataset, folder, labels)
        _write_key(key, labels)
    return said


def _write_or_leave_out(
    run: RunPaths, new: RunPaths, days: int, review: Review
) -> list[Sentence]:
    """Write an anonymous run; one that cannot be read is left out whole, and said."""
    try:
        write_anonymous_run(run, new, days=days, review=review)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
            raise  # it is the copy that cannot be written
        return _left_out(run, new, error)
    except UNREADABLE as error:
        return _left_out(run, new, error)
    return []


def _left_out(run: RunPaths, new: RunPaths, error: Exception) -> list[Sentence]:
    for path in files_of(new):
        path.unlink()
    remove_empty_folders(new)
    text = Sentence(
        "{run} is not in the copy: {problem}", run=run.stem, problem=reason_of(error)
    )
    return [text]


def key_path(out: Path) -> Path:
    """Return the path of the key from old to new labels, beside the export."""
    return out.with_name(f"{out.name}-key.tsv")


def _write_key(key: Path, labels: NewLabels) -> None:
    lines = ["participant\tsession\tnew_participant\tnew_session"]
    lines += ["\t".join((*old, *new)) for old, new in labels.sessions.items()]
    write_whole(key, "\n".join(lines) + "\n")
    key.chmod(0o600)


def export_anonymous_csv(
    dataset: Path,
    out: Path,
    *,
    parquet: bool = False,
    review: Review = NOTHING,
    progress: OnStep | None = None,
) -> list[Sentence]:
    """Write the tables of an anonymous copy, and the key to its labels beside them.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    out : Path
        New or empty folder outside the dataset; the key is ``OUT-key.tsv``.
    parquet : bool
        As for `export_csv`.
    review : Review
        As for `export_bids`.
    progress : callable | None
        Told how many of how many runs are written.

    Returns
    -------
    said : list of Sentence
        As `export_bids` does.

    Raises
    ------
    ExportError
        If ``out`` or the key is there already, or cannot be written.
    """
    check_export_folder(dataset, out)
    key = key_path(out)
    _refuse_key(key)
    make_folder(out.parent)
    # beside the tables: a folder for temporary files may be too small for the EEG
    with TemporaryDirectory(prefix=".anonymous-", dir=out.parent) as place:
        copy = Path(place) / "dataset"
        said = export_bids(
            dataset, copy, anonymise=True, review=review, progress=progress
        )
        said += [
            text for text in export_csv(copy, out, parquet=parquet) if text not in said
        ]
        key_path(copy).replace(key)
    return said


def _refuse_key(key: Path) -> None:
    if key.exists():
        raise ExportError(
            Sentence(
                "{key} is there already, and it may be the only key to another "
                "export. Choose another folder for this one.",
                key=key,
            )
        )
