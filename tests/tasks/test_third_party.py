"""Other packages add tasks; the example in docs/ works, broken ones are reported."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "example-task"

PROGRAM = """
import json
import logging
import numpy as np
from attention_camp.tasks import available_tasks, load_task

logging.basicConfig(format="%(levelname)s %(message)s")
found = available_tasks()
errors = {}
for name in ("broken-import", "not-a-task", "lacks-parts"):
    try:
        load_task(name)
    except ValueError as error:
        errors[name] = str(error)
task = load_task("which-side", distance=4.0)
trial = task.next_trial(3, np.random.default_rng(0))
print(json.dumps({
    "names": found.names, "problems": found.problems, "errors": errors,
    "x": abs(trial.phases[1].stimuli[1].x), "expected": trial.phases[1].expected,
}))
"""


def run_program(path: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(path)}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        cwd=path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Install a copy of the example, and beside it three broken packages."""
    source, target = tmp_path / "source", tmp_path / "site"
    package = source / "src" / "attention_camp_example"
    package.mkdir(parents=True)
    for name in ("pyproject.toml", "README.md"):
        (source / name).write_bytes((EXAMPLE / name).read_bytes())
    module = Path("src", "attention_camp_example", "__init__.py")
    (source / module).write_bytes((EXAMPLE / module).read_bytes())
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"),
            *("--no-build-isolation", "--no-index", "--target", str(target)),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    (target / "broken_package.py").write_text(
        "import dataclasses\n"
        "number = 3\n"
        "@dataclasses.dataclass(frozen=True)\n"
        "class Lacking:\n"
        "    name = 'lacks-parts'\n"
        "from attention_camp_example import WhichSide\n"
        "@dataclasses.dataclass(frozen=True)\n"
        "class Failing(WhichSide):\n"
        "    name = 'fails-late'\n"
        "    def next_trial(self, level, rng):\n"
        "        raise KeyError('colour')\n"
    )
    (target / "broken_module.py").write_text("raise OSError('no licence file')\n")
    metadata = target / "broken-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\n")
    (metadata / "entry_points.txt").write_text(
        "[attention_camp.tasks]\n"
        "broken-import = broken_module:Task\n"
        "not-a-task = broken_package:number\n"
        "lacks-parts = broken_package:Lacking\n"
        "fails-late = broken_package:Failing\n"
        "rest = broken_package:Lacking\n"
    )
    return target


def test_an_installed_task_runs_and_broken_ones_are_named_and_skipped(
    installed: Path,
) -> None:
    done = run_program(installed)
    told = json.loads(done.stdout)
    assert "which-side" in told["names"]
    assert "visual-search" in told["names"]
    assert (told["x"], told["expected"] in ("left", "right")) == (4.0, True)
    assert len(told["problems"]) == 5
    assert any("'fails-late'" in p and "KeyError" in p for p in told["problems"])
    for name in ("broken-import", "not-a-task", "lacks-parts"):
        assert name not in told["names"]
        assert sum(repr(name) in problem for problem in told["problems"]) == 1
        assert repr(name) in told["errors"][name]
        assert f"WARNING Task {name!r}" in done.stderr
    assert (
        "OSError: no licence file. Update or remove" in told["errors"]["broken-import"]
    )
    assert any("'rest'" in p and "already taken" in p for p in told["problems"])
