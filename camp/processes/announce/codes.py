"""Pairing codes and fingerprints: what people type, and what it stands for.

The code for a learner's computer has two parts. The first 16 characters are the first
80 bits of the fingerprint of the page's certificate, so that the computer knows whom it
speaks with before it says anything; the last 8 let it in, once and for minutes.
"""

from __future__ import annotations

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U, which look like others."""
PIN_LENGTH = 16
SECRET_LENGTH = 8
GROUP = 4
_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})


def fingerprint_of(certificate: bytes) -> str:
    """Return the SHA-256 of a certificate in DER, as hexadecimal digits."""
    return hashlib.sha256(certificate).hexdigest()


def shown(fingerprint: str) -> str:
    """Return a fingerprint as browsers show it: pairs of digits, colons between."""
    pairs = (fingerprint[i : i + 2] for i in range(0, len(fingerprint), 2))
    return ":".join(pairs).upper()


def pin_of(fingerprint: str) -> str:
    """Return the part of a fingerprint that stands in a code."""
    number = int(fingerprint[: PIN_LENGTH * 5 // 4], 16)
    digits = []
    for _ in range(PIN_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))


def new_secret() -> str:
    """Return a code that lets somebody in: 40 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))


def grouped(code: str) -> str:
    """Return a code in groups of four, easier to read and type."""
    return "-".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def plain_code(typed: str) -> str:
    """Return a code as it was typed, without what does not matter."""
    kept = "".join(typed.replace("-", " ").split())
    return kept.upper().translate(_ALIKE)
