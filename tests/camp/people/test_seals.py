"""Seals and key files: the key opens, nothing else does."""

from __future__ import annotations

import os
import stat

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from attention_camp.camp.people.keys import (
    KeyFileError,
    make_key,
    read_private,
    read_public,
)
from attention_camp.camp.people.seals import (
    SealError,
    opened,
    padded,
    seal,
    shut,
    unpadded,
    unseal,
)


def test_a_sealed_list_is_opened_by_its_key_alone():
    own, other = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    box = seal(b"closed-loop", own.public_key(), about="list")
    assert unseal(box, own, about="list") == b"closed-loop"
    for key, about in ((other, "list"), (own, "arm")):
        with pytest.raises(SealError, match="does not open"):
            unseal(box, key, about=about)


def test_one_changed_byte_of_a_box_is_noticed():
    own, key = X25519PrivateKey.generate(), os.urandom(32)
    sealed = seal(b"yoked", own.public_key(), about="arm")
    closed = shut(b"yoked", key, about="line")
    for place in range(len(sealed)):
        wrong = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(SealError):
            unseal(wrong, own, about="arm")
    for place in range(len(closed)):
        wrong = closed[:place] + bytes([closed[place] ^ 1]) + closed[place + 1 :]
        with pytest.raises(SealError):
            opened(wrong, key, about="line")


@given(st.binary(max_size=300), st.integers(1, 64))
def test_padding_hides_the_length_up_to_a_step(content: bytes, step: int):
    filled = padded(content, step)
    assert unpadded(filled) == content
    assert len(filled) % step == 0
    assert len(filled) - len(content) < step + 4


def test_a_private_key_is_its_owners_and_never_replaced(tmp_path):
    path = tmp_path / "keys" / "own.pem"
    public = make_key(path, beside=True)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_private(path).public_key() == public
    assert read_public(path.with_name("own.pem.pub")) == public
    with pytest.raises(KeyFileError, match="there already"):
        make_key(path)
    with pytest.raises(KeyFileError, match="cannot be read as a public key"):
        read_public(path)
