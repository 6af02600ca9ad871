"""The text of a protocol: where it is, within bounds, as values with line numbers."""

from __future__ import annotations

import copy
import difflib
import logging
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from attention_camp.camp.session.protocols.yaml_problems import yaml_problem
from attention_camp.resources.bounded import UnreadableError, is_there, read_text
from attention_camp.resources.bounded_yaml import LARGEST_YAML, check_yaml
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence, UserError

logger = logging.getLogger(__name__)
_RESOURCES = "attention_camp.resources"


class ProtocolError(UserError):
    """A protocol that cannot be used; the text names file, line, field and remedy."""

    line = 1
    """Of the file, from 1, where the text itself is no YAML."""


def shipped_protocols() -> tuple[str, ...]:
    """Return the names of the shipped protocols."""
    return _names_in("protocols")


def published_protocols() -> tuple[str, ...]:
    """Return the names of the shelf of published loops, which are shipped too."""
    return _names_in("published")


def _names_in(folder: str) -> tuple[str, ...]:
    names = (e.name for e in (resources.files(_RESOURCES) / folder).iterdir())
    return tuple(sorted(n.removesuffix(".yaml") for n in names if n.endswith(".yaml")))


def read_protocol_file(name_or_path: str) -> tuple[Any, Any, str]:
    """Return a protocol's values, the same tree with line numbers, and its origin.

    Raises
    ------
    ProtocolError
        If there is no such protocol, or it is not a list of fields in YAML.
    """
    text, origin = read_protocol_text(name_or_path)
    values, lines = parse_protocol(text, origin)
    return values, lines, origin


def parse_protocol(text: str, origin: str) -> tuple[Any, Any]:
    """Return the values of a protocol's text, and the same tree with line numbers.

    Parameters
    ----------
    text : str
        YAML.
    origin : str
        The file's name, for messages.

    Raises
    ------
    ProtocolError
        If it is not a list of fields in YAML.
    """
    values, lines = _parse(text, origin)
    return copy.deepcopy(values), lines


def read_protocol_text(name_or_path: str) -> tuple[str, str]:
    """Return the text of a protocol, shipped or a file, and its origin.

    Raises
    ------
    ProtocolError
        If there is no such protocol, or its file cannot be read.
    """
    shipped = shipped_protocols()
    for folder, names in (("protocols", shipped), ("published", published_protocols())):
        if name_or_path in names:
            path = resources.files(_RESOURCES) / folder / f"{name_or_path}.yaml"
            return path.read_text(encoding="utf-8"), path.name
    file = Path(name_or_path)
    if file.suffix not in {".yaml", ".yml"} and not is_there(file):
        near = difflib.get_close_matches(name_or_path, shipped, 1)
        hint = Sentence(" Did you mean “{near}”?", near=near[0]) if near else ""
        raise ProtocolError(
            Sentence(
                "There is no protocol named “{name}”. Shipped are: "
                "{shipped}.{hint} A file of your own ends in .yaml.",
                name=name_or_path,
                shipped=", ".join(shipped),
                hint=hint,
            )
        )
    try:
        return read_text(file, most=LARGEST_YAML), str(file)
    except (OSError, UnreadableError) as error:
        raise ProtocolError(
            Sentence(
                "{path} cannot be read: {error}. Check the path and that it is a text "
                "file in UTF-8.",
                path=file,
                error=reason_of(error),
            )
        ) from error


# a session reads its protocol several times, a simulated cohort hundreds of times
@lru_cache(maxsize=32)
def _parse(text: str, origin: str) -> tuple[Any, Any]:
    """Return the plain values and the same tree with line numbers."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    # parsed twice: the round-trip tree knows the lines, the safe one has plain values
    try:
        check_yaml(text, origin)
        tree = YAML(typ="rt").load(text)
        plain = YAML(typ="safe", pure=True).load(text)
    except UnreadableError as error:
        raise ProtocolError(
            Sentence(
                "The protocol {origin} was not read: {reason}. Compare with the "
                "example in docs/protocols.md.",
                origin=origin,
                reason=error.reason,
            )
        ) from error
    # ruamel raises plain ValueError, TypeError, ... on some malformed scalars
    except (YAMLError, ValueError, TypeError, AttributeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = Sentence(", line {line}", line=mark.line + 1) if mark else ""
        # the parser names what it found; other errors' words are no help
        problem = getattr(error, "problem", None)
        if not problem:
            logger.info("%s", origin, exc_info=error)
        said = yaml_problem(problem) if problem else Sentence("a value cannot be read")
        found = ProtocolError(
            Sentence(
                "{origin}{where}: this is not valid YAML: {problem}. Compare "
                "with the example in docs/protocols.md; indent with spaces, "
                "never with tabs.",
                origin=origin,
                where=where,
                problem=said,
            )
        )
        found.line = mark.line + 1 if mark else 1
        raise found from error
    if not isinstance(plain, dict):
        raise ProtocolError(
            Sentence(
                "{origin}: a protocol is a list of fields such as “name: demo”, "
                "got {kind}. Start from a shipped one.",
                origin=origin,
                kind=type(plain).__name__,
            )
        )
    return plain, tree
