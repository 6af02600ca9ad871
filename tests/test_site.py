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
from typer.testing import CliRunner

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
        fence = r"^ *```(\w*)\n(.*?)^ *```"
        for kind, block in re.findall(fence, text, re.MULTILINE | re.DOTALL):
            if kind not in {"", "sh", "console"}:
                continue
            lines = re.sub(r"\\\n\s*", " ", block).splitlines()
            for line in map(str.strip, lines):
                if line.startswith("attention-camp "):
                    yield page.relative_to(ROOT).as_posix(), line


COMMANDS = sorted(set(_commands()))


RUN_HERE = (
    "run --headless --observer default --board simulated --dataset D",
    "run --protocol adults --participant 07 --session 03 --dry-run",
    "validate D",
    "validate DATASET",
    'validate ~/"Attention Camp"',
    "replay D",
    'replay ~/"Attention Camp"',
    "recover D",
    "recover DATASET",
    "recover DATASET --dry-run",
    "export D --csv C --bids B --anonymise",
    "export DATASET --csv DIR",
    "export DATASET --bids COPY --anonymise",
    'export ~/"Attention Camp" --csv tables',
    "progress DATASET --participant 01 --out page.html --for teacher",
    "study DATASET --ask",
    "calendar adults --from 2026-12-01 --at 16:30 --out camp.ics",
    "calendar adults --from 2026-12-14 --done 3 --out rest.ics",
    "people form --template consent.yaml        # then edit it",
    "lock --template study.yaml             # then edit it",
    "tasks",
    "tasks visual-search",
    "tasks --schema > protocol.schema.json",
)
"""Commands of the pages that are run as they stand there, in this order, where D,
DATASET and the home's folder hold the session that the first one records."""

NOT_RUN = {
    r"bench\b": "minutes to an hour each",
    r"(train|evaluate|calibrate|explain)\b": "downloads, or minutes of computing",
    r"simulate|study \w+ --(?!ask)|(crate|verify|sheet) \S|example": (
        "needs a whole study; its own tests and `make check` make one"
    ),
    r"check$|serve|review|photodiode|.*--board (NAME|none|lsl)|.*--box": (
        "opens windows or a headset"
    ),
    r"run --(protocol|session|dataset)": "a session with a person",
    r"serve --|run … --class-page": "a page is served until stopped; tests/camp/serve",
    r"run .*my.yaml|export trial|tasks longer-bar": (
        "needs the file that the page has you write; its own test does"
    ),
    r"import .": "needs another program's files",
    r"people|enrol|guess|lock|unblind|withdraw|correct|validate D(S|ATASET --)": (
        "needs enrolled people, their keys or a hash; their own tests have them"
    ),
    r"export DATASET --csv TABLES --parquet": "needs the extra [parquet]",
    r"progress DATASET .* person\|": "a choice, not a command",
    r"\w+$|tasks NAME|import FILE": "named only, without what it works on",
}
"""What is not run, by the beginning of the command, and why."""


def _words(line: str) -> list[str]:
    return shlex.split(line.partition(">")[0], comments=True)[1:]


def test_every_command_is_run_or_it_is_said_why_not() -> None:
    lines = {line.removeprefix("attention-camp ") for _, line in COMMANDS}
    missing = sorted(
        line
        for line in lines - set(RUN_HERE)
        if not any(re.match(start, line) for start in NOT_RUN)
    )
    assert missing == []
    assert set(RUN_HERE) <= lines
    for start in NOT_RUN:
        assert any(re.match(start, line) for line in lines - set(RUN_HERE)), start


@pytest.mark.slow
def test_the_commands_that_can_be_run_here_work(
    tmp_path: Path,
    monkeypatch,
    qapp,  # a command that paints must not make a smaller one
) -> None:
    """One after the other in a new folder, as a reader would type them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    runner = CliRunner()
    for line in RUN_HERE:
        words = [
            word.replace("~", str(tmp_path))
            for word in _words(f"attention-camp {line}")
        ]
        done = runner.invoke(app, words)
        assert done.exit_code == 0, f"{line}: {done.output} {done.exception}"
        if line.startswith("run --headless"):
            for name in ("DATASET", "Attention Camp"):
                shutil.copytree(tmp_path / "D", tmp_path / name)


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
