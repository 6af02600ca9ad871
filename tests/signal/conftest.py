from __future__ import annotations

import importlib.util
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from attention_camp.signal.ring import Ring
from attention_camp.signal.stream import Packet, StreamInfo

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"


class CountingSource:
    """A source whose first channel is the sample number; packets are scripted."""

    is_real_time = True

    def __init__(
        self, sfreq: float = 250.0, n_chans: int = 4, modulus: int | None = 256
    ) -> None:
        names = tuple(f"E{k}" for k in range(n_chans))
        self.info = StreamInfo("counting", sfreq, names, counter_modulus=modulus)
        self.queue: deque[tuple[np.ndarray, float]] = deque()

    def push(self, numbers: list[int] | np.ndarray, arrival: float) -> None:
        self.queue.append((np.asarray(numbers, np.int64), arrival))

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def mark(self, value: int) -> None: ...

    def read(self, now: float) -> Packet | None:
        ready = []
        while self.queue and self.queue[0][1] <= now:
            ready.append(self.queue.popleft()[0])
        if not ready:
            return None
        numbers = np.concatenate(ready)
        samples = np.tile(numbers.astype(np.float32), (self.info.n_chans, 1))
        rng = np.random.default_rng(0)
        scale = rng.uniform(1, 9, (self.info.n_chans - 1, 1))
        samples[1:] = (10 * np.sin(samples[1:] * scale)).astype(np.float32)
        modulus = self.info.counter_modulus
        counter = None if modulus is None else numbers % modulus
        return Packet(samples, now, counter)


@pytest.fixture
def counting() -> type[CountingSource]:
    return CountingSource


@pytest.fixture
def make_ring() -> Iterator[Callable[..., Ring]]:
    rings: list[Ring] = []

    def make(n_chans: int, sfreq: float, seconds: float = 20.0) -> Ring:
        rings.append(Ring.create(n_chans, sfreq, seconds))
        return rings[-1]

    yield make
    for ring in rings:
        ring.close()
        ring.unlink()


@pytest.fixture(scope="module")
def benchmark_called() -> Iterator[Callable[[str], ModuleType]]:
    """Return a loader of benchmarks by name, also for the processes they start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield lambda name: _load(name, BENCHMARKS / f"{name}.py", patch)


def _load(name: str, path: Path, patch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # where its dataclasses look their module up
    patch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def fake_cyton(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the module ``fake_cyton.py`` beside this file."""
    pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    path = Path(__file__).with_name("fake_cyton.py")
    return _load("fake_cyton", path, monkeypatch)


@pytest.fixture
def streams_are_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for LSL streams for a shorter time: those of tests are on this computer."""
    from attention_camp.signal.sources import lsl_streams

    monkeypatch.setattr(lsl_streams, "_LOOK_S", 0.2)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared recordings are not on this machine")
    return SHARED
