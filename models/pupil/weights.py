"""How the pupil joins the score of the EEG: three numbers on top of its logit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.personal import PersonalWeights, Seen

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PupilWeights:
    """From the EEG's logit and the size of the pupil to the logit of both."""

    line: PersonalWeights
    """The adapter holds the pupil's weight."""
    mean: float
    spread: float
    """Of the pupil in the calibration, in the tracker's unit."""

    def logits(self, z: Values, pupil: Values) -> Values:
        """Return the logits of both; where the pupil is NaN, the EEG's own.

        Parameters
        ----------
        z : ndarray, shape (n_windows,)
            The EEG's logits.
        pupil : ndarray, shape (n_windows,)
            Sizes of the pupil, in the tracker's unit.
        """
        own = ((pupil - self.mean) / self.spread)[:, None]
        both = self.line.logits(Seen(z, own))
        return np.where(np.isfinite(pupil), both, z)

    def __str__(self) -> str:
        return f"Pupil({self.line}, mean={self.mean!r}, spread={self.spread!r})"
