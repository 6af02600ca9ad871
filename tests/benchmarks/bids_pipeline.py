"""MNE-BIDS-Pipeline on a BIDS copy of simulated sessions, to the end.

Its packages need an environment of their own::

    python -m venv ~/pipeline && ~/pipeline/bin/pip install mne-bids-pipeline
    export ATTENTION_CAMP_PIPELINE=~/pipeline/bin/mne_bids_pipeline
    attention-camp bench bids_pipeline

Printed is its exit status, and for each person how many of the stimuli and responses
in the table of events went into its averages. `event_repeated` is set since a response
ends a display, and so shares its sample with the next one's onset.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import mne

from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.rows import read_events
from attention_camp.camp.simulate.cohort import simulate_cohort
from attention_camp.camp.simulate.plan import CohortPlan, Visit

IS_LONG = True
NEEDS_QUIET = False
N_PEOPLE = 2
BOARD = "simulated:ch_names=Fz+Cz+Pz+Oz+C3+C4+P3+P4"
CONFIG = """\
bids_root = {copy!r}
deriv_root = {derivatives!r}
task = "demo"
data_type = "eeg"
ch_types = ["eeg"]
eeg_reference = "average"
l_freq, h_freq = 0.5, 40.0
conditions = ["stimulus", "response"]
event_repeated = "drop"
epochs_tmin, epochs_tmax = -0.2, 0.8
decode = False
run_source_estimation = False
on_error = "abort"
"""

Row = tuple[str, float, str]


def run() -> Iterator[Row]:
    """Yield the pipeline's exit status, and what share of events it averaged."""
    command = os.environ.get("ATTENTION_CAMP_PIPELINE")
    if command is None:
        print("ATTENTION_CAMP_PIPELINE does not name mne_bids_pipeline: left out")
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        plan = CohortPlan(
            folder / "data", (Visit("pre1", "demo", 0),), N_PEOPLE, board=BOARD
        )
        simulate_cohort(plan)
        export_bids(plan.dataset, folder / "copy")
        averages = folder / "derivatives"
        config = folder / "config.py"
        config.write_text(
            CONFIG.format(copy=str(folder / "copy"), derivatives=str(averages)),
            encoding="utf-8",
        )
        done = subprocess.run(
            [command, f"--config={config}", "--n_jobs=1"], check=False
        )
        yield "mne-bids-pipeline: exit status", done.returncode, "0"
        for run in existing_runs(plan.dataset):
            rows = [event.trial_type for event in read_events(run)]
            (file,) = averages.glob(f"sub-{run.participant}/**/*_ave.fif")
            for average in mne.read_evokeds(file, verbose="error"):
                kind = "response" if "response" in average.comment else "stimulus"
                yield (
                    f"sub-{run.participant}: {kind}: averaged / in events.tsv",
                    average.nave / rows.count(kind),
                    "for information",
                )
