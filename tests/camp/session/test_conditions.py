"""Conditions files of PsychoPy as lists of trials, and what is said of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from attention_camp.camp.session.between_trials import task_at
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import Protocol, load_protocol
from attention_camp.camp.session.protocols.conditions import read_conditions
from attention_camp.camp.session.protocols.protocol_file import ProtocolError

PROTOCOL = """\
name: listed
title: Listed
description: For tests.
blocks:
  - task: visual-search
    conditions: conditions.{kind}
    {more}
"""
ROWS = {
    "set_sizes": ["4", "8", "16"],
    "variant": ["feature"] * 3,
    "time_limit": [3, 4, 5],
}


def protocol(folder: Path, *, more: str = "", kind: str = "csv") -> str:
    path = folder / "listed.yaml"
    path.write_text(PROTOCOL.format(kind=kind, more=more), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("kind", ["csv", "semicolons", "xlsx"])
def test_rows_are_trials_whatever_wrote_them(tmp_path: Path, kind: str) -> None:
    """Commas, semicolons with a mark of Excel, and a spreadsheet read alike."""
    table = pd.DataFrame(ROWS)
    if kind == "xlsx":
        pytest.importorskip("openpyxl")
        table.to_excel(tmp_path / "conditions.xlsx", index=False)
    elif kind == "csv":
        table.to_csv(tmp_path / "conditions.csv", index=False)
    else:
        path = tmp_path / "conditions.csv"
        table.to_csv(path, index=False, sep=";", encoding="utf-8-sig")
    name = protocol(tmp_path, kind="xlsx" if kind == "xlsx" else "csv")
    block = load_protocol(name).blocks[0]
    assert block.trials == 3
    assert [row["set_sizes"] for row in block.trial_list] == ["4", "8", "16"]
    assert [float(row["time_limit"]) for row in block.trial_list] == [3.0, 4.0, 5.0]


@pytest.mark.parametrize("cell", ["{[1, 2]}", "{{1}}", "[1, 2", "1j", "b'a'"])
def test_a_cell_that_is_no_number_is_its_text(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "conditions.csv"
    path.write_text(f'name\n"{cell}"\n')
    assert read_conditions(path) == [{"name": cell}]


def test_each_row_comes_once_a_list_in_an_order_of_the_session(tmp_path: Path) -> None:
    pd.DataFrame(ROWS).to_csv(tmp_path / "conditions.csv", index=False)
    loaded = load_protocol(protocol(tmp_path, more="trials: 30"))
    (planned,) = plan_session(loaded).blocks

    def sizes(seed: int) -> list[str]:
        return [task_at(planned, k, seed).set_sizes for k in range(30)]  # type: ignore[attr-defined]

    orders = [sizes(seed) for seed in range(5)]
    for order in orders:
        for turn in range(10):
            assert sorted(order[3 * turn : 3 * turn + 3]) == ["16", "4", "8"]
    assert len({tuple(order) for order in orders}) == 5
    assert sizes(3) == orders[3]
    # a session's own file has the rows: no conditions file is needed to go on
    again = Protocol.model_validate(loaded.model_dump(mode="json"))
    assert again.blocks == loaded.blocks


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        (None, "", "cannot be read"),
        ("", "", "has no conditions"),
        ("set_sizes\n", "", "has no conditions"),
        ("set_sizs\n4\n", "", "column set_sizs is no option .* mean “set_sizes”"),
        ("set sizes\n4\n", "", "no name of a column"),
        ("variant,variant\nfeature,feature\n", "", "two columns are called variant"),
        ("variant\nfeature,4\n", "", "row 2: there are more cells"),
        ("variant\nfeature\nfeatures\n", "", "row 2: .*variant must be one of"),
        ("variant\nfeature\nfeature\n", "trials: 3", "multiple of the 2 rows"),
        ("variant\nfeature\n", "columns: [variant]", "must be a list of fields"),
        ("variant\nfeature\n", "columns: {variant: 3}", "must be text, got 3"),
        (
            "variant,kind\nfeature,conjunction\n",
            "columns: {kind: variant}",
            "two columns are called variant",
        ),
    ],
)
def test_a_wrong_file_is_told_in_words(
    tmp_path: Path, text: str | None, more: str, said: str
) -> None:
    if text is not None:
        (tmp_path / "conditions.csv").write_text(text)
    with pytest.raises(ProtocolError, match=said):
        load_protocol(protocol(tmp_path, more=more))


def test_columns_are_renamed_or_left_out(tmp_path: Path) -> None:
    (tmp_path / "conditions.csv").write_text("nItems,corrAns\n4,left\n8,right\n")
    more = "columns: {nItems: set_sizes, corrAns: ''}"
    block = load_protocol(protocol(tmp_path, more=more)).blocks[0]
    assert block.trial_list == ({"set_sizes": "4"}, {"set_sizes": "8"})
