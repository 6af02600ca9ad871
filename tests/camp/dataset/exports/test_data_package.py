"""The description of exported tables, and the tables as Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from attention_camp.camp.dataset.exports import parquet as parquet_module
from attention_camp.camp.dataset.exports.column_kinds import kind_of_values
from attention_camp.camp.dataset.exports.csv import export_csv
from attention_camp.camp.dataset.exports.parquet import NoParquetError
from attention_camp.camp.dataset.layout import RunPaths

Session = Callable[..., RunPaths]


def test_every_column_of_every_table_has_type_formula_and_source(
    paths: RunPaths, session: Session, tmp_path: Path
) -> None:
    session(paths, n_trials=4)
    export_csv(paths.dataset, tmp_path / "out")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    for resource in package["resources"]:
        with (tmp_path / "out" / resource["path"]).open(encoding="utf-8") as file:
            header = next(csv.reader(file))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        for field in fields:
            assert field["type"] in {"string", "integer", "number", "boolean"}
            assert field["description"]
            assert field["formula"]
            assert field["source"]
        assert set(resource["schema"]["primaryKey"]) <= set(header)
    fields = {f["name"]: f for f in package["resources"][0]["schema"]["fields"]}
    assert fields["participant"]["type"] == "string"
    assert fields["reaction_time"]["type"] == "number"
    assert fields["reaction_time"]["unit"] == "s"
    assert fields["correct"]["type"] == "boolean"


def test_parquet_holds_the_same_cells_with_types(
    paths: RunPaths, session: Session, tmp_path: Path
) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    session(paths, n_trials=4)
    export_csv(paths.dataset, tmp_path / "out", parquet=True)
    trials = pandas.read_parquet(tmp_path / "out" / "trials.parquet")
    text = pandas.read_csv(tmp_path / "out" / "trials.csv", dtype={"participant": str})
    assert list(trials["participant"]) == ["01"] * 4
    assert list(trials.columns) == list(text.columns)
    for name in ("reaction_time", "level", "engagement"):
        there, here = list(text[name]), list(trials[name])
        assert here == pytest.approx(there, nan_ok=True)


def test_parquet_without_its_package_is_refused_before_anything_is_written(
    paths: RunPaths, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session(paths)

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(parquet_module, "import_module", missing)
    with pytest.raises(NoParquetError, match="pip install"):
        export_csv(paths.dataset, tmp_path / "out", parquet=True)
    assert not (tmp_path / "out").exists()


def test_a_column_is_of_the_kind_that_all_its_values_share() -> None:
    assert kind_of_values([None, 1, 2.5]) == "number"
    assert kind_of_values([True, None]) == "boolean"
    assert kind_of_values([1, "01"]) == "string"
    assert kind_of_values([]) == "string"
