"""A lab PC without torch, captum and onnx records, scores, replays and explains."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("torch", "captum", "onnx", "onnxscript"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocked())
"""
PROTOCOL = """\
name: short
title: Short
description: For tests.
scoring: {estimator: attention}
blocks:
  - {task: rest, stage: calibration, label: rest, options: {duration: 14},
     rule: {name: fixed}}
  - {task: visual-search, trials: 2, practice: 1, practice_until: done}
"""
SESSION = """
from pathlib import Path
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.processes.headless import run_headless
from attention_camp.camp.replay.explain_trial import explain_trial
from attention_camp.camp.replay.explanation import as_text
from attention_camp.camp.replay.replay_run import recalibrate, replay_run
from attention_camp.camp.session.request import SessionRequest

run_headless(
    SessionRequest(
        Path("data"), "01", "01", protocol="protocol.yaml", board="simulated",
        observer="default", headless=True, seed=3,
    ),
    tell=lambda message: None,
)
paths = RunPaths(Path("data"), "01", "01", "short")
again = replay_run(paths)
assert again.n_same == again.n_decisions > 0, again.differences
assert not again.differences and again.largest == 0
recalibrate(paths)
print(as_text(explain_trial(paths, 3)))
"""
COMMAND = """
from attention_camp.camp.cli.app import main
sys.argv = ["attention-camp", *{words!r}]
main()
"""


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BLOCKED + code],
        cwd=folder,
        env={**os.environ, "PYTHONWARNINGS": "error::ImportWarning"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.smoke
def test_a_session_is_recorded_replayed_and_explained(tmp_path: Path) -> None:
    (tmp_path / "protocol.yaml").write_text(PROTOCOL)
    done = run(SESSION, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Trial 3: engagement" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["train", "--network", "--data", ".", "--out", "weights"],
        ["train", "--objective", "masked", "--data", ".", "--out", "weights"],
        ["evaluate", "--data", ".", "--estimators", "eegnet"],
    ],
    ids=["train", "objective", "evaluate"],
)
def test_a_command_that_needs_torch_says_which_line_to_type(
    words: list[str], tmp_path: Path
) -> None:
    (tmp_path / "dataset_description.json").write_text("{}")
    done = run(COMMAND.format(words=words), tmp_path)
    assert done.returncode == 2
    assert 'pip install "attention-camp[train]"' in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_formula_is_evaluated(tmp_path: Path) -> None:
    code = """
import numpy as np
import attention_camp.models.evaluation.evaluate
from attention_camp.models import ESTIMATORS, load_estimator
from attention_camp.models.catalogue import PEERS

call = {"sfreq": 128.0, "ch_names": ["Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"]}
X = 1e-5 * np.random.default_rng(0).standard_normal((4, 8, 512))
for name in set(ESTIMATORS) - set(PEERS) - {"brainflow"}:
    load_estimator(name).predict_proba(X, **call)
"""
    done = run(code, tmp_path)
    assert done.returncode == 0, done.stderr
