"""Single changes over all files of a session: which does validate or replay name?

Each change is made to a copy of a recorded session, one at a time: bits flipped, lines
removed, doubled, swapped, values edited, files removed, emptied and cut. Named is a
change whose file (of a line moved to another file: one of them) is in a problem. Then
as many untouched sessions are checked: nothing may be named there.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.proof.closing import files_of
from attention_camp.camp.dataset.validate import check_run
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.replay.replay_run import replay_run
from attention_camp.camp.session.request import SessionRequest
from attention_camp.resources.texts import UserError

IS_LONG = True
N_CHANGES = 100
N_UNTOUCHED = 100
PROTOCOL = """\
name: changes
title: Changes
description: For the benchmark.
scoring: {estimator: theta-alpha}
blocks:
  - {task: rest, stage: calibration, label: rest, options: {duration: 9},
     rule: {name: fixed}}
  - {task: visual-search, stage: calibration, label: engaged, trials: 3,
     rule: {name: fixed}}
  - {task: visual-search, trials: 3, cards: false}
"""
Edit = Callable[[bytes, np.random.Generator], bytes | None]
"""Content of a file and a generator in; the changed content, None: removed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one file."""

    what: str
    file: str
    """Path in the dataset."""
    edit: Edit


def run() -> Iterator[tuple[str, float, str]]:
    """Yield how many changes were named, and how many untouched sessions were not."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        (paths,) = record(folder / "one", n_sessions=1)
        unnamed = [
            f"{change.what} in {change.file}"
            for number, change in enumerate(changes(paths, N_CHANGES))
            if not is_named(paths, change, folder / "changed", seed=number)
        ]
        for text in unnamed:
            print(f"not named: {text}")
        yield "changes named", N_CHANGES - len(unnamed), f"{N_CHANGES} of {N_CHANGES}"
        untouched = record(folder / "many", n_sessions=N_UNTOUCHED)
        n_false = sum(bool(problems_of(run)) for run in untouched)
        yield "untouched sessions named", n_false, f"0 of {len(untouched)}"


def record(folder: Path, *, n_sessions: int) -> list[RunPaths]:
    """Record short sessions of simulated participants."""
    folder.mkdir()
    protocol = folder / "changes.yaml"
    protocol.write_text(PROTOCOL)
    for number in range(n_sessions):
        request = SessionRequest(
            folder / "data", f"{number + 1:03d}", "01", protocol=str(protocol),
            board="simulated:sfreq=128,ch_names=Fp1+Fz+Cz+Pz+Oz", observer="default",
            headless=True, seed=number,
        )  # fmt: skip
        run_headless(request, tell=lambda _: None)
    return existing_runs(folder / "data")


def changes(paths: RunPaths, n: int) -> list[Change]:
    """Return changes over all files of a run, every kind for every file in turn."""
    files = [*files_of(paths), paths.decisions, paths.eeg, paths.session_hash]
    names = [path.relative_to(paths.dataset).as_posix() for path in files]
    start = np.random.default_rng
    made = [
        change
        for change in _plausible(paths)
        if change.edit(_content(paths, change.file), start(0))
        != _content(paths, change.file)
    ]
    for what, edit in _KINDS.items():
        made += [
            Change(what, name, edit)
            for name in names
            if edit(_content(paths, name), start(0)) != _content(paths, name)
        ]
    if n < len(made):  # spread over files and kinds
        chosen = np.linspace(0, len(made) - 1, n).round().astype(int)
        return [made[index] for index in chosen]
    return [made[index % len(made)] for index in range(n)]


def is_named(paths: RunPaths, change: Change, place: Path, *, seed: int) -> bool:
    """Return whether a change, made in a copy, is named with its file."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(paths.dataset, place)
    path = place / change.file
    content = change.edit(path.read_bytes(), np.random.default_rng(seed))
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    copy = RunPaths(place, paths.participant, paths.session, paths.task, paths.run)
    return any(path.name in problem for problem in problems_of(copy))


def problems_of(run: RunPaths) -> list[str]:
    """Return what validate and replay say of a run."""
    found = [str(problem) for problem in check_run(run)]
    if found:
        return found
    try:
        return list(replay_run(run).differences)
    except UserError as error:
        return [str(error)]


def _content(paths: RunPaths, name: str) -> bytes:
    return (paths.dataset / name).read_bytes()


# well-formed edits, as a person or a program would make them


def _plausible(paths: RunPaths) -> list[Change]:
    def named(path: Path) -> str:
        return path.relative_to(paths.dataset).as_posix()

    events, ledger = named(paths.events), named(paths.decisions)
    sidecar = named(paths.eeg_json)
    asked, header = named(paths.session_json), named(paths.vhdr)
    return [
        Change("all trials deleted", events, _without(b"\ttrial\t")),
        Change("a reaction time", events, _cell("reaction_time", "0.123")),
        Change("an engagement", events, _cell("engagement", "0.999")),
        Change("a wrong answer", events, _cell("correct", "false")),
        Change("arm changed", asked, _replaced(b"closed-loop", b"sham")),
        Change("seed changed", asked, _replaced(b'"seed": 0', b'"seed": 7')),
        Change("µV made mV", header, _replaced("µV".encode(), b"mV")),
        Change("rate doubled", header, _replaced(b"=7812.5", b"=3906.")),
        Change("rate in eeg.json", sidecar, _replaced(b"128.0", b"256.0")),
        Change("channel renamed", named(paths.channels), _replaced(b"Fz\t", b"F3\t")),
        Change("electrode moved", named(paths.electrodes), _replaced(b"0.0", b"0.1")),
        Change("evidence", ledger, _in_line(b'"decision"', "evidence", "correct")),
        Change("state", ledger, _in_line(b'"decision"', "state_before", "extra")),
        Change("level", ledger, _in_line(b'"decision"', "decision", "level")),
        Change("reaction time", ledger, _in_line(b'"decision"', "record", "response")),
        Change("verdict", ledger, _replaced(b'"steering": ', b'"steering":  ')),
        Change("last line deleted", ledger, _without_last),
    ]


def _without(marker: bytes) -> Edit:
    def edit(data: bytes, _: np.random.Generator) -> bytes:
        lines = data.splitlines(keepends=True)
        return b"".join(line for line in lines if marker not in line)

    return edit


def _replaced(old: bytes, new: bytes) -> Edit:
    return lambda data, _: data.replace(old, new, 1)


def _without_last(data: bytes, _: np.random.Generator) -> bytes:
    return b"".join(data.splitlines(keepends=True)[:-1])


def _cell(column: str, value: str) -> Edit:
    def edit(data: bytes, rng: np.random.Generator) -> bytes:
        lines = data.decode().split("\n")
        names = lines[0].split("\t")
        trials = [i for i, line in enumerate(lines) if "\ttrial\t" in line]
        place = int(rng.choice(trials))
        cells = lines[place].split("\t")
        old = cells[names.index(column)]
        cells[names.index(column)] = value if old != value else "true"
        lines[place] = "\t".join(cells)
        return "\n".join(lines).encode()

    return edit


def _in_line(marker: bytes, part: str, key: str) -> Edit:
    def edit(data: bytes, rng: np.random.Generator) -> bytes:
        lines = data.splitlines()
        place = int(rng.choice([i for i, line in enumerate(lines) if marker in line]))
        values = json.loads(lines[place])
        old = values[part].get(key)
        new = not old if isinstance(old, bool) else 3 if old != 3 else 4
        values[part][key] = new if not isinstance(old, str) else f"{old}x"
        lines[place] = json.dumps(values, ensure_ascii=False).encode()
        return b"\n".join(lines) + b"\n"

    return edit


# what a disk, an editor or a script does to any file


def _flipped(data: bytes, rng: np.random.Generator) -> bytes:
    if not data:
        return data
    place = int(rng.integers(len(data)))
    changed = bytes([data[place] ^ 1 << int(rng.integers(7))])
    return data[:place] + changed + data[place + 1 :]


def _lines_edit(change: Callable[[list[bytes], int], Sequence[bytes]]) -> Edit:
    def edit(data: bytes, rng: np.random.Generator) -> bytes:
        lines = data.splitlines(keepends=True)
        if len(lines) < 3:
            return data
        return b"".join(change(lines, int(rng.integers(1, len(lines) - 1))))

    return edit


_KINDS: dict[str, Edit] = {
    "a bit flipped": _flipped,
    "a line removed": _lines_edit(lambda lines, at: lines[:at] + lines[at + 1 :]),
    "removed": lambda _, __: None,
    "a line doubled": _lines_edit(lambda lines, at: lines[:at] + lines[at - 1 :]),
    "cut in half": lambda data, _: data[: len(data) // 2],
    "emptied": lambda _, __: b"",
    "a space at the end": lambda data, _: data + b" ",
    "two bytes changed": lambda data, rng: _flipped(_flipped(data, rng), rng),
    "first byte removed": lambda data, _: data[1:],
}
