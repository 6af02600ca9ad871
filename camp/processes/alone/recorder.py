"""Only the recorder: EEG and another program's markers as BIDS, and the live score."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from attention_camp.camp.dataset.tables import TRIGGER
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.processes.acquisition import open_engine, pause_before_next
from attention_camp.camp.processes.gate import SignalGate
from attention_camp.camp.processes.headless import begin, pass_gate
from attention_camp.camp.processes.score_log import ScoreLog
from attention_camp.camp.processes.session import Prepared, check_request
from attention_camp.camp.processes.stored_news import close_chain
from attention_camp.camp.session.clock import HostClock
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.ledger_lines import CalibrationLine, StretchLine
from attention_camp.camp.session.messages import Ending, SignalState
from attention_camp.camp.session.records import EventRow
from attention_camp.camp.session.request import SessionRequest
from attention_camp.signal.owned import collect_leftovers, owned_folder

logger = logging.getLogger(__name__)

PROTOCOL = """\
name: {task}
title: Recording
description: Recorded alone; the tasks were those of another program.
blocks:
  - task: rest
    stage: {stage}
    label: {label}
    options: {{duration: {rest}}}
    rule: {{name: fixed}}
"""


class Markers(Protocol):
    """Where markers come from."""

    @property
    def message(self) -> str:
        """What was last wrong with them, for people; empty: nothing was."""

    def read(self) -> list[tuple[str, float]]:
        """Return the markers since the last call, each with its host time, s."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """How far a recording is."""

    seconds: float
    """Since its first sample."""
    n_markers: int
    state: SignalState | None
    """The latest publication; None: there was none yet."""
    is_scored_from_rest: bool
    """Whether the score knows the person's own rest."""


def record_alone(
    request: SessionRequest,
    *,
    task: str,
    rest: float = 0.0,
    markers: Markers | None = None,
    is_over: Callable[[float], bool],
    tell: Callable[[Recorded], None] = lambda recorded: None,  # noqa: ARG005
) -> Recorded:
    """Record until it is over, then close the run; no window, no task of ours.

    Parameters
    ----------
    request : SessionRequest
        Dataset, labels and headset; its protocol is replaced.
    task : str
        BIDS label of the task that another program shows.
    rest : float
        Seconds of the person's rest from the first sample on, which the score is
        compared with; 0: none.
    markers : Markers or None
        Markers that become events of type ``trigger``.
    is_over : callable
        Given the seconds recorded; returns whether to end.
    tell : callable
        Given how far the recording is, after each publication.

    Raises
    ------
    RequestError, ProtocolError, DatasetError, SourceError
        If it cannot begin; nothing is left behind then.
    """
    collect_leftovers()
    with ExitStack() as stack:
        folder = stack.enter_context(owned_folder())
        asked = replace(request, protocol=str(_protocol(folder, task, rest)))
        prepared = check_request(asked)
        clock = HostClock()
        engine = open_engine(asked, clock)
        stack.callback(close_chain, prepared.paths)
        stack.callback(engine.close)
        check = pass_gate(SignalGate(prepared), engine, clock)
        begin(replace(prepared, signal_check=check), engine)
        run = _Run(prepared, engine, markers, rest)
        stack.callback(run.close)
        return run.go(clock, is_over, tell)


class _Run:
    """A recording that has begun: one turn after the other.

    Parameters
    ----------
    prepared : Prepared
        The run.
    engine : EegEngine
        Recording.
    markers : Markers or None
        Another program's.
    rest : float
        Seconds of own rest; 0: none.
    """

    def __init__(
        self,
        prepared: Prepared,
        engine: EegEngine,
        markers: Markers | None,
        rest: float,
    ) -> None:
        self._engine = engine
        self._markers = markers
        self._rest = rest
        self._store = TrialStore(prepared.paths)
        self._log = ScoreLog(prepared.paths, engine)
        self._store.append_ledger(
            header_line(
                prepared.request,
                prepared.plan.protocol,
                engine.describe(),
                None,
                prepared.signal_check,
            )
        )
        self._n_markers = 0
        self._message = ""
        self._state: SignalState | None = None
        self._is_rested = False

    def go(
        self,
        clock: HostClock,
        is_over: Callable[[float], bool],
        tell: Callable[[Recorded], None],
    ) -> Recorded:
        """Record until it is over."""
        while not is_over(self._seconds):
            self._engine.step()
            self._take_markers()
            if self._rest and not self._is_rested and self._seconds >= self._rest:
                self._take_rest(clock.now())
            if (state := self._engine.publication()) is not None:
                self._state = state
                self._log.keep(state)
                tell(self._recorded)
            clock.sleep_until(clock.now() + pause_before_next(self._engine))
        self._take_markers()
        return self._recorded

    def close(self) -> None:
        """Write the end."""
        self._log.close()
        self._store.finish(Ending.FINISHED.value)
        self._store.close()

    @property
    def _seconds(self) -> float:
        return self._engine.acquisition.n_samples / self._engine.info.sfreq

    @property
    def _recorded(self) -> Recorded:
        return Recorded(self._seconds, self._n_markers, self._state, self._is_rested)

    def _take_markers(self) -> None:
        if self._markers is None:
            return
        came = self._markers.read()
        if self._markers.message != self._message:
            self._message = self._markers.message
            logger.warning("%s", self._message)
        places = self._engine.places([time for _, time in came]) if came else ()
        for (text, _), place in zip(came, places, strict=True):
            if place.sample < 0:  # sent while the signal was looked at
                continue
            row = EventRow(place.seconds, 0.0, TRIGGER, place.sample, text)
            self._store.append_event(row)
            self._n_markers += 1

    def _take_rest(self, now: float) -> None:
        """Compare scores with the rest so far from now on, as a session does."""
        first, stop = self._engine.keep("rest", now - self._rest, now)
        self._store.append_ledger(StretchLine("rest", first, stop))
        self._store.append_ledger(CalibrationLine(self._engine.calibrate()))
        self._is_rested = True


def _protocol(folder: Path, task: str, rest: float) -> Path:
    """Write the protocol that stands in the ledger for what was done here."""
    path = folder / "recording.yaml"
    stage = "calibration" if rest else "main"
    label = "rest" if rest else "null"
    text = PROTOCOL.format(task=task, stage=stage, label=label, rest=max(rest, 1.0))
    path.write_text(text, encoding="utf-8")
    return path
