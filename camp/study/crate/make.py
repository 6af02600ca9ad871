"""Make the reviewer's crate: dataset, report and environment in one closed folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from attention_camp.camp.dataset.durable import write_new
from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.exports.folder import (
    check_export_folder,
    whole_folder,
)
from attention_camp.camp.dataset.tables import as_json
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.camp.study.analysis import Questions, analyse
from attention_camp.camp.study.crate.bag import close_bag
from attention_camp.camp.study.crate.environment import write_environment
from attention_camp.camp.study.crate.metadata import METADATA, metadata_of
from attention_camp.camp.study.gather import gather
from attention_camp.camp.study.report import write_report
from attention_camp.resources.texts import Sentence

DATASET, REPORT_FOLDER = Path("data/dataset"), Path("data/report")
ENVIRONMENT = Path("data/environment")


def make_crate(
    dataset: Path,
    out: Path,
    questions: Questions | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[Sentence]:
    """Put a dataset, its report and its environment into one RO-Crate, closed.

    Everything of the dataset goes in; for strangers make it of an anonymous copy.

    Parameters
    ----------
    dataset : Path
        Root of the dataset.
    out : Path
        New or empty folder outside the dataset.
    questions : Questions or None
        What the report asks.
    progress : callable or None
        Called with the number of files copied, then of runs read, and of all; it may
        raise, to cancel: nothing half-made is left.

    Returns
    -------
    said : list of Sentence
        What was left out of the copy.

    Raises
    ------
    ExportError
        If ``out`` holds something, or cannot be written.
    StudyError
        If the arms of a locked study are not all opened: nobody else could make its
        decisions again.
    """
    check_export_folder(dataset, out)
    data = gather(dataset, progress=progress)
    if data.is_sealed:
        raise StudyError(
            Sentence(
                "{dataset} is a blinded study. A crate lets others make every decision "
                "again, which needs the arms: unblind the study first.",
                dataset=dataset,
            )
        )
    with whole_folder(out) as folder:
        (folder / DATASET).parent.mkdir()
        said = export_bids(dataset, folder / DATASET, progress=progress)
        copied = gather(folder / DATASET)
        write_report(analyse(copied, questions), folder / REPORT_FOLDER)
        write_environment(folder / ENVIRONMENT)
        write_new(folder / METADATA, as_json(metadata_of(folder)))
        close_bag(folder)
    return said
