"""Roles: who may do what; wrong sign-ins and breaches are refused and on record."""

from __future__ import annotations

import json
import stat
from datetime import timedelta

import pytest

from attention_camp.camp.dataset.people.audit import computer_trail
from attention_camp.camp.dataset.people.sign_in import require, sign_in, sign_out
from attention_camp.camp.dataset.proof.trail import broken_line, whole_lines
from attention_camp.camp.people.accounts import Accounts, accounts_path
from attention_camp.camp.people.roles import RIGHTS, ROLES, Account, Right, RoleError
from attention_camp.camp.people.signed_in import set_account
from attention_camp.camp.people.vault.passphrase import Cost, PassphraseError
from attention_camp.signal.clock import HostTimes, replaced_clocks

PASSPHRASE = "seven quiet herons"


class Later(HostTimes):
    """Clocks that can be put forward."""

    ahead = timedelta()

    def wall(self):
        return super().wall() + self.ahead


@pytest.fixture
def accounts():
    yield Accounts(cost=Cost(iterations=1, lanes=1, memory_kib=64))
    set_account(None)


@pytest.fixture
def lab(accounts: Accounts) -> Accounts:
    for role in ("researcher", "operator", "statistician", "participant"):
        accounts.add(f"the {role}", role, PASSPHRASE)
    return accounts


def _trail() -> list[dict]:
    return [json.loads(line) for line in whole_lines(computer_trail())]


def test_without_an_account_everybody_may_do_everything(accounts: Accounts) -> None:
    assert not accounts.are_on
    for right in Right:
        require(accounts, right)
    assert not computer_trail().exists()


def test_one_account_turns_roles_on_and_the_last_one_off(accounts: Accounts) -> None:
    with pytest.raises(RoleError, match="must be a researcher's"):
        accounts.add("B", "operator", PASSPHRASE)
    accounts.add("A", "researcher", PASSPHRASE)
    accounts.add("B", "operator", PASSPHRASE)
    assert accounts.are_on
    assert stat.S_IMODE(accounts_path().stat().st_mode) == 0o600
    assert PASSPHRASE.encode() not in accounts_path().read_bytes()
    with pytest.raises(RoleError, match="must be a researcher's"):
        accounts.remove("A")
    accounts.remove("B")
    accounts.remove("A")
    assert not accounts.are_on


def test_every_breach_of_a_role_is_refused_and_on_record(lab: Accounts) -> None:
    breaches = 0
    people = [None, *(Account(f"the {role}", role) for role in ROLES)]
    for account in people:
        set_account(account)
        for right in Right:
            if account is not None and right in RIGHTS[account.role]:
                require(lab, right)
                continue
            breaches += 1
            with pytest.raises(RoleError, match=r"Sign in first|has no right to"):
                require(lab, right)
    assert breaches >= 30
    refused = [line for line in _trail() if line["what"] == "refused"]
    assert len(refused) == breaches
    assert {line["who"] for line in refused} == {"", *(a.name for a in people[1:])}
    assert broken_line(computer_trail()) is None


@pytest.mark.parametrize("n_wrong", [50, pytest.param(500, marks=pytest.mark.thorough)])
def test_wrong_sign_ins_are_refused_and_each_is_on_record(
    lab: Accounts, n_wrong: int
) -> None:
    clocks = Later()
    with replaced_clocks(clocks):
        for number in range(n_wrong):
            name = ("the operator", "nobody", "The operator")[number % 3]
            with pytest.raises(PassphraseError):
                sign_in(lab, name, f"wrong one {number}")
            clocks.ahead += timedelta(seconds=1)
        clocks.ahead += timedelta(seconds=900)
        assert sign_in(lab, "the operator", PASSPHRASE).role == "operator"
    lines = _trail()
    assert [line["what"] for line in lines].count("sign-in refused") == n_wrong
    assert {line.get("account") for line in lines[:-1]} == {"the operator", "unknown"}
    assert (lines[-1]["what"], lines[-1]["role"]) == ("signed in", "operator")
    assert broken_line(computer_trail()) is None


def test_after_signing_out_nobody_may(lab: Accounts) -> None:
    sign_in(lab, "the researcher", PASSPHRASE)
    require(lab, Right.VAULT)
    sign_out()
    with pytest.raises(RoleError, match="Sign in first"):
        require(lab, Right.VAULT)


def test_accounts_that_cannot_be_read_turn_nothing_off(lab: Accounts) -> None:
    accounts_path().write_text("{")
    with pytest.raises(RoleError, match="cannot be read"):
        require(lab, Right.VAULT)
