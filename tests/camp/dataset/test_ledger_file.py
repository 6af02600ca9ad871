"""A ledger is read into typed lines; what is damaged is said with file and line."""

from __future__ import annotations

import json
import math

import pytest

from attention_camp.camp.dataset.ledger_file import (
    LedgerError,
    examine_ledger,
    read_ledger,
    read_what_is_whole,
)
from attention_camp.camp.dataset.tables import to_json
from attention_camp.camp.session.ledger_lines import (
    CalibrationLine,
    HeaderLine,
    StretchLine,
    line_from_json,
)
from attention_camp.camp.session.link import EegDescription, Permission


def lines_of(paths) -> list[str]:
    return paths.decisions.read_text(encoding="utf-8").splitlines()


def write(paths, lines) -> None:
    paths.decisions.write_text("".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("{", "this is not a line of JSON"),
        ("", "this is not a line of JSON"),
        ("[1]", "this is not a line of JSON"),
        ('{"kind": "verse"}', "no line of a ledger is of the kind 'verse'"),
        ('{"label": "rest"}', "no line of a ledger is of the kind 'None'"),
        ('{"kind": "stretch", "label": "rest", "stop": 1}', "first_sample is missing"),
        (
            '{"kind": "stretch", "label": "rest", "first_sample": true, "stop": 1}',
            "first_sample cannot be True",
        ),
        ('{"kind": "trial", "seed": 3}', "seed cannot be 3"),
        ('{"kind": "trial", "seed": [3]}', "record cannot be None"),
        (
            json.dumps(
                {"kind": "calibration", "steering": True, "why": "calibrated"}
                | {"detail": "", "model": "", "figures": {"auc": 1}}
            ),
            "figures are no report of a calibration",
        ),
    ],
)
def test_a_damaged_or_unknown_line_is_told_with_file_and_line(
    session, paths, damage, said
) -> None:
    session(paths)
    lines = lines_of(paths)
    write(paths, [*lines[:3], damage, *lines[3:]])
    with pytest.raises(LedgerError) as caught:
        read_ledger(paths.decisions)
    assert f"{paths.decisions}, line 4: {said}. " in str(caught.value)
    assert "backup" in str(caught.value)
    whole = read_what_is_whole(paths.decisions)
    assert len(whole.lines) == len(lines)
    assert [found.number for found in whole.damage] == [4]


def test_a_field_of_another_kind_is_named_with_its_place(session, paths) -> None:
    session(paths)
    lines = lines_of(paths)
    trial = json.loads(lines[2])
    trial["record"]["level"] = "three"
    write(paths, [*lines[:2], json.dumps(trial)])
    with pytest.raises(LedgerError, match=r"line 3: record.level cannot be 'three'"):
        read_ledger(paths.decisions)


def test_a_half_written_last_line_is_left_out(session, paths) -> None:
    session(paths)
    with paths.decisions.open("a") as file:
        file.write('{"kind": "trial", "se')
    ledger = read_ledger(paths.decisions)
    assert len(ledger.trials) == 6
    assert examine_ledger(paths.decisions).damage[0].is_torn


def test_a_ledger_of_a_later_version_is_refused_before_its_lines_are_read(
    session, paths
) -> None:
    session(paths)
    header, *lines = lines_of(paths)
    later = json.dumps(json.loads(header) | {"format": 99})
    write(paths, [later, '{"kind": "unheard of"}', *lines])
    with pytest.raises(LedgerError, match="format 99, this version reads up to 5"):
        read_ledger(paths.decisions)


def test_a_header_without_a_number_is_of_the_first_format(session, paths) -> None:
    session(paths)
    header, *lines = lines_of(paths)
    values = json.loads(header)
    del values["format"]
    write(paths, [json.dumps(values), *lines])
    assert read_ledger(paths.decisions).header.format == 1


def test_a_run_without_a_ledger_has_an_empty_one(paths) -> None:
    ledger = read_ledger(paths.decisions)
    assert (ledger.lines, ledger.header) == ((), None)


@pytest.mark.parametrize(
    "eeg",
    [
        None,
        EegDescription(
            "cap", 250.0, ("Fz", "Cz"), None, 0.5, 45.0, "pope", (), 0.01, "ab"
        ),
    ],
)
def test_a_header_comes_back_as_it_was_written(header, eeg) -> None:
    written = header(eeg)
    again = line_from_json(json.loads(to_json(written.to_json())))
    assert isinstance(again, HeaderLine)
    assert again == written
    assert again.arm == "closed-loop"


def test_a_header_from_before_the_reference_could_be_chosen_is_read(header) -> None:
    eeg = EegDescription("cap", 250.0, ("Fz",), 50.0, 0.5, 45.0, "pope", ("Fz",))
    values = header(eeg).to_json()
    for late in ("reference", "group_delay_10hz", "model_hash"):
        del values["eeg"][late]
    assert HeaderLine.from_json(values).eeg.reference is None


def test_a_calibration_without_a_headset_comes_back_as_it_was_written() -> None:
    line = CalibrationLine(Permission(steering=False, why="no-headset"))
    values = json.loads(to_json(line.to_json()))
    assert values["figures"] == values["repair"] == values["person"] == {}
    assert line_from_json(values) == line


def test_a_calibration_of_an_early_version_is_read() -> None:
    values = CalibrationLine(Permission(steering=True, why="calibrated")).to_json()
    del values["repair"], values["person"]
    assert CalibrationLine.from_json(values).permission.repair is None


def test_a_trial_without_eeg_has_an_onset_that_is_no_number(trial) -> None:
    line = trial(1, onset=math.nan)
    again = line_from_json(json.loads(to_json(line.to_json())))
    assert math.isnan(again.record.onset)
    assert again.decided == line.decided
    assert again.events == line.events


def test_values_of_a_later_version_are_left_out() -> None:
    values = StretchLine("rest", 0, 9).to_json() | {"colour": "blue"}
    assert line_from_json(values) == StretchLine("rest", 0, 9)
