"""Unplug a headset many times: is it noticed, does it come back, what does it cost?

A fake Cyton on a pseudo-terminal speaks the board's serial protocol to BrainFlow; an
LSL source is a process that is killed; a recording is replayed through a cable that is
pulled. Each kind runs in a process of its own, all at once. ``ATTENTION_CAMP_UNPLUGS``
sets how often; 100 take some ten minutes.
"""

from __future__ import annotations

import importlib.util
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from attention_camp.signal.acquisition import Acquisition
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.ring import Ring
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.sources.boards import BoardSource
from attention_camp.signal.sources.lsl import LslSource
from attention_camp.signal.sources.open_source import open_source
from attention_camp.signal.sources.reconnecting import ReconnectingSource
from attention_camp.signal.step_report import StepReport
from attention_camp.signal.stream import Packet, Source, SourceError, StreamInfo

Plug = tuple[Source, Callable[[], None], Callable[[], None]]
"""A source, what unplugs it, and what plugs it in again."""

IS_LONG = True
"""Left out when all benchmarks are run."""
N_UNPLUGS = 100
STEP_S = 0.02
BUSY_S = 1.0
"""How long processor use is measured, plugged in and unplugged, s."""
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
    plugged_in: list[float] = field(default_factory=list)
    """Processor time of a second before each unplug, s."""
    unplugged: list[float] = field(default_factory=list)
    """Processor time of a second after each unplug was noticed, s."""


def run() -> list[tuple[str, float, str]]:
    """Return shares of unplugs noticed and resumed in time, and the cost."""
    n_unplugs = int(os.environ.get("ATTENTION_CAMP_UNPLUGS", N_UNPLUGS))
    lines = []
    for name, losses in lose_all(n_unplugs).items():
        in_time = sum(t <= 1.0 for t in losses.noticed_s) / n_unplugs
        back = sum(t <= 5.0 for t in losses.resumed_s) / n_unplugs
        busy = sum(losses.unplugged) / sum(losses.plugged_in)
        size = f"of {n_unplugs} unplugs"
        lines += [
            (f"{name}: noticed within 1.0 s, share {size}", in_time, "1"),
            (f"{name}: slowest notice, s", max(losses.noticed_s), "at most 1"),
            (f"{name}: resumed within 5 s of the replug, share", back, "1"),
            (f"{name}: slowest return, s", max(losses.resumed_s), "at most 5"),
            (f"{name}: processor use, unplugged / plugged in", busy, "at most 1.2"),
        ]
    return lines


def lose_all(n_unplugs: int) -> dict[str, Losses]:
    """Return the losses of each kind of source, each kind in its own process."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(KINDS), mp_context=context) as pool:
        running = {name: pool.submit(lose, name, n_unplugs) for name in KINDS}
        return {name: losses.result() for name, losses in running.items()}


@contextmanager
def cyton() -> Iterator[Plug]:
    """Yield a Cyton's source, and what unplugs it and plugs it in again."""
    spec = importlib.util.spec_from_file_location("fake_cyton", FAKE_CYTON)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with tempfile.TemporaryDirectory() as folder:
        board = module.FakeCyton(Path(folder) / "ttyCyton")
        board.plug_in()
        try:
            source = BoardSource("cyton", serial_port=str(board.port))
            yield source, board.unplug, board.plug_in
        finally:
            board.unplug()


@contextmanager
def lsl() -> Iterator[Plug]:
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


class Cable:
    """Between a replayed recording and who reads it; it can be pulled.

    While it is out it behaves as devices do: every other time reading is an error, and
    in between it just brings nothing, as BrainFlow does. Starting is an error always.
    """

    is_real_time = True

    def __init__(self, source: Source) -> None:
        self.source = source
        self.n_pulled = 0
        self.is_out = False

    @property
    def info(self) -> StreamInfo:
        return self.source.info

    def pull(self) -> None:
        self.n_pulled += 1
        self.is_out = True

    def plug_in(self) -> None:
        self.is_out = False

    def start(self) -> None:
        if self.is_out:
            raise SourceError(f"The {self.info.name} is not there.")
        self.source.start()

    def read(self, now: float) -> Packet | None:
        packet = self.source.read(now)
        if not self.is_out:
            return packet
        if self.n_pulled % 2:
            raise SourceError(f"The {self.info.name} went away.")
        return None

    def mark(self, value: int) -> None:
        self.source.mark(value)

    def stop(self) -> None:
        self.source.stop()


@contextmanager
def replay() -> Iterator[Plug]:
    """Yield a looping replay of a file, and what pulls its cable and plugs it in."""
    import mne

    brain = SimulatedBrain(seed=1)
    info = mne.create_info(list(brain.info.ch_names), brain.info.sfreq, "eeg")
    samples = brain.make(round(60 * brain.info.sfreq))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "minute_eeg.fif"
        mne.io.RawArray(1e-6 * samples, info, verbose="error").save(
            file, verbose="error"
        )
        cable = Cable(open_source(f"replay:{file}", fields={"loop": "yes"}))
    yield cable, cable.pull, cable.plug_in


KINDS: dict[str, Callable[[], AbstractContextManager[Plug]]] = {
    "Cyton": cyton,
    "LSL source": lsl,
    "replay": replay,
}


def lose(name: str, n_unplugs: int) -> Losses:
    """Unplug and replug one kind of source ``n_unplugs`` times."""
    losses = Losses()
    with KINDS[name]() as (inner, unplug, replug):
        source = ReconnectingSource(inner)
        source.start()
        ring = Ring.create(source.info.n_chans, source.info.sfreq, 5.0)
        acquisition = Acquisition(source, ring=ring, cleaner=Cleaner(source.info))
        _step(acquisition, lambda report: acquisition.n_samples > 250)
        for _ in range(n_unplugs):
            losses.plugged_in.append(_busy(acquisition, BUSY_S))
            unplug()
            losses.noticed_s.append(_step(acquisition, lambda r: bool(r.faults)))
            _step(acquisition, lambda r: "disconnected" in r.faults)
            losses.unplugged.append(_busy(acquisition, BUSY_S))
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


if __name__ == "__main__":
    number = int(sys.argv[1]) if sys.argv[1:] else N_UNPLUGS
    found = {name: asdict(losses) for name, losses in lose_all(number).items()}
    sys.stdout.write(json.dumps(found) + "\n")
