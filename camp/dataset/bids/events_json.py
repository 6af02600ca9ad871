"""The sidecar of events.tsv: columns, levels, HED, and how stimuli were presented."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Mapping
from typing import Any

from attention_camp.camp.dataset.bids.hed import hed_tags
from attention_camp.camp.dataset.bids.levels import LEVELS
from attention_camp.camp.dataset.tables import EVENT_COLUMNS, events_sidecar
from attention_camp.camp.session.camp.goals import MEANINGS
from attention_camp.camp.session.camp.understanding import PRACTICE
from attention_camp.resources.own_version import own_version
from attention_camp.tasks.displays import DISPLAYS, KEYS, TASK_NAMES
from attention_camp.tasks.questionnaires.probe import ANSWERS

_STIMULI = (
    "Every stimulus is drawn or synthesised while the session runs; there are no "
    "files of stimuli. A trial's stimuli follow from its task, level and seed (the "
    "first keys of its line in the decision ledger under sourcedata/), and what varied "
    "with the trial is in the column parameters. Positions and sizes are in degrees of "
    "visual angle."
)
_MARKERS = (
    "The board's marker channel, written as Stimulus markers into the .vmrk file, is a "
    "cross-check of the host's clock: see MarkerCodes. Onsets in this table come from "
    "the buffer swap and the fit of the sample clock, and are the ones to use."
)
_SCREEN = re.compile(r"(\d+) ?[x×] ?(\d+), ([\d.]+) Hz")
"""Pixels and refresh rate in the timing certificate's description of the screen."""

MARKER_CODES: Mapping[str, str] = {
    "n": "The first display of trial n, sent just before it is shown",
}
"""What the values of the board's marker channel mean."""


def described_events(
    session: Mapping[str, Any] | None = None,
    *,
    tasks: Iterable[str] | None = None,
    with_hed: bool = True,
) -> dict[str, Any]:
    """Return the content of ``*_events.json``.

    Parameters
    ----------
    session : mapping or None
        Content of ``*_session.json``; None: nothing is said of the display.
    tasks : iterable of str or None
        The tasks of the run; None: those of the session's protocol.
    with_hed : bool
        Whether to write HED: its schema is named in the description of the dataset.
    """
    content: dict[str, Any] = events_sidecar()
    tags = hed_tags() if with_hed else {}
    without = _NAMED_BY_TASKS if _has_other_tasks(session or {}, tasks) else ()
    for name in EVENT_COLUMNS:
        entry = content[name]
        levels = LEVELS.get(name)
        if levels and "Levels" not in entry and name not in without:
            entry["Levels"] = dict(levels)
        if name in tags:
            entry["HED"] = tags[name]
    content["value"] |= {"Displays": DISPLAYS, "Keys": KEYS, "Practice": PRACTICE}
    content["value"] |= {"Goals": MEANINGS, "Probes": ANSWERS}
    content["StimulusPresentation"] = _presentation(session)
    content["MarkerChannel"] = {"Description": _MARKERS, "MarkerCodes": MARKER_CODES}
    return content


_NAMED_BY_TASKS = ("task", "condition")
"""Columns whose values a task of another package may add to."""


def _has_other_tasks(session: Mapping[str, Any], tasks: Iterable[str] | None) -> bool:
    if tasks is None:
        blocks = (session.get("protocol") or {}).get("blocks") or [{}]
        tasks = [str(block.get("task")) for block in blocks]
    return not set(tasks) <= TASK_NAMES.keys()


def _presentation(session: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return how stimuli were presented, in BIDS's words; what is unknown is absent."""
    said: dict[str, Any] = {
        "SoftwareName": "Attention Camp",
        "SoftwareVersion": own_version(),
        "Description": _STIMULI,
        # of the positions of stimuli; an eye tracker says its own in each column
        "ScreenOrigin": ["center", "center"],
    }
    if session is None:
        return said
    request = session.get("request") or {}
    said["OperatingSystem"] = platform.platform(terse=True)
    if request.get("headless"):
        return said  # nothing was shown: a simulated participant answered
    display = request.get("display") or {}
    if distance := display.get("distance_m"):
        said["ScreenDistance"] = distance
    found = _SCREEN.search(str((session.get("timing_certificate") or {}).get("screen")))
    if found:
        columns, rows, rate = int(found[1]), int(found[2]), float(found[3])
        said["ScreenResolution"] = [columns, rows]
        said["ScreenRefreshRate"] = rate
        if width := display.get("width_m"):  # pixels of monitors are square
            said["ScreenSize"] = [width, round(width * rows / columns, 4)]
    return said
