"""Commands about a person: enrol, withdraw."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.cli.fields import parse_fields


def enrol(
    participant: Annotated[
        str, typer.Argument(help="BIDS label; left away: a random one is proposed.")
    ] = "",
    dataset: Annotated[Path, typer.Option(help="Folder of the dataset.")] = Path(
        "attention-camp-data"
    ),
    age: Annotated[str, typer.Option(help="Years.")] = "",
    sex: Annotated[str, typer.Option(help="female, male or other.")] = "",
    handedness: Annotated[str, typer.Option(help="right, left or ambidextrous.")] = "",
    group: Annotated[str, typer.Option(help="Group of the study.")] = "",
    language: Annotated[str, typer.Option(help="First language.")] = "",
    vision: Annotated[str, typer.Option(help="normal, corrected or impaired.")] = "",
    agree: Annotated[
        list[str] | None, typer.Option(help="Item of the consent form, each by itself.")
    ] = None,
    consent_language: Annotated[
        str, typer.Option(help="In which the consent form was read: en or zh_CN.")
    ] = "en",
    name: Annotated[
        str, typer.Option(help="Kept in the vault only, as --contact is.")
    ] = "",
    contact: Annotated[str, typer.Option(help="Phone or e-mail.")] = "",
    arm: Annotated[
        str, typer.Option(help="code: the next of the list; nothing else can be.")
    ] = "code",
    stratum: Annotated[
        list[str] | None,
        typer.Option(help="Level of a factor that is not asked above: site=north."),
    ] = None,
) -> None:
    """Enrol a person: answers, consent and, in a locked study, a code for the arm."""
    from attention_camp.camp.cli.people.tools import open_vault
    from attention_camp.camp.dataset.people.enrolment import enrol as enrol_person
    from attention_camp.camp.dataset.people.enrolment import propose_label
    from attention_camp.camp.dataset.people.vault_record import Identity, keep_identity
    from attention_camp.camp.people.demographics import Demographics, age_of

    if arm != "code":
        raise CommandError(
            f"--arm is code, got {arm}: in a locked study nobody chooses an arm."
        )
    about = Demographics(age_of(age), sex, handedness, group, language, vision)
    strata = parse_fields(stratum or [], option="--stratum", example="site=north")
    # opened first: with a wrong passphrase nobody is enrolled without their name
    with open_vault() if name or contact else nullcontext() as vault:
        made, code = enrol_person(
            dataset,
            participant or propose_label(dataset),
            about,
            agreed=agree or (),
            language=consent_language,
            strata=strata,
        )
        suffix = f": code {code}" if code else ""
        typer.echo(f"Participant {made.label}{suffix}")
        if vault is not None:
            keep_identity(vault, dataset, made, Identity(name, contact))
            typer.echo("Name and contact are in the vault.")


def withdraw(
    dataset: Annotated[Path, typer.Argument(help="Folder of the dataset.")],
    participant: Annotated[str, typer.Option(help="Label of who withdraws.")],
    who: Annotated[str, typer.Option(help="Who does it.")] = "",
    why: Annotated[str, typer.Option(help="The reason, without the label.")] = "",
    confirm: Annotated[
        str, typer.Option(help="The label again; without it nothing is removed.")
    ] = "",
    no_vault: Annotated[
        bool,
        typer.Option(
            "--no-vault", help="Leave the vault as it is: nobody can open it."
        ),
    ] = False,
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
    from attention_camp.camp.cli.people.tools import open_vault
    from attention_camp.camp.people.vault.vault import is_vault, vault_path

    planned = plan_withdrawal(dataset, participant)
    needs_vault = planned.record and is_vault(vault_path()) and not no_vault
    with open_vault() if needs_vault else nullcontext() as vault:
        done = remove(dataset, participant, who=who, why=why, vault=vault)
    for line in lines_of(done, dataset):
        typer.echo(line)
    if no_vault:
        typer.echo("Out of reach: the vault, which was not opened.")
    typer.echo(f"Participant {participant} was withdrawn from {dataset}.")


COMMANDS = (enrol, withdraw)
