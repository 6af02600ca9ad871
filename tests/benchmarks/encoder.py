"""Does self-attention beat the linear score on people and headsets left out?

``attention-camp bench encoder`` reads the recordings of eegmat beside the repository.
An encoder whose tokens know electrode, reference and own rest learns from headsets
drawn by lot, never from one of the table: pretrained on two headsets of one instant
with noise, gain and a lost channel of their own, or on labels alone. It is tested on
the people left out (six folds), through every headset of the table, beside the score as
learned without them and without the headset's kind, and as the sum of both logits.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from attention_camp.models.data.headsets import HEADSETS, seen_by
from attention_camp.models.data.recordings import read_people
from attention_camp.models.evaluation.left_out import LeftOut, learned_without
from attention_camp.models.figures import auc, interval
from attention_camp.models.training.encoder.learning import (
    EncoderOptions,
    learned,
    logits,
)
from attention_camp.models.training.encoder.views import (
    Tokens,
    drawn_view,
    tokens_of,
)
from attention_camp.models.training.held_out import Part
from attention_camp.models.training.train_score import N_FOLDS

IS_LONG = True
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "eegmat"
N_VIEWS = int(os.environ.get("ENCODER_VIEWS", "6"))
"""Headsets by lot through which each person is learned from."""
WORN = HEADSETS[:-1]
"""One channel is too few for any score."""

Table = dict[str, dict[tuple[str, str], float]]
"""By model, the AUC of each person and headset."""


def of_a_part(part: Part, left_out: LeftOut, table: Table) -> None:
    """Add what is said of the people of one part, by models that never saw them."""
    rng = np.random.default_rng(0)
    spread = part.usual_spread
    views = [
        [drawn_view(person, spread, rng) for _ in range(N_VIEWS)]
        for person in left_out.people
        if person.name not in part.tested
    ]
    shown = {
        (person.name, worn.name): tokens_of(seen_by(person, worn), worn, spread)
        for person in left_out.people
        if person.name in part.tested
        for worn in WORN
    }
    linear = {
        (one.person, one.headset): np.where(one.is_over_head, one.over_head, one.pooled)
        for one in left_out.said
        if one.with_rest
    }
    options = EncoderOptions()
    for name, how in (
        ("encoder, pretrained", options),
        ("encoder, labels alone", replace(options, n_pretraining=0)),
    ):
        network = learned(views, seed=0, options=how)
        for key, tokens in shown.items():
            _add(table, name, key, tokens, logits(network, tokens))
            both = logits(network, tokens) + linear[key]
            _add(table, f"{name}, and score", key, tokens, both)
    for key, tokens in shown.items():
        _add(table, "score", key, tokens, linear[key])


def _add(
    table: Table, model: str, key: tuple[str, str], tokens: Tokens, logit: np.ndarray
) -> None:
    table.setdefault(model, {})[key] = auc(tokens.y, logit)


def over_headsets(table: Table, model: str) -> np.ndarray:
    """Return the mean AUC over headsets, of each person."""
    people = sorted({person for person, _ in table[model]})
    return np.array(
        [np.mean([v for (p, _), v in table[model].items() if p == q]) for q in people]
    )


def run() -> list[tuple[str, float, str]]:
    """Print the AUC per headset; return what each encoder gains over the score."""
    if not DATA.is_dir():
        sys.stdout.write(f"{DATA} is not at hand.\n")
        return []
    torch.set_num_threads(1)
    begin = time.process_time()
    left_out = learned_without(read_people([DATA]), WORN, n_folds=N_FOLDS)
    table: Table = {}
    for part in left_out.parts:
        of_a_part(part, left_out, table)
        sys.stdout.write(f"{time.process_time() - begin:.0f} s of processor time\n")
        sys.stdout.flush()
    models = sorted(table, key=lambda name: name != "score")
    sys.stdout.write(f"| headset | {' | '.join(models)} |\n{'|---' * 6}|\n")
    for worn in WORN:
        cells = [
            f"{np.mean([v for (_, h), v in table[m].items() if h == worn.name]):.3f}"
            for m in models
        ]
        sys.stdout.write(f"| {worn.name} | {' | '.join(cells)} |\n")
    rows = []
    for model in models[1:]:
        apart = over_headsets(table, model) - over_headsets(table, "score")
        low, high = interval(apart)
        sys.stdout.write(f"{model}: {apart.mean():+.3f} [{low:+.3f}, {high:+.3f}]\n")
        rows.append((f"{model}, AUC gained over headsets", apart.mean(), "above 0"))
    return rows


if __name__ == "__main__":
    run()
