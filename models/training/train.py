"""Make weights: cross-validation over people, calibration, training, export."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from attention_camp.models.adapter import Adapter, fields_of, find_adapter
from attention_camp.models.data.recordings import (
    Person,
    check_labels,
    participants,
    read_people,
    read_person,
)
from attention_camp.models.patches import (
    PATCH_SFREQ,
    cut,
    log_powers,
    resampled,
)
from attention_camp.models.summaries import LabelledSummaries
from attention_camp.models.training.baselines import baselines_file, labelled
from attention_camp.models.training.card import (
    UNTESTED,
    description_of,
    people_by_dataset,
    support_of,
)
from attention_camp.models.training.crossvalidation import (
    HeldOut,
    calibrations,
    cross_validated,
    held_out_figures,
)
from attention_camp.models.training.examples import Lesson, examples_of, first_stretch
from attention_camp.models.training.export import to_int8, to_onnx, to_safetensors
from attention_camp.models.training.fitting import OnProgress, Options, train_network
from attention_camp.models.training.network import EncoderNetwork, Shape
from attention_camp.models.training.parallel import Team, joined
from attention_camp.models.training.pretraining import pretrain
from attention_camp.models.weights import (
    BASELINES,
    DIRECTIONS,
    INT8,
    ONNX,
    TORCH,
    ModelCard,
    ProbabilityScale,
    write_weights,
)
from attention_camp.models.windows import Windows, prepare, some
from attention_camp.signal.sources.apart import ReaderProcess

CHECKPOINTS = "checkpoints"
"""Folder beside the weights that holds what was trained until they are written."""
Learn = Callable[[Sequence[Lesson], int], EncoderNetwork]
N_FOLDS = 6
"""Parts of the people, each held out once, for the figures and the calibration."""


def train(
    data_dirs: Sequence[Path],
    out: Path,
    *,
    seed: int = 0,
    n_folds: int = N_FOLDS,
    shape: Shape | None = None,
    options: Options | None = None,
    pretrained: bool = False,
    notices: Sequence[str] = (),
    progress: OnProgress | None = None,
) -> Mapping[str, Any]:
    """Train the attention network on labelled BIDS datasets and write a weight folder.

    Started by ``torchrun`` all its processes train together, and the first one writes.
    Broken off it goes on from its checkpoints in the weight folder, which are removed
    at the end.

    Parameters
    ----------
    data_dirs : sequence of Path
        EEG-BIDS datasets with recordings of rest and of a task.
    out : Path
        Folder for ``attention.json``, ``.safetensors`` and two ``.onnx``; where all
        people share channels, also for what the linear baselines learn from.
    seed : int
        The same seed and data give the same weights on the same machine.
    n_folds : int
        Parts of the people for the cross-validated figures and the calibration.
    shape, options : Shape or None, Options or None
        Sizes of the network, rates and numbers of passes; None: the usual ones.
    pretrained : bool
        Whether the encoder first learns to tell hidden spectra. It gained nothing.
    notices : sequence of str
        Data notices to keep with the weights, beside each dataset's own.
    progress : callable or None
        Told how far it is.

    Returns
    -------
    mapping
        The card as written; its figures are over people left out, none for one person.
    """
    with joined() as team:
        course = _Course(
            seed, shape or Shape(), options or Options(), pretrained,
            team, out / CHECKPOINTS, progress if team.leads else None,
        )  # fmt: skip
        return _trained(data_dirs, out, course, n_folds, notices)


@dataclass(frozen=True, slots=True)
class _Course:
    """How networks are trained, the same for each fold and for everybody.

    Folds are divided among the processes, each trained by one; the network of everybody
    is trained by all.
    """

    seed: int
    shape: Shape
    options: Options
    pretrained: bool
    team: Team
    checkpoints: Path
    progress: OnProgress | None

    @property
    def alone(self) -> _Course:
        """The same in this process without the others."""
        return replace(self, team=self.team.alone)

    def learner(self, n_parts: int) -> Learn:
        """Return what trains a network on some people, as one part of the work."""
        step = _steps(self.progress, n_parts)

        def learn(chosen: Sequence[Lesson], part: int) -> EncoderNetwork:
            start = None
            if self.pretrained:
                start = pretrain(chosen, seed=self.seed, shape=self.shape)[0]
            return train_network(
                chosen,
                seed=self.seed,
                shape=self.shape,
                options=self.options,
                progress=step(part),
                start=start,
                team=self.team,
                checkpoint=self.checkpoints / f"part-{part + 1}.safetensors",
            )

        return learn


def _trained(
    data_dirs: Sequence[Path],
    out: Path,
    course: _Course,
    n_folds: int,
    notices: Sequence[str],
) -> Mapping[str, Any]:
    """Train, write, and return the card."""
    torch.set_num_threads(1)  # one order of sums: the same seed, the same bits
    team = course.team
    people = _read(data_dirs)
    lessons, names = [one.lesson for one in people], [one.name for one in people]
    n_folds = min(n_folds, len(people))
    held_out = None
    if n_folds > 1:
        learn = course.alone.learner(n_folds + 1)
        held_out = cross_validated(lessons, np.array(names), n_folds, learn, team)
    card = {
        **_tested(held_out),
        "shape": asdict(course.shape),
        "options": asdict(course.options),
        "pretrained": course.pretrained,
        "seed": course.seed,
        "calibration": calibrations(held_out),
        "support": _support_reference(lessons, team),
        "trained_on": [description_of(Path(folder)) for folder in data_dirs],
        "people": people_by_dataset(names),
        "notices": list(notices),
    }
    network = course.learner(n_folds + 1)(lessons, n_folds)
    if team.leads:
        _write(out, network, card, people, adapter_of(lessons))
        shutil.rmtree(course.checkpoints, ignore_errors=True)
    return card


@dataclass(frozen=True, slots=True, eq=False)
class _Person:
    """What is kept of a person; their recordings stay in the process that read them."""

    name: str
    montage: tuple[float, tuple[str, ...]]
    """Sampling rate in Hz, and channels."""
    lesson: Lesson
    labelled: LabelledSummaries


def _read(data_dirs: Sequence[Path]) -> list[_Person]:
    """Return everybody.

    Each process of a team reads all of them: handing over what half of them had read
    took longer than reading it.
    """
    with ReaderProcess() as reader:
        read = (read_person(one, reader) for one in participants(data_dirs))
        people = [_kept(person) for person in read if person is not None]
    check_labels([one.lesson.y for one in people], data_dirs)
    return people


def _kept(person: Person) -> _Person:
    montage = person.sfreq, person.ch_names
    return _Person(person.name, montage, _lesson(person), labelled(person))


def _tested(held_out: HeldOut | None) -> dict[str, Any]:
    """Return the figures over people left out, or the warning that there are none."""
    if held_out is None:
        return {"warning": UNTESTED, "figures": {}}
    return {"warning": "", "figures": held_out_figures(held_out)}


def _write(
    out: Path,
    network: EncoderNetwork,
    card: Mapping[str, Any],
    people: Sequence[_Person],
    directions: Adapter,
) -> None:
    """Write the weights in each form, and what the linear baselines learn from."""
    graph = to_onnx(network)
    contents = {TORCH: to_safetensors(network), ONNX: graph, INT8: to_int8(graph)}
    contents[DIRECTIONS] = directions.to_bytes()
    write_weights(out, contents, card)
    if len({person.montage for person in people}) == 1:
        summaries = baselines_file([person.labelled for person in people])
        (out / BASELINES).write_bytes(summaries)


def fitted(
    windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
) -> tuple[bytes, ModelCard, Adapter]:
    """Return an ONNX network, its card and its directions for windows of some people.

    The linear path, trained five times without a fifth of the people, calibrates the
    probabilities. With fewer than five people they stay as they are.

    Parameters
    ----------
    windows : Windows
        Of everybody, with the same channels.
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    people : ndarray, shape (n_windows,)
        Whose each window is.
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
        linear = Options(n_epochs=0)
        held_out = cross_validated(
            lessons,
            names,
            5,
            lambda chosen, _: train_network(chosen, seed=0, options=linear),
        )
    network = train_network(lessons, seed=0)
    values = calibrations(held_out)
    card = ModelCard(
        shape=asdict(network.shape),
        with_rest=ProbabilityScale(**values["with_rest"]),
        without_rest=ProbabilityScale(**values["without_rest"]),
        support=_support_reference(lessons),
        hashes={},
        text="fitted",
    )
    return to_onnx(network), card, adapter_of(lessons)


def _steps(
    progress: OnProgress | None, n_parts: int
) -> Callable[[int], OnProgress | None]:
    def step(part: int) -> OnProgress | None:
        if progress is None:
            return None
        name = "all people" if part == n_parts - 1 else f"fold {part + 1}"
        return lambda share, what: progress((part + share) / n_parts, f"{name}, {what}")

    return step


def lessons_of(data_dirs: Sequence[Path]) -> list[Lesson]:
    """Return everybody in some labelled datasets, ready to be learned from."""
    return [_lesson(person) for person in read_people(data_dirs)]


def _lesson(person: Person) -> Lesson:
    windows = prepare(person.X, sfreq=person.sfreq, ch_names=person.ch_names)
    return Lesson(_at_patch_rate(windows), person.y, person.y == 0)


def adapter_of(lessons: Sequence[Lesson]) -> Adapter:
    """Return the directions in which some people differ."""
    people = []
    for lesson in lessons:
        own = examples_of(lesson, first_stretch(lesson))
        people.append((fields_of(own.patches, own.rest, own.known), own.y))
    return find_adapter(people)


def _at_patch_rate(windows: Windows) -> Windows:
    data = resampled(windows.data, windows.sfreq)
    return replace(windows, data=data, sfreq=float(PATCH_SFREQ))


def _support_reference(
    lessons: Sequence[Lesson], team: Team | None = None
) -> dict[str, Any]:
    spectra = (team or Team()).shared(lessons, _mean_spectra)
    return support_of(np.concatenate(spectra).astype(np.float64))


def _mean_spectra(lesson: Lesson) -> NDArray[np.float32]:
    """Return mean log powers of a person's scored windows, (n_scored, N_POWERS)."""
    patches = cut(some(lesson.windows, lesson.windows.scored))
    weight = patches.mask[..., None]
    total = (log_powers(patches) * weight).sum(axis=1)
    return np.asarray(total / np.maximum(weight.sum(axis=1), 1.0))
