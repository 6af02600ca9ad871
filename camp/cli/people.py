"""Commands about people: withdraw."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attention_camp.camp.cli.errors import CommandError


def withdraw(
    dataset: Annotated[Path, typer.Argument(help="Folder of the dataset.")],
    participant: Annotated[str, typer.Option(help="Label of who withdraws.")],
    who: Annotated[str, typer.Option(help="Who does it.")] = "",
    why: Annotated[str, typer.Option(help="The reason, without the label.")] = "",
    confirm: Annotated[
        str, typer.Option(help="The label again; without it nothing is removed.")
    ] = "",
) -> None:
    """Remove a person's data; without --confirm only say what would go."""
    from attention_camp.camp.dataset.withdraw import lines_of, plan_withdrawal
    from attention_camp.camp.dataset.withdraw import withdraw as remove

    if confirm and confirm != participant:
        raise CommandError(
            f"--confirm says {confirm!r}, --participant {participant!r}. Nothing was "
            "removed."
        )
    if not confirm:
        for line in lines_of(plan_withdrawal(dataset, participant), dataset):
            typer.echo(line)
        typer.echo(
            "Nothing was removed. It cannot be undone: to do it, add --who, --why and "
            f"--confirm {participant}."
        )
        return
    for line in lines_of(remove(dataset, participant, who=who, why=why), dataset):
        typer.echo(line)
    typer.echo(f"Participant {participant} was withdrawn from {dataset}.")


COMMANDS = (withdraw,)
