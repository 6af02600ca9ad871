"""What a person is told of a file that cannot be read is never a library's text."""

from __future__ import annotations

import pytest

from attention_camp.camp.dataset.layout import DatasetError
from attention_camp.camp.dataset.prepare import check_dataset_folder
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.dataset.sidecars import read_stream_info
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence


def test_a_session_file_that_is_no_json_is_told_with_its_line(session, paths) -> None:
    session(paths)
    paths.session_json.write_text('{\n"state": }\n')
    with pytest.raises(DatasetError, match="line 2 is not valid JSON") as caught:
        read_session(paths)
    assert "Expecting value" not in str(caught.value)


def test_a_description_that_is_no_text_is_told_so(session, paths) -> None:
    session(paths)
    (paths.dataset / "dataset_description.json").write_bytes(b"\xff\xfe")
    with pytest.raises(DatasetError, match="no text in UTF-8") as caught:
        check_dataset_folder(paths.dataset)
    assert "codec" not in str(caught.value)


def test_a_sidecar_without_a_value_is_told_in_words(session, paths) -> None:
    session(paths)
    paths.eeg_json.write_text('{"SamplingFrequency": "fast"}')
    with pytest.raises(DatasetError, match="a value in it is missing or of another"):
        read_stream_info(paths)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(2, "No such file or directory"), "No such file or"),
        (DatasetError(Sentence("the disk is away")), "the disk is away"),
        (ValueError(Sentence("n must be 1 or 2")), "n must be 1 or 2"),
        (ValueError("operands could not be broadcast"), "a value in it is missing"),
        (KeyError("sfreq"), "a value in it is missing"),
    ],
)
def test_only_what_was_written_for_people_is_told(error, said) -> None:
    assert reason_of(error).startswith(said)


@pytest.mark.parametrize("cell", ["three", "n/a"])
def test_a_cell_that_is_no_number_is_told_with_its_column(
    session, paths, cell, caplog
) -> None:
    """Its row alone is left out, and the log says which cell it was."""
    session(paths)
    n_before = len(read_trials(paths))
    header, *rows = paths.events.read_text().splitlines()
    column = header.split("\t").index("level")
    cells = rows[0].split("\t")
    cells[column] = cell
    paths.events.write_text("\n".join([header, "\t".join(cells), *rows[1:], ""]))
    assert len(read_trials(paths)) == n_before - 1
    assert f"line 2: level cannot be '{cell}'" in caplog.text
    assert "invalid literal" not in caplog.text
