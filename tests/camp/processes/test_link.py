"""The EEG link across a pipe, who connects to it, and who does not answer."""

from __future__ import annotations

import math
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Client, Listener
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from attention_camp.camp.processes.link import LinkServer, PipeLink
from attention_camp.camp.session.link import NO_EEG, NOWHERE, Place
from attention_camp.signal.clock import host_time

KEY = b"secret"
LIMIT = 0.3

SERVER = """
import sys
from multiprocessing.connection import wait
from attention_camp.camp.processes.link import LinkServer
from attention_camp.camp.session.link import Place

class Engine:
    n_marks = 0
    def places(self, times):
        return tuple(Place(self.n_marks, time) for time in times)
    def mark(self, value):
        self.n_marks += 1

server, engine = LinkServer(sys.argv[1], b"secret"), Engine()
print("ready", flush=True)
while True:
    wait(server.pipes, 0.01)
    server.answer(engine)
"""


class Engine:
    """Answers two calls, one of them as slowly as is wished."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.go_on.set()

    def places(self, times: tuple[float, ...]) -> tuple[Place, ...]:
        self.go_on.wait(10)
        return tuple(Place(round(250.0 * time), time) for time in times)


@pytest.fixture
def address() -> Iterator[str]:
    with TemporaryDirectory(prefix="link-") as folder:  # a socket's path must be short
        yield str(Path(folder) / "eeg")


@contextmanager
def answering(server: LinkServer, engine: Engine) -> Iterator[None]:
    over = threading.Event()

    def answer() -> None:
        while not over.wait(0.002):
            server.answer(engine)  # type: ignore[arg-type]  # one method is asked for

    with ThreadPoolExecutor(1) as pool:
        pool.submit(answer)
        try:
            yield
        finally:
            over.set()


def seconds_of(link: PipeLink, n_calls: int = 1) -> float:
    begin = host_time()
    for _ in range(n_calls):
        link.places((2.0,))
    return host_time() - begin


@pytest.mark.timeout(30)
@pytest.mark.skipif(sys.platform == "win32", reason="the pipe there is no socket")
def test_who_goes_away_while_connecting_keeps_nobody_else_out(address: str) -> None:
    server = LinkServer(address, KEY, limit=LIMIT)
    link = PipeLink(address, KEY, limit=LIMIT)
    with socket.socket(socket.AF_UNIX) as gone:
        gone.connect(address)
    with answering(server, Engine()):
        assert link.places((2.0,)) == (Place(500, 2.0),)
    link.close()
    server.close()


@pytest.mark.timeout(30)
def test_who_is_silent_while_connecting_keeps_nobody_else_out(
    address: str,
) -> None:
    server = LinkServer(address, KEY, limit=LIMIT)
    silent = Client(address)
    link = PipeLink(address, KEY, limit=LIMIT)
    with answering(server, Engine()):
        assert link.places((2.0,)) == (Place(500, 2.0),)
        silent.recv_bytes()  # the question for the key, which it does not answer
        with pytest.raises(EOFError):  # so that it is sent away after the limit
            silent.recv_bytes()
    silent.close()
    link.close()
    server.close()


@pytest.mark.timeout(30)
def test_a_listener_that_lets_nobody_in_is_waited_for_once(
    address: str,
) -> None:
    with Listener(address):  # accepts nobody
        link = PipeLink(address, KEY, limit=LIMIT)
        assert LIMIT <= seconds_of(link) < LIMIT + 5
        assert seconds_of(link, 100) < 10 * LIMIT
        link.close()


@pytest.mark.timeout(30)
def test_a_process_that_hangs_is_waited_for_once_and_asked_again_when_it_lives(
    address: str,
) -> None:
    server, engine = LinkServer(address, KEY, limit=LIMIT), Engine()
    link = PipeLink(address, KEY, limit=LIMIT)
    with answering(server, engine):
        assert link.places((1.0,)) == (Place(250, 1.0),)
        engine.go_on.clear()
        assert LIMIT <= seconds_of(link) < LIMIT + 5
        assert seconds_of(link, 100) < 10 * LIMIT
        assert link.score(0.0, 1.0) == NO_EEG
        engine.go_on.set()
        limit = host_time() + 10
        # the late answer, of 2.0, is never taken for that of 3.0
        while (found := link.places((3.0,))) == (NOWHERE,):
            assert host_time() < limit
        assert found == (Place(750, 3.0),)
    link.close()
    server.close()


@pytest.mark.timeout(30)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGSTOP")
def test_what_nobody_waits_for_any_more_is_not_done_late(
    address: str,
) -> None:
    command = [sys.executable, "-c", SERVER, address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        link = PipeLink(address, KEY, limit=LIMIT)
        link.mark(1)
        os.kill(child.pid, signal.SIGSTOP)
        begin = host_time()
        link.mark(2)
        assert LIMIT <= host_time() - begin < LIMIT + 5
        again = PipeLink(
            address, KEY, limit=LIMIT
        )  # as a participant who was started again
        assert LIMIT <= seconds_of(again) < LIMIT + 5
        assert seconds_of(again, 100) + seconds_of(link, 100) < 10 * LIMIT
        os.kill(child.pid, signal.SIGCONT)
        limit = host_time() + 10
        for one in (link, again):
            while one.places((0.0,)) == (NOWHERE,):
                assert host_time() < limit
            assert one.places((0.0,)) == (Place(1, 0.0),)  # one mark, not two
            one.close()
        child.kill()


@pytest.mark.timeout(30)
def test_keys_are_heard_while_an_answer_is_waited_for(
    address: str,
) -> None:
    class StopError(Exception):
        pass

    heard: list[float] = []

    def hear() -> None:
        heard.append(host_time())
        if len(heard) == 5:
            raise StopError

    server, engine = LinkServer(address, KEY, limit=LIMIT), Engine()
    link = PipeLink(address, KEY, hear=hear, limit=5.0)
    with answering(server, engine):
        assert not math.isnan(link.places((1.0,))[0].seconds)
        heard.clear()
        engine.go_on.clear()
        begin = host_time()
        with pytest.raises(StopError):
            link.places((2.0,))
        assert host_time() - begin < 2.5  # half of what it would wait
        engine.go_on.set()
    link.close()
    server.close()
