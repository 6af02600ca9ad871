"""Items 3a to 4e of CRED-nf: control measures, and how feedback was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attention_camp.camp.study.record.checklist import Item, item
from attention_camp.camp.study.record.evidence import beside
from attention_camp.camp.study.record.facts import different, values_of
from attention_camp.camp.study.record.sources import Sources, listed
from attention_camp.resources.texts import Sentence

_NO_EEG = Sentence("No run has EEG whose processing could be read.")


def method_items(sources: Sources) -> Iterator[Item]:
    """Yield items 3a to 4e."""
    yield sources.asked(
        "3a", "psychosocial", Sentence("Psychosocial factors are asked.")
    )
    yield _instructions(sources)
    yield sources.asked(
        "3c", "strategies_used", Sentence("The strategies that people used are said.")
    )
    yield _cleaning(sources)
    yield _artefacts(sources)
    yield _feature(sources)
    yield _schedule(sources)
    yield _modality(sources)
    yield _variables(sources)
    yield _hardware(sources)


def _instructions(sources: Sources) -> Item:
    """Item 3b: strategies that were given."""
    answer = sources.answers.get("strategy_given")
    shown = values_of(sources.training.facts, "sidecar", "Instructions")
    said = None
    if shown:
        said = Sentence(
            "The program's instructions explain the tasks and name no mental "
            "strategy; their text is kept with each recording."
        )
    return item(
        "3b",
        Sentence("Whether people were given a strategy is said."),
        [answer, said],
        missing=sources.lacks("strategy_given"),
        evidence=[
            *sources.answered("strategy_given"),
            *sources.prover.sidecar("Instructions"),
        ],
    )


def _cleaning(sources: Sources) -> Item:
    """Item 3d: online processing and correction of artefacts."""
    said = None
    if sources.has_eeg:
        said = Sentence(
            "Causal band-pass {highpass} to {lowpass} Hz, mains removed at {line} "
            "Hz, reference {reference}; eyes: {eyes}; bad channels interpolated: "
            "{interpolated}; a trial is scored where at least {share} of the "
            "channels are good.",
            highpass=sources.of_eeg("highpass"),
            lowpass=sources.of_eeg("lowpass"),
            line=sources.of_eeg("line_freq") or "–",
            reference=sources.of_protocols("cleaning", "reference") or "–",
            eyes=sources.of_protocols("cleaning", "eyes") or "–",
            interpolated=sources.of_protocols("cleaning", "interpolate") or "–",
            share=sources.of_protocols("gate", "min_good_channels") or "–",
        )
    return item(
        "3d",
        Sentence("Online processing and correction of artefacts are reported."),
        [said],
        missing=None if said else _NO_EEG,
        evidence=[
            *sources.prover.ledger("header: eeg, protocol.cleaning, protocol.gate"),
        ],
    )


def _artefacts(sources: Sources) -> Item:
    """Item 3e: artefacts by condition and arm."""
    quality, numbers = sources.analysis.quality, sources.numbers("artefacts")
    parts = [
        f"{arm} {one['channels_good'].mean():.2f}"
        for arm, one in quality.groupby("arm")
        if one["channels_good"].notna().any()
    ]
    said = None
    if parts:
        said = Sentence(
            "Mean share of good channels by arm: {shares}. Tests: {numbers}.",
            shares=", ".join(parts),
            numbers=listed(numbers) or "–",
        )
    missing = None
    if sources.analysis.questions.is_blind:
        missing = Sentence("By arm: once the study is unblinded.")
    elif not numbers:
        missing = Sentence("Too few people, or no difference at all, for a test.")
    return item(
        "3e",
        Sentence("Artefacts are compared between conditions and groups."),
        [said],
        missing=missing,
        evidence=beside("tables/quality.csv", "channels_good, refused"),
    )


def _feature(sources: Sources) -> Item:
    """Item 4a: the feature that is fed back."""
    said, caps = None, sources.lists_of_eeg("ch_names")
    if sources.has_eeg:
        said = Sentence(
            "Estimator {estimator} (SHA-256 {hash}) on {n:channel|channels} ({names}) "
            "at {sfreq} Hz, over the trial's window from {before} s before its onset; "
            "a person's calibration decides whether it may steer.",
            estimator=sources.of_eeg("estimator"),
            hash=", ".join(h[:12] for h in sources.of_eeg("model_hash").split(", ")),
            n=listed(different(map(len, caps))),
            names="; ".join(map(" ".join, caps)),
            sfreq=sources.of_eeg("sfreq"),
            before=sources.of_protocols("scoring", "before") or "–",
        )
    pupil, eyes = None, values_of(sources.training.facts, "request", "eyes")
    if eyes:
        pupil = Sentence(
            "The size of the pupil ({eyes}) is a second signal of the score where a "
            "calibration found that it adds to the EEG: score_signals of each trial.",
            eyes=listed(eyes),
        )
    return item(
        "4a",
        Sentence("How the feature is extracted online is defined."),
        [said, pupil],
        missing=None if said else _NO_EEG,
        evidence=[
            *sources.prover.ledger("header: eeg; calibration"),
            *sources.prover.sidecar("OnlineCleaning"),
        ],
    )


def _schedule(sources: Sources) -> Item:
    """Item 4b: the reinforcement schedule, and why."""
    rules = "; ".join(
        _rule(one)
        for rules in values_of(sources.training.facts, "rules")
        for one in different(rules)
        if one.get("Rule") != "fixed"
    )
    said = None
    if rules:
        said = Sentence(
            "Reinforcement is the next trial's difficulty. Rules: {rules}.", rules=rules
        )
    reason = sources.answers.get("schedule_reason")
    return item(
        "4b",
        Sentence("The reinforcement schedule is reported and justified."),
        [said, reason],
        missing=sources.lacks("schedule_reason"),
        evidence=[
            *sources.answered("schedule_reason"),
            *sources.prover.rules("Blocks"),
        ],
    )


def _modality(sources: Sources) -> Item:
    """Item 4c: what the feedback is like."""
    tasks = listed(different(one.get("task") for one in sources.adaptive_blocks()))
    circled = listed(different(one.get("task") for one in sources.circled_blocks()))
    said = Sentence(
        "No score is shown. Feedback is how hard the next trial is, in the "
        "tasks {tasks}; the screen looks the same in every arm.",
        tasks=tasks or "–",
    )
    if circled:
        said = Sentence(
            "Feedback is how hard the next trial is, in the tasks {tasks}, and a "
            "circle after each trial that follows the delivered score, in {circled}; "
            "the screen looks the same in every arm.",
            tasks=tasks or "–",
            circled=circled,
        )
    return item(
        "4c",
        Sentence("Modality and content of the feedback are reported."),
        [said],
        evidence=sources.prover.session("protocol.blocks"),
    )


def _variables(sources: Sources) -> Item:
    """Item 4d: all variables used for feedback, as delivered."""
    n_scored = int(sources.training.runs["n_scored"].sum())
    n_steered = int(sources.training.runs["n_steered"].sum())
    return item(
        "4d",
        Sentence("All brain variables used for feedback are kept and reported."),
        [
            Sentence(
                "Score, certainty and what was delivered of each trial are in the "
                "ledger and the tables: main training trials with a score {scored}, "
                "that changed the difficulty {steered}.",
                scored=n_scored,
                steered=n_steered,
            )
        ],
        evidence=[
            *sources.prover.ledger("trial: score, evidence, decision"),
            *beside("tables/trials.csv", "engagement, steered"),
        ],
    )


def _hardware(sources: Sources) -> Item:
    """Item 4e: hardware and software."""
    data = sources.data
    said = Sentence(
        "Headset: {boards} ({makers} {models}). Software: Attention Camp {versions}.",
        boards=listed(values_of(data.facts, "request", "board")) or "–",
        makers=listed(values_of(data.facts, "sidecar", "Manufacturer")) or "–",
        models=listed(values_of(data.facts, "sidecar", "ManufacturersModelName"))
        or "–",
        versions=listed(values_of(data.facts, "version")) or "–",
    )
    people = values_of(data.facts, "request", "observer")
    simulated = None
    if people:
        simulated = Sentence("Simulated people answered, not persons.")
    return item(
        "4e",
        Sentence("Hardware and software are reported."),
        [said, simulated],
        evidence=[
            *sources.prover.sidecar("Manufacturer, SoftwareVersions"),
            *sources.prover.session("request.board, request.observer"),
        ],
    )


def _rule(one: Mapping[str, Any]) -> str:
    """Return a block's task and rule with its options."""
    options = one.get("Options") or {}
    told = ", ".join(f"{name} {value}" for name, value in options.items())
    return f"{one.get('Task')}: {one.get('Rule')} ({told})"
