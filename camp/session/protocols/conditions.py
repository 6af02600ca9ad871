"""Conditions files of PsychoPy as a block's list of trials: a row a trial."""

from __future__ import annotations

import ast
import csv
import difflib
import io
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attention_camp.camp.session.protocols.protocol_file import ProtocolError
from attention_camp.camp.session.protocols.protocol_problems import line_of
from attention_camp.resources.bounded import UnreadableError, read_text
from attention_camp.resources.reasons import own_text, reason_of
from attention_camp.resources.texts import Sentence
from attention_camp.tasks import load_task

MOST_ROWS = 2000
LARGEST = 10_000_000
"""Bytes of a conditions file; own choice: that of PsychoPy's largest demo is 20 kB."""
_EXCEL = {".xlsx", ".xlsm"}
Value = str | int | float | bool


def fill_lists(values: Any, lines: Any, origin: str) -> None:
    """Read the conditions files that the blocks of a protocol name.

    Parameters
    ----------
    values : Any
        The protocol's values; blocks that name a file are replaced.
    lines : Any
        The same tree with line numbers.
    origin : str
        The protocol's file.

    Raises
    ------
    ProtocolError
        If a file cannot be used; the text names the line that names it.
    """
    blocks = values.get("blocks") if isinstance(values, dict) else None
    if not isinstance(blocks, list):
        return
    for number, block in enumerate(blocks):
        named = block.get("conditions") if isinstance(block, dict) else None
        if not named or not isinstance(named, str):  # an empty one is none
            continue
        if not _are_names(block.get("columns") or {}):  # as the fields' check will say
            continue
        try:
            blocks[number] = fill_conditions(block, Path(origin).parent)
        except ValueError as error:
            raise ProtocolError(
                Sentence(
                    "{file}, line {line}, {field}: {what}",
                    file=origin,
                    line=line_of(lines, ("blocks", number, "conditions")),
                    field=f"blocks.{number + 1}.conditions",
                    what=own_text(error) or "?",
                )
            ) from error


def _are_names(columns: object) -> bool:
    """Return whether each column is given a name."""
    return isinstance(columns, Mapping) and all(
        isinstance(text, str) for pair in columns.items() for text in pair
    )


def check_list(
    task: str,
    options: Mapping[str, Value],
    rows: Sequence[Mapping[str, Value]],
    n_trials: int,
) -> None:
    """Raise unless each row of a list of trials makes a task.

    Parameters
    ----------
    task : str
        The block's task.
    options : mapping
        Options that all rows share.
    rows : sequence of mapping
        Options row by row.
    n_trials : int
        Trials of the block.

    Raises
    ------
    ValueError
        If a row does not, with its number; or there is no whole number of lists.
    """
    for number, row in enumerate(rows, 1):
        try:
            load_task(task, **{**options, **row})
        except (ValueError, TypeError) as error:
            problem = own_text(error) or "?"
            raise ValueError(
                Sentence("row {row}: {error}", row=number, error=problem)
            ) from error
    if rows and n_trials % len(rows):
        raise ValueError(
            Sentence(
                "trials must be a multiple of the {n} rows, got {got}",
                n=len(rows),
                got=n_trials,
            )
        )


def fill_conditions(block: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return a block with the rows of its conditions file as its list of trials.

    Parameters
    ----------
    block : mapping
        The block as the protocol file has it, with ``conditions`` and, if need be,
        ``columns``.
    folder : Path
        Folder of the protocol file, where a relative path begins.

    Raises
    ------
    ValueError
        If there is no such file or it cannot be used; the text says why.
    """
    path = folder / str(block["conditions"])
    columns = block.get("columns") or {}
    options = _options_of(str(block.get("task")))
    rows = [_renamed(row, columns, path.name) for row in read_conditions(path)]
    named = {name for row in rows for name in row}
    for name in sorted(named - options.keys()):
        near = difflib.get_close_matches(name, options, 1)
        hint = Sentence(" Did you mean “{near}”?", near=near[0]) if near else ""
        raise ValueError(
            Sentence(
                "{file}: column {column} is no option of {task}, which has "
                "{options}.{hint} Say under columns what it means, as in “columns: "
                "{{{column}: {example}}}”, or “{column}: ''” to leave it out.",
                file=path.name,
                column=name,
                task=block.get("task"),
                options=", ".join(options) or "–",
                hint=hint,
                example=near[0] if near else next(iter(options), "…"),
            )
        )
    typed = tuple({k: _fitting(v, options[k]) for k, v in row.items()} for row in rows)
    return {**block, "trial_list": typed, "trials": block.get("trials") or len(typed)}


def _options_of(task: str) -> dict[str, Value]:
    from attention_camp.tasks.described import options_of

    return {one.name: one.default for one in options_of(type(load_task(task)))}


def _renamed(
    row: Mapping[str, Value], columns: Mapping[str, str], file: str
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, value in row.items():
        if not (meant := columns.get(name, name)):
            continue
        if meant in found:  # one of the two values would be lost
            raise _called_twice(file, meant)
        found[meant] = value
    return found


def _called_twice(file: str, name: str) -> ValueError:
    return ValueError(
        Sentence("{file}: two columns are called {name}", file=file, name=name)
    )


def _fitting(value: Value, default: Value) -> Value:
    """Return a cell as the option wants it: 4.0 of a spreadsheet is 4, “4 8” a text."""
    if isinstance(default, str):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(default, int) and isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def read_conditions(path: Path) -> list[dict[str, Value]]:
    """Return the rows of a conditions file, csv or xlsx, as PsychoPy reads them.

    The first row names the columns; numbers, True and False are values, all else is
    text; empty rows and columns are left out.

    Raises
    ------
    ValueError
        If the file cannot be read, or has no rows or no names; the text says why.
    """
    cells = _sheet(path) if path.suffix.lower() in _EXCEL else _table(path)
    cells = [row for row in cells if any(str(cell).strip() for cell in row)]
    names = [str(cell).strip() for cell in cells[0]] if cells else []
    if len(cells) < 2 or not any(names):
        raise ValueError(
            Sentence(
                "{file} has no conditions: its first row names the columns, each "
                "further row is a trial",
                file=path.name,
            )
        )
    if len(cells) - 1 > MOST_ROWS:
        raise ValueError(
            Sentence(
                "{file} has {n} rows; at most {most} can be trials of a block",
                file=path.name,
                n=len(cells) - 1,
                most=MOST_ROWS,
            )
        )
    _check_names(path, names)
    rows = []
    for number, row in enumerate(cells[1:], 2):
        if len(row) > len(names) and any(
            str(cell).strip() for cell in row[len(names) :]
        ):
            raise ValueError(
                Sentence(
                    "{file}, row {row}: there are more cells than columns are named",
                    file=path.name,
                    row=number,
                )
            )
        found = zip(names, row, strict=False)
        rows.append({k: _value(v) for k, v in found if k and str(v).strip()})
    return rows


def _check_names(path: Path, names: Sequence[str]) -> None:
    for name in filter(None, names):
        if not name.isidentifier():
            raise ValueError(
                Sentence(
                    "{file}: {name} is no name of a column: letters, digits and "
                    "underscores, as PsychoPy asks for",
                    file=path.name,
                    name=repr(name),
                )
            )
        if names.count(name) > 1:
            raise _called_twice(path.name, name)


def _table(path: Path) -> list[list[Any]]:
    """Return the cells of a text table with commas, semicolons or tabs."""
    try:
        text = read_text(path, most=LARGEST)
    except (OSError, UnreadableError) as error:
        raise _unreadable(path, error) from error
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=mark, strict=True))
    except csv.Error as error:
        raise _unreadable(path, error) from error


def _sheet(path: Path) -> list[list[Any]]:
    """Return the cells of a spreadsheet's first sheet."""
    import pandas as pd

    try:
        sheet = pd.read_excel(path, header=None, dtype=object)
    except ImportError as error:
        raise ValueError(
            Sentence(
                "{file}: spreadsheets need one more package: type “pip install "
                "openpyxl”, or save the file as csv",
                file=path.name,
            )
        ) from error
    except Exception as error:  # what a damaged spreadsheet raises is anybody's
        raise _unreadable(path, error) from error
    return [
        ["" if _is_empty(v) else v for v in row] for row in sheet.to_numpy().tolist()
    ]


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, float) and math.isnan(cell))


def _unreadable(path: Path, error: Exception) -> ValueError:
    return ValueError(
        Sentence(
            "the conditions file {path} cannot be read: {error}. Check the path, which "
            "begins at the protocol's folder, and that it is csv or xlsx",
            path=path,
            error=reason_of(error),
        )
    )


def _value(cell: Any) -> Value:
    """Return a cell's value: a number, True or False, else its text."""
    if isinstance(cell, bool | int | float):
        return cell
    text = str(cell).strip()
    try:
        value = ast.literal_eval(text)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return text
    return value if isinstance(value, bool | int | float | str) else text
