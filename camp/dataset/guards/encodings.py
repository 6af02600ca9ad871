"""Text files of a dataset that are not in UTF-8, at which validators stop."""

from __future__ import annotations

from pathlib import Path

from attention_camp.camp.dataset.guards.links import dataset_files, is_inside
from attention_camp.resources.bounded import LARGEST_TABLE, UnreadableError, read_bytes


def files_not_utf8(dataset: Path) -> list[Path]:
    """Return the tables and JSON files of a dataset that are no text in UTF-8."""
    found = []
    for path in dataset_files(dataset):
        is_hidden = path.name.startswith(".")
        if is_hidden or path.suffix not in {".tsv", ".json"}:
            continue
        if not is_inside(dataset, path):
            continue
        try:
            read_bytes(path, most=LARGEST_TABLE).decode("utf-8")
        except UnicodeDecodeError:
            found.append(path)
        except (FileNotFoundError, UnreadableError):
            continue  # another check names it
    return found
