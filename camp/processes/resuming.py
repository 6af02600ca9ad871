"""Go on with a recording whose acquisition process was killed."""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.journal import read_jsonl
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.person_versions import PersonVersions, versions_of
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.session.link import NO_ANSWER
from attention_camp.signal.clock import SampleClock

logger = logging.getLogger(__name__)

CHUNK_SECONDS = 10.0
"""With the longest stretch that is kept, no more than the engine's history."""


def resume_recording(paths: RunPaths, engine: EegEngine) -> None:
    """Let the engine go on with a recording whose process was killed.

    What was recorded is cleaned again, and the calibration that the ledger tells of is
    made again from it, so that windows and scores are those of before.
    """
    fits, _ = read_jsonl(paths.clock)
    clock = SampleClock.from_state(fits[-1]) if fits else SampleClock(engine.info.sfreq)
    writer = EegWriter.resume(paths, engine.info)
    line_freq = json.loads(paths.eeg_json.read_text("utf-8"))["PowerLineFrequency"]
    known = line_freq if isinstance(line_freq, float | int) else None
    engine.remember(PersonVersions(paths))
    engine.take_up(writer, _past(paths, engine), clock, known)


def _past(paths: RunPaths, engine: EegEngine) -> Iterator[NDArray[np.float32]]:
    """Yield what was recorded; follow the ledger as far as the engine has come."""
    ledger, _ = read_jsonl(paths.decisions)
    waiting = deque(line for line in ledger if line["kind"] in _ENDS)
    recording = Recording.open(paths)
    step = round(CHUNK_SECONDS * engine.info.sfreq)
    for first in range(0, recording.n_samples, step):
        stop = min(first + step, recording.n_samples)
        yield recording.samples_uv(first, stop)
        # the engine has taken in what it was given when it asks for more
        while waiting and _ENDS[waiting[0]["kind"]](waiting[0]) <= stop:
            _follow(paths, engine, waiting.popleft())


_ENDS = {
    "stretch": lambda line: line["stop"],
    "calibration": lambda line: line.get("repair", {}).get("from_sample", 0),
}
"""The sample after which a line of the ledger can be followed."""


def _follow(paths: RunPaths, engine: EegEngine, line: Mapping[str, Any]) -> None:
    calibration, history = engine.calibration, engine.acquisition.history
    if line["kind"] == "stretch":
        calibration.keep(history, line["label"], line["first_sample"], line["stop"])
        return
    if line["why"] == NO_ANSWER.why:  # the session went on without a fit
        return
    try:
        earlier = versions_of(paths, line.get("person", {}).get("earlier", ()))
    except DatasetError as error:  # the model is another then, and may not steer
        logger.warning("the calibration cannot be made again as it was: %s", error)
        earlier = []
    calibration.make_again(history, line.get("repair", {}), earlier)
