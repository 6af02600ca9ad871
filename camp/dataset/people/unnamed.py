"""Take a label out of what stays: ledgers of others, trails, the list of arms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from attention_camp.camp.dataset.durable import write_whole
from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.dataset.people.audit import COMMENTS, TRAILS, audit_path
from attention_camp.camp.dataset.people.exports_made import FORGOTTEN, MADE
from attention_camp.camp.dataset.people.former_labels import labels_at
from attention_camp.camp.dataset.people.traces import (
    NOBODY,
    in_path,
    names,
    relabelled,
    renamed_in,
    value_with,
)
from attention_camp.camp.dataset.proof.rewriting import rewrite_ledgers, whole_sessions
from attention_camp.camp.dataset.proof.trail import read_trail, rewrite_trail
from attention_camp.camp.dataset.studies.resealing import reseal
from attention_camp.camp.dataset.studies.study_folder import StudyFolder
from attention_camp.camp.dataset.tables import as_json
from attention_camp.resources.bounded import read_json_table
from attention_camp.resources.texts import Sentence

DONOR = Sentence("The donor of scores was withdrawn.")
"""Why ledgers of other people are closed again."""
PLACES = ("to", "key")
"""Entries of a line of the trail that hold a path."""
TOLD = ("text", "why", "who", "by")
"""Entries in a person's own words, which may name anybody."""
CALLED = ("was", "now")
"""Entries of a corrected label."""


def take_out(dataset: Path, label: str, moved: Mapping[str, str]) -> None:
    """Take a label out of all of a dataset that is not the person's own.

    Parameters
    ----------
    dataset : Path
        The dataset, or a copy of it under the same labels.
    label : str
        The label.
    moved : mapping
        New places of exports that were named after the person, by their old ones.
    """
    change = partial(relabelled, label=label, new=NOBODY)
    rename_donor(dataset, label, change, but={label}, by="withdraw", why=DONOR)
    audit = audit_path(dataset)
    lines = read_trail(audit)
    # what the person was called at the time of each line
    labels = iter(labels_at(lines, label))
    if lines:
        rewrite_trail(audit, lambda line: _without(line, next(labels, {label}), moved))
    for trail in (*TRAILS[1:], COMMENTS):
        if (dataset / trail).exists():
            rewrite_trail(dataset / trail, lambda line: _without(line, (label,), {}))
    arms = StudyFolder(dataset).arms
    if arms.exists():
        kept = {k: v for k, v in read_json_table(arms).items() if k != label}
        write_whole(arms, as_json(kept))


def rename_donor(
    dataset: Path,
    label: str,
    change: Callable[[bytes], bytes],
    *,
    but: Collection[str],
    by: str,
    why: str,
) -> None:
    """Rename a donor in the ledgers of who received their scores.

    Sealed ledgers are all sealed anew, by the key of this computer.

    Parameters
    ----------
    dataset : Path
        The dataset.
    label : str
        The donor's label.
    change : callable
        Returns what takes the place of a line of a ledger.
    but : collection of str
        Labels of people whose ledgers are left as they are: the donor's own.
    by, why : str
        By what and why the sessions are closed again.
    """
    others = [run for run in existing_runs(dataset) if run.participant not in but]
    named = [run for run in others if names(run.decisions, label)]
    rewrite_ledgers(whole_sessions(others, named), change, by=by, why=why)
    reseal(dataset, change, but=but, by=by, why=why)


def _without(
    line: dict[str, Any], labels: Collection[str], moved: Mapping[str, str]
) -> dict[str, Any] | None:
    """Return a line of a trail without any of the labels; None: it holds none."""
    new = dict(line)
    for label in labels:
        new = value_with(new, label, NOBODY)
    if new != line:
        # what somebody wrote about a run of theirs goes, too, and the name of their
        # page
        gone = ("text", *PLACES) if new.get("of") == NOBODY else ("text",)
        new |= {key: "" for key in gone if key in new}
    for label in labels:
        for key, value in new.items():
            if key in TOLD and not label.isdigit():  # a bare number may be anything
                new[key] = renamed_in(str(value), label)
            if key in CALLED and value == label:
                new[key] = NOBODY
    if line.get("what") in {MADE, "removed"}:
        for key in PLACES:
            if new.get(key):
                new[key] = _place_without(str(new[key]), labels, moved)
    return new if new != line else None


def _place_without(
    place: str, labels: Collection[str], moved: Mapping[str, str]
) -> str:
    """Return where something is; its hash, where the path itself names the person."""
    place = moved.get(place, place)
    if any(in_path(place, label) for label in labels):
        return FORGOTTEN + sha256(place.encode()).hexdigest()
    return place
