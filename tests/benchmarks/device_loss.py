"""Unplug a headset many times: is it noticed, does it come back, what does it cost?

A fake Cyton on a pseudo-terminal speaks the board's serial protocol to BrainFlow; an
LSL source is a process that is killed. ``ATTENTION_CAMP_UNPLUGS`` sets how often; 100
take some twenty minutes.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from attention_camp.signal.acquisition import Acquisition, StepReport
from attention_camp.signal.boards import BoardSource
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.lsl import LslSource
from attention_camp.signal.reconnecting import ReconnectingSource
from attention_camp.signal.ring import Ring
from attention_camp.signal.stream import Source

IS_LONG = True
"""Left out when all benchmarks are run."""
N_UNPLUGS = 100
STEP_S = 0.02
FAKE_CYTON = Path(__file__).resolve().parents[1] / "signal" / "fake_cyton.py"

SENDER = """
import sys, time
import pylsl
outlet = pylsl.StreamOutlet(
    pylsl.StreamInfo(sys.argv[1], "EEG", 8, 250, "float32", "device-loss")
)
print("ready", flush=True)
begin, n = time.monotonic(), 0
while True:
    while n < int((time.monotonic() - begin) * 250):
        outlet.push_sample([float(n)] * 8)
        n += 1
    time.sleep(0.004)
"""


@dataclass
class Losses:
    """What the unplugs of one kind of source showed."""

    noticed_s: list[float] = field(default_factory=list)
    """From the unplug to the report that says so."""
    resumed_s: list[float] = field(default_factory=list)
    """From the replug to the first new sample."""
    busy: list[float] = field(default_factory=list)
    """Processor use while unplugged over that while plugged in."""


def run() -> list[tuple[str, float, str]]:
    """Return shares of unplugs noticed and resumed in time, and the cost."""
    n_unplugs = int(os.environ.get("ATTENTION_CAMP_UNPLUGS", N_UNPLUGS))
    lines = []
    for name, kind in (("Cyton", cyton), ("LSL source", lsl)):
        losses = lose(kind, n_unplugs)
        in_time = sum(t <= 1.0 for t in losses.noticed_s) / n_unplugs
        back = sum(t <= 5.0 for t in losses.resumed_s) / n_unplugs
        busy = sorted(losses.busy)[n_unplugs // 2]
        size = f"of {n_unplugs} unplugs"
        lines += [
            (f"{name}: noticed within 1.0 s, share {size}", in_time, "1"),
            (f"{name}: resumed within 5 s of the replug, share", back, "1"),
            (f"{name}: processor use, unplugged / plugged in", busy, "at most 1.2"),
        ]
    return lines


@contextmanager
def cyton() -> Iterator[tuple[Source, Callable[[], None], Callable[[], None]]]:
    """Yield a Cyton's source, and what unplugs it and plugs it in again."""
    spec = importlib.util.spec_from_file_location("fake_cyton", FAKE_CYTON)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with tempfile.TemporaryDirectory() as folder:
        board = module.FakeCyton(Path(folder) / "ttyCyton")
        board.plug_in()
        yield (
            BoardSource("cyton", serial_port=str(board.port)),
            board.unplug,
            board.plug_in,
        )
        board.unplug()


@contextmanager
def lsl() -> Iterator[tuple[Source, Callable[[], None], Callable[[], None]]]:
    """Yield an LSL source, and what kills its process and starts it again."""
    name = f"device-loss-{time.monotonic_ns()}"
    senders: list[subprocess.Popen[str]] = []

    def start() -> None:
        senders.append(
            subprocess.Popen(
                [sys.executable, "-c", SENDER, name],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        )
        senders[-1].stdout.readline()

    def kill() -> None:
        senders[-1].kill()
        senders[-1].communicate()

    start()
    try:
        yield LslSource(name), kill, start
    finally:
        kill()


def lose(kind: Callable, n_unplugs: int) -> Losses:
    """Unplug and replug one kind of source ``n_unplugs`` times."""
    losses = Losses()
    with kind() as (inner, unplug, replug):
        source = ReconnectingSource(inner)
        source.start()
        ring = Ring.create(source.info.n_chans, source.info.sfreq, 5.0)
        acquisition = Acquisition(source, ring=ring, cleaner=Cleaner(source.info))
        _step(acquisition, lambda report: acquisition.n_samples > 250)
        for _ in range(n_unplugs):
            normal = _busy(acquisition, 1.0)
            unplug()
            losses.noticed_s.append(_step(acquisition, lambda r: bool(r.faults)))
            _step(acquisition, lambda r: "disconnected" in r.faults)
            losses.busy.append(_busy(acquisition, 1.0) / normal)
            replug()
            losses.resumed_s.append(_step(acquisition, lambda r: r.n_new > 0))
            _step(acquisition, lambda r: not r.faults)
        source.stop()
        ring.close()
        ring.unlink()
    return losses


def _step(
    acquisition: Acquisition,
    is_enough: Callable[[StepReport], bool],
    limit: float = 30.0,
) -> float:
    """Step until it is enough; return how long that took, s."""
    begin = time.monotonic()
    while time.monotonic() - begin < limit:
        time.sleep(STEP_S)
        if is_enough(acquisition.step(time.monotonic())):
            break
    return time.monotonic() - begin


def _busy(acquisition: Acquisition, seconds: float) -> float:
    """Return the processor time of a second of acquisition."""
    before = time.process_time()
    end = time.monotonic() + seconds
    _step(acquisition, lambda _: time.monotonic() > end)
    return time.process_time() - before
