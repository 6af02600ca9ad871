"""What killed sessions tell: a traceback breaks the promise, a logged line does not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))
from fault_world.checks import BrokenError
from window_kills import require_no_traceback


def test_a_process_that_ends_in_a_traceback_breaks_the_promise(tmp_path: Path) -> None:
    told = tmp_path / "told.txt"
    told.write_text("12:01 WARNING the headset's process was killed\n")
    require_no_traceback(told)
    with told.open("a") as file:
        file.write('Traceback (most recent call last):\n  File "x.py", line 3\n')
        file.write("    x[0]\nIndexError: list index out of range\n")
    with pytest.raises(BrokenError, match="IndexError: list index"):
        require_no_traceback(told)
