"""The release of weights: only what an audit has shown to tell of nobody goes out."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from attention_camp.models.auditing.verdict import LIMIT, Verdict, stated
from attention_camp.models.weights import (
    CARD,
    DIRECTIONS,
    INT8,
    ONNX,
    TORCH,
    holds_encoder,
    read_checked,
)
from attention_camp.resources.texts import Sentence, UserError

AUDIT = "audit.json"
PERSON = "*person.safetensors"
"""Name of a person's own file, which holds windows of their EEG and their adapter."""


class ReleaseError(UserError):
    """Files that are not released; the text is for people."""


def check_nobody(path: Path) -> None:
    """Refuse what belongs to one person, whatever an audit says.

    Raises
    ------
    ReleaseError
        If it is a person's file, or a folder with one.
    """
    is_one = path.is_file() and path.match(PERSON)
    found = [path] if is_one else sorted(path.rglob(PERSON))
    if found:
        raise ReleaseError(
            Sentence(
                "{file} is a person's own: it holds windows of their EEG and what was "
                "fitted to them. Person files and personal adapters are never "
                "released. Take a folder that “attention-camp train” wrote.",
                file=found[0],
            )
        )
    if not (path / CARD).is_file():
        raise ReleaseError(
            Sentence(
                "{folder} has no {card}, so it is no folder of weights. Give one that "
                "“attention-camp train” or “attention-camp federate lead” wrote.",
                folder=path,
                card=CARD,
            )
        )


def check_audited(folder: Path) -> None:
    """Refuse weights with an encoder: the attacks are tried on lines and adapter.

    Raises
    ------
    ReleaseError
        If an encoder takes part in the score, or the numbers cannot be read.
    WeightsError
        If there are none.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        has_encoder = holds_encoder(load(read_checked(folder / TORCH)))
    except SafetensorError as error:
        raise ReleaseError(
            Sentence(
                "{file} does not hold the numbers of weights. Train them again.",
                file=folder / TORCH,
            )
        ) from error
    if has_encoder:
        raise ReleaseError(
            Sentence(
                "The weights in {folder} hold an encoder, which the audit does not "
                "look at, so they are not released. Train without passes of the "
                "encoder.",
                folder=folder,
            )
        )


def check_shown(verdicts: Sequence[Verdict]) -> None:
    """Refuse where an attack was not shown to tell little.

    Raises
    ------
    ReleaseError
        With the attacks, and how often each may be right.
    """
    missing = [
        f"{one.artefact}, {figure.attack}: at most {figure.upper:.2f}"
        for one in verdicts
        if not one.may_be_released
        for figure in one.figures
        if not figure.is_shown
    ]
    if any(not one.may_be_released for one in verdicts):
        raise ReleaseError(
            Sentence(
                "Not shown, so nothing was released: below {limit} of a choice of two "
                "has to be shown for each attack ({attacks}). More people, more "
                "trainings or noise (“privacy” in the sites' files) may show it.",
                limit=f"{LIMIT:.2f}",
                attacks="; ".join(missing) or "too few trainings",
            )
        )


def release(folder: Path, out: Path, verdicts: Sequence[Verdict]) -> None:
    """Copy weights that may be released, with their audit.

    What the linear baselines learn from (`baselines.safetensors`) stays: it holds
    spectra of single windows. The audit goes along without names.

    Parameters
    ----------
    folder : Path
        The weights.
    out : Path
        Where to; must be new.
    verdicts : sequence of Verdict
        On weights and adapter.

    Raises
    ------
    ReleaseError
        If a file is a person's own, something was not shown or not looked at, or
        ``out`` is there.
    """
    check_nobody(folder)
    check_audited(folder)
    check_shown(verdicts)
    if out.exists():
        raise ReleaseError(
            Sentence(
                "{folder} is there already. Give the name of a new folder.", folder=out
            )
        )
    draft = out.with_name(f".{out.name}.partial")
    shutil.rmtree(draft, ignore_errors=True)  # of a release that was broken off
    draft.mkdir(parents=True)
    for name in (CARD, TORCH, ONNX, INT8, DIRECTIONS):
        if (folder / name).is_file():
            shutil.copy2(folder / name, draft / name)
    (draft / AUDIT).write_text(stated(verdicts, names=False), encoding="utf-8")
    draft.rename(out)
