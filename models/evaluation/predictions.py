"""What each fold of an evaluation predicted, kept so that it can be gone on with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.recordings import Person
from attention_camp.models.evaluation.comparison import Prediction
from attention_camp.resources.own_version import own_version


def digest_of(people: Sequence[Person]) -> str:
    """Return a hash of everybody's windows, and of all that says what each is."""
    digest = hashlib.sha256()
    for person in people:
        about = person.name, person.sfreq, person.ch_names, person.zeros
        digest.update(" ".join(map(str, about)).encode())
        # own rest is not tested, and recordings and sessions are told apart
        of_windows = person.y, person.run, person.session, person.is_baseline
        for array in (person.X, *of_windows):
            digest.update(array.tobytes())
    return digest.hexdigest()[:12]


class Kept:
    """A folder of this version's predictions, a file per fold.

    Other versions' stay there, and are not read: estimators are trained in the folds,
    by code that may have been changed.

    Parameters
    ----------
    folder : Path
        Made where it is missing.
    prefix : str
        Protocol and data, so that other data's predictions are never taken.
    """

    def __init__(self, folder: Path, prefix: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._prefix = f"{own_version()}_{prefix}"

    def _path(self, key: str) -> Path:
        return self._folder / f"{self._prefix}_{key}.npz"

    def read(self, key: str) -> list[Prediction] | None:
        """Return a fold's predictions; None where there are none, or not whole."""
        path = self._path(key)
        if not path.is_file():
            return None
        try:
            return self._read(path)
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):
            return None  # the power went: the fold is done again, and written anew

    def _read(self, path: Path) -> list[Prediction]:
        with path.open("rb") as file, np.load(file) as arrays:
            heads = json.loads(arrays["heads"].tobytes())
            return [
                Prediction(
                    estimator,
                    montage,
                    setting,
                    person,
                    arrays[f"y{i}"],
                    arrays[f"engaged{i}"],
                    arrays[f"run{i}"],
                )
                for i, (estimator, montage, setting, person) in enumerate(heads)
            ]

    def write(self, key: str, predictions: Sequence[Prediction]) -> None:
        """Keep a fold's predictions, whole or not at all."""
        heads = [[p.estimator, p.montage, p.setting, p.person] for p in predictions]
        arrays: dict[str, NDArray[Any]] = {}
        arrays["heads"] = np.frombuffer(json.dumps(heads).encode(), np.uint8)
        for i, p in enumerate(predictions):
            arrays |= {f"y{i}": p.y, f"engaged{i}": p.engaged, f"run{i}": p.run}
        draft = self._path(key).with_suffix(".tmp.npz")
        np.savez(draft, allow_pickle=False, **arrays)
        draft.replace(self._path(key))
