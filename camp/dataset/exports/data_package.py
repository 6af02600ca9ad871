"""datapackage.json: what the exported tables hold, for programs that read tables.

As Frictionless Data says it (https://datapackage.org, version 2): types, units, levels,
formula and source of every column. Labels of people and sessions are texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from attention_camp.camp.dataset.exports.column_kinds import Kind
from attention_camp.tasks.columns import Column

_SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
_LABELS = ("participant", "session", "run", "protocol")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "trials": (*_LABELS, "trial"),
    "blocks": (*_LABELS, "block", "stage"),
    "scores": (*_LABELS, "block", "stage", "score"),
    "sessions": _LABELS,
    "engagement": (*_LABELS, "sample"),
}
_TITLES: Mapping[str, str] = {
    "trials": "One row per trial",
    "blocks": "One row per block and stage",
    "scores": "The tasks' published scores, one per row",
    "sessions": "One row per session",
    "engagement": "The attention score (linear as shipped), four times a second",
}
_SOURCES: Mapping[str, str] = {
    "trials": "*_events.tsv, rows whose trial_type is trial, same column",
    "blocks": "trials.csv, the trials of the block and stage",
    "scores": "trials.csv, the trials of the block and stage",
    "sessions": "trials.csv, the trials of the session",
    "engagement": "sourcedata/**/*_engagement.tsv, same column",
}
_OTHER_SOURCES: Mapping[str, str] = {
    "participant": "label sub-… of the folder",
    "session": "label ses-… of the folder",
    "run": "label run-… of the file's name",
    "protocol": "label task-… of the file's name",
    "arm": "sourcedata/**/*_session.json, request.arm",
    "state": "sourcedata/**/*_session.json, state",
    "date": "sourcedata/**/*_session.json, started",
    "minutes": "*_eeg.eeg",
    "loop_latency_p95": "sourcedata/**/*_engagement.tsv, column wait",
    "standard_error": "attention_camp.tasks.reliability_table",
    "smallest_change": "attention_camp.tasks.reliability_table",
}
AS_RECORDED = "as recorded"
_FORMULAS: Mapping[str, str] = {
    "n_trials": "number of trials",
    "n_main": "number of trials whose stage is main",
    "n_correct": "number of trials whose correct is true",
    "accuracy": "trials whose correct is true / trials that have correct",
    "performance": "mean of performance",
    "reaction_time_mean": "mean of reaction_time, without empty ones",
    "reaction_time_median": "median of reaction_time, without empty ones",
    "level_first": "level of the first trial",
    "level_mean": "mean of level; of a session without rest and questionnaires",
    "level_last": "level of the last trial",
    "n_scored": "number of trials that have engagement",
    "engagement": "mean of engagement, without empty ones; empty over several scales",
    "engagement_mean": "mean of engagement, without empty ones; empty over several "
    "scales",
    "certainty_mean": "mean of certainty, without empty ones",
    "quality_mean": "mean of quality, without empty ones",
    "n_onset_dropped": "number of trials whose onset_dropped is true",
    "n_refused": "number of trials that have engagement_refused",
    "n_steered": "number of trials whose steered is true",
    "minutes": "samples / sampling rate / 60",
    "loop_latency_p95": "95th percentile of wait, without empty ones",
    "value": "by the name in score, as the labels of score and task say",
}
_COMPUTED = frozenset({"blocks", "scores", "sessions"})


def data_package(
    columns: Mapping[str, Mapping[str, Column]],
    kinds: Mapping[str, Mapping[str, Kind]],
    *,
    suffixes: tuple[str, ...] = (".csv",),
) -> dict[str, Any]:
    """Return the description of exported tables.

    Parameters
    ----------
    columns : mapping
        By table, what each column means.
    kinds : mapping
        By table, the kind of each column.
    suffixes : tuple of str
        The formats that each table was written in.
    """
    return {
        "$schema": _SCHEMA,
        "name": "attention-camp-tables",
        "title": "Tables of Attention Camp",
        "version": version("attention-camp"),
        "resources": [
            _resource(table, suffix, columns[table], kinds[table])
            for table in columns
            for suffix in suffixes
        ],
    }


def _resource(
    table: str,
    suffix: str,
    columns: Mapping[str, Column],
    kinds: Mapping[str, Kind],
) -> dict[str, Any]:
    is_csv = suffix == ".csv"
    found: dict[str, Any] = {
        "name": table if is_csv else f"{table}-{suffix[1:]}",
        "title": _TITLES[table],
        "path": f"{table}{suffix}",
        "format": suffix[1:],
        "mediatype": "text/csv" if is_csv else "application/vnd.apache.parquet",
    }
    if is_csv:
        found |= {"type": "table", "encoding": "utf-8"}
    schema = {
        "fields": [
            _field(table, name, column, kinds[name]) for name, column in columns.items()
        ],
        "missingValues": [""],
        "primaryKey": list(_KEYS[table]),
    }
    return found | {"schema": schema}


def _field(table: str, name: str, column: Column, kind: Kind) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": name,
        "type": kind,
        "description": column.text,
        "formula": formula_of(table, name),
        "source": source_of(table, name),
    }
    if column.unit:
        found["unit"] = column.unit
    if column.levels and kind == "string":
        found["categories"] = [
            {"value": value, "label": label} for value, label in column.levels.items()
        ]
    return found


def formula_of(table: str, name: str) -> str:
    """Return how a column of a table is computed."""
    if table in _COMPUTED:
        return _FORMULAS.get(name, AS_RECORDED)
    return AS_RECORDED


def source_of(table: str, name: str) -> str:
    """Return where a column of a table comes from."""
    for field in ("parameter", "measure"):
        if name.startswith(f"{field}_") and table == "trials":
            key = name.removeprefix(f"{field}_")
            return f"*_events.tsv, column {field}s, key {key}"
    return _OTHER_SOURCES.get(name, _SOURCES[table])
