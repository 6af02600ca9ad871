"""The documentation: it builds without a warning, and its commands exist."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from attention_camp.camp.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("README.md"), *sorted(ROOT.glob("docs/**/*.md"))]

pytestmark = pytest.mark.skipif(
    not (ROOT / "docs").exists(), reason="the pages are not part of the wheel"
)


def _commands() -> Iterator[tuple[str, str]]:
    """Yield the commands that the pages tell to type, in blocks and in sentences."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for line in re.findall(r"(?<!`)`(attention-camp \w[^`]+)`(?!`)", text):
            yield page.relative_to(ROOT).as_posix(), " ".join(line.split())
        for block in re.findall(
            r"^ *```(?:sh|console)?\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL
        ):
            lines = re.sub(r"\\\n\s*", " ", block).splitlines()
            for line in map(str.strip, lines):
                if line.startswith("attention-camp "):
                    yield page.relative_to(ROOT).as_posix(), line


COMMANDS = sorted(set(_commands()))


@pytest.mark.parametrize(("page", "line"), COMMANDS)
def test_a_command_of_the_pages_is_one_that_the_program_knows(
    page: str, line: str
) -> None:
    words = shlex.split(line, comments=True)[1:]
    command: Any = typer.main.get_command(app)
    while hasattr(command, "commands"):
        assert words[0] in command.commands, f"{page}: {line}"
        command, words = command.commands[words[0]], words[1:]
    known = {flag for param in command.params for flag in param.opts}
    known |= {flag for param in command.params for flag in param.secondary_opts}
    for word in words:
        if word.startswith("--"):
            assert word.split("=")[0] in {*known, "--help"}, f"{page}: {line}"


def test_there_are_commands_in_the_pages() -> None:
    assert len(COMMANDS) > 40


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    if shutil.which("mkdocs", path=str(Path(sys.executable).parent)) is None:
        pytest.skip("mkdocs is not installed: pip install attention-camp[dev]")
    built = subprocess.run(
        [
            sys.executable, "-m", "mkdocs", "build", "--strict",
            "-f", str(ROOT / "packaging" / "site.yml"), "-d", str(tmp_path / "site"),
        ],
        capture_output=True, text=True, env={"NO_MKDOCS_2_WARNING": "1"}, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    start = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "first-session.html" in start
    assert not re.search(r'(?:src|href)="https?://[^"]*\.(?:js|css|woff2?)', start)


def test_the_python_page_says_what_the_code_says() -> None:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        import python_page
    finally:
        sys.path.pop(0)
    assert python_page.PAGE.read_text(encoding="utf-8") == python_page.page()
