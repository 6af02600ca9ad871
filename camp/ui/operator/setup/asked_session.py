"""The session that the set-up asks for, and what tells it from another."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from attention_camp.camp.session.request import Arm, SessionRequest, seed_of
from attention_camp.camp.ui.screens import placed

if TYPE_CHECKING:
    from attention_camp.camp.ui.operator.setup.headset_step import HeadsetStep
    from attention_camp.camp.ui.widgets.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Who:
    """The answers of the first step."""

    participant: str
    session: str
    run: int
    protocol: str
    arm: Arm
    observer: str | None
    language: str
    seed: int | None = None
    """Of the run that is gone on with; None: a seed of its own."""


def asked_session(
    workspace: Workspace, who: Who, headset: HeadsetStep
) -> SessionRequest:
    """Return the session that the steps ask for.

    Parameters
    ----------
    workspace : Workspace
        Dataset and display.
    who : Who
        What the first step says.
    headset : HeadsetStep
        The second step.
    """
    return SessionRequest(
        dataset=workspace.dataset,
        participant=who.participant,
        session=who.session,
        run=who.run,
        protocol=who.protocol,
        arm=who.arm,
        board=headset.board,
        board_fields=headset.values,
        eyes=headset.eyes.spec,
        observer=who.observer,
        seed=seed_of(workspace.dataset, who.participant, who.session, who.run)
        if who.seed is None
        else who.seed,
        language=who.language,
        about=dict(workspace.settings.about),
        answer_keys=dict(workspace.settings.answer_keys),
        shortcuts=dict(workspace.settings.shortcuts),
        display=placed(
            workspace.display,
            headset.window().screen(),
            simulated=who.observer is not None,
        ),
    )


def changes_between(old: SessionRequest | None, new: SessionRequest) -> dict[str, Any]:
    """Return the fields of a request that differ from those of an older one."""
    values = {field.name: getattr(new, field.name) for field in fields(new)}
    return {
        name: value
        for name, value in values.items()
        if old is None or value != getattr(old, name)
    }
