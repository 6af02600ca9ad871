"""The verdict of a calibration: may this score steer difficulty, and why (not)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import how_many

CHUNK = 3
"""Windows that stay together when data are split: 12 s, beyond which neighbouring
windows share little. Our own choice."""
MIN_CHUNKS = 3
"""Fewest chunks of each label for a verdict. Our own choice."""
MIN_CHECKED = 6
"""Fewest windows of rest, and of task, with which the score of an earlier session is
checked: 24 s of each. Our own choice."""
CHANCE_BITS = 1.0
"""Log loss of who says 0.5 to every window: a scale that does worse has moved."""
MIN_BLOCKS = 3
"""Fewest blocks of either label with which an adapter is looked at: one is left out to
judge, one to choose. Our own choice."""


RULE = 4
"""How a verdict is reached; a ledger without a number was by rule 1, whose shuffles and
interval knew of chunks only; rule 2 knew of no movement and no pulse, rule 3 of no
channels that were bad in a window of the calibration. Replay judges by the rule of the
ledger."""
RULE_BESIDE = 3
"""The first rule by which movement and pulse are controls."""
RULE_BADS = 4
"""The first rule by which a channel is left out of the windows of a calibration in
which it was bad, as it is left out of those that are scored."""
MIN_ORDERS = 20
"""Fewest distinct orders of the blocks of rest and task with which one in twenty can be
told from chance: three blocks of either give 20."""


class Why(StrEnum):
    """Codes of the verdict; stable, written to the ledger, translated by the window."""

    CALIBRATED = "calibrated"
    NOT_CALIBRATED = "not-calibrated"
    NO_ALTERNATION = "no-alternation"
    TOO_FEW_BLOCKS = "too-few-blocks"
    BELOW_NULLS = "below-nulls"
    CHECKED = "checked"
    CHECK_FAILED = "check-failed"


@dataclass(frozen=True, slots=True)
class PupilVerdict:
    """Whether the pupil is a second signal of the score, and what that came from."""

    used: bool = False
    why: str = ""
    """A code of ``pupil.gain.WhyPupil``."""
    auc_alone: float = float("nan")
    auc_both: float = float("nan")
    auc_pupil: float = float("nan")
    """Held-out AUC of the EEG's score, of the score of both, and of the pupil alone."""
    gain: float = float("nan")
    """Log loss that the pupil saved on blocks left out, bits a window."""
    gain_low: float = float("nan")
    """One-sided 95 % bound of the gain, by what the windows are worth."""
    p_value: float = float("nan")
    """Share of orders of the pupil's blocks that gain as much."""
    n_orders: int = 0
    n_windows: int = 0
    """Windows in which the pupil was seen."""
    n_effective: float = float("nan")
    weight: float = float("nan")
    """Of the pupil, in logits per standard deviation."""


@dataclass(frozen=True, slots=True)
class CalibrationReport:
    """Whether a score may steer difficulty, and all that this was decided from."""

    permission: bool
    why: str
    """A code of ``Why``."""
    beaten_by: tuple[str, ...] = ()
    """The nulls that the score did not beat; ``chance`` where shuffled labels did as
    well."""
    auc: float = float("nan")
    """Area under the ROC curve over held-out chunks, 0.5 is chance."""
    auc_low: float = float("nan")
    auc_high: float = float("nan")
    """95 % bootstrap interval over chunks."""
    p_value: float = float("nan")
    """Share of orders of the blocks that reach the AUC; by rule 1, of shuffles of the
    chunks' labels."""
    nulls: Mapping[str, float] | None = None
    """AUC of each null by the same cross-validation."""
    null_intervals: Mapping[str, tuple[float, float]] | None = None
    """95 % bootstrap interval of each null's AUC, over chunks."""
    smallest_effect: float = float("nan")
    """Smallest AUC that these data could have told from chance."""
    calibration_error: float = float("nan")
    reliability: tuple[tuple[float, float, int], ...] = ()
    """Mean probability, share engaged and number of windows, per fifth."""
    n_rest: int = 0
    n_engaged: int = 0
    """Windows of each label that could be scored."""
    slope: float = 1.0
    shift: float = 0.0
    """From the shipped to the personal logit."""
    adapter: tuple[float, ...] = ()
    """Weights of the directions in which people differ; empty: they are not used."""
    adapter_gain: float = float("nan")
    """Log loss that they saved on blocks left out, bits; NaN: they were not looked at.
    """
    model_hash: str = ""
    n_effective: float = float("nan")
    """How many independent windows they are worth, by the autocorrelation of what is
    left of the score after the mean of each condition."""
    n_orders: int = 0
    """Distinct orders of the blocks; 0: not counted (rule 1)."""
    n_passive: int = 0
    """Windows in which the displays were seen and keys pressed without attending."""
    attending_auc: float = float("nan")
    attending_low: float = float("nan")
    attending_high: float = float("nan")
    """AUC of the task against those windows, and its 95 % interval; NaN: not looked at.
    """
    rule: int = 1
    """Of the verdict: ``RULE``, or that of an earlier version."""
    pupil: PupilVerdict | None = None
    """What came of the pupil; None: there was no eye tracker."""
    loss: float = float("nan")
    """Mean log loss of a carried score in a check, both labels weighing the same, bits;
    1 is knowing nothing. NaN: there was no check."""
    at_least: float = float("nan")
    """AUC that a carried score has to reach: the lower end of the interval in the
    session that calibrated. NaN: there was no check."""

    @property
    def is_check(self) -> bool:
        """Whether nothing was fitted: the score of an earlier session was checked."""
        return self.why in (Why.CHECKED, Why.CHECK_FAILED)

    @property
    def is_rest_strange(self) -> bool:
        """Whether a check failed by today's rest alone: the score would have held."""
        holds = self.auc >= max(self.at_least, 0.5) and self.loss < CHANCE_BITS
        return self.is_check and not self.permission and holds

    @property
    def tells_attending(self) -> bool | None:
        """Whether it tells attending from seeing and pressing; None: not looked at."""
        return None if math.isnan(self.attending_auc) else self.attending_low > 0.5

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values, NaN as None."""
        values = {k: _plain(v) for k, v in asdict(self).items()}
        if self.pupil is None:  # as it was written before there were eye trackers
            del values["pupil"]
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> CalibrationReport:
        """Return the report that ``to_json`` wrote; figures it does not know stay out.

        Raises
        ------
        ValueError
            If ``values`` are no report.
        """
        names = {field.name for field in fields(cls)}
        known = {k: v for k, v in values.items() if k in names and v is not None}
        for name in ("beaten_by", "adapter"):
            known[name] = tuple(known.get(name, ()))
        known["reliability"] = tuple(tuple(b) for b in known.get("reliability", ()))
        if intervals := known.get("null_intervals"):
            known["null_intervals"] = {n: tuple(ends) for n, ends in intervals.items()}
        if pupil := known.get("pupil"):
            names = {field.name for field in fields(PupilVerdict)}
            given = {k: v for k, v in pupil.items() if k in names and v is not None}
            known["pupil"] = PupilVerdict(**given)
        try:
            return cls(**known)
        except TypeError as error:
            msg = f"values: a calibration report with a verdict, got {sorted(values)}."
            raise ValueError(msg) from error

    def as_text(self) -> str:
        """Return the verdict and its figures in a few lines for the researcher."""
        if self.why == Why.TOO_FEW_BLOCKS:
            return (
                f"No permission ({self.why}): the blocks have "
                f"{how_many(self.n_orders, 'distinct order|distinct orders')}, and at "
                f"least {MIN_ORDERS} are needed to tell a score from chance: three "
                "blocks of rest and three of task."
            )
        if self.is_check:
            return self._check_text()
        if math.isnan(self.auc):  # nothing was judged
            return (
                f"No permission ({self.why}): {self._rest_text()} and "
                f"{self.n_engaged} of task could be scored. A verdict needs at least "
                f"{MIN_CHUNKS * CHUNK} of each, with rest and task in turn."
            )
        against = ", ".join(f"{n} {v:.2f}" for n, v in (self.nulls or {}).items())
        verdict = "The score may act"
        if not self.permission:
            verdict = f"No permission: no better than {', '.join(self.beaten_by)}"
        return (
            f"{verdict}. AUC over held-out chunks {self.auc:.2f} "
            f"[{self.auc_low:.2f}, {self.auc_high:.2f}]; {self.p_value:.3f} of "
            f"{self._orders_text()} do as well; the smallest AUC these data could have "
            f"shown is {self.smallest_effect:.2f}. The nulls: {against}. Calibration "
            f"error {self.calibration_error:.2f}; {self._rest_text()}, "
            f"{self.n_engaged} of task. {self._attending_text()}{self._adapter_text()}"
            f"{self._pupil_text()}"
        )

    def _check_text(self) -> str:
        if math.isnan(self.auc):
            return (
                "The score of an earlier session could not be checked: "
                f"{self._rest_text()} and {self.n_engaged} of task could be scored, "
                f"and at least {MIN_CHECKED} of each are needed."
            )
        held = "holds" if self.permission else "does not hold"
        if self.is_rest_strange:
            held = "is not used, since today's rest was not found near that session's"
        return (
            f"The score of an earlier session {held}: AUC {self.auc:.2f} (at least "
            f"{self.at_least:.2f}), log loss {self.loss:.2f} bits (below 1); "
            f"{self._rest_text()}, {self.n_engaged} of task, none of which a "
            "fit has seen."
        )

    def _rest_text(self) -> str:
        return how_many(self.n_rest, "window of rest|windows of rest")

    def _orders_text(self) -> str:
        if self.rule == 1:
            return "label shuffles"
        worth = f"{self.n_effective:.0f}"
        worth = how_many(worth, "independent one|independent ones")
        return (
            f"{how_many(self.n_orders, 'distinct order|distinct orders')} of the "
            f"blocks (the windows are worth {worth})"
        )

    def _attending_text(self) -> str:
        if self.tells_attending is None:
            return "Whether it tells attending from seeing and pressing is not known. "
        verb = "tells" if self.tells_attending else "does not tell"
        passive = how_many(self.n_passive, "window|windows")
        return (
            f"It {verb} attending from seeing and pressing (AUC "
            f"{self.attending_auc:.2f} [{self.attending_low:.2f}, "
            f"{self.attending_high:.2f}], {passive}). "
        )

    def _pupil_text(self) -> str:
        if self.pupil is None:
            return ""
        found = self.pupil
        verb = "is" if found.used else "is not"
        if math.isnan(found.gain):
            return f" The pupil {verb} used ({found.why})."
        return (
            f" The pupil {verb} used ({found.why}): on blocks left out it saved "
            f"{found.gain:.2f} bits a window (at least {found.gain_low:.2f}; p = "
            f"{found.p_value:.2f}); AUC {found.auc_both:.2f} with it, "
            f"{found.auc_alone:.2f} without."
        )

    def _adapter_text(self) -> str:
        if self.adapter:
            numbers = how_many(len(self.adapter), "more number|more numbers")
            return (
                f"The person's own directions are used: {numbers}, which saved "
                f"{self.adapter_gain:.2f} bits a window on blocks left out."
            )
        if math.isnan(self.adapter_gain):
            return "The person's own directions were not looked at."
        return (
            "The person's own directions are not used: on blocks left out they cost "
            f"{-self.adapter_gain:.2f} bits a window."
        )


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not np.isfinite(value):
        return None
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return [_plain(v) for v in value] if isinstance(value, tuple) else value


def reliability(
    y: NDArray[np.int64], engaged: NDArray[np.float64]
) -> tuple[tuple[float, float, int], ...]:
    """Return (mean probability, share engaged, number of windows) per fifth.

    Parameters
    ----------
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    engaged : ndarray, shape (n_windows,)
        Probabilities of being engaged.
    """
    bins = np.minimum((engaged * 5).astype(int), 4)
    return tuple(
        (float(engaged[bins == b].mean()), float(y[bins == b].mean()), int(n))
        for b, n in enumerate(np.bincount(bins, minlength=5))
        if n
    )
