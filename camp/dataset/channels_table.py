"""The table of channels of a recording, channels.tsv: types, units, what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from attention_camp.camp.dataset.rows import table_rows
from attention_camp.camp.dataset.tables import MISSING, tsv_line
from attention_camp.signal.sources.channel_types import named_type
from attention_camp.signal.stream import Channel, ChannelType, StreamInfo
from attention_camp.signal.window import ChannelVerdict

COLUMNS = (
    "name", "type", "units", "sampling_frequency", "reference", "description", "status",
    "status_description",
)  # fmt: skip

BIDS_TYPES: Mapping[ChannelType, str] = {
    "eeg": "EEG", "eog": "EOG", "ecg": "ECG", "emg": "EMG", "ppg": "PPG",
    "resp": "RESP", "gsr": "GSR", "temp": "TEMP", "trig": "TRIG",
    "accel": "MISC", "gyro": "MISC", "magn": "MISC", "status": "MISC", "misc": "MISC",
}  # fmt: skip
"""EEG-BIDS has no types for sensors of motion or the device's state."""

DESCRIPTIONS: Mapping[ChannelType, str] = {
    "accel": "accelerometer", "gyro": "gyroscope", "magn": "magnetometer",
    "status": "status",
}  # fmt: skip
"""What stands in the column ``description`` where the type does not say it."""

_COUNTS = {
    "EOG": "EOGChannelCount", "ECG": "ECGChannelCount", "EMG": "EMGChannelCount",
    "TRIG": "TriggerChannelCount",
}  # fmt: skip


def channels_text(info: StreamInfo, check: Iterable[ChannelVerdict] = ()) -> str:
    """Return the table of channels, in the order of the recording.

    Parameters
    ----------
    info : StreamInfo
        The stream.
    check : iterable of ChannelVerdict
        What the signal check found before the start. A channel that it found bad has
        the status ``bad`` and its fault; one that it did not see has none.
    """
    verdicts = {verdict.ch_name: verdict for verdict in check}
    lines = [
        tsv_line(
            (
                *(name, "EEG", "µV", info.sfreq, info.reference, MISSING),
                *_status(verdicts.get(name)),
            )
        )
        for name in info.ch_names
    ]
    lines += [
        tsv_line(
            (
                channel.name,
                BIDS_TYPES[channel.kind],
                channel.unit,
                info.sfreq,
                MISSING,
                DESCRIPTIONS.get(channel.kind, MISSING),
                MISSING,
                MISSING,
            )
        )
        for channel in info.others
    ]
    return tsv_line(COLUMNS) + "".join(lines)


def _status(verdict: ChannelVerdict | None) -> tuple[str, str]:
    if verdict is None:
        return MISSING, MISSING
    status = "bad" if verdict.quality == "bad" else "good"
    found = verdict.fault or MISSING
    return status, f"doubtful: {found}" if verdict.quality == "doubtful" else found


def channel_counts(info: StreamInfo) -> dict[str, int]:
    """Return how many channels of the other types there are, by BIDS's keys."""
    types = Counter(BIDS_TYPES[channel.kind] for channel in info.others)
    counts = {key: types.pop(kind) for kind, key in _COUNTS.items() if types[kind]}
    return counts | ({"MISCChannelCount": types.total()} if types else {})


def read_channels(path: Path) -> tuple[Channel, ...]:
    """Return the channels of a recording, in its order; EEG where no type is given.

    The first column is the name, whatever it is called.

    Raises
    ------
    DatasetError
        If the table cannot be read.
    """
    rows = [row.cells for row in table_rows(path)]
    return tuple(
        Channel(next(iter(row.values())), kind_of(row), row.get("units") or MISSING)
        for row in rows
        if any(row.values())
    )


def kind_of(row: Mapping[str, str]) -> ChannelType:
    """Return the type of a channel from its row."""
    word = row.get("type", "EEG")
    if word in ("", MISSING):
        return "eeg"
    kind = named_type(word) or "misc"
    return (named_type(row.get("description", "")) or kind) if kind == "misc" else kind
