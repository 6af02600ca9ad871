"""What the explanation of a trial's score says, and how it reads in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import how_many

ExplanationVerdict = Literal[
    "sound", "attribution-unsound", "attention-unsound", "unsound"
]
"""Whether the two explanations changed when the weights were randomised (Adebayo et
al. 2018): both, only the rollout, only the attribution, neither."""

VERDICT_WORDS: Mapping[ExplanationVerdict, str] = {
    "sound": "Both explanations depend on what the model has learned.",
    "attribution-unsound": (
        "The contributions are rejected: networks of random weights give the same."
    ),
    "attention-unsound": (
        "The attention is rejected: the encoder adds nothing to this score, or "
        "networks of random weights give the same."
    ),
    "unsound": (
        "Both explanations are rejected: they do not depend on what was learned."
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class TrialExplanation:
    """What moved one trial's score away from the person's own rest.

    Contributions are in units of the network's logit before calibration, or of the
    personal logit where the person has directions of their own, averaged over the
    trial's windows; above 0 speaks for engaged. Draw one only where
    ``attribution_is_sound`` (or ``attention_is_sound``); otherwise show
    ``verdict_words`` in its place.
    """

    trial: int
    ch_names: tuple[str, ...]
    """Electrodes with a known position, in the recording's order."""
    positions: NDArray[np.float32]
    """Shape (n_chans, 3), on the unit sphere, x right, y front, z up."""
    over_channels: NDArray[np.float64]
    """Contribution of each channel, shape (n_chans,): the topography."""
    times: NDArray[np.float64]
    """Seconds after the trial's onset, shape (n_times,), one per second."""
    over_time: NDArray[np.float64]
    """Contribution of the two seconds around each time, shape (n_times,)."""
    bands: tuple[tuple[float, float], ...]
    """Edges of the frequency bands, Hz."""
    over_bands: NDArray[np.float64]
    """Contribution of each band, shape (n_bands,)."""
    attention_over_channels: NDArray[np.float64]
    """Share of each channel in the encoder's summary (rollout); sums to 1; 0 where
    the weights hold no encoder."""
    attention_over_time: NDArray[np.float64]
    """Mean share of each time in a window's summary, shape (n_times,)."""
    engagement: float
    """The trial's score, made again, 0 to 1."""
    certainty: float
    n_windows: int
    """Windows of 4 s that had a score."""
    model: str
    """Hash of the model that scored."""
    likeness_to_random: float
    """Rank correlation of the contributions with those of random weights."""
    attention_likeness: float
    most_alike: float
    """Likeness from which an explanation is rejected."""
    attribution_is_sound: bool
    attention_is_sound: bool

    @property
    def verdict(self) -> ExplanationVerdict:
        """Which of the two explanations may be believed."""
        if self.attribution_is_sound:
            return "sound" if self.attention_is_sound else "attention-unsound"
        return "attribution-unsound" if self.attention_is_sound else "unsound"

    @property
    def verdict_words(self) -> str:
        """The verdict in a sentence."""
        return VERDICT_WORDS[self.verdict]


def as_text(explanation: TrialExplanation) -> str:
    """Return an explanation in lines for a terminal; what is unsound is left out."""
    found = explanation
    head = (
        f"Trial {found.trial}: engagement {found.engagement:.2f}, certainty "
        f"{found.certainty:.2f}, {how_many(found.n_windows, 'window|windows')}"
    )
    lines = [head, found.verdict_words]
    if found.attribution_is_sound:
        lines += [
            "Contributions to the logit, relative to own rest:",
            _listed("channels", found.ch_names, found.over_channels),
            _listed(
                "bands",
                [f"{low:g}-{high:g} Hz" for low, high in found.bands],
                found.over_bands,
            ),
            _listed("times", [f"{t:+.0f} s" for t in found.times], found.over_time),
        ]
    if found.attention_is_sound:
        percent = found.attention_over_channels * 100
        lines.append(_listed("attention, %", found.ch_names, percent, form=".1f"))
    return "\n".join(lines)


def _listed(
    what: str,
    names: Sequence[str],
    values: NDArray[np.float64],
    *,
    form: str = "+.3f",
) -> str:
    parts = (f"{n} {v:{form}}" for n, v in zip(names, values, strict=True))
    return f"  {what}: {', '.join(parts)}"
