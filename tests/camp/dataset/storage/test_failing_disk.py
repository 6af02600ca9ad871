"""A disk that fails for a moment: what comes after stands where it belongs."""

from __future__ import annotations

import errno
import gzip
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from attention_camp.camp.dataset import eeg_writer
from attention_camp.camp.dataset.eeg_writer import EegWriter, RecordingError
from attention_camp.camp.dataset.eyes import eye_writer
from attention_camp.camp.dataset.eyes.eye_reader import read_eyes
from attention_camp.camp.dataset.eyes.eye_writer import EyeWriter
from attention_camp.camp.dataset.guards.locks import Lock, is_held
from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.person_versions import PersonVersions
from attention_camp.camp.dataset.prepare import prepare_run
from attention_camp.camp.dataset.proof.chain import read_chain
from attention_camp.camp.dataset.proof.closing import close_when_over
from attention_camp.camp.dataset.recording import RecordedGap, Recording
from attention_camp.camp.dataset.recover import recover
from attention_camp.camp.dataset.storage.disk import Disk, replaced_disk
from attention_camp.camp.dataset.storage.growing_gzip import GrowingGzip
from attention_camp.camp.dataset.storage.sample_file import first_unwritten
from attention_camp.camp.dataset.trial_store import StoreError, update_session
from attention_camp.camp.dataset.validate import check_run
from attention_camp.signal.eyes.source import EyeInfo
from attention_camp.signal.eyes.track import EyeRows
from attention_camp.signal.stream import StreamInfo

Samples = Callable[..., np.ndarray]


class FailingDisk(Disk):
    """Refuses some operations on some files, a write after half of its bytes."""

    def __init__(self) -> None:
        self.refused: frozenset[str] = frozenset()
        self.suffix = ""
        """End of the names of the files that it refuses."""
        self.is_brief = False
        """Whether it works again after the first refusal."""
        self._names: dict[int, str] = {}

    def open(self, path: Path, flags: int) -> int:
        handle = super().open(path, flags)
        self._names[handle] = path.name
        return handle

    def write(self, handle: int, data: memoryview) -> int:
        if self._is_refused("write", handle):
            super().write(handle, data[: len(data) // 2 + 1])
        self._refuse("write", handle)
        return super().write(handle, data)

    def truncate(self, handle: int, size: int) -> None:
        self._refuse("truncate", handle)
        super().truncate(handle, size)

    def _is_refused(self, what: str, handle: int) -> bool:
        is_meant = self._names.get(handle, "").endswith(self.suffix)
        return is_meant and what in self.refused

    def _refuse(self, what: str, handle: int) -> None:
        if self._is_refused(what, handle):
            if self.is_brief:
                self.refused = frozenset()
            raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.fixture
def disk() -> Iterator[FailingDisk]:
    with replaced_disk(failing := FailingDisk()):
        yield failing


@pytest.fixture
def writer(disk: FailingDisk, paths: RunPaths, info: StreamInfo) -> EegWriter:
    prepare_run(paths, meta={})
    return EegWriter.create(paths, info, line_freq=50.0, task_name="Demo")


def test_no_sample_takes_the_place_of_one_that_could_not_be_written(
    disk: FailingDisk, writer: EegWriter, paths: RunPaths, samples: Samples
) -> None:
    data = samples(200)
    writer.append(data[:, :100])
    disk.refused = frozenset({"write"})
    with pytest.raises(RecordingError, match="Input/output"):
        writer.append(data[:, 100:150])
    disk.refused = frozenset()
    for act in (
        lambda: writer.append(data[:, 150:]),
        lambda: writer.gap(100, 50, "lost packets"),
        writer.sync,
    ):
        with pytest.raises(RecordingError, match="Input/output"):
            act()
    writer.close()
    recording = Recording.open(paths)
    np.testing.assert_array_equal(
        recording.samples_uv(0, recording.n_samples), data[:, :100]
    )
    assert recording.gaps == ()
    assert recording.check() == []


def test_half_a_sample_is_gone_when_the_recording_is_closed(
    disk: FailingDisk, writer: EegWriter, paths: RunPaths, samples: Samples
) -> None:
    data = samples(101)
    writer.append(data[:, :100])
    writer.sync()
    disk.refused = frozenset({"write", "truncate"})
    with pytest.raises(RecordingError, match="Input/output"):
        writer.append(data[:, 100:])
    assert paths.eeg.stat().st_size % 16
    disk.refused = frozenset()
    writer.close()
    assert paths.eeg.stat().st_size == 16 * 100
    assert Recording.open(paths).check() == []


def test_missing_samples_stay_missing_where_their_row_could_not_be_written(
    disk: FailingDisk,
    writer: EegWriter,
    paths: RunPaths,
    samples: Samples,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(eeg_writer, "host_time", lambda: 0.0)  # no sync is due
    data = samples(100)
    data[:, 50:60] = np.nan
    data[1, 70:80] = np.nan
    writer.append(data)
    disk.refused, disk.suffix = frozenset({"write"}), "_events.tsv"
    with pytest.raises(RecordingError, match="Input/output"):
        writer.sync()
    disk.refused = frozenset()
    writer.close()
    recording = Recording.open(paths)
    np.testing.assert_array_equal(recording.samples_uv(0, 100), data)
    assert recording.gaps == (
        RecordedGap(50, 10, "lost"),
        RecordedGap(70, 10, "lost", 2),
    )
    assert paths.events.read_text().count("BAD_gap") == 1


def test_weights_that_cannot_be_kept_are_said(
    disk: FailingDisk, paths: RunPaths
) -> None:
    """As any other error of the disk, this one would pass for a broken pipe."""
    prepare_run(paths, meta={"request": {"observer": "default"}}).release()
    disk.refused = frozenset({"write"})
    with pytest.raises(StoreError, match="Input/output"):
        PersonVersions(paths).keep(b"weights")


@pytest.mark.parametrize("suffix", ["_engagement.tsv", "_events.tsv", "_frames.tsv"])
def test_a_session_whose_file_ends_in_half_a_line_is_closed_by_recover(
    paths: RunPaths, session: Callable[..., RunPaths], suffix: str
) -> None:
    """Closed with the half line, it would be called changed once that is gone."""
    session(paths, state="")
    update_session(paths, state="failed")
    (torn,) = (
        path
        for path in (paths.engagement, paths.events, paths.frames)
        if path.name.endswith(suffix)
    )
    with torn.open("ab") as file:
        file.write(b"3.0\t1.")
    assert close_when_over(paths, "failed") is None
    assert recover(paths.dataset)
    closing = read_chain(paths.decisions).closing
    assert closing is not None
    assert closing.line.by == "recover"
    assert check_run(paths) == []


def test_a_dead_electrode_is_nothing_that_a_power_cut_left_unwritten(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.eeg"
    data = np.random.default_rng(2).normal(size=(900, 4)).astype("<f4")
    data[:, 3] = 0.0  # the last value of each sector
    path.write_bytes(data.tobytes())
    known = {"after": 16 * 600, "frame_bytes": 16, "n_eeg": 4}
    assert first_unwritten(path, **known) == 16 * 900
    whole = bytearray(data.tobytes())
    whole[11_776:12_288] = bytes(512)  # the 24th sector: samples 736 to 767
    path.write_bytes(whole)
    assert first_unwritten(path, **known) == 16 * 736
    nothing_known = known | {"after": 0}
    assert first_unwritten(path, **nothing_known) < 16 * 736


def test_a_lock_is_released_on_a_disk_that_went_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    lock = Lock(tmp_path / "a.lock", seconds=0.0)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        lock.release()
    assert not is_held(lock.path)


def test_no_sample_of_one_eye_stands_beside_a_later_one_of_the_other(
    disk: FailingDisk, paths: RunPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eye_writer, "host_time", lambda: 0.0)  # no sync is due
    prepare_run(paths, meta={}).release()
    values = np.random.default_rng(1).normal(size=(150, 2, 4)).astype(np.float32)
    times = np.arange(150) / 100
    parts = [
        EyeRows(
            times[k : k + 50], values[k : k + 50], times[k : k + 50], np.zeros(50, bool)
        )
        for k in (0, 50, 100)
    ]
    writer = EyeWriter(paths)
    info = EyeInfo("tracker", 100.0, ("left", "right"))
    writer.append(info, parts[0])
    writer.sync()
    writer.append(info, parts[1])
    disk.refused, disk.is_brief = frozenset({"write"}), True
    disk.suffix = "_recording-eye2_physio.tsv.gz"
    with pytest.raises(RecordingError, match="Input/output"):
        writer.sync()
    writer.append(info, parts[2])
    with pytest.raises(RecordingError, match="Input/output"):
        writer.close()
    found = read_eyes(paths)
    assert found is not None
    np.testing.assert_array_equal(found.rows.values[:, :, :3], values[:50, :, :3])


@pytest.mark.parametrize("is_brief", [True, False])
def test_a_gzip_file_is_whole_after_a_write_that_failed(
    disk: FailingDisk, tmp_path: Path, is_brief: bool
) -> None:
    """At once where the disk lets it; and no later block refers to what failed."""
    path = tmp_path / "a.tsv.gz"
    lines = [f"{k}\t{'the same again ' * 5}{k * k}\n" for k in range(90)]
    file = GrowingGzip(path, keep=tmp_path / "torn")
    file.append("".join(lines[:30]))
    disk.refused, disk.is_brief = frozenset({"write"}), is_brief
    with pytest.raises(OSError, match="Input/output"):
        file.append("".join(lines[30:60]))
    if is_brief:
        assert gzip.decompress(path.read_bytes()).decode() == "".join(lines[:30])
    disk.refused = frozenset()
    file.append("".join(lines[60:]))
    file.close()
    assert gzip.decompress(path.read_bytes()).decode() == "".join(
        lines[:30] + lines[60:]
    )
