"""Check a dataset: the official BIDS validator, off-line, and our own journals."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.bids.without_onset import is_of_missing_onsets
from attention_camp.camp.dataset.durable import n_whole_lines
from attention_camp.camp.dataset.guards.edits import edits_of
from attention_camp.camp.dataset.guards.encodings import files_not_utf8
from attention_camp.camp.dataset.guards.links import links_not_followed
from attention_camp.camp.dataset.guards.ours import recorded_runs
from attention_camp.camp.dataset.layout import DatasetError, RunPaths
from attention_camp.camp.dataset.ledger_file import examine_ledger
from attention_camp.camp.dataset.people.audit import trail_problems
from attention_camp.camp.dataset.proof.agreement import check_agreement
from attention_camp.camp.dataset.proof.chain import read_chain
from attention_camp.camp.dataset.proof.check_chain import check_chain
from attention_camp.camp.dataset.proof.problem import (
    Problem,
    Severity,
    TornTail,
    found_in,
)
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.state import run_state
from attention_camp.resources.texts import Sentence

__all__ = ["OnStep", "Problem", "Severity", "check_run", "validate"]

OnStep = Callable[[int, int], None]
"""Told after each step how many of how many are done."""


def validate(
    dataset: Path, *, warnings: bool = False, progress: OnStep | None = None
) -> list[Problem]:
    """Return the problems of a dataset; empty where there are none.

    Parameters
    ----------
    dataset : Path
        Folder of the dataset.
    warnings : bool
        Whether to include what BIDS merely recommends.
    progress : callable | None
        Told how many of how many checks are done.

    Raises
    ------
    DatasetError
        If there is no dataset, or the validator cannot run.
    """
    if not dataset.is_dir():
        raise DatasetError(
            Sentence(
                "There is no dataset {dataset}. Choose an existing folder.",
                dataset=dataset,
            )
        )
    runs = recorded_runs(dataset)
    if progress:
        progress(0, len(runs) + 1)
    links = _link_problems(dataset)
    places = {problem.location for problem in links}
    # the validator follows links, and what it says of a file elsewhere is not ours
    problems = [
        problem
        for problem in _bids_problems(dataset, warnings=warnings)
        if problem.location not in places
    ]
    problems += links + trail_problems(dataset)
    if progress:
        progress(1, len(runs) + 1)
    for number, run in enumerate(runs, start=2):
        problems += check_run(run)
        if progress:
            progress(number, len(runs) + 1)
    return problems


class ValidatorError(DatasetError):
    """The BIDS validator broke off; the text is for people."""


def _bids_problems(dataset: Path, *, warnings: bool) -> list[Problem]:
    """Return what the BIDS validator finds, or that it broke off: ours goes on."""
    try:
        return [
            problem
            for problem in run_bids_validator(dataset, warnings=warnings)
            if not is_of_missing_onsets(problem, dataset)
        ]
    except ValidatorError as error:
        text = Sentence(
            "is no text in UTF-8, as BIDS asks: the BIDS validator may stop at it. "
            "Save it as UTF-8."
        )
        return [
            *(
                Problem("error", str(path.relative_to(dataset)), text, "ENCODING")
                for path in files_not_utf8(dataset)
            ),
            Problem("error", "", str(error), "VALIDATOR"),
        ]


def _link_problems(dataset: Path) -> list[Problem]:
    """Return the links that lead out of the dataset, or to nothing."""
    return [
        Problem(
            "error" if link.is_outside else "warning",
            link.path.relative_to(dataset).as_posix(),
            link.text(dataset),
            "LINK",
        )
        for link in links_not_followed(dataset)
    ]


def check_run(run: RunPaths) -> list[Problem]:
    """Return where a run's files disagree with its journal, its ledger, each other.

    What a session that broke off left half-written at the end of a file, and nobody was
    told of, is a warning: `recover` takes it out.
    """
    problems, state = [], ""
    try:
        state = run_state(run)
    except DatasetError as error:  # what can be compared without it is
        problems.append(found_in(run.session_json, run, str(error), "SESSION"))
    is_growing = state == "recording"
    torn: Severity = "warning" if _was_broken_off(run, state) else "error"
    if run.vhdr.exists():
        try:
            texts = Recording.open(run).check(is_growing=is_growing)
        except DatasetError as error:
            texts = [str(error)]
        # without a journal nothing is known to be wrong, and nothing to be right
        severity: Severity = "error" if run.journal.exists() else "warning"
        problems += [
            found_in(
                run.eeg,
                run,
                text,
                "JOURNAL",
                torn if isinstance(text, TornTail) else severity,
            )
            for text in texts
        ]
    try:
        damage = examine_ledger(run.decisions).damage
    except DatasetError as error:
        return [*problems, found_in(run.decisions, run, str(error), "LEDGER")]
    whole = n_whole_lines(run.decisions) if damage else 0
    problems += [
        found_in(
            run.decisions,
            run,
            Sentence(
                "line {number} cannot be read: {problem}",
                number=found.number,
                problem=found.problem,
            ),
            "LEDGER",
            torn if found.number > whole else "error",
        )
        for found in damage
    ]
    proven = [] if is_growing else [*check_chain(run), *check_agreement(run)]
    edits = [] if is_growing or _are_in(run.events, proven) else edits_of(run)
    problems += [found_in(run.events, run, t, "EDITED", "warning") for t in edits]
    return problems + proven


def _was_broken_off(run: RunPaths, state: str) -> bool:
    """Return whether a run ended without a last line that closes its chain."""
    if run.session_hash.exists():
        return False
    return state == "interrupted" or read_chain(run.decisions).is_chained


def _are_in(path: Path, problems: list[Problem]) -> bool:
    """Return whether a file has a problem already, with its place."""
    return any(problem.location.endswith(path.name) for problem in problems)


def run_bids_validator(dataset: Path, *, warnings: bool = False) -> list[Problem]:
    """Return the problems found by the official BIDS validator, run without network.

    Raises
    ------
    DatasetError
        If the validator is not installed or breaks off.
    """
    arguments = [*_validator(), str(dataset), "--format", "json", "--max-rows", "-1"]
    if not warnings:
        arguments.append("--ignoreWarnings")
    environment = os.environ | {"DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        arguments,
        capture_output=True,
        check=False,
        env=environment,
        encoding="utf-8",
        errors="replace",
    )
    try:
        issues = json.loads(done.stdout)["issues"]
    except (ValueError, KeyError, TypeError) as error:
        raise ValidatorError(
            Sentence(
                "The BIDS validator broke off with status {status} on "
                "{dataset}: {said}. If no file is to blame, install it again: pip "
                "install --force-reinstall bids-validator-deno.",
                status=done.returncode,
                dataset=dataset,
                said=_first_line(done.stderr) or Sentence("it said nothing"),
            )
        ) from error
    meanings = issues.get("codeMessages", {})
    return [_problem(issue, meanings) for issue in issues["issues"]]


def _first_line(text: str) -> str:
    """Return the first line of what a program said, without colours."""
    lines = re.sub(r"\x1b\[[0-9;]*m", "", text).strip().splitlines()
    return lines[0][:400] if lines else ""


def _validator() -> list[str]:
    """Return the command of the validator, limited to reading files."""
    try:
        bundle = import_module("bids_validator_deno").__file__
        deno = import_module("deno").find_deno_bin()
    except (ImportError, FileNotFoundError) as error:
        raise DatasetError(
            Sentence(
                "The BIDS validator is not installed ({error}). Install it: pip "
                "install bids-validator-deno.",
                error=error,
            )
        ) from error
    script = Path(str(bundle)).with_name("bids-validator.js")
    rights = ["--no-prompt", "--no-remote", "--allow-read", "--allow-env"]
    return [os.fsdecode(deno), "run", *rights, str(script)]


def _problem(issue: dict[str, Any], meanings: dict[str, str]) -> Problem:
    code = ".".join(filter(None, (issue.get("code"), issue.get("subCode"))))
    text = issue.get("issueMessage") or meanings.get(issue.get("code", ""), "")
    line = f" (line {issue['line']})" if "line" in issue else ""
    return Problem(
        severity="error" if issue.get("severity") == "error" else "warning",
        location=str(issue.get("location", "")).lstrip("/"),
        text=f"{code}: {' '.join(text.split())}{line}",
        code=code,
    )
