"""The tables of the score per headset, in Markdown: figures, gains, certainty."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.data.headsets import HEADSETS
from attention_camp.models.evaluation.contacts import CHANGES
from attention_camp.models.evaluation.headsets import (
    BASELINES,
    CONTROLS,
    Answer,
    by_person,
)
from attention_camp.models.figures import (
    auc,
    balanced_accuracy,
    calibration_error,
    interval,
)
from attention_camp.models.training.held_out import Said

CERTAIN = 0.5
"""Certainty from which the rules of difficulty may act."""

Values = NDArray[np.float64]


def aucs(found: Sequence[Answer], model: str, headset: str, **setting: bool) -> Values:
    """Return the AUC of everybody in the same order, NaN where there is none.

    Parameters
    ----------
    found : sequence of Answer
        Of all models.
    model, headset : str
        Which.
    **setting : bool
        ``with_rest``, as ``by_person`` takes it.
    """
    own = by_person(found, model, headset, **setting)
    everybody = dict.fromkeys(one.person for one in found)
    return np.array([_auc(own[name]) if name in own else np.nan for name in everybody])


def _auc(one: Answer) -> float:
    scored = ~np.isnan(one.engaged)
    return auc(one.y[scored], one.engaged[scored])


def as_text(found: Sequence[Answer], said: Sequence[Said]) -> str:
    """Return all tables."""
    scored = [
        one.name
        for one in HEADSETS
        if np.isfinite(aucs(found, "score", one.name)).any()
    ]
    parts = [
        _sources(),
        _main(found, scored),
        _against(found, scored),
        _gains(said, scored),
        _reliability(found, scored),
        _contacts(found, scored),
    ]
    return "\n\n".join(parts)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _sources() -> str:
    rows = [
        (
            one.name,
            " ".join(one.ch_names) or "all",
            " ".join(one.reference),
            one.source,
        )
        for one in HEADSETS
    ]
    return _table(("headset", "electrodes", "reference", "source"), rows)


def _spread(values: Values) -> str:
    low, high = interval(values)
    return f"{np.nanmean(values):.3f} [{low:.3f}, {high:.3f}]"


def _difference(values: Values) -> str:
    low, high = interval(values)
    return f"{np.nanmean(values):+.3f} [{low:+.3f}, {high:+.3f}]"


def _main(found: Sequence[Answer], names: Sequence[str]) -> str:
    rows = []
    for name in names:
        own = list(by_person(found, "score", name).values())
        new = list(by_person(found, "score", name, with_rest=False).values())
        values = aucs(found, "score", name)
        y, p, certainty = _joined(own)
        acts = certainty >= CERTAIN
        wrong = f"{((p > 0.5) != y)[acts].mean():.2f}" if acts.any() else "–"
        rows.append(
            (
                name,
                _spread(values),
                f"{np.nanmean([_accuracy(one) for one in own]):.3f}",
                f"{calibration_error(y, p):.3f}",
                f"{acts.mean():.2f}",
                wrong,
                f"{(values < 0.5).sum()} of {np.isfinite(values).sum()}",
                f"{np.mean([np.isnan(one.engaged).mean() for one in own]):.3f}",
                f"{np.nanmean(aucs(found, 'score', name, with_rest=False)):.3f}",
                f"{np.nanmean([_accuracy(one) for one in new]):.3f}",
                f"{calibration_error(*_joined(new)[:2]):.3f}",
            )
        )
    heads = (
        *("headset", "AUC", "balanced accuracy", "ECE", "certain", "of these wrong"),
        *("people below 0.5", "declined", "AUC, no own rest", "accuracy", "ECE"),
    )
    return _table(heads, rows)


def _joined(
    parts: Sequence[Answer],
) -> tuple[NDArray[np.int64], Values, Values]:
    y = np.concatenate([one.y for one in parts])
    p = np.concatenate([one.engaged for one in parts])
    certainty = np.concatenate([one.certainty for one in parts])
    scored = ~np.isnan(p)
    return y[scored], p[scored], certainty[scored]


def _accuracy(one: Answer) -> float:
    scored = ~np.isnan(one.engaged)
    return balanced_accuracy(one.y[scored], one.engaged[scored])


def _against(found: Sequence[Answer], names: Sequence[str]) -> str:
    """Return the score beside baselines that know the headset."""
    models = {one.model for one in found}
    here = [name for name in (*BASELINES, *CONTROLS) if name in models]
    if not here:
        return ""
    table = {
        model: np.stack([aucs(found, model, name) for name in names])
        for model in ("score", *here)
    }
    rows = []
    for i, name in enumerate(names):
        cells = [f"{np.nanmean(table[model][i]):.3f}" for model in here]
        best = max(
            (m for m in here if m in BASELINES),
            key=lambda m: float(np.nanmean(table[m][i])),
        )
        apart = table["score"][i] - table[best][i]
        rows.append((name, *cells, best, _difference(apart)))
    over = {m: _over_headsets(table[m]) for m in table}
    best = max(
        (m for m in here if m in BASELINES), key=lambda m: float(np.nanmean(over[m]))
    )
    cells = [f"{np.nanmean(over[model]):.3f}" for model in here]
    rows.append(
        (
            f"mean over headsets (score {np.nanmean(over['score']):.3f})",
            *cells,
            best,
            _difference(over["score"] - over[best]),
        )
    )
    return _table(("headset", *here, "best baseline", "score better by"), rows)


def _over_headsets(values: Values) -> Values:
    """Return each person's mean over the headsets that have one, NaN where none has."""
    n = np.isfinite(values).sum(axis=0)
    return np.where(n > 0, np.nansum(values, axis=0) / np.maximum(n, 1), np.nan)


def _gains(said: Sequence[Said], names: Sequence[str]) -> str:
    """Return what the path over the head adds to the pooled one."""
    rows = []
    for name in names:
        own = [one for one in said if one.headset == name and one.with_rest]
        pooled = np.array([auc(one.y, one.pooled) for one in own])
        laid = np.array([auc(one.y, one.over_head) for one in own])
        used = float(np.mean([one.is_over_head.mean() for one in own]))
        is_laid = used > 0
        rows.append(
            (
                name,
                _spread(pooled),
                _spread(laid) if is_laid else "–",
                _difference(laid - pooled) if is_laid else "–",
                "over the head" if used > 0.5 else "pooled",
            )
        )
    return _table(("headset", "pooled", "over the head", "gain", "used"), rows)


def _reliability(found: Sequence[Answer], names: Sequence[str]) -> str:
    """Return how often people were engaged, by what was said, at even odds."""
    edges = np.linspace(0, 1, 6)
    rows = []
    for name in names:
        y, p, _ = _joined(list(by_person(found, "score", name).values()))
        weight = 0.5 / np.array([(y == 0).mean(), (y == 1).mean()])[y]
        cells = []
        for low, high in itertools.pairwise(edges):
            part = (p >= low) & (p <= high if high == 1 else p < high)
            if part.sum() < 20:
                cells.append("–")
                continue
            true = np.average(y[part], weights=weight[part])
            cells.append(
                f"{np.average(p[part], weights=weight[part]):.2f} → {true:.2f}"
            )
        rows.append((name, *cells))
    heads = [f"{low:.1f} to {low + 0.2:.1f}" for low in edges[:-1]]
    return _table(("said → was engaged", *heads), rows)


def _contacts(found: Sequence[Answer], names: Sequence[str]) -> str:
    rows = []
    for name in names:
        usual = aucs(found, "score", name)
        cells = []
        for change in CHANGES:
            after = aucs(found, f"score, {change}", name)
            if np.isnan(after).all():
                cells.append("declined")
                continue
            cells.append(f"{np.nanmean(after):.3f} ({np.nanmean(after - usual):+.3f})")
        rows.append((name, *cells))
    return _table(("headset", *CHANGES), rows)
