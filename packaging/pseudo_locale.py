"""Makes a pseudo-language: texts with accents, a third longer, in brackets.

    python packaging/pseudo_locale.py FOLDER
    ATTENTION_CAMP_TRANSLATIONS=FOLDER attention-camp --language eo

What is shown without brackets is not marked for translation, what is shown without
its closing bracket is cut. It goes the way of every further language: one file, which
stands for Esperanto (``eo``) here, since Qt wants a language that exists.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from translations import PREFIX, compile_ts, update  # beside this file

CODE = "eo"
OPENING, CLOSING = "⟦", "⟧"
LONGER = 0.35
"""How much longer than English; German and French are by a third."""
_ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
# fields of values, mnemonics, and entities stay as they are
_KEPT = re.compile(r"(\{[^}]*\}|&.|%[n0-9]|<[^>]+>)")


def pseudo(text: str) -> str:
    """Return a text in the pseudo-language."""
    parts = _KEPT.split(text)
    parts[::2] = [part.translate(_ACCENTS) for part in parts[::2]]
    # numbers with units are as long in every language
    has_words = any(re.search("[A-Za-z]{3}", part) for part in _KEPT.split(text)[::2])
    padding = "·" * round(LONGER * len(text)) if has_words else ""
    return f"{OPENING}{''.join(parts)}{padding}{CLOSING}"


def make(folder: Path) -> Path:
    """Make the language in a folder; return its compiled file."""
    folder.mkdir(parents=True, exist_ok=True)
    ts = folder / f"{PREFIX}{CODE}.ts"
    update(ts)
    tree = ET.parse(ts)  # noqa: S314  ours
    for message in tree.getroot().iter("message"):
        source, found = message.findtext("source"), message.find("translation")
        if source and found is not None:
            found.attrib.pop("type", None)
            found.text = pseudo(source)
    tree.write(ts, encoding="utf-8", xml_declaration=True)
    compile_ts(ts)
    return ts.with_suffix(".qm")


def main() -> int:
    """Make it in the folder that was given; return the exit status."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    print(make(Path(sys.argv[1])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
