"""The methods of a report, with versions and references."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files

from attention_camp.camp.study.analysis import Analysis, main_times
from attention_camp.camp.study.outcomes import times_of
from attention_camp.camp.study.script import PACKAGES
from attention_camp.resources.texts import Sentence

_CITED: Mapping[str, tuple[str, ...]] = {
    "spectra": ("Maris", "Clusters"),
    "spectra, arms": ("Maris", "Clusters"),
    "evoked responses": ("Maris", "Clusters"),
    "evoked responses, arms": ("Maris", "Clusters"),
    "before–after": ("Rouder",),
    "equivalence": ("TOST",),
    "times": ("GG",),
    "arms, changes": ("Welch", "Rouder"),
    "regulation, arms": ("Welch",),
    "trial models": ("GEE",),
}
"""References by family of tests."""


def methods_of(analysis: Analysis) -> list[Sentence]:
    """Return the paragraph, sentence by sentence: only what was done."""
    families = {result.family for result in analysis.results}
    asked, data = analysis.questions, analysis.data
    earlier, later = main_times(data, asked)
    said = [
        Sentence(
            "Recordings are EEG-BIDS; sessions of the types {earlier} and {later} were "
            "compared. A score of a task is the mean of a person's blocks of one type.",
            earlier=earlier,
            later=later,
        ),
        *(
            Sentence(
                "For {outcome}, {earlier} and {later} were compared.",
                outcome=outcome,
                earlier=times[0],
                later=times[1],
            )
            for outcome in map(str, analysis.persons.outcomes)
            if (times := times_of(data, outcome, asked.times)) != (earlier, later)
        ),
        *(text for family, text in _DONE.items() if family in families),
    ]
    if analysis.results:
        said.append(
            Sentence(
                "Tests of one family were corrected together, by Holm and by Benjamini "
                "and Hochberg. Intervals are of 95 %."
            )
        )
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    said.append(
        Sentence(
            "Computed by Attention Camp {version} with {versions}.",
            version=version("attention-camp"),
            versions=versions,
        )
    )
    return said


_DONE: Mapping[str, Sentence] = {
    "before–after": Sentence(
        "Changes were tested by paired t-tests, with Bayes factors (Cauchy prior, "
        "scale "
        "0.707)."
    ),
    "equivalence": Sentence(
        "Whether a change is too small to matter was tested by two one-sided t-tests."
    ),
    "times": Sentence(
        "Three or more times were compared by repeated-measures ANOVA with Greenhouse "
        "and Geisser's correction."
    ),
    "arm × time (ANOVA)": Sentence(
        "Arms were compared over times by mixed ANOVA on one number per person and "
        "time."
    ),
    "arms, changes": Sentence(
        "Changes were compared between arms by Welch's t-test, with Bayes factors."
    ),
    "arms, adjusted for the value before": Sentence(
        "Later values were compared between arms adjusted for the earlier ones "
        "(ANCOVA)."
    ),
    "trial models": Sentence(
        "Log reaction times of single trials were modelled with random intercepts and "
        "slopes of time by person, accuracy by generalised estimating equations."
    ),
    "descriptive": Sentence(
        "What was measured after allocation was related to the change by Pearson "
        "correlations, and called descriptive."
    ),
    "descriptive, by arm": Sentence(
        "Whether engagement moderated the difference between arms was looked at by "
        "least squares (arm × mean engagement), and called descriptive."
    ),
    "regulation": Sentence(
        "The feedback signal's slope over training sessions was fitted person by "
        "person "
        "and tested over people."
    ),
    "regulation, arms": Sentence(
        "These slopes were compared between arms by Welch's t-test."
    ),
    "spectra": Sentence(
        "Spectra (Welch, windows of 2 s, average reference, windows beyond 150 µV left "
        "out) were compared over people by cluster permutation."
    ),
    "evoked responses": Sentence(
        "Evoked responses (0.5 to 30 Hz, baseline of 0.2 s, epochs beyond 150 µV left "
        "out) were compared over people by cluster permutation."
    ),
    "artefacts": Sentence(
        "Channel quality was compared by Kruskal–Wallis and Wilcoxon tests."
    ),
}


def references_of(analysis: Analysis) -> list[str]:
    """Return what the paragraph and the report rest on, in alphabetical order."""
    families = {result.family for result in analysis.results}
    names = set(_always(bool(analysis.results)))
    for family in families:
        names.update(_CITED.get(family, ()))
    if analysis.arms.blinding:
        names.add("Bang")
    path = files("attention_camp.resources").joinpath("report/references.json")
    known = json.loads(path.read_text(encoding="utf-8"))
    return sorted(known[name] for name in names)


def _always(has_results: bool) -> Iterator[str]:
    yield from ("CRED-nf", "EEG-BIDS", "MNE")
    if has_results:
        yield from ("Holm", "BH", "pingouin", "statsmodels")
