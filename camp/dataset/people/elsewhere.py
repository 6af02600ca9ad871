"""What is kept of a person outside the dataset: vault, keys, log, last label."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import platformdirs

from attention_camp.camp.dataset.derivatives.pyramid import forget_pyramids
from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.people.traces import in_path, is_of
from attention_camp.camp.dataset.reading.catalogue import forget_index

APP = "attention-camp"
QT_SETTINGS = "QtProject.conf"
"""Where Qt's own file dialogs keep the folders that were opened, on Linux."""


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
    _without_lines(platformdirs.user_config_path(QT_SETTINGS), label)
    _forget_in_settings(platformdirs.user_config_path(APP) / "settings.json", label)


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
    """Remove the lines of a log that name a person; a log that is not there is none."""
    if not path.is_file():
        return
    name = re.escape(label.encode())
    wanted = re.compile(
        rb"(?<![0-9A-Za-z])(sub-|participant )?%b(?![0-9A-Za-z])" % name
    )
    if label.isdigit():  # a bare number may be anything
        marked = rb"(sub-|participant |[/\\\"'])%b(?![0-9A-Za-z])"
        wanted = re.compile(marked % name)
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if not wanted.search(line)]
    if kept != lines:
        # in place: the log is open in this program
        with path.open("r+b") as file:
            file.write(b"".join(kept))
            file.truncate()


def _forget_in_settings(path: Path, label: str) -> None:
    """Forget the label of the last session, and the person's files, in the settings."""
    try:
        settings = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return
    if not isinstance(settings, dict):
        return
    new = settings | without_label(settings, label)
    if new != settings:
        text = json.dumps(new, indent=2, ensure_ascii=False)
        write_whole(path, text + "\n")


def without_label(settings: Mapping[str, Any], label: str) -> dict[str, Any]:
    """Return the entries of settings that name a person, without their label.

    Parameters
    ----------
    settings : mapping
        As they are kept. The folder of the dataset stays: the program needs it.
    label : str
        The label.
    """
    new: dict[str, Any] = {}
    if settings.get("participant") == label:
        new["participant"] = ""
    fields = settings.get("board_fields")
    if isinstance(fields, dict):
        kept = {k: v for k, v in fields.items() if not in_path(str(v), label)}
        if kept != fields:
            new["board_fields"] = kept
    return new
