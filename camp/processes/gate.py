"""The signal check before a session at whose start no researcher looks."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from attention_camp.camp.processes.session import Prepared, RequestError
from attention_camp.camp.session.signal_check import SignalCheck
from attention_camp.resources.texts import Sentence
from attention_camp.signal.plausibility import ENOUGH_SECONDS, PlausibilityWatch
from attention_camp.signal.ring import Ring
from attention_camp.signal.stream import StreamInfo
from attention_camp.signal.window import ChannelVerdict

logger = logging.getLogger(__name__)

LOOK_SECONDS = 10.0
"""How long the signal may take to become good enough, s; own choice:
longer than the filters take to settle, and than a blink or two."""


class SignalGate:
    """Holds a session back until its signal is good enough, or it is refused.

    Only a gate that the protocol itself names holds: there is nobody who could judge
    whether half of the channels, which a window proposes, are what this session needs.

    Parameters
    ----------
    prepared : Prepared
        The session; its request may name a reason to start all the same.
    """

    def __init__(self, prepared: Prepared) -> None:
        protocol = prepared.plan.protocol
        self._needed = protocol.gate.min_good_channels if protocol.names_gate else None
        self._prepared = prepared
        self._began: float | None = None
        self._verdicts: Sequence[ChannelVerdict] = ()
        self._watch: PlausibilityWatch | None = None
        # the simulated brain is in µV by what it is
        self._is_simulated = prepared.request.board.strip().lower().startswith("simul")

    def look(self, ring: Ring | None, info: StreamInfo | None) -> None:
        """Look at the samples themselves: whether they can be EEG in their unit."""
        if ring is None or info is None:
            return
        if self._watch is None:
            self._watch = PlausibilityWatch(info)
        self._watch.look(ring)

    def take(self, verdicts: Sequence[ChannelVerdict]) -> None:
        """Take in the verdicts of a window, in the recording's order."""
        self._verdicts = verdicts or self._verdicts

    def is_decided(self, now: float) -> bool:
        """Return whether looking on changes nothing; ``now`` in s, of one clock."""
        if self._began is None:
            self._began = now
        check = self._check()
        if now - self._began >= LOOK_SECONDS:
            return True
        n_seconds = 0 if self._watch is None else self._watch.n_seconds
        if not self._is_simulated and n_seconds < ENOUGH_SECONDS:
            return False
        return check is None or (check.passes and bool(self._verdicts))

    def decide(self) -> SignalCheck | None:
        """Return what is kept of the check; None: the protocol has no gate.

        Raises
        ------
        RequestError
            If too few channels are good, or the signal cannot be EEG in its unit, and
            the request names no reason to start.
        """
        if self._watch is not None and (note := self._watch.offset_note()):
            logger.info("%s", note)
        check = self._check()
        if check is None:
            return None
        if not check.allows_start:
            raise RequestError(self._refusal(check))
        if check.question:
            logger.warning(
                "%s Started all the same: %s", check.question, check.override
            )
        elif check.override:
            logger.warning(
                "%d of %d channels are good, fewer than the protocol's %d; started all "
                "the same: %s",
                check.n_good,
                len(check.verdicts),
                check.n_needed,
                check.override,
            )
        return check

    def _check(self) -> SignalCheck | None:
        question = None if self._watch is None else self._watch.question()
        if self._needed is None and question is None:
            return None
        return SignalCheck.of(
            self._verdicts,
            self._needed or 0.0,
            override=self._prepared.request.override,
            question=question or "",
        )

    def _refusal(self, check: SignalCheck) -> Sentence:
        if check.question:
            return Sentence(
                "{question} Or give a reason to start all the same with --override; it "
                "is kept with the recording.",
                question=check.question,
            )
        if not check.verdicts:
            return Sentence(
                "The headset {board} gave no signal to check within {seconds:g} s. "
                "Look at its power, cable or dongle, then try again.",
                board=self._prepared.request.board,
                seconds=LOOK_SECONDS,
            )
        others = (v for v in check.verdicts if v.quality != "good")
        return Sentence(
            "Good channels: {good} of {n}; the protocol {protocol} asks for "
            "{needed}. Not good: {others}. Help these electrodes, or give a reason to "
            "start all the same with --override; it is kept with the recording.",
            good=check.n_good,
            n=len(check.verdicts),
            protocol=self._prepared.plan.protocol.name,
            needed=check.n_needed,
            others=", ".join(f"{v.ch_name} ({v.fault or v.quality})" for v in others),
        )
