"""Write a protocol anew with what the data propose, its deviations stated."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from attention_camp.camp.study.proposals import Proposal

_DERIVED = ("carried_level",)
"""Entries of a block that a session adds and a protocol file does not have."""


def revised(protocol: Mapping[str, Any], proposals: Iterable[Proposal]) -> str | None:
    """Return a changed protocol's file, each deviation a comment above it.

    Proposals that leave the choice to a person change nothing.

    Parameters
    ----------
    protocol : mapping
        The protocol as a session keeps it.
    proposals : iterable of Proposal
        What is proposed for it.

    Returns
    -------
    text : str or None
        YAML that can be run; None where nothing would change.
    """
    from ruamel.yaml import YAML

    made: dict[str, Any] = deepcopy(dict(protocol))
    deviations = []
    for one in proposals:
        if one.value is None:
            continue
        block = made["blocks"][one.block - 1]
        *path, last = one.field.split(".")
        for name in path:
            block = block.setdefault(name, {})
        block[last] = one.value
        deviations.append(
            f"# Deviation, block {one.block} ({one.task}): {one.field} {one.now} → "
            f"{one.proposed}; {one.figure}."
        )
    if not deviations:
        return None
    made["version"] = _next(str(made.get("version", "1")))
    made["blocks"] = [
        {k: v for k, v in block.items() if v is not None and k not in _DERIVED}
        for block in made["blocks"]
    ]
    made = {name: value for name, value in made.items() if value is not None}
    text = io.StringIO()
    YAML(typ="safe", pure=True).dump(made, text)
    head = (
        f"# Version {made['version']}, proposed by the data of version "
        f"{protocol.get('version', '1')}; for people who are not enrolled yet."
    )
    return "\n".join([head, *deviations, text.getvalue()])


def _next(version: str) -> str:
    stem, dot, last = version.rpartition(".")
    return f"{stem}{dot}{int(last) + 1}" if last.isdecimal() else f"{version}-2"
