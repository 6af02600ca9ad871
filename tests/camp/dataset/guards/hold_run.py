"""Holds a run as a process that writes it does, until it is killed."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from attention_camp.camp.dataset.guards.run_lock import take_run
from attention_camp.camp.dataset.layout import RunPaths


def main(dataset: str) -> None:
    lock = take_run(RunPaths(Path(dataset), "01", "01", "demo"), "participant")
    print(lock.path, flush=True)
    signal.pause()


if __name__ == "__main__":
    main(sys.argv[1])
