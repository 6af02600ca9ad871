"""What a blinded session writes unsealed has a row for each block, none for a trial."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from attention_camp.camp.session.arms.arm_lines import FramesLine, SealedLine
from attention_camp.camp.session.arms.sealing import SealedStore, open_line
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.control import NoControl
from attention_camp.camp.session.ledger import header_line
from attention_camp.camp.session.link import NO_EEG, Permission, Place
from attention_camp.camp.session.loop import TrialLoop
from attention_camp.camp.session.loop_parts import Parts
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.records import EventRow
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.tasks.observers.observer import make_observer

KEY = bytes(32)
PLAN = plan_session(
    Protocol.model_validate(
        {
            "name": "two",
            "title": "Two",
            "description": "",
            "blocks": [
                {"task": "visual-search", "trials": 6},
                {"task": "sternberg", "trials": 4},
            ],
        }
    )
)


@dataclass
class Disk:
    """Keeps what is written, and the markers of the board."""

    lines: list[Any] = field(default_factory=list)
    rows: list[EventRow] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)

    def append(self, line: Any) -> None:
        raise AssertionError("a trial reached the disk unsealed")

    def append_ledger(self, line: Any) -> None:
        self.lines.append(line)

    def append_event(self, row: EventRow) -> None:
        self.rows.append(row)

    def append_frames(self, times: tuple[float, ...]) -> None:
        raise AssertionError("frames reached the disk unsealed")

    def describe(self) -> None:
        return None

    def places(self, times: Any) -> tuple[Place, ...]:
        return tuple(Place(round(250 * time), time) for time in times)

    def score(self, start: float, stop: float) -> Any:
        return NO_EEG

    def calibrate(self) -> Permission:
        raise AssertionError("nothing here calibrates")

    def mark(self, value: int) -> None:
        self.marks.append(value)


class Drawn(SimulatedScreen):
    """A screen that draws two frames a trial."""

    def take_frames(self) -> tuple[float, ...]:
        now = self._clock.now()
        return (now - 0.1, now)


def test_neither_rows_nor_markers_nor_frames_tell_when_a_trial_was(tmp_path) -> None:
    disk, clock = Disk(), VirtualClock()
    store = SealedStore(disk, KEY)
    screen = Drawn(make_observer("default"), clock, seed=1, engagement=lambda: 1.0)
    parts = Parts(
        screen, disk, store, lambda _: None, NoControl(), clock, marks_trials=False
    )  # fmt: skip
    request = SessionRequest(tmp_path, "01", "01", seed=3)
    store.append_ledger(header_line(request, PLAN.protocol, None, None))
    TrialLoop(PLAN, parts, request=request).run()
    rows = [row for row in disk.rows if row.trial_type == "sealed"]
    assert [row.value for row in rows] == ["1-6", "7-10"]
    assert disk.marks == [1, 7]
    frames = [
        line
        for line in (open_line(one, KEY) for one in disk.lines)
        if isinstance(line, FramesLine)
    ]
    assert [len(line.times) for line in frames] == [12, 8]
    for row, line in zip(rows, frames, strict=True):
        assert row.onset < line.times[0] < line.times[-1]
        assert line.times[-1] <= row.onset + row.duration + 1e-6
    sealed = [line for line in disk.lines if isinstance(line, SealedLine)]
    assert len(sealed) == 10 + 2 + 2  # trials, ends of blocks, their frames


def test_a_probe_is_sealed_at_once_and_tells_no_time(tmp_path) -> None:
    """Its turns follow from the seed, so its time would tell that of a trial."""
    blocks = [{"task": "visual-search", "trials": 12, "probe_every": 3}]
    probed = Protocol.model_validate(
        {"name": "one", "title": "One", "description": "", "blocks": blocks}
    )
    disk, clock = Disk(), VirtualClock()
    store = SealedStore(disk, KEY)
    screen = Drawn(make_observer("default"), clock, seed=1, engagement=lambda: 1.0)
    parts = Parts(
        screen, disk, store, lambda _: None, NoControl(), clock, marks_trials=False
    )  # fmt: skip
    request = SessionRequest(tmp_path, "01", "01", seed=3)
    TrialLoop(plan_session(probed), parts, request=request).run()
    assert [row.trial_type for row in disk.rows] == ["sealed"]
    opened = [open_line(line, KEY) for line in disk.lines]
    probes = [
        row for one in opened if isinstance(one, FramesLine) for row in one.events
    ]
    assert len(probes) > 1
    assert {row.trial_type for row in probes} == {"probe"}
    (block,) = disk.rows
    assert all(block.onset < row.onset for row in probes)
    assert isinstance(opened[-1], FramesLine)  # that of the block's frames comes last
    assert opened[-1].events == ()


def test_what_an_interrupted_block_had_is_written_and_only_once() -> None:
    disk = Disk()
    store = SealedStore(disk, KEY)
    store.append_frames((1.0, 2.0))
    store.store_block()
    store.store_block()
    (line,) = disk.lines
    assert open_line(line, KEY) == FramesLine((1.0, 2.0))
    assert disk.rows == []
