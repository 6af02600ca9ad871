"""Whether a file has the size that its header promises; if not, samples shift."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.formats.edf_header import read_edf_header

_SAMPLE_BYTES = {"INT_16": 2, "INT_32": 4, "IEEE_FLOAT_32": 4}
_TAG = struct.Struct(">iiii")
"""Kind, type, bytes and place of the next one, of a FIF file's tag."""
_LAST_TAG = -1
_FIELD = re.compile(
    r"^(DataFile|BinaryFormat|NumberOfChannels|DataOrientation)\s*=\s*(.*?)\s*$",
    re.MULTILINE,
)


def size_note(file: Path) -> Sentence | None:
    """Return what is wrong with the size of a file; None: nothing, or unknown.

    A part that is missing in the middle, or too much, shifts all that follows: channels
    change places, or bytes of one number become another, at another scale.

    Parameters
    ----------
    file : Path
        A recording that was read.
    """
    match file.suffix.lower():
        case ".edf" | ".bdf":
            n_over = _edf_bytes_over(file)
        case ".vhdr":
            n_over = _vision_bytes_over(file)
        case ".fif":
            return None if _is_chained(file) else _unchained(file)
        case _:
            return None
    if not n_over:
        return None
    return Sentence(
        "{file} has {n:byte|bytes} {more_or_less} than its header says. It was cut off "
        "or damaged: samples may be missing, and those behind the fault may be wrong. "
        "Look at them before you use them, or take another copy.",
        file=file,
        n=abs(n_over),
        more_or_less=Sentence("more") if n_over > 0 else Sentence("less"),
    )


def _unchained(file: Path) -> Sentence:
    return Sentence(
        "The parts of {file} do not follow one another as its format asks. It was cut "
        "off or damaged: samples may be missing, and those behind the fault may be "
        "wrong. Look at them before you use them, or take another copy.",
        file=file,
    )


def _edf_bytes_over(file: Path) -> int:
    header = read_edf_header(file)
    with file.open("rb") as opened:
        n_records = int(opened.read(256)[236:244])
    n_data = file.stat().st_size - header.n_bytes
    if n_records < 0:  # the recording was never ended: whole records are expected
        return n_data % header.record_bytes
    return n_data - n_records * header.record_bytes


def _is_chained(file: Path) -> bool:
    """Return whether a FIF file's tags follow one another to its end."""
    size, place = file.stat().st_size, 0
    with file.open("rb") as opened:
        while place + _TAG.size <= size:
            opened.seek(place)
            _, _, n_bytes, following = _TAG.unpack(opened.read(_TAG.size))
            end = place + _TAG.size + n_bytes
            if n_bytes < 0 or end > size:
                return False
            if following == _LAST_TAG:
                return bool(end == size)
            if following < 0 or 0 < following < end:
                return False
            place = following or end
    return bool(place == size)


def _vision_bytes_over(vhdr: Path) -> int:
    fields = dict(_FIELD.findall(vhdr.read_text("utf-8", "replace")))
    n_bytes = _SAMPLE_BYTES.get(fields.get("BinaryFormat", "").upper())
    name = fields.get("DataFile", "").replace("$b", vhdr.stem)
    data = vhdr.with_name(name) if name else vhdr
    if n_bytes is None or data == vhdr or not data.is_file():
        return 0
    return data.stat().st_size % (n_bytes * int(fields.get("NumberOfChannels", "1")))
