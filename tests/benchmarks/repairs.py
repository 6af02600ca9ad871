"""Whether mending channels helps the score: eye regression, interpolation, reference.

The 24 people of eegmat under ``../shared/data``: the first minute of rest is each
person's own rest and the block on which the repair is fitted, the other windows are
told apart (area under the curve, mean over people, and the difference to doing nothing
with a 95 % interval over people). The recordings were cleaned of blinks by their
authors, so blinks of the simulated brain's shape are put back; a bad channel is
made with a fault on one in turn. The shipped weights of ``attention`` know these
people: only differences count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from attention_camp.camp.eeg.calibration import BAD_SHARE
from attention_camp.models.catalogue import load_estimator
from attention_camp.models.figures import auc, interval
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.history import History, clean_recording
from attention_camp.signal.simulated.artefacts import Strengths
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.simulated.faulty_electrode import Fault, FaultyElectrode
from attention_camp.signal.sources.replay import ReplaySource
from attention_camp.signal.spatial import NO_REPAIR, fit_repair
from attention_camp.signal.stream import StreamInfo
from attention_camp.signal.window import CleanWindow

IS_LONG = True
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
ESTIMATORS = ("attention", "theta-alpha", "pope")
FAULTS = (Fault("muscle", 20.0), Fault("pops", 160.0), Fault("flat", 1.0))
WINDOW_S = 4.0
OWN_REST_S = 60.0


@dataclass(frozen=True)
class Case:
    """What is wrong with the recording, and what is done about it."""

    name: str
    blinks: bool = False
    fault: Fault | None = None
    reference: str = "average"
    eyes: bool = False
    interpolate: bool = False


def cases() -> Iterator[tuple[Case, Case]]:
    """Yield what is tried beside what it is compared with."""
    plain = Case("as it is")
    yield plain, plain
    yield Case("as it is, eye regression", eyes=True), plain
    yield Case("as it is, reference as recorded", reference="as-recorded"), plain
    blinking = Case("blinks", blinks=True)
    yield blinking, plain
    yield Case("blinks, eye regression", blinks=True, eyes=True), blinking
    for fault in FAULTS:
        bad = Case(f"one channel {fault.kind}", fault=fault)
        yield bad, plain
        yield Case(f"{bad.name}, interpolated", fault=fault, interpolate=True), bad


def run() -> list[tuple[str, float, str]]:
    """Return the area under the curve of each case, and what it gained."""
    known: dict[Case, dict[str, np.ndarray]] = {}
    rows = []
    for tried, beside in cases():
        for case in (tried, beside):
            if case not in known:
                known[case] = areas(case)
        for name in ESTIMATORS:
            now, before = known[tried][name], known[beside][name]
            low, high = interval(now - before)
            gain = f"{(now - before).mean():+.3f} [{low:+.3f}, {high:+.3f}]"
            what = "" if tried is beside else f"{gain} against {beside.name!r}"
            rows.append((f"{name}: {tried.name}", float(now.mean()), what))
    return rows


def areas(case: Case) -> dict[str, np.ndarray]:
    """Return the area under the curve of each person, by estimator."""
    estimators = {name: load_estimator(name) for name in ESTIMATORS}
    found: dict[str, list[float]] = {name: [] for name in ESTIMATORS}
    for number, folder in enumerate(sorted(SHARED.glob("eegmat/sub-*"))):
        info, rest, work = _windows(folder, case, number)
        n_own = round(OWN_REST_S / WINDOW_S)
        own = np.stack([window.data for window in rest[:n_own]])
        tested = [*rest[n_own:], *work]
        y = np.repeat([0, 1], [len(rest) - n_own, len(work)])
        for name, estimator in estimators.items():
            mine = estimator.personalise(
                own, sfreq=info.sfreq, ch_names=info.ch_names, bads=rest[0].bads
            )
            scores = [
                mine.predict_proba(
                    window.data[None],
                    sfreq=info.sfreq,
                    ch_names=info.ch_names,
                    bads=window.bads,
                )[0, 1]
                for window in tested
            ]
            is_scored = np.isfinite(scores)
            found[name].append(auc(y[is_scored], np.array(scores)[is_scored]))
    return {name: np.array(values) for name, values in found.items()}


def _windows(
    folder: Path, case: Case, number: int
) -> tuple[StreamInfo, list[CleanWindow], list[CleanWindow]]:
    """Return a person's windows of rest and work, repaired as the first minute says."""
    histories = [
        _history(next(folder.glob(f"eeg/*task-{task}*_eeg.edf")), case, number, k)
        for k, task in enumerate(("rest", "arithmetic"))
    ]
    info = histories[0].info
    rest, work = ([h.cut(*span) for span in _spans(h)] for h in histories)
    own = rest[: round(OWN_REST_S / WINDOW_S)]
    repair = NO_REPAIR
    if case.eyes or case.interpolate:
        n_bad = {name: sum(name in w.bads for w in own) for name in info.ch_names}
        bads = [name for name, n in n_bad.items() if n > BAD_SHARE * len(own)]
        repair = fit_repair(
            np.concatenate([window.data for window in own], axis=1),
            info,
            bads=bads,
            interpolates=case.interpolate,
            regresses_eyes=case.eyes,
        )
    return (
        info,
        [histories[0].finished(window, repair) for window in rest],
        [histories[1].finished(window, repair) for window in work],
    )


def _history(file: Path, case: Case, number: int, part: int) -> History:
    source = ReplaySource(file)
    info = source.info
    samples = source.recorded.samples_uv.astype(float)
    if case.blinks:
        samples = samples + _blinks(info, samples.shape[1], 2 * number + part)
    if case.fault is not None:
        ch_name = info.ch_names[(5 * number + 2) % info.n_chans]
        FaultyElectrode(info, ch_name, case.fault, seed=number).apply(samples, 0)
    cleaner = Cleaner(info, line_freq=None, reference=case.reference)
    return clean_recording(samples.astype(np.float32), cleaner)


def _blinks(info: StreamInfo, n_times: int, seed: int) -> np.ndarray:
    nothing = Strengths(
        brain=0.0,
        noise_uv=0.0,
        drift_uv=0.0,
        line_uv=0.0,
        clenches_per_minute=0.0,
    )
    brain = SimulatedBrain(info.ch_names, info.sfreq, seed=seed, strengths=nothing)
    return brain.make(n_times)


def _spans(history: History) -> Iterator[tuple[int, int]]:
    n_times = round(WINDOW_S * history.info.sfreq)
    first = history.cleaner.settling_at_start
    while first + n_times <= history.n_samples:
        yield first, first + n_times
        first += n_times


if __name__ == "__main__":
    for name, value, remark in run():
        print(f"{name:55} {value:.3f}  {remark}")
