"""Two processes of torchrun beside one, each on one thread: speed and weights.

    attention-camp bench torchrun

First one network: as many people, windows and channels as eegmat has, made of noise,
since only the speed and the sameness of weights count. The same passes are trained by
one process, by two that torchrun starts, in turn, and by one that breaks off after half
and goes on.
Timed is the training of a network, from windows to weights: each process has made its
windows, and trained one person for a pass, with which PyTorch loads what it needs.
How much two trainings of one process slow each other down, that have nothing to do with
one another, says what this computer's cores could give at most.

Then the whole command, `train --network`, from its start to the weights: recordings of
eegmat are read, a network is trained without each fold and tested on it, and one with
everybody. It takes some six minutes in all.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

IS_LONG = True
DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "eegmat"
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
    with tempfile.TemporaryDirectory() as place:
        yield from _one_network(Path(place))
        if DATA.is_dir():
            yield from _whole_command(Path(place))
        else:
            print("The recordings of eegmat are not at hand: the command is left out")


def _one_network(folder: Path) -> Iterator[Row]:
    walls, works = {1: [], 2: []}, {1: [], 2: []}
    for k in range(N_TIMES):
        for n in (1, 2) if k % 2 else (2, 1):
            told = _train(n, folder / f"{n}.safetensors")
            walls[n].append(told["wall_s"])
            works[n].append(told["cpu_s"])
    _train(1, folder / "kept.safetensors", "--stop", checkpoint=folder / "c")
    _train(1, folder / "kept.safetensors", checkpoint=folder / "c")
    both = [_begin(_training(1, folder / f"{name}.safetensors")) for name in "ab"]
    beside = [float(json.loads(_end(one))["wall_s"]) for one in both]
    wall = [float(np.median(walls[n])) for n in (1, 2)]
    work = [float(np.median(works[n])) for n in (1, 2)]
    yield f"one process, one thread, median of {N_TIMES}: s", wall[0], "information"
    yield f"two processes, median of {N_TIMES}: s", wall[1], "information"
    yield "two processes over one, by the clock", wall[0] / wall[1], "1.5"
    yield "the same by processor time of one process", work[0] / work[1], "information"
    yield (
        "two separate trainings at once over one after the other",
        2 * wall[0] / max(beside),
        "information: the most that two processes can come to here",
    )
    farthest = _farthest(folder / "1.safetensors", folder / "2.safetensors")
    yield "largest difference of a weight", farthest, f"{TOLERANCE:g}"
    broken = _farthest(folder / "1.safetensors", folder / "kept.safetensors")
    yield "the same, broken off and gone on with", broken, "0"


def _whole_command(folder: Path) -> Iterator[Row]:
    shutil.copytree(DATA, folder / "eegmat")  # its trail notes what is made of it
    walls: dict[int, list[float]] = {1: [], 2: []}
    for n in (2, 1, 1, 2):
        out = folder / f"weights-{n}"
        shutil.rmtree(out, ignore_errors=True)
        more = ("--data", str(folder / "eegmat"), "--out", str(out))
        began = time.perf_counter()
        command = ("-m", "attention_camp.camp", "train", "--network", *more)
        _run([*_start(n), *command])
        walls[n].append(time.perf_counter() - began)
    wall = [float(np.mean(walls[n])) for n in (1, 2)]
    yield "the whole command, one process: s", wall[0], "information"
    yield "the whole command, two processes over one", wall[0] / wall[1], "1.5"
    one, two = (folder / f"weights-{n}" for n in (1, 2))
    name = "attention.safetensors"
    farthest = _farthest(one / name, two / name)
    yield "largest difference of its weights", farthest, f"{TOLERANCE:g}"
    cards = [json.loads((out / "attention.json").read_text()) for out in (one, two)]
    same = all(cards[0][key] == cards[1][key] for key in ("figures", "calibration"))
    yield "its figures and calibration are the same", float(same), "1"


def _farthest(one: Path, other: Path) -> float:
    from safetensors.torch import load_file

    a, b = load_file(one), load_file(other)
    return max(float((a[name] - b[name]).abs().max()) for name in a)


def _train(
    n: int, out: Path, *more: str, checkpoint: Path | None = None
) -> dict[str, float]:
    """Train in n processes; return the seconds that the first took."""
    command = _training(n, out, *more, checkpoint=checkpoint)
    told: dict[str, float] = json.loads(_run(command))
    return told


def _training(
    n: int, out: Path, *more: str, checkpoint: Path | None = None
) -> list[str]:
    command = [*_start(n), str(Path(__file__)), str(out), *more]
    if checkpoint is not None:
        command += ["--checkpoint", str(checkpoint)]
    return command


def _start(n: int) -> list[str]:
    """Return what starts n processes of what follows."""
    if n == 1:
        return [sys.executable]
    start = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
    return [*start, "--nproc-per-node", str(n)]


def _run(command: list[str]) -> bytes:
    return _end(_begin(command))


def _begin(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )


def _end(running: subprocess.Popen[bytes]) -> bytes:
    told = running.communicate()[0]
    if running.returncode:
        raise RuntimeError(f"a training ended with {running.returncode}")
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
