"""What made a report: Python, the computer's kind, and every installed version."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.tables import as_json
from attention_camp.resources.bounded import read_json_table

_FACTS, _PINNED = "environment.json", "requirements.txt"


def environment() -> dict[str, Any]:
    """Return Python's version, the computer's kind, and the packages with theirs."""
    found = {one.name.lower().replace("_", "-"): one.version for one in distributions()}
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        "packages": dict(sorted(found.items())),
    }


def write_environment(folder: Path) -> None:
    """Write the environment, and its packages as pip installs them again."""
    facts = environment()
    folder.mkdir()
    (folder / _FACTS).write_text(as_json(facts), encoding="utf-8")
    pinned = "".join(f"{name}=={n}\n" for name, n in facts["packages"].items())
    (folder / _PINNED).write_text(pinned, encoding="utf-8")


def other_versions(
    folder: Path, names: tuple[str, ...]
) -> Mapping[str, tuple[str, str]]:
    """Return the version of then and of now of what is not the same.

    Parameters
    ----------
    folder : Path
        Where the environment was written.
    names : tuple of str
        Packages that are compared; Python is, too.
    """
    then, now = read_json_table(folder / _FACTS), environment()
    pairs = {"python": (str(then.get("python")), now["python"])}
    for name in names:
        old = str((then.get("packages") or {}).get(name, "–"))
        pairs[name] = (old, now["packages"].get(name, "–"))
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
