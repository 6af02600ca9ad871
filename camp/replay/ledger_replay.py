"""A session made again from its ledger, line by line, with the live code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.dataset.person_versions import versions_of
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.eeg.calibration import Calibration
from attention_camp.camp.eeg.scoring import LIVE_ONLY, WindowAt, score_stretch
from attention_camp.camp.session.arms import evidence_of
from attention_camp.camp.session.ledger import policy_hash
from attention_camp.camp.session.ledger_state import UNCALIBRATED
from attention_camp.camp.session.link import NO_ANSWER, Permission, Score
from attention_camp.camp.session.plan import Plan, plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.models.scorer import Scorer
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.history import History
from attention_camp.signal.spatial import Repair
from attention_camp.tasks.difficulty.rule import Evidence

TOLERANCE = 1e-6
"""Largest difference between a live and a replayed score."""
CHUNK_SECONDS = 10.0


@dataclass(slots=True)
class ReplayResult:
    """What a replay found."""

    n_decisions: int = 0
    n_same: int = 0
    largest: float = 0.0
    """Largest difference of a score."""
    differences: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """Where a run stood at one of its trials: what that trial was scored with."""

    line: Mapping[str, Any] | None
    """The trial's line of the ledger; None: there is none."""
    sfreq: float
    window_at: WindowAt
    own_rest: NDArray[np.floating]
    """The calibration's usable windows of rest, (n_windows, n_chans, n_times) in volts;
    empty before the calibration."""
    scorers: tuple[Scorer, ...]
    """The one calibrated last, then the one before any calibration."""

    def scorer_of(self, score: Score) -> Scorer:
        """Return the scorer that a score was made with."""
        known = {scorer.model_hash: scorer for scorer in reversed(self.scorers)}
        return known.get(score.model, self.scorers[0])


class LedgerReplay:
    """Follows a ledger line by line."""

    def __init__(
        self,
        header: Mapping[str, Any],
        recording: Recording,
        told: Callable[[float], None],
    ) -> None:
        self.result = ReplayResult()
        self._eeg = header["eeg"]
        self._arm = header["request"]["arm"]
        self._plan: Plan = plan_session(Protocol.model_validate(header["protocol"]))
        self._sfreq = recording.info.sfreq
        self._paths = recording.paths
        self._history = _offline_history(recording, self._eeg, told)
        self._fresh = self._shipped()
        self._personal = self._fresh
        self.permission: Permission = UNCALIBRATED
        self._calibration = Calibration(self._fresh, self._plan.protocol.cleaning)
        self._states: dict[int, Any] = self._taken_up(header)

    def _taken_up(self, header: Mapping[str, Any]) -> dict[int, Any]:
        """Return the state with which a run went on where another was broken off."""
        begun = (header.get("taken_up") or {}).get("goes_on_at")
        if begun is None or begun["state"] is None:
            return {}
        planned = self._plan.blocks[begun["number"] - 1]
        rule = planned.block.make_rule(planned.task)
        return {begun["number"]: rule.from_json(begun["state"])}

    def followed(self, line: Mapping[str, Any] | None) -> Followed:
        """Return where the run stands, at one of its lines."""
        return Followed(
            line,
            self._sfreq,
            self._history.window_at,
            self._calibration.own_rest,
            (self._personal, self._fresh),
        )

    def take(self, line: Mapping[str, Any]) -> None:
        """Make one line again."""
        if line["kind"] == "stretch":
            self._calibration.keep(
                self._history, line["label"], line["first_sample"], line["stop"]
            )
        elif line["kind"] == "calibration":
            self._calibrate(line)
        elif line["kind"] == "trial" and "decision" in line:
            self._decide(line)

    def _calibrate(self, line: Mapping[str, Any]) -> None:
        if line["why"] == NO_ANSWER.why:  # nobody fitted anything
            self.permission = NO_ANSWER
            return
        repair = self._calibration.find_repair(self._history)
        if line.get("repair"):  # older ledgers know of none
            repair = self._as_stored(line["repair"], repair)
            self._history.set_repair(repair, line["repair"]["from_sample"])
        hashes = line.get("person", {}).get("earlier", ())
        self._calibration.earlier = versions_of(self._paths, hashes)
        self.permission, self._personal = self._calibration.fit(self._history, repair)
        again = self.permission
        if (again.steering, again.why, again.model) != (
            line["steering"],
            line["why"],
            line["model"],
        ):
            self.result.differences.append(
                f"calibration: {line['why']} then, {again.why} now"
            )

    def _as_stored(self, stored: Mapping[str, Any], found: Repair) -> Repair:
        """Return the stored repair, compared with the one found again."""
        repair = Repair.from_json(stored, self._eeg["ch_names"])
        if not repair.is_close_to(found):
            self.result.differences.append(
                "calibration: the repair of the channels was "
                f"{_told(repair)} then, {_told(found)} now"
            )
        return repair

    def _decide(self, line: Mapping[str, Any]) -> None:
        record, then = line["record"], Score(**line["score"])
        now = self._score(then)
        planned = self._plan.blocks[record["block"] - 1]
        rule = planned.block.make_rule(planned.task)
        state = self._states.get(record["block"], rule.start()[1])
        value, certainty = evidence_of(
            self._arm, now, self.permission, seed=tuple(line["seed"])
        )
        evidence = Evidence(
            record["level"],
            record["correct"],
            record["performance"],
            value,
            certainty,
        )
        decision, after = rule.decide(state, evidence)
        self._states[record["block"]] = after
        self._compare_score(record["trial"], then, now)
        self.result.n_decisions += 1
        made = (decision.level, decision.why, policy_hash(rule))
        was = (line["decision"]["level"], line["decision"]["why"], line["policy"])
        if made == was:
            self.result.n_same += 1
        else:
            self.result.differences.append(
                f"trial {record['trial']}: level {was[0]} ({was[1]}) then, "
                f"level {made[0]} ({made[1]}) now"
            )

    def _score(self, then: Score) -> Score:
        """Return the score of the same samples, or what only the moment knew."""
        if then.reason in LIVE_ONLY:
            return then
        known = {s.model_hash: s for s in (self._fresh, self._personal)}
        scorer = known.get(then.model, self._personal)
        return score_stretch(
            self._history.window_at,
            scorer,
            then.first_sample,
            then.stop_sample,
            sfreq=self._sfreq,
        )

    def _compare_score(self, trial: int, then: Score, now: Score) -> None:
        if then.value is None or now.value is None:
            if (then.value, then.reason) != (now.value, now.reason):
                self.result.differences.append(
                    f"trial {trial}: score {then.reason or then.value} then, "
                    f"{now.reason or now.value} now"
                )
            return
        difference = abs(then.value - now.value)
        self.result.largest = max(self.result.largest, difference)
        if difference > TOLERANCE:
            self.result.differences.append(
                f"trial {trial}: score {then.value:.4f} then, {now.value:.4f} now"
            )

    def _shipped(self) -> Scorer:
        return Scorer(
            self._eeg["estimator"],
            sfreq=self._eeg["sfreq"],
            ch_names=self._eeg["ch_names"],
        )


def _told(repair: Repair) -> str:
    return (
        f"{len(repair.weights)} channels changed, "
        f"{', '.join(repair.interpolated) or 'none'} interpolated"
    )


def _offline_history(
    recording: Recording, eeg: Mapping[str, Any], told: Callable[[float], None]
) -> History:
    """Clean a whole recording with the live code."""
    cleaner = Cleaner(
        recording.info,
        line_freq=eeg["line_freq"],
        highpass=eeg["highpass"],
        lowpass=eeg["lowpass"],
        # a header from before the reference could be chosen names none: it was average
        reference=eeg.get("reference", "average") or "as-recorded",
    )
    history = History(cleaner, max(recording.n_samples, 1))
    step = round(CHUNK_SECONDS * recording.info.sfreq)
    for first in range(0, recording.n_samples, step):
        stop = min(first + step, recording.n_samples)
        history.append(recording.samples_uv(first, stop))
        told(stop / recording.n_samples)
    return history
