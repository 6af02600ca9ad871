"""Who may import whom, and that every folder is where packaging expects it."""

from __future__ import annotations

import ast
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("camp", "tasks", "signal", "models", "resources")
MAY_IMPORT = {
    "camp": {"camp", "tasks", "signal", "models", "resources"},
    "tasks": {"tasks", "resources"},
    "signal": {"signal", "resources"},
    "models": {"models", "signal", "resources"},
    "resources": {"resources"},
}
FLOORS = (
    {"ui", "cli"},
    {"serve", "simulate"},
    {"processes"},
    {"study"},
    {"replay"},
    {"dataset"},
    {"eeg"},
    {"session"},
    {"people", "pc", "workers"},
)
"""The floors of camp/, top first: each imports only what is below it."""
WINDOWS_MAY_MEET = {
    "widgets": {"widgets"},
    "operator": {"operator", "widgets", "participant"},
    "viewer": {"viewer", "widgets"},
    "study": {"study", "widgets"},
    "protocols": {"protocols", "participant", "widgets"},
    "rehearsal": {"rehearsal", "widgets"},
    "people": {"people", "widgets"},
    "participant": {"participant"},
}
"""Rooms of camp/ui; the files beside them (window, pages, app) put them together."""
ONLY_IN = {
    "brainflow": ("signal/sources/brainflow_library.py",),
    "torch": ("models/training/",),
    "captum": ("models/training/",),
    "onnx": ("models/training/",),
    "onnxscript": ("models/training/",),
    "flwr": ("models/training/federated/",),
    "grpc": ("models/training/federated/",),
    "opacus": ("models/training/federated/",),
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


def _floor(room: str) -> int:
    return next((i for i, floor in enumerate(FLOORS) if room in floor), -1)


def test_the_floors_of_camp_import_only_what_is_below_them() -> None:
    wrong = [
        f"{name} imports {'.'.join(module)}"
        for folder, name, path in _files()
        if folder == "camp" and name.count("/") > 1
        for module in _imports(path)
        if module[:2] == ("attention_camp", "camp")
        and len(module) > 3
        and _floor(module[2]) < _floor(name.split("/")[1])
    ]
    assert not wrong


def test_every_room_of_camp_stands_on_a_floor() -> None:
    rooms = {p.name for p in (ROOT / "camp").iterdir() if p.is_dir()} - {"__pycache__"}
    assert {room for room in rooms if _floor(room) < 0} == set()


def test_operator_and_viewer_never_meet() -> None:
    wrong = [
        f"{name} imports {'.'.join(module)}"
        for _, name, path in _files()
        if name.startswith("camp/ui/") and name.count("/") > 2
        for module in _imports(path)
        if module[:3] == ("attention_camp", "camp", "ui")
        and len(module) > 4
        and module[3] not in WINDOWS_MAY_MEET[name.split("/")[2]]
    ]
    assert not wrong


def _module_graph() -> dict[str, set[str]]:
    names = {
        "attention_camp." + name[:-3].replace("/", ".").removesuffix(".__init__"): path
        for _, name, path in _files()
    }
    graph: dict[str, set[str]] = {}
    for module, path in names.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                whole = {f"{node.module}.{alias.name}" for alias in node.names}
                found |= {name for name in whole | {node.module} if name in names}
        graph[module] = found - {module}
    return graph


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Lazy imports and imports for types count too."""
    sorter = TopologicalSorter(_module_graph())
    sorter.prepare()  # raises CycleError, which names the circle


def test_there_is_one_clock_of_the_host() -> None:
    """`signal.clock.host_time` stamps everything; `time.monotonic` may be coarse."""
    wrong = [
        f"{name}:{node.lineno}"
        for _, name, path in _files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr.startswith("monotonic"))
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "time"
            and any(alias.name.startswith("monotonic") for alias in node.names)
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


def test_the_folders_of_the_tests_mirror_those_of_the_code() -> None:
    apart = {"tests/benchmarks", "tests/faults", "tests/data"}
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    names = {folder.relative_to(ROOT).as_posix() for folder in folders} - {"tests"}
    unknown = [
        name
        for name in names - apart
        if not (ROOT / name.removeprefix("tests/")).is_dir()
    ]
    assert not unknown


def test_constraints_name_no_address_and_keep_the_two_needed_pins() -> None:
    lines = (ROOT / "packaging" / "constraints.txt").read_text().splitlines()
    pins = dict(line.split("==") for line in lines if line and line[0] != "#")
    assert not any("://" in line or "@" in line for line in lines)
    assert pins["PySide6_Essentials"] != "6.12.0"
    assert int(pins["setuptools"].split(".")[0]) < 81


def test_the_version_is_said_once_and_cited_alike() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    version = settings["project"]["version"]
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {version}\n" in cited
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = [part for part in changes.split("\n## ")[1:] if part[0].isdigit()]
    assert released[0].startswith(f"{version} ")


def test_only_training_packages_are_left_out_of_the_light_installation() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    light = " ".join(project["dependencies"])
    assert not any(name in light for name in ("torch", "captum", "onnxscript", "onnx>"))
    train = " ".join(project["optional-dependencies"]["train"])
    assert all(name in train for name in ("torch", "captum", "onnxscript", "onnx>"))
