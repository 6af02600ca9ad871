"""What a lab says of its recordings, entered once: institution, cap, authors, licence.

Entered in the settings, in a protocol's ``about``, or with ``run --about``. Nothing is
guessed: what nobody entered is left out of the dataset, or is n/a there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from attention_camp.resources.texts import Sentence, UserError
from attention_camp.tasks.options import unknown

LONGEST = 2000
"""Characters of an entry; own choice."""


class AboutError(UserError):
    """An entry that cannot be kept as it was given; the text is for people."""


def text_of(value: str) -> str:
    """Return a text in one line."""
    return " ".join(value.split())


def circumference_of(value: str) -> str:
    """Return a head's circumference in cm."""
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not 20 <= number <= 80:
        raise AboutError(
            Sentence("must be a circumference in cm, 20 to 80, got {got}", got=value)
        )
    return f"{number:g}"


def uri_of(value: str) -> str:
    """Return an address that begins with http."""
    if not re.fullmatch(r"https?://[^\s<>\"]+\.[^\s<>\"]+", value):
        raise AboutError(
            Sentence(
                "must be an address that begins with https://, got {got}", got=value
            )
        )
    return value


def has_orcid_checksum(orcid: str) -> bool:
    """Return whether the last character of an ORCID is what its digits ask for.

    ISO 7064 mod 11-2, as in https://support.orcid.org/hc/en-us/articles/360006897674.
    """
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))


_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


def authors_of(value: str) -> str:
    """Return authors separated by semicolons, each with its ORCID where one is given.

    ``Ada Lovelace 0000-0002-1825-0097; Mary Somerville`` has two authors.
    """
    authors = []
    for entry in filter(None, map(text_of, value.split(";"))):
        orcid = re.search(r"[\dXx]{4}(?:-[\dXx]{4}){3}|\d{15}[\dXx]", entry)
        name = entry
        if orcid:
            name = re.sub(
                r"[(<\[]?(?:https?://orcid\.org/)?$", "", entry[: orcid.start()]
            )
            name = text_of(f"{name} {entry[orcid.end() :].lstrip(')>]')}").rstrip(",")
            found = orcid[0].upper()
            if not _ORCID.fullmatch(found) or not has_orcid_checksum(found):
                raise AboutError(
                    Sentence(
                        "has the ORCID {orcid}, whose digits are not right. Copy it "
                        "again from orcid.org, or leave it out",
                        orcid=orcid[0],
                    )
                )
            entry = f"{name} (https://orcid.org/{found})"  # noqa: PLW2901
        if not re.search(r"[^\W\d_]", name):
            raise AboutError(Sentence("has an author without a name: {got}", got=entry))
        authors.append(entry)
    return "; ".join(authors)


_LICENCES = {
    "CC0", "PD", "PDDL", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0", "CC-BY-NC-ND-4.0", "CC0-1.0", "ODbL-1.0",
    "ODC-By-1.0", "PDDL-1.0",
}  # fmt: skip
_SPELLED = {name.lower(): name for name in _LICENCES}


def licence_of(value: str) -> str:
    """Return a licence's name, spelled as SPDX and BIDS do; other names stay."""
    return _SPELLED.get(value.lower().replace(" ", "-"), text_of(value))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a lab may say."""

    key: str
    """Key of the BIDS sidecar."""
    read: Callable[[str], str] = text_of
    """Returns it as it is kept, or raises ``AboutError``."""
    is_personal: bool = False
    """Whether it is about one participant or one session, not about the lab."""
    names_the_place: bool = False
    """Whether an anonymous copy leaves it out."""


ENTRIES: Mapping[str, Entry] = {
    "institution": Entry("InstitutionName", names_the_place=True),
    "department": Entry("InstitutionalDepartmentName", names_the_place=True),
    "address": Entry("InstitutionAddress", names_the_place=True),
    "cap_manufacturer": Entry("CapManufacturer"),
    "cap_model": Entry("CapManufacturersModelName"),
    "device_serial": Entry("DeviceSerialNumber", names_the_place=True),
    "placement": Entry("EEGPlacementScheme"),
    "reference": Entry("EEGReference"),
    "ground": Entry("EEGGround"),
    "hardware_filters": Entry("HardwareFilters"),
    "authors": Entry("Authors", authors_of, names_the_place=True),
    "license": Entry("License", licence_of),
    "instructions": Entry("Instructions", is_personal=True),
    "artefacts": Entry("SubjectArtefactDescription", is_personal=True),
    "head_circumference": Entry(
        "HeadCircumference", circumference_of, is_personal=True
    ),
    "cognitive_atlas": Entry("CogAtlasID", uri_of, is_personal=True),
    "cogpo": Entry("CogPOID", uri_of, is_personal=True),
}
"""What may be said: name in settings, protocols and on the command line."""

LAB = tuple(name for name, entry in ENTRIES.items() if not entry.is_personal)
"""What is the same for all sessions of a lab, and is asked once in the settings."""


def read_about(values: Mapping[str, object]) -> dict[str, str]:
    """Return entries as they are kept; empty ones are left out.

    Raises
    ------
    AboutError
        If an entry is unknown or cannot be right; the text names it.
    """
    read = {}
    for name, value in values.items():
        if name not in ENTRIES:
            raise AboutError(str(unknown(Sentence("Entry"), name, ENTRIES)))
        text = str(value).strip()
        if not text:
            continue
        try:
            read[name] = ENTRIES[name].read(text[:LONGEST])
        except AboutError as error:
            raise AboutError(
                Sentence("{name} {problem}", name=name, problem=str(error))
            ) from error
    return read
