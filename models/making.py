"""Making weights: cross-validation over people, calibration, training, export."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from attention_camp.models.data import Person, read_people
from attention_camp.models.examples import (
    Lesson,
    examples_of,
    first_stretch,
    inputs_of,
)
from attention_camp.models.export import to_int8, to_onnx, to_safetensors
from attention_camp.models.figures import auc, balanced_accuracy, calibration_error
from attention_camp.models.indices import logistic
from attention_camp.models.network import AttentionNetwork, Shape
from attention_camp.models.patches import (
    PATCH_SFREQ,
    Patches,
    cut,
    log_powers,
    resampled,
)
from attention_camp.models.training import Options, Progress, train_network
from attention_camp.models.weights import (
    INT8,
    ONNX,
    TORCH,
    Calibration,
    Card,
    write_weights,
)
from attention_camp.models.windows import Windows, prepare, some

N_FOLDS = 6
"""Parts of the people, each held out once, for the figures and the calibration."""


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """Logits of windows whose person the network did not learn from."""

    with_rest: NDArray[np.float64]
    without_rest: NDArray[np.float64]
    y: NDArray[np.int64]
    person: NDArray[np.str_]


def train(
    data_dirs: Sequence[Path],
    out: Path,
    *,
    seed: int = 0,
    n_folds: int = N_FOLDS,
    shape: Shape | None = None,
    options: Options | None = None,
    notices: Sequence[str] = (),
    progress: Progress | None = None,
) -> Mapping[str, Any]:
    """Train the attention network on labelled BIDS datasets and write a weight folder.

    Parameters
    ----------
    data_dirs : sequence of Path
        EEG-BIDS datasets with recordings of rest and of a task.
    out : Path
        Folder for ``attention.json``, ``.safetensors`` and two ``.onnx``.
    seed : int
        The same seed and data give the same weights on the same machine.
    n_folds : int
        Parts of the people for the cross-validated figures and the calibration.
    notices : sequence of str
        Data notices to keep with the weights, beside each dataset's own.

    Returns
    -------
    mapping
        The figures over held-out people, as they are written to ``attention.json``.
    """
    torch.set_num_threads(1)
    people = read_people(data_dirs, hop=2.0)
    lessons = [_lesson(person) for person in people]
    names = np.array([person.name for person in people])
    shape, options = shape or Shape(), options or Options()
    n_folds = min(n_folds, len(people))
    step = _steps(progress, n_folds + 1)

    def learn(chosen: Sequence[Lesson], part: int) -> AttentionNetwork:
        return train_network(
            chosen, seed=seed, shape=shape, options=options, progress=step(part)
        )

    held_out = None
    if n_folds > 1:
        held_out = _cross_validated(lessons, names, n_folds, learn)
    network = learn(lessons, n_folds)
    figures = _figures(held_out) if held_out is not None else {}
    card = {
        "shape": asdict(shape),
        "options": asdict(options),
        "seed": seed,
        "calibration": _calibrations(held_out),
        "support": _support_reference(lessons),
        "figures": figures,
        "trained_on": [_description(Path(folder)) for folder in data_dirs],
        "people": names.tolist(),
        "notices": list(notices),
    }
    graph = to_onnx(network)
    contents = {TORCH: to_safetensors(network), ONNX: graph, INT8: to_int8(graph)}
    write_weights(out, contents, card)
    return figures


def fitted(
    windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
) -> tuple[bytes, Card]:
    """Return an ONNX network and its card for windows of some people.

    A fifth of the people calibrates the probabilities of a network trained on the
    others; the one returned learned from all. With fewer than five people the
    probabilities stay as they are.
    """
    torch.set_num_threads(1)
    lessons = []
    for name in np.unique(people):
        own = people == name
        mine = some(_at_patch_rate(windows), own)
        lessons.append(Lesson(mine, y[own], (y[own] == 0) & mine.scored))
    names = np.unique(people)
    held_out = None
    if len(lessons) >= 5:
        held_out = _cross_validated(
            lessons,
            names,
            5,
            lambda chosen, _: train_network(chosen, seed=0),
            parts=(0,),
        )
    network = train_network(lessons, seed=0)
    values = _calibrations(held_out)
    card = Card(
        shape=asdict(network.shape),
        with_rest=Calibration(**values["with_rest"]),
        without_rest=Calibration(**values["without_rest"]),
        support=_support_reference(lessons),
        hashes={},
        text="fitted",
    )
    return to_onnx(network), card


def _steps(progress: Progress | None, n_parts: int) -> Callable[[int], Progress | None]:
    def step(part: int) -> Progress | None:
        if progress is None:
            return None
        name = "all people" if part == n_parts - 1 else f"fold {part + 1}"
        return lambda share, what: progress((part + share) / n_parts, f"{name}, {what}")

    return step


def _lesson(person: Person) -> Lesson:
    windows = prepare(person.X, sfreq=person.sfreq, ch_names=person.ch_names)
    return Lesson(_at_patch_rate(windows), person.y, person.y == 0)


def _at_patch_rate(windows: Windows) -> Windows:
    data = resampled(windows.data, windows.sfreq)
    return replace(windows, data=data, sfreq=float(PATCH_SFREQ))


def _cross_validated(
    lessons: Sequence[Lesson],
    names: NDArray[np.str_],
    n_folds: int,
    learn: Callable[[Sequence[Lesson], int], AttentionNetwork],
    parts: Sequence[int] | None = None,
) -> HeldOut:
    results: list[HeldOut] = []
    fold = np.arange(len(lessons)) % n_folds
    for part in parts if parts is not None else range(n_folds):
        kept = [lesson for lesson, k in zip(lessons, fold, strict=True) if k != part]
        network = learn(kept, part)
        results += [
            held_out_logits(network, lessons[int(i)], str(names[i]))
            for i in np.flatnonzero(fold == part)
        ]
    return HeldOut(
        np.concatenate([r.with_rest for r in results]),
        np.concatenate([r.without_rest for r in results]),
        np.concatenate([r.y for r in results]),
        np.concatenate([r.person for r in results]),
    )


def held_out_logits(network: AttentionNetwork, lesson: Lesson, name: str) -> HeldOut:
    """Return the logits of one person; the first third of the rest is the baseline."""
    shown = examples_of(lesson, first_stretch(lesson))
    unknown = np.zeros_like(shown.known)
    return HeldOut(
        network_logits(network, shown.patches, shown.rest, shown.known),
        network_logits(network, shown.patches, shown.rest, unknown),
        shown.y,
        np.full(len(shown.y), name),
    )


def network_logits(
    network: AttentionNetwork,
    patches: Patches,
    rest: NDArray[np.float32],
    known: NDArray[np.float32],
) -> NDArray[np.float64]:
    """Return the torch network's logits of some windows."""
    with torch.no_grad():
        logit = network(*inputs_of(patches, rest, known))
    return np.asarray(logit.numpy(), dtype=np.float64)


def _calibrations(held_out: HeldOut | None) -> dict[str, dict[str, float]]:
    if held_out is None:
        same = asdict(Calibration())
        return {"with_rest": same, "without_rest": same}
    return {
        "with_rest": asdict(fit_calibration(held_out.with_rest, held_out.y)),
        "without_rest": asdict(fit_calibration(held_out.without_rest, held_out.y)),
    }


def fit_calibration(logit: NDArray[np.float64], y: NDArray[np.int64]) -> Calibration:
    """Return slope and shift by logistic regression, both classes weighing the same.

    Platt 1999, "Probabilistic outputs for support vector machines".
    """
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e3, class_weight="balanced")
    model.fit(logit[:, None], y)
    return Calibration(max(float(model.coef_[0, 0]), 0.0), float(model.intercept_[0]))


def _figures(held_out: HeldOut) -> dict[str, float]:
    figures = {"n_people": float(len(set(held_out.person.tolist())))}
    for key in ("with_rest", "without_rest"):
        logit = getattr(held_out, key)
        fit = fit_calibration(logit, held_out.y)
        engaged = logistic(fit.slope * logit + fit.shift)
        each = [
            (engaged[held_out.person == p], held_out.y[held_out.person == p])
            for p in np.unique(held_out.person)
        ]
        each = [(p, y) for p, y in each if len(set(y.tolist())) == 2]
        figures[f"auc_{key}"] = float(np.mean([auc(y, p) for p, y in each]))
        figures[f"balanced_accuracy_{key}"] = float(
            np.mean([balanced_accuracy(y, p) for p, y in each])
        )
        figures[f"calibration_error_{key}"] = calibration_error(held_out.y, engaged)
    return {name: round(value, 4) for name, value in figures.items()}


def _support_reference(lessons: Sequence[Lesson]) -> dict[str, Any]:
    spectra = []
    for lesson in lessons:
        patches = cut(some(lesson.windows, lesson.windows.scored))
        weight = patches.mask[..., None]
        total = (log_powers(patches) * weight).sum(axis=1)
        spectra.append(total / np.maximum(weight.sum(axis=1), 1.0))
    spectrum = np.concatenate(spectra).astype(np.float64)
    mean = spectrum.mean(axis=0)
    covariance = np.cov(spectrum.T) + 0.01 * np.eye(spectrum.shape[1])
    inverse = np.linalg.inv(covariance)
    apart = spectrum - mean
    distance = np.sqrt(np.einsum("wf,fg,wg->w", apart, inverse, apart))
    return {
        "mean": mean.round(5).tolist(),
        "inverse_covariance": inverse.round(5).tolist(),
        "usual_distance": round(float(np.quantile(distance, 0.95)), 4),
    }


def _description(folder: Path) -> dict[str, Any]:
    values = json.loads((folder / "dataset_description.json").read_text("utf-8"))
    keys = ("Name", "Authors", "License", "ReferencesAndLinks", "HowToAcknowledge")
    return {key: values[key] for key in keys if key in values}
