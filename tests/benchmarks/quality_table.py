"""How often the signal check finds a fault, and how often it cries wolf.

Faults of three strengths are put on one channel at a time of the simulated brain and,
where they are there, of real recordings under ``../shared/data``; every four-second
window is judged as during a session. ``python tests/benchmarks/quality_table.py``
prints the table of docs/signal.md.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.history import clean_recording
from attention_camp.signal.simulated.artefacts import Strengths
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.faulty_electrode import (
    Fault,
    FaultKind,
    FaultyElectrode,
)
from attention_camp.signal.sources.replay import ReplaySource
from attention_camp.signal.stream import StreamInfo

IS_LONG = True
"""Left out when all benchmarks are run."""
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
WINDOW_S = 4.0
STRENGTHS: dict[FaultKind, tuple[float, float, float]] = {
    "flat": (0.9, 0.98, 1.0),
    "frozen": (1.0, 1.0, 1.0),
    "railed": (0.01, 0.05, 0.2),
    "mains": (15.0, 35.0, 80.0),
    "drift": (30.0, 75.0, 150.0),
    "muscle": (10.0, 20.0, 40.0),
    "pops": (40.0, 80.0, 160.0),
    "bridged": (0.7, 0.9, 1.0),
    "nan": (0.004, 0.04, 0.4),
}
"""µV, µV/s or shares, as ``Fault`` says; the last is the strongest."""
NAMED = {"nan": "gap", "frozen": "flat"}
"""What the verdict calls a fault where it has another name."""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    data: str
    fault: str
    strength: float
    n_windows: int
    sensitivity: float
    """Share of windows in which the channel was bad with this fault's name."""
    marked: float
    """Share of windows in which the channel was not good, whatever the reason."""


@dataclass(frozen=True)
class Recording:
    """Data to put faults on."""

    name: str
    info: StreamInfo
    samples_uv: np.ndarray
    line_freq: float


def simulated(n_seeds: int, seconds: float) -> Iterator[Recording]:
    """Yield simulated brains with blinks but without clenched jaws."""
    strengths = Strengths(clenches_per_minute=0.0)
    for seed in range(n_seeds):
        engagement = (seed % 5) / 4
        brain = SimulatedBrain(seed=seed, engagement=engagement, strengths=strengths)
        brain.set_eyes_closed(seed % 4 == 3)
        samples = brain.make(round(seconds * brain.info.sfreq))
        yield Recording("simulated", brain.info, samples, 50.0)


def recorded(n_files: int, seconds: float) -> Iterator[Recording]:
    """Yield real recordings of 19 channels, which their authors cleaned with ICA."""
    files = sorted(SHARED.glob("eegmat/sub-*/eeg/*_eeg.edf"))
    for file in files[:: max(len(files) // n_files, 1)][:n_files]:
        source = ReplaySource(file)
        n_times = round(seconds * source.info.sfreq)
        samples = source.recorded.samples_uv[:, :n_times]
        yield Recording("eegmat", source.info, samples, 50.0)


def verdicts_of(recording: Recording, samples_uv: np.ndarray) -> Iterator[tuple]:
    """Yield the verdicts of each whole window after the filters have settled."""
    cleaner = Cleaner(recording.info, line_freq=recording.line_freq)
    history = clean_recording(samples_uv.astype(np.float32), cleaner)
    n_times = round(WINDOW_S * recording.info.sfreq)
    for first in range(cleaner.settling_at_start, samples_uv.shape[1], n_times):
        if first + n_times <= samples_uv.shape[1]:
            yield history.window_at(first, first + n_times).verdicts


def false_alarms(recordings: Sequence[Recording]) -> tuple[float, float, int]:
    """Return the shares of untouched channels said bad and doubtful, and how many."""
    qualities = [
        verdict.quality
        for recording in recordings
        for verdicts in verdicts_of(recording, recording.samples_uv)
        for verdict in verdicts
    ]
    n = len(qualities)
    return qualities.count("bad") / n, qualities.count("doubtful") / n, n


def false_alarms_by_fault(recordings: Sequence[Recording]) -> dict[str, float]:
    """Return the share of untouched channels said to be bad with each fault."""
    accused = [
        verdict.fault if verdict.quality == "bad" else ""
        for recording in recordings
        for verdicts in verdicts_of(recording, recording.samples_uv)
        for verdict in verdicts
    ]
    return {
        kind: accused.count(NAMED.get(kind, kind)) / len(accused) for kind in STRENGTHS
    }


def sensitivity(
    recordings: Sequence[Recording], kind: FaultKind, strength: float
) -> Row:
    """Return how often a fault is found on a channel in turn."""
    name = NAMED.get(kind, kind)
    found, marked = [], []
    for k, recording in enumerate(recordings):
        ch_name = recording.info.ch_names[(5 * k + 2) % recording.info.n_chans]
        row = recording.info.ch_names.index(ch_name)
        samples = recording.samples_uv.astype(float)
        electrode = FaultyElectrode(
            recording.info, ch_name, Fault(kind, strength), seed=k
        )
        electrode.apply(samples, 0)
        for verdicts in verdicts_of(recording, samples):
            found.append(verdicts[row].quality == "bad" and verdicts[row].fault == name)
            marked.append(verdicts[row].quality != "good")
    return Row(
        recordings[0].name,
        kind,
        strength,
        len(found),
        float(np.mean(found)),
        float(np.mean(marked)),
    )


def table(recordings: Sequence[Recording]) -> list[Row]:
    """Return a row for each fault and strength."""
    return [
        sensitivity(recordings, kind, strength)
        for kind, strengths in STRENGTHS.items()
        for strength in dict.fromkeys(strengths)
    ]


def by_contact() -> dict[str, tuple[int, float, float]]:
    """Compare verdicts with the maker's own contact flag on a dry headset.

    Recordings of a Muse during a task, under ``../shared/data/seqlearn``: for rounds
    in which its flag was good for all, most or less than half of the time, the number
    of channel windows and the shares that we say are good and bad.
    """
    found: dict[str, list[str]] = {"all": [], "most": [], "less": []}
    for file in sorted(SHARED.glob("seqlearn/*.npz")):
        for flag, quality in flagged(file):
            kind = "all" if flag > 0.99 else "most" if flag > 0.5 else "less"
            found[kind].append(quality)
    return {
        kind: (len(q), q.count("good") / len(q), q.count("bad") / len(q))
        for kind, q in found.items()
        if q
    }


def flagged(file: Path) -> Iterator[tuple[float, str]]:
    """Yield the maker's flag of the round and our verdict, for each channel window."""
    with np.load(file) as stored:
        counts, offsets = stored["counts"].astype(float), stored["offsets"]
        flags, lsb_uv = stored["good_contact_frac"], float(stored["lsb_uv"])
        names = tuple(map(str, stored["ch_names"]))
        info = StreamInfo("muse", float(stored["sfreq"]), names, range_uv=1000.0)
    samples = ((counts - 512) * lsb_uv).astype(np.float32)
    cleaner = Cleaner(info, line_freq=60.0, reference="as-recorded")
    history = clean_recording(samples, cleaner)
    n_times = round(WINDOW_S * info.sfreq)
    for number, (begin, end) in enumerate(itertools.pairwise(offsets.tolist())):
        begin = max(begin, cleaner.settling_at_start)
        for first in range(begin, end - n_times, n_times):
            window = history.window_at(first, first + n_times)
            for flag, verdict in zip(flags[number], window.verdicts, strict=True):
                yield float(flag), verdict.quality


def recording_sets() -> list[list[Recording]]:
    """Return the simulated brains and, where they are there, the real recordings."""
    sets = [list(simulated(20, 62.0))]
    if SHARED.is_dir():
        sets.append(list(recorded(24, 60.0)))
    return sets


def run() -> list[tuple[str, float, str]]:
    """Return what is found of the strongest faults, and what is found without one."""
    lines = []
    for recordings in recording_sets():
        name = recordings[0].name
        bad, _, n = false_alarms(recordings)
        lines.append(
            (f"{name}: clean channels called bad, share of {n}", bad, "at most 0.02")
        )
        for kind, strengths in STRENGTHS.items():
            found = sensitivity(recordings, kind, strengths[-1])
            size = f"share of {found.n_windows} windows"
            lines.append(
                (
                    f"{name}: strongest {kind} found, {size}",
                    found.sensitivity,
                    "at least 0.95",
                )
            )
    return lines


def main() -> None:
    """Print the tables, as Markdown."""
    for recordings in recording_sets():
        bad, doubtful, n = false_alarms(recordings)
        sys.stdout.write(
            f"\n{recordings[0].name}: {n} clean channel windows, "
            f"bad {bad:.4f}, doubtful {doubtful:.4f}\n\n"
            "| fault | strength | windows | found | not good | false alarms |\n"
            "|---|---|---|---|---|---|\n"
        )
        alarms = false_alarms_by_fault(recordings)
        for row in table(recordings):
            sys.stdout.write(
                f"| {row.fault} | {row.strength:g} | {row.n_windows} "
                f"| {row.sensitivity:.3f} | {row.marked:.3f} "
                f"| {alarms[row.fault]:.4f} |\n"
            )
    for kind, (n, good, bad) in by_contact().items():
        sys.stdout.write(
            f"\nMuse, contact good {kind} of the round: {n} channel windows, "
            f"good {good:.3f}, bad {bad:.3f}"
        )
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
