"""Items 5a to 5c of CRED-nf: regulation of the brain."""

from __future__ import annotations

from collections.abc import Iterator

from attention_camp.camp.study.record.checklist import Item, item
from attention_camp.camp.study.record.evidence import beside
from attention_camp.camp.study.record.sources import Sources, tests
from attention_camp.resources.texts import Sentence


def brain_items(sources: Sources) -> Iterator[Item]:
    """Yield items 5a to 5c."""
    regulation, numbers = sources.analysis.regulation, sources.numbers("regulation")
    too_few = Sentence("Too few people have a course for a test over people.")
    yield item(
        "5a",
        Sentence("Regulation success is reported, by the feedback signal."),
        [regulation.said, tests(numbers)],
        missing=regulation.reason or (None if numbers else too_few),
        evidence=beside("tables/regulation.csv", "slope") if regulation.said else (),
    )
    yield _plots(sources)
    numbers = sources.numbers("regulation, arms", "spectra, arms")
    yield item(
        "5c",
        Sentence("The arms are compared with each other, not each with itself."),
        [tests(numbers)],
        missing=None if numbers else _not_compared(sources),
        evidence=beside("results.json") if numbers else (),
    )


def _plots(sources: Sources) -> Item:
    drawn = sources.analysis.regulation.drawing
    has_rest = sources.analysis.has_rest_spectra
    missing = [
        None
        if drawn
        else Sentence("There is no course of the feedback signal to draw."),
        None
        if has_rest
        else Sentence(
            "Spectra of the rest blocks are compared with `study --spectra`, where "
            "rest "
            "was recorded before and after."
        ),
    ]
    return item(
        "5b",
        Sentence(
            "The feedback variable is plotted within and between sessions, and resting "
            "baselines before and after."
        ),
        [
            Sentence("Drawn in the section “Regulation”.") if drawn else None,
            Sentence("Drawn in the section “Spectra”.") if has_rest else None,
        ],
        missing=_both(*missing),
        evidence=beside("report.html", "#regulation") if drawn else (),
    )


def _both(one: Sentence | None, other: Sentence | None) -> Sentence | None:
    if one and other:
        return Sentence("{one} {other}", one=one, other=other)
    return one or other


def _not_compared(sources: Sources) -> Sentence:
    if sources.analysis.questions.is_blind:
        return Sentence("Arms are compared once the study is unblinded.")
    if len(sources.data.arms) < 2:
        return Sentence("There is one arm only.")
    return Sentence("The feedback signal does not allow it: see item 5a.")
