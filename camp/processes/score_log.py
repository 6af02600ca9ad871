"""The published scores and the fit of the sample clock, kept beside the EEG."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.studies.own_scores import score_key_here, sealed_line
from attention_camp.camp.dataset.tables import ScoreRow
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.session.messages import SignalState
from attention_camp.camp.session.proof.provenance import (
    REFUSED,
    Provenance,
    measured_quality,
)


@dataclass(frozen=True, slots=True)
class Made:
    """What a published score was made with."""

    by: Provenance
    clock: Mapping[str, float]
    """The fit of the sample clock."""


class ScoreLog:
    """Keeps the published scores, and the fit of the sample clock, beside the EEG.

    In a blinded study the scores are sealed.

    Parameters
    ----------
    paths : RunPaths
        The run, prepared.
    engine : EegEngine
        Whose scores they are.

    Raises
    ------
    StudyError, KeyFileError, SealError
        If the run is of a locked study, and this computer cannot open it.
    """

    def __init__(self, paths: RunPaths, engine: EegEngine) -> None:
        self.paths = paths
        self._key = score_key_here(paths)
        self._store = TrialStore(paths)
        self._engine = engine
        self._n = 0

    def now(self) -> Made:
        """Return what a score that is published now is made with."""
        engine = self._engine
        return Made(engine.calibration.provenance, engine.acquisition.clock.state())

    def keep(self, state: SignalState, made: Made | None = None) -> None:
        """Keep one publication; the clock's fit with every fortieth (ten seconds).

        Parameters
        ----------
        state : SignalState
            What was published.
        made : Made, optional
            What it was made with; None: what is so now.
        """
        made = made or self.now()
        good = sum(v.quality == "good" for v in state.verdicts)
        made_by = made.by
        is_scored = state.engagement is not None
        is_refused = is_scored and made_by.scale == "refused"
        row = ScoreRow(
            onset=state.n_samples / self._engine.info.sfreq,
            sample=state.n_samples,
            engagement=None if is_refused else state.engagement,
            certainty=state.certainty,
            quality=measured_quality(good, len(state.verdicts)),
            reason=REFUSED if is_refused else state.reason,
            latency=state.latency,
            wait=state.wait,
            engagement_refused=state.engagement if is_refused else None,
            score_model=made_by.model,
            score_scale=made_by.scale if is_scored else "",
        )
        if self._key is None:
            self._store.append_scores((row,))
        else:
            self._store.append_score_lines((sealed_line(row, self._key),))
        if self._n % 40 == 0:
            self._store.append_clock({"sample": state.n_samples, **made.clock})
        self._n += 1

    def close(self) -> None:
        """Sync and close."""
        try:
            self._store.sync()
        finally:
            self._store.close()
