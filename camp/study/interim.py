"""The interim analysis of a locked study: by arm, as it was declared, from a copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from attention_camp.camp.dataset.studies.interim import interim_copy
from attention_camp.camp.dataset.studies.locking import read_lock
from attention_camp.camp.session.studies.study_file import StudyError
from attention_camp.camp.study.analysis import (
    Analysis,
    Questions,
    analyse,
    require_packages,
)
from attention_camp.camp.study.gather import gather
from attention_camp.resources.texts import Sentence

Progress = Callable[[int, int], None]


def analyse_interim(
    dataset: Path,
    key: Path,
    questions: Questions | None = None,
    *,
    who: str,
    why: str,
    progress: Progress | None = None,
) -> Analysis:
    """Analyse a sealed study by arm, where an interim analysis is declared and due.

    Nothing of the dataset is opened, and nothing read from the copy is kept in a cache.

    Parameters
    ----------
    dataset : Path
        Root of the dataset.
    key : Path
        The statistician's private key, or that of the computer that locked the study.
    questions : Questions or None
        What it asks beside what the study declares.
    who, why : str
        Who looks, and the reason; both stay in the audit trail.
    progress : callable or None
        Called with what is done and all; it may raise, to cancel. A look that was
        cancelled can be made again over the same data.

    Raises
    ------
    StudyError, KeyFileError, SealError
        If none may be made, or the key is another one.
    """
    require_packages()
    asked, lock = questions or Questions(), read_lock(dataset)
    if lock is None:
        raise StudyError(
            Sentence(
                "{dataset} has no locked study. An interim analysis is declared, with "
                "its alpha, in the study file before the lock.",
                dataset=dataset,
            )
        )
    if asked.brain:
        raise StudyError(
            Sentence(
                "Spectra and evoked responses are compared in the final analysis: the "
                "copy that an interim one opens holds no EEG. Leave them out."
            )
        )
    with interim_copy(lock, key, who=who, why=why) as (copy, look):
        data = gather(copy, cache=copy.parent / "cache", progress=progress)
        found = analyse(data, replace(asked, interim=look.alpha), progress=progress)
    return replace(found, data=replace(found.data, dataset=dataset))


def spending_of(analysis: Analysis) -> Sentence | None:
    """Return what the study's alpha is spent on; None: it declares no interim look."""
    study, alpha = analysis.data.study, analysis.questions.interim
    if study is None or not study.interims or analysis.questions.is_blind:
        return None
    facts = {"left": f"{study.final_alpha:g}", "alpha": f"{study.alpha:g}"}
    if alpha is None:
        return Sentence(
            "Interim analyses were declared ({n}) and are paid for out of the study's "
            "alpha of {alpha}: the primary outcome counts below {left}.",
            n=len(study.interims),
            **facts,
        )
    return Sentence(
        "Interim analysis, declared before the lock: {spent} of the study's alpha of "
        "{alpha} is spent on it whatever it finds, and {left} stays for the final one. "
        "Only the primary outcome's test, below {spent}, may end the study; a p above "
        "it says nothing, and intervals (95 %) are not widened for the look. The "
        "report names arms: it is for who looks, not for who records.",
        spent=f"{alpha:g}",
        **facts,
    )
