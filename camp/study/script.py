"""The Python script that makes a report's numbers again from the tables beside it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from attention_camp.camp.study.result import Found, Result

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
labels = {{"participant": str, "session": str}}
values = pd.read_csv(tables / "values.csv", dtype=labels)
people = pd.read_csv(tables / "people.csv", dtype=labels)
trials = pd.read_csv(tables / "trials.csv", dtype=labels)


def whole(outcome, times=None):
    """Rows of the people who have all times."""
    rows = values[values.outcome == outcome]
    if times is not None:
        rows = rows[rows.time.isin(times)]
    counts = rows.groupby("participant").time.nunique()
    return rows[rows.participant.isin(counts.index[counts == rows.time.nunique()])]


def task_trials(task, times):
    """Main trials of the people who have both times."""
    rows = trials[(trials.task == task) & (trials.stage == "main")]
    rows = rows[rows.time.isin(times)]
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
