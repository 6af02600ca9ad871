"""Our inlet and outlets against pylsl in another process."""

from __future__ import annotations

import subprocess
import sys
import time

import numpy as np
import pytest

from attention_camp.signal.sources.lsl import LslSource, list_streams
from attention_camp.signal.sources.open_source import open_source
from attention_camp.signal.sources.outlets import LslMarkers, LslOutlets
from attention_camp.signal.stream import SourceError, StreamInfo
from attention_camp.signal.window import ChannelVerdict

pytest.importorskip("pylsl")
pytest.importorskip("mne_lsl")
pytestmark = pytest.mark.usefixtures("streams_are_near")

SENDER = """
import sys, time
import pylsl
info = pylsl.StreamInfo(sys.argv[1], "EEG", 3, 250, "float32", "sender")
channels = info.desc().append_child("channels")
for label in ("Cz", "Oz", "Pz"):
    channel = channels.append_child("channel")
    channel.append_child_value("label", label)
    channel.append_child_value("unit", "volts")
    channel.append_child_value("type", "EEG")
outlet = pylsl.StreamOutlet(info)
print("ready", flush=True)
begin, n = time.monotonic(), 0
while True:
    due = int((time.monotonic() - begin) * 250)
    while n < due:
        outlet.push_sample([n * 1e-6, 0.0, 1e-6])
        n += 1
    time.sleep(0.004)
"""

LISTENER = """
import sys
import pylsl
kinds = ("EEG", "Markers", "Engagement", "Quality")
inlets = {}
for kind in kinds:
    found = pylsl.resolve_byprop("name", f"{sys.argv[1]}-{kind}", timeout=10)
    inlets[kind] = pylsl.StreamInlet(found[0])
    inlets[kind].open_stream(timeout=10)
print("ready", flush=True)
for kind in kinds:
    values, stamp = inlets[kind].pull_sample(timeout=10)
    print(kind, values, round(stamp, 3), flush=True)
labels = inlets["EEG"].info().desc().child("channels").child("channel")
print(labels.child_value("label"), flush=True)
"""


@pytest.fixture
def spawn():
    children = []

    def start(code, *arguments):
        child = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        children.append(child)
        return child

    yield start
    for child in children:
        child.kill()
        child.communicate()


def read_until(source, is_enough, limit=10.0):
    packets = []
    begin = time.monotonic()
    while not is_enough(packets):
        assert time.monotonic() - begin < limit, "nothing came in time"
        packet = source.read(time.monotonic())
        if packet is not None:
            packets.append(packet)
    return packets


def n_samples(packets):
    return sum(packet.samples_uv.shape[1] for packet in packets)


def test_an_inlet_reads_the_newest_samples_in_microvolts_and_survives_a_loss(spawn):
    name = f"camp-test-{time.monotonic_ns()}"
    sender = spawn(SENDER, name)
    assert sender.stdout.readline() == "ready\n"
    assert name in list_streams(timeout=0.5)
    source = open_source(f"lsl:{name}")
    assert source.info.ch_names == ("Cz", "Oz", "Pz")
    assert source.info.sfreq == 250
    source.start()
    packets = read_until(source, lambda packets: n_samples(packets) > 50)
    numbers = np.concatenate([packet.samples_uv[0] for packet in packets])
    np.testing.assert_allclose(np.diff(numbers), 1, atol=0.01)
    assert packets[0].samples_uv[2, 0] == pytest.approx(1.0)

    sender.kill()
    sender.wait()
    killed = last = time.monotonic()
    while time.monotonic() - killed < 0.7:
        try:
            packet = source.read(time.monotonic())
        except SourceError:
            break
        if packet is not None:
            last = time.monotonic()
    # no old data is served as new
    assert last - killed < 0.5
    source.stop()

    again = spawn(SENDER, name)
    assert again.stdout.readline() == "ready\n"
    source.start()
    packets = read_until(source, lambda packets: n_samples(packets) > 50)
    assert packets[0].samples_uv[0, 0] < 5000
    source.stop()
    source.stop()


def test_other_programs_hear_our_streams(spawn):
    prefix = f"camp-test-{time.monotonic_ns()}"
    info = StreamInfo("test", 250.0, ("Cz", "Oz"))
    outlets = LslOutlets(info, prefix=prefix)
    markers = LslMarkers(prefix=prefix)
    listener = spawn(LISTENER, prefix)
    assert listener.stdout.readline() == "ready\n"
    now = time.monotonic()
    verdicts = (ChannelVerdict("Cz", "good"), ChannelVerdict("Oz", "bad", "flat"))
    heard = None
    # an inlet that just opened may miss what is sent in that moment
    while heard is None:
        assert time.monotonic() - now < 20, "the listener heard nothing"
        outlets.push_samples(np.array([[1.5], [2.5]], np.float32), now)
        markers.push_marker("trial/correct", now)
        outlets.push_engagement((0.25, 0.5), now)
        outlets.push_quality(verdicts, now)
        try:
            heard, _ = listener.communicate(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
    for outlet in (outlets, markers):
        outlet.close()
        outlet.close()
    stamp = round(now, 3)
    assert heard.splitlines() == [
        f"EEG [1.5, 2.5] {stamp}",
        f"Markers ['trial/correct'] {stamp}",
        f"Engagement [0.25, 0.5] {stamp}",
        f"Quality [1.0, 0.0] {stamp}",
        "Cz",
    ]


def test_a_stream_that_is_not_there_is_said_in_words():
    with pytest.raises(SourceError, match="no LSL stream called 'camp-nowhere'"):
        LslSource("camp-nowhere", timeout=0.3)
