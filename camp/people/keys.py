"""Keys on this computer and in a person's hands: made, kept for their owner, read."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)

from attention_camp.camp.people.private import sync_names
from attention_camp.resources.texts import Sentence, UserError

PRIVATE_MODE = 0o600


class KeyFileError(UserError):
    """A file that holds no key of the kind needed; the text is for people."""


def key_folder() -> Path:
    """Return the folder of this computer's keys, outside every dataset."""
    from platformdirs import user_data_path

    return user_data_path("attention-camp") / "study-keys"


def make_key(path: Path, *, beside: bool = False) -> X25519PublicKey:
    """Make a key pair and keep the private half for the owner's eyes only.

    Parameters
    ----------
    path : Path
        Of the private key, a PEM file; an existing one is never replaced.
    beside : bool
        Whether the public half is written beside it, as ``.pub``.

    Raises
    ------
    KeyFileError
        If there is a file already.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    own = X25519PrivateKey.generate()
    text = own.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_MODE)
    except FileExistsError as error:
        raise KeyFileError(
            Sentence("{path} is there already. Choose another name.", path=path)
        ) from error
    with os.fdopen(handle, "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    sync_names(path.parent)
    if beside:
        path.with_name(path.name + ".pub").write_bytes(public_text(own.public_key()))
    return own.public_key()


def public_text(key: X25519PublicKey) -> bytes:
    """Return a public key as a PEM text."""
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def read_private(path: Path) -> X25519PrivateKey:
    """Return the private key in a PEM file.

    Raises
    ------
    KeyFileError
        If it cannot be read or holds no such key.
    """
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise _no_key(path, "private") from error
    if not isinstance(key, X25519PrivateKey):
        raise _no_key(path, "private")
    return key


def read_public(path: Path) -> X25519PublicKey:
    """Return the public key in a PEM file.

    Raises
    ------
    KeyFileError
        If it cannot be read or holds no such key.
    """
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, TypeError) as error:
        raise _no_key(path, "public") from error
    if not isinstance(key, X25519PublicKey):
        raise _no_key(path, "public")
    return key


def _no_key(path: Path, which: str) -> KeyFileError:
    return KeyFileError(
        Sentence(
            "{path} cannot be read as a {which} key (X25519, PEM without a password). "
            "Make a pair with “attention-camp lock --new-key FILE”.",
            path=path,
            which=which,
        )
    )
