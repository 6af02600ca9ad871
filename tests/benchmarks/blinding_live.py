"""Whether timing or processor use of three real processes tells the arm.

    attention-camp bench blinding_live
    python tests/benchmarks/blinding_live.py FOLDER 60

Sessions of about a minute in a locked study of three arms run in real time: headset,
window and operator in processes of their own. Kept of each is what whoever sits at the
computer could measure: processor time and memory of both processes, second by second,
and when messages came and how large they were. Each session is a line of FOLDER; begun
again, a command goes on after the last line. The first one keeps its folder under
``build/blinding_live``, one for each version of the code. A classifier that was fixed
beforehand is then asked for the arm of people it has not seen. It wants a quiet
computer.

What that can say: it finds what is gross. Sixty sessions are 20 of an arm, 40 of a
pair, and their AUC is known to about ±0.18: an upper bound of 0.55, which the audit
without processes is held to, cannot be reached (some 510 sessions of a pair would be
needed), so an AUC near 0.5 proves nothing. What five folds foretell is pooled, which
can put the AUC below 0.5 where there is nothing to tell (Parker et al. 2007,
doi:10.1186/1471-2105-8-326): read it against the range with the arms dealt anew, which
is pooled alike, not against 0.5.
"""

from __future__ import annotations

import itertools
import json
import os
import pickle
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from blinding import ARMS, Numbers, described, with_interval
from faults import code_hash
from numpy.typing import NDArray

from attention_camp.camp.dataset.studies.enrolment import enrol
from attention_camp.camp.dataset.studies.locking import (
    StudyLock,
    lock_study,
    read_lock,
)
from attention_camp.camp.dataset.studies.study_folder import notes
from attention_camp.camp.dataset.studies.unblinding import _arms
from attention_camp.camp.people.keys import make_key, read_private
from attention_camp.camp.processes.controller import SessionController
from attention_camp.camp.session.messages import Ending, StreamOpened
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.process import run_participant

IS_LONG = NEEDS_DISPLAY = True
N_SESSIONS = 60
FOLDER = Path(__file__).resolve().parents[2] / "build" / "blinding_live"
MOST_SECONDS = 240.0
"""A session that takes longer is broken off and counted as failed."""
LEAST_OF_AN_ARM = 10
N_DEALT = 200
"""How often the arms are dealt anew."""
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
PROTOCOL = """\
name: minute
title: A minute
description: For the audit of blinding in real time.
scoring: {estimator: theta-alpha}
blocks:
  - {task: rest, stage: calibration, label: rest, options: {duration: 10}, cards: false}
  - {task: visual-search, trials: 14, cards: false, start_level: 4}
"""
STUDY = """\
name: minutes
title: Minutes
protocols: [minute.yaml]
sessions: 1
arms:
  - {name: loop, evidence: closed-loop}
  - {name: yoked, evidence: yoked}
  - {name: behaviour, evidence: performance-only}
block_sizes: [3, 6]
places: 600
primary_outcome: {measure: x, sessions: [post], test: ancova}
"""


def opened(folder: Path) -> StudyLock:
    """Return the study of a folder; a new one is made and locked."""
    data = folder / "data"
    if (found := read_lock(data)) is not None:
        return found
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "minute.yaml").write_text(PROTOCOL)
    (folder / "study.yaml").write_text(STUDY)
    public = make_key(folder / "statistician.pem")
    return lock_study(folder / "study.yaml", data, public)


class Meter:
    """Processor time and memory of a process, looked at once a second."""

    def __init__(self, pid: int | None) -> None:
        self._pid = pid
        self._last = 0.0
        self.seconds: list[float] = []
        self.pages: list[float] = []

    def look(self) -> None:
        """Take a reading; a process that has ended gives none."""
        try:
            stat = Path(f"/proc/{self._pid}/stat").read_text().rsplit(")", 1)[1].split()
            memory = Path(f"/proc/{self._pid}/statm").read_text().split()
        except (OSError, IndexError):
            return
        used = (int(stat[11]) + int(stat[12])) / TICK
        self.seconds.append(used - self._last)
        self._last = used
        self.pages.append(int(memory[1]) * PAGE / 2**20)

    def numbers(self, name: str) -> Numbers:
        """Return what was seen."""
        return described(f"{name} cpu", self.seconds) | described(
            f"{name} memory", self.pages
        )


def session(request: SessionRequest) -> Numbers | None:
    """Run a session in three processes; None: it did not finish."""
    controller = SessionController(request, participant=run_participant)
    meters: dict[str, Meter] = {}
    heard: list[tuple[float, Any]] = []
    began = looked = time.monotonic()
    try:
        controller.connect()
        while controller.ended is None and time.monotonic() < began + MOST_SECONDS:
            for message in controller.poll():
                heard.append((time.monotonic(), message))
                if isinstance(message, StreamOpened) and not controller.is_started:
                    controller.start()
                    meters = {
                        "headset": Meter(controller._acquisition.process.pid),
                        "window": Meter(controller._participant.process.pid),
                    }
            if time.monotonic() >= looked + 1:
                looked += 1
                for meter in meters.values():
                    meter.look()
            time.sleep(0.01)
    finally:
        controller.close()
    ended = controller.ended
    if ended is None or ended.ending is not Ending.FINISHED:
        print(f"{request.participant}: {ended}", file=sys.stderr)
        return None
    found: Numbers = {"seconds": time.monotonic() - began}
    for name, meter in meters.items():
        found |= meter.numbers(name)
    return found | _messages(heard)


def _messages(heard: Sequence[tuple[float, Any]]) -> Numbers:
    found = described("size", [len(pickle.dumps(m)) for _, m in heard])
    found |= described("pause", np.diff([at for at, _ in heard]))
    for name in sorted({type(m).__name__ for _, m in heard}):
        times = [at for at, m in heard if type(m).__name__ == name]
        found |= described(f"{name} pause", np.diff(times))
    return found


def record(folder: Path, n_sessions: int) -> None:
    """Run what is left of the sessions; a line of ``seen.jsonl`` each."""
    # the processes look for the key of this computer where the environment says
    with mock.patch.dict(os.environ, {"XDG_DATA_HOME": str(folder / "pc")}):
        study = opened(folder)
        seen = folder / "seen.jsonl"
        done = len(seen.read_text().splitlines()) if seen.exists() else 0
        for number in range(done, n_sessions):
            label = f"{number + 1:04d}"
            if all(
                line["participant"] != label for line in notes(study.folder, "enrolled")
            ):
                enrol(study, label, {})
            # one that was broken off is gone on with in a session of its own
            again = len(list((folder / "data").glob(f"sub-{label}/ses-*"))) + 1
            request = SessionRequest(
                folder / "data", label, f"{again:02d}",
                protocol=str(folder / "minute.yaml"), board="simulated:n_chans=4",
                observer=f"person:seed={number + 70_001},link=0", seed=number,
                display=Display(fullscreen=False),
            )  # fmt: skip
            numbers = session(request)
            with seen.open("a") as file:
                line = {"participant": label, "seen": numbers}
                file.write(json.dumps(line) + "\n")


def audit(folder: Path) -> Iterator[tuple[str, float, str]]:
    """Yield the classifier's AUC for each pair of arms, and what to hold it against."""
    study = read_lock(folder / "data")
    codes = {x["participant"]: x["code"] for x in notes(study.folder, "enrolled")}
    arms = _arms(study, read_private(folder / "statistician.pem"))
    lines = map(json.loads, (folder / "seen.jsonl").read_text().splitlines())
    rows = [
        (arms[codes[line["participant"]]], line["seen"])
        for line in lines
        if line["seen"]
    ]
    names = sorted(set().union(*(seen for _, seen in rows)) if rows else [])
    for pair in itertools.combinations(ARMS, 2):
        mine = [(arm, seen) for arm, seen in rows if arm in pair]
        y = np.array([arm == pair[0] for arm, _ in mine])
        least = min(y.sum(), (~y).sum()) if y.size else 0
        what = f"{' or '.join(pair)}, {y.size} sessions in real time: AUC"
        if least < LEAST_OF_AN_ARM:
            yield what, float("nan"), f"{LEAST_OF_AN_ARM} sessions of each are needed"
            continue
        x = np.array([[s.get(name, np.nan) for name in names] for _, s in mine], float)
        auc, low, high = with_interval(told(x, y), y, np.arange(y.size))
        few, many = dealt_anew(x, y)
        yield (
            what,
            auc,
            (
                f"95 % interval {low:.3f} to {high:.3f}; {few:.3f} to {many:.3f} "
                "with the arms dealt anew; so few find what is gross only"
            ),
        )


def told(x: NDArray[np.float64], y: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return how much the classifier takes each session for one of the first arm.

    Parameters
    ----------
    x : ndarray, shape (n_sessions, n_numbers)
        What was seen of each; not a number where it was not.
    y : ndarray, shape (n_sessions,)
        Whether it was of the first arm.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.model_selection import StratifiedKFold

    found = np.empty(y.size)
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(x, y):
        model = HistGradientBoostingClassifier(
            max_iter=100, max_depth=3, learning_rate=0.1, random_state=0,
            min_samples_leaf=5,
        )  # fmt: skip
        found[test] = model.fit(x[train], y[train]).predict_proba(x[test])[:, 1]
    return found


def dealt_anew(
    x: NDArray[np.float64], y: NDArray[np.bool_], n: int = N_DEALT
) -> tuple[float, float]:
    """Return where 95 % of the AUCs lie that the same sessions have by chance.

    Parameters
    ----------
    x : ndarray, shape (n_sessions, n_numbers)
        What was seen of each.
    y : ndarray, shape (n_sessions,)
        Whether it was of the first arm.
    n : int
        How often the arms are dealt anew.
    """
    from sklearn.metrics import roc_auc_score

    rng = np.random.default_rng(2)
    dealt = [rng.permutation(y) for _ in range(n)]
    low, high = np.quantile(
        [roc_auc_score(one, told(x, one)) for one in dealt], [0.025, 0.975]
    )
    return float(low), float(high)


def run() -> Iterator[tuple[str, float, str]]:
    """Yield (pair of arms, AUC, interval) of this code's sessions, old and new."""
    folder = FOLDER / code_hash()
    record(folder, N_SESSIONS)
    yield from audit(folder)


if __name__ == "__main__":
    where = Path(sys.argv[1])
    record(where, int(sys.argv[2]))
    for what, figure, goal in audit(where):
        print(f"{what}: {figure:.3f} ({goal})", flush=True)
