"""Response boxes, simulated byte by byte: which button, and when it was pressed."""

from __future__ import annotations

import os
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.cli import tools
from attention_camp.camp.ui.participant.boxes.box import BoxClock, BoxError, Button
from attention_camp.camp.ui.participant.boxes.joystick import JoystickReader
from attention_camp.camp.ui.participant.boxes.measuring import measure_box
from attention_camp.camp.ui.participant.boxes.opening import open_boxes
from attention_camp.signal.clock import host_time


def test_the_time_of_a_press_does_not_hold_the_delay_of_its_report() -> None:
    """A box whose reports take 2 to 30 ms: times are right to the quickest one."""
    rng = np.random.default_rng(1)
    clock, errors = BoxClock(), []
    for k in range(200):
        pressed = 1000.0 + 0.7 * k
        arrived = pressed + 0.002 + float(rng.exponential(0.006))
        found = clock.host_time(Button("button1", pressed - 950.0, arrived))
        errors.append(found - pressed)
    assert np.ptp(errors[50:]) < 0.001
    assert 0.002 <= min(errors) <= max(errors[50:]) < 0.003
    assert 0.003 < np.std(clock.delays) < 0.01  # what arrival times would have added


def test_a_box_that_was_reset_is_followed_at_once() -> None:
    clock = BoxClock()
    clock.host_time(Button("button1", 500.0, 1000.0))
    assert clock.host_time(Button("button1", 0.5, 1010.0)) == pytest.approx(1010.0)


def packet(button: int, time_ms: int, *, pressed: bool = True) -> bytes:
    info = bytes([(button - 1) << 5 | 0x10 * pressed])
    return b"k" + info + struct.pack("<I", time_ms)


@pytest.fixture
def heard() -> list[tuple[str, float, str]]:
    return []


def wait_for(heard: list[tuple[str, float, str]], n: int) -> None:
    end = time.monotonic() + 5
    while len(heard) < n and time.monotonic() < end:
        threading.Event().wait(0.01)
    assert len(heard) >= n


@pytest.fixture
def serial_line() -> Iterator[tuple[int, str]]:
    """Return a writable end of a serial line, and the port at its other end."""
    pytest.importorskip("serial")
    openpty = getattr(os, "openpty", None)
    if openpty is None:
        pytest.skip("this system has no pseudo-terminals")
    box, port = openpty()
    yield box, os.ttyname(port)
    os.close(box)
    os.close(port)


def test_a_cedrus_box_reports_presses_cut_anywhere(serial_line, heard) -> None:
    """Packets come in pieces and after noise; releases do not count."""
    box, port = serial_line
    (opened,) = open_boxes((f"xid:{port}",), lambda *told: heard.append(told))
    try:
        before = host_time()
        data = b"\x00?" + packet(1, 5000) + packet(1, 5090, pressed=False)
        data += packet(3, 5250)
        for k in range(0, len(data), 4):
            os.write(box, data[k : k + 4])
        wait_for(heard, 2)
    finally:
        opened.close()
    assert [name for name, _, _ in heard] == ["button1", "button3"]
    assert {kind for _, _, kind in heard} == {"xid"}
    (_, first, _), (_, second, _) = heard
    assert second - first == pytest.approx(0.25, abs=0.3)
    assert before - 0.3 <= first <= host_time()


def test_what_a_box_adds_is_measured_while_it_is_pressed(serial_line) -> None:
    """Three reports, one 40 ms later than its stamp says: that is what is found."""
    box, port = serial_line

    def press() -> None:
        for time_ms in (1000, 1100, 1160):
            os.write(box, packet(1, time_ms))
            time.sleep(0.1)

    presser = threading.Timer(0.2, press)
    presser.start()
    found = measure_box(f"xid:{port}", n_presses=3, seconds=10.0)
    presser.join()
    assert found.n_presses == 3
    assert found.longest_ms >= 30
    assert 0 < found.spread_ms < found.longest_ms


def test_the_check_says_of_each_box_what_it_found(capsys) -> None:
    assert tools._check_boxes([]) == 0
    assert "not measured" in capsys.readouterr().out
    assert tools._check_boxes(["xid"]) == 1
    assert "xid:PORT, lsl:NAME or gamepad:PATH" in capsys.readouterr().out


def test_a_gamepad_reports_presses_and_not_what_was_down(tmp_path: Path) -> None:
    pipe = tmp_path / "js0"
    os.mkfifo(pipe)
    reader = JoystickReader(str(pipe))
    writer = os.open(pipe, os.O_WRONLY)
    try:
        events = [
            (10, 1, 0x81, 0),
            (900, 1, 0x01, 1),
            (950, 0, 0x01, 1),
            (960, 9, 2, 0),
        ]
        os.write(writer, b"".join(struct.pack("<IhBB", *event) for event in events))
        found = list(reader.read())
    finally:
        os.close(writer)
        reader.close()
    assert [(button.name, button.stamp) for button in found] == [("button2", 0.9)]


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("mouse:1", "xid:PORT, lsl:NAME or gamepad:PATH"),
        ("xid:", "xid:PORT"),
        ("xid:/dev/nowhere", "cannot be opened"),
        ("gamepad:/dev/input/nowhere", "cannot be opened"),
    ],
)
def test_a_box_that_is_not_there_is_told_in_words(spec: str, said: str) -> None:
    with pytest.raises(BoxError, match=said):
        open_boxes((spec,), lambda *_: None)
