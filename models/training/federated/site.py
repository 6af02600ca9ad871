"""What a site answers: means over its people, which are all that leaves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from attention_camp.models.adapter import N_FIELDS, fields_of
from attention_camp.models.patches import N_POWERS, cut, log_powers
from attention_camp.models.training.examples import (
    Lesson,
    at_average,
    examples_of,
    first_stretch,
    typical_rest,
)
from attention_camp.models.training.federated.numbers import (
    N_LINE,
    Numbers,
    Question,
    Values,
    basis_of,
    scale_of,
)
from attention_camp.models.training.federated.results import (
    PRIVATE_SHAPE,
    encoder_of,
    network_of,
)
from attention_camp.models.training.fitting import Options, encoder_pass, laid_out
from attention_camp.models.training.network import EncoderNetwork
from attention_camp.models.windows import some
from attention_camp.resources.texts import Sentence, UserError

RIDGE = Options().ridge
N_LOCAL_STEPS = 3
"""Of gradient descent between two rounds."""
PRIVATE_PARTS = np.r_[:N_POWERS, N_LINE]
"""Where they are in the line: the pooled spectrum relative to own rest, and the bias.
What a network needs of people for whom no rest is known is not learned privately."""
PRIVATE_STEP = 10.0
"""Of a private round; clipped gradients are small, and only their direction counts."""


class NoiseError(UserError):
    """A question that a site does not answer with noise, or without; for people."""


class NoisyMean(Protocol):
    """What makes a mean over people private."""

    def mean(self, each: Values) -> Values:
        """Return the mean over people of (n_people, n), clipped and noised."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """One person's windows as the linear path sees them, weights summing to one."""

    fields: Values
    """Shape (n_rows, N_LINE)."""
    y: Values
    weight: Values


class Site:
    """Answers a coordinator's questions from windows that stay here.

    Parameters
    ----------
    lessons : sequence of Lesson
        The site's people; who lacks rest or task is left out.
    privacy : NoisyMean, optional
        Makes answers private; only a line is then learned.
    options : Options, optional
        How an encoder is trained.
    """

    def __init__(
        self,
        lessons: Sequence[Lesson],
        *,
        privacy: NoisyMean | None = None,
        options: Options | None = None,
    ) -> None:
        self._lessons = [lesson for lesson in lessons if _has_both(lesson)]
        self._privacy, self._options = privacy, options or Options()
        self._rows: tuple[bytes, list[Rows]] = (b"", [])
        self._contrasts: list[tuple[Values, NDArray[np.int64]]] = []
        self._answers: Mapping[str, Callable[[Numbers], Values]] = {
            "rest": self._rest,
            "spread": self._spread,
            "steepness": self._steepness,
            "line": self._line,
            "support": self._support,
            "contrasts": self._middles,
            "directions": self._directions,
            "lengths": self._lengths,
        }

    @property
    def is_private(self) -> bool:
        """Whether noise is added to what is answered."""
        return self._privacy is not None

    @property
    def n_people(self) -> int:
        """How many people of the site are learned from."""
        return len(self._lessons)

    def answer(
        self, question: Question, numbers: Numbers, done: int = 0, passes: int = 1
    ) -> Numbers:
        """Return the numbers with those that were asked for made anew.

        Parameters
        ----------
        question : str
            Which.
        numbers : mapping
            As the coordinator sent them.
        done, passes : int
            Passes of the encoder that are done, and how many there are in all.

        Raises
        ------
        NoiseError
            If a private site is asked for more than a line.
        """
        if self.is_private and question != "line":
            raise NoiseError(
                Sentence(
                    "The coordinator asks for “{question}”, which a site that adds "
                    "noise does not tell. Let the coordinator's file say "
                    "“private: true”, or take “privacy” out of the site's.",
                    question=question,
                )
            )
        if question == "encoder":
            return {**numbers, question: self._encoder(numbers, done, passes)}
        return {**numbers, question: self._answers[question](numbers)}

    def _rest(self, _: Numbers) -> Values:
        each = [typical_rest([lesson]) for lesson in self._lessons]
        return np.asarray(np.mean(each, axis=0), dtype=np.float64)

    def _laid_out(self, numbers: Numbers) -> list[Rows]:
        """Return everybody's windows over the head, relative to a typical rest."""
        key = numbers["rest"].tobytes()
        if self._rows[0] != key:
            shape = PRIVATE_SHAPE if self.is_private else None
            network = EncoderNetwork(shape).eval()
            network.typical_rest.copy_(torch.from_numpy(numbers["rest"]))
            rows = [_rows_of(network, one, self.is_private) for one in self._lessons]
            self._rows = (key, rows)
        return self._rows[1]

    def _spread(self, numbers: Numbers) -> Values:
        each = [
            [row.fields.mean(axis=0), np.square(row.fields).mean(axis=0)]
            for row in self._laid_out(numbers)
        ]
        return np.asarray(np.mean(each, axis=0))

    def _steepness(self, numbers: Numbers) -> Values:
        scale = scale_of(numbers["spread"])
        largest = []
        for row in self._laid_out(numbers):
            X = row.fields / scale * np.sqrt(row.weight)[:, None]
            largest.append(np.linalg.norm(X, 2) ** 2 / 4 / N_LINE)
        return np.array([np.mean(largest)])

    def _line(self, numbers: Numbers) -> Values:
        rows, line = self._laid_out(numbers), numbers["line"].copy()
        scale = scale_of(numbers["spread"])
        if self._privacy is not None:
            each = np.stack([gradient(line, row, scale) for row in rows])
            step = np.zeros_like(line)
            step[PRIVATE_PARTS] = self._privacy.mean(each[:, PRIVATE_PARTS])
            return np.asarray(line - PRIVATE_STEP * step)
        size = 1.0 / (1.0 + float(numbers["steepness"][0]) * N_LINE + RIDGE)
        for _ in range(N_LOCAL_STEPS):
            step = np.mean([gradient(line, row, scale) for row in rows], axis=0)
            step[:-1] += RIDGE * line[:-1]
            line -= size * step
        return line

    def _support(self, _: Numbers) -> Values:
        each = []
        for lesson in self._lessons:
            patches = cut(some(lesson.windows, lesson.windows.scored))
            weight = patches.mask[..., None]
            total = (log_powers(patches) * weight).sum(axis=1)
            spectra = (total / np.maximum(weight.sum(axis=1), 1.0)).astype(np.float64)
            products = spectra.T @ spectra / len(spectra)
            each.append(np.concatenate([spectra.mean(axis=0)[None], products]))
        return np.asarray(np.mean(each, axis=0))

    def _own_fields(self) -> list[tuple[Values, NDArray[np.int64]]]:
        """Return everybody's spectra relative to own rest, as they were recorded."""
        if not self._contrasts:
            for lesson in self._lessons:
                own = examples_of(lesson, first_stretch(lesson))
                fields = fields_of(own.patches, own.rest, own.known)
                self._contrasts.append((fields, own.y))
        return self._contrasts

    def _middles(self, _: Numbers) -> Values:
        each = []
        for fields, y in self._own_fields():
            rest, task = (fields[y == k].mean(axis=0) for k in (0, 1))
            within = fields - np.stack([rest, task])[y]
            middle = (rest + task) / 2
            each.append([middle, task - rest, np.square(within).mean(axis=0)])
        return np.asarray(np.mean(each, axis=0))

    def _directions(self, numbers: Numbers) -> Values:
        """Return a step of subspace iteration, from the people of this site."""
        basis, _ = basis_of(numbers["directions"])
        _, usual, variance = numbers["contrasts"]
        scale = np.sqrt(variance) + 1e-3
        found = np.zeros_like(basis)
        for fields, y in self._own_fields():
            rest, task = (fields[y == k].mean(axis=0) for k in (0, 1))
            apart = (task - rest - usual) / scale
            found += np.outer(apart, apart @ basis)
        return found / (len(self._lessons) * N_FIELDS)

    def _lengths(self, numbers: Numbers) -> Values:
        basis, _ = basis_of(numbers["directions"])
        scale = np.sqrt(numbers["contrasts"][2]) + 1e-3
        each = []
        for fields, y in self._own_fields():
            rest, task = (fields[y == k].mean(axis=0) for k in (0, 1))
            within = (fields - np.stack([rest, task])[y]) @ (basis / scale[:, None])
            each.append(np.square(within).mean(axis=0))
        return np.asarray(np.mean(each, axis=0))

    def _encoder(self, numbers: Numbers, done: int, passes: int) -> Values:
        network = network_of(numbers)
        options = replace(self._options, n_epochs=passes)
        encoder_pass(network, self._lessons, options, done)
        return encoder_of(network)


def _has_both(lesson: Lesson) -> bool:
    """Return whether somebody has rest for a baseline, and more rest and a task."""
    rest = lesson.may_be_rest & lesson.windows.scored
    left = examples_of(lesson, first_stretch(lesson)).y
    return bool(rest.any()) and len(np.unique(left)) == 2


def _rows_of(network: EncoderNetwork, lesson: Lesson, is_private: bool) -> Rows:
    parts = [
        laid_out(network, examples_of(lesson, first_stretch(lesson), windows))
        for windows in (lesson.windows, at_average(lesson.windows))
    ]
    # each begins with the windows whose own rest is known, and goes on without
    kept = [slice(len(part[1]) // 2 if is_private else None) for part in parts]
    fields, y, weight = (
        torch.cat([part[i][k] for part, k in zip(parts, kept, strict=True)])
        .double()
        .numpy()
        for i in range(3)
    )
    return Rows(fields, y, weight / weight.sum())


def gradient(line: Values, row: Rows, scale: Values) -> Values:
    """Return the gradient of a person's mean loss, weights first, then the bias.

    Parameters
    ----------
    line : ndarray, shape (n_fields + 1,)
        Weights of scaled fields, then the bias.
    row : Rows
        The person's windows.
    scale : ndarray, shape (n_fields,)
        Of the fields.
    """
    z = row.fields @ (line[:-1] / scale) + line[-1]
    wrong = row.weight * (0.5 * (1 + np.tanh(z / 2)) - row.y)
    return np.append(wrong @ row.fields / scale, wrong.sum())
