"""From power-on to the first trial: a guided fitting and what follows, step by step.

    attention-camp bench first_trial

The program's own fitting, signal check and trial loop with the simulated brain, four of
whose sixteen electrodes are poor. Reading, handling and mending take what is written
below, which is our own choice; all other time is what the steps themselves take.
Starting the program is measured on this machine.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from camp_levels import Kept, NoHeadset
from startup import OURS

from attention_camp.camp.eeg.fitting.eyes_test import Part
from attention_camp.camp.eeg.fitting.guide import Fitting, Stage
from attention_camp.camp.session.camp.contents import CampPage
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.ledger_lines import TrialLine
from attention_camp.camp.session.loop import TrialLoop
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.signal.acquisition import Acquisition
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.ring import Ring
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.faulty_electrode import Fault
from attention_camp.tasks.observers.mind import WORK_LEVEL
from attention_camp.tasks.observers.observer import make_person
from attention_camp.tasks.trial import Card

NEEDS_DISPLAY = True
NEEDS_QUIET = False
GOAL_S = 240.0
FAULTS = {
    "Pz": Fault("mains", 60.0),
    "P7": Fault("pops", 120.0),
    "Fp1": Fault("flat", 1.0),
    "Oz": Fault("muscle", 20.0),
}
ASK_S, CONNECT_S = 15.0, 8.0
"""Who and what is entered, mostly as proposed; the headset answers."""
WEAR_S, READ_S, MEND_S = 30.0, 4.0, 8.0
"""The headset is put on; a page or card is read; an electrode is pressed and freed of
hair."""
PATIENCE_S = 30.0
"""For blinks that do not come."""
STEP_S = 0.25


@dataclass
class Log:
    """What was reached when, s since power-on."""

    now: float = 0.0
    lines: list[tuple[str, float]] = field(default_factory=list)

    def at(self, what: str) -> None:
        """Keep when something was reached."""
        self.lines.append((what, self.now))


class ReadingScreen(SimulatedScreen):
    """A screen before somebody who reads each card and page."""

    def show_cards(self, cards: Sequence[Card]) -> None:
        self._pass(READ_S * len(cards))

    def show_camp(
        self, pages: Sequence[CampPage], *, seconds: float = 0.0
    ) -> tuple[str, ...]:
        self._pass(READ_S * len(pages))
        return super().show_camp(pages)


def run() -> Iterator[tuple[str, float, str]]:
    """Yield (what was reached, seconds since power-on, goal)."""
    log = Log()
    log.now += _start_program()
    log.at("the first page is shown")
    log.now += ASK_S
    log.at("who and what is entered")
    log.now += CONNECT_S
    log.at("the headset streams")
    fit(log)
    begin(log)
    *before, (last, seconds) = log.lines
    for what, reached in before:
        yield f"{what}, s", reached, ""
    yield f"{last}, s", seconds, f"≤ {GOAL_S:.0f}"


def _start_program() -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        subprocess.run([sys.executable, "-c", OURS, folder], check=True)
        return perf_counter() - began


def fit(log: Log) -> Fitting:
    """Go through the guided fitting as a simulated participant; return it."""
    brain = SimulatedBrain(faults=FAULTS, engagement=0.3)
    ring = Ring.create(brain.info.n_chans, brain.info.sfreq, 40.0)
    try:
        cleaner = Cleaner(brain.info, line_freq=50.0, reference="as-recorded")
        acquisition = Acquisition(brain, ring=ring, cleaner=cleaner)
        fitting = Fitting(brain.info, 50.0, ring)
        person = _Wearer(brain, fitting, log)
        while fitting.stage is not Stage.READY:
            acquisition.step(log.now)
            second = int(brain.info.sfreq)
            if acquisition.n_samples > 4 * second:
                stop = acquisition.n_samples
                window = acquisition.window_at(stop - second, stop)
                fitting.judge(window.verdicts, log.now)
            fitting.watch()
            person.act()
            log.now += STEP_S
    finally:
        ring.close()
        ring.unlink()
    return fitting


class _Wearer:
    """Does what the page asks for, and takes time for it."""

    def __init__(self, brain: SimulatedBrain, fitting: Fitting, log: Log) -> None:
        self._brain, self._fitting, self._log = brain, fitting, log
        self._seen: tuple[object, ...] = ()
        self._since = log.now

    def act(self) -> None:
        fitting, log = self._fitting, self._log
        name = fitting.electrode.ch_name if fitting.electrode else ""
        seen = fitting.stage, name, fitting.eyes.part
        if seen != self._seen:
            self._told(self._seen, seen)
            self._seen, self._since = seen, log.now
        waited = log.now - self._since
        self._brain.set_eyes_closed(fitting.eyes.part is Part.CLOSED)
        if fitting.stage is Stage.WEAR and waited >= READ_S + WEAR_S:
            fitting.go_on()
        elif name and waited >= MEND_S:
            self._brain.set_fault(name, None)
        elif (fitting.eyes.part is Part.DONE and waited >= READ_S) or (
            fitting.stage is Stage.BLINKS and waited >= 30.0
        ):
            fitting.go_on()

    def _told(self, before: tuple[object, ...], now: tuple[object, ...]) -> None:
        """Keep what is over, now that something else is asked."""
        if not before:
            return
        stage, name, part = before
        if name and now[1] != name:
            self._log.at(f"electrode {name} is good")
        elif stage is Stage.WEAR:
            self._log.at("the headset is on")
        elif stage is Stage.BLINKS and now[0] is not stage:
            self._log.at(f"{self._fitting.blinks.n} blinks were seen")
        elif part is Part.CLOSED and now[2] is Part.DONE:
            found = self._fitting.eyes.found
            ratio = float("nan") if found is None else found.ratio
            self._log.at(f"alpha rose {ratio:.1f}-fold with closed eyes")


def begin(log: Log) -> None:
    """Start the session, up to its first trial."""
    log.now += READ_S
    log.at("the fitting is done")
    clock, kept = VirtualClock(), Kept()
    began = clock.now()
    screen = ReadingScreen(
        make_person("population=adults,seed=1"),
        clock,
        seed=1,
        engagement=lambda: WORK_LEVEL,
    )
    protocol = load_protocol("adults")
    first = protocol.model_copy(update={"blocks": protocol.blocks[:1]})
    parts = Parts(
        screen, NoHeadset(), kept, lambda _: None, NoControl(), clock, lambda _: None
    )
    request = SessionRequest(Path(), "01", "01", observer="person", seed=1)
    kept.append_ledger(header_line(request, first, None, None))
    TrialLoop(plan_session(first), parts, request=request).run()
    trial = next(line for line in kept.ledger if isinstance(line, TrialLine))
    log.now += trial.record.onset - began
    log.at("the first trial begins")
