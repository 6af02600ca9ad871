"""The recovery phrase: twelve words of the BIP-39 list that open the vault, too.

128 random bits and a checksum of 4, so that a mistyped word is noticed. The words and
their order are those of BIP-39 (https://github.com/bitcoin/bips, bip-0039), from the
package ``mnemonic``.
"""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from mnemonic import Mnemonic

from attention_camp.camp.people.vault.passphrase import PassphraseError
from attention_camp.resources.texts import Sentence

BITS = 128


def new_phrase() -> str:
    """Return twelve words, drawn at random."""
    return Mnemonic("english").generate(BITS)


def key_of_phrase(phrase: str) -> bytes:
    """Return the key that a recovery phrase stands for; case and spaces do not count.

    Raises
    ------
    PassphraseError
        If a word is not of the list, one is missing, or the checksum is wrong.
    """
    words = phrase.lower().split()
    known = Mnemonic("english")
    unknown = [word for word in words if word not in known.wordlist]
    if unknown:
        raise PassphraseError(
            Sentence(
                "No word of the recovery phrase's list: {words}. Compare with what was "
                "written down.",
                words=", ".join(unknown),
            )
        )
    if not known.check(" ".join(words)):
        raise PassphraseError(
            Sentence(
                "{n:word is|words are} no recovery phrase: it has {all} words, "
                "and they stand in their order. Compare with what was written down.",
                n=len(words),
                all=BITS // 32 * 3,
            )
        )
    entropy = bytes(known.to_entropy(words))
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"recovery phrase").derive(entropy)
