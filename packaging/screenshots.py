"""Takes the pictures of docs/images by driving the real windows.

    xvfb-run -a -s "-screen 0 1920x1080x24" python packaging/screenshots.py docs/images

A simulated participant with a simulated brain goes through a short session in the
real three processes, once in each language; every page is saved on the way as
``LANGUAGE/PAGE.png``. Options: ``--languages en zh_CN``, ``--appearance light dark``,
``--text 100 150``, ``--size 1280x800 1920x1080``. More than one value of an option
makes folders such as ``en-dark-150-1920x1080``.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from pathlib import Path


def main() -> int:
    """Take the pictures; return the exit status."""
    from gallery import save_pages
    from PySide6.QtCore import QSize
    from tour import Look, make_screenshots

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--languages", nargs="+", default=["en", "zh_CN"])
    parser.add_argument("--appearance", nargs="+", default=["light"])
    parser.add_argument("--text", nargs="+", type=int, default=[100])
    parser.add_argument("--size", nargs="+", default=["1280x800"])
    asked = parser.parse_args()
    looks = [
        Look(appearance, text, tuple(int(side) for side in size.split("x")))
        for appearance, text, size in itertools.product(
            asked.appearance, asked.text, asked.size
        )
    ]
    make_screenshots(asked.out, languages=tuple(asked.languages), looks=looks)
    for language in asked.languages:
        save_pages(asked.out / language, QSize(1280, 800), language=language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
