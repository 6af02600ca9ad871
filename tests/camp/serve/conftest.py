"""A class page that is served to this computer alone, and a browser without windows."""

from __future__ import annotations

import gc
import http.client
import json
import ssl
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

LIMIT = 10.0
"""How long something may take that happens at once, s."""


def wait_until(holds: Callable[[], object], limit: float = LIMIT) -> None:
    """Wait until something holds; fail once the limit is over."""
    end = time.monotonic() + limit
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


class Browser:
    """Calls what the page's script calls."""

    def __init__(self, url: str) -> None:
        self._host = url.removeprefix("https://")
        self.cookie = ""
        self.headers = {"X-Attention-Camp": "1", "Content-Type": "application/json"}

    def open(self) -> http.client.HTTPSConnection:
        context = ssl._create_unverified_context()
        return http.client.HTTPSConnection(self._host, context=context, timeout=LIMIT)

    def call(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> tuple[int, bytes]:
        connection = self.open()
        sent = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        named = {**self.headers, "Cookie": self.cookie, **headers}
        connection.request(method, path, sent, named)
        answer = connection.getresponse()
        if cookie := answer.getheader("Set-Cookie"):
            self.cookie = cookie.partition(";")[0]
        content = answer.read()
        connection.close()
        return answer.status, content

    def sign_in(self, code: str, name: str = "Ada") -> int:
        return self.call("POST", "/api/login", {"name": name, "secret": code})[0]

    def seats(self) -> list[dict[str, Any]]:
        """Return all that a page shows when it is opened."""
        connection = self.open()
        connection.request("GET", "/api/events", headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        assert answer.status == 200
        line = answer.readline()
        answer.close()
        connection.close()
        return json.loads(line.removeprefix(b"data: "))["seats"]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Return what serves a page; each one is stopped at the end."""
    pytest.importorskip("fastapi")
    pytest.importorskip("uvicorn")
    pytest.importorskip("prometheus_client")
    from attention_camp.camp.people.accounts import Accounts
    from attention_camp.camp.serve.server import ClassServer, ServeOptions

    running = []

    def begin(folder: str = "page", port: int = 0, **options: Any) -> ClassServer:
        place = tmp_path / folder
        accounts = options.pop("accounts", None) or Accounts(tmp_path / "nobody.json")
        server = ClassServer(
            ServeOptions(place, "127.0.0.1", port, **options), lambda _: None, accounts
        )
        thread = threading.Thread(target=server.serve)
        thread.start()
        running.append((server, thread))
        wait_until(lambda: server._server.started)
        return server

    yield begin
    for server, thread in running:
        server.stop()
        thread.join(LIMIT)
    # a browser that left in the middle of the goodbye leaves a socket to the collector
    running.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
def page(serve) -> Any:
    """Return a page that is served."""
    return serve()


@pytest.fixture
def browser() -> type[Browser]:
    return Browser


@pytest.fixture
def until() -> Callable[..., None]:
    return wait_until
