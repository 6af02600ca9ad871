"""Public recordings by name: fetched from a server, checked, read like any other."""

from __future__ import annotations

import hashlib
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from attention_camp.models.data.download import fetched, folders_of
from attention_camp.models.data.moabb_data import as_bids
from attention_camp.models.data.recordings import DataError, read_people

NAMES = ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2")
N_SECONDS, SFREQ = 24, 128


def edf(seed):
    """A minimal EDF file with the channel names of PhysioNet's eegmat."""
    n = len(NAMES)
    fields = [("0", 8), ("X X X X", 80), ("X", 80), ("01.01.20", 8), ("00.00.00", 8)]
    fields += [(str(256 * (n + 1)), 8), ("", 44), (str(N_SECONDS), 8), ("1", 8)]
    fields += [(str(n), 4)]
    fields += [(f"EEG {name}", 16) for name in NAMES]
    for text, width in (
        ("", 80),
        ("uV", 8),
        ("-500", 8),
        ("500", 8),
        ("-32768", 8),
        ("32767", 8),
        ("", 80),
        (str(SFREQ), 8),
        ("", 32),
    ):
        fields += [(text, width)] * n
    head = "".join(text.ljust(width) for text, width in fields).encode()
    rng = np.random.default_rng(seed)
    data = rng.integers(-1500, 1500, (N_SECONDS, n, SFREQ)).astype("<i2")
    return head + data.tobytes()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A server with two people of eegmat; yields the folder it serves."""
    root = tmp_path / "served" / "eegmat" / "1.0.0"
    root.mkdir(parents=True)
    sums = []
    for person in ("00", "01"):
        for part in ("1", "2"):
            path = root / f"Subject{person}_{part}.edf"
            path.write_bytes(edf(int(person + part)))
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            sums.append(f"{digest} {path.name}\n")
    (root / "SHA256SUMS.txt").write_text("".join([*sums, "abc README\n"]))
    handler = partial(Quiet, directory=str(tmp_path / "served"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("ATTENTION_CAMP_PHYSIONET", address)
    yield root
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_dataset_is_fetched_by_name_and_read_like_any_other(served, tmp_path):
    steps = []
    folder = fetched(
        "physionet:eegmat",
        cache=tmp_path / "cache",
        progress=lambda *a: steps.append(a),
    )
    people = read_people([folder])
    assert [person.name for person in people] == [
        "physionet-eegmat/sub-00",
        "physionet-eegmat/sub-01",
    ]
    assert people[0].ch_names == NAMES
    assert np.bincount(people[0].y).tolist() == [6, 6]
    shares = [share for share, _ in steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_what_is_there_is_not_fetched_again(served, tmp_path):
    call = {"cache": tmp_path / "cache"}
    first = fetched("physionet:eegmat", people=1, **call)
    assert len(list(first.glob("sub-*"))) == 1
    for path in served.glob("Subject00*"):
        path.unlink()
    assert len(list(fetched("physionet:eegmat", **call).glob("sub-*"))) == 2


def test_a_file_unlike_the_projects_list_is_thrown_away(served, tmp_path):
    path = served / "Subject01_2.edf"
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(DataError, match="is not the file that the project's list"):
        fetched("physionet:eegmat", cache=tmp_path / "cache")
    assert not list((tmp_path / "cache").rglob("*sub-01_task-arithmetic*"))


def test_a_cancelled_fetch_goes_on_later(served, tmp_path):
    def cancel(share, _):
        if share > 0.4:
            raise KeyboardInterrupt

    cache = tmp_path / "cache"
    with pytest.raises(KeyboardInterrupt):
        fetched("physionet:eegmat", cache=cache, progress=cancel)
    there = {p: p.stat().st_mtime_ns for p in cache.rglob("*_eeg.edf")}
    assert 1 <= len(there) < 4
    folder = fetched("physionet:eegmat", cache=cache)
    assert all(path.stat().st_mtime_ns == when for path, when in there.items())
    assert len(read_people([folder])) == 2


def test_without_a_network_it_is_said_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("ATTENTION_CAMP_PHYSIONET", "http://127.0.0.1:9")
    with pytest.raises(DataError, match="Check the network, or fetch the files"):
        fetched("physionet:eegmat", cache=tmp_path)


def test_an_unknown_name_says_which_are_known_and_a_folder_is_a_folder(tmp_path):
    with pytest.raises(DataError, match="physionet:eegmat"):
        fetched("physionet:nothing", cache=tmp_path)
    assert folders_of([str(tmp_path)]) == [tmp_path]


def test_moabb_is_asked_for_by_its_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "moabb", None)
    with pytest.raises(DataError, match=r"attention-camp\[moabb\]"):
        fetched("moabb:FakeDataset", cache=tmp_path)


class LikeMoabb:
    """What MOABB's datasets offer, with one person and two runs."""

    code, interval, subject_list = "Like-Moabb", [0, 12], [1]

    def __init__(self, **event_id):
        self.event_id = event_id

    def get_data(self, subjects):
        import mne

        names = [*NAMES, "STI"]
        info = mne.create_info(names, SFREQ, ["eeg"] * len(NAMES) + ["stim"])
        runs = {}
        for k in range(2):
            data = np.random.default_rng(k).standard_normal((9, 25 * SFREQ)) * 1e-5
            data[-1] = 0
            for second, code in ((0.5, 1), (12.5, 2)):
                data[-1, round(second * SFREQ)] = code
            runs[str(k)] = mne.io.RawArray(data, info, verbose="error")
        return {subject: {"0train": runs} for subject in subjects}


def test_a_set_of_moabb_becomes_bids_with_rest_where_its_events_say_so(tmp_path):
    people = read_people([as_bids(LikeMoabb(rest=1, hands=2), tmp_path)])
    assert [person.name for person in people] == ["moabb-LikeMoabb/sub-1"]
    assert (people[0].y == 0).sum() >= 4
    assert (people[0].y == 1).sum() >= 4
    with pytest.raises(DataError, match="no event of rest, only left, right"):
        as_bids(LikeMoabb(left=1, right=2), tmp_path)
