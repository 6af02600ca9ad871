"""Where a training was broken off, so that it goes on to the same weights."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from attention_camp.models.training.examples import Lesson

FORMAT = 1
"""Raise it when training changes: older checkpoints are then not gone on from."""


def training_key(lessons: Sequence[Lesson], *settings: object) -> str:
    """Return a hash of what decides the weights, so that no other training goes on.

    Parameters
    ----------
    lessons : sequence of Lesson
        What is learned from.
    *settings : object
        Seed, shape and options, by their ``repr``.
    """
    digest = sha256(f"{FORMAT} {torch.__version__} {settings!r}".encode())
    for lesson in lessons:
        digest.update(f"{lesson.windows.ch_names}".encode())
        for array in (lesson.windows.data, lesson.y, lesson.may_be_rest):
            digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class Progress:
    """All that decides how a training goes on."""

    epoch: int
    """Passes that are done."""
    network: Mapping[str, Tensor]
    averaged: Mapping[str, Tensor]
    """The running mean of the weights."""
    optimiser: Mapping[int, Mapping[str, Tensor]]
    """AdamW's state, by the number of the parameter."""
    drawn: Mapping[str, Any]
    """State of the generator of batches and augmentation."""
    noise: Tensor
    """State of the generator of noise and dropout."""


class Checkpoint:
    """A file that a training goes on from; tensors and JSON, nothing that runs.

    Parameters
    ----------
    path : Path
        The file; its folder is made where it is missing.
    key : str
        Of the training, as `training_key` gives it.
    """

    def __init__(self, path: Path, key: str) -> None:
        self._path, self._key = path, key

    def read(self) -> Progress | None:
        """Return how far this training came; None where it is another, or new."""
        try:
            with safe_open(self._path, "pt") as file:
                about = json.loads(file.metadata()["training"])
                parts = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        except (OSError, SafetensorError, KeyError, TypeError, ValueError):
            return None
        if about["key"] != self._key:
            return None
        optimiser: dict[int, dict[str, Tensor]] = {}
        for name, value in _within(parts, "optimiser").items():
            number, _, kind = name.partition(".")
            optimiser.setdefault(int(number), {})[kind] = value
        return Progress(
            about["epoch"],
            _within(parts, "network"),
            _within(parts, "averaged"),
            optimiser,
            about["drawn"],
            parts["noise"],
        )

    def write(self, progress: Progress) -> None:
        """Write how far it is, whole or not at all."""
        parts = {"noise": progress.noise}
        for room in ("network", "averaged"):
            values = getattr(progress, room)
            parts |= {f"{room}.{name}": value.cpu() for name, value in values.items()}
        for number, state in progress.optimiser.items():
            for kind, value in state.items():
                parts[f"optimiser.{number}.{kind}"] = value.cpu()
        about = {"key": self._key, "epoch": progress.epoch, "drawn": progress.drawn}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".partial")
        save_file(parts, draft, metadata={"training": json.dumps(about)})
        draft.replace(self._path)


def _within(parts: Mapping[str, Tensor], room: str) -> dict[str, Tensor]:
    """Return what is kept under a name, without it."""
    return {
        name.removeprefix(f"{room}."): value
        for name, value in parts.items()
        if name.startswith(f"{room}.")
    }
