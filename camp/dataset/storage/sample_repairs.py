"""Mend the samples that a kill or a power cut left behind."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from hashlib import sha256

from attention_camp.camp.dataset.durable import (
    Appender,
    n_whole_lines,
    sync_file,
)
from attention_camp.camp.dataset.guards.leftovers import Repair
from attention_camp.camp.dataset.journal import chunk_line, journal_line, read_chunks
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.sidecars import read_stream_info
from attention_camp.camp.dataset.storage.sample_file import (
    cut_samples,
    cut_torn_sample,
    first_unwritten,
)
from attention_camp.resources.texts import Sentence


def sample_repairs(run: RunPaths) -> Iterator[Repair]:
    """Yield what cuts half a sample off and gives samples their checksum."""
    info = read_stream_info(run)
    frame = 4 * info.n_recorded
    size = run.eeg.stat().st_size if run.eeg.exists() else 0
    if size % frame:
        text = Sentence(
            "{file}: a half-written sample of {n:byte|bytes} was moved to {folder}.",
            file=run.eeg.name,
            n=size % frame,
            folder=run.torn_folder,
        )
        yield Repair(
            text,
            lambda: cut_torn_sample(run.eeg, frame_bytes=frame, keep=run.torn_folder),
        )
    # what a crash tore of the journal is cut off before this is carried out
    most = n_whole_lines(run.journal) if run.journal.exists() else None
    chunks, _ = read_chunks(run.journal, most=most)
    covered = max((chunk.stop for chunk in chunks), default=0)
    written = first_unwritten(
        run.eeg, after=covered * frame, frame_bytes=frame, n_eeg=info.n_chans
    )
    if written < size - size % frame:
        text = Sentence(
            "{file}: {n:sample|samples} from {first} on, not yet on the disk when the "
            "power went out, moved to {folder}.",
            file=run.eeg.name,
            n=(size - written) // frame,
            first=written // frame,
            folder=run.torn_folder,
        )
        yield Repair(text, lambda: cut_samples(run.eeg, written, keep=run.torn_folder))
    n = min(size, written) // frame - covered
    if n > 0:
        text = Sentence(
            "{file}: {n:sample|samples} at the end got a checksum.",
            file=run.eeg.name,
            n=n,
        )
        yield Repair(text, lambda: _give_checksum(run, covered, n, frame))


def _give_checksum(run: RunPaths, covered: int, n: int, frame: int) -> None:
    crc32, digest = 0, sha256()
    sync_file(run.eeg)
    with run.eeg.open("rb") as file:
        file.seek(covered * frame)
        while data := file.read(1 << 20):
            crc32 = zlib.crc32(data, crc32)
            digest.update(data)
    journal = Appender(run.journal, keep=run.torn_folder)
    try:
        journal.append(journal_line("recovered", at=covered))
        line = chunk_line(covered, n, crc32=crc32, sha256=digest.hexdigest())
        journal.append(line)
    finally:
        journal.close()
