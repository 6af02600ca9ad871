"""Make every decision of a session again from its recorded EEG, and compare."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.replay.ledger_replay import (
    Followed,
    LedgerReplay,
    ReplayResult,
)
from attention_camp.camp.session.ledger import FORMAT
from attention_camp.camp.session.link import Permission
from attention_camp.resources.texts import Sentence


def replay_run(
    paths: RunPaths, told: Callable[[float], None] = lambda *_: None
) -> ReplayResult:
    """Replay the decisions of one run.

    Parameters
    ----------
    paths : RunPaths
        The run.
    told : callable
        Given the share of the recording that is cleaned, which takes longest, up to 1.

    Raises
    ------
    DatasetError
        If there is no ledger, or it is of a later version.
    """
    return _follow(paths, told).result


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
        If there is no ledger, or it is of a later version.
    """
    return _follow(paths, told).permission


def follow_scores(
    paths: RunPaths,
    *,
    until_trial: int,
    told: Callable[[float], None] = lambda *_: None,
) -> Followed:
    """Follow the calibrations of one run up to a trial.

    Parameters
    ----------
    told : callable
        Given the share of the recording that is cleaned, up to 1, chunk by chunk; the
        calibrations come after it.

    Raises
    ------
    DatasetError
        If there is no ledger, or it is of a later version.
    """
    replay, lines = _begin(paths, told)
    found = None
    for line in lines:
        if line["kind"] in ("stretch", "calibration"):
            replay.take(line)
        elif line["kind"] == "trial" and line["record"]["trial"] == until_trial:
            found = line
            break
    return replay.followed(found)


def _follow(paths: RunPaths, told: Callable[[float], None]) -> LedgerReplay:
    replay, lines = _begin(paths, told)
    for line in lines:
        replay.take(line)
    return replay


def _begin(
    paths: RunPaths, told: Callable[[float], None]
) -> tuple[LedgerReplay, list[dict[str, Any]]]:
    """Return a replay that has read the header, and the lines after it."""
    lines, _ = read_jsonl(paths.decisions)
    if not lines or lines[0].get("kind") != "header":
        raise DatasetError(
            Sentence(
                "{path} has no header, so nothing was decided in this run. "
                "Choose a session that has trials.",
                path=paths.decisions,
            )
        )
    header = lines[0]
    if header["format"] > FORMAT:
        raise DatasetError(
            Sentence(
                "{path} has format {got}, this version reads up to "
                "{known}. Upgrade attention-camp.",
                path=paths.decisions,
                got=header["format"],
                known=FORMAT,
            )
        )
    return LedgerReplay(header, Recording.open(paths), told), lines[1:]
