"""Make every decision of a session again from its recorded EEG, and compare."""

from __future__ import annotations

from collections.abc import Callable

from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import read_ledger
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.studies.opening import opened_here, whole_header
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.replay.decisions import ReplayResult
from attention_camp.camp.replay.ledger_replay import Followed, LedgerReplay
from attention_camp.camp.replay.model_here import why_not_scored
from attention_camp.camp.replay.recorded_scores import replay_recorded_scores
from attention_camp.camp.session.ledger_lines import (
    CalibrationLine,
    HeaderLine,
    LedgerLine,
    StretchLine,
    TrialLine,
)
from attention_camp.camp.session.link import Permission
from attention_camp.camp.session.proof.chain_lines import CopyLine
from attention_camp.resources.texts import Sentence


def replay_run(
    paths: RunPaths, told: Callable[[float], None] = lambda *_: None
) -> ReplayResult:
    """Replay the decisions of one run.

    Where the model that scored it is not part of this version, the recorded scores are
    taken, and the result says so. The run's files are compared with its ledger and its
    chain too, as ``validate`` does.

    Parameters
    ----------
    paths : RunPaths
        The run.
    told : callable
        Given the share of the recording that is cleaned, which takes longest, up to 1.

    Raises
    ------
    DatasetError
        If there is no ledger, it is damaged, or it is of a later version.
    """
    header, lines = _read(paths)
    if why := why_not_scored(header.eeg, paths.dataset):
        told(1.0)
        result = replay_recorded_scores(header, lines, why)
    else:
        result = _follow(_begin(paths, header, told), lines).result
    result.differences += [
        f"{problem.location}: {problem.text}"
        for problem in check_run(paths)
        if problem.is_error
    ]
    return result


def recalibrate(
    paths: RunPaths, told: Callable[[float], None] = lambda *_: None
) -> Permission:
    """Return the calibration of one run, made again from its EEG.

    Parameters
    ----------
    paths : RunPaths
        The run.
    told : callable
        As for `replay_run`.

    Raises
    ------
    DatasetError
        If there is no ledger, it is damaged, or it is of a later version.
    """
    header, lines = _read(paths)
    return _follow(_begin(paths, header, told), lines).permission


def follow_scores(
    paths: RunPaths,
    *,
    until_trial: int,
    told: Callable[[float], None] = lambda *_: None,
) -> Followed:
    """Follow the calibrations of one run up to a trial.

    Parameters
    ----------
    paths : RunPaths
        The run.
    until_trial : int
        Number of the trial before which to stop.
    told : callable
        Given the share of the recording that is cleaned, up to 1, chunk by chunk; the
        calibrations come after it.

    Raises
    ------
    DatasetError
        If there is no ledger, it is damaged, or it is of a later version; or the model
        is not part of this one.
    """
    header, lines = _read(paths)
    if why := why_not_scored(header.eeg, paths.dataset):
        raise _not_scored(paths, why)
    replay = _begin(paths, header, told)
    found = None
    for line in lines:
        if isinstance(line, StretchLine | CalibrationLine):
            replay.take(line)
        elif isinstance(line, TrialLine) and line.record.trial == until_trial:
            found = line
            replay.go_to(line)
            break
    replay.finish()
    return replay.followed(found)


def _follow(replay: LedgerReplay, lines: tuple[LedgerLine, ...]) -> LedgerReplay:
    for line in lines:
        replay.take(line)
    replay.finish()
    return replay


def _read(paths: RunPaths) -> tuple[HeaderLine, tuple[LedgerLine, ...]]:
    """Return the header of a run's ledger, and the lines after it."""
    ledger = read_ledger(paths.decisions)
    is_copy = any(isinstance(line, CopyLine) for line in ledger.lines)
    if is_copy and ledger.header is None:  # of a version that copied no decisions
        raise DatasetError(
            Sentence(
                "{run} is an anonymous copy, whose decision ledger was left out. "
                "Replay the original.",
                run=paths.stem,
            )
        )
    lines = opened_here(paths, ledger.lines)
    header = whole_header(lines)
    if header is None:
        raise DatasetError(
            Sentence(
                "{path} has no header, so nothing was decided in this run. "
                "Choose a session that has trials.",
                path=paths.decisions,
            )
        )
    return header, tuple(line for line in lines if not isinstance(line, HeaderLine))


def _begin(
    paths: RunPaths, header: HeaderLine, told: Callable[[float], None]
) -> LedgerReplay:
    """Return a replay at the beginning of the EEG."""
    if header.eeg is None:
        raise _not_scored(paths, why_not_scored(header.eeg, paths.dataset))
    return LedgerReplay(header, header.eeg, Recording.open(paths), told)


def _not_scored(paths: RunPaths, why: str) -> DatasetError:
    return DatasetError(
        Sentence(
            "The scores of {run} cannot be made again: {why}. Use the version of the "
            "program that recorded it; its ledger names it.",
            run=paths.stem,
            why=why,
        )
    )
