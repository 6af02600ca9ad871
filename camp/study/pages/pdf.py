"""A report as PDF, printed by a browser that is installed here.

Qt's own text documents know neither inline SVG nor the page's layout, and a browser
inside the program (Qt WebEngine) would add 200 MB to it; every office computer has one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from attention_camp.resources.texts import Sentence, UserError

_NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
    "microsoft-edge", "chrome-headless-shell", "chromium-headless-shell", "msedge",
    "chrome",
)  # fmt: skip
_WINDOWS = (
    r"Microsoft\Edge\Application\msedge.exe",
    r"Google\Chrome\Application\chrome.exe",
)
_MACS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_SECONDS = 120


class PdfError(UserError):
    """A page that cannot be printed; the text is for people."""


def browser() -> str | None:
    """Return a browser that prints without a window; None: there is none."""
    return next(_browsers(), None)


def _browsers() -> Iterator[str]:
    for name in _NAMES:
        if found := shutil.which(name):
            yield found
    roots = [os.environ.get(n) for n in ("ProgramFiles", "ProgramFiles(x86)")]
    windows = [Path(root) / name for root in roots if root for name in _WINDOWS]
    for path in (*windows, *map(Path, _MACS)):
        if path.is_file():
            yield str(path)


def print_pdf(page: Path) -> Path:
    """Print a page into a PDF beside it.

    Parameters
    ----------
    page : Path
        The page; it needs no network.

    Returns
    -------
    pdf : Path
        The PDF, named as the page.

    Raises
    ------
    PdfError
        If no browser is found, or it does not print.
    """
    program = browser()
    pdf = page.with_suffix(".pdf")
    if program is None:
        raise PdfError(
            Sentence(
                "A PDF is printed by Chrome, Edge or Chromium, and none is installed "
                "here. Open {page} in any browser and print it into a file.",
                page=page,
            )
        )
    # parts of a browser may still write there when it has ended, or was given up
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = [
            "--headless", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={profile}", f"--print-to-pdf={pdf.resolve()}",
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--no-sandbox")  # browsers refuse root otherwise
        try:
            done = subprocess.run(
                [program, *options, page.resolve().as_uri()],
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _not_printed(page, program, str(error)) from error
    if done.returncode or not pdf.is_file():
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _not_printed(page, program, told[-1] if told else "–")
    return pdf


def _not_printed(page: Path, program: str, error: str) -> PdfError:
    return PdfError(
        Sentence(
            "{program} did not print {page}: {error}. Open the page in a browser and "
            "print it into a file.",
            program=program,
            page=page,
            error=error,
        )
    )
