"""A run's report: what was recorded, how well, how fast, and whether it steered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from attention_camp.camp.dataset.calibration_read import Calibrated, calibration_in
from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.proof.kept_hash import session_hash_of
from attention_camp.camp.dataset.reading.loop_latency import LoopLatency, loop_latency
from attention_camp.camp.dataset.reading.scales import mean_quality
from attention_camp.camp.dataset.reading.summary import RunSummary, summarise_run
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.studies.opening import is_blinded
from attention_camp.camp.session.arms.delivery import permission_of
from attention_camp.camp.session.ledger_state import UNCALIBRATED
from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.permission_text import figures_of
from attention_camp.camp.session.records import TrialRecord
from attention_camp.camp.session.signal_check import SignalCheck

BLINDED = Permission(False, "blinded")
"""What is said of steering in a blinded study, in every arm."""


@dataclass(frozen=True, slots=True)
class Losses:
    """Samples that are missing from a recording."""

    n_samples: int
    """Number of samples that no channel has."""
    n_gaps: int
    """Number of stretches they lie in."""
    sfreq: float
    """Sampling rate, Hz."""


@dataclass(frozen=True, slots=True)
class StartCheck:
    """What the signal check said when the session was started."""

    n_good: int
    """Channels judged good."""
    n_chans: int
    """Channels looked at."""
    override: str
    """The researcher's reason to start in spite of it; empty: there was no need."""


@dataclass(frozen=True, slots=True)
class ClockFit:
    """How well the sample clock fits the packets' arrivals."""

    rate: float
    """Rate of the last fit, samples per second of the host."""
    residual: float
    """Median distance of the arrivals to the last fit, s."""
    largest_residual: float
    """Largest residual of all fits, s."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """All that is said of one run when it is over, from its files alone."""

    paths: RunPaths
    summary: RunSummary
    levels: tuple[tuple[int, int], ...]
    """Difficulty of the first and of the last trial of each main block: one block's
    levels say nothing beside those of another task."""
    quality: float | None
    """Mean share of channels judged good, 0 to 1; trials of all stages but practice."""
    n_scored: int
    """Trials with a score, of all stages but practice."""
    n_frames_dropped: int
    """Frames the display dropped in all trials."""
    n_onset_dropped: int
    """Trials whose onset lost a frame, of all stages but practice."""
    check: StartCheck | None
    """What the signal check said at the start; None: nothing was kept of one."""
    n_bytes: int
    """Size of the EEG file."""
    losses: Losses | None
    """None: there is no EEG."""
    latency: LoopLatency | None
    """None: not measured, as in a simulation faster than life."""
    clock: ClockFit | None
    """None: the clock was never fitted."""
    group_delay: float | None
    """Delay of an alpha rhythm's envelope (10 Hz) by the live filter, s."""
    calibrated: Calibrated | None
    """None: not calibrated."""
    permission: Permission
    """Whether the score steered in this arm, and why (not); nothing is said of a
    blinded run."""
    session_hash: str
    """What closes the session's chain; empty: it is open, or there is none."""


def report_run(paths: RunPaths) -> RunReport:
    """Return the report of a run.

    Raises
    ------
    DatasetError
        If one of its files cannot be read.
    """
    trials = read_trials(paths)
    ledger = read_ledger(paths.decisions)
    header = ledger.header
    counted = [trial for trial in trials if trial.stage != "practice"]
    summary, _ = summarise_run(paths)
    calibrated = calibration_in(ledger)
    return RunReport(
        paths=paths,
        summary=summary,
        levels=_levels(trials),
        quality=mean_quality(counted) if counted else None,
        n_scored=sum(trial.engagement is not None for trial in counted),
        n_frames_dropped=sum(trial.frames_dropped for trial in trials),
        n_onset_dropped=sum(trial.onset_dropped for trial in counted),
        check=_check(header.signal_check if header else None),
        n_bytes=paths.eeg.stat().st_size if paths.eeg.exists() else 0,
        losses=_losses(paths),
        latency=loop_latency(paths),
        clock=_clock(paths),
        group_delay=header.eeg.group_delay_10hz if header and header.eeg else None,
        calibrated=calibrated,
        permission=BLINDED
        if is_blinded(paths)
        else _permission(calibrated, summary.arm),
        session_hash=session_hash_of(paths),
    )


def _levels(trials: Sequence[TrialRecord]) -> tuple[tuple[int, int], ...]:
    main = [trial for trial in trials if trial.stage == "main" and trial.is_posed]
    blocks = [list(block) for _, block in groupby(main, attrgetter("block"))]
    return tuple((block[0].level, block[-1].level) for block in blocks)


def _losses(paths: RunPaths) -> Losses | None:
    if not paths.vhdr.exists():
        return None
    recording = Recording.open(paths)
    gaps = [gap for gap in recording.gaps if gap.channel == 0]
    return Losses(sum(gap.n for gap in gaps), len(gaps), recording.info.sfreq)


def _clock(paths: RunPaths) -> ClockFit | None:
    fits, _ = read_jsonl(paths.clock)
    # null where the session was too short, or too fast, for a fit
    known = [fit for fit in fits if None not in (fit.get("residual"), fit.get("rate"))]
    if not known:
        return None
    residuals: Sequence[float] = [float(fit["residual"]) for fit in known]
    return ClockFit(float(known[-1]["rate"]), residuals[-1], max(residuals))


def _check(found: SignalCheck | None) -> StartCheck | None:
    if found is None:
        return None
    return StartCheck(found.n_good, len(found.verdicts), found.override)


def _permission(calibrated: Calibrated | None, arm: str) -> Permission:
    if calibrated is None:
        found = UNCALIBRATED
    else:
        report = calibrated.report
        found = Permission(report.permission, report.why, figures_of(report))
    return permission_of(arm, found)
