"""Faults of the whole signal, 210 times: each is flagged and gives no score.

Flat, railed, NaN, frozen and mains flood on every channel; a jump of the clock by an
hour and a rate 1 % off are flagged by the acquisition instead.
"""

from __future__ import annotations

import numpy as np

from attention_camp.signal.acquisition import Acquisition
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.faulty_electrode import Fault
from attention_camp.signal.features import band_powers
from attention_camp.signal.ring import Ring
from attention_camp.signal.simulated_brain import SimulatedBrain

N_SEEDS = 30
STEP_S, WINDOW_S = 0.25, 2.0
FAULTS = (
    Fault("flat"),
    Fault("railed", 0.2),
    Fault("nan", 0.1),
    Fault("frozen"),
    Fault("mains", 200.0),
)
CLOCKS = ("clock jump", "wrong rate")


def run() -> list[tuple[str, float, str]]:
    """Return the shares of runs flagged, and how many scores came from them."""
    flagged, n_scores = [], 0
    for seed in range(N_SEEDS):
        for fault in FAULTS:
            is_flagged, n = of_the_signal(fault, seed)
            flagged.append(is_flagged)
            n_scores += n
        flagged += [of_the_clock(kind, seed) for kind in CLOCKS]
    return [
        (f"signal faults flagged, share of {len(flagged)} runs", np.mean(flagged), "1"),
        ("scores from flagged windows", float(n_scores), "0"),
    ]


def of_the_signal(fault: Fault, seed: int) -> tuple[bool, int]:
    """Return whether a fault of all channels is flagged, and scores it let through."""
    brain = SimulatedBrain(seed=seed)
    ring = Ring.create(brain.info.n_chans, brain.info.sfreq, 5.0)
    acquisition = Acquisition(brain, ring=ring, cleaner=Cleaner(brain.info))
    reasons, n_scores = [], 0
    for k in range(60):
        now = 100.0 + STEP_S * k
        if k == 40:
            for name in brain.info.ch_names:
                brain.set_fault(name, fault)
        acquisition.step(now)
        # the fault fills a quarter of the window two steps after it began
        if k >= 42:
            window = acquisition.window(now - WINDOW_S, now - 0.02)
            reasons.append(window.reason)
            if not window.reason:
                n_scores += int(np.isfinite(band_powers(window.data, 250.0)).all())
    ring.close()
    ring.unlink()
    return all(reasons), n_scores


def of_the_clock(kind: str, seed: int) -> bool:
    """Return whether a clock that jumps or a wrong rate is flagged."""
    rate = 1.01 if kind == "wrong rate" else 1.0
    brain = SimulatedBrain(seed=seed, speed=rate)
    # as if it were a headset: only then can its clock jump
    brain.is_real_time = True
    ring = Ring.create(brain.info.n_chans, brain.info.sfreq, 5.0)
    acquisition = Acquisition(brain, ring=ring, cleaner=Cleaner(brain.info))
    rng = np.random.default_rng(seed)
    faults: set[str] = set()
    now = 100.0
    for _ in range(800):
        now += float(rng.uniform(0.01, 0.03))
        faults.update(acquisition.step(now).faults)
    if kind == "clock jump":
        now += 3600.0
        # the samples go on as if nothing had been
        brain._origin += 3600.0
        report = acquisition.step(now + 0.02)
        faults.update(report.faults)
        if report.gaps:
            faults.clear()
    ring.close()
    ring.unlink()
    return faults == {kind}
