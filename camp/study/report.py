"""A study's report: a self-contained page, its tables, and the script beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from attention_camp.camp.dataset.exports.folder import (
    check_export_folder,
    whole_folder,
)
from attention_camp.camp.dataset.tables import as_json, to_json
from attention_camp.camp.study.analysis import Analysis
from attention_camp.camp.study.pages.language import Language
from attention_camp.camp.study.pages.study_page import link_to, page_of
from attention_camp.camp.study.record.answers import read_answers
from attention_camp.camp.study.record.cred_nf import cred_nf
from attention_camp.camp.study.revise import revised
from attention_camp.camp.study.script import SCRIPT, script_of

if TYPE_CHECKING:
    import pandas as pd

REPORT, QUESTIONS, CHECKLIST = "report.html", "questions.json", "cred-nf.json"


def write_report(
    analysis: Analysis,
    out: Path,
    *,
    language: Language | None = None,
    linked: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Write the report, its tables and its script into a new folder.

    Parameters
    ----------
    analysis : Analysis
        What the study shows.
    out : Path
        New or empty folder outside the dataset.
    language : Language or None
        Language of the page; None: English. Tables and script are the same in all.
    linked : str or None
        Where the page's links find the dataset; None: where it is, seen from ``out``.
    progress : callable or None
        Called with the tables written and their number; it may raise, to cancel, and
        nothing is left behind.

    Returns
    -------
    report : Path
        ``report.html``; it needs no network and no other file.

    Raises
    ------
    ExportError
        If ``out`` holds something, or cannot be written; nothing half-written is left.
    AnswersError
        If the answers kept with the dataset cannot be read.
    """
    check_export_folder(analysis.data.dataset, out)
    items = cred_nf(analysis, read_answers(analysis.data.dataset))
    with whole_folder(out) as folder:
        _write_tables(analysis, folder / "tables", progress)
        place = link_to(analysis.data.dataset, out) if linked is None else linked
        page = page_of(analysis, items, place, language=language or Language())
        (folder / REPORT).write_text(page, encoding="utf-8")
        for label, protocol in analysis.data.protocols.items():
            mine = [one for one in analysis.proposals if one.protocol == label]
            if (text := revised(protocol, mine)) is not None:
                changed = folder / "proposed" / f"{label}.yaml"
                changed.parent.mkdir(exist_ok=True)
                changed.write_text(text, encoding="utf-8")
        script = script_of(analysis.persons.found)
        (folder / SCRIPT).write_text(script, encoding="utf-8")
        (folder / "results.json").write_text(_results(analysis), encoding="utf-8")
        asked = as_json(asdict(analysis.questions))
        (folder / QUESTIONS).write_text(asked, encoding="utf-8")
        listed = json.dumps([asdict(i) for i in items], ensure_ascii=False, indent=1)
        (folder / CHECKLIST).write_text(f"{listed}\n", encoding="utf-8")
    return out / REPORT


def _write_tables(
    analysis: Analysis, folder: Path, progress: Callable[[int, int], None] | None
) -> None:
    folder.mkdir()
    frames = _tables(analysis)
    for done, (name, frame) in enumerate(frames.items(), start=1):
        if progress:
            progress(done, len(frames))
        table = folder / f"{name}.csv"
        table.parent.mkdir(exist_ok=True)
        frame.to_csv(table, index=False, lineterminator="\n")


def _tables(analysis: Analysis) -> Mapping[str, pd.DataFrame]:
    """Return what the script reads; order and digits make the same numbers again."""
    return {
        "values": analysis.persons.values,
        "people": analysis.persons.people,
        "trials": analysis.data.trials,
        "sessions": analysis.data.runs,
        "quality": analysis.quality,
        "regulation": analysis.regulation.people,
        "courses": analysis.regulation.parts,
        **{f"brain/{one.name}": one.table() for one in analysis.changes},
    }


def _results(analysis: Analysis) -> str:
    found = [json.loads(to_json(asdict(one))) for one in analysis.persons.found]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
