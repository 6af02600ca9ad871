"""A folder under SHA-256 as BagIt has it (RFC 8493): each changed file is named.

Any BagIt program checks it too, and so does ``sha256sum -c manifest-sha256.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import file_digest
from pathlib import Path

from attention_camp.camp.dataset.durable import write_new
from attention_camp.camp.dataset.guards.links import dataset_files
from attention_camp.resources.texts import Sentence
from attention_camp.signal.clock import wall_time

PAYLOAD = "data"
DECLARATION, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_ENCODED = {"%": "%25", "\n": "%0A", "\r": "%0D"}


def close_bag(folder: Path) -> None:
    """Write the files that make a bag of a folder; what it holds is under ``data``."""
    payload = [path for path in _files(folder) if _is_payload(folder, path)]
    n_bytes = sum(path.stat().st_size for path in payload)
    declared = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    write_new(folder / DECLARATION, declared)
    date = wall_time().date().isoformat()
    info = f"Bagging-Date: {date}\nPayload-Oxum: {n_bytes}.{len(payload)}\n"
    write_new(folder / INFO, info)
    write_new(folder / MANIFEST, _listed(folder, payload))
    tags = [path for path in _files(folder) if not _is_payload(folder, path)]
    write_new(folder / TAG_MANIFEST, _listed(folder, tags))


def changes_in(
    folder: Path, progress: Callable[[int, int], None] | None = None
) -> list[Sentence]:
    """Return what is not as it was when the bag was closed, each file by its name.

    Parameters
    ----------
    folder : Path
        The bag.
    progress : callable or None
        Called with the number of files looked at and of all files; it may raise, to
        cancel.
    """
    found: list[Sentence] = []
    wanted: dict[str, tuple[str, str]] = {}
    for manifest in (MANIFEST, TAG_MANIFEST):
        lines, problem = _read(folder / manifest)
        found += [problem] if problem else []
        wanted |= {name: (hash_, manifest) for name, hash_ in lines.items()}
    present = {_name(folder, path): path for path in _files(folder)}
    for done, (name, (hash_, manifest)) in enumerate(wanted.items(), start=1):
        path = present.pop(name, None)
        if path is None:
            found.append(
                Sentence(
                    "{file} is missing; {manifest} lists it.",
                    file=name,
                    manifest=manifest,
                )
            )
        elif _digest(path) != hash_:
            found.append(
                Sentence(
                    "{file} was changed: its SHA-256 is not the one in {manifest}.",
                    file=name,
                    manifest=manifest,
                )
            )
        if progress:
            progress(done, len(wanted))
    found += [
        Sentence("{file} was added: no manifest lists it.", file=name)
        for name in present
    ]
    return found


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in dataset_files(folder) if path != folder / TAG_MANIFEST)


def _is_payload(folder: Path, path: Path) -> bool:
    return path.relative_to(folder).parts[0] == PAYLOAD


def _listed(folder: Path, paths: Iterable[Path]) -> str:
    return "".join(f"{_digest(path)}  {_name(folder, path)}\n" for path in paths)


def _read(manifest: Path) -> tuple[Mapping[str, str], Sentence | None]:
    """Return the SHA-256 of each file that a manifest lists, and what is wrong."""
    try:
        text = manifest.read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return {}, Sentence("{file} cannot be read.", file=manifest.name)
    lines: dict[str, str] = {}
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in lines:
            return lines, Sentence(
                "{file} was changed: line {number} is no line of a manifest.",
                file=manifest.name,
                number=number,
            )
        lines[match[2]] = match[1]
    if not text.endswith("\n"):
        return lines, Sentence("{file} was changed: its end.", file=manifest.name)
    return lines, None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _name(folder: Path, path: Path) -> str:
    return _written(path.relative_to(folder).as_posix())


def _written(name: str) -> str:
    """Return a path as manifests write it: a line each."""
    return re.sub("[%\n\r]", lambda found: _ENCODED[found[0]], name)
