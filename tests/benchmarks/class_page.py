"""Forty sessions on one class page: how soon it tells, what it costs, what it survives.

    python tests/benchmarks/class_page.py [SECONDS]

The page is the command itself, in a process of its own. Most sessions are simulated by
the real client code fed with the messages of a session; ``REAL`` are whole sessions of
simulated people with a headset in real time. Each stretch takes SECONDS (20): the
ordinary lesson, 1,000 wrong logins a minute with forged computers between, a network
that swallows everything, and the page killed and started again. At the end the real
sessions are read back, replayed and validated.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import select
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.processes.announce.class_link import ClassLink
from attention_camp.camp.processes.announce.pairing import Pairing, pair
from attention_camp.camp.processes.announce.wire import LOST_SECONDS, STATE_PATH
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.messages import (
    Asked,
    AskedAnswer,
    SignalState,
    Stage,
    StageChanged,
)
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.request import SessionRequest
from attention_camp.signal.window import ChannelVerdict

IS_LONG = True
SIMULATED, REAL = 37, 3
SECONDS = 20.0
TRIAL_SECONDS = 2.0
LOGINS_A_MINUTE = 1000
PROTOCOL = """\
name: lesson
title: Lesson
description: For the benchmark.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: %d, requests: [pause, easier, next-task]}
  - {task: n-back, trials: 2}
"""
Row = tuple[str, float, str]


class Page:
    """The command ``serve`` in a process of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self._process = psutil.Popen(
            [
                sys.executable, "-m", "attention_camp.camp", "serve", "--bind",
                "127.0.0.1", "--port", str(port), "--folder", str(folder),
            ],
            stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        said = ""
        while "Ctrl+C" not in said:
            line = self._process.stdout.readline()
            if not line:
                raise RuntimeError("the page did not start")
            said += line
        self.browser_code = re.search(r"sign in.*: (\S+)", said)[1]
        self.learners_code = re.search(r"computers.*: (\S+)", said)[1]

    def cpu(self) -> float:
        """Return the processor time used so far, s."""
        times = self._process.cpu_times()
        return times.user + times.system

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


class Wire:
    """A stretch of network between learners and page that can be cut."""

    def __init__(self, to_port: int) -> None:
        self._to = to_port
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._listening.getsockname()[1]
        self.is_cut = False
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            here, _ = self._listening.accept()
            threading.Thread(target=self._carry, args=(here,), daemon=True).start()

    def _carry(self, here: socket.socket) -> None:
        try:
            there = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            here.close()
            return
        other = {here: there, there: here}
        with here, there:
            while True:
                for ready in select.select([here, there], [], [], 0.2)[0]:
                    try:
                        data = ready.recv(65536)
                        if not data:
                            return
                        if not self.is_cut:  # a cut wire swallows and says nothing
                            other[ready].sendall(data)
                    except OSError:
                        return


@dataclass(eq=False)
class Pupil:
    """A session's client code, fed with what a session says."""

    link: ClassLink
    name: str
    said_at: dict[int, float] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    longest: float = 0.0
    """The longest that the session waited for its link, s."""
    done: int = 0

    def step(self, now: float, *, is_trial: bool) -> None:
        """Say what a session says in a quarter of a second."""
        begun = time.perf_counter()
        self.link.poll()
        self.link.take(_signal(now))
        if is_trial:
            self.done += 1
            self.said_at[self.done] = time.monotonic()
            self.link.take(
                StageChanged(Stage.TRIALS, 1, 2, "visual-search", 1000, self.done,
                             1002, 600.0)
            )  # fmt: skip
        self.longest = max(self.longest, time.perf_counter() - begun)
        while self.asked:
            self.link.take(AskedAnswer(self.asked.pop().number, True))


class Reader:
    """A teacher's browser: signs in, listens, notes when it was told."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._cookie = ""
        self.told: dict[tuple[str, int], float] = {}
        self.seats: dict[str, dict[str, Any]] = {}
        self.status = self._post(
            "/api/login", {"name": "Ada", "secret": page.browser_code}
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _connection(self) -> http.client.HTTPSConnection:
        context = ssl._create_unverified_context()
        return http.client.HTTPSConnection(
            "127.0.0.1", self._page.port, context=context, timeout=10
        )

    def _post(self, path: str, body: dict[str, Any]) -> int:
        connection = self._connection()
        headers = {"X-Attention-Camp": "1", "Cookie": self._cookie,
                   "Content-Type": "application/json"}  # fmt: skip
        connection.request("POST", path, json.dumps(body), headers)
        answer = connection.getresponse()
        answer.read()
        if cookie := answer.getheader("Set-Cookie"):
            self._cookie = cookie.partition(";")[0]
        connection.close()
        return answer.status

    def ask(self, what: str) -> None:
        """Ask all sessions for something."""
        self._post("/api/ask", {"what": what})

    def _listen(self) -> None:
        connection = self._connection()
        connection.request("GET", "/api/events", headers={"Cookie": self._cookie})
        answer = connection.getresponse()
        try:
            while line := answer.readline():
                if line.startswith(b"data: "):
                    self._take(json.loads(line[6:]), time.monotonic())
        except (OSError, http.client.HTTPException):
            return  # the page is gone

    def _take(self, news: dict[str, Any], now: float) -> None:
        for seat in news["seats"]:
            self.seats[seat["learner"]] = seat
            self.told.setdefault((seat["learner"], seat["done"]), now)


def _signal(now: float) -> SignalState:
    rng = np.random.default_rng(int(now / 5))
    kinds = rng.choice(["good", "good", "good", "doubtful", "bad"], 8)
    verdicts = tuple(ChannelVerdict(f"E{i}", str(k)) for i, k in enumerate(kinds))
    n = int(now * 250)
    return SignalState(now, n, 0, True, 32 * n, 0.001, 0.0, (), verdicts, None, None,
                       "", 0.12)  # fmt: skip


class Lesson:
    """Forty sessions and their page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.page = Page(folder / "page", _free_port())
        self.wire = Wire(self.page.port)
        self.url = f"https://127.0.0.1:{self.wire.port}"
        self.pupils = [self._pupil(number) for number in range(1, SIMULATED + 1)]
        self.stop = threading.Event()
        threading.Thread(target=self._teach, daemon=True).start()

    def _pair(self, name: str) -> Pairing:
        kept = self.folder / f"{name}.json"
        return pair(self.url, self.page.learners_code, path=kept)

    def _pupil(self, number: int) -> Pupil:
        name = f"p{number:02d}"
        blocks = [
            {"task": "visual-search", "trials": 1000,
             "requests": ["pause", "easier", "next-task"]},
            {"task": "n-back", "trials": 2},
        ]  # fmt: skip
        plan = plan_session(
            Protocol(name="lesson", title="L", description="L", blocks=blocks)
        )
        request = SessionRequest(self.folder, name, "01", protocol="lesson")
        asked: list[Asked] = []
        link = ClassLink(request, plan, pairing=self._pair(name), ask=asked.append)
        return Pupil(link, name, asked=asked)

    def _teach(self) -> None:
        """Let every session say something four times a second."""
        turn = 0
        while not self.stop.wait(0.25):
            turn += 1
            for number, pupil in enumerate(self.pupils):
                each = round(4 * TRIAL_SECONDS)
                pupil.step(turn / 4, is_trial=turn % each == number % each)

    def real(self, number: int, n_trials: int) -> subprocess.Popen[bytes]:
        """Start a whole session of a simulated person, in real time."""
        name = f"r{number}"
        home = self.folder / name
        home.mkdir()
        (home / "lesson.yaml").write_text(PROTOCOL % n_trials)
        return subprocess.Popen(
            [
                sys.executable, "-m", "attention_camp.camp", "run", "--headless",
                "--dataset", str(home / "data"), "--participant", name,
                "--protocol", str(home / "lesson.yaml"), "--board", "synthetic",
                "--observer", "default", "--class-page", self.url,
                "--class-code", self.page.learners_code,
            ],
            env={**os.environ, "XDG_DATA_HOME": str(home / "share")},
            stdout=subprocess.DEVNULL, stderr=(home / "errors").open("wb"),
        )  # fmt: skip

    def delays(self, reader: Reader, since: float, until: float) -> np.ndarray:
        """Return how long each change took to a browser, s; infinite: it did not."""
        found = []
        for pupil in self.pupils:
            # the newest state wins: one that never left is told with the next
            told = np.inf
            for done, said in sorted(pupil.said_at.items(), reverse=True):
                told = min(told, reader.told.get((pupil.name, done), np.inf))
                if since <= said < until:
                    found.append(told - said)
        return np.array(found)


def run(seconds: float = SECONDS) -> Iterator[Row]:
    """Yield what was seen in each stretch."""
    with tempfile.TemporaryDirectory() as name:
        lesson = Lesson(Path(name))
        try:
            yield from _run(lesson, seconds)
        finally:
            lesson.stop.set()
            for pupil in lesson.pupils:
                pupil.link.close()
            lesson.page.kill()


def _run(lesson: Lesson, seconds: float) -> Iterator[Row]:
    reader = Reader(lesson.page)
    n_trials = max(round(5.5 * seconds / TRIAL_SECONDS), 10)
    sessions = [lesson.real(number, n_trials) for number in range(REAL)]
    end = time.monotonic() + 120
    while len(reader.seats) < SIMULATED + REAL and time.monotonic() < end:
        time.sleep(0.2)
    yield "learners on the page", float(len(reader.seats)), "40"
    yield from _stretch(lesson, reader, "lesson", seconds)
    yield from _requests(lesson, reader)
    flood = Flood(lesson, seconds)
    yield from _stretch(lesson, reader, "1,000 logins a minute", seconds)
    yield from flood.rows()
    lesson.wire.is_cut = True
    time.sleep(max(seconds / 2, 2 * LOST_SECONDS))
    lost = sum(seat["lost"] for seat in reader.seats.values())
    yield "network cut: learners shown as out of contact", float(lost), "40"
    lesson.wire.is_cut = False
    yield "network back: all heard again after, s", _all_back(lesson, reader), "≤ 15"
    lesson.page.kill()
    time.sleep(seconds / 4)
    lesson.page = Page(lesson.folder / "page", lesson.page.port)
    begun, reader = time.monotonic(), Reader(lesson.page)
    back = _all_back(lesson, reader) + time.monotonic() - begun
    yield "page killed and started: all there again after, s", back, "≤ 15"
    yield from _stretch(lesson, reader, "after the kill", seconds)
    longest = max(pupil.longest for pupil in lesson.pupils)
    # threads of one process hold each other up; one that waited for a network that is
    # cut would be held for its three seconds
    yield "longest call of a session into its link, s", longest, "< 3"
    yield from _whole(lesson, sessions)


def _stretch(
    lesson: Lesson, reader: Reader, what: str, seconds: float
) -> Iterator[Row]:
    """Yield how soon changes are told, and what the page costs."""
    begun, cpu = time.monotonic(), lesson.page.cpu()
    time.sleep(seconds)
    until = time.monotonic()
    used = (lesson.page.cpu() - cpu) / (until - begun)
    time.sleep(2.0)
    delays = lesson.delays(reader, begun, until)
    yield f"{what}: changes", float(len(delays)), ""
    yield f"{what}: median until a browser has it, s", float(np.median(delays)), ""
    yield f"{what}: 99 %, s", float(np.quantile(delays, 0.99)), "≤ 1"
    yield f"{what}: longest, s", float(delays.max()), "≤ 1"
    yield f"{what}: page, % of a core", 100 * used, "≤ 10"


def _requests(lesson: Lesson, reader: Reader) -> Iterator[Row]:
    """Ask everybody for easier trials; yield how long until all have answered."""
    begun = time.monotonic()
    reader.ask("easier")
    names = {pupil.name for pupil in lesson.pupils}
    while time.monotonic() < begun + 10:
        done = [
            name
            for name in names
            if any(one["outcome"] == "done" for one in reader.seats[name]["asked"])
        ]
        if len(done) == len(names):
            break
        time.sleep(0.02)
    took = time.monotonic() - begun
    yield "a request to all: asked, done and shown after, s", took, "≤ 2"
    reader.ask("pause")
    end, paused = time.monotonic() + 20, 0
    while paused < REAL and time.monotonic() < end:  # each after its trial
        time.sleep(0.1)
        real = [seat for name, seat in reader.seats.items() if name.startswith("r")]
        paused = sum(seat["activity"] == "paused" for seat in real)
    yield f"pause all: real sessions paused, of {REAL}", float(paused), str(REAL)
    reader.ask("resume")


def _all_back(lesson: Lesson, reader: Reader) -> float:
    """Return how long it takes until a browser hears of every session again, s."""
    begun = time.monotonic()
    start = {pupil.name: pupil.done for pupil in lesson.pupils}
    while time.monotonic() < begun + 60:
        heard = [
            name
            for name, done in start.items()
            if reader.seats.get(name, {"done": -1})["done"] > done
        ]
        if len(heard) == len(start):
            break
        time.sleep(0.05)
    return time.monotonic() - begun


class Flood:
    """A thousand wrong logins a minute, and forged computers between them."""

    def __init__(self, lesson: Lesson, seconds: float) -> None:
        self._lesson = lesson
        self._pairing = lesson._pair("forged")
        self.statuses: list[int] = []
        self._end = time.monotonic() + seconds
        self._threads = [
            threading.Thread(target=self._try, args=(turn,), daemon=True)
            for turn in range(4)
        ]
        for thread in self._threads:
            thread.start()

    def _try(self, turn: int) -> None:
        pause = 4 * 60 / LOGINS_A_MINUTE
        context = ssl._create_unverified_context()
        due = time.monotonic() + pause * turn / 4
        while (now := time.monotonic()) < self._end:
            time.sleep(max(due - now, 0.0))
            due += pause
            connection = http.client.HTTPSConnection(
                "127.0.0.1", self._lesson.page.port, context=context, timeout=10
            )
            try:
                self.statuses.append(self._one(connection, len(self.statuses)))
            except (OSError, http.client.HTTPException):
                self.statuses.append(0)
            finally:
                connection.close()

    def _one(self, connection: http.client.HTTPSConnection, number: int) -> int:
        headers = {"X-Attention-Camp": "1", "Content-Type": "application/json"}
        kind = number % 10
        if kind == 0:  # a computer with a token that nobody gave it
            headers["Authorization"] = f"Bearer {number:064d}"
            connection.request("POST", STATE_PATH, b"{}", headers)
        elif kind == 1:
            body = {"code": f"{number:08d}", "computer": "forged"}
            connection.request("POST", "/api/pair", json.dumps(body), headers)
        elif kind == 2:  # one that is known, and lies
            headers["Authorization"] = f"Bearer {self._pairing.token}"
            connection.request("POST", STATE_PATH, b'{"session": [[[]]]}', headers)
        elif kind == 3:
            headers["Cookie"] = f"__Host-attention-camp={number:064d}"
            connection.request("GET", "/api/events", headers=headers)
        else:
            body = {"name": "Eve", "secret": f"{number:08d}"}
            connection.request("POST", "/api/login", json.dumps(body), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def rows(self) -> Iterator[Row]:
        """Yield how many tried, and how many were let in."""
        for thread in self._threads:
            thread.join()
        let_in = sum(200 <= status < 300 for status in self.statuses)
        yield "tries", float(len(self.statuses)), ""
        yield "let in", float(let_in), "0"
        if let_in:
            raise RuntimeError(f"{let_in} of {len(self.statuses)} were let in")


def _whole(lesson: Lesson, sessions: list[subprocess.Popen[bytes]]) -> Iterator[Row]:
    """Wait for the real sessions; yield how many are whole, and what differs."""
    whole = differences = n_decisions = 0
    for number, process in enumerate(sessions):
        process.wait(timeout=600)
        home = lesson.folder / f"r{number}"
        paths = RunPaths(home / "data", f"r{number}", "01", "lesson")
        ended = read_session(paths).get("state")
        whole += process.returncode == 0 and ended == "finished"
        result = replay_run(paths)
        n_decisions += result.n_decisions
        differences += len(result.differences)
        if process.returncode:
            sys.stderr.write((home / "errors").read_text())
    yield f"real sessions that finished, of {REAL}", float(whole), str(REAL)
    yield "decisions made again", float(n_decisions), ""
    yield "differences in replay and validation", float(differences), "0"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


if __name__ == "__main__":
    for what, value, wanted in run(float(sys.argv[1]) if sys.argv[1:] else SECONDS):
        print(f"{what:58} {value:10.3f}   {wanted}", flush=True)
