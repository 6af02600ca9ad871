"""Counts what the house promises of itself, and draws it from the imports.

    python packaging/house.py           the counts; exit status 1 where one is broken
    python packaging/house.py --write   writes docs/images/house.svg and docs/modules.md

The promises: no file above 350 lines, no function above 60, no folder of more than 25
files, no module that imports itself by way of others, and no floor of camp/ that
imports one above it.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("camp", "tasks", "signal", "models", "resources")
LONGEST_FILE = 350
LONGEST_FUNCTION = 60
FULLEST_FOLDER = 25
FLOORS = (
    ("cli", "ui"),
    ("serve", "simulate"),
    ("processes",),
    ("study",),
    ("replay",),
    ("dataset",),
    ("eeg",),
    ("session",),
    ("people", "pc", "workers"),
)
"""The floors of camp/, top first; rooms on one floor may import each other."""
BOX, BOX_GAP, ROW, WIDTH = 150, 16, 56, 1010
"""Sizes of the drawing."""
GROUND = (("models",), ("signal", "tasks"), ("resources",))


@dataclass(frozen=True, slots=True)
class Module:
    """A file of the package."""

    name: str
    """Dotted, without ``attention_camp``."""
    path: Path
    tree: ast.Module
    n_lines: int

    @property
    def room(self) -> str:
        """``camp/dataset`` for a file in a room of camp/, else the top folder."""
        parts = self.path.relative_to(ROOT).parts
        is_in_camp = parts[0] == "camp" and len(parts) > 2
        return "/".join(parts[:2]) if is_in_camp else parts[0]


def modules() -> dict[str, Module]:
    """Return the modules of the package by name."""
    found = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            name = name.removesuffix(".__init__")
            found[name] = Module(name, path, ast.parse(text), len(text.splitlines()))
    return found


def imports(house: dict[str, Module]) -> dict[str, set[str]]:
    """Return the imports of each module, lazy ones and those for types too."""
    graph = {}
    for module in house.values():
        found = set()
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                base = node.module.removeprefix("attention_camp.")
                whole = {f"{base}.{alias.name}" for alias in node.names}
                found |= {name for name in whole | {base} if name in house}
        graph[module.name] = found - {module.name}
    return graph


def broken(house: dict[str, Module]) -> Iterator[str]:
    """Yield a sentence for each promise that is broken."""
    for module in house.values():
        yield from _too_long(module)
    for folder, n_files in folders(house).items():
        if n_files > FULLEST_FOLDER:
            yield f"{folder} holds {n_files} files."
    graph = imports(house)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield f"Modules import each other: {' → '.join(error.args[1])}."
    for name, targets in graph.items():
        for target in targets:
            if floor(house[target].room) < floor(house[name].room):
                yield f"{name} imports {target}, which is above it."


def _too_long(module: Module) -> Iterator[str]:
    place = module.path.relative_to(ROOT)
    if module.n_lines > LONGEST_FILE:
        yield f"{place} has {module.n_lines} lines."
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{place}: {node.name} has {length} lines."


def folders(house: dict[str, Module]) -> Counter[str]:
    """Return how many files each folder holds; a package's own page does not count."""
    return Counter(
        module.path.parent.relative_to(ROOT).as_posix()
        for module in house.values()
        if module.path.name != "__init__.py"
    )


def floor(room: str) -> int:
    """Return the number of a room's floor, 0 at the top."""
    floors = (*(tuple(f"camp/{name}" for name in names) for names in FLOORS), *GROUND)
    # camp/__init__.py and __main__.py open the front door: above everything
    return next((i for i, names in enumerate(floors) if room in names), -1)


def drawing(house: dict[str, Module]) -> str:
    """Return the floors, and how often each room imports the others, as an SVG."""
    sizes = Counter(module.room for module in house.values())
    rows = [
        [name for name in names if sizes[name]]
        for names in (*(tuple(f"camp/{n}" for n in names) for names in FLOORS), *GROUND)
    ]
    rows = [names for names in rows if names]
    places = {
        name: (BOX_GAP + index * (BOX + BOX_GAP), BOX_GAP + number * ROW)
        for number, names in enumerate(rows)
        for index, name in enumerate(names)
    }
    arrows = Counter(
        (house[name].room, house[target].room)
        for name, targets in imports(house).items()
        for target in targets
        if house[name].room != house[target].room
    )
    height = BOX_GAP + len(rows) * ROW
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
    lines = [
        f'{head} font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    for name, (x, y) in places.items():
        uses = sorted(
            ((target, n) for (source, target), n in arrows.items() if source == name),
            key=lambda use: (-use[1], use[0]),
        )
        text = ", ".join(f"{target.removeprefix('camp/')} {n}" for target, n in uses)
        lines += _box(name, f"{sizes[name]} files", x, y)
        index = rows[(y - BOX_GAP) // ROW].index(name)
        lines.append(
            f'<text x="{2 * (BOX + BOX_GAP) + BOX_GAP}" y="{y + 15 + 17 * index}" '
            f'font-size="11" fill="#333333">{escape(_short(name, text))}</text>'
        )
    return "\n".join([*lines, "</svg>"]) + "\n"


def _box(title: str, note: str, x: int, y: int) -> list[str]:
    middle = x + BOX / 2
    return [
        (
            f'<rect x="{x}" y="{y}" width="{BOX}" height="38" rx="6" fill="#eef3f8" '
            'stroke="#33475b"/>'
        ),
        (
            f'<text x="{middle}" y="{y + 17}" text-anchor="middle" font-size="13" '
            f'font-weight="bold">{escape(title)}</text>'
        ),
        (
            f'<text x="{middle}" y="{y + 31}" text-anchor="middle" font-size="10">'
            f"{escape(note)}</text>"
        ),
    ]


def _short(name: str, uses: str) -> str:
    return f"{name.removeprefix('camp/')} → {uses}" if uses else f"{name}: nothing"


def module_list(house: dict[str, Module]) -> str:
    """Return every module with the first line of its docstring, folder by folder."""
    lines = [
        "# Modules",
        "",
        "Written by `python packaging/house.py --write` from the sources.",
    ]
    folder = ""
    for module in house.values():
        place = module.path.relative_to(ROOT)
        if place.parent.as_posix() != folder:
            folder = place.parent.as_posix()
            lines += ["", f"## {folder}/", ""]
        says = (ast.get_docstring(module.tree) or "").split("\n")[0]
        lines.append(f"- `{place.name}`: {says}")
    return "\n".join(lines) + "\n"


def written(house: dict[str, Module]) -> dict[Path, str]:
    """Return the files made from the sources, and what they should hold."""
    return {
        ROOT / "docs" / "images" / "house.svg": drawing(house),
        ROOT / "docs" / "modules.md": module_list(house),
    }


def main(arguments: list[str]) -> int:
    """Print the counts, or write the drawing; return the exit status."""
    house = modules()
    if "--write" in arguments:
        for path, content in written(house).items():
            path.write_text(content, encoding="utf-8")
    longest = max(house.values(), key=lambda module: module.n_lines)
    fullest, n_files = folders(house).most_common(1)[0]
    print(f"{len(house)} modules, {sum(m.n_lines for m in house.values())} lines")
    print(f"longest file: {longest.name} ({longest.n_lines}, at most {LONGEST_FILE})")
    print(f"fullest folder: {fullest} ({n_files}, at most {FULLEST_FOLDER})")
    faults = list(broken(house))
    faults += [
        f"{path.relative_to(ROOT)} is out of date: python packaging/house.py --write"
        for path, content in written(house).items()
        if not path.exists() or path.read_text(encoding="utf-8") != content
    ]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
