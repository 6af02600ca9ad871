"""NAME=VALUE pairs of the command line."""

from __future__ import annotations

from collections.abc import Sequence

from attention_camp.camp.cli.errors import CommandError


def parse_fields(pairs: Sequence[str]) -> dict[str, str]:
    """Return the fields of a headset, such as ``serial_port=COM3``.

    Raises
    ------
    CommandError
        If one is not of the form NAME=VALUE.
    """
    fields = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise CommandError(
                f"--board-field needs NAME=VALUE, such as serial_port=COM3; got {pair}."
            )
        fields[name] = value
    return fields
