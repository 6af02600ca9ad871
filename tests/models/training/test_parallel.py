"""Processes that train together, and trainings that go on, come to the same weights."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from attention_camp.models.training.examples import Lesson
from attention_camp.models.training.fitting import Options, train_network
from attention_camp.models.training.network import Shape
from attention_camp.models.training.parallel import Team, WholeBatch
from attention_camp.models.windows import prepare

TOLERANCE = 1e-6
"""Largest difference of a weight between one process and two; weights are about 0.1."""
CH_NAMES = ["Fp1", "Fp2", "C3", "C4", "P7", "P8"]
SHAPE = Shape(width=8, n_heads=2, n_layers=1, n_hidden=8)
OPTIONS = Options(n_epochs=3, batch_size=7)  # so that a process has a batch of no rows
SCRIPT = """
import sys
from safetensors.torch import save_file
sys.path.insert(0, {folder!r})
from test_parallel import OPTIONS, SHAPE, lessons
from attention_camp.models.training.fitting import train_network
from attention_camp.models.training.parallel import joined

with joined() as team:
    network = train_network(lessons(), seed=0, shape=SHAPE, options=OPTIONS, team=team)
    assert team.size == 2
    if team.leads:
        save_file(network.state_dict(), {out!r})
"""


def lessons(n: int = 2) -> list[Lesson]:
    rng = np.random.default_rng(0)
    found = []
    for _ in range(n):
        X = rng.standard_normal((11, len(CH_NAMES), 256)) * 1e-5
        y = np.arange(11) % 2
        windows = prepare(X, sfreq=64.0, ch_names=CH_NAMES)
        found.append(Lesson(windows, y, y == 0))
    return found


def trained(**more):
    torch.set_num_threads(1)
    options = {"seed": 0, "shape": SHAPE, "options": OPTIONS} | more
    return train_network(lessons(), **options).state_dict()


def farthest(one, other) -> float:
    assert one.keys() == other.keys()
    return max(float((one[name] - other[name]).abs().max()) for name in one)


@pytest.fixture(scope="module")
def alone():
    return trained()


def test_two_processes_come_to_the_weights_of_one(alone, tmp_path: Path) -> None:
    out, script = tmp_path / "two.safetensors", tmp_path / "script.py"
    folder = str(Path(__file__).parent)
    script.write_text(SCRIPT.format(folder=folder, out=str(out)))
    subprocess.run(
        [
            *(sys.executable, "-m", "torch.distributed.run", "--standalone"),
            *("--nproc-per-node", "2", str(script)),
        ],
        check=True,
        capture_output=True,
    )
    assert farthest(load_file(out), alone) < TOLERANCE


@pytest.mark.parametrize("n_done", [1, 2, 3])
def test_a_training_that_was_broken_off_goes_on_to_the_same_weights(
    alone, tmp_path: Path, n_done: int
) -> None:
    class StoppedError(Exception):
        pass

    def stop(share: float, what: str) -> None:
        if what == f"epoch {n_done}":
            raise StoppedError

    file = tmp_path / "kept" / "part-1.safetensors"
    with pytest.raises(StoppedError):
        trained(checkpoint=file, progress=stop)
    told: list[str] = []
    again = trained(checkpoint=file, progress=lambda _, what: told.append(what))
    assert told == [f"epoch {k}" for k in range(n_done + 1, 4)]
    assert all(torch.equal(again[name], alone[name]) for name in alone)


@pytest.mark.parametrize("change", ["seed", "damaged"])
def test_another_training_or_a_damaged_file_begins_anew(
    alone, tmp_path: Path, change: str
) -> None:
    file = tmp_path / "part-1.safetensors"
    trained(checkpoint=file, seed=1 if change == "seed" else 0)
    if change == "damaged":
        file.write_bytes(file.read_bytes()[:-100])
    told: list[str] = []
    again = trained(checkpoint=file, progress=lambda _, what: told.append(what))
    assert told == ["epoch 1", "epoch 2", "epoch 3"]
    assert all(torch.equal(again[name], alone[name]) for name in alone)


def test_rows_of_two_processes_are_drawn_as_the_rows_of_one() -> None:
    values = torch.arange(1.0, 36.0).reshape(7, 5)

    def drawn(rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        noise = torch.randn(len(rows), 5)
        return noise, torch.nn.functional.dropout(rows, 0.4, training=True)

    torch.manual_seed(3)
    whole = drawn(values)
    parts = []
    for rank in range(2):
        team = Team(rank, 2)
        torch.manual_seed(3)
        with WholeBatch(team, 7):
            parts.append(drawn(values[team.rows(7)]))
    for one, halves in zip(whole, zip(*parts, strict=True), strict=True):
        torch.testing.assert_close(torch.cat(halves), one)


def test_mixed_precision_learns_nearly_the_same_and_is_off_on_a_processor(
    alone,
) -> None:
    assert not Team().is_mixed
    mixed = trained(team=Team(is_mixed=True))
    assert 0 < farthest(mixed, alone) < 0.02
    assert all(value.dtype == torch.float32 for value in mixed.values())
