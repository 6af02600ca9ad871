"""The judgement of a score whose second signal is the pupil."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.judging.judgement import judged, with_passive
from attention_camp.models.nested import LabelledWindows
from attention_camp.models.pupil.gain import PUPIL, WhyPupil, look_at_pupil
from attention_camp.models.pupil.weights import PupilWeights
from attention_camp.models.verdict import CalibrationReport, PupilVerdict


@dataclass(frozen=True, slots=True, eq=False)
class JudgedWithPupil:
    """The verdict of a calibration once the pupil was looked at."""

    report: CalibrationReport
    z: NDArray[np.float64]
    """Held-out logits of the score that is used, shape (n_windows,)."""
    weights: PupilWeights | None
    """None: the score is the EEG's alone."""

    def with_passive(
        self,
        seen: NDArray[np.float64],
        data: LabelledWindows,
        passive: LabelledWindows,
    ) -> CalibrationReport:
        """Return the report with how well the score tells attending from seeing.

        Parameters
        ----------
        seen : ndarray, shape (n_passive,)
            The EEG's logits of windows in which displays were only seen.
        data, passive : LabelledWindows
            The windows themselves.
        """
        pupil = passive.beside.get(PUPIL)
        if self.weights is not None and pupil is not None and len(seen):
            seen = self.weights.logits(seen, pupil)
        return with_passive(self.report, self.z, seen, data, passive)


def judged_with_pupil(
    z: NDArray[np.float64],
    null_scores: Mapping[str, NDArray[np.float64]],
    data: LabelledWindows,
    *,
    rule: int,
    seed: int,
) -> JudgedWithPupil:
    """Return the verdict, with the pupil where it helps and without it where not.

    Parameters
    ----------
    z : ndarray, shape (n_windows,)
        Held-out logits of the EEG.
    null_scores : mapping of str to ndarray
        Held-out scores of each null.
    data : LabelledWindows
        The windows of the calibration.
    rule : int
        How the verdict is reached.
    seed : int
        For the orders and the bootstrap.
    """
    report = judged(z, null_scores, data, np.random.default_rng(seed), rule)
    looked = look_at_pupil(z, data, np.random.default_rng([seed, 1982]))
    if looked is None:
        return JudgedWithPupil(report, z, None)
    found = looked.verdict
    if found.used and not report.permission:
        return _unused(report, z, found, WhyPupil.SCORE_REFUSED)
    if not found.used:
        return _unused(report, z, found, found.why)
    # the same draws as for the EEG alone, so that only the scores differ
    both = judged(looked.z, null_scores, data, np.random.default_rng(seed), rule)
    if not both.permission:
        return _unused(report, z, found, WhyPupil.BELOW_NULLS)
    return JudgedWithPupil(replace(both, pupil=found), looked.z, looked.weights)


def _unused(
    report: CalibrationReport, z: NDArray[np.float64], found: PupilVerdict, why: str
) -> JudgedWithPupil:
    verdict = replace(found, used=False, why=str(why))
    return JudgedWithPupil(replace(report, pupil=verdict), z, None)
