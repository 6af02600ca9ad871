"""The notebooks of the documentation run from the first cell to the last."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

NOTEBOOKS = Path(__file__).parents[2] / "docs" / "notebooks"


def test_all_notebooks_run_on_a_recorded_session(recorded: Path) -> None:
    notebooks = sorted(NOTEBOOKS.glob("*.ipynb"))
    assert len(notebooks) == 3
    parts = ["import matplotlib", "matplotlib.use('agg')"]
    for path in notebooks:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        parts += [f"print({path.stem!r}, flush=True)"]
        parts += ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(parts)],
        capture_output=True,
        text=True,
        env=os.environ | {"ATTENTION_CAMP_DATASET": str(recorded)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(path.stem in done.stdout.splitlines() for path in notebooks)
