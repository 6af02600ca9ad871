"""A result of a test: what was tested, how large it is, and what it does not show."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import ParamSpec

from attention_camp.resources.texts import UserError

ALPHA = 0.05
Interval = tuple[float, float]
NO_INTERVAL: Interval = (math.nan, math.nan)
P = ParamSpec("P")


class MissingStudyPackagesError(UserError):
    """The packages of the extra ``study`` are not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Statistics need the packages of the extra “study”, which are not "
            "installed here. Type: pip install 'attention-camp[study]'"
        )


@dataclass(frozen=True, slots=True)
class Effect:
    """A standardised effect size."""

    name: str
    """Such as ``Hedges' g`` or ``partial η²``."""
    value: float
    interval: Interval = NO_INTERVAL
    """95 % confidence interval; not a number where there is none."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A check of what a test assumes."""

    text: str
    """What was checked and found, with its figure."""
    holds: bool
    """Whether it speaks against the test; False asks for the robust one beside it."""


@dataclass(frozen=True, slots=True)
class Result:
    """One test."""

    family: str
    """Tests of one family are corrected together, such as ``before–after``."""
    outcome: str
    """``TASK.SCORE``, or what else was tested."""
    test: str
    """Name of the test."""
    question: str
    """What was tested, as a sentence."""
    n: int
    """People that it rests on."""
    statistic: str
    """Such as ``t(9) = -4.06``."""
    p: float
    estimate: float = math.nan
    """In ``unit``; not a number where a test has none."""
    interval: Interval = NO_INTERVAL
    """95 % confidence interval of the estimate."""
    unit: str = ""
    effect: Effect | None = None
    bf10: float | None = None
    """Bayes factor for an effect against none (Cauchy prior, r = 0.707); None: the
    test has none."""
    assumptions: tuple[Assumption, ...] = ()
    shows_not: str = ""
    """What a reader must not conclude."""
    code: str = ""
    """Python lines that print the p value again, given the tables beside the report."""
    is_descriptive: bool = False
    """Whether it rests on what was measured after allocation."""
    p_holm: float = math.nan
    p_fdr: float = math.nan


@dataclass(frozen=True, slots=True)
class Refused:
    """A comparison that was not made, and why."""

    outcome: str
    test: str
    reason: str


Found = Result | Refused


class TooFewError(Exception):
    """A test that these data do not allow; the text is the reason, for people."""


def or_refused(
    test: str,
) -> Callable[[Callable[P, Result]], Callable[P, Found]]:
    """Let a test that the data do not allow return why, as `Refused`.

    The wrapped function's second argument names the outcome.
    """

    def decorate(make: Callable[P, Result]) -> Callable[P, Found]:
        @wraps(make)
        def made(*args: P.args, **kwargs: P.kwargs) -> Found:
            try:
                with quiet():
                    return make(*args, **kwargs)
            except TooFewError as error:
                return Refused(str(args[1]), test, str(error))

        return made

    return decorate


@contextmanager
def quiet() -> Iterator[None]:
    """Hold back what pingouin says of the pandas that it was not written for."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=FutureWarning)
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        warnings.filterwarnings("ignore", message=".*inplace keyword.*")
        yield


def p_value(value: float) -> str:
    """Return a p value as it is printed: ``p = 0.032``, or ``p < 0.001``."""
    if math.isnan(value):
        return "p = –"
    return "p < 0.001" if value < 0.001 else f"p = {value:.3f}"


@dataclass(slots=True)
class Family:
    """Tests that are corrected together."""

    results: list[Result] = field(default_factory=list)

    def corrected(self) -> list[Result]:
        """Return the results with p values after Holm and Benjamini–Hochberg."""
        import pingouin as pg

        ps = [result.p for result in self.results]
        # not statsmodels' multipletests, which collects garbage at each call
        holm, fdr = (pg.multicomp(ps, method=name)[1] for name in ("holm", "fdr_bh"))
        return [
            replace(result, p_holm=float(a), p_fdr=float(b))
            for result, a, b in zip(self.results, holm, fdr, strict=True)
        ]


def corrected(found: Sequence[Found]) -> list[Found]:
    """Return results with p values corrected within their families, in their order."""
    families: dict[str, Family] = {}
    for one in found:
        if isinstance(one, Result) and not one.is_descriptive:
            families.setdefault(one.family, Family()).results.append(one)
    made = {
        id(before): after
        for family in families.values()
        for before, after in zip(family.results, family.corrected(), strict=True)
    }
    return [made.get(id(one), one) for one in found]
