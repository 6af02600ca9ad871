"""A run's report in words: the facts of the summary page, by their keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from attention_camp.camp.dataset.reading.loop_latency import LoopLatency
from attention_camp.camp.dataset.reading.report import (
    BLINDED,
    ClockFit,
    Losses,
    RunReport,
    StartCheck,
)
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.formats import NO_BREAK
from attention_camp.camp.ui.widgets.codes import blinded_text, steering_text
from attention_camp.resources.texts import QT_TRANSLATE_NOOP, fill

translate = QCoreApplication.translate

RECORDED: dict[str, str] = {
    "who": QT_TRANSLATE_NOOP("Report", "Participant and session"),
    "date": QT_TRANSLATE_NOOP("Report", "Begun"),
    "time": QT_TRANSLATE_NOOP("Report", "Duration of the EEG"),
    "trials": QT_TRANSLATE_NOOP("Report", "Trials"),
    "correct": QT_TRANSLATE_NOOP("Report", "Correct in training"),
    "reaction": QT_TRANSLATE_NOOP("Report", "Median reaction time"),
    "level": QT_TRANSLATE_NOOP("Report", "Difficulty, block by block"),
    "size": QT_TRANSLATE_NOOP("Report", "EEG on disk"),
    "hash": QT_TRANSLATE_NOOP("Report", "Session hash"),
}
QUALITY: dict[str, str] = {
    "start": QT_TRANSLATE_NOOP("Report", "Signal check at the start"),
    "scored": QT_TRANSLATE_NOOP("Report", "Trials with an engagement score"),
    "channels": QT_TRANSLATE_NOOP("Report", "Good channels, mean over trials"),
    "lost": QT_TRANSLATE_NOOP("Report", "Lost samples"),
    "dropped": QT_TRANSLATE_NOOP("Report", "Dropped frames"),
    "suspect": QT_TRANSLATE_NOOP("Report", "Trials with a late onset"),
}
TIMING: dict[str, str] = {
    "latency": QT_TRANSLATE_NOOP("Report", "From packet to score"),
    "goal": QT_TRANSLATE_NOOP("Report", "Target"),
    "clock": QT_TRANSLATE_NOOP("Report", "Sample clock"),
    "delay": QT_TRANSLATE_NOOP("Report", "Delay of the filter"),
}


def facts_of(report: RunReport) -> dict[str, str]:
    """Return what the report says under each key."""
    summary = report.summary
    nothing = formats.NOTHING
    is_blinded = report.permission.why == BLINDED.why
    again = f" · {summary.run}" if summary.run > 1 else ""
    seconds = float("nan") if summary.minutes is None else 60 * summary.minutes
    return {
        "who": f"{summary.participant} · {summary.session}{again}",
        "date": formats.date(summary.date),
        "time": formats.duration(seconds),
        "trials": nothing if is_blinded else formats.number(summary.n_trials),
        "correct": formats.percent(summary.accuracy),
        "reaction": formats.milliseconds(summary.reaction_time_median),
        "level": _levels(report.levels),
        "size": formats.size(report.n_bytes),
        "hash": _grouped(report.session_hash),
        "start": _check(report.check),
        "scored": nothing
        if is_blinded
        else translate("Report", "{n} of {all}").format(
            n=report.n_scored, all=summary.n_trials
        ),
        "channels": formats.percent(report.quality),
        "lost": _losses(report.losses),
        "dropped": nothing if is_blinded else formats.number(report.n_frames_dropped),
        "suspect": nothing
        if is_blinded
        else _suspect(report.n_onset_dropped, summary.n_trials),
        "latency": _latency(report.latency),
        "goal": _goal(report.latency),
        "clock": _clock(report.clock),
        "delay": translate("Report", "{delay} at 10 Hz").format(
            delay=formats.milliseconds(report.group_delay)
        ),
    }


def steering_of(report: RunReport) -> str:
    """Return whether the score steered and why (not)."""
    if report.permission.why == BLINDED.why:
        return blinded_text()
    short, why = steering_text(report.permission)
    return translate("Report", "{permission}: {why}").format(permission=short, why=why)


def _suspect(n_late: int, n_trials: int) -> str:
    text = translate("Report", "{n} of {all}").format(n=n_late, all=n_trials)
    return f"▲ {text}" if n_late else text


def _levels(blocks: tuple[tuple[int, int], ...]) -> str:
    """Return where each block began and ended, such as 3 → 7 · 3 → 4."""
    spans = (f"{first} → {last}".replace(" ", NO_BREAK) for first, last in blocks)
    return " · ".join(spans) or formats.NOTHING


def _check(check: StartCheck | None) -> str:
    if check is None:
        return formats.NOTHING
    text = translate("Report", "{good} of {n:channel|channels} good")
    text = fill(text, good=check.n_good, n=check.n_chans)
    if not check.override:
        return text
    return translate("Report", "▲ {found}; started anyway: {reason}").format(
        found=text, reason=check.override
    )


def _losses(losses: Losses | None) -> str:
    if losses is None:
        return formats.NOTHING
    if not losses.n_samples:
        return formats.number(0)
    return fill(
        translate("Report", "▲ {n}, {seconds} in {gaps:gap|gaps}"),
        n=formats.number(losses.n_samples),
        seconds=formats.number(losses.n_samples / losses.sfreq, 1, "s"),
        gaps=losses.n_gaps,
    )


def _latency(latency: LoopLatency | None) -> str:
    if latency is None:
        return translate("Report", "not measured: not in real time")
    return translate("Report", "median {median}, 95 % within {p95}").format(
        median=formats.milliseconds(latency.median),
        p95=formats.milliseconds(latency.p95),
    )


def _goal(latency: LoopLatency | None) -> str:
    if latency is None:
        return formats.NOTHING
    met = (
        translate("Report", "✓ met")
        if latency.is_met
        else translate("Report", "▲ missed")
    )
    return translate(
        "Report", "{met}: 95 % within {limit}, of which {hop} from score to score"
    ).format(
        met=met,
        limit=formats.milliseconds(latency.limit),
        hop=formats.milliseconds(latency.hop),
    )


def _clock(clock: ClockFit | None) -> str:
    if clock is None:
        return formats.NOTHING
    return translate("Report", "{rate}; residual {last}, at most {largest}").format(
        rate=formats.number(clock.rate, 3, "Hz"),
        last=formats.number(1000 * clock.residual, 2, "ms"),
        largest=formats.number(1000 * clock.largest_residual, 2, "ms"),
    )


def _grouped(session_hash: str) -> str:
    """Return a hash in groups, which a narrow card can break; spaces do not count."""
    groups = [session_hash[i : i + 8] for i in range(0, len(session_hash), 8)]
    return " ".join(groups) or formats.NOTHING
