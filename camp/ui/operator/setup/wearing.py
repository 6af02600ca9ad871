"""How the commonest headsets are put on, in words for whoever wears them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from attention_camp.resources.texts import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

MUSE = QT_TRANSLATE_NOOP(
    "Fitting",
    "Wipe your forehead and the skin behind your ears with a little water. The band"
    " lies flat on the middle of the forehead; its two ends sit behind the ears, "
    "below the hair, touching the skin.",
)
CYTON = QT_TRANSLATE_NOOP(
    "Fitting",
    "Put the cap on so that the middle electrodes lie on the line from nose to "
    "neck. Clip one earclip to each ear lobe: they are reference and ground, and "
    "without them no electrode is good.",
)
GANGLION = QT_TRANSLATE_NOOP(
    "Fitting",
    "Clip one earclip to each ear lobe: they are reference and ground, and without "
    "them no electrode is good. Then place the electrodes and fix their cables.",
)
BRAINBIT = QT_TRANSLATE_NOOP(
    "Fitting",
    "The band lies on the forehead and closes at the back. Push the hair aside "
    "above the ears and at the back, until the contacts touch the skin.",
)
CROWN = QT_TRANSLATE_NOOP(
    "Fitting",
    "Set it on like a crown, arms above the ears. Wiggle each arm a little, so that"
    " the teeth find their way through the hair to the skin.",
)
UNICORN = QT_TRANSLATE_NOOP(
    "Fitting",
    "Put the cap on so that its middle electrodes lie on the line from nose to "
    "neck. Stick one electrode on the bone behind each ear: they are reference and "
    "ground.",
)
EXPLORE = QT_TRANSLATE_NOOP(
    "Fitting",
    "Put the cap on so that its middle electrodes lie on the line from nose to "
    "neck. See to reference and ground first: without them no electrode is good.",
)
ENOPHONE = QT_TRANSLATE_NOOP(
    "Fitting",
    "Put the headphones on, the band across the top of the head. Push the hair "
    "aside below the band and around the ears, until the contacts touch the skin.",
)
ANY = QT_TRANSLATE_NOOP(
    "Fitting",
    "Put it on as the picture shows, your nose at the top. Push the hair aside "
    "below each electrode, until it touches the skin. See to reference and ground "
    "first.",
)
SIMULATED = QT_TRANSLATE_NOOP(
    "Fitting",
    "This headset is simulated: there is nothing to put on. The steps are those of "
    "a real one.",
)

WEARING = {
    "muse": MUSE,
    "cyton": CYTON,
    "ganglion": GANGLION,
    "brainbit": BRAINBIT,
    "crown": CROWN,
    "notion": CROWN,
    "unicorn": UNICORN,
    "explore": EXPLORE,
    "enophone": ENOPHONE,
    "simulated": SIMULATED,
    "synthetic": SIMULATED,
}
"""What is said, by how a board's name begins."""

COMMONEST = (
    "muse_2", "muse_s", "cyton", "cyton_daisy", "ganglion", "brainbit", "crown",
    "unicorn", "explore_8_chan", "enophone",
)  # fmt: skip
"""Boards with a picture in the documentation; which are the commonest is our own
choice."""


def how_to_wear(board: str) -> str:
    """Return what is said about putting on a board, in the reader's language."""
    said = (text for begins, text in WEARING.items() if board.startswith(begins))
    return translate("Fitting", next(said, ANY))
