"""LSL outlets for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.stream import StreamInfo
from attention_camp.signal.window import ChannelVerdict

PREFIX = "AttentionCamp"
"""Beginning of the names of all our streams."""


class LslMarkers:
    """An LSL outlet for markers: type ``Markers``, one text at irregular times.

    Parameters
    ----------
    prefix : str
        The stream is called ``PREFIX-Markers``.
    """

    def __init__(self, *, prefix: str = PREFIX) -> None:
        self._outlet = _outlet(f"{prefix}-Markers", "Markers", 0, "string", ("marker",))

    def push_marker(self, text: str, time: float) -> None:
        """Send a marker that belongs to host time ``time``, s."""
        self._outlet.push_sample([text], timestamp=time)

    def close(self) -> None:
        """Close the outlet; may be called twice."""
        # an outlet leaves the network when it is deleted
        self.__dict__.pop("_outlet", None)


class LslOutlets:
    """LSL outlets for EEG, engagement and quality.

    Parameters
    ----------
    info : StreamInfo
        The stream that is recorded.
    prefix : str
        Beginning of the three names: ``-EEG``, ``-Engagement`` (value, certainty) and
        ``-Quality`` (per channel 0 bad, 0.5 doubtful, 1 good).
    """

    def __init__(self, info: StreamInfo, *, prefix: str = PREFIX) -> None:
        self._eeg = _outlet(
            f"{prefix}-EEG", "EEG", info.sfreq, "float32", info.ch_names, "microvolts"
        )
        self._engagement = _outlet(
            f"{prefix}-Engagement", "Engagement", 0, "float32", ("value", "certainty")
        )
        self._quality = _outlet(
            f"{prefix}-Quality", "Quality", 0, "float32", info.ch_names
        )

    def push_samples(self, samples_uv: NDArray[np.float32], time: float) -> None:
        """Send samples, (n_chans, n_times) in µV; ``time`` is the newest one's, s."""
        rows = np.ascontiguousarray(samples_uv.T)
        if len(rows) == 1:
            self._eeg.push_sample(rows[0], timestamp=time)
        elif len(rows):
            self._eeg.push_chunk(rows, timestamp=time)

    def push_engagement(self, scored: tuple[float, float] | None, time: float) -> None:
        """Send a score and its certainty; NaN where there is none."""
        numbers = scored or (np.nan, np.nan)
        self._engagement.push_sample(np.array(numbers, np.float32), timestamp=time)

    def push_quality(self, verdicts: Sequence[ChannelVerdict], time: float) -> None:
        """Send the verdicts as numbers, one per channel; nothing for none."""
        if not verdicts:
            return
        worth = {"good": 1.0, "doubtful": 0.5, "bad": 0.0}
        self._quality.push_sample(
            np.array([worth[v.quality] for v in verdicts], np.float32), timestamp=time
        )

    def close(self) -> None:
        """Close the outlets; may be called twice."""
        # an outlet leaves the network when it is deleted
        for name in ("_eeg", "_engagement", "_quality"):
            self.__dict__.pop(name, None)


def _outlet(
    name: str,
    stype: str,
    sfreq: float,
    dtype: str,
    ch_names: Sequence[str],
    unit: str = "none",
) -> Any:
    from mne_lsl.lsl import StreamInfo as LslInfo
    from mne_lsl.lsl import StreamOutlet

    sinfo = LslInfo(name, stype, len(ch_names), sfreq, dtype, f"attention-camp-{name}")
    sinfo.set_channel_names(list(ch_names))
    sinfo.set_channel_types(stype.lower())
    sinfo.set_channel_units(unit)
    return StreamOutlet(sinfo)
