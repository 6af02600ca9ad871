"""Types of channels: what sources call them, and what a label says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import cast, get_args

from attention_camp.signal.electrodes import is_derivation, is_electrode
from attention_camp.signal.stream import ChannelType

TYPES: frozenset[str] = frozenset(get_args(ChannelType))

_EEG_WORDS = frozenset(
    {"", "eeg", "signal", "signals", "exg", "eegsignal", "eegdata", "biosignal"}
)
VOLTAGES: frozenset[str] = frozenset({"eeg", "eog", "ecg", "emg"})
"""Types whose unit is a voltage."""

_WORDS: Mapping[str, ChannelType] = {
    "heog": "eog", "veog": "eog", "ekg": "ecg", "bvp": "ppg", "pleth": "ppg",
    "eda": "gsr", "temperature": "temp", "acc": "accel", "accelerometer": "accel",
    "acceleration": "accel", "gyroscope": "gyro", "angaccel": "gyro",
    "mag": "magn", "magnetometer": "magn",
    "gyr": "gyro", "exg": "eeg", "trg": "trig", "stim": "trig", "trigger": "trig",
    "triggers": "trig", "marker": "trig", "markers": "trig", "respiration": "resp",
    "battery": "status",
    "counter": "status", "packetcounter": "status", "timestamp": "status",
    "quality": "status", "impedance": "status", "aux": "misc", "auxiliary": "misc",
    "bio": "misc", "ref": "misc", "audio": "misc", "eyegaze": "misc", "pupil": "misc",
    "sysclock": "status", "other": "misc", "unknown": "misc",
}  # fmt: skip

# an own list, from the labels of BioSemi, Emotiv, OpenBCI, BrainProducts, Neuroscan
# and sleep laboratories; matched against each word of a label as a whole
_LABELS: Mapping[ChannelType, str] = {
    "status": (
        r"batt(?:ery)?|counter|interpolated|eq|timestamps?|validation|(?:raw)?cq"
        r"|packet|checksum"
    ),
    "trig": (
        r"trig(?:ger)?s?\d*|tri|sti\d*|stim(?:ulus)?\d*|status|mkr|markers?\d*|din\d*"
        r"|ttl\d*|events?"
    ),
    "eog": r"[vh]?eog[vhlrudab]?\d*|[lr]eog|[lr]oc|e[12][am][12]",
    "ecg": r"e[ck]g[iv]*\d*",
    "emg": r"emg\w*|chin\d*|tib\w*",
    "ppg": r"ppg\w*|plet(?:h\w*)?|bvp",
    "resp": r"resp\w*|airflow|flow|thor(?:ax|acic)?|abd(?:o(?:men|minal)?)?",
    "gsr": r"gsr\d*|eda\d*|galvanic",
    "temp": r"temp(?:erature)?\d*",
    "accel": r"acc(?:el(?:erometer|eration)?)?[xyz]?\d*|[xyz]dir",
    "gyro": r"gyro?(?:scope)?[xyz]?\d*",
    "magn": r"magn?(?:etometer)?[xyz]?\d*",
    "misc": (
        r"aux\d*|misc\d*|erg\d*|ana\d+|photo(?:diode|cell)?\d*|sync|s[pa]o2|snor\w*"
        r"|pulse|light|audio|mic\d*|pos(?:ition)?|joystick"
    ),
}
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _LABELS.items())


def named_type(word: str) -> ChannelType | None:
    """Return the type that a source's word for it means; None: not known, or empty."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    if plain in TYPES:
        return cast("ChannelType", plain)
    return _WORDS.get(plain)


def stream_type(word: str) -> str:
    """Return the type of an LSL or XDF channel or stream by its own word.

    Empty where it says nothing or EEG, which many senders write for all channels; a
    word that is not known is ``misc``.
    """
    if re.sub(r"[^a-z]", "", word.lower()) in _EEG_WORDS:
        return ""
    kind = named_type(word) or "misc"
    return "" if kind == "eeg" else kind


def is_eeg_stream(
    word: str, labels: Sequence[str] = (), ch_types: Sequence[str] = ()
) -> bool:
    """Return whether an LSL or XDF stream may be EEG.

    Parameters
    ----------
    word : str
        The stream's type; OpenViBE's is ``signal``, some programs leave it empty.
    labels, ch_types : sequence of str
        Its channels; where the stream's type is empty, electrodes among them tell.
    """
    plain = re.sub(r"[^a-z]", "", word.lower())
    if plain:
        return plain in _EEG_WORDS
    rows = zip(labels, ch_types, strict=True)
    return any(not kind and is_electrode(label) for label, kind in rows)


@lru_cache(maxsize=4096)
def label_type(label: str) -> ChannelType | None:
    """Return the type that a channel's label names; None where it names none.

    ``EOG left``, ``ACC_X``, ``STI 014``, ``Status`` and ``CQ_AF3`` name one. An
    electrode or a derivation of electrodes names none: it is EEG.
    """
    if is_electrode(label) or is_derivation(label):
        return None
    words = [word for word in re.split(r"[\s_\-./:+()\[\]]+", label.lower()) if word]
    joined = "".join(words)
    for candidates in ([joined], words):
        for kind, pattern in _PATTERNS:
            if any(pattern.fullmatch(word) for word in candidates):
                return kind
    return None
