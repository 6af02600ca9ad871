"""Is the pupil used where it helps, and not where it does not? Simulated people.

``attention-camp bench pupil`` calibrates the theta/alpha score of simulated people with
simulated eyes: four blocks of rest and four of task in turn, half a minute each,
cleaned and measured by the code of a session. All have the demonstration's brain, and
noise, engagement and eyes of their own.

- *Helps*: the EEG shows half of the engagement, the pupil follows all of it.
- *No link*: the same EEG, a pupil with all its unrest, blinks and losses that follows
  nothing.
- *Light*: a pupil that follows the room's light, which changes from block to block
  without heed to the task; *brighter tasks*: one that narrows with the task.
- *Clear EEG*: people whose EEG alone tells task from rest.
- *Nothing in the EEG*: an EEG of rest in all blocks beside a pupil that follows the
  task: the pupil gives no score the right to act.
- *Head*: an EEG beside head movement that tells the task without a fault: refused,
  pupil or not.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import beta

from attention_camp.camp.session.simulated import SimulatedMind
from attention_camp.models.calibration import Label, Stretch, calibrate
from attention_camp.models.scorer import Scorer
from attention_camp.models.verdict import CalibrationReport
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.eyes.simulated import EyeHabits, SimulatedEyes
from attention_camp.signal.eyes.source import PUPIL
from attention_camp.signal.eyes.track import EyeTrack
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.physiology import Physiology

IS_LONG = True
NEEDS_QUIET = False  # it counts, it times nothing
N_PEOPLE = 20
CH_NAMES = ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2")
SFREQ, WINDOW = 250.0, 1000
N_BLOCKS, BLOCK_SECONDS = 8, 28


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of simulated person."""

    goal: str
    work: float = 0.8
    """Mean engagement that the EEG shows in the task blocks; at rest it is 0.12."""
    link: float = 0.0
    """Of the pupil to engagement; below 0 it narrows."""
    light: float = 0.0
    """Spread of the pupil from block to block, mm."""
    follows_head: bool = False
    """Whether the head moves with the task, and nothing else."""


CASES: Mapping[str, Case] = {
    "helps": Case("most", work=0.45, link=1.0),
    "helps, half the link": Case("some", work=0.45, link=0.5),
    "no link": Case("at most 0.05", work=0.45),
    "light": Case("at most 0.05", work=0.45, light=0.4),
    "brighter tasks": Case("at most 0.05", work=0.45, link=-1.0),
    "clear EEG, no link": Case("at most 0.05"),
    "clear EEG, with the link": Case("few", link=1.0),
    "nothing in the EEG": Case("0", work=0.12, link=1.0),
    "head": Case("0", link=1.0, follows_head=True),
}


def simulated(case: Case, seed: int) -> list[Stretch]:
    """Return the calibration of a simulated person, cleaned and measured as live.

    Parameters
    ----------
    case : Case
        Who it is.
    seed : int
        Of the person.
    """
    physiology, mind = Physiology.demonstration(), SimulatedMind(seed)
    brain = SimulatedBrain(CH_NAMES, SFREQ, seed=seed, physiology=physiology)
    eyes = SimulatedEyes(EyeHabits(link=case.link), seed=seed)
    track, cleaner = EyeTrack(kept=np.inf), Cleaner(brain.info)
    rng = np.random.default_rng([seed, 7])
    parts: list[np.ndarray] = []
    labels: list[Label] = []
    eyes.read(0.0)
    for number in range(N_BLOCKS):
        is_task = bool(number % 2)
        mind.attend(rest=not is_task)
        shift = case.light * rng.standard_normal()
        for _ in range(BLOCK_SECONDS):
            now = float(len(parts))
            felt = mind.engagement(now)
            shown = felt + (case.work - 0.8) * is_task
            brain.set_engagement(float(np.clip(shown, 0, 1)))
            eyes.set_engagement(felt)
            parts.append(cleaner.step(brain.make(round(SFREQ))))
            if (packet := eyes.read(now + 1)) is not None:
                packet.values[:, :, PUPIL] += np.float32(shift)
                track.add(track.placed(packet, packet.times))
        labels.append("engaged" if is_task else "rest")
    data = np.concatenate(parts, axis=1).astype(np.float64)
    return [
        _block(case, data, track, number, label, rng)
        for number, label in enumerate(labels)
    ]


def _block(
    case: Case,
    data: np.ndarray,
    track: EyeTrack,
    number: int,
    label: Label,
    rng: np.random.Generator,
) -> Stretch:
    """Return one block; its first window is left out, in which people settle."""
    seconds = [
        (number * BLOCK_SECONDS + 4 * k, number * BLOCK_SECONDS + 4 * k + 4)
        for k in range(1, BLOCK_SECONDS // 4)
    ]
    windows = np.stack([data[:, int(a * SFREQ) : int(b * SFREQ)] for a, b in seconds])
    beside = {"pupil": np.array([track.pupil(a, b) for a, b in seconds])}
    if case.follows_head:
        moved = (label == "engaged") + 0.01 * rng.standard_normal(len(windows))
        beside["movement"] = moved
    return Stretch(label, windows, beside)


def exact_interval(k: int, n: int) -> tuple[float, float]:
    """Return the exact 95 % interval of a share (Clopper & Pearson 1934)."""
    low = float(beta.ppf(0.025, k, n - k + 1)) if k else 0.0
    high = float(beta.ppf(0.975, k + 1, n - k)) if k < n else 1.0
    return low, high


def report_of(case: Case, seed: int) -> CalibrationReport:
    """Return the verdict on a simulated person."""
    scorer = Scorer("theta-alpha", sfreq=SFREQ, ch_names=CH_NAMES)
    report, _ = calibrate(scorer, simulated(case, seed), may_adapt=False)
    return report


def run(minutes: float | None = None) -> list[tuple[str, float, str]]:
    """Print and return how often the pupil is used, by kind of person.

    Parameters
    ----------
    minutes : float or None
        Ignored but for 0, which takes five people of each kind.
    """
    n = 5 if minutes == 0 else N_PEOPLE
    rows = []
    for name, case in CASES.items():
        reports = [report_of(case, seed) for seed in range(n)]
        pupils = [report.pupil for report in reports if report.pupil is not None]
        used = sum(pupil.used for pupil in pupils)
        acts = sum(report.permission for report in reports)
        low, high = exact_interval(used, n)
        alone, both, pupil = (
            float(np.nanmean([getattr(p, key) for p in pupils]))
            for key in ("auc_alone", "auc_both", "auc_pupil")
        )
        sys.stdout.write(
            f"{name}: pupil used in {used} of {n} [{low:.3f}, {high:.3f}], score may "
            f"act in {acts}; AUC of the EEG {alone:.3f}, of both {both:.3f}, of the "
            f"pupil {pupil:.3f}\n"
        )
        sys.stdout.flush()
        rows.append((f"{name}: pupil used, share of {n}", used / n, case.goal))
        if name in ("nothing in the EEG", "head"):
            rows.append(
                (f"{name}: score may act, share of {n}", acts / n, "0.05 at most")
            )
    return rows


if __name__ == "__main__":
    run()
