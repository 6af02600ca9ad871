"""Prepares runs at the instants that another process waits for, too."""

from __future__ import annotations

import sys
from pathlib import Path

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.signal.clock import host_time


def main(dataset: str, rounds: str) -> None:
    for number in range(int(rounds)):
        print("ready", flush=True)
        instant = float(sys.stdin.readline())  # the host's clock is shared
        while host_time() < instant:
            pass
        paths = RunPaths(Path(dataset), f"at{number}", "01", "demo")
        try:
            lock = prepare_run(paths, meta={"by": number})
        except DatasetError:
            print("refused", flush=True)
        else:
            print("prepared", flush=True)
            lock.release()


if __name__ == "__main__":
    main(*sys.argv[1:])
