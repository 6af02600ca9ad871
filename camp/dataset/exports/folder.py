"""The folder or file of an export, created whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.resources.reasons import remedy_of
from attention_camp.resources.texts import Sentence


class ExportError(DatasetError):
    """An export that cannot be made as asked; the text is for people."""


def check_export_folder(dataset: Path, out: Path) -> None:
    """Refuse a folder that is not empty, or in or around the dataset.

    Raises
    ------
    ExportError
        With what to do instead.
    """
    if not (dataset / "dataset_description.json").is_file():
        raise ExportError(
            Sentence(
                "{dataset} is no dataset: it has no dataset_description.json. "
                "Choose the folder that holds one.",
                dataset=dataset,
            )
        )
    check_new_folder(dataset, out)


def check_new_folder(dataset: Path, out: Path) -> None:
    """Refuse a folder that is not empty, or in or around a dataset, made or to come.

    Raises
    ------
    ExportError
        With what to do instead.
    """
    source, target = dataset.resolve(), out.resolve()
    if target == source or source in target.parents or target in source.parents:
        raise ExportError(
            Sentence(
                "The export cannot lie in {out}: that is in or around the "
                "dataset {dataset}. Choose a folder beside it.",
                out=out,
                dataset=dataset,
            )
        )
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ExportError(
            Sentence(
                "{out} is there already, and an export overwrites nothing. "
                "Choose a new folder, or remove that one.",
                out=out,
            )
        )


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """Yield a temporary folder, renamed to ``out`` on success.

    Raises
    ------
    ExportError
        If it cannot be written; nothing half-written is left.
    """
    draft = _draft_of(out)
    try:
        if draft.exists():
            shutil.rmtree(draft)
        draft.mkdir(parents=True)
        yield draft
        if out.exists():
            out.rmdir()
        draft.rename(out)
    except BaseException as error:
        shutil.rmtree(draft, ignore_errors=True)
        if isinstance(error, OSError):
            raise ExportError(
                Sentence(
                    "The export to {out} broke off: {error}. {remedy} The dataset is "
                    "as it was.",
                    out=out,
                    error=error.strerror or str(error),
                    remedy=remedy_of(error),
                )
            ) from error
        raise


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Yield a temporary file, which takes the place of ``path`` on success.

    Raises
    ------
    ExportError
        If it cannot be written; nothing half-written is left.
    """
    draft = _draft_of(path)
    try:
        with draft.open("wb") as file:
            yield file
        draft.replace(path)
    except BaseException as error:
        draft.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise ExportError(
                Sentence(
                    "{file} cannot be written: {error}. {remedy}",
                    file=path,
                    error=error.strerror or str(error),
                    remedy=remedy_of(error),
                )
            ) from error
        raise


def _draft_of(out: Path) -> Path:
    """Return where an export is made; the name says that what lies there is ours.

    A killed export leaves it behind, and the next one removes it.
    """
    return out.with_name(f"{out.name}.attention-camp-partial")
