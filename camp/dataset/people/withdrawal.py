"""What a withdrawal removes, and what people are told of it before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.people.exports_made import MadeOf
from attention_camp.resources.texts import Sentence

OUT_OF_REACH = (
    Sentence("backups and copies of this folder, and of this computer"),
    Sentence("what others hold of exports"),
)
"""What no command can remove; whoever withdraws a person has to."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a withdrawal removes, and what it cannot."""

    files: tuple[Path, ...]
    """Files that go, those of other programs too."""
    tables: tuple[Path, ...]
    """Tables that lose the person's rows."""
    ledgers: tuple[RunPaths, ...]
    """Runs of other people whose ledger names the person, as the donor of scores."""
    copies: tuple[MadeOf, ...]
    """Exports that the program made, and that lose the person."""
    again: tuple[MadeOf, ...]
    """Reports, crates and tables of texts that hold the person; they go whole, and have
    to be made again."""
    pages: tuple[MadeOf, ...]
    """Pages and files that the program made of this person alone; they go."""
    models: tuple[MadeOf, ...]
    """Models that were trained with the data; they stay."""
    remaining: tuple[Path, ...]
    """Files and folders that name the person all the same, or may: nobody can read
    them."""
    n_forgotten: int = 0
    """Exports of which only a hash of the place is known; they may hold the person."""
    record: str = ""
    """Their number in the vault; empty: they were not enrolled."""
    n_sealed: int = 0
    """Ledgers of other people that are sealed: any of them may name the person."""
    is_shut: bool = False
    """Whether they stay as they are: their key is not on this computer."""
    merged: tuple[str, ...] = ()
    """Numbers in the vault that were merged into theirs."""
    keys: tuple[str, ...] = ()
    """Numbers of the keys of their person files."""


def lines_of(found: Withdrawal, dataset: Path) -> Iterator[Sentence]:
    """Yield what people are to read before and after a withdrawal.

    Parameters
    ----------
    found : Withdrawal
        What is or was removed.
    dataset : Path
        Root of the dataset.
    """
    yield Sentence("Files of this person: {n}", n=len(found.files))
    for path in found.tables:
        yield Sentence("Their rows in {file}", file=path.relative_to(dataset))
    for run in found.ledgers:
        yield Sentence(
            "Their label in the ledger of {run}, which is closed again", run=run.stem
        )
    if found.n_sealed and not found.is_shut:
        yield Sentence(
            "Sealed ledgers of other people: {n}. All are sealed and closed anew, so "
            "that nothing tells which held the label.",
            n=found.n_sealed,
        )
    for made in found.copies:
        yield Sentence("Their part of the export in {folder}", folder=made.path)
    for page in found.pages:
        yield Sentence("Made of them alone: {file}", file=page.path)
    if found.keys:
        yield Sentence("Keys of their encrypted files: {n}", n=len(found.keys))
    yield from still_to_do(found, dataset)
    for place in OUT_OF_REACH:
        yield Sentence("Out of reach: {place}", place=place)


def still_to_do(found: Withdrawal, dataset: Path) -> Iterator[Sentence]:
    """Yield what is left to whoever withdraws somebody.

    Parameters
    ----------
    found : Withdrawal
        What is or was removed.
    dataset : Path
        Root of the dataset.
    """
    for made in found.again:
        yield Sentence(
            "Made with their data, and goes whole: {folder}. Make it again.",
            folder=made.path,
        )
    for made in found.models:
        yield Sentence(
            "Trained with their data, and it stays: {folder}. Train it again.",
            folder=made.path,
        )
    for path in found.remaining:
        inside = path.is_relative_to(dataset)
        yield Sentence(
            "Still named in {file}: look at it.",
            file=path.relative_to(dataset) if inside else path,
        )
    if found.n_forgotten:
        yield Sentence(
            "Exports in folders that were named after who withdrew before, so that "
            "nobody knows where they are: {n}. Look for them by hand.",
            n=found.n_forgotten,
        )
    if found.is_shut:
        yield Sentence(
            "Out of reach: sealed ledgers of other people, {n}. The key of the study "
            "is not on this computer: withdraw on the one that holds it, or again "
            "after unblinding.",
            n=found.n_sealed,
        )
