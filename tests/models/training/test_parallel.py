"""Processes that train together, and trainings that go on, come to the same weights."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from torch import distributed

from attention_camp.models.training import batches as passes
from attention_camp.models.training.batches import View, batches
from attention_camp.models.training.examples import (
    Lesson,
    at_average,
    drawn_stretch,
    examples_of,
    first_stretch,
    inputs_of,
)
from attention_camp.models.training.fitting import Options, train_network
from attention_camp.models.training.network import EncoderNetwork, Shape
from attention_camp.models.training.parallel import (
    Team,
    WholeBatch,
    logits_of,
    together,
)
from attention_camp.models.windows import prepare, subset_of_channels

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
from attention_camp.resources.texts import UserError

def made(number):
    if number == 1:  # the second process comes to it
        raise UserError("there is no such person")
    return number

with joined() as team:
    network = train_network(lessons(), seed=0, shape=SHAPE, options=OPTIONS, team=team)
    assert team.size == 2
    try:
        team.shared(range(3), made)
    except UserError as error:
        print(f"process {{team.rank}}: {{error}}")
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
    done = subprocess.run(
        [
            *(sys.executable, "-m", "torch.distributed.run", "--standalone"),
            *("--nproc-per-node", "2", str(script)),
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    assert farthest(load_file(out), alone) < TOLERANCE
    # what one of them cannot do is said by both, and neither waits for the other
    for rank in range(2):
        assert f"process {rank}: there is no such person" in done.stdout


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


class Half(Team):
    """One of two processes, that makes for itself what they would share."""

    def shared(self, things, make):
        return [make(thing) for thing in things]


@pytest.fixture
def views() -> list[View]:
    """Three people: through some channels, at average reference, and without rest."""
    rng = np.random.default_rng(2)
    one, other, third = lessons(3)
    every = np.arange(len(CH_NAMES))
    return [
        View(one, drawn_stretch(one, rng), np.array([0, 2, 3, 5])),
        View(other, drawn_stretch(other, rng), every, is_averaged=True),
        View(third, np.array([], np.intp), every),
    ]


def passed(views: list[View], team: Team) -> list[passes.Batch]:
    rng = np.random.default_rng(5)
    return list(batches(views, rng, size=7, without_rest=0.3, team=team))


def test_two_processes_have_the_rows_of_each_batch_to_the_bit(views) -> None:
    whole, *halves = (passed(views, team) for team in (Team(), Half(0, 2), Half(1, 2)))
    assert sum(batch.n for batch in whole) == sum(len(v.shown()) for v in views)
    for one, parts in zip(whole, zip(*halves, strict=True), strict=True):
        assert {part.n for part in parts} == {one.n} == {len(one.y)}
        assert {float(part.whole_weight) for part in parts} == {float(one.weight.sum())}
        assert torch.equal(torch.cat([part.y for part in parts]), one.y)
        assert torch.equal(torch.cat([part.weight for part in parts]), one.weight)
        of_each = zip(*(part.inputs for part in parts), strict=True)
        for value, both in zip(one.inputs, of_each, strict=True):
            assert torch.equal(torch.cat(both), value)


def test_a_process_cuts_no_windows_but_its_own(views, monkeypatch) -> None:
    cut, n_cut = passes.cut, []
    n_rest = sum(len(view.baseline) for view in views)

    def counted(windows):
        n_cut.append(len(windows.reasons))
        return cut(windows)

    monkeypatch.setattr(passes, "cut", counted)
    for rank in range(2):
        n_own = sum(len(batch.y) for batch in passed(views, Half(rank, 2)))
        assert sum(n_cut) == n_own + n_rest
        n_cut.clear()


@pytest.mark.parametrize("is_averaged", [False, True])
def test_a_view_is_cut_as_examples_are(is_averaged: bool) -> None:
    (lesson,) = lessons(1)
    chans, baseline = np.array([1, 2, 4, 5]), first_stretch(lesson)
    view = View(lesson, baseline, chans, is_averaged=is_averaged)
    windows = subset_of_channels(lesson.windows, chans)
    wanted = examples_of(
        lesson, baseline, at_average(windows) if is_averaged else windows
    )
    found = view.patches(view.shown())
    for name in ("values", "places", "fields", "mask"):
        np.testing.assert_array_equal(
            getattr(found, name), getattr(wanted.patches, name)
        )
    for value, one in zip(view.rest(), (wanted.rest, wanted.known), strict=True):
        np.testing.assert_array_equal(value, one)


@pytest.mark.parametrize(("waveform", "positions"), [(True, False), (False, True)])
def test_a_network_that_does_not_see_all_is_trained_by_several(
    waveform: bool, positions: bool
) -> None:
    shape = Shape(8, 2, 1, 8, waveform=waveform, positions=positions)
    (lesson,) = lessons(1)
    own = examples_of(lesson, first_stretch(lesson))
    inputs = inputs_of(own.patches, own.rest, own.known)
    team = Team(0, 2)
    half = tuple(value[team.rows(len(own.y))] for value in inputs)
    store = distributed.HashStore()
    distributed.init_process_group("gloo", store=store, rank=0, world_size=1)
    try:
        model = together(EncoderNetwork(shape).train(), team)
        for _ in range(2):  # what did not come of the first step is said by the second
            logits_of(model, half, len(own.y), team).sum().backward()
    finally:
        distributed.destroy_process_group()
