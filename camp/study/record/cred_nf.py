"""The CRED-nf checklist (Ros et al. 2020, doi:10.1093/brain/awaa009) from the record.

An item says what the files prove, what the authors answered once, and what lacks; it
never guesses. The texts of the items are ours; the numbers are the checklist's.
"""

from __future__ import annotations

from collections.abc import Mapping

from attention_camp.camp.study.analysis import Analysis
from attention_camp.camp.study.record.answers import NOT_CLINICAL
from attention_camp.camp.study.record.checklist import Item, item
from attention_camp.camp.study.record.cred_nf_brain import brain_items
from attention_camp.camp.study.record.cred_nf_methods import method_items
from attention_camp.camp.study.record.evidence import beside
from attention_camp.camp.study.record.sources import Sources, listed, tests
from attention_camp.resources.texts import Sentence


def cred_nf(analysis: Analysis, answers: Mapping[str, str]) -> list[Item]:
    """Return all 23 items of the checklist.

    Parameters
    ----------
    analysis : Analysis
        What the study shows.
    answers : mapping
        What its authors answered, by key of `QUESTIONS`.
    """
    sources = Sources(analysis, answers)
    return [
        _registration(sources),
        _people(sources),
        _arms(sources),
        _double_blind(sources),
        _statistician(sources),
        _guesses(sources),
        _standard_care(sources),
        *method_items(sources),
        *brain_items(sources),
        _declared(sources),
        _correlated(sources),
        _repository(sources),
    ]


def _registration(sources: Sources) -> Item:
    locked = None
    if sources.is_locked:
        locked = Sentence(
            "Protocols, outcomes, exclusions and tests were locked on {date}, before "
            "the first session; deviations stated since: {n}.",
            date=sources.trail("locked")[0]["at"][:10],
            n=len(sources.trail("deviation")),
        )
    return item(
        "1a",
        Sentence("Protocol and planned analyses are registered beforehand."),
        [sources.answers.get("registration"), locked],
        missing=sources.lacks("registration"),
        evidence=[
            *sources.answered("registration"),
            *sources.prover.study("study.yaml"),
            *sources.prover.study("lock.json", "study, protocols"),
            *sources.prover.study("audit.jsonl", "locked, deviation"),
        ],
    )


def _people(sources: Sources) -> Item:
    n_people = sources.data.runs["participant"].nunique()
    said = Sentence("Took part: {n}.", n=n_people)
    if sources.data.study is not None:
        said = Sentence(
            "Took part: {n}; places of the allocation list in each stratum: {places}.",
            n=n_people,
            places=sources.data.study.places,
        )
    return item(
        "1b",
        Sentence("The number of people is justified."),
        [sources.answers.get("sample_size"), said],
        missing=sources.lacks("sample_size"),
        evidence=[
            *sources.answered("sample_size"),
            *sources.prover.file("participants.tsv"),
            *sources.prover.study("study.yaml", "places"),
        ],
    )


def _arms(sources: Sources) -> Item:
    data = sources.data
    if sources.analysis.questions.is_blind:
        names = [arm.name for arm in data.study.arms] if data.study else []
        said = Sentence(
            "Arms of the study: {names}. Who is in which is sealed so far.",
            names=", ".join(names) or "–",
        )
    elif len(data.arms) < 2:
        said = Sentence(
            "There was no control group: all people were in the arm {arm}.",
            arm=", ".join(data.arms) or "–",
        )
    else:
        counts = data.runs.groupby("arm")["participant"].nunique()
        told = ", ".join(f"{arm} ({counts[arm]})" for arm in data.arms)
        said = Sentence("Arms, with their people: {arms}.", arms=told)
    return item(
        "2a",
        Sentence("There is a control group or a control condition."),
        [said],
        evidence=[
            *sources.prover.study("study.yaml", "arms"),
            *sources.prover.session("request.arm"),
        ],
    )


def _double_blind(sources: Sources) -> Item:
    said = Sentence(
        "No: the study was not locked, so arms were not sealed and whoever ran a "
        "session could know the arm."
    )
    if sources.is_locked:
        said = Sentence(
            "Participants and operators: arms were drawn by a sealed list and given by "
            "code ({n:person|people}); arm, delivered scores and decisions were sealed "
            "until unblinding.",
            n=len(sources.trail("enrolled")),
        )
    return item(
        "2b",
        Sentence("Where the design allows it, the study is double-blind."),
        [said],
        evidence=[
            *sources.prover.study("allocation.sealed"),
            *sources.prover.study("audit.jsonl", "enrolled"),
        ],
    )


def _statistician(sources: Sources) -> Item:
    opened, asked = sources.trail("unblinded"), sources.analysis.questions
    is_look = asked.interim is not None
    # a look opens arms in a copy: the last opening on record is not that of the study
    early = opened if asked.is_blind or is_look else opened[:-1]
    if is_look:
        said = Sentence(
            "In this interim analysis the arms are open to whoever makes it; the "
            "dataset stays sealed."
        )
    elif len(early) < len(opened):
        said = Sentence(
            "Analyses were pooled over the arms until {who} unblinded the study on "
            "{date} (reason: {why}).",
            who=opened[-1]["who"],
            date=opened[-1]["at"][:10],
            why=opened[-1]["why"],
        )
    elif sources.is_locked:
        said = Sentence("Whoever analyses is blinded still: arms are pooled.")
    else:
        said = Sentence("Whoever analysed was not blinded: arms were never sealed.")
    looks = [
        Sentence(
            "Except for interim analysis {number}, declared before the lock: {who} saw "
            "{people:person|people} by arm on {date}.",
            number=one["number"],
            who=one["who"],
            people=one["people"],
            date=one["at"][:10],
        )
        for one in sources.trail("interim")
    ]
    looks += [
        Sentence(
            "Opened before, as in an emergency: the arms of {n:person|people}, by "
            "{who} on {date} (reason: {why}).",
            who=one["who"],
            n=len(one["participants"]),
            date=one["at"][:10],
            why=one["why"],
        )
        for one in early
    ]
    rated = Sentence("Outcomes are scored by the program: nobody rates them.")
    return item(
        "2c",
        Sentence("Who rates outcomes, and who analyses, is blinded."),
        [rated, said, *looks],
        evidence=sources.prover.study("audit.jsonl", "unblinded"),
    )


def _guesses(sources: Sources) -> Item:
    n_asked = len(sources.trail("guessed"))
    said = [
        Sentence(
            "Guesses of the arm ({role}): James's index {james}; Bang's index by arm: "
            "{bang}.",
            role=role,
            james=f"{one.james.value:.2f}",
            bang=", ".join(f"{arm} {i.value:.2f}" for arm, i in one.bang.items()),
        )
        for role, one in (sources.analysis.arms.blinding or {}).items()
    ]
    missing = None
    if n_asked and not said:
        said = [Sentence("Guesses kept so far: {n}.", n=n_asked)]
        missing = Sentence("The indices are computed once the study is unblinded.")
    elif not said:
        missing = Sentence(
            "Nobody was asked which arm they believed it to be; `attention-camp guess` "
            "keeps it, before unblinding."
        )
    return item(
        "2d",
        Sentence("Whether people and experimenters remained blinded is examined."),
        said,
        missing=missing,
        evidence=sources.prover.study("audit.jsonl", "guessed") if n_asked else (),
    )


def _standard_care(sources: Sources) -> Item:
    care = sources.answers.get("standard_care", "")
    text = Sentence("In tests of clinical efficacy, standard care is a benchmark.")
    if care.lower().startswith(NOT_CLINICAL):
        evidence = sources.answered("standard_care")
        return Item("2e", text, "not applicable", (care,), evidence=evidence)
    return sources.asked("2e", "standard_care", text)


def _declared(sources: Sources) -> Item:
    """Item 6a: what was declared to matter, and whether it was reached."""
    study, said = sources.data.study, None
    missing: str | None = Sentence(
        "No outcome with its smallest effect of interest was locked beforehand."
    )
    if study is not None:
        first = study.primary_outcome
        numbers = [
            n
            for n, result in enumerate(sources.analysis.results, 1)
            if result.outcome == first.measure
        ]
        said = Sentence(
            "Primary outcome: {measure}, tested by {test}; smallest effect of "
            "interest: "
            "{effect}. Tests of it: {numbers}.",
            measure=first.measure,
            test=first.test,
            effect=first.smallest_effect or "–",
            numbers=listed(numbers) or "–",
        )
        missing = None
        if not first.smallest_effect:
            missing = Sentence("The study file names no smallest effect.")
        elif not numbers:
            missing = Sentence("It could not be tested yet: see the section “Results”.")
    return item(
        "6a",
        Sentence(
            "Measures of behaviour whose significance was defined beforehand, and "
            "whether it was reached."
        ),
        [said],
        missing=missing,
        evidence=sources.prover.study("study.yaml", "primary_outcome"),
    )


def _correlated(sources: Sources) -> Item:
    numbers = [
        number
        for number, result in enumerate(sources.analysis.results, 1)
        if result.family == "descriptive" and result.test.endswith("engagement")
    ]
    missing = Sentence("Too few people have both, or their scores have several scales.")
    return item(
        "6b",
        Sentence("Regulation success is correlated with behaviour."),
        [tests(numbers)],
        missing=None if numbers else missing,
        evidence=beside("results.json") if numbers else (),
    )


def _repository(sources: Sources) -> Item:
    return sources.asked(
        "7a",
        "repository",
        Sentence("Materials, scripts, raw data and final values are in a repository."),
    )
