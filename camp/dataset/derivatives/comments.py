"""Comments on runs, kept beside a dataset's reviews with who and when."""

from __future__ import annotations

import json
from pathlib import Path

from attention_camp.camp.dataset.derivatives.review_files import (
    FOLDER,
    ReviewError,
    describe,
)
from attention_camp.camp.dataset.durable import make_folder
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.proof.trail import add_to_trail, whole_lines
from attention_camp.camp.dataset.tables import clean_text
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence

LONGEST_COMMENT = 500
"""Characters; own choice."""


def comments_file(dataset: Path) -> Path:
    """Return where the comments of a dataset are: a line for each that was written."""
    return dataset / FOLDER / "comments.jsonl"


def write_comment(paths: RunPaths, text: str, *, who: str) -> None:
    """Keep a comment on a run; the ones before it stay in the file.

    Parameters
    ----------
    paths : RunPaths
        The run.
    text : str
        The comment; empty: there is none any more.
    who : str
        Who wrote it.

    Raises
    ------
    ReviewError
        If it cannot be kept.
    """
    path = comments_file(paths.dataset)
    try:
        make_folder(path.parent)
        describe(path.parent)
        text = clean_text(text)[:LONGEST_COMMENT]
        add_to_trail(path, {"run": paths.stem, "text": text, "who": who})
    except OSError as error:
        raise ReviewError(
            Sentence(
                "The comment cannot be kept in {file}: {error}.",
                file=path,
                error=reason_of(error),
            )
        ) from error


def read_comments(dataset: Path) -> dict[str, str]:
    """Return the newest comment of each run, by the stem of its files."""
    found: dict[str, str] = {}
    for line in whole_lines(comments_file(dataset)):
        try:
            values = json.loads(line)
            found[str(values["run"])] = str(values["text"])
        except (ValueError, KeyError, TypeError):
            continue  # an edited line costs only itself
    return {stem: text for stem, text in found.items() if text}
