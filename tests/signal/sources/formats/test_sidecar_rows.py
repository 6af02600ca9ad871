"""One bad sidecar or row costs only itself, and is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import Recorded

CASES = Path(__file__).resolve().parents[4] / ".." / "shared" / "cases"
STEM = "sub-01_task-x"
HEADER = """Brain Vision Data Exchange Header File Version 1.0
[Common Infos]
Codepage=UTF-8
DataFile=sub-01_task-x_eeg.eeg
MarkerFile=sub-01_task-x_eeg.vmrk
DataFormat=BINARY
DataOrientation=MULTIPLEXED
NumberOfChannels=3
SamplingInterval=10000
[Binary Infos]
BinaryFormat=IEEE_FLOAT_32
[Channel Infos]
Ch1=Fz,,1,µV
Ch2=Cz,,1,µV
Ch3=HEOG,,1,µV
"""
MARKERS = """Brain Vision Data Exchange Marker File, Version 1.0
[Common Infos]
Codepage=UTF-8
DataFile=sub-01_task-x_eeg.eeg
[Marker Infos]
Mk1=New Segment,,1,1,0,20200102030405000000
"""


def write(dataset: Path) -> Path:
    """Write a recording of five seconds; return its folder."""
    eeg = dataset / "sub-01" / "eeg"
    eeg.mkdir(parents=True, exist_ok=True)
    (eeg / f"{STEM}_eeg.vhdr").write_text(HEADER, encoding="utf-8")
    (eeg / f"{STEM}_eeg.vmrk").write_text(MARKERS, encoding="utf-8")
    np.zeros((500, 3), "<f4").tofile(eeg / f"{STEM}_eeg.eeg")
    return eeg


def read(dataset: Path, tables: dict[str, bytes]) -> Recorded:
    """Return a recording, read with some tables beside it."""
    eeg = write(dataset)
    for name, content in tables.items():
        (eeg / name).write_bytes(content)
    return read_recording(dataset)


EVENTS = {
    "one onset is no time": (
        b"onset\tduration\ttrial_type\nNaN\t0\ta\n1.0\t0\tb\ninf\t0\tc\nx\t0\td\n",
        [(100, "b")],
        3,
    ),
    "decimal commas": (b"onset\tduration\ttrial_type\n1,5\t0,5\ta\n", [(150, "a")], 0),
    "value where the type is n/a": (
        b"onset\tduration\ttrial_type\tvalue\n1.0\t0\tn/a\t7\n2.0\t0\t\t8\n",
        [(100, "7"), (200, "8")],
        0,
    ),
    "a quotation mark that nobody closed": (
        b'onset\tduration\ttrial_type\n1.0\t0\t"a\n2.0\t0\tb\n3.0\t0\tc"\n',
        [(100, '"a'), (200, "b"), (300, 'c"')],
        0,
    ),
    "latin-1": ("onset\ttrial_type\n1.0\tgrün\n".encode("latin-1"), [(100, "grün")], 0),
    "utf-16": (
        "\ufeffonset\ttrial_type\r\n1.0\tgrün\r\n".encode("utf-16-le"),
        [(100, "grün")],
        0,
    ),
    "byte order mark": (b"\xef\xbb\xbfonset\ttrial_type\n1.0\ta\n", [(100, "a")], 0),
    "carriage returns": (
        b"onset\ttrial_type\r1.0\ta\r2.0\tb",
        [(100, "a"), (200, "b")],
        0,
    ),
    "other order": (b"trial_type\tonset\na\t1.0\n", [(100, "a")], 0),
    "short rows": (
        b"onset\tduration\ttrial_type\n1.0\n2.0\t0\n",
        [(100, "event"), (200, "event")],
        0,
    ),
    "quotes around cells": (
        b'"onset"\t"trial_type"\n"1.0"\t"a ""b"""\n',
        [(100, 'a "b"')],
        0,
    ),
    "header only": (b"onset\tduration\ttrial_type\n", [], 0),
    "empty": (b"", [], 0),
    "no onset": (b"time\ttrial_type\n1.0\ta\n", [], 1),
    "after the end": (b"onset\ttrial_type\n1e300\ta\n-4\tb\n1.0\tc\n", [(100, "c")], 0),
}


@pytest.mark.parametrize("name", EVENTS)
def test_the_events_that_can_be_read_are_read(tmp_path: Path, name: str) -> None:
    content, expected, n_notes = EVENTS[name]
    found = read(tmp_path, {f"{STEM}_events.tsv": content})
    assert [(event.sample, event.description) for event in found.events] == expected
    assert len(found.notes) == n_notes
    assert all(f"{STEM}_events.tsv, line " in note for note in found.notes)


CHANNELS = {
    "no type": b"name\tunits\nFz\tuV\nCz\tuV\nHEOG\tuV\n",
    "a short row": b"name\ttype\tunits\nFz\tEEG\tuV\nCz\nHEOG\tEOG\tuV\n",
    "extra cells": b"name\ttype\nFz\tEEG\tx\ty\nCz\tEEG\nHEOG\tEOG\n",
    "missing words": b"name\ttype\tunits\nFz\tn/a\tn/a\nCz\t\t\nHEOG\tEOG\tuV\n",
    "latin-1": "name\ttype\tunits\nHEOG\tEOG\tµV\n".encode("latin-1"),
    "windows": b"\xef\xbb\xbfname\ttype\r\nHEOG\tEOG\r\n",
    "empty": b"",
}


@pytest.mark.parametrize("name", CHANNELS)
def test_a_table_of_channels_is_understood_row_by_row(
    tmp_path: Path, name: str
) -> None:
    found = read(tmp_path, {f"{STEM}_channels.tsv": CHANNELS[name]})
    assert found.info.ch_names == ("Fz", "Cz")
    assert [channel.name for channel in found.info.others] == ["HEOG"]


@pytest.mark.parametrize(
    "place", ["task-x_", "", "sub-01/sub-01_", "sub-01/eeg/sub-01_", "sub-01/task-x_"]
)
def test_inherited_tables_count(tmp_path: Path, place: str) -> None:
    write(tmp_path)
    table = b"name\ttype\tunits\nFz\tEEG\tuV\nCz\tEOG\tuV\n"
    (tmp_path / f"{place}channels.tsv").write_bytes(table)
    other = b"name\ttype\tunits\nFz\tEOG\tuV\n"
    (tmp_path / "task-other_channels.tsv").write_bytes(other)
    (tmp_path / "task-x_events.tsv").write_bytes(b"onset\ttrial_type\n1.0\ta\n")
    found = read_recording(tmp_path)
    assert found.info.ch_names == ("Fz",)
    assert [event.description for event in found.events] == ["a"]


def test_what_macos_keeps_beside_files_is_no_recording(tmp_path: Path) -> None:
    hidden = {f"._{STEM}_eeg.vhdr": b"\0\5\x16\7", f"._{STEM}_channels.tsv": b"\0\5"}
    assert read(tmp_path, hidden).info.ch_names == ("Fz", "Cz")


def test_a_marker_hides_no_row_of_another_name(tmp_path: Path) -> None:
    table = b"onset\ttrial_type\n1.0\tgrating\n2.0\tStimulus/S  1\n"
    read(tmp_path, {f"{STEM}_events.tsv": table})
    marks = tmp_path / "sub-01" / "eeg" / f"{STEM}_eeg.vmrk"
    marks.write_text(
        MARKERS + "Mk2=Stimulus,S  1,101,1,0\nMk3=Stimulus,S  1,201,1,0\n",
        encoding="utf-8",
    )
    found = read_recording(tmp_path)
    assert sorted((e.sample, e.description) for e in found.events) == [
        (100, "Stimulus/S  1"),
        (100, "grating"),
        (200, "Stimulus/S  1"),
    ]


@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")
@pytest.mark.parametrize(
    ("case", "n_events"),
    [
        ("nan", 1),
        ("comma", 2),
        ("na-type", 2),
        ("same-onset", 3),
        ("quote", 3),
        ("no-type", 0),
        ("short-row", 0),
        ("latin1", 1),
        ("inherited", 0),
        ("appledouble", 0),
    ],
)
def test_the_cases_of_public_reports(case: str, n_events: int) -> None:
    found = read_recording(CASES / "bids-sidecars" / case)
    assert found.info.ch_names == ("Fz", "Cz")
    assert [channel.name for channel in found.info.others] == ["HEOG"]
    assert len(found.events) == n_events
