"""``RecordingDuration`` of ``*_eeg.json``: written once, when the last sample is."""

from __future__ import annotations

import logging

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.tables import as_json
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.reasons import UNREADABLE, reason_of

logger = logging.getLogger(__name__)


def write_duration(paths: RunPaths, n_samples: int, sfreq: float) -> None:
    """Write how long a recording is; other entries stay as they are.

    A sidecar that cannot be read or written stays: the length follows from the file.

    Parameters
    ----------
    paths : RunPaths
        The run, whose recording has ended.
    n_samples : int
        Whole samples in the file.
    sfreq : float
        Sampling rate, Hz.
    """
    try:
        described = read_json_table(paths.eeg_json)
        seconds = round(n_samples / sfreq, 6)
        if described.get("RecordingDuration") != seconds:
            described["RecordingDuration"] = seconds
            write_whole(paths.eeg_json, as_json(described))
    except UNREADABLE as error:
        logger.warning(
            "the length of %s was not written: %s", paths.stem, reason_of(error)
        )
