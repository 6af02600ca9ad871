"""The routes of the class page."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib import resources
from typing import Annotated, Literal

from fastapi import Body, FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from attention_camp.camp.processes.announce.codes import grouped, pin_of
from attention_camp.camp.processes.announce.wire import (
    PAIR_PATH,
    STATE_PATH,
    state_from,
    to_bytes,
)
from attention_camp.camp.serve.classroom import Classroom
from attention_camp.camp.serve.doors import Doors, RefusedError
from attention_camp.camp.serve.entry import CODE_SECONDS
from attention_camp.camp.serve.guard import Guard
from attention_camp.camp.serve.metrics import CONTENT_TYPE, ClassMetrics
from attention_camp.camp.session.messages import AskedFor
from attention_camp.camp.session.plain_values import PlainValueError

COOKIE = "__Host-attention-camp"
OWN_HEADER = "x-attention-camp"
"""The page's own script sets it; a form or a picture of another site cannot."""
TICK_SECONDS = 0.5
LEAST_SECONDS = 0.1
"""From one message to a browser to the next at least, s."""
BEAT_SECONDS = 1.0
"""A browser hears at least as often as this, s: else it says that the page is gone."""
MEDIA = {"html": "text/html", "css": "text/css", "js": "text/javascript",
         "json": "application/json", "svg": "image/svg+xml"}  # fmt: skip


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Login(_Sent):
    """Who signs in."""

    name: Annotated[str, Field(max_length=80)]
    secret: Annotated[str, Field(max_length=400)]


class NewComputer(_Sent):
    """A learner's computer that asks to be let in."""

    code: Annotated[str, Field(max_length=80)]
    computer: Annotated[str, Field(max_length=80)]


class Asking(_Sent):
    """A request to one session or to all."""

    what: AskedFor
    seat: Annotated[str | None, Field(max_length=40)] = None


class Seen(_Sent):
    """A call that somebody has seen."""

    seat: Annotated[str, Field(max_length=40)]


def make_app(
    room: Classroom, doors: Doors, *, fingerprint: str, metrics_token: str = ""
) -> FastAPI:
    """Return the page as an application.

    Parameters
    ----------
    room : Classroom
        The class.
    doors : Doors
        Who is let in.
    fingerprint : str
        Of the certificate, for the code of learners' computers.
    metrics_token : str
        What opens ``/metrics`` beside a login; empty: there are no metrics.
    """

    @asynccontextmanager
    async def ticking(_: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(_tick(room))
        yield
        task.cancel()

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=ticking)
    app.add_middleware(Guard)

    @app.exception_handler(RefusedError)
    async def refused(_: Request, error: RefusedError) -> Response:
        return Response(status_code=error.status)

    _add_files(app)
    _add_sessions(app, room, doors)
    _add_browsers(app, room, doors, fingerprint)
    if metrics_token:
        _add_metrics(app, ClassMetrics(room, lambda: doors.n_refused), doors,
                     metrics_token)  # fmt: skip
    return app


async def _tick(room: Classroom) -> None:
    while True:
        await asyncio.sleep(TICK_SECONDS)
        room.tick()


def _add_files(app: FastAPI) -> None:
    """Add the page itself; its files are read once."""
    folder = resources.files("attention_camp.resources") / "class_page"
    for file in folder.iterdir():
        kind = file.name.rpartition(".")[2]
        if kind in MEDIA:
            path = "/" if file.name == "index.html" else f"/{file.name}"
            app.get(path)(_file(file.read_bytes(), MEDIA[kind]))


def _file(content: bytes, media: str) -> Callable[[], Awaitable[Response]]:
    async def answer() -> Response:
        return Response(content, media_type=media)

    return answer


def _add_sessions(app: FastAPI, room: Classroom, doors: Doors) -> None:
    """Add what sessions call."""

    @app.post(PAIR_PATH)
    async def pair(request: Request, asked: NewComputer) -> dict[str, str]:
        return {"token": doors.pair(_address(request), asked.code, asked.computer)}

    @app.post(STATE_PATH)
    async def state(request: Request) -> Response:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        computer = doors.computer(
            _address(request), token if scheme == "Bearer" else ""
        )
        try:
            heard = state_from(await request.body())
        except PlainValueError:
            return Response(status_code=422)
        reply = to_bytes(room.hear(computer, heard))
        return Response(reply, media_type=MEDIA["json"])


def _add_browsers(
    app: FastAPI, room: Classroom, doors: Doors, fingerprint: str
) -> None:
    """Add what the page's own script calls."""

    @app.get("/api/me")
    async def me(request: Request) -> dict[str, str]:
        by: Literal["account", "code"] = "account" if doors.accounts.are_on else "code"
        token = request.cookies.get(COOKIE, "")
        return {"by": by, "who": doors.browsers.who(token) or ""}

    @app.post("/api/login")
    async def login(request: Request, sent: Login) -> Response:
        _require_own(request)
        token = await doors.sign_in(_address(request), sent.name, sent.secret)
        answer = Response(status_code=204)
        answer.set_cookie(
            COOKIE, token, secure=True, httponly=True, samesite="strict", path="/"
        )
        return answer

    @app.post("/api/logout")
    async def logout(request: Request) -> Response:
        _require_own(request)
        doors.browsers.sign_out(request.cookies.get(COOKIE, ""))
        answer = Response(status_code=204)
        answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True)
        return answer

    @app.post("/api/code")
    async def code(request: Request) -> JSONResponse:
        _who(request, doors)
        whole = grouped(pin_of(fingerprint) + doors.learners_code.renew())
        return JSONResponse({"code": whole, "minutes": round(CODE_SECONDS / 60)})

    @app.post("/api/ask")
    async def ask(request: Request, asked: Annotated[Asking, Body()]) -> dict[str, int]:
        who = _who(request, doors)
        return {"asked": room.ask(asked.what, who, asked.seat)}

    @app.post("/api/seen")
    async def seen(request: Request, sent: Annotated[Seen, Body()]) -> Response:
        room.see(sent.seat, _who(request, doors))
        return Response(status_code=204)

    @app.get("/api/events")
    async def events(request: Request) -> StreamingResponse:
        token = request.cookies.get(COOKIE, "")
        doors.who(token)
        stream = _events(room, lambda: doors.browsers.who(token) is not None)
        return StreamingResponse(stream, media_type="text/event-stream")


async def _events(
    room: Classroom, is_signed_in: Callable[[], bool]
) -> AsyncIterator[str]:
    """Yield what changed, as server-sent events, while the browser is signed in."""
    known = 0
    while is_signed_in() and not room.is_over:
        news = room.news(known)
        known = room.change
        yield f"data: {news}\n\n"
        await asyncio.sleep(LEAST_SECONDS)
        await room.wait(known, BEAT_SECONDS)


def _add_metrics(app: FastAPI, metrics: ClassMetrics, doors: Doors, token: str) -> None:
    @app.get("/metrics")
    async def read(request: Request) -> Response:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), token.encode()):
            if given and not doors.tokens.take(_address(request)):
                raise RefusedError(429)
            doors.who(request.cookies.get(COOKIE, ""))
        return Response(metrics.text(), media_type=CONTENT_TYPE)


def _who(request: Request, doors: Doors) -> str:
    """Return who asks, if the page's own script does."""
    _require_own(request)
    return doors.who(request.cookies.get(COOKIE, ""))


def _require_own(request: Request) -> None:
    if OWN_HEADER not in request.headers:
        raise RefusedError(403)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
