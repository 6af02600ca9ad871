"""One score and one explanation, 16 channels × 4 s on one thread.

The score is held against EEGNet's, its bounds and the weights that were shipped up to
0.2.0; the explanation against the gradients and random networks that explain weights
with an encoder.

Ours is calibrated to a person with directions of their own, which takes longest.
Two that are compared take turns (A-B-B-A) over five rounds; the ratio is that of the
medians over rounds. All go the whole way from volts to a probability, through the
same checks; EEGNet as the estimator of our own, in torch on one thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from attention_camp.models.scorer import Scorer

SFREQ = 250.0
CH_NAMES = (
    *("Fp1", "Fp2", "F7", "F3", "F4", "F8", "T7", "C3"),
    *("C4", "T8", "P7", "P3", "P4", "P8", "O1", "O2"),
)
FULL_WEIGHTS = Path(__file__).resolve().parents[1] / "models" / "full_weights"
"""The shipped weights before the encoder that adds nothing was cut away."""
N_ROUNDS = 5
N_CALLS = 60


def run() -> list[tuple[str, float, str]]:
    """Return (name, ratio, goal) per comparison."""
    from attention_camp.models.weights import former_weights

    rng = np.random.default_rng(0)
    window = rng.standard_normal((len(CH_NAMES), round(4 * SFREQ))) * 1e-5
    rest = rng.standard_normal((15, *window.shape)) * 1e-5
    with former_weights() as folder:
        shipped, former = _personal(rest), _personal(rest, folder)
    peer = _eegnet(rng, window.shape)

    def ours() -> None:
        shipped.score(window)

    def by_former() -> None:
        former.score(window)

    def eegnet() -> None:
        peer.predict_proba(window[None], sfreq=SFREQ, ch_names=CH_NAMES)

    before, full = _in_turns(ours, by_former)
    own, other = _in_turns(ours, eegnet)
    slowest = _over_rounds(own, 0.99)
    return [
        _explaining(rng, window),
        (
            "score, 99th percentile / that of 0.2.0",
            _over_rounds(before, 0.99) / _over_rounds(full, 0.99),
            "at most 1.1",
        ),
        (
            "score, median, against EEGNet's",
            _over_rounds(own, 0.5) / _over_rounds(other, 0.5),
            "none",
        ),
        (
            "score, 99th percentile, against EEGNet's",
            slowest / _over_rounds(other, 0.99),
            "at most 3",
        ),
        ("score, 99th percentile, against 10 ms", slowest / 0.010, "at most 1"),
    ]


def _personal(rest: np.ndarray, weights: Path | None = None) -> Scorer:
    """Return a scorer that is calibrated to a person with directions of their own."""
    from attention_camp.models.adapter import RANK
    from attention_camp.models.personal import Personal, PersonalWeights
    from attention_camp.models.scorer import Scorer

    scorer = Scorer("attention", sfreq=SFREQ, ch_names=CH_NAMES, weights=weights)
    scorer.personalise(rest)
    scorer.estimator = Personal(
        scorer.estimator, PersonalWeights(1.2, 0.1, (0.1,) * RANK)
    )
    return scorer


def _in_turns(
    ours: Callable[[], None], other: Callable[[], None]
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return the times of two calls, A-B-B-A in every round, after a warm-up."""
    for warm_up in (ours, other):
        _times(warm_up, 10)
    own: list[np.ndarray] = []
    others: list[np.ndarray] = []
    for _ in range(N_ROUNDS):
        for call, times in ((ours, own), (other, others), (other, others), (ours, own)):
            times.append(_times(call, N_CALLS))
    return own, others


def _explaining(rng: np.random.Generator, window: np.ndarray) -> tuple[str, float, str]:
    """Return the time of explaining one window, against that of the gradients."""
    from attention_camp.models.explaining.explain import explain
    from attention_camp.models.patches import cut, rest_of
    from attention_camp.models.personal import PersonalWeights
    from attention_camp.models.training.explain_encoder import explain_encoder
    from attention_camp.models.weights import DIRECTIONS, TORCH, read_weights
    from attention_camp.models.windows import prepare

    rest = rng.standard_normal((15, *window.shape)) * 1e-5
    call = {"sfreq": SFREQ, "ch_names": CH_NAMES}

    def ours() -> None:
        explain(window[None], rest, **call)

    def by_gradients() -> None:
        power, known = rest_of(cut(prepare(rest, **call)))
        explain_encoder(
            read_weights(FULL_WEIGHTS, TORCH, DIRECTIONS),
            cut(prepare(window[None], **call)),
            power,
            known,
            personal=PersonalWeights(),
            progress=lambda *_: None,
        )

    both = [np.median(_times(call, 5)) for call in (ours, by_gradients)]
    ratio = float(both[0] / both[1])
    return "explanation, median, against gradients'", ratio, "at most 0.5"


def _over_rounds(times: list[np.ndarray], quantile: float) -> float:
    return float(np.median([np.quantile(part, quantile) for part in times]))


def _times(call, n: int) -> np.ndarray:
    took = []
    for _ in range(n):
        start = time.perf_counter()
        call()
        took.append(time.perf_counter() - start)
    return np.array(took)


def _eegnet(rng: np.random.Generator, shape: tuple[int, int]):
    """Return EEGNet after a moment of training; its time does not depend on it."""
    from attention_camp.models import load_estimator

    X = rng.standard_normal((8, *shape)) * 1e-5
    y = np.repeat([0, 1], 4)
    return load_estimator("eegnet").fit(X, y, sfreq=SFREQ, ch_names=CH_NAMES)
