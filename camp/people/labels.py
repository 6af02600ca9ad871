"""Labels of people: drawn at random, so that their order tells nothing."""

from __future__ import annotations

import secrets
from collections.abc import Collection

DIGITS = 4
"""Own choice: short enough to type, and 9,000 people in a dataset."""


def proposed_label(taken: Collection[str]) -> str:
    """Return a label of digits that nobody has; never a date or initials.

    Parameters
    ----------
    taken : collection of str
        Labels that are used, or were.
    """
    n_digits = DIGITS
    while True:
        for _ in range(100):
            least = 10 ** (n_digits - 1)
            label = str(least + secrets.randbelow(9 * least))
            if label not in taken:
                return label
        n_digits += 1


def new_record() -> str:
    """Return the random number that stands for a person in vault and audit trail."""
    return secrets.token_hex(8)
