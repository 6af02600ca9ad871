"""NAME=VALUE pairs of the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from typer import Option

from attention_camp.camp.cli.errors import CommandError

EyesOption = Annotated[
    str,
    Option(
        help="Eye tracker: lsl:NAME, lsl: (the only one), or simulated. What a stream "
        "does not say follows: 'lsl:NAME;eye=left;units=pixel;resolution=1920x1080'."
    ),
]
"""What commands are told of an eye tracker."""


def parse_fields(
    pairs: Sequence[str],
    *,
    option: str = "--board-field",
    example: str = "serial_port=COM3",
) -> dict[str, str]:
    """Return the fields of a headset, such as ``serial_port=COM3``.

    Parameters
    ----------
    pairs : sequence of str
        As they were typed.
    option, example : str
        What they belong to, and a right one, for the error.

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
                f"{option} needs NAME=VALUE, such as {example}; got {pair}."
            )
        fields[name] = value
    return fields
