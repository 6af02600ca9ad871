"""Markers of another program over LSL: the recording outlives their stream."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from attention_camp.signal.clock import host_time
from attention_camp.signal.sources.lsl_markers import LslMarkerInlet

lsl = pytest.importorskip("mne_lsl.lsl")
load_liblsl = pytest.importorskip("mne_lsl.lsl.load_liblsl")

Came = list[tuple[str, float]]

# liblsl itself, since importing MNE-LSL takes seconds
SENDER = """
import ctypes, sys, time
library, name = sys.argv[1:]
lsl = ctypes.CDLL(library)
pointer, text = ctypes.c_void_p, ctypes.c_char_p
lsl.lsl_create_streaminfo.restype = lsl.lsl_create_outlet.restype = pointer
info = lsl.lsl_create_streaminfo(
    name.encode(), b"Markers", 1, ctypes.c_double(0), 3, b""  # 3: texts; no source id
)
outlet = pointer(lsl.lsl_create_outlet(pointer(info), 0, 360))
while True:
    lsl.lsl_push_sample_str(outlet, (text * 1)(b"block1"))
    time.sleep(0.02)
"""


@contextmanager
def _script(name: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program that sends the marker ``block1`` until it ends."""
    command = [sys.executable, "-c", SENDER, load_liblsl.lib._name, name]
    with subprocess.Popen(command) as script:
        try:
            yield script
        finally:
            script.kill()


class _Latin1(str):
    """A text that is sent as a program with an old encoding does."""

    __slots__ = ()

    def encode(self, *_: str) -> bytes:
        return super().encode("latin-1")


def _outlet(name: str, dtype: str = "string") -> Any:
    """Return a stream of markers without a source id, as liblsl-Matlab makes them."""
    return lsl.StreamOutlet(lsl.StreamInfo(name, "Markers", 1, 0, dtype, ""))


@contextmanager
def _inlet(name: str) -> Iterator[LslMarkerInlet]:
    inlet = LslMarkerInlet(name)
    try:
        yield inlet
    finally:
        inlet.close()


def _until(
    inlet: LslMarkerInlet,
    is_enough: Callable[[Came], object],
    push: Callable[[], object] = lambda: None,
) -> Came:
    """Read until it is enough; what is sent to an inlet just opened may be missed."""
    came: Came = []
    deadline = host_time() + 20
    while not is_enough(came):
        assert host_time() < deadline, (came, inlet.message)
        push()
        came += inlet.read()
    return came


def test_a_script_that_ends_and_another_are_both_heard() -> None:
    """LSL itself gives a stream without an id up and raises an error at every call."""
    name = f"camp-test-markers-{host_time()}"
    with _script(name) as first, _inlet(name) as inlet:
        came = _until(inlet, bool)
        assert {text for text, _ in came} == {"block1"}
        assert not inlet.message
        first.kill()
        _until(inlet, lambda came: "went away" in inlet.message)
        outlet = _outlet(name)
        came = _until(
            inlet,
            lambda came: "block2" in dict(came),
            lambda: outlet.push_sample(["block2"]),
        )
        assert dict(came)["block2"] == pytest.approx(host_time(), abs=2.0)
        assert "is heard again" in inlet.message


def test_a_script_that_stays_away_leaves_nothing_behind() -> None:
    name = f"camp-test-markers-{host_time()}"
    with _script(name) as script, _inlet(name) as inlet:
        _until(inlet, bool)
        script.kill()
        _until(inlet, lambda came: "went away" in inlet.message)
        assert inlet.read() == []


def test_a_marker_that_is_not_utf8_is_kept_with_its_neighbours() -> None:
    """LSL sends bytes as they are; older programs' are of another encoding."""
    name = f"camp-test-markers-{host_time()}"
    outlet = _outlet(name)
    with _inlet(name) as inlet:
        _until(inlet, bool, lambda: outlet.push_sample(["first"]))
        outlet.push_sample([_Latin1("Grün")])
        outlet.push_sample(["last"])
        came = _until(inlet, lambda came: "last" in dict(came))
        assert [text for text, _ in came][-2:] == ["Gr\\xfcn", "last"]
        assert dict(came)["Gr\\xfcn"] == pytest.approx(host_time(), abs=2.0)
        assert "Gr\\xfcn" in inlet.message


@pytest.mark.parametrize(
    ("dtype", "values", "texts"),
    [
        ("float64", [1203044, 1203045, 0.1], ["1203044", "1203045", "0.1"]),
        ("float32", [7, 1203045, 0.1], ["7", "1203045", "0.1"]),
        ("int32", [7, 1203045, -1], ["7", "1203045", "-1"]),
    ],
)
def test_numbers_are_markers_with_all_their_digits(dtype, values, texts) -> None:
    """Two codes are never one event, and 7 is 7 in every format."""
    name = f"camp-test-markers-{host_time()}"
    outlet = _outlet(name, dtype)
    with _inlet(name) as inlet:
        _until(inlet, bool, lambda: outlet.push_sample(np.array([0], dtype)))
        for value in values:
            outlet.push_sample(np.array([value], dtype))
        came = _until(inlet, lambda came: texts[-1] in dict(came))
        assert [text for text, _ in came if text != "0"] == texts
