"""Go on with a recording whose acquisition process was killed."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.eyes.eye_writer import EyeWriter
from attention_camp.camp.dataset.guards.locks import Lock
from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import read_what_is_whole
from attention_camp.camp.dataset.person_versions import PersonVersions, versions_of
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.storage.disk import disk
from attention_camp.camp.dataset.studies.own_scores import code_key_here
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.session.arms.sealing import open_lines
from attention_camp.camp.session.ledger_lines import CalibrationLine, StretchLine
from attention_camp.camp.session.link import NO_ANSWER, PersonalFit
from attention_camp.resources.bounded import read_json_table
from attention_camp.signal.clock import SampleClock

logger = logging.getLogger(__name__)

CHUNK_SECONDS = 10.0
"""With the longest stretch that is kept, no more than the engine's history."""


def resume_recording(
    paths: RunPaths, engine: EegEngine, lock: Lock | None = None
) -> None:
    """Let the engine go on with a recording whose process was killed.

    What was recorded is cleaned again, and the calibration that the ledger tells of is
    made again from it, so that windows and scores are those of before.

    Parameters
    ----------
    paths : RunPaths
        The run.
    engine : EegEngine
        Already streaming.
    lock : Lock or None
        Held on the run; released when the recording is closed.
    """
    clock = stored_clock(paths, engine.info.sfreq, now=engine.clock.now())
    writer = EegWriter.resume(paths, engine.info)
    writer.lock = lock
    line_freq = read_json_table(paths.eeg_json).get("PowerLineFrequency")
    known = line_freq if isinstance(line_freq, float | int) else None
    engine.remember(PersonVersions(paths))
    eyes = EyeWriter(paths) if engine.eyes else None
    engine.take_up(writer, _past(paths, engine), clock, known, eyes)


def stored_clock(paths: RunPaths, sfreq: float, *, now: float) -> SampleClock:
    """Return the sample clock of a recording: it tells how long the gap is.

    The first fit is stored some seconds after the first sample. Before it the age of
    the file of samples stands in: it is synced twice a second.

    Parameters
    ----------
    paths : RunPaths
        The run.
    sfreq : float
        Sampling rate, Hz.
    now : float
        The session's clock, s.
    """
    fits, _ = read_jsonl(paths.clock)
    if fits:
        return SampleClock.from_state(fits[-1])
    clock = SampleClock(sfreq)
    n_samples = Recording.open(paths).n_samples if paths.eeg.exists() else 0
    if n_samples:
        age = disk().age(paths.eeg)
        clock.update(n_samples, now - age)
    else:
        clock.update(1, now)  # nothing was recorded yet: there is no gap
    return clock


def _past(paths: RunPaths, engine: EegEngine) -> Iterator[NDArray[np.float32]]:
    """Yield what was recorded; follow the ledger as far as the engine has come."""
    # a damaged line must not keep the recording from going on
    lines = read_what_is_whole(paths.decisions).lines
    key = code_key_here(paths, by="its recording, which goes on")
    if key is not None:
        lines = open_lines(lines, key)
    waiting = deque(line for line in lines if isinstance(line, FitLine))
    recording = Recording.open(paths)
    step = round(CHUNK_SECONDS * engine.info.sfreq)
    for first in range(0, recording.n_samples, step):
        stop = min(first + step, recording.n_samples)
        yield np.vstack(
            [recording.samples_uv(first, stop), recording.others(first, stop)]
        )
        # the engine has taken in what it was given when it asks for more
        while waiting and _end_of(waiting[0]) <= stop:
            _follow(paths, engine, waiting.popleft())


FitLine = StretchLine | CalibrationLine
"""Lines of the ledger that change what is done to later windows."""


def _end_of(line: FitLine) -> int:
    """Return the sample after which a line of the ledger can be followed."""
    if isinstance(line, StretchLine):
        return line.stop
    repair = line.permission.repair
    return repair.from_sample if repair else 0


def _follow(paths: RunPaths, engine: EegEngine, line: FitLine) -> None:
    calibration, history = engine.calibration, engine.acquisition.history
    if isinstance(line, StretchLine):
        calibration.keep(history, line.label, line.first_sample, line.stop)
        return
    if line.permission.why == NO_ANSWER.why:  # the session went on without a fit
        return
    person = line.permission.person or PersonalFit()
    try:
        earlier = versions_of(paths, person.earlier)
    except DatasetError as error:  # the model is another then, and may not steer
        logger.warning("the calibration cannot be made again as it was: %s", error)
        earlier = []
    figures, repair = line.permission.figures, line.permission.repair
    rule = figures.rule if figures else None
    if figures and figures.is_check:
        if repair:  # else the check failed, and changed nothing
            calibration.check_again(history, repair, earlier, rule=rule)
        return
    calibration.make_again(history, repair, earlier, rule=rule)
