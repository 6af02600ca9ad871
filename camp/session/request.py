"""The request for a session: all settings that the three processes share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Literal

Arm = Literal["closed-loop", "performance-only", "sham", "yoked"]
Corner = Literal["none", "top-left", "top-right", "bottom-left", "bottom-right"]
ARMS: tuple[Arm, ...] = ("closed-loop", "performance-only", "sham", "yoked")
SEALED = "sealed"
"""What stands for the code of an arm, where an anonymous copy must not hold it."""
SESSION_TYPES: Mapping[str, str] = {
    "pre": "Measurement before the training",
    "camp": "Training",
    "post": "Measurement after the training",
}
"""What a session may be in a study."""


@dataclass(frozen=True, slots=True)
class Display:
    """The participant's monitor."""

    width_m: float = 0.53
    """Width of the picture, m (0.53: a 24-inch monitor)."""
    distance_m: float = 0.6
    """Viewing distance, m."""
    screen: int = 0
    """Index of the screen, 0 the primary one."""
    fullscreen: bool = True
    photodiode: Corner = "none"
    photodiode_deg: float = 1.5
    """Edge of the photodiode patch, degrees."""
    text_scale: float = 1.0
    """Size of the participant's texts; 1 is 100 %."""
    own_stimulus_scale: float = 0.0
    """Size of the stimuli chosen for this PC, in place of the protocol's; 0: none was
    chosen. Without effect in a locked study."""
    stimulus_scale: float = 1.0
    """Size of the stimuli in this session, as far as they fit; 1 is as the tasks say.
    It follows from protocol and choice when the session is prepared."""
    reduced_motion: bool = False
    """Whether examples and breathing on the participant's pages stand still."""
    sound_click: bool = False
    """Whether the right channel carries a click at each sound's onset, for a sensor."""


def session_type_of(session: str) -> str:
    """Return the type that a session's label says, such as ``pre1``; empty: none."""
    found = re.fullmatch(rf"({'|'.join(SESSION_TYPES)})\d*", session.lower())
    return found[1] if found else ""


def seed_of(dataset: Path, participant: str, session: str, run: int) -> int:
    """Return a seed that no other run of a study shares, so that trials differ.

    Parameters
    ----------
    dataset : Path
        Its folder's name stands for the study.
    participant, session : str
        Their labels.
    run : int
        Number of the run, from 1.
    """
    text = f"{dataset.resolve().name}/{participant}/{session}/{run}"
    return int.from_bytes(
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big"
    )


@dataclass(frozen=True, slots=True)
class SessionRequest:
    """The request for a session; picklable, sent to each process at its start."""

    dataset: Path
    participant: str
    """BIDS label, letters and digits only."""
    session: str
    """BIDS label, letters and digits only."""
    run: int = 1
    protocol: str = "demo"
    """Name of a shipped protocol or path of a file."""
    estimator: Path | None = None
    """A model file that scores instead of the protocol's estimator; None: no other."""
    arm: str = "closed-loop"
    """One of `ARMS`; in a locked study the code that the participant drew."""
    study: str = ""
    """Hash of the locked study that the session belongs to; empty: none."""
    board: str = "synthetic"
    """A board's name, ``lsl:NAME``, ``replay:PATH`` or ``simulated``."""
    board_fields: Mapping[str, str] = field(default_factory=dict)
    lsl_outlets: bool = False
    """Whether EEG, markers, engagement and quality are published as LSL streams."""
    eyes: str = ""
    """An eye tracker: ``lsl:NAME`` or ``simulated``, as in ``open_eyes``; empty: none.
    """
    observer: str | None = None
    """Simulated participant, as in ``make_observer``; None: a person."""
    speed: float = 1.0
    """Session seconds per real second; above 1 only for simulations."""
    headless: bool = False
    override: str = ""
    """Reason to start below the protocol's gate, for unattended sessions."""
    seed: int = 0
    """Of everything random; `seed_of` gives each run one of its own."""
    language: str = "en"
    """One of `languages`."""
    session_type: str = ""
    """A key of `SESSION_TYPES`; empty: as the session's label says, if it does."""
    about: Mapping[str, str] = field(default_factory=dict)
    """What the lab says of its recordings, as in ``about.ENTRIES``."""
    display: Display = field(default_factory=Display)
    boxes: tuple[str, ...] = ()
    """Response boxes, each ``xid:PORT``, ``lsl:NAME`` or ``gamepad:PATH``."""
    answer_keys: Mapping[str, str] = field(default_factory=dict)
    """What a response box or a switch sends → the tasks' key that it counts as."""
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    """Actions of the researcher → key sequences other than the usual ones."""
    clock_epoch: float = 0.0
    """Host monotonic time at which the session's clock and the host's agree, s."""

    @property
    def is_blinded(self) -> bool:
        """Whether it is one of a blinded study: a code stands for its arm."""
        return bool(self.study) or self.arm not in ARMS

    @property
    def devices(self) -> tuple[object, ...]:
        """What a process that streams already cannot change."""
        return (self.board, self.board_fields, self.eyes)
