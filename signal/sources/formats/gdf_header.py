"""Units of a GDF file; MNE takes all but a few for volts."""

from __future__ import annotations

from pathlib import Path

import numpy as np

# BioSig's table of units: a volt, and the power of ten in the lower five bits
_VOLT = 4256
_POWERS = {0: "V", 18: "mV", 19: "µV", 20: "nV"}
_LABEL_BYTES, _TRANSDUCER_BYTES, _OLD_UNIT_BYTES = 16, 80, 6


def gdf_units(file: Path) -> list[tuple[str, float]]:
    """Return each channel's unit, and what MNE 1.13 multiplied it by.

    Raises
    ------
    ValueError
        Where it is no GDF file.
    """
    with file.open("rb") as opened:
        fixed = opened.read(256)
        version = float(fixed[4:8])
        n_chans = int.from_bytes(fixed[252:254], "little")
        opened.seek(256 + n_chans * (_LABEL_BYTES + _TRANSDUCER_BYTES))
        if version < 1.9:
            text = opened.read(8 * n_chans).decode("latin-1")
            units = [text[8 * k : 8 * k + 8].strip(" \0") for k in range(n_chans)]
            return [(unit, 1e-6 if unit[:2] == "uV" else 1.0) for unit in units]
        opened.seek(_OLD_UNIT_BYTES * n_chans, 1)
        codes = np.frombuffer(opened.read(2 * n_chans), "<u2").tolist()
    factors = {4275: 1e-6, 4274: 1e-3}
    return [
        (
            _POWERS.get(code & 31, f"code {code}")
            if code & ~31 == _VOLT
            else ""
            if code in (0, 512)
            else f"code {code}",
            factors.get(code, 1.0),
        )
        for code in codes
    ]
