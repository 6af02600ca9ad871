"""The signal check before a session at whose start no researcher looks."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from attention_camp.camp.processes.session import Prepared, RequestError
from attention_camp.camp.session.signal_check import SignalCheck
from attention_camp.resources.texts import Sentence
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

    def take(self, verdicts: Sequence[ChannelVerdict]) -> None:
        """Take in the verdicts of a window, in the recording's order."""
        self._verdicts = verdicts or self._verdicts

    def is_decided(self, now: float) -> bool:
        """Return whether looking on changes nothing; ``now`` in s, of one clock."""
        if self._began is None:
            self._began = now
        check = self._check()
        return (
            check is None
            or (check.passes and bool(self._verdicts))
            or now - self._began >= LOOK_SECONDS
        )

    def decide(self) -> SignalCheck | None:
        """Return what is kept of the check; None: the protocol has no gate.

        Raises
        ------
        RequestError
            If too few channels are good, and the request names no reason to start.
        """
        check = self._check()
        if check is None:
            return None
        if not check.allows_start:
            raise RequestError(self._refusal(check))
        if check.override:
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
        if self._needed is None:
            return None
        reason = self._prepared.request.override
        return SignalCheck.of(self._verdicts, self._needed, override=reason)

    def _refusal(self, check: SignalCheck) -> Sentence:
        if not check.verdicts:
            return Sentence(
                "The headset {board} gave no signal to check within {seconds:g} s. "
                "Look at its power, cable or dongle, then try again.",
                board=self._prepared.request.board,
                seconds=LOOK_SECONDS,
            )
        others = (v for v in check.verdicts if v.quality != "good")
        return Sentence(
            "{good} of {n} channels are good; the protocol {protocol} asks for "
            "{needed}. Not good: {others}. Help these electrodes, or give a reason to "
            "start all the same with --override; it is kept with the recording.",
            good=check.n_good,
            n=len(check.verdicts),
            protocol=self._prepared.plan.protocol.name,
            needed=check.n_needed,
            others=", ".join(f"{v.ch_name} ({v.fault or v.quality})" for v in others),
        )
