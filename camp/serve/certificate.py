"""The page's own certificate: made on the first start, kept, shown by fingerprint."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from attention_camp.camp.people.private import write_private
from attention_camp.camp.processes.announce.codes import fingerprint_of
from attention_camp.resources.texts import Sentence, UserError
from attention_camp.signal.clock import wall_time

DAYS = 800
"""How long a certificate lasts, days: some systems trust none of more than 825."""
_UNENCRYPTED = serialization.NoEncryption()


class CertificateError(UserError):
    """A certificate that cannot be used; the text is for people."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The files of a certificate, and what it is known by."""

    certificate: Path
    key: Path
    fingerprint: str
    """SHA-256 of the certificate, hexadecimal."""
    days_left: int


def own_certificate(folder: Path, addresses: Iterable[str]) -> Certificate:
    """Return the certificate in a folder; one is made where there is none.

    Parameters
    ----------
    folder : Path
        For its owner alone: the key is there.
    addresses : iterable of str
        Addresses of this computer, for a new certificate.

    Raises
    ------
    CertificateError
        If the files there cannot be read, or the certificate has run out.
    """
    paths = folder / "class-page.crt", folder / "class-page.key"
    if not paths[0].exists():
        _make(*paths, addresses)
    try:
        made = x509.load_pem_x509_certificate(paths[0].read_bytes())
        key = serialization.load_pem_private_key(paths[1].read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise _unusable(folder, Sentence("it cannot be read")) from error
    if made.public_key() != key.public_key():
        raise _unusable(folder, Sentence("certificate and key do not belong together"))
    left = (made.not_valid_after_utc - wall_time()).days
    if left < 0:
        raise _unusable(folder, Sentence("it has run out"))
    content = made.public_bytes(serialization.Encoding.DER)
    return Certificate(*paths, fingerprint_of(content), left)


def _make(certificate: Path, key_file: Path, addresses: Iterable[str]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    host = socket.gethostname()[:64]
    if not host or not host.isascii():  # a certificate holds no other names
        host = "localhost"
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    others = [x509.IPAddress(ipaddress.ip_address(one)) for one in addresses]
    names = [x509.DNSName(one) for one in dict.fromkeys((host, "localhost"))]
    now = wall_time()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName([*names, *others]), critical=False)
        # it vouches for this page and for nothing else, even where it is trusted
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    kept = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, _UNENCRYPTED
    )
    write_private(key_file, kept)
    write_private(certificate, made.public_bytes(serialization.Encoding.PEM))


def _unusable(folder: Path, why: str) -> CertificateError:
    return CertificateError(
        Sentence(
            "The certificate of the class page in {folder} cannot be used: {why}. "
            "Start once with --new-certificate; every browser and every learner's "
            "computer is then paired anew.",
            folder=folder,
            why=why,
        )
    )
