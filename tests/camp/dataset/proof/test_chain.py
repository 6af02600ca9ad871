"""One hash chain closes a session, and every later change is named with its place."""

import json
import os
import shutil
from dataclasses import replace

import pytest

from attention_camp.camp.dataset.exports.bids import export_bids
from attention_camp.camp.dataset.layout import RunPaths, existing_runs
from attention_camp.camp.dataset.proof import closing
from attention_camp.camp.dataset.proof.chain import START, hash_of, read_chain
from attention_camp.camp.dataset.proof.closing import close, close_when_over
from attention_camp.camp.dataset.proof.digests import digest_of, what_changed
from attention_camp.camp.dataset.proof.kept_hash import (
    UnknownHashError,
    find_session,
    session_hash_of,
)
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.trial_store import TrialStore
from attention_camp.camp.dataset.validate import check_run


def lines_of(run):
    return run.decisions.read_bytes().splitlines()


def texts(run):
    return [str(problem) for problem in check_run(run)]


def test_each_line_holds_the_hash_of_the_line_before(session, paths) -> None:
    lines = lines_of(session(paths))
    held = [json.loads(line)["chain"] for line in lines]
    assert held == [START, *map(hash_of, lines[:-1])]
    assert json.loads(lines[-1])["kind"] == "close"
    assert session_hash_of(paths) == hash_of(lines[-1])
    assert json.loads(paths.session_hash.read_text())["SessionHash"] == (
        session_hash_of(paths)
    )
    assert texts(paths) == []


def test_a_store_opened_again_goes_on_with_the_same_chain(
    session, paths, trial
) -> None:
    session(paths, n_trials=2, state="")
    with paths.decisions.open("a") as file:
        file.write('{"kind": "tri')  # a power cut
    store = TrialStore(paths)
    store.append(trial(3))
    store.close()
    assert read_chain(paths.decisions).breaks == ()
    assert len(lines_of(paths)) == 4


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda lines: [*lines[:3], *lines[4:]], "line 4 does not follow line 3"),
        (lambda lines: [*lines[:3], lines[2], *lines[3:]], "line 4 does not follow"),
        (
            lambda lines: [lines[0].replace(b"en", b"de", 1), *lines[1:]],
            "line 2 does not follow line 1",
        ),
        (lambda lines: lines[:-1], "the chain is open though the session has ended"),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "line 1 goes on from a run"),
    ],
)
def test_a_line_changed_removed_or_moved_is_named(session, paths, edit, told) -> None:
    lines = edit(lines_of(session(paths)))
    paths.decisions.write_bytes(b"".join(line + b"\n" for line in lines))
    assert any(told in text for text in texts(paths))


def test_a_whole_chain_taken_away_is_noticed_by_the_hash_beside_it(
    session, paths
) -> None:
    session(paths)
    lines = [json.loads(line) for line in lines_of(paths)[:-1]]
    for line in lines:
        del line["chain"]
    lines[0]["format"] = 1
    paths.decisions.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert any("has no chain, though" in text for text in texts(paths))


def test_without_the_hash_kept_elsewhere_a_rebuilt_chain_passes_with_it_not(
    session, paths
) -> None:
    """The docs say so: who rebuilds the whole chain is found by the outside hash."""
    kept = session_hash_of(session(paths))
    lines = lines_of(paths)[:-1]
    events = paths.events.read_bytes().replace(b"0.51", b"0.31")
    paths.events.write_bytes(events)
    lines = [line.replace(b"0.51", b"0.31") for line in lines]
    forged = []
    for line in lines:
        values = json.loads(line)
        values["chain"] = hash_of(forged[-1]) if forged else START
        forged.append(json.dumps(values, ensure_ascii=False).encode())
    paths.decisions.write_bytes(b"".join(line + b"\n" for line in forged))
    paths.session_hash.unlink()
    close(paths, by="session", state="finished")
    assert texts(paths) == []
    with pytest.raises(UnknownHashError, match="changed since the hash was kept"):
        find_session([paths], kept)


def test_a_hash_kept_elsewhere_finds_its_session(session, paths) -> None:
    found = session_hash_of(session(paths))
    assert paths.stem in find_session([paths], f" {found[:16]} {found[16:]}")
    assert paths.stem in find_session([paths], found[:12])
    with pytest.raises(UnknownHashError, match="too short"):
        find_session([paths], found[:8])


def test_a_session_that_broke_off_is_open_and_recover_closes_it(session, paths) -> None:
    session(paths, state="")
    assert read_chain(paths.decisions).closing is None
    assert texts(paths) == []
    assert any("its chain was open" in line for line in recover(paths.dataset))
    found = read_chain(paths.decisions).closing
    assert found is not None
    assert (found.line.by, found.line.state) == ("recover", "interrupted")
    assert "broke off" in found.line.why
    assert found.line.at
    assert texts(paths) == []
    assert recover(paths.dataset) == []


def test_nothing_is_closed_while_eeg_is_written_or_the_session_goes_on(
    session, paths
) -> None:
    session(paths, state="")
    assert close_when_over(paths, "running") is None
    journal = paths.journal.read_text().splitlines(keepends=True)
    paths.journal.write_text("".join(journal[:-1]))  # without its last word
    assert close_when_over(paths, "finished") is None
    paths.journal.write_text("".join(journal))
    assert close_when_over(paths, "finished") is not None


def test_a_closing_that_fails_is_logged_and_hides_nothing(
    session, paths, monkeypatch, caplog
) -> None:
    session(paths, state="")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(closing, "append_lines", full)
    assert close_when_over(paths, "finished") is None
    assert "could not be closed" in caplog.text


def test_a_second_run_goes_on_with_the_chain_of_the_first(session, paths) -> None:
    session(paths)
    second = replace(paths, run=2)
    session(second)
    first_line = json.loads(lines_of(second)[0])
    assert first_line["chain"] == session_hash_of(paths)
    assert texts(paths) == texts(second) == []
    paths.decisions.unlink()
    assert any("goes on from a run" in text for text in texts(second))


def test_rows_that_others_changed_since_are_warnings(session, paths) -> None:
    session(paths)
    table = paths.dataset / "participants.tsv"
    table.write_text("participant_id\tage\nsub-01\t30\nsub-02\t40\n")
    assert texts(paths) == []  # new rows and columns are no change of this one
    second = RunPaths(paths.dataset, "02", "01", "demo")
    session(second)
    table.write_text("participant_id\tage\nsub-01\t30\nsub-02\t41\n")
    (problem,) = check_run(second)
    assert problem.severity == "warning"
    assert "the column age of sub-02_ses-01 was changed since: 40 then" in problem.text


def test_a_change_is_named_with_its_line(session, paths) -> None:
    session(paths)
    path = paths.engagement
    lines = path.read_text().splitlines(keepends=True)
    lines[2] = lines[2].replace("0.2", "0.9", 1)
    path.write_text("".join(lines))
    assert any(
        path.name in text and "line 3 is not what was recorded" in text
        for text in texts(paths)
    )


def test_a_large_file_is_named_by_stretches(tmp_path) -> None:
    table, blob = tmp_path / "a.tsv", tmp_path / "b.bin"
    table.write_text("".join(f"{n}\n" for n in range(5000)))
    blob.write_bytes(os.urandom(50_000))
    then = digest_of(table), digest_of(blob)
    assert len(then[0].pieces) <= 512 * 8
    table.write_text(table.read_text().replace("\n2500\n", "\n2501\n"))
    assert "lines 2501 to 2510 are not" in what_changed(table, then[0])
    data = bytearray(blob.read_bytes())
    data[9000] ^= 1
    blob.write_bytes(data)
    assert "bytes 8192 to 12288 are not" in what_changed(blob, then[1])


def test_an_anonymous_copy_closes_a_chain_of_its_own_that_names_the_old_hash(
    session, paths, tmp_path
) -> None:
    session(paths)
    export_bids(paths.dataset, tmp_path / "out", anonymise=True)
    (copy,) = existing_runs(tmp_path / "out")
    head, first, *_, last = map(json.loads, lines_of(copy))
    assert head["kind"] == "header"
    assert (first["kind"], first["of"]) == ("copy", session_hash_of(paths))
    assert (last["by"], last["at"]) == ("export", "")
    assert texts(copy) == []
    shutil.copyfile(paths.events, copy.events)
    assert any(copy.events.name in text for text in texts(copy))
