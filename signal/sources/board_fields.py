"""Connection fields of boards: which are needed, and their checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from attention_camp.resources.texts import Sentence
from attention_camp.signal.stream import Channel, SourceError

FIELDS: Mapping[str, Callable[[str], str | int]] = {
    "serial_port": str,
    "mac_address": str,
    "ip_address": str,
    "ip_port": int,
    "ip_protocol": int,
    "serial_number": str,
    "other_info": str,
    "timeout": int,
    "file": str,
}
"""Connection fields of BrainFlow's ``BrainFlowInputParams``, each with the conversion
from text."""

# From the tables "Required inputs" of BrainFlow's documentation, page "Supported
# Boards"; for boards newer than these tables, from what brainflow 5.23 logs when it
# is asked to prepare them with no field given ("serial port is empty", "ip port is
# empty", "you need to specify dongle port").
_SERIAL = (
    "cyton", "cyton_daisy", "ganglion", "freeeeg32", "freeeeg128", "brainbit_bled",
    "muse_s_bled", "muse_2_bled", "muse_2016_bled", "neuropawn_knight",
    "neuropawn_knight_imu", "ironbci_32", "shimmer3",
)  # fmt: skip
_IP = ("cyton_wifi", "cyton_daisy_wifi", "ganglion_wifi", "ntl_wifi")
_NEEDED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_SERIAL, ("serial_port",)),
    **dict.fromkeys(_IP, ("ip_port",)),
    "enophone": ("mac_address",),
}
_BLUETOOTH = (
    "muse_2", "muse_s", "muse_2016", "muse_s_athena", "brainalive", "aavaa_v3",
    "ganglion_native", "synchroni_octo_8_channels", "synchroni_trio_3_channels",
    "synchroni_pento_8_channels", "synchroni_uno_1_channels", "ob3000_24_channels",
    "ob5000_8_channels", "explore_4_chan", "explore_8_chan", "explore_plus_8_chan",
    "explore_plus_32_chan",
)  # fmt: skip
_BY_NUMBER = ("unicorn", "brainbit", "notion_1", "notion_2", "crown")
_OPTIONAL: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_BLUETOOTH, ("mac_address", "serial_number", "timeout")),
    **dict.fromkeys(_BY_NUMBER, ("serial_number", "timeout")),
    **dict.fromkeys(_IP, ("ip_address", "timeout")),
    "ganglion": ("mac_address", "timeout"),
    "brainbit_bled": ("mac_address",),
    "muse_s_bled": ("serial_number",),
    "muse_2_bled": ("serial_number",),
    "muse_2016_bled": ("serial_number",),
    "galea": ("ip_address", "timeout"),
    "emotibit": ("ip_address", "serial_number", "timeout"),
    "biolistener": ("ip_address", "ip_port", "timeout"),
    "callibri_eeg": ("other_info", "timeout"),
}


def needed_fields(name: str) -> tuple[str, ...]:
    """Return the connection fields that a board needs."""
    return _NEEDED.get(name, ())


def optional_fields(name: str) -> tuple[str, ...]:
    """Return the connection fields that choose between several boards."""
    return _OPTIONAL.get(name, ())


@dataclass(frozen=True, slots=True)
class BoardDescription:
    """What BrainFlow knows of a board before it is connected."""

    name: str
    """Name to open it by, such as ``cyton`` or ``muse_2``."""
    title: str
    """The manufacturer's name for it."""
    board_id: int
    """BrainFlow's number."""
    needed_fields: tuple[str, ...]
    """Connection fields that must be filled."""
    optional_fields: tuple[str, ...]
    """Connection fields that may help to find it."""
    sfreq: float
    """Nominal sampling rate, Hz; 0 where it has no EEG."""
    ch_names: tuple[str, ...]
    """EEG channels; ``EEG1`` and so on where the board does not name them."""
    others: tuple[Channel, ...] = ()
    """Channels beside the EEG that come with it, at its rate."""
    other_rows: tuple[int, ...] = ()
    """Where they lie in BrainFlow's data."""

    @property
    def n_chans(self) -> int:
        """Number of EEG channels."""
        return len(self.ch_names)


def check_fields(board: BoardDescription, fields: Mapping[str, str]) -> None:
    """Raise ``SourceError`` where a field is unknown, missing or no number."""
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise SourceError(
            Sentence(
                "The board {board!r} has no connection field {unknown}. Fields "
                "are: {allowed}.",
                board=board.name,
                unknown=", ".join(unknown),
                allowed=", ".join(FIELDS),
            )
        )
    missing = [field for field in board.needed_fields if not fields.get(field)]
    if missing:
        raise SourceError(
            Sentence(
                "The board {board!r} ({title}) needs {missing}, which is not "
                "given. Fill it in, for example {field}={example}.",
                board=board.name,
                title=board.title,
                missing=", ".join(missing),
                field=missing[0],
                example=_EXAMPLES.get(missing[0], "..."),
            )
        )
    for field, value in fields.items():
        try:
            FIELDS[field](value)
        except ValueError as error:
            raise SourceError(
                Sentence(
                    "{field} must be a whole number, got {value!r}.",
                    field=field,
                    value=value,
                )
            ) from error


_EXAMPLES: Mapping[str, str] = {
    "serial_port": "/dev/ttyUSB0",
    "ip_port": "6677",
    "ip_address": "192.168.4.1",
    "mac_address": "00:11:22:33:44:55",
}
