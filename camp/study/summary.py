"""A study in lines of text, for the command line."""

from __future__ import annotations

import math
from collections.abc import Iterator

from attention_camp.camp.study.analysis import Analysis
from attention_camp.camp.study.result import Refused, Result, p_value


def lines_of(analysis: Analysis) -> Iterator[str]:
    """Yield the flow, each test, what was not tested, and what is proposed."""
    for stage, counts in analysis.flow.rows:
        told = ", ".join(f"{arm}: {n}" if arm else str(n) for arm, n in counts.items())
        yield f"{stage}: {told}"
    yield from analysis.data.problems
    for one in analysis.persons.found:
        if isinstance(one, Result):
            yield _line(one)
    refused = [one for one in analysis.persons.found if isinstance(one, Refused)]
    for reason in dict.fromkeys(one.reason for one in refused):
        names = dict.fromkeys(
            f"{one.test}, {one.outcome}" for one in refused if one.reason == reason
        )
        yield f"Not made ({reason}): {'; '.join(names)}"
    for made in analysis.proposals:
        yield (
            f"Proposed for {made.protocol}, block {made.block} ({made.task}): "
            f"{made.field} {made.now} → {made.proposed} ({made.figure})"
        )


def _line(result: Result) -> str:
    estimate = ""
    if math.isfinite(result.estimate):
        low, high = result.interval
        unit = f" {result.unit}" if result.unit else ""
        estimate = f"{result.estimate:.3g}{unit} [{low:.3g}, {high:.3g}], "
    holm = ""
    if math.isfinite(result.p_holm):
        holm = f", Holm {p_value(result.p_holm)}"
    kind = " (descriptive)" if result.is_descriptive else ""
    return (
        f"{result.outcome}: {result.test}{kind}, n = {result.n}: {estimate}"
        f"{result.statistic}, {p_value(result.p)}{holm}"
    )
