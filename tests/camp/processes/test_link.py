"""The EEG link across a pipe, and who connects to it."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from attention_camp.camp.processes.link import LinkServer, PipeLink

KEY = b"secret"


class Engine:
    """Answers one call."""

    def samples_at(self, times: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(250.0 * time for time in times)


@pytest.fixture
def address() -> Iterator[str]:
    with TemporaryDirectory(prefix="link-") as folder:  # a socket's path must be short
        yield str(Path(folder) / "eeg")


@pytest.mark.timeout(30)
@pytest.mark.skipif(sys.platform == "win32", reason="the pipe there is no socket")
def test_who_goes_away_while_connecting_keeps_nobody_else_out(address: str) -> None:
    server = LinkServer(address, KEY)
    link = PipeLink(address, KEY)
    with socket.socket(socket.AF_UNIX) as gone:
        gone.connect(address)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(link.samples_at, (2.0,))
        while not asked.done():
            server.answer(Engine())  # type: ignore[arg-type]  # one method is asked for
        assert asked.result() == (500.0,)
    link.close()
    server.close()
