"""HTTPS to one certificate: whoever shows another one is told nothing."""

from __future__ import annotations

import hmac
import http.client
import ssl
from collections.abc import Callable
from urllib.parse import urlsplit

from attention_camp.camp.processes.announce.codes import fingerprint_of
from attention_camp.camp.processes.announce.wire import MOST_BYTES
from attention_camp.resources.texts import Sentence, UserError

PORT = 8443
NETWORK_SECONDS = 3.0
"""How long a connection or an answer is waited for, s; own choice."""
NO_CONTACT = (OSError, http.client.HTTPException)
"""What a network that is cut or a page that is gone raises."""


class PageError(UserError):
    """A class page that cannot be used; the text is for people."""


class OtherCertificateError(PageError):
    """Somebody answers who is not the page that this computer was paired with."""


class PinnedConnection:
    """A connection to the class page, opened when it is first needed.

    The page's certificate is its own: no authority vouches for it. What is compared is
    the certificate itself, after the handshake has proved that the other end holds its
    key and before a byte of ours is sent.

    Parameters
    ----------
    url : str
        ``https://HOST:PORT``.
    is_right : callable
        Given the fingerprint of the certificate that was shown; whether it is the
        page's.

    Raises
    ------
    PageError
        If the address is none.
    """

    def __init__(self, url: str, is_right: Callable[[str], bool]) -> None:
        host, port = place_of(url)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # the certificate is compared below
        self.fingerprint = ""
        """Of the certificate that was shown last."""
        self._is_right = is_right
        self._connection = http.client.HTTPSConnection(
            host, port, context=context, timeout=NETWORK_SECONDS
        )

    def post(self, path: str, body: bytes, *, token: str = "") -> tuple[int, bytes]:
        """Send a body; return the status and the answer.

        Parameters
        ----------
        path : str
            Where to.
        body : bytes
            JSON.
        token : str
            What this computer was given when it was paired; empty: it is not yet.

        Raises
        ------
        OSError, HTTPException
            If there is no contact.
        OtherCertificateError
            If the certificate is another one; nothing was sent.
        """
        if self._connection.sock is None:
            self._open()
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._connection.request("POST", path, body, headers)
        answer = self._connection.getresponse()
        content = answer.read(MOST_BYTES + 1)
        if not answer.isclosed():  # longer than any answer of the page
            self.close()
        return answer.status, content

    def close(self) -> None:
        """Close the connection; the next post opens it again."""
        self._connection.close()

    def _open(self) -> None:
        self._connection.connect()
        shown = self._connection.sock.getpeercert(binary_form=True)
        self.fingerprint = fingerprint_of(shown or b"")
        if not self._is_right(self.fingerprint):
            self.close()
            raise OtherCertificateError(
                Sentence(
                    "Another computer than the class page answers at {host}: its "
                    "certificate is not the one that this computer was paired with. "
                    "Nothing was sent. Compare the address, and pair again with the "
                    "code that the page shows now.",
                    host=self._connection.host,
                )
            )


def is_same(one: str, other: str) -> bool:
    """Return whether two fingerprints are the same."""
    return hmac.compare_digest(one.encode(), other.encode())


def place_of(url: str) -> tuple[str, int]:
    """Return host and port of a page's address.

    Raises
    ------
    PageError
        If it is none.
    """
    try:
        parts = urlsplit(url if "//" in url else f"https://{url}")
        host, port = parts.hostname, parts.port or PORT
        (host or "").encode("idna")  # as a connection does, which refuses 192.168.1..10
    except ValueError:
        parts, host, port = urlsplit(""), None, PORT
    if parts.scheme != "https" or not host:
        raise PageError(
            Sentence(
                "The address of the class page must be such as "
                "https://192.168.1.10:8443, got {url}.",
                url=url[:80] or "nothing",
            )
        )
    return host, port
