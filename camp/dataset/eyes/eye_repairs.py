"""Mend the tables of an eye tracker that a kill or a power cut left behind."""

from __future__ import annotations

from collections.abc import Iterator

from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.eyes.eye_files import eye_tables
from attention_camp.camp.dataset.guards.leftovers import Repair
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.storage.growing_gzip import (
    is_torn,
    mend_gzip,
    packed_whole,
)
from attention_camp.resources.texts import Sentence


def eye_repairs(run: RunPaths) -> Iterator[Repair]:
    """Yield what mends the torn tables of a run."""
    for path in eye_tables(run):
        if is_torn(path):
            text = Sentence(
                "{file} was torn: its whole lines were written again, a copy of the "
                "torn file is in {folder}.",
                file=path.name,
                folder=run.torn_folder,
            )
            yield Repair(text, lambda path=path: mend_gzip(path, keep=run.torn_folder))  # type: ignore[misc]


def even_out(run: RunPaths) -> None:
    """Cut the tables of both eyes to the samples that both have.

    They are written one after the other, and a kill between them leaves one eye with
    more: what comes next would stand beside the wrong samples. No score holds them: one
    is made only once both are on disk.

    Raises
    ------
    OSError
        If they cannot be read or written.
    """
    tables = [path for path in eye_tables(run) if path.name.endswith("_physio.tsv.gz")]
    texts = [mend_gzip(path, keep=run.torn_folder) for path in tables]
    if len({text.count(b"\n") for text in texts}) < 2:
        return
    fewest = min(text.count(b"\n") for text in texts)
    for path, text in zip(tables, texts, strict=True):
        lines = text.split(b"\n")
        if len(lines) - 1 > fewest:
            make_folder(run.torn_folder)
            write_whole(run.torn_folder / f"{path.name}.longer", text)
            kept = b"\n".join(lines[:fewest]) + b"\n" if fewest else b""
            write_whole(path, packed_whole(kept))
