"""What only people know, asked once and kept with the dataset."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attention_camp.camp.dataset.durable import make_folder, write_whole
from attention_camp.camp.session.protocols.protocol_file import read_protocol_file
from attention_camp.resources.texts import Sentence, UserError

LONGEST = 4000
"""Characters of an answer; own choice."""
QUESTIONS: Mapping[str, Sentence] = {
    "registration": Sentence(
        "Where was the study registered before its first session? Registry and number."
    ),
    "sample_size": Sentence(
        "Why this number of people? The power analysis, or what else set it."
    ),
    "ethics": Sentence("Which committee approved the study, under which number?"),
    "recruitment": Sentence(
        "Who took part, how were they found, and who was left out before they began?"
    ),
    "standard_care": Sentence(
        "Is it a test of clinical efficacy? If so: the standard care it is compared "
        "with. If not: write “not clinical”."
    ),
    "psychosocial": Sentence(
        "Which psychosocial factors were asked, such as motivation or expectation?"
    ),
    "strategy_given": Sentence(
        "Were people told a mental strategy, beyond the program's own instructions?"
    ),
    "strategies_used": Sentence("Which strategies did people say they had used?"),
    "schedule_reason": Sentence(
        "Why this difficulty rule, with this target and this direction?"
    ),
    "repository": Sentence(
        "Where are materials, code, raw data and final values? Repository and DOI."
    ),
}
"""The questions, by the key under which their answers are kept."""
NOT_CLINICAL = "not clinical"
NOT_ANSWERED = Sentence(
    "Nobody answered this yet; `attention-camp study --ask` asks it."
)
_HEAD = """\
# What a paper reports and the program cannot know. Write an answer between the quotes;
# what is left empty is called missing in the report of `attention-camp study`.
"""


class AnswersError(UserError):
    """Answers that cannot be used; the text is for people."""


def answers_file(dataset: Path) -> Path:
    """Return where the answers are kept."""
    return dataset / "sourcedata" / "reporting.yaml"


def read_answers(dataset: Path) -> dict[str, str]:
    """Return the answers that were given; none where nothing was asked yet.

    Raises
    ------
    AnswersError, ProtocolError
        If the file is not what `write_answers` writes.
    """
    path = answers_file(dataset)
    if not path.exists():
        return {}
    values, _, _ = read_protocol_file(str(path))
    unknown = sorted(set(values) - set(QUESTIONS))
    if unknown:
        raise AnswersError(
            Sentence(
                "{path} has entries that are not asked: {names}. The questions are "
                "{known}.",
                path=path,
                names=", ".join(map(str, unknown)),
                known=", ".join(QUESTIONS),
            )
        )
    texts = {name: " ".join(str(v or "").split()) for name, v in values.items()}
    return {name: text[:LONGEST] for name, text in texts.items() if text}


def write_answers(dataset: Path, answers: Mapping[str, str]) -> Path:
    """Write the questions with their answers, for people to go on with.

    Parameters
    ----------
    dataset : Path
        Root of the dataset.
    answers : mapping
        By key; questions that are left out are not answered.

    Returns
    -------
    path : Path
        The file.
    """
    import json

    path = answers_file(dataset)
    make_folder(path.parent)
    lines = [_HEAD]
    for name, question in QUESTIONS.items():
        text = json.dumps(answers.get(name, ""), ensure_ascii=False)  # valid YAML
        lines.append(f"# {question}\n{name}: {text}\n")
    write_whole(path, "\n".join(lines))
    return path
