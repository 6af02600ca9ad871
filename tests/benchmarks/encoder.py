"""Does self-attention beat the linear score on people and headsets left out?

``attention-camp bench encoder`` reads the recordings of eegmat beside the repository.
An encoder whose tokens know electrode, reference and own rest learns from headsets
drawn by lot, never from one that is nearly one of the table: pretrained on two headsets
of one instant with noise, gain and a lost channel of their own, or on labels alone. It
is tested on the people left out (six folds), through every headset of the table, beside
the score as learned without them and without the headset's kind, and as the sum of both
logits. Of all baselines, the score is the best over these headsets
(``evaluate --montages``).

What decides was fixed before the first run: an encoder may be shipped if the mean over
headsets of what it gains on the score, paired by person, has an interval above 0. Four
are compared, so that each interval leaves out a fourth of 5 %. The weights start from
one seed: the interval is over people, and says nothing of other starts.

What pretraining is worth by itself is asked of pairs of headsets of the table, each
view with a noise, a gain and a lost channel of its own: how often an instant of
somebody left out is found again among all of theirs, by the encoder's states before it
saw a label, which know neither headset, and by the linear inverse, a ridge map from one
headset's tokens to the other's that was learned from people in these very two.

With ``--minutes 15`` no part of the people is begun that would end later than 15
minutes of the processor after the start; the intervals are over those who were tested.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from attention_camp.models.data.headsets import HEADSETS, headset, seen_by
from attention_camp.models.data.recordings import Person, read_people
from attention_camp.models.evaluation.left_out import LeftOut, learned_without
from attention_camp.models.figures import auc, interval
from attention_camp.models.training.encoder.inverse import (
    found_again,
    learned_inverse,
    shown,
)
from attention_camp.models.training.encoder.learning import (
    EncoderOptions,
    learned,
    logits,
    states,
)
from attention_camp.models.training.encoder.states import StateEncoder
from attention_camp.models.training.encoder.views import (
    Tokens,
    drawn_view,
    same_instants,
    tokens_of,
    worn_by_chance,
)
from attention_camp.models.training.held_out import Part, Said
from attention_camp.models.training.train_score import N_FOLDS

IS_LONG, NEEDS_QUIET = True, False
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "eegmat"
N_VIEWS = int(os.environ.get("ENCODER_VIEWS", "6"))
"""Headsets by lot through which each person is learned from."""
OPTIONS = EncoderOptions(n_pretraining=400)
"""Steps such that all of it takes about a quarter of an hour of one core."""
WORN = HEADSETS[:-1]
"""One channel is too few for any score."""
PAIRS = (
    ("Cyton-8", "Muse-4"),
    ("Emotiv-14", "Ganglion-4"),
    ("Cyton-8, average", "BrainBit-4"),
)
"""Views of an instant with few common electrodes or none, at other references."""
INVERSE, STATES, CHANCE = "linear inverse", "encoder's states", "chance"
SCORE = "score"
ALPHA = 0.05
"""Chance that any of the encoders is said to gain where none does."""
N_DRAWN = 20_000
"""Draws of the interval that decides: few of them lie outside."""

Table = dict[str, dict[tuple[str, str], float]]
"""By model, the AUC of each person and headset, or what is found again in a pair."""


def of_a_part(part: Part, left_out: LeftOut, table: Table, again: Table) -> None:
    """Add what is said of the people of one part, by models that never saw them.

    Parameters
    ----------
    part : Part
        What was learned without these people.
    left_out : LeftOut
        Everybody, and what the score says of them.
    table : dict
        AUCs, added to.
    again : dict
        Shares of instants found again, added to.
    """
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
        (one.person, one.headset): logits_of(one, shown[one.person, one.headset])
        for one in left_out.said
        if one.with_rest and one.person in part.tested
    }
    paired = in_pairs(part, left_out.people)

    def pretrained(network: StateEncoder) -> None:
        find_again(network, part, paired, again)

    for name, how, then in (
        ("encoder, pretrained", OPTIONS, pretrained),
        ("encoder, labels alone", replace(OPTIONS, n_pretraining=0), lambda _: None),
    ):
        network = learned(views, seed=0, options=how, pretrained=then)
        for key, tokens in shown.items():
            alone = logits(network, tokens)
            _add(table, name, key, tokens, alone)
            _add(table, f"{name}, and score", key, tokens, alone + linear[key])
    for key, tokens in shown.items():
        _add(table, SCORE, key, tokens, linear[key])


Paired = dict[tuple[str, str], dict[str, tuple[Tokens, Tokens]]]
"""By pair of headsets, the same instants of each person through both."""


def in_pairs(part: Part, people: Sequence[Person]) -> Paired:
    """Return everybody in each pair of headsets, in every part with the same noise."""
    rng = np.random.default_rng(1)
    found: Paired = {}
    for names in PAIRS:
        found[names] = {}
        for person in people:
            one, two = (
                tokens_of(worn_by_chance(person, worn, rng), worn, part.usual_spread)
                for worn in map(headset, names)
            )
            found[names][person.name] = same_instants(one, two)
    return found


def find_again(network: StateEncoder, part: Part, paired: Paired, again: Table) -> None:
    """Add how many instants of the people left out are found again in another view.

    Parameters
    ----------
    network : StateEncoder
        Pretrained, without a label.
    part : Part
        Whom it has not seen.
    paired : dict
        Everybody in each pair of headsets.
    again : dict
        Added to.
    """
    for names, people in paired.items():
        pair = f"{names[0]} to {names[1]}"
        seen = [views for name, views in people.items() if name not in part.tested]
        inverse = learned_inverse(seen)
        for name in sorted(part.tested):
            one, two = people[name]
            for model, share in (
                (INVERSE, found_again(inverse(one), shown(two))),
                (STATES, found_again(states(network, one), states(network, two))),
                (CHANCE, 1 / len(one.y)),
            ):
                again.setdefault(model, {})[name, pair] = share


def logits_of(said: Said, tokens: Tokens) -> np.ndarray:
    """Return what the score says of the windows that an encoder is shown."""
    np.testing.assert_array_equal(said.rows, tokens.row)
    return np.where(said.is_over_head, said.over_head, said.pooled)


def _add(
    table: Table, model: str, key: tuple[str, str], tokens: Tokens, logit: np.ndarray
) -> None:
    if not np.isfinite(logit).all():
        msg = f"{model} gives no number for a window of {key}."
        raise FloatingPointError(msg)
    table.setdefault(model, {})[key] = auc(tokens.y, logit)


def over_headsets(table: Table, model: str) -> np.ndarray:
    """Return the mean AUC over headsets, of each person."""
    people = sorted({person for person, _ in table[model]})
    return np.array(
        [np.mean([v for (p, _), v in table[model].items() if p == q]) for q in people]
    )


def gains(table: Table) -> Mapping[str, np.ndarray]:
    """Return what each encoder gains over the score, of each person."""
    score = over_headsets(table, SCORE)
    return {m: over_headsets(table, m) - score for m in table if m != SCORE}


def decided(table: Table) -> list[tuple[str, float, str]]:
    """Return the lower end of each encoder's gain, which decides."""
    found = gains(table)
    goal = "above 0, or it is not shipped"
    return [
        (
            f"{model}, AUC gained over headsets, lower end at {1 - ALPHA / len(found)}",
            interval(apart, n=N_DRAWN, alpha=ALPHA / len(found))[0],
            goal,
        )
        for model, apart in found.items()
    ]


def tell(table: Table) -> None:
    """Print what each encoder gains on the people tested so far."""
    for model, apart in gains(table).items():
        tell_gain(model, apart)
    sys.stdout.flush()


def tell_gain(what: str, apart: np.ndarray) -> None:
    """Print the mean of differences by person, with its 95 % interval.

    Parameters
    ----------
    what : str
        Of what.
    apart : ndarray, shape (n_people,)
        The differences.
    """
    low, high = interval(apart)
    sys.stdout.write(
        f"{what}: {apart.mean():+.3f} [{low:+.3f}, {high:+.3f}] over "
        f"{len(apart)} people\n"
    )


def tell_each(table: Table, what: str) -> None:
    """Print the mean over people of each model, on each headset or pair of them.

    Parameters
    ----------
    table : dict
        By model, a figure of each person and headset.
    what : str
        What stands at the beginning of each line.
    """
    models = [*table]
    sys.stdout.write(f"| {what} | {' | '.join(models)} |\n")
    sys.stdout.write("|---" * (1 + len(models)) + "|\n")
    for one in dict.fromkeys(key for _, key in table[models[0]]):
        cells = [
            f"{np.mean([v for (_, key), v in table[m].items() if key == one]):.3f}"
            for m in models
        ]
        sys.stdout.write(f"| {one} | {' | '.join(cells)} |\n")
    over = [f"{over_headsets(table, model).mean():.3f}" for model in models]
    sys.stdout.write(f"| mean | {' | '.join(over)} |\n")


def run(*, minutes: float | None = None) -> list[tuple[str, float, str]]:
    """Print the AUC per headset; return what encoders gain over the linear models.

    Parameters
    ----------
    minutes : float, optional
        Of the processor; no part of the people is begun that would end later.
    """
    if not DATA.is_dir():
        sys.stdout.write(f"{DATA} is not at hand.\n")
        return []
    torch.set_num_threads(1)
    begin = time.process_time()
    left_out = learned_without(read_people([DATA]), WORN, n_folds=N_FOLDS)
    last = time.process_time()
    table: Table = {}
    again: Table = {}
    for part in left_out.parts:
        of_a_part(part, left_out, table, again)
        now, before = time.process_time(), last
        last = now
        sys.stdout.write(f"{now - begin:.0f} s of processor time\n")
        tell(table)
        if minutes is not None and 2 * now - before - begin > 60 * minutes:
            break  # the next part would take as long as this one
    tell_each(table, "headset")
    tell_each(again, "instants found again")
    better = over_headsets(again, STATES) - over_headsets(again, INVERSE)
    tell_gain("instants found again, states less linear inverse", better)
    return [
        *decided(table),
        (
            "instants found again, states less linear inverse, lower end at 0.95",
            interval(better)[0],
            "above 0, or pretraining gives no more than a linear map",
        ),
    ]


if __name__ == "__main__":
    for row in run():
        print(*row)
