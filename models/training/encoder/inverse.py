"""The linear inverse between two headsets: what pretraining has to be better than."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attention_camp.models.training.encoder.views import Tokens, same_instants

Values = NDArray[np.float64]

PENALTIES = tuple(10.0**k for k in range(1, 7))
"""Of the squared weights, tokens being in usual spreads; the one with the least error
on windows left out is taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Inverse:
    """A ridge map from all tokens of one headset to all of another."""

    weights: Values
    """Shape (n_from, n_to)."""
    bias: Values
    """Shape (n_to,)."""

    def __call__(self, tokens: Tokens) -> Values:
        """Return what the other headset would show, shape (n_windows, n_to)."""
        return np.asarray(shown(tokens) @ self.weights + self.bias)


def shown(tokens: Tokens) -> Values:
    """Return all that tokens show of each window, shape (n_windows, n_numbers)."""
    return tokens.apart.reshape(len(tokens.y), -1).astype(np.float64)


def learned_inverse(people: Sequence[tuple[Tokens, Tokens]]) -> Inverse:
    """Return the map from one headset to another, learned from people in both.

    Parameters
    ----------
    people : sequence of (Tokens, Tokens)
        Each through either headset.
    """
    from sklearn.linear_model import RidgeCV

    pairs = [same_instants(one, two) for one, two in people]
    given, wanted = (np.concatenate([shown(pair[k]) for pair in pairs]) for k in (0, 1))
    model = RidgeCV(alphas=PENALTIES).fit(given, wanted)
    return Inverse(np.asarray(model.coef_.T), np.asarray(model.intercept_))


def found_again(one: Values, two: Values) -> float:
    """Return the share of a person's instants that are found again in another view.

    Found is an instant that, of all the person's, is most like itself: by the cosine
    of what is apart from the person's mean, so that who it is tells nothing.

    Parameters
    ----------
    one, two : ndarray, shape (n_windows, n_numbers)
        The same instants in two views, in the same units.
    """
    near = _directions(one) @ _directions(two).T
    return float((near.argmax(axis=1) == np.arange(len(near))).mean())


def _directions(values: Values) -> Values:
    apart = values - values.mean(axis=0)
    return np.asarray(apart / (np.linalg.norm(apart, axis=1, keepdims=True) + 1e-12))
