"""Export a dataset as BIDS: a plain or an anonymous copy."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.exports.anonymise import (
    NewLabels,
    make_labels,
    write_anonymous_dataset,
    write_anonymous_run,
)
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.exports.folder import (
    ExportError,
    check_export_folder,
    whole_folder,
)
from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.state import run_state
from attention_camp.camp.dataset.validate import OnStep
from attention_camp.resources.texts import Sentence


def export_bids(
    dataset: Path,
    out: Path,
    *,
    anonymise: bool = False,
    progress: OnStep | None = None,
) -> None:
    """Copy a dataset.

    With ``anonymise``, people and sessions get new labels in a random order of people;
    dates, notes, institutions, device numbers, foreign files and the decision ledger
    are left out; of ``sourcedata/`` only checksums and the engagement series remain.
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
    progress : callable | None
        Told how many of how many files or runs are written.

    Raises
    ------
    ExportError
        If ``out`` or the key is there already, cannot be written, or a run is being
        recorded.
    """
    check_export_folder(dataset, out)
    for run in existing_runs(dataset):
        if run_state(run) == "recording":
            raise ExportError(
                Sentence(
                    "{run} is being recorded. Export when the session has ended.",
                    run=run.stem,
                )
            )
    if anonymise:
        _export_anonymous(dataset, out, progress)
    else:
        _export_copy(dataset, out, progress)


def _export_copy(dataset: Path, out: Path, progress: OnStep | None) -> None:
    files = [path for path in sorted(dataset.rglob("*")) if _is_wanted(path)]
    with whole_folder(out) as folder:
        for done, path in enumerate(files, start=1):
            target = folder / path.relative_to(dataset)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
            if progress:
                progress(done, len(files))


def _is_wanted(path: Path) -> bool:
    """Return False for drafts and for what a repair put aside."""
    return path.is_file() and path.suffix != ".tmp" and path.parent.name != "torn"


def _export_anonymous(dataset: Path, out: Path, progress: OnStep | None) -> None:
    key = key_path(out)
    _refuse_key(key)
    runs = existing_runs(dataset)
    labels = make_labels(runs)
    with whole_folder(out) as folder:
        for done, run in enumerate(runs, start=1):
            write_anonymous_run(run, labels.of(run, folder))
            if progress:
                progress(done, len(runs))
        write_anonymous_dataset(dataset, folder, labels)
        _write_key(key, labels)


def key_path(out: Path) -> Path:
    """Return the path of the key from old to new labels, beside the export."""
    return out.with_name(f"{out.name}-key.tsv")


def _write_key(key: Path, labels: NewLabels) -> None:
    lines = ["participant\tsession\tnew_participant\tnew_session"]
    lines += ["\t".join((*old, *new)) for old, new in labels.sessions.items()]
    write_whole(key, "\n".join(lines) + "\n")
    key.chmod(0o600)


def export_anonymous_csv(
    dataset: Path, out: Path, *, progress: OnStep | None = None
) -> list[Sentence]:
    """Write the tables of an anonymous copy, and the key to its labels beside them.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    out : Path
        New or empty folder outside the dataset; the key is ``OUT-key.tsv``.
    progress : callable | None
        Told how many of how many runs are written.

    Returns
    -------
    notes : list of Sentence
        As of ``export_csv``, with the new labels.

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
        export_bids(dataset, copy, anonymise=True, progress=progress)
        notes = export_csv(copy, out)
        key_path(copy).replace(key)
    return notes


def _refuse_key(key: Path) -> None:
    if key.exists():
        raise ExportError(
            Sentence(
                "{key} is there already, and it may be the only key to another "
                "export. Choose another folder for this one.",
                key=key,
            )
        )
