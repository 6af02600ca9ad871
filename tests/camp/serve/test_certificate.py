"""The class page's own certificate can be made on every computer."""

from __future__ import annotations

import socket

import pytest
from cryptography import x509

from attention_camp.camp.serve.certificate import own_certificate


@pytest.mark.parametrize(
    ("computer", "named"),
    [
        ("lab-3", ["lab-3", "localhost"]),
        ("Büro-PC", ["localhost"]),
        ("教室三", ["localhost"]),
        ("", ["localhost"]),
    ],
)
def test_a_certificate_names_a_computer_whose_name_it_can_hold(
    tmp_path, monkeypatch, computer, named
) -> None:
    """A certificate holds ASCII names alone; browsers are told the address anyway."""
    monkeypatch.setattr(socket, "gethostname", lambda: computer)
    kept = own_certificate(tmp_path, ["192.0.2.7"])
    made = x509.load_pem_x509_certificate(kept.certificate.read_bytes())
    found = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert found.get_values_for_type(x509.DNSName) == named
    assert [str(one) for one in found.get_values_for_type(x509.IPAddress)] == [
        "192.0.2.7"
    ]
