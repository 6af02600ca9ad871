"""The languages there are: English is in the sources, each other one is one file."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

ENGLISH = "en"
VARIABLE = "ATTENTION_CAMP_TRANSLATIONS"
"""Names a folder with further translations, so that one can be tried before it is part
of the program."""
_PREFIX = "attention_camp_"


def translation_files() -> dict[str, Path]:
    """Return the compiled translation of each language, by its code.

    A file ``attention_camp_de.qm`` among the resources, or in the folder that
    `VARIABLE` names, makes German a language of windows, tasks and reports.
    """
    folders = [Path(str(files("attention_camp.resources"))) / "i18n"]
    if own := os.environ.get(VARIABLE):
        folders.append(Path(own))
    return {
        path.stem.removeprefix(_PREFIX): path
        for folder in folders
        for path in sorted(folder.glob(f"{_PREFIX}*.qm"))
    }


def languages() -> tuple[str, ...]:
    """Return the codes of all languages, English first."""
    return (ENGLISH, *translation_files())
