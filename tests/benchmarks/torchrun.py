"""Two processes of torchrun beside one, each on one thread: speed and weights.

    attention-camp bench torchrun

As many people, windows and channels as eegmat has, made of noise, since only the speed
and the sameness of weights count. The same passes are trained by one process, by two
that torchrun starts, in turn, and by one that breaks off after half and goes on.
Timed is the training of a network, from windows to weights: each process has made its
windows, and trained one person for a pass, with which PyTorch loads what it needs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

IS_LONG = True
N_PEOPLE, N_WINDOWS = 24, 60
N_EPOCHS = 10
"""As many as `train --network` makes: ten seconds or more of one process."""
CH_NAMES = (
    *("Fp1", "Fp2", "F3", "F4", "F7", "F8", "T7", "T8", "C3", "C4"),
    *("P7", "P8", "P3", "P4", "O1", "O2", "Fz", "Cz", "Pz"),
)
TOLERANCE = 1e-5
N_TIMES = 3

Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield the ratios and the largest differences of weights."""
    from safetensors.torch import load_file

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        walls, works = {1: [], 2: []}, {1: [], 2: []}
        for k in range(N_TIMES):
            for n in (1, 2) if k % 2 else (2, 1):
                told = _train(n, folder / f"{n}.safetensors")
                walls[n].append(told["wall_s"])
                works[n].append(told["cpu_s"])
        _train(1, folder / "kept.safetensors", "--stop", checkpoint=folder / "c")
        _train(1, folder / "kept.safetensors", checkpoint=folder / "c")
        one, two, kept = (
            load_file(folder / f"{name}.safetensors") for name in ("1", "2", "kept")
        )
    wall = [float(np.median(walls[n])) for n in (1, 2)]
    work = [float(np.median(works[n])) for n in (1, 2)]
    yield f"one process, one thread, median of {N_TIMES}: s", wall[0], "information"
    yield f"two processes, median of {N_TIMES}: s", wall[1], "information"
    yield "two processes over one, by the clock", wall[0] / wall[1], "1.5"
    yield "the same by processor time of one process", work[0] / work[1], "information"
    farthest = max(float((one[k] - two[k]).abs().max()) for k in one)
    yield "largest difference of a weight", farthest, f"{TOLERANCE:g}"
    broken = max(float((one[k] - kept[k]).abs().max()) for k in one)
    yield "the same, broken off and gone on with", broken, "0"


def _train(
    n: int, out: Path, *more: str, checkpoint: Path | None = None
) -> dict[str, float]:
    """Train in n processes; return the seconds that the first took."""
    start = [sys.executable]
    if n > 1:
        start += ["-m", "torch.distributed.run", "--standalone"]
        start += ["--nproc-per-node", str(n)]
    command = [*start, str(Path(__file__)), str(out), *more]
    if checkpoint is not None:
        command += ["--checkpoint", str(checkpoint)]
    done = subprocess.run(
        command,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _work() -> None:
    """Be one of the processes."""
    import torch
    from safetensors.torch import save_file

    from attention_camp.models.training.examples import Lesson
    from attention_camp.models.training.fitting import Options, train_network
    from attention_camp.models.training.parallel import joined
    from attention_camp.models.windows import prepare

    asked = argparse.ArgumentParser()
    asked.add_argument("out", type=Path)
    asked.add_argument("--stop", action="store_true")
    asked.add_argument("--checkpoint", type=Path)
    options = asked.parse_args()
    torch.set_num_threads(1)
    lessons = []
    for seed in range(N_PEOPLE):
        rng = np.random.default_rng(seed)
        X = rng.standard_normal((N_WINDOWS, len(CH_NAMES), 256)) * 1e-5
        y = np.arange(N_WINDOWS) % 2
        windows = prepare(X, sfreq=64.0, ch_names=CH_NAMES)
        lessons.append(Lesson(windows, y, y == 0))

    class Stopped(Exception):
        pass

    def told(share: float, _what: str) -> None:
        if options.stop and share >= 0.5:
            raise Stopped

    with joined() as team:
        train_network(lessons[:1], seed=0, options=Options(n_epochs=1), team=team)
        began = time.perf_counter(), time.process_time()
        try:
            network = train_network(
                lessons, seed=0, options=Options(n_epochs=N_EPOCHS), team=team,
                checkpoint=options.checkpoint, progress=told,
            )  # fmt: skip
            if team.leads:
                save_file(network.state_dict(), options.out)
        except Stopped:
            pass
        ended = time.perf_counter(), time.process_time()
        if team.leads:
            print(
                json.dumps(
                    {"wall_s": ended[0] - began[0], "cpu_s": ended[1] - began[1]}
                )
            )


if __name__ == "__main__":
    _work()
