"""A dry run says what recover does; a second run finds nothing left to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from attention_camp.camp.dataset.eeg_writer import EegWriter
from attention_camp.camp.dataset.guards.run_lock import taken
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.recording import Recording
from attention_camp.camp.dataset.recover import Notice, recover
from attention_camp.camp.dataset.trial_store import update_session
from attention_camp.camp.dataset.validate import check_run
from attention_camp.signal.stream import StreamInfo

Session = Callable[..., RunPaths]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def appended(path: Path, tail: bytes) -> None:
    with path.open("ab") as file:
        file.write(tail)


def never_begun(paths: RunPaths) -> None:
    prepare_run(replace(paths, session="09"), meta={}).release()


def half_a_row(paths: RunPaths) -> None:
    appended(paths.events, b"3.0\t1.")


def all_torn(paths: RunPaths) -> None:
    half_a_row(paths)
    appended(paths.decisions, b'{"kind": "tri')
    appended(paths.journal, b'{"kind"')
    appended(paths.vmrk, b"Mk2=BAD")
    appended(paths.eeg, b"\0" * 7)


def rows_missing(paths: RunPaths) -> None:
    data = paths.events.read_bytes()
    paths.events.write_bytes(data[: round(len(data) * 0.7)])


def samples_unsummed(paths: RunPaths) -> None:
    appended(paths.eeg, b"\0" * 16 * 400)


def drafts(paths: RunPaths) -> None:
    (paths.dataset / ".participants.tsv.77.tmp").write_text("half")
    (paths.source_folder / f".{paths.session_json.name}.77-1.tmp").write_text("{")
    above = paths.folder.parent
    (above / f".{paths.session_stem}_scans.tsv.77-1.tmp").write_text("file")
    (above.parent / f".{paths.subject}_sessions.tsv.77-1.tmp").write_text("sess")
    (paths.source_folder.parents[1] / ".audit.jsonl.77-1.tmp").write_text("line")


def no_header(paths: RunPaths) -> None:
    paths.vhdr.unlink()


def no_readme(paths: RunPaths) -> None:
    (paths.dataset / "README.md").unlink()


def nobody(paths: RunPaths) -> None:
    (paths.dataset / "participants.tsv").write_text("participant_id\nsub-99\n")


def edited(paths: RunPaths) -> None:
    paths.events.write_text(paths.events.read_text().replace("\tleft\t", "\tright\t"))


FAULTS = [
    never_begun,
    half_a_row,
    all_torn,
    rows_missing,
    samples_unsummed,
    drafts,
    no_header,
    no_readme,
    nobody,
    edited,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("state", ["", "finished"])
def test_recover_does_what_the_dry_run_says(
    paths: RunPaths, session: Session, fault: Callable[[RunPaths], None], state: str
) -> None:
    session(paths, state=state)
    fault(paths)
    before = contents(paths.dataset)
    said = recover(paths.dataset, dry_run=True)
    assert contents(paths.dataset) == before
    done = recover(paths.dataset)
    repairs = [text for text in done if not isinstance(text, Notice)]
    assert [text for text in said if not isinstance(text, Notice)] == repairs
    assert bool(repairs) == (fault is not edited or not state)
    after = contents(paths.dataset)
    again = recover(paths.dataset)
    assert [text for text in again if not isinstance(text, Notice)] == []
    assert contents(paths.dataset) == after
    lost = {
        name: data
        for name, data in before.items()
        if after.get(name) is None and data not in after.values()
    }
    assert lost == {}


def test_a_header_that_was_removed_comes_back_as_it_was(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    header = paths.vhdr.read_bytes()
    paths.vhdr.unlink()
    (text,) = recover(paths.dataset)
    assert "written again from the sidecars" in text
    assert paths.vhdr.read_bytes() == header
    assert Recording.open(paths).check() == []


def test_a_draft_that_was_moved_is_not_moved_again(
    paths: RunPaths, session: Session
) -> None:
    session(paths)
    drafts(paths)
    assert len(recover(paths.dataset)) == 5
    drafts(paths)  # of the same names
    assert len(recover(paths.dataset)) == 5
    assert len(list((paths.dataset / "sourcedata" / "torn").iterdir())) == 10
    assert recover(paths.dataset) == []


def test_a_living_run_is_a_notice_and_no_repair(
    paths: RunPaths, session: Session
) -> None:
    session(paths, state="")
    with taken(paths, "acquisition"):
        (text,) = recover(paths.dataset)
        assert isinstance(text, Notice)
        assert recover(paths.dataset, dry_run=True) == [text]


def test_a_run_that_cannot_be_read_costs_no_other(
    paths: RunPaths, session: Session
) -> None:
    other = replace(paths, participant="02")
    session(paths, state="")
    session(other, state="")
    paths.channels.write_bytes(b"")
    paths.eeg_json.write_text("{" * 5000)
    done = recover(paths.dataset)
    assert any(f"{paths.stem} could not be mended" in text for text in done)
    assert any(f"{other.stem} is interrupted" in text for text in done)


def test_a_run_of_another_headset_is_mended_after_a_restart(
    paths: RunPaths, session: Session, info: StreamInfo
) -> None:
    session(paths, state="")
    writer = EegWriter.resume(paths, info)
    writer.close()
    update_session(paths, state="running")
    recover(paths.dataset)
    assert check_run(paths) == []
