"""Mend the tables of an eye tracker that a kill or a power cut left behind."""

from __future__ import annotations

from collections.abc import Iterator

from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.dataset.eyes.eye_files import (
    PHYSIO,
    PHYSIO_SIDECAR,
    eye_tables,
    lone_sidecars,
)
from attention_camp.camp.dataset.guards.leftovers import Repair, set_aside
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.storage.growing_gzip import (
    is_torn,
    mend_gzip,
    packed_whole,
)
from attention_camp.resources.texts import Sentence


def eye_repairs(run: RunPaths) -> Iterator[Repair]:
    """Yield what mends the tables of a run: torn ones, and those never begun."""
    for path in eye_tables(run):
        if is_torn(path):
            text = Sentence(
                "{file} was torn: its whole lines were written again, a copy of the "
                "torn file is in {folder}.",
                file=path.name,
                folder=run.torn_folder,
            )
            yield Repair(text, lambda path=path: mend_gzip(path, keep=run.torn_folder))  # type: ignore[misc]
    # in a session that was closed, somebody took the table away: validate says so
    for path in [] if run.session_hash.exists() else lone_sidecars(run):
        text = Sentence(
            "{file} described a table that was never begun: it was moved to {folder}.",
            file=path.name,
            folder=run.torn_folder,
        )
        yield Repair(text, lambda path=path: set_aside(path, run.torn_folder))  # type: ignore[misc]


def even_out(run: RunPaths) -> None:
    """Cut the tables of both eyes to the samples that both have.

    They are written one after the other, and a kill between them leaves one eye with
    more: what comes next would stand beside the wrong samples. No score holds them: one
    is made only once both are on disk. Where an eye has none yet, both begin anew: an
    empty table is none in BIDS.

    Raises
    ------
    OSError
        If they cannot be read or written.
    """
    tables = [path for path in eye_tables(run) if path.name.endswith(PHYSIO)]
    texts = [mend_gzip(path, keep=run.torn_folder) for path in tables]
    counts = [text.count(b"\n") for text in texts]
    if any(path.name.endswith(PHYSIO_SIDECAR) for path in lone_sidecars(run)):
        counts.append(0)  # of the eye whose table was not begun
    if len(set(counts)) < 2:
        return
    fewest = min(counts)
    if not fewest:
        for path in list(eye_tables(run)):
            set_aside(path, run.torn_folder)
        for path in lone_sidecars(run):  # all of them, by now
            set_aside(path, run.torn_folder)
        return
    for path, text in zip(tables, texts, strict=True):
        if text.count(b"\n") > fewest:
            make_folder(run.torn_folder)
            write_whole(run.torn_folder / f"{path.name}.longer", text)
            lines = text.splitlines(keepends=True)
            write_whole(path, packed_whole(b"".join(lines[:fewest])))
