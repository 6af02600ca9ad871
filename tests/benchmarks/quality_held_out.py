"""The signal check on recordings that its thresholds were not set on.

`quality_table` looked at the arithmetic recordings of eegmat and at simulated brains of
seeds below 20, on 16 channels at 250 Hz. Here are the same people's rest recordings
(other files, their last two minutes), simulated brains of other seeds, montages and
rates, and a recording that nobody cleaned (eeglab). The Muse recordings of seqlearn
have real contact loss: the maker's own flag is a weak truth, told for the people with
odd and with even numbers apart.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quality_table import (
    SHARED,
    STRENGTHS,
    Recording,
    false_alarms,
    flagged,
    sensitivity,
)

from attention_camp.signal.electrodes import system_10_10
from attention_camp.signal.simulated.artefacts import Strengths
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.sources.replay import ReplaySource
from attention_camp.signal.stream import StreamInfo

IS_LONG = True
SECONDS = 60.0
MONTAGES = ((8, 250.0), (32, 500.0), (19, 128.0))
GOOD_CONTACT, LOST_CONTACT = 0.99, 0.5


def run() -> list[tuple[str, float, str]]:
    """Return sensitivity at the two stronger strengths, and false alarms."""
    rows: list[tuple[str, float, str]] = []
    sets = [list(simulated(*montage)) for montage in MONTAGES]
    sets += [list(rest_of_eegmat()), list(uncleaned())]
    for recordings in filter(None, sets):
        name = recordings[0].name
        bad, doubtful, n = false_alarms(recordings)
        rows.append((f"{name}: untouched channels called bad", bad, "at most 0.02"))
        rows.append((f"{name}: called doubtful", doubtful, f"of {n} channel windows"))
        # the faults put on are those of 50 Hz
        rows += list(
            _sensitivities(name, [replace(r, line_freq=50.0) for r in recordings])
        )
    return rows + list(by_contact())


def _sensitivities(
    name: str, recordings: Sequence[Recording]
) -> Iterator[tuple[str, float, str]]:
    for kind, (_, middle, strongest) in STRENGTHS.items():
        row = sensitivity(recordings, kind, strongest)
        goal = f"at least 0.95; not good {row.marked:.3f} of {row.n_windows}"
        yield f"{name}: {kind} {strongest:g} found", row.sensitivity, goal
        if middle != strongest:
            row = sensitivity(recordings, kind, middle)
            said = f"not good {row.marked:.3f}"
            yield f"{name}: {kind} {middle:g} found", row.sensitivity, said


def simulated(n_chans: int, sfreq: float) -> Iterator[Recording]:
    """Yield simulated brains of seeds, montages and rates not looked at before."""
    strengths = Strengths(clenches_per_minute=0.0)
    names = system_10_10(n_chans)
    for seed in range(1000, 1006):
        brain = SimulatedBrain(names, sfreq, seed=seed, strengths=strengths)
        samples = brain.make(round(SECONDS * sfreq))
        name = f"simulated, {n_chans} channels at {sfreq:g} Hz"
        yield Recording(name, brain.info, samples, 50.0)


def rest_of_eegmat() -> Iterator[Recording]:
    """Yield the last minutes of the rest recordings."""
    for file in sorted(SHARED.glob("eegmat/sub-*/eeg/*task-rest_eeg.edf")):
        source = ReplaySource(file)
        samples = source.recorded.samples_uv[:, -round(120 * source.info.sfreq) :]
        yield Recording("eegmat at rest, held out", source.info, samples, 50.0)


def uncleaned() -> Iterator[Recording]:
    """Yield a recording as the amplifier gave it, without its eye channels."""
    file = SHARED / "eeglab" / "eeglab_data.set"
    if not file.exists():
        return
    source = ReplaySource(file)
    rows = [
        row
        for row, name in enumerate(source.info.ch_names)
        if not name.upper().startswith("EOG")
    ]
    names = tuple(source.info.ch_names[row] for row in rows)
    info = StreamInfo("eeglab", source.info.sfreq, names)
    samples = source.recorded.samples_uv[rows]
    n_times = round(SECONDS * info.sfreq)
    for first in range(0, samples.shape[1] - n_times, n_times):
        part = samples[:, first : first + n_times]
        yield Recording("eeglab, not cleaned", info, part, 60.0)


def by_contact() -> Iterator[tuple[str, float, str]]:
    """Yield how verdicts agree with a dry headset's own contact flag."""
    files = sorted(SHARED.glob("seqlearn/*.npz"))
    for half in ("odd", "even"):
        kept = [f for f in files if int(f.name[4:6]) % 2 == (half == "odd")]
        found: dict[bool, list[str]] = {True: [], False: []}
        for flag, quality in itertools.chain.from_iterable(map(flagged, kept)):
            if flag > GOOD_CONTACT or flag < LOST_CONTACT:
                found[flag > GOOD_CONTACT].append(quality)
        if not (found[True] and found[False]):
            continue
        lost, good = found[False], found[True]
        yield (
            f"Muse, {half} people: contact lost, called bad",
            lost.count("bad") / len(lost),
            f"not good {1 - lost.count('good') / len(lost):.3f} of {len(lost)}",
        )
        yield (
            f"Muse, {half} people: contact good throughout, called bad",
            good.count("bad") / len(good),
            f"not good {1 - good.count('good') / len(good):.3f} of {len(good)}",
        )


if __name__ == "__main__":
    for name, value, remark in run():
        sys.stdout.write(f"{name:60} {value:.3f}  {remark}\n")
