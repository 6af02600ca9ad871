"""What the items of a checklist rest on: the analysis, the answers, the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.studies.study_folder import StudyFolder, notes
from attention_camp.camp.study.analysis import Analysis
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.record.answers import NOT_ANSWERED, QUESTIONS
from attention_camp.camp.study.record.checklist import Item, item
from attention_camp.camp.study.record.evidence import Evidence, Prover
from attention_camp.camp.study.record.facts import different, values_of
from attention_camp.resources.texts import Sentence


class Sources:
    """Looks things up for the items of a checklist.

    Parameters
    ----------
    analysis : Analysis
        What the study shows.
    answers : mapping
        What its authors answered, by key of `QUESTIONS`.
    """

    def __init__(self, analysis: Analysis, answers: Mapping[str, str]) -> None:
        if unknown := set(answers) - set(QUESTIONS):
            msg = f"answers: keys of QUESTIONS, got {sorted(unknown)}."
            raise ValueError(msg)
        self.analysis, self.answers, self.data = analysis, answers, analysis.data
        self.prover = Prover(analysis.data)
        self.is_locked = analysis.data.study is not None
        folder = StudyFolder(analysis.data.dataset)
        self._trail = notes(folder) if self.is_locked else []
        self.training = training_of(analysis.data)
        self.protocols = list(self.training.protocols.values())
        self._eeg = values_of(self.training.facts, "eeg")

    def trail(self, what: str) -> list[dict[str, Any]]:
        """Return the lines of the study's audit trail of one kind."""
        return [line for line in self._trail if line["what"] == what]

    def answered(self, name: str) -> tuple[Evidence, ...]:
        """Return the file of the answers, where this one is in it."""
        if name not in self.answers:
            return ()
        return self.prover.file("sourcedata/reporting.yaml", name)

    def lacks(self, name: str) -> Sentence | None:
        """Return what is said where a question was not answered; None: it was."""
        return None if name in self.answers else NOT_ANSWERED

    def asked(self, number: str, name: str, text: str) -> Item:
        """Return an item that only people can fill.

        Parameters
        ----------
        number, text : str
            Number and text of the item.
        name : str
            Key of the question.
        """
        return item(
            number,
            text,
            [self.answers.get(name)],
            missing=self.lacks(name),
            evidence=self.answered(name),
        )

    def of_eeg(self, name: str) -> str:
        """Return the values that the runs have of an entry of the ledger's header."""
        return listed(different(one.get(name) for one in self._eeg))

    def lists_of_eeg(self, name: str) -> list[list[Any]]:
        """Return the lists that the runs have of an entry of the ledger's header."""
        return list(different(one.get(name) or [] for one in self._eeg))

    @property
    def has_eeg(self) -> bool:
        """Whether any run has EEG that is described."""
        return bool(self._eeg)

    def of_protocols(self, part: str, name: str) -> str:
        """Return the values that the protocols have of an entry."""
        parts = ((one.get(part) or {}) for one in self.protocols)
        return listed(different(one.get(name) for one in parts))

    def adaptive_blocks(self) -> list[Mapping[str, Any]]:
        """Return the protocols' main blocks whose difficulty follows."""
        return [
            block
            for protocol in self.protocols
            for block in protocol.get("blocks") or ()
            if block.get("stage", "main") == "main"
            and (block.get("rule") or {}).get("name") != "fixed"
        ]

    def circled_blocks(self) -> list[Mapping[str, Any]]:
        """Return the protocols' blocks that show a circle of the delivered score."""
        return [
            block
            for protocol in self.protocols
            for block in protocol.get("blocks") or ()
            if block.get("attention")
        ]

    def numbers(self, *families: str) -> list[int]:
        """Return the numbers, in the report, of the tests of some families."""
        return [
            n for n, r in enumerate(self.analysis.results, 1) if r.family in families
        ]


def training_of(data: StudyData) -> StudyData:
    """Return the training sessions of a study; all sessions where there are none."""
    runs = data.runs[data.runs["time"] == "camp"]
    if runs.empty:
        return data
    keys = runs[["participant", "session", "protocol", "run"]].to_numpy()
    stems = {
        RunPaths(data.dataset, str(who), str(session), str(task), int(run)).stem
        for who, session, task, run in keys
    }
    return replace(
        data,
        runs=runs,
        facts={stem: one for stem, one in data.facts.items() if stem in stems},
        protocols={
            label: one
            for label, one in data.protocols.items()
            if label in set(runs["protocol"])
        },
    )


def listed(values: Iterable[Any]) -> str:
    """Return values beside each other, as text."""
    return ", ".join(map(_told, values))


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "✓" if value else "✕"
    return f"{value:g}" if isinstance(value, float) else str(value)


def tests(numbers: Sequence[int]) -> Sentence | None:
    """Return which tests, in words; None: there is none."""
    if not numbers:
        return None
    return Sentence("Tests with the numbers {numbers}.", numbers=listed(numbers))
