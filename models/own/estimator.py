"""A model file of somebody else as an estimator: scored, calibrated, replayed alike."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.engagement import Declined
from attention_camp.models.estimator import Estimator
from attention_camp.models.own.contract import (
    Contract,
    OwnModelError,
    read_model_file,
)
from attention_camp.models.own.networks import open_model
from attention_camp.models.patches import resampled
from attention_camp.models.windows import Windows, some
from attention_camp.resources.texts import Sentence, UserError
from attention_camp.signal.electrodes import electrode_key

BATCH = 32
"""Windows per call; bounds the memory of a long recording."""


class OwnModel(Estimator):
    """An ONNX graph or a table of weights, as docs/own-model.md says.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    OwnModelError
        If it cannot be read or does not keep the contract.
    """

    name = "own"

    def __init__(self, path: Path) -> None:
        self.file = read_model_file(path)
        self._network = open_model(self.file)
        self._rest: NDArray[np.float64] | None = None

    @property
    def contract(self) -> Contract:
        """What it takes in."""
        return self._network.contract

    @property
    def fingerprint(self) -> str:
        """Hash of the file and of the person's rest."""
        digest = hashlib.sha256(self.file.digest.encode())
        if self._rest is not None:
            digest.update(self._rest.tobytes())
        return digest.hexdigest()

    def probabilities(
        self, windows: Windows
    ) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Return P(engaged) and the reasons where there is none."""
        engaged = np.full(len(windows.reasons), np.nan)
        picks = self._picks(windows)
        if picks is None:
            why = Declined.OTHER_MONTAGE.value
            return engaged, tuple(one or why for one in windows.reasons)
        if self._network.needs_rest and self._rest is None:
            why = Declined.NEEDS_REST.value
            return engaged, tuple(one or why for one in windows.reasons)
        reasons = np.array(windows.reasons, dtype=object)
        lost = windows.scored & ~self.takes(windows)
        reasons[lost] = Declined.TOO_FEW_CHANNELS.value
        if self._n_ready(windows) < self.contract.n_times:
            reasons[windows.scored & ~lost] = Declined.TOO_SHORT.value
            return engaged, tuple(reasons.tolist())
        rows = np.flatnonzero(windows.scored & ~lost)
        for start in range(0, len(rows), BATCH):
            few = rows[start : start + BATCH]
            mask = np.isin(np.arange(len(reasons)), few)
            engaged[few] = self._network(
                self._ready(some(windows, mask), picks), self._rest
            )
        reasons[rows[np.isnan(engaged[rows])]] = Declined.NO_NUMBER.value
        return engaged, tuple(reasons.tolist())

    def takes(self, windows: Windows) -> NDArray[np.bool_]:
        """Return which windows have all of the model's channels."""
        picks = self._picks(windows)
        if picks is None:
            return np.zeros(len(windows.reasons), np.bool_)
        return np.asarray(windows.scored & windows.usable[:, picks].all(axis=1))

    def learn_rest(self, windows: Windows) -> None:
        """Take over the mean covariance of the person's rest, where it is asked for."""
        picks = self._picks(windows)
        if picks is None or not self._network.needs_rest:
            return
        kept = self.takes(windows)
        if kept.any():
            data = self._ready(some(windows, kept), picks)
            n_times = data.shape[-1]
            self._rest = np.einsum("wct,wdt->cd", data, data) / (n_times * len(data))

    def _picks(self, windows: Windows) -> NDArray[np.intp] | None:
        """Return where the model's channels are; None: some are not there."""
        here = [electrode_key(name) for name in windows.ch_names]
        wanted = [electrode_key(name) for name in self.contract.ch_names]
        if not set(wanted) <= set(here):
            return None
        return np.array([here.index(name) for name in wanted])

    def _n_ready(self, windows: Windows) -> int:
        """Return how many samples windows have at the model's rate."""
        n_times: int = windows.data.shape[-1]
        return round(n_times / windows.sfreq * self.contract.sfreq)

    def _ready(self, windows: Windows, picks: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return windows as the model wants them; the newest samples of each."""
        contract = self.contract
        data = windows.data[:, picks]
        if windows.sfreq != contract.sfreq:
            data = resampled(data, windows.sfreq, to=contract.sfreq)
        return data[..., -contract.n_times :] * contract.scale

    def _fit(
        self,
        windows: Windows,  # noqa: ARG002
        y: NDArray[np.int64],  # noqa: ARG002
        people: NDArray[np.str_],  # noqa: ARG002
    ) -> None:
        raise OwnModelError(
            Sentence("A model file is trained where it was made, not here.")
        )


def try_model(path: Path) -> str:
    """Score windows of noise with a model file, and return its hash.

    Raises
    ------
    OwnModelError
        If it cannot be used, gives no numbers, or other numbers the second time.
    """
    model = OwnModel(path)
    contract = model.contract
    rng = np.random.default_rng(0)
    n_times = round(4 * contract.sfreq)
    noise = 1e-5 * rng.standard_normal((8, len(contract.ch_names), n_times))
    settings = {"sfreq": contract.sfreq, "ch_names": contract.ch_names}
    try:
        aligned = model.personalise(noise, **settings)  # type: ignore[arg-type]
        said = [aligned.predict_windows(noise, **settings) for _ in range(2)]  # type: ignore[arg-type]
    except UserError:
        raise
    except Exception as error:  # a graph of others may fail in any way
        raise _unusable(path, str(error)[:200]) from error
    first, second = (one.engaged for one in said)
    if not np.isfinite(first).all():
        raise _unusable(path, next(why for why in said[0].reasons if why))
    if (first != second).any():
        raise _unusable(path, "another number for the same window")
    return model.file.digest


def _unusable(path: Path, reason: str) -> OwnModelError:
    return OwnModelError(
        Sentence(
            "{path} cannot be used: scoring windows of noise failed ({reason}). See "
            "docs/own-model.md for what a model takes and gives.",
            path=path,
            reason=reason,
        )
    )
