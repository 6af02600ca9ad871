"""What a lab says of its recordings: kept as meant, or refused with the reason."""

from __future__ import annotations

import pytest

from attention_camp.camp.session.about import AboutError, read_about


def test_authors_keep_their_verified_identifiers() -> None:
    said = read_about({"authors": " Josiah Carberry 0000-0002-1825-0097;Jane  Doe ; "})
    assert said["authors"].split("; ") == [
        "Josiah Carberry (https://orcid.org/0000-0002-1825-0097)",
        "Jane Doe",
    ]
    assert read_about(said) == said


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"authors": "Jane Doe 0000-0002-1825-0098"}, "0000-0002-1825-0098"),
        ({"authors": "0000-0002-1825-0097"}, "without a name"),
        ({"head_circumference": "5.8"}, "20 to 80"),
        ({"cognitive_atlas": "visual search"}, "https://"),
        ({"instituton": "X"}, "institution"),
    ],
)
def test_what_cannot_be_right_is_refused(entry: dict[str, str], told: str) -> None:
    with pytest.raises(AboutError, match=told):
        read_about(entry)


def test_empty_entries_are_left_out_and_licences_spelled() -> None:
    assert read_about({"cap_model": " ", "license": "cc by 4.0"}) == {
        "license": "CC-BY-4.0"
    }
