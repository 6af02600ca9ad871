"""A review keeps annotations and bad channels beside the dataset, with who and when."""

from __future__ import annotations

import getpass
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from attention_camp.camp import open_session
from attention_camp.camp.dataset.derivatives.review import Review, has_review
from attention_camp.camp.dataset.derivatives.review_files import ReviewError
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.storage.disk import Disk, replaced_disk
from attention_camp.camp.dataset.validate import validate
from attention_camp.camp.people.roles import Account
from attention_camp.camp.people.signed_in import set_account

Session = Callable[..., RunPaths]


@pytest.fixture
def run(paths: RunPaths, session: Session) -> RunPaths:
    """Return a recorded run."""
    return session(paths)


def _raw_files(run: RunPaths) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in run.folder.rglob("*") if p.is_file()}


def test_annotations_are_kept_with_who_and_when_and_read_again(run: RunPaths) -> None:
    before = _raw_files(run)
    review = Review(run, "A. Lee")
    assert not has_review(run)
    later = review.add(5.0, 1.5, "BAD_muscle")
    review.add(2.0, 0.0, "blink\tand more")
    review.change(later.key, onset=5.5, duration=1.0, text="BAD_jaw")
    again = Review(run, "B")
    assert [(a.onset, a.duration, a.text) for a in again.annotations] == [
        (2.0, 0.0, "blink and more"), (5.5, 1.0, "BAD_jaw"),
    ]  # fmt: skip
    assert again.annotations[1].who == "A. Lee"
    assert again.annotations[1].when.startswith("20")
    again.remove(later.key)
    lines = [json.loads(line) for line in again.log.read_text().splitlines()]
    assert [(line["what"], line["who"]) for line in lines] == [
        ("added", "A. Lee"), ("added", "A. Lee"), ("changed", "A. Lee"),
        ("removed", "B"),
    ]  # fmt: skip
    assert lines[2]["before"]["text"] == "BAD_muscle"
    assert lines[3]["about"]["text"] == "BAD_jaw"
    assert _raw_files(run) == before
    errors = [p for p in validate(run.dataset) if p.severity == "error"]
    assert errors == []


def test_changes_are_undone_and_done_again(run: RunPaths) -> None:
    review = Review(run, "A")
    review.mark_channel("Cz", bad=True)
    review.add(1.0, 1.0, "BAD")
    review.undo()
    assert review.annotations == ()
    assert Review(run, "A").annotations == ()
    review.redo()
    assert len(Review(run, "A").annotations) == 1
    review.undo()
    review.undo()
    assert review.bads(["Oz"]) == {"Oz"}
    assert not review.can_undo
    review.mark_channel("Oz", bad=False)
    assert not review.can_redo
    assert Review(run, "A").bads(["Oz"]) == set()


def test_what_another_program_wrote_meanwhile_is_never_lost(run: RunPaths) -> None:
    first, second = Review(run, "A"), Review(run, "B")
    first.add(1.0, 1.0, "first")
    with pytest.raises(ReviewError, match="changed by another program"):
        second.add(2.0, 1.0, "second")
    assert [a.text for a in Review(run, "C").annotations] == ["first"]
    assert second.annotations == ()


class _Full(Disk):
    def replace(self, source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")


def test_a_full_disk_changes_nothing(run: RunPaths) -> None:
    review = Review(run, "A")
    review.add(1.0, 1.0, "kept")
    with replaced_disk(_Full()), pytest.raises(ReviewError, match="No space left"):
        review.add(2.0, 1.0, "lost")
    assert [a.text for a in review.annotations] == ["kept"]
    assert [a.text for a in Review(run, "A").annotations] == ["kept"]


@pytest.mark.parametrize(
    ("onset", "duration", "text"),
    [(1.0, 1.0, "  "), (-1.0, 1.0, "x"), (1.0, -1.0, "x"), (float("nan"), 1.0, "x")],
)
def test_nonsense_is_refused(run: RunPaths, onset, duration, text) -> None:
    with pytest.raises(ReviewError):
        Review(run, "A").add(onset, duration, text)


def test_a_torn_line_is_named(run: RunPaths) -> None:
    review = Review(run, "A")
    review.add(1.0, 1.0, "x")
    review.events.write_text(review.events.read_text().replace("1.0", "one", 1))
    with pytest.raises(ReviewError, match="line 2"):
        Review(run, "A")


def test_the_reviewed_recording_has_both(run: RunPaths) -> None:
    session = open_session(run.folder)
    review = Review(run, "A")
    review.add(1.0, 2.0, "BAD_muscle")
    review.mark_channel("Pz", bad=True)
    raw = session.reviewed
    assert raw.info["bads"] == ["Pz"]
    assert session.raw.info["bads"] == []
    (bad,) = [a for a in raw.annotations if a["description"] == "BAD_muscle"]
    assert (bad["onset"], bad["duration"]) == (1.0, 2.0)
    assert len(raw.annotations) == len(session.raw.annotations) + 1


def test_notes_without_mne_are_the_annotations_with_it(run: RunPaths) -> None:
    Review(run, "A").add(1.0, 2.0, "BAD_muscle")
    session = open_session(run.folder)
    raw = session.reviewed
    wanted = [(a["onset"], a["duration"], a["description"]) for a in raw.annotations]
    assert [text for _, _, text in sorted(session.notes)] == [
        text for _, _, text in sorted(wanted)
    ]
    for found, one in zip(sorted(session.notes), sorted(wanted), strict=True):
        assert found[:2] == pytest.approx(one[:2], abs=1e-6)
    assert session.began == raw.info["meas_date"] is not None


@pytest.mark.parametrize("time", ["", ",0", ",00000000000000000000", ",20261399"])
def test_a_recording_need_not_say_when_it_began(run: RunPaths, time: str) -> None:
    text = re.sub(r"(Mk1=New Segment,,1,1,0).*", rf"\1{time}", run.vmrk.read_text())
    run.vmrk.write_text(text)
    assert open_session(run.folder).began is None


def test_each_change_is_by_who_is_here_at_that_moment(run: RunPaths) -> None:
    review = Review(run)
    try:
        set_account(Account("Lab A", "operator"))
        first = review.add(1.0, 1.0, "BAD")
        set_account(Account("Lab B", "researcher"))
        second = review.add(3.0, 1.0, "BAD")
    finally:
        set_account(None)
    nobody = review.add(5.0, 1.0, "BAD")
    assert (first.who, second.who) == ("Lab A", "Lab B")
    assert nobody.who == getpass.getuser()
