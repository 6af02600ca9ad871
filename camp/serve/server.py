"""Starts the class page, and says where it is and how to get in."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import secrets
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from attention_camp.camp.people.accounts import Accounts
from attention_camp.camp.processes.announce.codes import grouped, pin_of, shown
from attention_camp.camp.processes.announce.pinned import PORT
from attention_camp.camp.serve.app import make_app
from attention_camp.camp.serve.certificate import Certificate, own_certificate
from attention_camp.camp.serve.classroom import Classroom
from attention_camp.camp.serve.doors import Doors
from attention_camp.camp.serve.entry import CODE_SECONDS
from attention_camp.resources.texts import Sentence, UserError, how_many

logger = logging.getLogger(__name__)

MOST_CONNECTIONS = 400
"""Two for each of 200 computers; beyond that a connection is turned away."""
GOODBYE_SECONDS = 1
CLOSE_SECONDS = 0.1
"""At the end, s: sockets under TLS close in later turns of the loop."""


class ServeError(UserError):
    """A page that cannot be served; the text is for people."""


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """Where and how the page is served."""

    folder: Path
    """Certificate and paired computers."""
    bind: str
    """Address of this computer that is listened at."""
    port: int = PORT
    metrics: bool = False
    """Whether ``/metrics`` is there."""


def class_page_folder() -> Path:
    """Return where this user's certificate and paired computers are kept."""
    from platformdirs import user_data_path

    return user_data_path("attention-camp") / "class-page"


def network_address() -> str:
    """Return this computer's address in the local network; else its own."""
    try:
        # no packet is sent: the system is only asked which way one would go
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            asked.connect(("192.0.2.1", 9))
            return str(asked.getsockname()[0])
    except OSError:
        return "127.0.0.1"


def own_addresses(bind: str) -> tuple[str, ...]:
    """Return this computer's addresses that a new certificate names.

    Parameters
    ----------
    bind : str
        What is listened at: an address, all of them, or a name.
    """
    always = "127.0.0.1", network_address()
    is_one = not _is_every(bind) and _as_address(bind) is not None
    return tuple(dict.fromkeys((*always, bind) if is_one else always))


def _as_address(bind: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(bind)
    except ValueError:
        return None


def _is_every(bind: str) -> bool:
    """Return whether every address of this computer is meant."""
    found = _as_address(bind)
    return found is not None and found.is_unspecified


class _Server(uvicorn.Server):
    """Ends the streams to browsers first: it would wait for them."""

    def __init__(self, room: Classroom, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._room = room

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, whoever is still listening."""
        self._room.end()
        await super().shutdown(sockets)
        # a browser may take half a minute to say goodbye under TLS
        for connection in list(self.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()
        await asyncio.sleep(CLOSE_SECONDS)


class ClassServer:
    """The page, ready to be served.

    Parameters
    ----------
    options : ServeOptions
        Where and how.
    tell : callable
        Given what the person at this computer is to read.
    accounts : Accounts or None
        Who may sign in by passphrase; None: this computer's accounts.

    Raises
    ------
    CertificateError, EntryError
        If what is kept cannot be used.
    ServeError
        If the address is taken, or not this computer's.
    """

    def __init__(
        self,
        options: ServeOptions,
        tell: Callable[[str], None],
        accounts: Accounts | None = None,
    ) -> None:
        self._options, self._tell = options, tell
        self.certificate: Certificate = own_certificate(
            options.folder, own_addresses(options.bind)
        )
        self.doors = Doors(options.folder, accounts or Accounts())
        self.room = Classroom()
        self.metrics_token = secrets.token_urlsafe(24) if options.metrics else ""
        self._listening = self._listen()
        host = network_address() if _is_every(options.bind) else options.bind
        port = self._listening.getsockname()[1]
        self.url = f"https://{f'[{host}]' if ':' in host else host}:{port}"
        self._server = self._make_server()

    @property
    def learners_code(self) -> str:
        """The code that is typed at learners' computers."""
        pin = pin_of(self.certificate.fingerprint)
        return grouped(pin + self.doors.learners_code.current)

    def serve(self) -> None:
        """Serve until somebody stops it."""
        self._say_where()
        if sys.stdin is not None and sys.stdin.isatty():
            threading.Thread(target=self._renew_on_enter, daemon=True).start()
        with self._listening:
            self._server.run(sockets=[self._listening])

    def stop(self) -> None:
        """Have the page end; from any thread."""
        self._server.should_exit = True

    def _make_server(self) -> uvicorn.Server:
        app = make_app(
            self.room,
            self.doors,
            fingerprint=self.certificate.fingerprint,
            metrics_token=self.metrics_token,
        )
        return _Server(
            self.room,
            uvicorn.Config(
                app,
                ssl_certfile=str(self.certificate.certificate),
                ssl_keyfile=str(self.certificate.key),
                ws="none",
                proxy_headers=False,  # nobody but the socket says where one is from
                server_header=False,
                access_log=False,
                log_config=None,
                log_level="warning",
                limit_concurrency=MOST_CONNECTIONS,
                timeout_keep_alive=15,
                timeout_graceful_shutdown=GOODBYE_SECONDS,
            ),
        )

    def _listen(self) -> socket.socket:
        place = self._options.bind, self._options.port
        is_six = ":" in place[0]
        family = socket.AF_INET6 if is_six else socket.AF_INET
        # every address means those of IPv4, too: the one that is told is of them
        both = is_six and _is_every(place[0]) and socket.has_dualstack_ipv6()
        try:
            return socket.create_server(place, family=family, dualstack_ipv6=both)
        except OSError as error:
            raise ServeError(
                Sentence(
                    "The class page cannot be served at {bind}, port {port}: {why}. "
                    "Choose another --bind or --port.",
                    bind=place[0],
                    port=place[1],
                    why=_why(error),
                )
            ) from error

    def _say_where(self) -> None:
        bind = self._options.bind
        place = "every address of this computer" if _is_every(bind) else f"{bind} only"
        self._tell(f"Class page: {self.url}  (listening at {place})")
        self._tell(
            "No authority vouches for this page, so a browser warns once. Go on only "
            "where the certificate it shows has this SHA-256 fingerprint:"
        )
        self._tell(f"  {shown(self.certificate.fingerprint)}")
        self._tell(f"  (the certificate itself: {self.certificate.certificate})")
        left = how_many(self.certificate.days_left, "day|days")
        self._tell(f"It is valid for {left} more.")
        self._say_codes()
        if self.metrics_token:
            self._tell(
                f"Metrics: {self.url}/metrics with the header "
                f"Authorization: Bearer {self.metrics_token}"
            )
        self._tell("Ctrl+C ends the page; sessions go on without it.")

    def _say_codes(self) -> None:
        minutes = round(CODE_SECONDS / 60)
        if self.doors.accounts.are_on:
            self._tell("Sign in with your account and passphrase.")
        else:
            code = grouped(self.doors.browser_code.current)
            self._tell(f"Code to sign in, once, for {minutes} minutes: {code}")
        self._tell(
            f"Code for learners' computers, for {minutes} minutes: {self.learners_code}"
        )
        if sys.stdin is not None and sys.stdin.isatty():
            self._tell("Press Enter for new codes.")

    def _renew_on_enter(self) -> None:
        while sys.stdin.readline():
            self.doors.browser_code.renew()
            self.doors.learners_code.renew()
            self._say_codes()


def _why(error: OSError) -> str:
    if isinstance(error, socket.gaierror) or not error.errno:  # numbers of its own
        return error.strerror or str(error)
    return os.strerror(error.errno)  # the error's own text repeats the address
