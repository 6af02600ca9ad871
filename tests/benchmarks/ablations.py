"""What each part of the attention model is worth on people left out: one table.

``attention-camp bench ablations`` reads the recordings of eegmat beside the repository
and prints, per line, the mean AUC over people with 19, 8 (Cyton) and 4 channels, each
person scored by a network that has not seen them (six folds) and knows their own rest
(first third of the rest windows). What the encoder gains over the linear path is paired
by person; the lower end of its interval decides. It takes about half an hour on one
core.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from attention_camp.models.evaluation.evaluate import MONTAGES
from attention_camp.models.figures import auc, interval
from attention_camp.models.training.crossvalidation import network_logits
from attention_camp.models.training.examples import (
    Lesson,
    at_average,
    examples_of,
    first_stretch,
)
from attention_camp.models.training.fitting import Options, train_network
from attention_camp.models.training.network import EncoderNetwork, Shape
from attention_camp.models.training.pretraining import pretrain
from attention_camp.models.training.train import lessons_of
from attention_camp.models.windows import subset_of_channels

IS_LONG = True
N_FOLDS = 6
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "eegmat"
LINEAR = Options(n_epochs=0)
BOTH = Options(n_epochs=10)
LABELLED = (3, 6, 12, 20)
"""People with labels in the comparison with and without pretraining; the pretraining
always sees all people that are not left out."""

Learn = Callable[[Sequence[Lesson]], EncoderNetwork]


def learner(options: Options | None = None, shape: Shape | None = None) -> Learn:
    """Return how to train a network with these options."""
    return lambda lessons: train_network(lessons, seed=0, shape=shape, options=options)


def held_out_auc(
    lessons: Sequence[Lesson], learn: Learn, *, own_rest: bool = True
) -> list[np.ndarray]:
    """Return the AUC of each person, who was left out, per montage."""
    found: dict[str, list[float]] = {}
    for fold in range(N_FOLDS):
        network = learn([x for i, x in enumerate(lessons) if i % N_FOLDS != fold])
        for lesson in lessons[fold::N_FOLDS]:
            for name, value in _each_montage(network, lesson, own_rest):
                found.setdefault(name, []).append(value)
    return [np.array(values) for values in found.values()]


def _each_montage(network: EncoderNetwork, lesson: Lesson, own_rest: bool):
    windows = lesson.windows
    for name, ch_names in {"all": windows.ch_names, **MONTAGES}.items():
        picks = np.array([windows.ch_names.index(ch_name) for ch_name in ch_names])
        through = subset_of_channels(windows, picks)
        shown = examples_of(lesson, first_stretch(lesson), through)
        known = shown.known if own_rest else np.zeros_like(shown.known)
        logit = network_logits(network, shown.patches, shown.rest, known)
        yield name, auc(shown.y, logit)


def pretrained(options: Options, n_labelled: int, cache: dict[int, bytes]) -> Learn:
    """Return training that goes on from a pretrained encoder."""

    def learn(lessons: Sequence[Lesson]) -> EncoderNetwork:
        from safetensors.torch import load, save

        key = id(lessons[0]) ^ id(lessons[-1])
        if key not in cache:
            cache[key] = save(pretrain(lessons, seed=0)[0].state_dict())
        start = EncoderNetwork()
        start.load_state_dict(load(cache[key]))
        return train_network(lessons[:n_labelled], seed=0, options=options, start=start)

    return learn


def lines(lessons: Sequence[Lesson]):
    """Yield (name, AUC per montage) for each variant."""
    full = learner(BOTH)
    yield "linear path alone", held_out_auc(lessons, learner(LINEAR))
    yield (
        "linear path alone, without positions",
        held_out_auc(lessons, learner(LINEAR, Shape(positions=False))),
    )
    for n in LABELLED[:-1]:
        yield (
            f"linear path alone, {n} people",
            held_out_auc(lessons, lambda some, n=n: learner(LINEAR)(some[:n])),
        )
    averaged = [replace(x, windows=at_average(x.windows)) for x in lessons]
    yield (
        "linear path alone, average reference only",
        held_out_auc(averaged, learner(LINEAR)),
    )
    yield (
        "linear path alone, without own rest",
        held_out_auc(lessons, learner(LINEAR), own_rest=False),
    )
    yield "linear path and encoder", held_out_auc(lessons, full)
    cache: dict[int, bytes] = {}
    for n in LABELLED:
        yield (
            f"{n} labelled people, pretrained",
            held_out_auc(lessons, pretrained(BOTH, n, cache)),
        )
        yield (
            f"{n} labelled people, not pretrained",
            held_out_auc(lessons, lambda some, n=n: full(some[:n])),
        )
    for what, options, shape in (
        ("channel drop", replace(BOTH, fewer_channels=0), None),
        ("average reference in turn", replace(BOTH, at_average=0), None),
        ("noise", BOTH, Shape(noise=0)),
    ):
        yield f"without {what}", held_out_auc(lessons, learner(options, shape))


def run() -> list[tuple[str, float, str]]:
    """Print the table; return what the encoder gains over the linear path alone."""
    if not DATA.is_dir():
        sys.stdout.write(f"{DATA} is not at hand.\n")
        return []
    lessons = lessons_of([DATA])
    found = {}
    sys.stdout.write("| | 19 channels | 8 | 4 |\n|---|---|---|---|\n")
    for name, values in lines(lessons):
        found[name] = values
        cells = " | ".join(f"{each.mean():.3f}" for each in values)
        sys.stdout.write(f"| {name} | {cells} |\n")
        sys.stdout.flush()
    full = found["linear path and encoder"]
    return decided(full[0] - found["linear path alone"][0])


def decided(apart: np.ndarray) -> list[tuple[str, float, str]]:
    """Print what the encoder gains, by person; return the lower end, which decides."""
    low, high = interval(apart)
    sys.stdout.write(
        f"encoder, AUC gained with 19 channels: {apart.mean():+.3f} [{low:+.3f}, "
        f"{high:+.3f}] over {len(apart)} people\n"
    )
    what = "encoder, AUC gained with 19 channels, lower end at 0.95"
    return [(what, low, "above 0, or it gains nothing")]


if __name__ == "__main__":
    run()
