"""Streams as other programs make them: names, formats, units, types, triggers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from attention_camp.signal.sources.lsl import LslSource, list_streams
from attention_camp.signal.sources.lsl_streams import describe
from attention_camp.signal.sources.open_source import open_source
from attention_camp.signal.sources.recorded import NO_OPTIONS, ReadOptions
from attention_camp.signal.stream import SourceError

mne_lsl = pytest.importorskip("mne_lsl.lsl")
pytestmark = pytest.mark.usefixtures("streams_are_near")
RATE = 100


def info_of(
    name, n_chans=2, *, kind="EEG", form="float32", labels=None, units=None,
    types=None, rate=RATE, source="",
):  # fmt: skip
    info = mne_lsl.StreamInfo(name, kind, n_chans, rate, form, source or name)
    if labels:
        info.set_channel_names(list(labels))
    channel = info.desc.child("channels").child("channel")
    for k in range(len(labels or ())):
        for key, words in (("unit", units), ("type", types)):
            if words:
                channel.append_child_value(key, words[k])
        channel = channel.next_sibling()
    return info


@pytest.fixture
def send() -> Iterator[Callable[..., Any]]:
    outlets = []

    def start(*args, **kwargs):
        outlets.append(mne_lsl.StreamOutlet(info_of(*args, **kwargs)))
        return outlets[-1]

    yield start
    outlets.clear()


def unique(text: str) -> str:
    return f"{text} {time.monotonic_ns()}"


def received(source, outlet, rows):
    """Send rows; return what comes of all of them, in however many packets."""
    found = []
    source.start()
    try:
        outlet.push_chunk(rows)
        limit = time.monotonic() + 5
        while sum(one.samples_uv.shape[1] for one in found) < len(rows):
            assert time.monotonic() < limit, f"{len(found)} packets came"
            packet = source.read(time.monotonic())
            if packet is not None:
                found.append(packet)
    finally:
        source.stop()
    whole = {}
    for name in ("samples_uv", "others", "markers"):
        parts = [getattr(packet, name) for packet in found]
        if name == "markers":  # a packet before the first one has none
            parts = [np.zeros(len(p.samples_uv.T)) if m is None else m
                     for p, m in zip(found, parts, strict=True)]  # fmt: skip
        if parts[0] is not None:
            whole[name] = np.concatenate(parts, axis=-1)
    return SimpleNamespace(**whole)


NAMED = {"labels": ("Fz", "Cz"), "units": ("microvolts", "microvolts")}


def test_every_listed_stream_opens_or_says_why_not(send):
    names = [unique(text) for text in ("Anna's Muse", 'the "big" amp', "a@b", "脑电")]
    outlets = [send(name, **NAMED) for name in names]
    openvibe = unique("openvibe")
    send(openvibe, kind="signal", **NAMED)
    text = unique("text")
    send(text, form="string")
    twin = unique("twin")
    twins = [f"{twin}@id1", f"{twin}@id2"]
    for source in ("id1", "id2"):
        send(twin, source=source, **NAMED)
    assert {*names, openvibe, text, *twins} <= set(list_streams(timeout=0.5))
    for name in (names[1], twins[1]):
        assert LslSource(name).info.ch_names == ("Fz", "Cz")
    with pytest.raises(SourceError, match="sends text, so it is no EEG"):
        LslSource(text)
    with pytest.raises(SourceError, match=f"2 LSL streams .*'{twins[0]}'"):
        LslSource(twin)
    source = open_source(f"lsl:{names[0]}", fields={"units": "mV"})
    rows = np.full((20, 2), 5, np.float32)
    packet = received(source, outlets[0], rows)
    assert packet.samples_uv[:, 0].tolist() == [5000, 5000]


def test_channels_beside_the_eeg_come_along_and_triggers_are_markers(send):
    name = unique("mixed")
    outlet = send(
        name, 5, form="int32", labels=("Fz", "left", "ACC_X", "TRIGGER", "Cz"),
        units=("uV", "mV", "g", "", "uV"), types=("EEG", "EOG", "EEG", "EEG", "EEG"),
    )  # fmt: skip
    source = LslSource(name)
    assert source.info.ch_names == ("Fz", "Cz")
    rows = np.tile(np.array([1, 2, 3, 0, 5], np.int32), (40, 1))
    rows[10:20, 3] = 7
    packet = received(source, outlet, rows)
    np.testing.assert_array_equal(packet.samples_uv[:, 0], [1, 5])
    np.testing.assert_array_equal(packet.others[:2, 0], [2000, 3])
    assert np.flatnonzero(packet.markers).tolist() == [10]
    assert packet.markers[10] == 7


def test_types_and_units_of_the_channels_are_kept():
    info, taken = describe(
        info_of(
            "x", 6, labels=("Fz", "l", "ACC_X", "TRIGGER", "bat", "odd"),
            units=("uV", "mV", "g", "", "%", "uV"),
            types=("EEG", "EOG", "EEG", "EEG", "Battery", "Gaze"),
        ),
        NO_OPTIONS,
    )  # fmt: skip
    assert [(c.name, c.kind, c.unit) for c in info.others] == [
        ("l", "eog", "µV"), ("ACC_X", "accel", "g"), ("TRIGGER", "trig", "n/a"),
        ("bat", "status", "%"), ("odd", "misc", "µV"),
    ]  # fmt: skip
    assert (taken.rows, taken.others, taken.triggers) == ((0,), (1, 2, 3, 4, 5), (2,))


@pytest.mark.parametrize(
    ("made", "text"),
    [
        ({"form": "string"}, "sends text, so it is no EEG"),
        ({"rate": 0}, "has no regular sampling rate"),
        ({**NAMED, "labels": ("Fz", "Fz")}, "same label: Fz"),
        ({**NAMED, "labels": ("ACC_X", "ACC_Y")}, "has no EEG channels"),
        ({}, "does not say in which unit"),
        ({**NAMED, "units": ("counts", "counts")}, "are in 'counts'"),
        ({**NAMED, "units": ("uV", "")}, r"which unit its EEG is \(Cz\)"),
    ],
)
def test_a_stream_that_cannot_be_used_says_why(made, text):
    with pytest.raises(SourceError, match=text):
        describe(info_of("odd", **made), NO_OPTIONS)


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("0", 1e6), ("-6", 1.0), ("-3", 1e3), ("-9", 1e-3), ("volts", 1e6),
        ("mV", 1e3), ("UV", 1.0), ("mVolts", 1e3), ("microvolt", 1.0), ("µV", 1.0),
    ],
)  # fmt: skip
def test_units_are_scaled(unit, factor):
    _, taken = describe(info_of("x", **{**NAMED, "units": (unit, unit)}), NO_OPTIONS)
    np.testing.assert_allclose(taken.scale, factor)


def test_unit_and_names_can_be_given():
    info, taken = describe(info_of("bare"), ReadOptions("mV", ("Fz", "Cz")))
    assert info.ch_names == ("Fz", "Cz")
    assert taken.scale.tolist() == [1000, 1000]
    with pytest.raises(SourceError, match="2 EEG channels; ch_names must name each"):
        describe(info_of("bare"), ReadOptions("mV", ("Fz", "Cz", "Pz")))


@pytest.mark.filterwarnings("error")
def test_a_description_of_other_channels_than_the_streams_is_not_believed():
    info = info_of("x", 3)
    channels = info.desc.append_child("channels")
    for label in ("Fz", "Cz"):
        channels.append_child("channel").append_child_value("label", label)
    assert describe(info, ReadOptions("µV"))[0].ch_names == ("EEG1", "EEG2", "EEG3")
