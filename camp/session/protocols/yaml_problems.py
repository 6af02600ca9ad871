"""What the YAML parser finds wrong, in words for someone who edits a file by hand."""

from __future__ import annotations

import re

from attention_camp.resources.texts import Sentence

_WORDS: tuple[tuple[str, Sentence], ...] = (
    (r"mapping (values|keys) are not allowed|unexpected ':'", Sentence(
        "a colon stands where none may be; check the indentation, or put the text "
        "between quotes"
    )),
    (r"could not find expected ':'", Sentence(
        "a colon is missing after the name of a field"
    )),
    (r"found character '\\t'", Sentence("a tab begins the line")),
    (r"found character", Sentence(
        "a character begins a value that may not; put the text between quotes"
    )),
    (r"end of stream|<stream end>", Sentence(
        "the file ends before a quote, a bracket or a field is closed"
    )),
    (r"expected <block end>|sequence entries are not allowed", Sentence(
        "the line is not indented as those it belongs to"
    )),
    (r"expected ',' or", Sentence("a comma or a closing bracket is missing")),
    (r"undefined (alias|tag)|for the tag", Sentence(
        "a word begins with &, * or !; put it between quotes"
    )),
    (r"unknown escape character", Sentence(
        "a backslash stands between double quotes; use single quotes there"
    )),
)  # fmt: skip
"""Pattern in the words of ruamel.yaml, and what is said for it; the first counts."""
_DUPLICATE = re.compile(r"found duplicate key \"?([^\"\s]+)")


def yaml_problem(problem: str) -> str:
    """Return what the parser found; its own words where there are none of ours."""
    if twice := _DUPLICATE.search(problem):
        return Sentence("the field {name} is given twice", name=twice[1])
    found = (said for pattern, said in _WORDS if re.search(pattern, problem))
    return next(found, problem)
