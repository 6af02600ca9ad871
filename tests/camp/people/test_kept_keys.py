"""A key is on the disk, with its name, before anything is encrypted with it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from attention_camp.camp.people.keys import make_key
from attention_camp.camp.people.private import write_private


@pytest.mark.skipif(sys.platform != "linux", reason="looks at handles as Linux shows")
def test_a_key_survives_a_power_cut_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        synced.append(Path(f"/proc/self/fd/{handle}").resolve().name)

    monkeypatch.setattr(os, "fsync", fsync)
    write_private(tmp_path / "people" / "key", b"secret")
    make_key(tmp_path / "people" / "study.pem")
    assert synced == [
        tmp_path.name,
        f".key.{os.getpid()}.tmp",
        "people",
        "study.pem",
        "people",
    ]
