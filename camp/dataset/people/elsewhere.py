"""What is kept of a person outside the dataset: vault, keys, log, last label."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import platformdirs

from attention_camp.camp.dataset.derivatives.pyramid import forget_pyramids
from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.people.traces import is_of
from attention_camp.camp.dataset.reading.catalogue import forget_index

APP = "attention-camp"


def study_cache() -> Path:
    """Return the folder of what statistics keep of each run, for this user."""
    return platformdirs.user_cache_path(APP) / "study"


def forget_elsewhere(label: str) -> None:
    """Remove what this user's caches, log and settings hold of a person."""
    forget_index()
    shutil.rmtree(study_cache(), ignore_errors=True)
    forget_pyramids()
    for path in sorted(platformdirs.user_log_path(APP).glob("log.txt*")):
        _without_lines(path, label)
    _forget_last(platformdirs.user_config_path(APP) / "settings.json", label)


def in_the_bin(label: str) -> list[Path]:
    """Return what the system's bin holds of a person: it is emptied by its owner."""
    data = os.environ.get("XDG_DATA_HOME", "")
    home = Path(data) if data else Path.home() / ".local" / "share"
    bins = (home / "Trash" / "files", Path.home() / ".Trash")
    return [
        path
        for place in bins
        if place.is_dir()
        for path in place.rglob("*")
        if path.is_file() and is_of(path.relative_to(place), label)
    ]


def _without_lines(path: Path, label: str) -> None:
    """Remove the lines of a log that name a person."""
    name = re.escape(label.encode())
    wanted = re.compile(
        rb"(?<![0-9A-Za-z])(sub-|participant )?%b(?![0-9A-Za-z])" % name
    )
    if label.isdigit():  # a bare number may be anything
        wanted = re.compile(rb"(sub-|participant )%b(?![0-9A-Za-z])" % name)
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if not wanted.search(line)]
    if kept != lines:
        # in place: the log is open in this program
        with path.open("r+b") as file:
            file.write(b"".join(kept))
            file.truncate()


def _forget_last(path: Path, label: str) -> None:
    """Forget the label of the last session in the settings."""
    try:
        settings = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return
    if isinstance(settings, dict) and settings.get("participant") == label:
        text = json.dumps(settings | {"participant": ""}, indent=2, ensure_ascii=False)
        write_whole(path, text + "\n")
