"""Open an eye tracker by its specification, a line of text."""

from __future__ import annotations

from collections.abc import Mapping

from attention_camp.resources.texts import Sentence
from attention_camp.signal.eyes.source import EyeSource
from attention_camp.signal.stream import SourceError

FIELDS: Mapping[str, tuple[str, ...]] = {
    "eye": ("left", "right"),
    "units": ("normalised", "pixel", "degree"),
    "origin": ("top-left", "bottom-left", "centre"),
    "resolution": (),
}
"""What may be said about a stream of gaze, and the values that each may have."""


def open_eyes(spec: str, *, seed: int = 0) -> EyeSource:
    """Return the eye tracker that ``spec`` names, not yet started.

    Parameters
    ----------
    spec : str
        ``lsl:NAME``, a stream on the network, ``lsl:`` the only one of an eye tracker,
        with what it does not say behind semicolons, as in ``lsl:gaze;eye=left``
        (`FIELDS`); or ``simulated``, as in ``simulated:link=0.5,blinks=20``.
    seed : int
        Seed of simulated eyes.

    Raises
    ------
    SourceError
        Where there is no such kind, field or value; the text is for people.
    """
    kind, _, rest = spec.partition(":")
    match kind.strip().lower():
        case "lsl":
            from attention_camp.signal.eyes.lsl_eyes import LslEyes

            name, *said = rest.split(";")
            return LslEyes(name.strip(), fields=dict(map(_field, said)))
        case "simulated":
            from attention_camp.signal.eyes.simulated import EyeHabits, SimulatedEyes

            return SimulatedEyes(EyeHabits.of(rest), seed=seed)
    raise SourceError(
        Sentence(
            "There is no eye tracker {spec!r}. Give lsl:NAME or simulated.", spec=spec
        )
    )


def _field(text: str) -> tuple[str, str]:
    """Return name and value of what a person says about a stream."""
    from attention_camp.signal.eyes.lsl_eyes import resolution_of

    name, _, value = (part.strip() for part in text.partition("="))
    allowed = FIELDS.get(name)
    is_right = value in allowed if allowed else resolution_of(value) is not None
    if allowed is None or not is_right:
        raise SourceError(
            Sentence(
                "What is said of the eye tracker, {text!r}, is not known. It may be "
                "eye=left|right, units=normalised|pixel|degree, origin=top-left|"
                "bottom-left|centre or resolution=1920x1080.",
                text=text.strip(),
            )
        )
    return name, value
