"""Who may import whom, and that every folder is where packaging expects it."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("camp", "tasks", "signal", "models", "resources")
MAY_IMPORT = {
    "camp": {"camp", "tasks", "signal", "models", "resources"},
    "tasks": {"tasks"},
    "signal": {"signal"},
    "models": {"models", "signal", "resources"},
    "resources": set(),
}
ONLY_IN = {
    "brainflow": ("signal/brainflow_library.py",),
    "torch": ("models/",),
    "PySide6": ("camp/ui/",),
    "pyqtgraph": ("camp/ui/",),
}


def _imports(path: Path) -> list[tuple[str, ...]]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.append(node.module)
    return [tuple(name.split(".")) for name in names]


def _files() -> list[tuple[str, str, Path]]:
    return [
        (folder, path.relative_to(ROOT).as_posix(), path)
        for folder in OURS
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]


def test_every_folder_imports_only_what_the_design_allows() -> None:
    wrong = [
        f"{name} imports {'.'.join(module)}"
        for folder, name, path in _files()
        for module in _imports(path)
        if module[0] == "attention_camp"
        and len(module) > 1
        and module[1] not in MAY_IMPORT[folder]
    ]
    assert not wrong


def test_heavy_packages_stay_in_their_folders() -> None:
    wrong = [
        f"{name} imports {module[0]}"
        for _, name, path in _files()
        for module in _imports(path)
        if module[0] in ONLY_IN
        and not any(name.startswith(allowed) for allowed in ONLY_IN[module[0]])
    ]
    assert not wrong


def test_only_the_windows_are_imported_by_windows() -> None:
    """Nothing outside camp/ui imports it, but the command line and a process host."""
    command_line = {"camp/cli.py", "camp/cli_run.py", "camp/cli_tools.py"}
    allowed = command_line | {"camp/processes/participant.py"}
    wrong = [
        name
        for _, name, path in _files()
        if not name.startswith("camp/ui/")
        and name not in allowed
        and any(
            module[:3] == ("attention_camp", "camp", "ui") for module in _imports(path)
        )
    ]
    assert not wrong


@pytest.mark.smoke
def test_the_listed_packages_are_the_folders_that_hold_code() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(settings["tool"]["setuptools"]["packages"])
    if not (ROOT / "camp").exists():  # beside the wheel there is no source tree
        import importlib

        assert all(importlib.import_module(name) for name in listed)
        return
    found = {
        "attention_camp." + path.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for _, _, path in _files()
    }
    assert listed == found


def test_folders_that_would_shadow_a_module_are_no_packages() -> None:
    assert not (ROOT / "signal" / "__init__.py").exists()
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert not list((ROOT / "tests").rglob("__init__.py"))
    for folder in ("camp", "tasks", "models", "resources"):
        assert (ROOT / folder / "__init__.py").exists()


def test_constraints_name_no_address_and_keep_the_two_needed_pins() -> None:
    lines = (ROOT / "packaging" / "constraints.txt").read_text().splitlines()
    pins = dict(line.split("==") for line in lines if line and line[0] != "#")
    assert not any("://" in line or "@" in line for line in lines)
    assert pins["PySide6_Essentials"] != "6.12.0"
    assert int(pins["setuptools"].split(".")[0]) < 81
