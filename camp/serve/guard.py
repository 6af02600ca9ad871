"""What stands before every route: small bodies, sent in time, and strict headers."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from attention_camp.camp.processes.announce.wire import MOST_BYTES

BODY_SECONDS = 5.0
"""A body arrives within this, s, or is refused; own choice."""
HEADERS = {
    # nothing from elsewhere, no framing: the page is all there is
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
_LINES = [(name.encode(), value.encode()) for name, value in HEADERS.items()]


class Guard:
    """Reads each body whole, within bounds, before anything looks at it.

    Parameters
    ----------
    app : callable
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse its body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_LINES]
            await send(message)

        body = b""
        if scope["method"] not in {"GET", "HEAD"}:
            try:
                async with asyncio.timeout(BODY_SECONDS):
                    body = await _whole(receive)
            except (TimeoutError, _TooLongError):
                await _refuse(dressed, 413)
                return
        is_read = False

        async def again() -> Message:
            nonlocal is_read
            if is_read:  # the next thing to come is that the other end is gone
                return await receive()
            is_read = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, again, dressed)


class _TooLongError(Exception):
    pass


async def _whole(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > MOST_BYTES:
            raise _TooLongError
        if not message.get("more_body", False):
            return body


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})
