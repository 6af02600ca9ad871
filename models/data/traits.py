"""What tables say of people, spelt one way: F and female are one word, n/a is none."""

from __future__ import annotations

NOT_SAID = ("", "n/a", "na", "nan", "unknown", "none")
"""How tables say that they do not know."""
SPELT = {
    "sex": {"f": "female", "m": "male", "o": "other"},
    "handedness": {"l": "left", "r": "right", "a": "ambidextrous"},
}
"""What BIDS lets tables shorten, in either case: else F and female are two words."""


def spelt(trait: str, value: str | None) -> str:
    """Return what a table says of a person's trait; empty: it does not know.

    Parameters
    ----------
    trait : str
        Name of the column, in either case.
    value : str or None
        The cell; None where the row is too short to have one.
    """
    plain = (value or "").strip()
    if plain.lower() in NOT_SAID:
        return ""
    if known := SPELT.get(trait.lower()):
        return known.get(plain.lower(), plain.lower())
    return plain
