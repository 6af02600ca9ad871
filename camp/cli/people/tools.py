"""The commands of ``attention-camp people``: consent, vault, accounts, audit trail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.cli.rights import require_right
from attention_camp.resources.texts import how_many

if TYPE_CHECKING:
    from attention_camp.camp.people.vault.vault import Vault

people = typer.Typer(
    name="people",
    help="Consent, labels, vault, accounts and the audit trail.",
    no_args_is_help=True,
)
DatasetArgument = Annotated[Path, typer.Argument(help="Folder of the dataset.")]
LabelArgument = Annotated[str, typer.Argument(help="BIDS label.")]
WhoOption = Annotated[str, typer.Option(help="Who does it.")]


@people.callback()
def _require(context: typer.Context) -> None:
    require_right(context.invoked_subcommand)


@people.command("list")
def list_people(dataset: DatasetArgument) -> None:
    """List who is enrolled, whether consent holds, and until when data may be kept."""
    from attention_camp.camp.cli.chosen_runs import require_dataset
    from attention_camp.camp.dataset.people.overview import overview

    require_dataset(dataset)
    for person in overview(dataset):
        typer.echo(f"{person.label}\t{person.state}\t{person.retention}")


@people.command()
def form(
    dataset: Annotated[
        Path | None, typer.Argument(help="Folder of the dataset.")
    ] = None,
    file: Annotated[Path | None, typer.Argument(help="Consent form, YAML.")] = None,
    template: Annotated[
        Path | None, typer.Option(help="Write a consent form to start from, and end.")
    ] = None,
) -> None:
    """Ask for a consent form before every session, or write one to start from."""
    from attention_camp.camp.dataset.people.consent_forms import (
        form_template,
        load_form,
        use_form,
    )

    if template is not None:
        if template.exists():
            raise CommandError(f"{template} is there already. Choose another name.")
        template.write_text(form_template(), encoding="utf-8")
        typer.echo(f"Consent form: {template}")
    elif dataset is None or file is None:
        raise CommandError("Name the dataset and the form, or --template FILE.")
    else:
        made = load_form(file)
        use_form(dataset, made)
        typer.echo(f"Version {made.version} is asked for from now on.")


@people.command()
def consent(
    dataset: DatasetArgument,
    participant: LabelArgument,
    agree: Annotated[list[str], typer.Option(help="Item of the form, each by itself.")],
    language: Annotated[str, typer.Option(help="In which it was read.")] = "en",
) -> None:
    """Keep a person's consent to the form that is asked for now."""
    from attention_camp.camp.dataset.people.enrolment import renew_consent

    renew_consent(dataset, participant, agree, language=language)
    typer.echo("Kept.")


@people.command()
def volume(
    dataset: DatasetArgument,
    who: WhoOption = "",
    confirm: Annotated[
        bool, typer.Option("--confirm", help="You know that it is encrypted.")
    ] = False,
) -> None:
    """Say whether the dataset's volume is known to be encrypted, or confirm it."""
    from attention_camp.camp.cli.studies import locked_study
    from attention_camp.camp.dataset.people.volume import confirm_volume
    from attention_camp.camp.pc.volume import volume_of

    if confirm:
        name = confirm_volume(locked_study(dataset), who=who)
        typer.echo(f"Kept: {name} is encrypted, says {who}.")
        return
    found = volume_of(dataset)
    said = "encrypted" if found.is_encrypted else "not known to be encrypted"
    typer.echo(f"{found.name}: {said}")


@people.command()
def audit(dataset: DatasetArgument) -> None:
    """Print the audit trail, and the hash of its last line, to be kept elsewhere."""
    from attention_camp.camp.cli.chosen_runs import require_dataset
    from attention_camp.camp.dataset.people.audit import (
        audit_path,
        computer_trail,
        trail_problems,
    )
    from attention_camp.camp.dataset.proof.trail import last_hash, whole_lines

    require_dataset(dataset)
    for path in (audit_path(dataset), computer_trail()):
        for text in whole_lines(path):
            typer.echo(_told(text))
        typer.echo(f"Last hash of {path}: {last_hash(path)}")
    if problems := trail_problems(dataset):
        raise CommandError("\n".join(str(problem) for problem in problems))


def _told(text: bytes) -> str:
    """Return a line of a trail for people, as it stands where it was damaged."""
    try:
        line = json.loads(text)
        told = [f"{k} {v}" for k, v in line.items() if k not in _QUIET and v]
        said = f"{line['at']} {line['what']}: {', '.join(told)}"
    except (ValueError, LookupError, TypeError, AttributeError):
        return text.decode(errors="replace")
    return said


_QUIET = frozenset({"at", "what", "chain", "sha256"})


@people.command()
def vault(
    new: Annotated[bool, typer.Option("--new", help="Make the vault.")] = False,
    passphrase: Annotated[
        bool, typer.Option("--passphrase", help="Give it another passphrase.")
    ] = False,
    recover: Annotated[
        bool, typer.Option("--recover", help="The same, by the recovery phrase.")
    ] = False,
) -> None:
    """Make the vault, or give it another passphrase."""
    from attention_camp.camp.dataset.people.audit import note_here
    from attention_camp.camp.people.vault.vault import Vault, vault_path

    path = vault_path()
    if new:
        made, phrase = Vault.create(path, _new_passphrase())
        made.close()
        note_here("vault made")
        typer.echo(f"Vault: {path}")
        typer.echo(f"Recovery phrase, shown once: {phrase}")
        typer.echo("Write it on paper: with neither it nor the passphrase all is lost.")
        return
    if not passphrase and not recover:
        raise CommandError("Choose --new, --passphrase or --recover.")
    with open_vault(by_phrase=recover) as opened:
        opened.change_passphrase(_new_passphrase())
    note_here("passphrase of the vault changed")
    typer.echo("The vault has its new passphrase.")


@people.command()
def who(
    dataset: DatasetArgument,
    participant: LabelArgument,
    name: Annotated[str, typer.Option(help="Keep this name in the vault.")] = "",
    contact: Annotated[str, typer.Option(help="Keep this phone or e-mail.")] = "",
) -> None:
    """Print the name and contact of a person, or keep them; it leaves a line."""
    from dataclasses import replace

    from attention_camp.camp.dataset.people.enrolment import require_enrolment
    from attention_camp.camp.dataset.people.vault_record import (
        Identity,
        identity_of,
        keep_identity,
    )

    person = require_enrolment(dataset, participant)
    with open_vault() as opened:
        found = identity_of(opened, dataset, person)
        if name or contact:
            found = found or Identity()
            found = replace(
                found, name=name or found.name, contact=contact or found.contact
            )
            keep_identity(opened, dataset, person, found)
    if found is None:
        raise CommandError(f"The vault knows nothing of participant {participant}.")
    typer.echo(f"{found.name}\t{found.contact}\t{found.note}".rstrip())


@people.command()
def account(
    name: Annotated[
        str, typer.Argument(help="Whose account; left away: list all.")
    ] = "",
    role: Annotated[
        str, typer.Option(help="participant, operator, researcher or statistician.")
    ] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Remove it.")] = False,
) -> None:
    """Add, change, remove or list accounts; the first one turns roles on."""
    from attention_camp.camp.dataset.people.audit import note_here
    from attention_camp.camp.people.accounts import Accounts

    accounts = Accounts()
    if not name:
        for one in accounts.all():
            typer.echo(f"{one.name}\t{one.role}")
        if not accounts.are_on:
            typer.echo("There is no account: roles are off.")
    elif remove:
        accounts.remove(name)
        note_here("account removed", account=name)
        typer.echo("Removed." if accounts.are_on else "Removed; roles are off.")
    elif not role:
        raise CommandError("Name the role: --role researcher for the first account.")
    else:
        was_on = accounts.are_on
        accounts.add(name, role, _new_passphrase())
        note_here("account", account=name, role=role)
        typer.echo(f"{name} is {role}." + ("" if was_on else " Roles are on."))


@people.command()
def keys(
    save: Annotated[
        Path | None, typer.Option(help="Write the keys of person files here.")
    ] = None,
    load: Annotated[
        Path | None, typer.Option(help="Take over the keys in this file.")
    ] = None,
) -> None:
    """Back up the keys of person files, or take them to another computer."""
    from attention_camp.camp.dataset.people.audit import note_here
    from attention_camp.camp.people.key_bundle import load_keys, save_keys

    if (save is None) == (load is None):
        raise CommandError("Choose --save FILE or --load FILE.")
    if save is not None:
        n = save_keys(save, _new_passphrase())
        note_here("keys saved", n=n)
        typer.echo(
            f"{how_many(n, 'key is|keys are')} in {save}, shut with the passphrase."
        )
    elif load is not None:
        typed = str(typer.prompt("Passphrase of the file", hide_input=True, err=True))
        n = load_keys(load, typed)
        note_here("keys taken over", n=n)
        typer.echo(f"{how_many(n, 'key is|keys are')} new here.")


def open_vault(*, by_phrase: bool = False) -> Vault:
    """Open the vault with what is typed; it leaves a line in this computer's trail."""
    from attention_camp.camp.dataset.people.audit import note_here
    from attention_camp.camp.dataset.people.sign_in import require_here
    from attention_camp.camp.people.roles import Right
    from attention_camp.camp.people.vault.passphrase import PassphraseError
    from attention_camp.camp.people.vault.vault import Vault, vault_path

    require_here(Right.VAULT)  # whoever enrols somebody need not have it
    what = "Recovery phrase" if by_phrase else "Passphrase of the vault"
    typed = str(typer.prompt(what, hide_input=True, err=True))
    try:
        opened = (Vault.recover if by_phrase else Vault.open)(vault_path(), typed)
    except PassphraseError:
        note_here("vault refused")
        raise
    note_here("vault opened")
    return opened


def _new_passphrase() -> str:
    return str(
        typer.prompt(
            "New passphrase", hide_input=True, confirmation_prompt=True, err=True
        )
    )


@people.command()
def relabel(
    dataset: DatasetArgument,
    old: Annotated[str, typer.Argument(help="The wrong label.")],
    new: Annotated[str, typer.Argument(help="The right label.")],
    who: WhoOption = "",
    why: Annotated[
        str, typer.Option(help="The reason; it stays in the audit trail.")
    ] = "",
) -> None:
    """Give a person another label in every file; their sessions are closed again."""
    from attention_camp.camp.dataset.people.relabel import relabel as give

    n_files = give(dataset, old, new, who=who, why=why)
    files = how_many(n_files, "file|files")
    typer.echo(f"{old} is {new} now: {files}. Session hashes are new.")


@people.command()
def merge(
    dataset: DatasetArgument,
    old: Annotated[str, typer.Argument(help="The label that goes.")],
    into: Annotated[str, typer.Argument(help="The label that stays.")],
    who: WhoOption = "",
    why: Annotated[
        str, typer.Option(help="The reason; it stays in the audit trail.")
    ] = "",
    session: Annotated[
        list[str] | None, typer.Option(help="A session that both have: 01=03.")
    ] = None,
) -> None:
    """Move the sessions of one label to another one of the same person."""
    from attention_camp.camp.cli.fields import parse_fields
    from attention_camp.camp.dataset.people.relabel import merge as move

    sessions = parse_fields(session or [], option="--session", example="01=03")
    n_files = move(dataset, old, into, who=who, why=why, sessions=sessions)
    typer.echo(f"{old} is part of {into} now: {how_many(n_files, 'file|files')}.")
