"""Faults drawn from seeds: one seed makes one session, its fault and the verdict."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import chdir
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from fault_world.checks import (
    BrokenError,
    after_repair,
    before_repair,
    content_of,
    guarded,
    is_dataset,
    named,
    repaired,
)
from fault_world.disk import NAMES, Fault, Killed, SimulatedDisk
from fault_world.life import PROTOCOLS, Plan, World

from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.storage.disk import replaced_disk
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.signal.clock import replaced_clocks

KINDS: Mapping[str, int] = {
    "kill": 500, "power": 2000, "cut": 500, "flip": 500, "disk": 60, "clock": 60,
    "recover killed": 100, "refused": 60, "unplugged": 60, "recover fails": 60,
}  # fmt: skip
"""Kinds of faults, and in which proportion they are drawn."""
N_OPERATIONS = {"short": 266, "blocks": 629, "camp": 562}
"""Operations of the disk in an undisturbed session, about; a fault falls into any of
them, or after the end."""
ARMS = ("closed-loop", "performance-only", "sham")
N_FLIPPED = 64
FOREVER = 10**9
WITH_BIDS_EVERY = 100


@dataclass(frozen=True)
class Verdict:
    """What became of one case."""

    seed: int
    kind: str
    broken: str
    """The invariant that does not hold; empty: all do."""
    digest: str
    """Of all operations and all files: the same whenever the seed is run again."""
    n_announced: int
    n_named: int
    """Errors that `validate` named before any repair: lines and rows never synced."""


def run_case(seed: int, place: Path, *, kind: str = "") -> Verdict:
    """Run the case of a seed in a folder, which is emptied first."""
    rng = np.random.default_rng([seed, 17])
    weights = np.array(list(KINDS.values()), float)
    drawn = str(rng.choice(list(KINDS), p=weights / weights.sum()))
    kind = kind or drawn
    shutil.rmtree(place / "world", ignore_errors=True)
    (place / "world").mkdir(parents=True)
    # relative, so that no file holds the name of a folder
    with chdir(place):
        world = World(Path("world"), _plan(seed, kind, rng))
        broken = _run(kind, world, rng)
        digest = _digest(world)
    return Verdict(seed, kind, broken, digest, len(world.announced), world.n_named)


def _run(kind: str, world: World, rng: np.random.Generator) -> str:
    """Run a case; return the invariant that does not hold."""
    seed = world.plan.seed
    try:
        with replaced_clocks(world.times):
            _CASES[kind](world, rng, seed % WITH_BIDS_EVERY == WITH_BIDS_EVERY - 1)
    except BrokenError as error:
        return str(error)
    return ""


def _digest(world: World) -> str:
    made = hashlib.sha256(json.dumps(world.disk.log).encode())
    for name, content in content_of(world.folder).items():
        made.update(name.encode() + b"\0" + content)
    return made.hexdigest()[:16]


def _plan(seed: int, kind: str, rng: np.random.Generator) -> Plan:
    protocol = str(rng.choice(list(PROTOCOLS), p=[0.75, 0.17, 0.08]))
    n = N_OPERATIONS[protocol]
    at = int(rng.integers(0, round(1.05 * n)))
    fault, kills = None, "all"
    if kind == "kill":
        fault = Fault(at, share=float(rng.choice([0.0, 1.0])))
        kills = str(rng.choice(["all", "one"]))
    elif kind in ("power", "recover killed", "recover fails"):
        fault = Fault(at, share=float(rng.random()))
    elif kind == "disk":
        error = int(rng.choice([errno.ENOSPC, errno.EIO, errno.EROFS]))
        lasts = int(rng.choice([1, 3, FOREVER]))
        fault = Fault(at, error, lasts, float(rng.choice([0.0, 0.5])))
    elif kind == "refused":
        fault = _refusal(at, rng)
    elif kind == "unplugged":
        error = int(rng.choice([errno.EIO, errno.ENODEV]))
        fault = Fault(at, error, FOREVER, float(rng.choice([0.0, 0.5])), unplugs=True)
    steps: list[tuple[float, float]] = []
    jumps: list[tuple[float, float]] = []
    if kind == "clock":
        when = np.sort(rng.uniform(0.5, 8.0, 2))
        steps = [(float(t), float(rng.choice([-3600, 3600]))) for t in when]
        if rng.random() < 0.5:
            jumps = [(float(rng.uniform(1.0, 6.0)), 30.0)]
    gone = float(rng.uniform(1.0, 5.0)) if rng.random() < 0.1 else 0.0
    return Plan(
        seed, protocol, str(rng.choice(ARMS)), fault,
        "one" if kills == "one" else "all",
        board_rate=float(rng.choice([0.0, 0.05])),
        link_rate=float(rng.choice([0.0, 0.0, 0.1])),
        away=(gone, gone + 1.2 * bool(gone)), steps=tuple(steps), jumps=tuple(jumps),
    )  # fmt: skip


def _refusal(at: int, rng: np.random.Generator) -> Fault:
    """Return a fault of a disk that still takes what is written to open files."""
    lasts = int(rng.choice([10, FOREVER]))
    if rng.random() < 0.5:  # a folder that was made read-only meanwhile
        return Fault(at, errno.EACCES, lasts, only=NAMES)
    # the room that was promised is not there: told only when it is to be used
    return Fault(at, errno.EDQUOT, lasts, only=("sync",))


def _begun(world: World) -> None:
    """Run the session; without a fault of the disk nothing refuses it."""
    world.live()
    if world.refused:
        raise BrokenError(f"refused: {world.refused}")


def _check(world: World, *, loses_writes: bool = False, with_bids: bool) -> None:
    if world.ended is not None and "fault in the program" in world.ended.text:
        raise BrokenError(str(world.ended.text))
    before_repair(world, loses_writes=loses_writes, with_bids=with_bids)
    repaired(world)
    after_repair(world, with_bids=with_bids)


def _goes_on(world: World, rng: np.random.Generator) -> None:
    """Record a second run where the first was broken off."""
    if not is_dataset(world) or not world.paths.exists or rng.random() > 0.15:
        return
    plan = replace(world.plan, fault=None, jumps=(), steps=(), away=(0.0, 0.0))
    again = World(world.folder, plan, run=2)
    again.live()
    if again.refused or again.ended is None:
        raise BrokenError(f"the next run: {again.refused or 'did not end'}")
    world.announced.clear()  # the first run was checked already
    _check(again, with_bids=False)


def _kill(world: World, rng: np.random.Generator, with_bids: bool) -> None:
    _begun(world)
    _check(world, with_bids=with_bids)
    _goes_on(world, rng)


def _power(world: World, rng: np.random.Generator, with_bids: bool) -> None:
    _begun(world)
    world.disk.cut_power(rng)
    _check(world, loses_writes=True, with_bids=with_bids)
    _goes_on(world, rng)


def _disk(world: World, rng: np.random.Generator, with_bids: bool) -> None:
    world.live()
    world.disk.fault = None
    _check(world, loses_writes=True, with_bids=with_bids)
    _goes_on(world, rng)


def _unplugged(world: World, rng: np.random.Generator, with_bids: bool) -> None:
    world.live()
    world.disk.plug_in()
    world.disk.cut_power(rng)
    _check(world, loses_writes=True, with_bids=with_bids)
    _goes_on(world, rng)


def _clock(world: World, rng: np.random.Generator, with_bids: bool) -> None:
    _begun(world)
    if world.ended is None or world.ended.ending.value != "finished":
        raise BrokenError(f"the session did not finish: {world.ended or world.refused}")
    _check(world, with_bids=with_bids)
    _goes_on(world, rng)


def _recover_killed(world: World, rng: np.random.Generator, with_bids: bool) -> None:
    _begun(world)
    if rng.random() < 0.5:
        world.disk.cut_power(rng)
    for _ in range(int(rng.integers(1, 4))):
        disk = SimulatedDisk(world.folder, world.clock.now)
        disk.fault = Fault(int(rng.integers(0, 30)), share=float(rng.random()))
        with replaced_disk(disk):
            try:
                guarded("recover", lambda: recover(world.dataset))
            except Killed:
                disk.close_all()
        if disk.is_dead and rng.random() < 0.5:
            disk.cut_power(rng)
        disk.close_all()
        world.disk.log += disk.log
    repaired(world)
    after_repair(world, with_bids=with_bids)


def _recover_fails(world: World, rng: np.random.Generator, with_bids: bool) -> None:
    _begun(world)
    if rng.random() < 0.5:
        world.disk.cut_power(rng)
    errors = [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES]
    disk = SimulatedDisk(world.folder, world.clock.now)
    at, lasts = int(rng.integers(0, 20)), int(rng.choice([1, 3, FOREVER]))
    disk.fault = Fault(at, int(rng.choice(errors)), lasts, float(rng.random()))
    with replaced_disk(disk):
        guarded("recover", lambda: recover(world.dataset))
    disk.close_all()
    world.disk.log += disk.log
    repaired(world)
    after_repair(world, with_bids=with_bids)


def _damage(
    world: World,
    rng: np.random.Generator,
    change: Callable[[bytes, np.random.Generator], bytes],
) -> None:
    """Change a file of a whole session: it is named, and nothing breaks."""
    _begun(world)
    files = sorted(content_of(world.dataset))
    name = str(rng.choice(files))
    path = world.dataset / name
    before = path.read_bytes()
    after = change(before, rng)
    path.write_bytes(after)
    if before == after:
        return
    problems = guarded("validate", lambda: check_run(world.paths)) or []
    said = [str(t) for t in guarded("recover", lambda: _planned(world)) or []]
    replayed = guarded("replay", lambda: replay_run(world.paths))
    said += replayed.differences if replayed else []
    is_ours = name.startswith("sourcedata") or path.name.startswith("sub-01_ses-pre_")
    is_shared = path.name.startswith("sub-01_ses-pre_scans")
    if is_ours and not is_shared and not named(problems, said, path.name):
        raise BrokenError(f"{name} was changed and is not named")
    guarded("recover", lambda: recover(world.dataset))
    guarded("recover", lambda: recover(world.dataset))
    guarded("validate", lambda: check_run(world.paths))


def _planned(world: World) -> list[str]:
    return [str(text) for text in recover(world.dataset, dry_run=True)]


def _cut(world: World, rng: np.random.Generator, with_bids: bool) -> None:
    _damage(world, rng, lambda data, rng: data[: int(rng.integers(0, len(data) + 1))])


def _flip(world: World, rng: np.random.Generator, with_bids: bool) -> None:
    _damage(world, rng, _flipped)


def _flipped(data: bytes, rng: np.random.Generator) -> bytes:
    made = bytearray(data)
    for _ in range(N_FLIPPED if made else 0):
        made[int(rng.integers(0, len(made)))] ^= 1 << int(rng.integers(0, 8))
    return bytes(made)


_CASES: Mapping[str, Callable[[World, np.random.Generator, bool], None]] = {
    "kill": _kill, "power": _power, "cut": _cut, "flip": _flip, "disk": _disk,
    "clock": _clock, "recover killed": _recover_killed, "refused": _disk,
    "unplugged": _unplugged, "recover fails": _recover_fails,
}  # fmt: skip
