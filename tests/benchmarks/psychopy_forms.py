"""The trials of PsychoPy's own demonstrations, run by the Python of its environment.

`PYTHON psychopy_forms.py N_SESSIONS FILE` reads the Stroop and the Sternberg experiment
that PsychoPy brings, lets its TrialHandler order their conditions, and writes FILE
(JSON): for each experiment a list of sessions, each a list of rows of the conditions
file. It imports nothing of ours.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import psychopy
from psychopy.data import TrialHandler, importConditions

DEMOS = Path(psychopy.__file__).parent / "demos" / "builder" / "Experiments"
EXPERIMENTS = ("stroop", "sternberg")


def sessions(name: str, n_sessions: int) -> list[list[dict[str, Any]]]:
    """Return the rows of each session in the order in which they would be shown."""
    experiment = DEMOS / name / f"{name}.psyexp"
    loop = main_loop(experiment)
    conditions = importConditions(str(experiment.parent / loop["conditionsFile"]))
    return [
        [
            dict(row)
            for row in TrialHandler(
                conditions, int(loop["nReps"]), method=loop["loopType"], seed=seed
            )
        ]
        for seed in range(n_sessions)
    ]


def main_loop(experiment: Path) -> dict[str, str]:
    """Return the parameters of the loop that holds the main trials."""
    loops = [
        {one.attrib["name"]: one.attrib["val"] for one in loop.iter("Param")}
        for loop in ET.parse(experiment).iter("LoopInitiator")
    ]
    return next(loop for loop in loops if loop["name"] == "trials")


if __name__ == "__main__":
    found = {name: sessions(name, int(sys.argv[1])) for name in EXPERIMENTS}
    Path(sys.argv[2]).write_text(json.dumps(found, default=str), encoding="utf-8")
