"""Roles and rights: who may do what in the program, where roles are turned on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal, get_args

from attention_camp.resources.texts import Sentence, UserError

Role = Literal["participant", "operator", "researcher", "statistician"]
ROLES: tuple[Role, ...] = get_args(Role)


class RoleError(UserError):
    """Something that a role may not do, or that needs somebody to sign in."""


class Right(Enum):
    """What is asked for."""

    RECORD = "record"
    ENROL = "enrol"
    REVIEW = "review"
    ANALYSE = "analyse"
    EXPORT = "export"
    UNBLIND = "unblind"
    VAULT = "vault"
    WITHDRAW = "withdraw"
    SETTINGS = "settings"
    ACCOUNTS = "accounts"


RIGHT_TEXTS: Mapping[Right, Sentence] = {
    Right.RECORD: Sentence("record sessions"),
    Right.ENROL: Sentence("enrol people"),
    Right.REVIEW: Sentence("review recordings"),
    Right.ANALYSE: Sentence("see the study's results"),
    Right.EXPORT: Sentence("take data away"),
    Right.UNBLIND: Sentence("unblind"),
    Right.VAULT: Sentence("open the vault"),
    Right.WITHDRAW: Sentence("remove or relabel people"),
    Right.SETTINGS: Sentence("change settings, studies and models"),
    Right.ACCOUNTS: Sentence("change accounts and roles"),
}
ROLE_TEXTS: Mapping[str, Sentence] = {
    "participant": Sentence("participant"),
    "operator": Sentence("operator"),
    "researcher": Sentence("researcher"),
    "statistician": Sentence("statistician"),
}


RIGHTS: Mapping[Role, frozenset[Right]] = {
    "participant": frozenset(),
    "operator": frozenset({Right.RECORD, Right.ENROL}),
    "researcher": frozenset(Right) - {Right.UNBLIND},
    "statistician": frozenset(
        {Right.REVIEW, Right.ANALYSE, Right.EXPORT, Right.UNBLIND}
    ),
}
"""A participant's window needs none; who analyses does not know names, and who knows
names does not unblind."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this computer."""

    name: str
    role: Role

    def may(self, right: Right) -> bool:
        """Return whether the role has a right."""
        return right in RIGHTS[self.role]


def refused(account: Account | None, right: Right) -> RoleError:
    """Return the error of somebody who asks for what they may not do."""
    who = ", ".join(role for role in ROLES if right in RIGHTS[role])
    if account is None:
        return RoleError(
            Sentence(
                "Sign in first. The right to {what} is given to these roles: {who}.",
                what=RIGHT_TEXTS[right],
                who=who,
            )
        )
    return RoleError(
        Sentence(
            "{name} is signed in as {role} and has no right to {what}. It is given to "
            "these roles: {who}.",
            name=account.name,
            role=ROLE_TEXTS[account.role],
            what=RIGHT_TEXTS[right],
            who=who,
        )
    )
