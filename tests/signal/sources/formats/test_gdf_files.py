"""GDF: the unit's code of each channel."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from attention_camp.signal.sources.reading import read_recording
from attention_camp.signal.sources.recorded import ReadOptions
from attention_camp.signal.stream import SourceError

DATA = np.random.default_rng(0).normal(0, 20, (2, 500)).astype("<f4")


def write_gdf(path: Path, data: np.ndarray, code: int, labels: tuple[str, ...]) -> Path:
    """Write GDF 2.20 with 32-bit floats, in records of a second at 100 Hz."""
    n_chans, n_times = data.shape
    fixed = bytearray(256)
    fixed[:8] = b"GDF 2.20"
    fixed[8:74] = b"X X".ljust(66)
    fixed[184:186] = (n_chans + 1).to_bytes(2, "little")
    fixed[236:244] = (n_times // 100).to_bytes(8, "little")
    fixed[244:248] = fixed[248:252] = (1).to_bytes(4, "little")
    fixed[252:254] = n_chans.to_bytes(2, "little")

    def column(values: np.ndarray | list[float], kind: str) -> bytes:
        return np.asarray(values, kind).tobytes()

    ones = np.ones(n_chans)
    variable = [
        b"".join(label.encode().ljust(16) for label in labels), bytes(86 * n_chans),
        column(code * ones, "<u2"), column(-1000 * ones, "<f8"),
        column(1000 * ones, "<f8"), column(-1000 * ones, "<f8"),
        column(1000 * ones, "<f8"), bytes(68 * n_chans), column(40 * ones, "<f4"),
        column(0 * ones, "<f4"), column(50 * ones, "<f4"), column(100 * ones, "<i4"),
        column(16 * ones, "<i4"), bytes(32 * n_chans),
    ]  # fmt: skip
    records = data.reshape(n_chans, -1, 100).transpose(1, 0, 2).astype("<f4")
    path.write_bytes(bytes(fixed) + b"".join(variable) + records.tobytes())
    return path


@pytest.mark.parametrize(
    ("code", "factor"), [(4275, 1.0), (4274, 1e3), (4256, 1e6), (4276, 1e-3)]
)
def test_a_code_of_a_voltage_is_understood(tmp_path, code, factor):
    path = write_gdf(tmp_path / "a.gdf", DATA, code, ("Fz", "Cz"))
    recorded = read_recording(path)
    assert recorded.info.ch_names == ("Fz", "Cz")
    np.testing.assert_allclose(recorded.samples_uv, DATA * factor, rtol=1e-4)


@pytest.mark.parametrize("code", [0, 512, 4288, 6016])
def test_another_code_is_asked_for(tmp_path, code):
    path = write_gdf(tmp_path / "a.gdf", DATA, code, ("Fz", "Cz"))
    with pytest.raises(SourceError, match="--board-field units="):
        read_recording(path)
    recorded = read_recording(path, ReadOptions(units="µV"))
    np.testing.assert_allclose(recorded.samples_uv, DATA, rtol=1e-4)
