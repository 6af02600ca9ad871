"""Every benchmark can be imported; a moved name would show only when it is run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "benchmarks"
PEERS = {"psychopy_forms", "psychopy_peer", "psychopy_thresholds"}
"""They run in an environment of PsychoPy's own."""


def test_every_benchmark_can_be_imported() -> None:
    pytest.importorskip("psutil")
    pytest.importorskip("torch")
    names = sorted({path.stem for path in FOLDER.glob("*.py")} - PEERS)
    code = f"import sys; sys.path.insert(0, {str(FOLDER)!r}); import {', '.join(names)}"
    subprocess.run([sys.executable, "-c", code], check=True)
