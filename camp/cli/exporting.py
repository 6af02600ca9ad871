"""The command that takes data away: tables, a BIDS copy, epochs; anonymous or not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attention_camp.camp.cli.errors import CommandError
from attention_camp.resources.texts import how_many

if TYPE_CHECKING:
    from attention_camp.camp.dataset.exports.free_text import Review


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be exported, and how."""

    dataset: Path
    anonymise: bool
    parquet: bool
    review: Review
    bids: Path | None

    @property
    def key(self) -> Path | None:
        """The key to new labels beside the BIDS copy; None: there is none."""
        from attention_camp.camp.dataset.exports.bids import key_path

        return key_path(self.bids) if self.anonymise and self.bids else None


def export(
    dataset: Annotated[Path, typer.Argument(help="Folder of the BIDS dataset.")],
    csv: Annotated[Path | None, typer.Option(help="Folder for tidy tables.")] = None,
    bids: Annotated[Path | None, typer.Option(help="Folder for a BIDS copy.")] = None,
    anonymise: Annotated[
        bool, typer.Option("--anonymise", help="New labels, no dates, no free text.")
    ] = False,
    parquet: Annotated[
        bool, typer.Option("--parquet", help="With --csv: as Parquet, too.")
    ] = False,
    fif: Annotated[
        Path | None, typer.Option(help="Folder for epochs around the trials.")
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(
            help="Table of free texts: written where there is none, to be filled in; "
            "then, with --anonymise, the texts whose cell keep says yes are kept."
        ),
    ] = None,
) -> None:
    """Take the data away as CSV, BIDS or epochs."""
    if review is not None and not review.exists():
        _write_review(dataset, review)
        return
    if csv is None and bids is None and fif is None:
        raise CommandError(
            "Name where to export: --csv DIR, --bids DIR, --fif DIR, or several."
        )
    if fif is not None and anonymise and bids is None:
        raise CommandError("--fif with --anonymise is made of a copy: add --bids DIR.")
    if review is not None and not anonymise:
        raise CommandError("--review goes with --anonymise: other copies keep all.")
    kept, said = _read_review(dataset, review)
    asked = _Asked(dataset, anonymise, parquet, kept, bids)
    if bids is not None:
        said += _copy(asked, bids)
    if csv is not None:
        said += _tables(asked, csv)
    if fif is not None:
        said += _epochs(asked, fif)
    for text in dict.fromkeys(said):
        typer.echo(text, err=True)


def _write_review(dataset: Path, path: Path) -> None:
    from attention_camp.camp.cli.chosen_runs import require_dataset
    from attention_camp.camp.dataset.exports.free_text import free_texts, write_review
    from attention_camp.camp.dataset.people.exports_made import note_made

    require_dataset(dataset)
    texts = free_texts(dataset)
    write_review(path, texts)
    note_made(dataset, "texts", path)
    typer.echo(
        f"{how_many(len(texts), 'free text is|free texts are')} in {path}. Write yes "
        "into the column keep of those that name nobody, and another wording into "
        "instead; then export again."
    )


def _read_review(dataset: Path, path: Path | None) -> tuple[Review, list[str]]:
    from attention_camp.camp.dataset.exports.free_text import (
        NOTHING,
        free_texts,
        read_review,
    )

    if path is None:
        return NOTHING, []
    review, said = read_review(path, free_texts(dataset))
    return review, list(said)


def _copy(asked: _Asked, out: Path) -> list[str]:
    from attention_camp.camp.cli.progress import counted
    from attention_camp.camp.dataset.exports.bids import export_bids
    from attention_camp.camp.dataset.people.exports_made import note_made

    with counted("Copying") as progress:
        said = export_bids(
            asked.dataset,
            out,
            anonymise=asked.anonymise,
            review=asked.review,
            progress=progress,
        )
    note_made(asked.dataset, "bids", out, key=asked.key)
    typer.echo(f"The BIDS copy is in {out}")
    return list(said)


def _tables(asked: _Asked, out: Path) -> list[str]:
    from attention_camp.camp.cli.progress import counted
    from attention_camp.camp.dataset.exports.bids import export_anonymous_csv, key_path
    from attention_camp.camp.dataset.exports.csv import export_csv
    from attention_camp.camp.dataset.people.exports_made import note_made

    said: list[str] = []
    parquet, key = asked.parquet, asked.key
    with counted("Writing tables") as progress:
        if asked.anonymise and asked.bids is not None:
            # one set of new labels
            export_csv(asked.bids, out, parquet=parquet, progress=progress)
        elif asked.anonymise:
            key = key_path(out)
            said += export_anonymous_csv(
                asked.dataset,
                out,
                parquet=parquet,
                review=asked.review,
                progress=progress,
            )
        else:
            said += export_csv(asked.dataset, out, parquet=parquet, progress=progress)
    note_made(asked.dataset, "csv", out, key=key)
    typer.echo(f"Tables and their data dictionary are in {out}")
    return said


def _epochs(asked: _Asked, out: Path) -> list[str]:
    from attention_camp.camp.cli.progress import counted
    from attention_camp.camp.dataset.exports.fif import export_epochs
    from attention_camp.camp.dataset.people.exports_made import note_made

    source = asked.bids if asked.anonymise and asked.bids else asked.dataset
    with counted("Cutting epochs") as progress:
        said = export_epochs(source, out, progress=progress)
    note_made(asked.dataset, "fif", out, key=asked.key)
    typer.echo(f"Epochs are in {out}")
    return list(said)


COMMANDS = (export,)
