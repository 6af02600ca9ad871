"""The simulated brain against measured ones, and its evoked responses found by MNE.

    attention-camp bench brain

1. Band powers, 1/f slope, alpha's peak and how people differ in them, at rest and from
   rest to mental arithmetic: simulated people against the 24 of ../shared/data/eegmat
   (Zyma et al. 2019, doi:10.3390/data4010014; PhysioNet eegmat 1.0.0,
   doi:10.13026/C2JQ1P; ODC-BY 1.0). The goal of a mean is the measured people's 2.5th
   to 97.5th percentile, that of a spread the 95 % bootstrap interval of theirs.
2. The shipped score, given a minute of own rest, tells simulated rest from work; the
   goal is the interval over real people left out of training (docs/model-card.md).
3. P3 and N2pc by an ordinary MNE script from a session recorded headless.

Without the recordings the second and third part run alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import mne
import numpy as np
import pandas as pd
from fit_brain import EEGMAT, Spectra, read_spectra, spectra_of
from numpy.typing import NDArray

from attention_camp.camp import open_session
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.session.request import SessionRequest
from attention_camp.models.figures import auc, interval
from attention_camp.models.scorer import Scorer
from attention_camp.signal.simulated.artefacts import Strengths
from attention_camp.signal.simulated.brain import (
    REST_LEVEL,
    WORK_LEVEL,
    SimulatedBrain,
)
from attention_camp.signal.simulated.physiology import Physiology
from attention_camp.tasks import load_task
from attention_camp.tasks.balance import cell_order, trial_of_cell

IS_LONG = True
SEED = 1
N_PEOPLE = 48
SFREQ = 250.0
REST_SECONDS, WORK_SECONDS, WINDOW_SECONDS = 180, 62, 4
NAMES = ("Fp1", "Fp2", "F3", "F4", "F7", "F8", "T7", "T8", "C3", "C4", "P7", "P8", "P3",
         "P4", "O1", "O2", "Fz", "Cz", "Pz")  # fmt: skip
BANDS = {"slow": (1.5, 4), "theta": (4, 8), "alpha": (8, 13), "beta": (13, 30),
         "30-44 Hz": (30, 44)}  # fmt: skip
REAL_AUC = {
    "19 at ears": (NAMES, 0.852, 0.960),
    "Cyton-8": (("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"), 0.856, 0.948),
    "Muse-4": (("Fp1", "Fp2", "T7", "T8"), 0.753, 0.920),
}
"""Channels, and the interval over people left out of training with own rest; those of
the recordings that are nearest to the Muse's."""
CLEAN = Strengths(
    blinks_per_minute=0, clenches_per_minute=0, noise_uv=0.1, drift_uv=0, line_uv=0
)
"""As the recordings: their authors took eyes and drift out."""

Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield (what, figure, goal)."""
    people = [_simulated(seed) for seed in range(1, N_PEOPLE + 1)]
    if EEGMAT.is_dir():
        _, real = read_spectra(EEGMAT)
        made = [(_spectra(rest), _spectra(work)) for rest, work in people]
        yield from _compare(real, made)
    yield from _scores(people)
    yield from _evoked()


def _simulated(seed: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return rest and work of a person, µV, (n_chans, n_times)."""
    brain = SimulatedBrain(
        NAMES, SFREQ, seed=seed, physiology=Physiology.draw(seed),
        strengths=CLEAN, engagement=REST_LEVEL,
    )  # fmt: skip
    rest = brain.make(round(REST_SECONDS * SFREQ))
    brain.set_engagement(WORK_LEVEL)
    brain.make(round(4 * SFREQ))
    return rest, brain.make(round(WORK_SECONDS * SFREQ))


def _spectra(samples_uv: NDArray[np.float32]) -> Spectra:
    return spectra_of(samples_uv.astype(np.float64), SFREQ, NAMES)


def _compare(
    real: Sequence[tuple[Spectra, Spectra]], made: Sequence[tuple[Spectra, Spectra]]
) -> Iterator[Row]:
    measured, simulated = _figures(real), _figures(made)
    for name, values in measured.items():
        low, high = np.percentile(values, [2.5, 97.5])
        yield _judged(f"{name}: mean", simulated[name].mean(), low, high)
        low, high = _spread_interval(values)
        yield _judged(f"{name}: SD", simulated[name].std(ddof=1), low, high)
    for name, spreads in _local(real).items():
        yield (
            f"{name}: SD over electrodes within a person",
            _local(made)[name],
            f"as measured, {spreads:.2f}",
        )


def _figures(
    people: Sequence[tuple[Spectra, Spectra]],
) -> dict[str, NDArray[np.float64]]:
    """Return each figure of each person; powers in log10 µV²/Hz, average reference."""
    found = {
        "1/f slope": np.array([rest.slope for rest, _ in people]),
        "alpha peak, Hz": np.array([rest.alpha_hz for rest, _ in people]),
    }
    for band in BANDS:
        logs = np.array([[_levels(one, band).mean() for one in two] for two in people])
        found[f"{band}, log10 power at rest"] = logs[:, 0]
        found[f"{band}, change with work"] = logs[:, 1] - logs[:, 0]
    return found


def _levels(spectra: Spectra, band: str) -> NDArray[np.float64]:
    low, high = BANDS[band]
    picks = (spectra.freqs >= low) & (spectra.freqs < high)
    power = np.diagonal(spectra.cross, axis1=1, axis2=2)[picks].mean(axis=0)
    return np.asarray(np.log10(power))


def _local(people: Sequence[tuple[Spectra, Spectra]]) -> dict[str, float]:
    """Return how much electrodes differ from the person's and the electrode's mean."""
    found = {}
    for band in BANDS:
        logs = np.array([_levels(rest, band) for rest, _ in people])
        logs = logs - logs.mean(axis=1, keepdims=True) - logs.mean(axis=0) + logs.mean()
        found[band] = float(logs.std())
    return found


def _spread_interval(values: NDArray[np.float64]) -> tuple[float, float]:
    rng = np.random.default_rng(0)
    drawn = rng.choice(values, (2000, len(values))).std(axis=1, ddof=1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def _judged(what: str, figure: float, low: float, high: float) -> Row:
    verdict = "inside" if low <= figure <= high else "OUTSIDE"
    return what, float(figure), f"{verdict} [{low:.3f}, {high:.3f}]"


def _scores(
    people: Sequence[tuple[NDArray[np.float32], NDArray[np.float32]]],
) -> Iterator[Row]:
    n_own = 60 // WINDOW_SECONDS
    for montage, (ch_names, low, high) in REAL_AUC.items():
        picks = [NAMES.index(name) for name in ch_names]
        found = []
        for rest, work in people:
            X, y = _windows(rest[picks]), _windows(work[picks])
            scorer = Scorer("attention", sfreq=SFREQ, ch_names=ch_names)
            scorer.personalise(X[:n_own])
            tested = np.concatenate([X[n_own:], y])
            said = scorer.estimator.predict_windows(
                tested, sfreq=SFREQ, ch_names=ch_names, bads=()
            )
            labels = np.repeat([0, 1], [len(X) - n_own, len(y)])
            found.append(auc(labels, said.engaged))
        mean, (one, other) = float(np.mean(found)), interval(np.array(found))
        what, figure, goal = _judged(f"shipped score, AUC, {montage}", mean, low, high)
        yield f"{what} [{one:.3f}, {other:.3f}]", figure, goal


def _windows(samples_uv: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return windows in volts, (n_windows, n_chans, n_times)."""
    n = round(WINDOW_SECONDS * SFREQ)
    n_windows = samples_uv.shape[1] // n
    cut = samples_uv[:, : n * n_windows].reshape(len(samples_uv), n_windows, n)
    return np.asarray(cut.swapaxes(0, 1) * 1e-6, dtype=np.float64)


PROTOCOL = """\
name: evoked
title: Evoked
description: Search for N2pc, rare tones for P3.
scoring: {estimator: pope}
blocks:
  - {task: visual-search, trials: 900, cards: false, rule: {name: fixed},
     options: {set_size: 8}}
  - {task: auditory-oddball, trials: 30, cards: false, rule: {name: fixed}}
"""


def _evoked() -> Iterator[Row]:
    """Record a session and look for P3 and N2pc as anyone would with MNE."""
    with tempfile.TemporaryDirectory() as folder:
        protocol = Path(folder) / "evoked.yaml"
        protocol.write_text(PROTOCOL, encoding="utf-8")
        request = SessionRequest(
            Path(folder) / "data", "01", "01", protocol=str(protocol), headless=True,
            board="simulated:ch_names=Fp1+Fp2+Fz+FCz+Cz+Pz+P7+P8+PO7+PO8+O1+O2",
            observer="person", seed=SEED,
        )  # fmt: skip
        run_headless(request, tell=lambda _: None)
        session = open_session(RunPaths(request.dataset, "01", "01", "evoked").eeg)
        raw = session.raw.load_data(verbose="error")
        raw.filter(0.1, 20.0, verbose="error").set_eeg_reference(verbose="error")
        sides = _sides(session.decisions)
        events, ids = mne.events_from_annotations(raw, verbose="error")
        made = {"tmin": -0.2, "tmax": 0.8, "baseline": (-0.2, 0), "preload": True,
                "reject": {"eeg": 150e-6}, "verbose": "error"}  # fmt: skip
        arrays = events[events[:, 2] == ids["stimulus/search"]]
        arrays[:, 2] = sides
        search = mne.Epochs(raw, arrays, {"left": -1, "right": 1}, **made)
        yield from _n2pc(search)
        tones = {kind: ids[f"stimulus/{kind}"] for kind in ("standard", "target")}
        yield from _p3(mne.Epochs(raw, events, tones, **made))


def _sides(decisions: pd.DataFrame) -> list[int]:
    """Return where the target was, from the trials made again by their seeds."""
    task, sides = load_task("visual-search", set_size=8), []
    searched = [seed for seed in decisions["seed"] if seed[1] == 1]
    level = int(decisions["evidence.level"].iloc[0])  # the rule is fixed
    order = cell_order(task, len(searched), np.random.default_rng((SEED, 1, 0, 0)))
    for seed, cell in zip(searched, order, strict=True):
        trial = trial_of_cell(task, level, np.random.default_rng(seed), cell)
        x = trial.phases[trial.onset_phase].stimuli[0].x
        sides.append(int(np.sign(x)) if trial.condition == "present" else 0)
    return sides


def _n2pc(epochs: mne.Epochs) -> Iterator[Row]:
    late = (epochs.times >= 0.2) & (epochs.times <= 0.3)
    data = 1e6 * epochs.get_data(picks=["PO7", "PO8"])[:, :, late].mean(axis=2)
    right = epochs.events[:, 2] == 1
    # contralateral minus ipsilateral, trial by trial
    difference = np.where(right, data[:, 0] - data[:, 1], data[:, 1] - data[:, 0])
    yield from _tested("N2pc at PO7/8, 200 to 300 ms, µV", difference, -1)


def _p3(epochs: mne.Epochs) -> Iterator[Row]:
    late = (epochs.times >= 0.3) & (epochs.times <= 0.6)
    data = 1e6 * epochs.get_data(picks=["Pz"])[:, 0, late].mean(axis=1)
    rare = epochs.events[:, 2] == epochs.event_id["target"]
    difference = data[rare] - data[~rare].mean()
    yield from _tested(
        "P3 at Pz, rare minus frequent, 300 to 600 ms, µV", difference, 1
    )


def _tested(what: str, trials: NDArray[np.float64], sign: int) -> Iterator[Row]:
    t = trials.mean() / (trials.std(ddof=1) / np.sqrt(len(trials)))
    word = "found" if sign * t > 2 else "NOT FOUND"
    sided = "positive" if sign > 0 else "negative"
    yield what, float(trials.mean()), f"{sided}; {word}, t = {t:.1f}, n = {len(trials)}"
