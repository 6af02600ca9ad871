"""Comparisons of engagement over sessions: refused where the scales differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.reading.scales import MIXED
from attention_camp.camp.dataset.reading.summary import RunSummary
from attention_camp.resources.texts import Sentence


class MixedScalesError(DatasetError):
    """Scores of several scales that were to be compared; the text is for people."""


def mixed_scales(summaries: Iterable[RunSummary]) -> dict[str, dict[str, list[str]]]:
    """Return the people whose sessions' scores are of several scales.

    Parameters
    ----------
    summaries : iterable of RunSummary
        The runs to be compared.

    Returns
    -------
    mixed : dict
        By participant: the sessions of each scale.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for run in summaries:
        if run.n_scored:
            scales = found.setdefault(run.participant, {})
            scales.setdefault(run.score_scale, []).append(run.session)
    return {
        person: scales
        for person, scales in found.items()
        if len(scales) > 1 or MIXED in scales
    }


def require_one_scale(summaries: Sequence[RunSummary]) -> None:
    """Refuse to compare engagement over sessions whose scores are of several scales.

    For whatever computes statistics of engagement over sessions.

    Raises
    ------
    MixedScalesError
        If a person has sessions of two scales, or people differ in theirs.
    """
    scales = {run.score_scale for run in summaries if run.n_scored}
    if len(scales) <= 1 and MIXED not in scales:
        return
    mixed = mixed_scales(summaries)
    names = ", ".join(sorted(mixed)[:5]) or "–"
    raise MixedScalesError(
        Sentence(
            "Engagement is of several scales here ({scales}), so it cannot be compared "
            "(participants with more than one: {names}). Choose sessions of one scale: "
            "before and after a camp, use protocols that calibrate, such as battery.",
            scales=", ".join(sorted(scales)),
            names=names,
        )
    )
