"""Open response boxes by their specification, a line of text."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping

from attention_camp.camp.ui.participant.boxes.box import BoxError, ResponseBox
from attention_camp.resources.texts import Sentence

_KINDS: Mapping[str, tuple[str, str]] = {
    "gamepad": ("joystick", "JoystickReader"),
    "lsl": ("lsl_buttons", "LslReader"),
    "xid": ("xid", "XidReader"),
}
USUAL: Mapping[str, str] = {"button1": "left", "button2": "right", "button3": "space"}
"""Tasks' keys that buttons count as, unless the settings say otherwise."""


def open_boxes(
    specs: tuple[str, ...], heard: Callable[[str, float, str], None]
) -> list[ResponseBox]:
    """Return open boxes, all or none.

    Parameters
    ----------
    specs : tuple of str
        ``xid:PORT``, ``lsl:NAME`` or ``gamepad:PATH`` each.
    heard : callable
        Called, in threads, with a button's name, its host time and the kind of box.

    Raises
    ------
    BoxError
        If there is no such kind, or a box cannot be opened.
    """
    opened: list[ResponseBox] = []
    try:
        for spec in specs:
            kind, _, place = spec.partition(":")
            if kind not in _KINDS or not place:
                raise _unknown(spec)
            module, name = _KINDS[kind]
            package = __package__ or ""
            reader = getattr(importlib.import_module(f"{package}.{module}"), name)
            tell = _teller(heard, kind)
            opened.append(ResponseBox(spec, reader(place), tell))
    except BoxError:
        for box in opened:
            box.close()
        raise
    return opened


def _teller(
    heard: Callable[[str, float, str], None], kind: str
) -> Callable[[str, float], None]:
    return lambda name, when: heard(name, when, kind)


def _unknown(spec: str) -> BoxError:
    return BoxError(
        Sentence(
            "A response box is xid:PORT, lsl:NAME or gamepad:PATH; got {got}.",
            got=repr(spec),
        )
    )
