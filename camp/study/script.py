"""The Python script that makes a report's numbers again from the tables beside it."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from attention_camp.camp.study.result import Found, Result
from attention_camp.resources.texts import Sentence

SCRIPT = "analysis.py"

PACKAGES = ("numpy", "pandas", "scipy", "pingouin", "statsmodels", "mne")

_HEAD = '''\
"""The tests of report.html, made again: python analysis.py

Made with {versions}.
Prints a line for each test: its number in the report, its name, the outcome, p.
"""

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pingouin as pg
import statsmodels.api as sm
import statsmodels.formula.api as smf
from scipy import stats

warnings.simplefilter("ignore")
tables = Path(__file__).parent / "tables"
# labels such as "1" and "NA" are text, and nothing but an empty cell lacks
labels = {{"dtype": {{"participant": str, "session": str, "arm": str}},
          "keep_default_na": False, "na_values": [""]}}
values = pd.read_csv(tables / "values.csv", **labels)
people = pd.read_csv(tables / "people.csv", **labels)
trials = pd.read_csv(tables / "trials.csv", **labels)


def whole(outcome, times=None):
    """Rows of the people who have all times."""
    rows = values[values.outcome == outcome]
    if times is not None:
        rows = rows[rows.time.isin(times)]
    counts = rows.groupby("participant").time.nunique()
    return rows[rows.participant.isin(counts.index[counts == rows.time.nunique()])]


def clusters(name, arms=None):
    """Smallest p of the clusters of a change, of all people or of two arms."""
    import mne
    from scipy import sparse

    mne.set_log_level("error")
    rows = pd.read_csv(tables / "brain" / f"{{name}}.csv", **labels)
    places = [column.split("@") for column in rows.columns[2:]]
    channels = list(dict.fromkeys(channel for channel, _ in places))
    x = rows.iloc[:, 2:].to_numpy().reshape(len(rows), -1, len(channels))
    montage = mne.channels.make_standard_montage("standard_1005")
    known = [channel for channel in channels if channel in montage.ch_names]
    near = np.eye(len(channels), dtype=int)
    if len(known) >= 4:
        info = mne.create_info(known, 1.0, "eeg").set_montage(montage)
        matrix, names = mne.channels.find_ch_adjacency(info, "eeg")
        at = [channels.index(one) for one in names]
        near[np.ix_(at, at)] |= matrix.toarray().astype(int)
    asked = dict(adjacency=sparse.csr_array(near), n_permutations=1000, seed=0,
                 out_type="mask")
    if arms is None:
        ps = mne.stats.spatio_temporal_cluster_1samp_test(x, **asked)[2]
    else:
        groups = [x[(rows.arm == arm).to_numpy()] for arm in arms]
        ps = mne.stats.spatio_temporal_cluster_test(groups, **asked)[2]
    return min(ps, default=1.0)


def task_trials(task, times, timed=False):
    """Main trials, or right ones with a time, of the people who have both times."""
    rows = trials[(trials.task == task) & (trials.stage == "main")]
    rows = rows[rows.time.isin(times)]
    if timed:
        rows = rows[rows.correct & rows.reaction_time.notna()]
    counts = rows.groupby("participant").time.nunique()
    rows = rows[rows.participant.isin(counts.index[counts == 2])].copy()
    return rows.assign(later=(rows.time == times[1]).astype(float))
'''


def script_of(found: Sequence[Found]) -> str:
    """Return the script of all results, in their order."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    parts = [_HEAD.format(versions=versions)]
    results = [one for one in found if isinstance(one, Result)]
    for number, result in enumerate(results, start=1):
        parts.append(
            f"\n# {number}. {result.test}: {result.question}\n{result.code}\n"
            f"print({number}, {result.test!r}, {result.outcome!r}, "
            'f"{p:.12g}", sep="\\t")\n'
        )
    return "\n".join(parts)


def run_script(report: Path, results: Sequence[Result]) -> list[Sentence]:
    """Run a report's script in a fresh process; return which p differ.

    Parameters
    ----------
    report : Path
        The report's folder.
    results : sequence of Result
        What the script ought to print, in its order.
    """
    done = subprocess.run(  # our own, just written
        [sys.executable, SCRIPT],
        cwd=report,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["–"])[-1]
        return [Sentence("{script} broke off: {error}", script=SCRIPT, error=last)]
    printed = [line.split("\t") for line in done.stdout.splitlines()]
    if len(printed) != len(results):
        return [
            Sentence(
                "{script} printed {got:test|tests}; the report has {n}.",
                script=SCRIPT,
                got=len(printed),
                n=len(results),
            )
        ]
    return [
        Sentence(
            "{script}, test {number} ({test}, {outcome}): p = {got}, not {p}.",
            script=SCRIPT,
            number=number,
            test=result.test,
            outcome=result.outcome,
            got=line[-1],
            p=f"{result.p:.12g}",
        )
        for number, (line, result) in enumerate(zip(printed, results, strict=True), 1)
        if not math.isclose(float(line[-1]), result.p, rel_tol=1e-6, abs_tol=1e-12)
        and not (math.isnan(float(line[-1])) and math.isnan(result.p))
    ]
