"""Make the weights of the score: people and headsets left out, then everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.adapter import NONE, find_adapter
from attention_camp.models.data.headsets import HEADSETS, log_untold
from attention_camp.models.data.recordings import Person, read_people
from attention_camp.models.data.references import zeros_of
from attention_camp.models.figures import auc
from attention_camp.models.indices import logistic
from attention_camp.models.reference import Reference
from attention_camp.models.score.spectra import Values, log_powers, relative
from attention_camp.models.score.weights import (
    PATHS,
    SETTINGS,
    Paths,
    ScoreWeights,
    write_score,
)
from attention_camp.models.training.baselines import baselines_of
from attention_camp.models.training.card import (
    UNTESTED,
    description_of,
    people_by_dataset,
    support_of,
)
from attention_camp.models.training.held_out import (
    CAP,
    Part,
    Said,
    headsets_for,
    parts_of,
    said_by,
    worn_by,
)
from attention_camp.models.training.scale import fit_calibration
from attention_camp.models.training.score import (
    ALPHA_SHARE,
    WITHOUT_REST,
    Features,
    Sitting,
    features_of,
    fit_lines,
    spectra_at_rest,
)
from attention_camp.models.weights import BASELINES, ProbabilityScale
from attention_camp.models.windows import Windows

N_FOLDS = 6
"""Parts of the people, each left out once, for the figures and the probabilities."""
OnProgress = Callable[[float, str], None]
Scales = Mapping[str, Mapping[str, ProbabilityScale]]
"""By setting and path."""


def train(
    data_dirs: Sequence[Path],
    out: Path,
    *,
    n_folds: int = N_FOLDS,
    notices: Sequence[str] = (),
    progress: OnProgress | None = None,
) -> Mapping[str, Any]:
    """Learn the score from labelled BIDS datasets and write a weight folder.

    Nothing in it is random: the same recordings give the same weights.

    Parameters
    ----------
    data_dirs : sequence of Path
        EEG-BIDS datasets with recordings of rest and of a task.
    out : Path
        Folder for the card and the numbers; where all people share channels, also for
        what the linear baselines learn from.
    n_folds : int
        Parts of the people for the figures and the probabilities.
    notices : sequence of str
        Data notices to keep with the weights, beside each dataset's own.
    progress : callable, optional
        Told the share that is done, 0 to 1, and what is being done.

    Returns
    -------
    mapping
        The card as written; ``figures`` are over people and headsets left out. With one
        person there are none: ``warning`` says so.
    """
    told = progress or (lambda *_: None)
    people = read_people(data_dirs)
    log_untold(people, HEADSETS)
    worn = worn_by(people, headsets_for(people))
    held_out = _held_out(worn, min(n_folds, len(people)), told)
    told(0.95, "everybody")
    scales = scales_of(held_out)
    weights, support = weights_of(worn, scales)
    card = {
        "warning": UNTESTED if held_out is None else "",
        "calibration": {
            setting: {path: asdict(scale) for path, scale in by_path.items()}
            for setting, by_path in scales.items()
        },
        "support": support,
        "figures": figures_of(held_out, scales) if held_out else {},
        "trained_on": [description_of(Path(folder)) for folder in data_dirs],
        "people": people_by_dataset(person.name for person in people),
        "headsets": [*dict.fromkeys(one.headset for one in worn)],
        "notices": list(notices),
    }
    write_score(out, weights, card)
    if len({(person.sfreq, person.ch_names) for person in people}) == 1:
        (out / BASELINES).write_bytes(baselines_of(people))
    told(1.0, "done")
    return card


def _held_out(
    worn: Sequence[Sitting], n_folds: int, told: OnProgress
) -> list[Said] | None:
    """Return what is said of people and headsets left out; None of a single person."""
    what = "people and headsets left out"
    told(0.05, what)
    if n_folds < 2:
        return None
    parts = parts_of(
        worn, n_folds=n_folds, told=lambda share: told(0.05 + 0.89 * share, what)
    )
    return [x for part in parts for x in said_by(part, worn, families=True)]


def fitted(
    windows: Windows, y: NDArray[np.int64], people: NDArray[np.str_]
) -> ScoreWeights:
    """Return weights for labelled windows of some people.

    The first third of each person's rest stands for their own rest.

    Parameters
    ----------
    windows : Windows
        Of everybody, with the same channels.
    y : ndarray, shape (n_windows,)
        0 rest, 1 engaged.
    people : ndarray, shape (n_windows,)
        Whose each window is.
    """
    persons = [
        _person(windows, y, people == name, str(name)) for name in np.unique(people)
    ]
    worn = worn_by(persons, headsets_for(persons))
    held_out = None
    if len(persons) >= 5:
        parts = parts_of(worn, n_folds=5, families=False)
        held_out = [x for part in parts for x in said_by(part, worn, families=False)]
    return weights_of(worn, scales_of(held_out))[0]


def _person(
    windows: Windows, y: NDArray[np.int64], own: NDArray[np.bool_], name: str
) -> Person:
    data = np.where(windows.usable[own][..., None], windows.data[own], np.nan)
    return Person(
        name,
        data.astype(np.float32),
        y[own],
        np.zeros(int(own.sum()), np.int64),
        np.full(int(own.sum()), ""),
        np.zeros(int(own.sum()), np.bool_),
        windows.sfreq,
        windows.ch_names,
        zeros_of(data, windows.ch_names),
    )


def weights_of(
    worn: Sequence[Sitting], scales: Scales
) -> tuple[ScoreWeights, dict[str, Any]]:
    """Return the weights learned from everybody, and what the card says of spectra.

    Parameters
    ----------
    worn : sequence of Sitting
        Everybody through every headset.
    scales : mapping
        From logits to probabilities, by setting and path.
    """
    spectra = spectra_at_rest([one for one in worn if one.family == CAP])
    lines, adapter = {}, find_adapter([])
    for with_rest in (True, False):
        rows = [features_of(one, *spectra, with_rest=with_rest) for one in worn]
        lines["", with_rest] = fit_lines(rows)
        if with_rest:
            adapter = find_adapter(contrasts(rows))
    support = support_of(np.concatenate([mean_spectra(one) for one in worn]))
    everybody = Part(frozenset(), *spectra, lines)
    weights = assembled(everybody, "", scales, Reference.of(support))
    return replace(weights, adapter=adapter), support


def assembled(
    part: Part, family: str, scales: Scales, reference: Reference
) -> ScoreWeights:
    """Return what was learned as weights that score, without an adapter.

    Parameters
    ----------
    part : Part
        Lines, and what rest is like.
    family : str
        The headsets that were left out of learning; empty: none.
    scales : mapping
        From logits to probabilities, by setting and path.
    reference : Reference
        The spectra of training.
    """
    paths = {}
    for with_rest, setting in zip((True, False), SETTINGS, strict=True):
        lines, by_path = part.lines[family, with_rest], scales[setting]
        paths[setting] = Paths(
            lines.pooled, lines.over_head, by_path["pooled"], by_path["over_head"]
        )
    return ScoreWeights(
        paths["own_rest"],
        paths["new_person"],
        part.typical_rest,
        part.usual_spread,
        reference,
        NONE,
        hash="fitted",
        alpha_share=ALPHA_SHARE,
        most_without_rest=WITHOUT_REST,
    )


def contrasts(rows: Sequence[Features]) -> list[tuple[Values, NDArray[np.int64]]]:
    """Return each person's spectra over the head as they were recorded."""
    firsts = {row.person: row for row in reversed(rows) if row.family == CAP}
    return [(row.over_head, row.y) for row in firsts.values()]


def mean_spectra(sitting: Sitting) -> Values:
    """Return the mean log powers of windows, without their level, (n_windows, F)."""
    mask = sitting.windows.usable.astype(np.float64)
    logs = log_powers(sitting.windows)
    level = relative(logs, np.zeros_like(logs), mask)
    return np.asarray(level.sum(axis=1) / np.maximum(mask.sum(axis=1), 1.0)[:, None])


def scales_of(held_out: Sequence[Said] | None) -> Scales:
    """Return probabilities fitted to what was said of people left out, by setting."""
    same = {path: ProbabilityScale() for path in PATHS}
    if held_out is None:
        return {setting: dict(same) for setting in SETTINGS}
    found: dict[str, dict[str, ProbabilityScale]] = {}
    for setting in SETTINGS:
        said = [one for one in held_out if one.with_rest == (setting == SETTINGS[0])]
        y = np.concatenate([one.y for one in said])
        n_chans = np.concatenate([one.n_chans for one in said])
        laid = np.concatenate([one.is_over_head for one in said])
        found[setting] = dict(same)
        for path, part in (("pooled", laid | ~laid), ("over_head", laid)):
            if len(np.unique(y[part])) == 2:
                logit = np.concatenate([getattr(one, path) for one in said])
                found[setting][path] = fit_calibration(
                    logit[part], y[part], n_chans[part]
                )
    return found


def probabilities(said: Said, scales: Scales) -> Values:
    """Return the calibrated probabilities of what was said of one person.

    Parameters
    ----------
    said : Said
        Logits of both paths.
    scales : mapping
        By setting and path.
    """
    by_path = scales[SETTINGS[0] if said.with_rest else SETTINGS[1]]
    pooled = by_path["pooled"](said.pooled, said.n_chans)
    laid = by_path["over_head"](said.over_head, said.n_chans)
    return logistic(np.where(said.is_over_head, laid, pooled))


def figures_of(held_out: Sequence[Said], scales: Scales) -> dict[str, Any]:
    """Return the AUC over people, by setting and headset, both left out.

    Parameters
    ----------
    held_out : sequence of Said
        What was said of everybody through every headset.
    scales : mapping
        By setting and path.
    """
    figures: dict[str, Any] = {"n_people": len({one.person for one in held_out})}
    for with_rest, setting in zip((True, False), SETTINGS, strict=True):
        table: dict[str, list[float]] = {}
        for one in held_out:
            if one.with_rest == with_rest:
                found = auc(one.y, probabilities(one, scales))
                table.setdefault(one.headset, []).append(found)
        figures[setting] = {
            name: round(float(np.nanmean(values)), 4)
            for name, values in table.items()
            if not np.isnan(values).all()
        }
    return figures
