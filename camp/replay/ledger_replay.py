"""A session made again from its ledger, line by line, with the live code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.dataset.eyes.eye_reader import read_eyes
from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.person_versions import versions_of
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.eeg.calibration import Calibration
from attention_camp.camp.eeg.scoring import LIVE_ONLY, WindowAt, score_stretch
from attention_camp.camp.replay.decisions import TOLERANCE, Decisions, is_close
from attention_camp.camp.replay.model_here import shipped_scorer
from attention_camp.camp.session.arms.arm_lines import ArmLine, BlockLine
from attention_camp.camp.session.asked import AskedLine
from attention_camp.camp.session.ledger_lines import (
    CalibrationLine,
    Decided,
    HeaderLine,
    LedgerLine,
    StretchLine,
    TrialLine,
)
from attention_camp.camp.session.ledger_state import UNCALIBRATED
from attention_camp.camp.session.link import (
    NO_ANSWER,
    EegDescription,
    Permission,
    Score,
    StoredRepair,
)
from attention_camp.camp.session.plain_values import plain
from attention_camp.camp.session.running.choice_line import ChoiceLine
from attention_camp.models.scorer import Scorer
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence, how_many
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.history import History
from attention_camp.signal.spatial import Repair

CHUNK_SECONDS = 5.0
"""Length of a piece of the recording that is read and cleaned at once, s."""
KEPT_SECONDS = 100.0
"""How far back a line of the ledger may reach, s: the longest stretch that is kept is
shorter than the live history of 90 s, and the replay is ahead by a piece at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """Where a run stood at one of its trials: what that trial was scored with."""

    line: TrialLine | None
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
    """Follows a ledger line by line.

    Parameters
    ----------
    header : HeaderLine
        First line of the ledger: protocol, seed, versions.
    eeg : EegDescription
        How the EEG was recorded and cleaned.
    recording : Recording
        The recorded samples.
    told : callable
        Given the share of the recording that is cleaned, up to 1.
    """

    def __init__(
        self,
        header: HeaderLine,
        eeg: EegDescription,
        recording: Recording,
        told: Callable[[float], None],
    ) -> None:
        self._decisions = Decisions(header)
        self.result = self._decisions.result
        self._eeg = eeg
        self._sfreq = recording.info.sfreq
        self._paths = recording.paths
        self._stream = RecordedStream(recording, eeg, told)
        self._history = self._stream.history
        self._fresh = shipped_scorer(eeg, recording.paths.dataset)
        self._personal = self._fresh
        self.permission: Permission = UNCALIBRATED
        cleaning = self._decisions.plan.protocol.cleaning
        self._calibration = Calibration(self._fresh, cleaning)

    def go_to(self, line: LedgerLine) -> None:
        """Clean the recording as far as a line of the ledger needs it."""
        match line:
            case StretchLine(stop=stop):
                self._stream.go_to(stop)
            case TrialLine(decided=Decided(score=score)):
                self._stream.go_to(score.stop_sample)

    def finish(self) -> None:
        """Say that all is done: what comes after the last line is not needed."""
        self._stream.told(1.0)

    def followed(self, line: TrialLine | None) -> Followed:
        """Return where the run stands, at one of its lines."""
        return Followed(
            line,
            self._sfreq,
            self._history.window_at,
            self._calibration.own_rest,
            (self._personal, self._fresh),
        )

    def take(self, line: LedgerLine) -> None:
        """Make one line again."""
        self.go_to(line)
        match line:
            case StretchLine():
                self._calibration.keep(
                    self._history, line.label, line.first_sample, line.stop
                )
            case ArmLine():
                self._decisions.assign(line)
            case BlockLine():
                self._decisions.end_block(line)
            case AskedLine():
                self._decisions.ask(line)
            case ChoiceLine():
                self._decisions.choose(line)
            case CalibrationLine(permission=permission):
                self._calibrate(permission)
            case TrialLine(decided=Decided() as decided):
                now = self._score(decided.score)
                self._compare_score(line.record.trial, decided.score, now)
                self._decisions.decide(
                    line, decided, score=now, permission=self.permission
                )

    def _calibrate(self, then: Permission) -> None:
        if then.why == NO_ANSWER.why:  # nobody fitted anything
            self.permission = NO_ANSWER
            return
        hashes = then.person.earlier if then.person else ()
        self._calibration.earlier = versions_of(self._paths, hashes)
        repair = self._calibration.find_repair(self._history)
        if then.repair is not None:  # older ledgers know of none
            repair = self._as_stored(then.repair, repair)
            self._history.set_repair(repair, then.repair.from_sample)
        self._calibration.rule = then.figures.rule if then.figures else None
        if then.figures and then.figures.is_check:
            made = self._calibration.compare(self._history, repair, exactly=False)
        else:
            made = self._calibration.fit(self._history, repair)
        self.permission, self._personal = made
        if not _is_same(then, self.permission):
            again = self.permission
            self.result.differences.append(
                f"calibration: {then.why} then, {again.why} now"
            )

    def _as_stored(self, stored: StoredRepair, found: Repair) -> Repair:
        """Return the stored repair, compared with the one found again."""
        repair = Repair.from_json(plain(stored), self._eeg.ch_names)
        if not repair.is_close_to(found):
            self.result.differences.append(
                "calibration: the repair of the channels was "
                f"{_told(repair)} then, {_told(found)} now"
            )
        return repair

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
        certainties = (then.certainty or 0.0, now.certainty or 0.0)
        if abs(certainties[0] - certainties[1]) > TOLERANCE:
            self.result.differences.append(
                f"trial {trial}: certainty {certainties[0]:.4f} then, "
                f"{certainties[1]:.4f} now"
            )
        if then.signals and then.signals != now.signals:
            self.result.differences.append(
                f"trial {trial}: scored from {then.signals} then, {now.signals} now"
            )
        difference = abs(then.value - now.value)
        self.result.largest = max(self.result.largest, difference)
        if difference > TOLERANCE:
            self.result.differences.append(
                f"trial {trial}: score {then.value:.4f} then, {now.value:.4f} now"
            )


def _is_same(then: Permission, now: Permission) -> bool:
    """Return whether a calibration was made again.

    Another processor fits a person's model to other last digits, and so to another
    hash: then its figures tell, and the scores that it gives are compared one by one.
    """
    if (then.steering, then.why) != (now.steering, now.why):
        return False
    if then.model == now.model or then.figures is None or now.figures is None:
        return then.model == now.model
    figures = replace(now.figures, model_hash=then.figures.model_hash)
    return is_close(plain(then.figures), plain(figures))


def _told(repair: Repair) -> str:
    return (
        f"{how_many(len(repair.weights), 'channel|channels')} changed, "
        f"{', '.join(repair.interpolated) or 'none'} interpolated"
    )


class RecordedStream:
    """A recording, cleaned piece by piece with the live code, as far as it is needed.

    Only the last minutes are kept, as in a session: a recording of hours needs no more
    memory than one of minutes.

    Parameters
    ----------
    recording : Recording
        The recording.
    eeg : EegDescription
        How it was cleaned.
    told : callable
        Given the share of the recording that is cleaned.
    """

    def __init__(
        self,
        recording: Recording,
        eeg: EegDescription,
        told: Callable[[float], None],
    ) -> None:
        try:
            cleaner = Cleaner(
                recording.info,
                line_freq=eeg.line_freq,
                highpass=eeg.highpass,
                lowpass=eeg.lowpass,
                reference="average"
                if eeg.reference is None
                else eeg.reference or "as-recorded",
            )
        except ValueError as error:
            raise DatasetError(
                Sentence(
                    "{file} cannot be cleaned as its ledger says: {reason}. Its "
                    "channels or its ledger were changed; “attention-camp validate” "
                    "names where.",
                    file=recording.paths.eeg.name,
                    reason=reason_of(error),
                )
            ) from error
        self.told = told
        self._recording = recording
        self._step = max(round(CHUNK_SECONDS * recording.info.sfreq), 1)
        n_kept = round(KEPT_SECONDS * recording.info.sfreq)
        self.history = History(cleaner, max(min(n_kept, recording.n_samples), 1))
        eyes = read_eyes(recording.paths)
        self.history.eyes = eyes.track() if eyes else None

    def go_to(self, stop: int) -> None:
        """Clean the recording up to a sample, or to its end."""
        n_samples = self._recording.n_samples
        while (first := self.history.n_samples) < min(stop, n_samples):
            last = min(first + self._step, n_samples)
            self.history.append(
                self._recording.samples_uv(first, last),
                self._recording.others(first, last),
            )
            self.told(last / n_samples)
