"""Sealed boxes and boxes of one key: who holds the key can read, nobody else.

A sealed box is an ephemeral X25519 agreement with the recipient's public key, HKDF over
it, and AES-256-GCM: the construction of ECIES, from the package ``cryptography``. No
cryptography of ours.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from attention_camp.resources.texts import Sentence, UserError

NONCE, PUBLIC, LENGTH = 12, 32, 4
"""Bytes of a nonce, of a public key, and of the length before a padded text."""


class SealError(UserError):
    """A box that a key does not open; the text is for people."""


def seal(content: bytes, recipient: X25519PublicKey, *, about: str) -> bytes:
    """Return a box that only the recipient's private key opens.

    Parameters
    ----------
    content : bytes
        What is sealed.
    recipient : X25519PublicKey
        Who may open it.
    about : str
        What the box is, bound to it: one box cannot stand for another.
    """
    once = X25519PrivateKey.generate()
    public = once.public_key().public_bytes_raw()
    key = _agreed(once.exchange(recipient), public + recipient.public_bytes_raw())
    return public + shut(content, key, about=about)


def unseal(box: bytes, own: X25519PrivateKey, *, about: str) -> bytes:
    """Return the content of a sealed box.

    Parameters
    ----------
    box : bytes
        The box.
    own : X25519PrivateKey
        The recipient's key.
    about : str
        What the box is.

    Raises
    ------
    SealError
        If it was sealed to another key, is another box, or was changed.
    """
    public = box[:PUBLIC]
    if len(public) < PUBLIC:
        raise refused(about)
    shared = own.exchange(X25519PublicKey.from_public_bytes(public))
    key = _agreed(shared, public + own.public_key().public_bytes_raw())
    return opened(box[PUBLIC:], key, about=about)


def shut(content: bytes, key: bytes, *, about: str) -> bytes:
    """Return a box that the same key opens, AES-256-GCM with a random nonce.

    Parameters
    ----------
    content : bytes
        What is shut in.
    key : bytes
        Of 32 bytes.
    about : str
        What the box is, bound to it.
    """
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, about.encode())


def opened(box: bytes, key: bytes, *, about: str) -> bytes:
    """Return the content of a box.

    Parameters
    ----------
    box : bytes
        The box.
    key : bytes
        The key it was shut with.
    about : str
        What the box is.

    Raises
    ------
    SealError
        If it is not the key, another box, or one that was changed.
    """
    try:
        return AESGCM(key).decrypt(box[:NONCE], box[NONCE:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise refused(about) from error


def derived(key: bytes, about: str) -> bytes:
    """Return a key made of another one, for one purpose."""
    return HKDF(hashes.SHA256(), 32, salt=None, info=about.encode()).derive(key)


def padded(content: bytes, step: int) -> bytes:
    """Return the content's length and the content, filled up to whole steps, bytes."""
    size = LENGTH + len(content)
    filled = -(-size // step) * step
    return len(content).to_bytes(LENGTH, "big") + content + bytes(filled - size)


def unpadded(content: bytes) -> bytes:
    """Return what `padded` was given."""
    length = int.from_bytes(content[:LENGTH], "big")
    return content[LENGTH : LENGTH + length]


def _agreed(shared: bytes, both: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"attention-camp" + both).derive(
        shared
    )


def refused(about: str) -> SealError:
    """Return the error of a box that cannot be opened."""
    return SealError(
        Sentence(
            "The key does not open the sealed {what}: it is another study's key, or "
            "what is sealed was changed. Use the key that was made with the study.",
            what=about,
        )
    )
