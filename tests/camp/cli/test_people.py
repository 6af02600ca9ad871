"""People from the command line: consent, vault, accounts, and rights of commands."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from attention_camp.camp.cli import rights
from attention_camp.camp.cli.app import app
from attention_camp.camp.dataset.people.audit import audit_path
from attention_camp.camp.people.signed_in import set_account
from attention_camp.resources.texts import UserError

PASSPHRASE = "seven quiet herons"
TWICE = f"{PASSPHRASE}\n{PASSPHRASE}\n"


@pytest.fixture(autouse=True)
def nobody_stays():
    yield
    set_account(None)


def said(*arguments: object, typed: str = "") -> str:
    result = CliRunner().invoke(app, [str(one) for one in arguments], input=typed)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def test_every_command_has_its_right() -> None:
    made = typer.main.get_command(app)
    names = {*made.commands, *made.commands["people"].commands}
    assert names <= rights.RIGHTS.keys()


def test_a_person_from_consent_to_withdrawal(tmp_path: Path) -> None:
    data, form = tmp_path / "data", tmp_path / "form.yaml"
    said("people", "form", "--template", form)
    assert "Version 1 is asked for" in said("people", "form", data, form)
    phrase = said("people", "vault", "--new", typed=TWICE)
    assert len(phrase.split("once: ")[1].split("\n")[0].split()) == 12
    answers = ("--age", "34", "--sex", "female", "--vision", "normal")
    who = ("--name", "Annabel Leigh", "--contact", "a@b.org")
    enrol = ("enrol", "--dataset", data, *answers, *who)
    with pytest.raises(UserError, match="without agreeing to recording"):
        said(*enrol, typed=f"{PASSPHRASE}\n")
    with pytest.raises(UserError, match="not the passphrase"):
        said(*enrol, "--agree", "recording", typed="a wrong passphrase\n")
    assert said("people", "list", data) == "", "nobody without their name"
    output = said(*enrol, "--agree", "recording", typed=f"{PASSPHRASE}\n")
    label = output.split("Participant ")[1].split()[0]
    assert "consent 1 until" in said("people", "list", data)
    assert "Annabel Leigh\ta@b.org" in said(
        "people", "who", data, label, typed=f"{PASSPHRASE}\n"
    )
    with pytest.raises(UserError, match="Say whose session it is"):
        said("run", "--dataset", data, "--dry-run")
    audit = said("people", "audit", data)
    assert "identity looked at" in audit
    assert "Annabel" not in audit
    with pytest.raises(UserError, match="not the passphrase"):
        said("withdraw", data, "--participant", label, "--confirm", label, "--who", "A",
             "--why", "asked", typed="a wrong passphrase\n")  # fmt: skip
    assert label in said("people", "list", data)
    said("withdraw", data, "--participant", label, "--confirm", label, "--who", "A",
         "--why", "asked", typed=f"{PASSPHRASE}\n")  # fmt: skip
    assert said("people", "list", data) == ""
    assert not list(data.rglob(f"*{label}*"))


def test_a_damaged_line_of_the_trail_is_told_and_the_others_are_printed(
    tmp_path: Path,
) -> None:
    form = tmp_path / "form.yaml"
    said("people", "form", "--template", form)
    said("people", "form", tmp_path / "data", form)
    trail = audit_path(tmp_path / "data")
    trail.parent.mkdir(parents=True, exist_ok=True)
    with trail.open("a", encoding="utf-8") as file:
        file.write("no line of a trail\n")
    done = CliRunner().invoke(app, ["people", "audit", str(tmp_path / "data")])
    assert "the audit trail was changed" in str(done.exception)
    told = done.output.splitlines()
    assert "consent form: version 1" in told[0]
    assert told[1] == "no line of a trail"


def test_a_name_that_the_vault_could_not_keep_is_kept_later(tmp_path: Path) -> None:
    said("people", "vault", "--new", typed=TWICE)
    said("enrol", "4711", "--dataset", tmp_path)
    person, typed = (tmp_path, "4711"), f"{PASSPHRASE}\n"
    with pytest.raises(UserError, match="The vault knows nothing"):
        said("people", "who", *person, typed=typed)
    kept = ("--name", "Annabel Leigh", "--contact", "a@b.org")
    said("people", "who", *person, *kept, typed=typed)
    said("people", "who", *person, "--contact", "c@d.org", typed=typed)
    told = said("people", "who", *person, typed=typed)
    assert told.endswith("Annabel Leigh\tc@d.org\n")


def test_with_roles_a_command_asks_who_it_is_and_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "roles are off" in said("people", "account")
    assert "Roles are on" in said(
        "people", "account", "lead", "--role", "researcher", typed=TWICE
    )
    with pytest.raises(UserError, match="nobody signed in"):
        said("export", tmp_path, "--csv", tmp_path / "out")
    lead = f"lead\n{PASSPHRASE}\n"
    said("people", "account", "hand", "--role", "operator", typed=lead + TWICE)
    set_account(None)
    monkeypatch.setenv(rights.ACCOUNT_VARIABLE, "hand")
    for command in (
        ("export", tmp_path, "--csv", tmp_path / "out"),
        ("unblind", tmp_path, "--key", "k", "--reason", "r", "--who", "w"),
        ("withdraw", tmp_path, "--participant", "01"),
        ("people", "vault", "--new"),
        ("people", "account", "hand", "--role", "researcher"),
    ):
        with pytest.raises(UserError, match="has no right to"):
            said(*command, typed=f"{PASSPHRASE}\n")
    set_account(None)
    with pytest.raises(UserError, match="Name or passphrase is wrong"):
        said("run", "--dry-run", typed="not the passphrase\n")
    assert "Seed" in said("run", "--dry-run", "--dataset", tmp_path / "new",
                          typed=f"{PASSPHRASE}\n")  # fmt: skip
