"""A page about one session: what was recorded, how well, and what steered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.reading.report import RunReport, report_run
from attention_camp.camp.dataset.reading.summary import summarise_blocks
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.study.figures import COLOURS, svg_of
from attention_camp.camp.study.pages.cells import cell
from attention_camp.camp.study.pages.language import Language
from attention_camp.camp.study.pages.study_page import render
from attention_camp.resources.texts import Sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from attention_camp.camp.session.records import TrialRecord

_STAGES: Mapping[str, Sentence] = {
    "calibration": Sentence("calibration"),
    "main": Sentence("main"),
}
_STATES: Mapping[str, Sentence] = {
    "finished": Sentence("finished"),
    "aborted": Sentence("ended early"),
    "emergency": Sentence("stopped by the participant"),
    "failed": Sentence("failed"),
    "recording": Sentence("being recorded"),
    "interrupted": Sentence("broken off"),
}


def session_page(run: RunPaths, *, language: Language | None = None) -> str:
    """Return a page about one run, as HTML that needs no other file.

    Parameters
    ----------
    run : RunPaths
        The run.
    language : Language or None
        Language of the page; None: English.

    Raises
    ------
    DatasetError
        If one of its files cannot be read.
    """
    spoken = language or Language()
    report, trials = report_run(run), read_trials(run)
    request = read_session(run).get("request") or {}
    said = [
        Sentence(
            "Protocol {protocol}, {date}, {state}.",
            protocol=run.task,
            date=report.summary.date[:10] or "–",
            state=_STATES.get(report.summary.state, report.summary.state),
        )
    ]
    if request.get("observer"):
        said.append(Sentence("A simulated person answered: nothing here is about one."))
    return render(
        "session.html",
        spoken,
        title=Sentence("{session}", session=run.title),
        provenance=said,
        facts=list(_facts(report)),
        why=report.permission.detail or report.permission.why,
        blocks=[
            {
                "number": block.block,
                "task": block.task,
                "stage": _STAGES.get(block.stage, block.stage),
                "trials": block.n_trials,
                "accuracy": cell(block.accuracy),
                "time": cell(block.reaction_time_median),
                "levels": f"{block.level_first} → {block.level_last}",
                "scored": block.n_scored,
                "steered": block.n_steered,
            }
            for block in summarise_blocks(trials)
            if block.stage != "practice"
        ],
        course=_course(trials, spoken),
        session_hash=report.session_hash,
    )


def _facts(report: RunReport) -> list[tuple[Sentence, str]]:
    losses = report.losses
    lost = f"{losses.n_samples / losses.sfreq:.1f} s" if losses else "–"
    nothing = float("nan")
    quality = nothing if report.quality is None else report.quality
    minutes = report.summary.minutes
    return [
        (Sentence("Minutes of EEG"), cell(nothing if minutes is None else minutes)),
        (Sentence("Channels good"), cell(quality)),
        (Sentence("Missing samples"), lost),
        (Sentence("Trials"), str(report.summary.n_trials)),
        (Sentence("Trials with a score"), str(report.n_scored)),
        (Sentence("Dropped frames"), str(report.n_frames_dropped)),
        (Sentence("Onsets that lost a frame"), str(report.n_onset_dropped)),
    ]


def _course(trials: list[TrialRecord], language: Language) -> str:
    """Return level and score of the main trials as SVG; empty: there are none."""
    main = [trial for trial in trials if trial.stage == "main"]
    if not main:
        return ""

    def draw(axes: Axes) -> None:
        x = np.arange(1, len(main) + 1)
        axes.step(
            x, [trial.level for trial in main], where="mid", color=COLOURS[0],
            label=language.say("Level"),
        )  # fmt: skip
        axes.set_xlabel(language.say("Main trial"))
        axes.set_ylabel(language.say("Level"))
        scores = [t.engagement if t.engagement is not None else np.nan for t in main]
        if np.isfinite(scores).any():
            other = axes.twinx()
            other.plot(x, scores, "o", markersize=3, color=COLOURS[1])
            other.set_ylabel(language.say("Engagement (points)"))
            other.set_ylim(0, 1)

    return svg_of(draw, (6.4, 3.0))
