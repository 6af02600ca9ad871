"""Fit the spectra of the simulated brain to people, and write the table it uses.

    attention-camp bench fit_brain

reads the recordings of ../shared/data/eegmat (Zyma et al. 2019,
doi:10.3390/data4010014; PhysioNet eegmat 1.0.0, doi:10.13026/C2JQ1P; Open Data
Commons Attribution 1.0) and writes resources/measured-brain.json. The table holds
a mean person and how people differ, no recording and nobody's own numbers.

Per person and recording the cross-spectra at the average reference, 1.5 to 44 Hz, are
explained by uncorrelated radial sources under the electrodes of the 10-20 system and
five deeper ones; each has a density per component of ``waves``. People who differ
little from the mean person are preferred, since 60 s cannot tell 120 numbers apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attention_camp.signal.electrodes import electrode_names, head_sphere, positions_of
from attention_camp.signal.simulated.forward import leadfield
from attention_camp.signal.simulated.waves import COMPONENTS, density

ROOT = Path(__file__).resolve().parents[2]
EEGMAT = ROOT.parent / "shared" / "data" / "eegmat"
TABLE = ROOT / "resources" / "measured-brain.json"
IS_LONG = True

RADIUS = 0.75
"""Depth of the sources under the electrodes; among 0.6, 0.75 and 0.85 with and without
deeper ones this and 0.85, with them, left the least unexplained."""
DEEP = ((0.0, 0.0, 0.3), (0.0, 0.35, 0.2), (0.0, -0.4, 0.2), (0.4, 0.0, 0.2),
        (-0.4, 0.0, 0.2))  # fmt: skip
LIKE_THE_MEAN = 0.0004
"""Weight of the squared log difference from the mean person: with ten times as much
electrodes differ half as much between people as measured."""
SHARED = 0.3
"""Share of a difference common to all sources that counts; own choice."""
FLOOR = 0.05
"""Least density of a source, as a share of its component's mean; own choice."""
N_AXES = 10
"""Axes along which people differ; the rest of the spread is drawn source by source."""


@dataclass(frozen=True, slots=True, eq=False)
class Spectra:
    """Cross-spectra of one recording at the average reference."""

    freqs: NDArray[np.float64]
    cross: NDArray[np.float64]
    """Shape (n_freqs, n_chans, n_chans), µV²/Hz, real part."""
    slope: float
    alpha_hz: float


def run() -> list[tuple[str, float, str]]:
    """Fit, write the table and return how much of the power it explains."""
    names, people = read_spectra(EEGMAT)
    sources = source_places(names)
    gain = _average(len(names)) @ leadfield(names, positions_of(names), sources)
    shapes = [(rest.slope, rest.alpha_hz) for rest, _ in people]
    parts = [
        [_Problem(gain, spectra, pair[0].slope) for spectra in pair] for pair in people
    ]
    free = np.array([[part.free() for part in pair] for pair in parts])
    mean = np.maximum(free.mean(axis=(0, 1)), FLOOR * _per_component(free))
    resting = [pair[0].near(mean) for pair in parts]
    # work is looked for near the person's own rest: what 60 s leave open is no change
    working = [pair[1].near(own) for pair, own in zip(parts, resting, strict=True)]
    fitted = np.log(np.stack([resting, working], axis=1))
    table = population(fitted[:, 0], fitted[:, 1] - fitted[:, 0], np.array(shapes))
    table = {"sources": [[round(v, 4) for v in place] for place in sources], **table}
    TABLE.write_text(_as_text({"about": ABOUT, **table}), encoding="utf-8")
    shares = [
        part.explained(np.exp(log))
        for pair, logs in zip(parts, fitted, strict=True)
        for part, log in zip(pair, logs, strict=True)
    ]
    return [("share of power per channel and frequency explained",
             float(np.mean(shares)), "as found")]  # fmt: skip


ABOUT = (
    "Spectra of a mean person and how people differ, fitted by attention-camp bench "
    "fit_brain to EEG During Mental Arithmetic Tasks: Zyma I, Tukaev S, Seleznov I, "
    "Kiyono K, Popov A, Chernykh M, Shpenkov O. Data 2019, 4(1):14, "
    "doi:10.3390/data4010014; PhysioNet eegmat 1.0.0, doi:10.13026/C2JQ1P. Open Data "
    "Commons Attribution License 1.0: keep this citation wherever the table goes. "
    "Logarithms of power densities (natural, µV²/Hz at the source's own electrode), "
    "components by sources; change: mental arithmetic minus rest."
)


def read_spectra(folder: Path) -> tuple[tuple[str, ...], list[tuple[Spectra, Spectra]]]:
    """Return the channels, and (rest, arithmetic) of each person."""
    import mne

    people, names = [], ()
    for person in sorted(folder.glob("sub-*")):
        pair = []
        for task in ("rest", "arithmetic"):
            path = person / "eeg" / f"{person.name}_task-{task}_eeg.edf"
            raw = mne.io.read_raw_edf(path, preload=True, verbose="error")
            names = electrode_names(raw.ch_names)
            pair.append(spectra_of(1e6 * raw.get_data(), raw.info["sfreq"], names))
        people.append((pair[0], pair[1]))
    return names, people


def spectra_of(
    samples_uv: NDArray[np.float64], sfreq: float, names: Sequence[str]
) -> Spectra:
    """Return the spectra of a recording (Welch, 2 s Hann, half overlap)."""
    n = round(2 * sfreq)
    taper = np.hanning(n + 1)[:-1]
    starts = range(0, samples_uv.shape[1] - n + 1, n // 2)
    pieces = np.stack([samples_uv[:, s : s + n] for s in starts])
    pieces = pieces - pieces.mean(axis=1, keepdims=True)
    pieces -= pieces.mean(axis=2, keepdims=True)
    freqs = np.fft.rfftfreq(n, 1 / sfreq)
    picks = (freqs >= 1.5) & (freqs <= 44.0)
    lines = np.fft.rfft(pieces * taper)[:, :, picks]
    cross = np.einsum("wcf,wdf->fcd", lines.conj(), lines).real
    cross *= 2 / (len(starts) * sfreq * (taper**2).sum())
    slope, alpha_hz = shape_of(freqs[picks], _diagonal(cross), names)
    return Spectra(freqs[picks], cross, slope, alpha_hz)


def shape_of(
    freqs: NDArray[np.float64], power: NDArray[np.float64], names: Sequence[str]
) -> tuple[float, float]:
    """Return the 1/f slope over 2 to 40 Hz without alpha, and alpha's peak, Hz.

    Parameters
    ----------
    freqs : ndarray, shape (n_freqs,)
        Frequencies, Hz.
    power : ndarray, shape (n_freqs, n_chans)
        Power density.
    names : sequence of str
        Channels; the peak is looked for at the back of the head.
    """
    straight = (freqs >= 2) & (freqs <= 40) & ((freqs < 6.5) | (freqs > 14))
    log_freqs = np.log10(freqs)
    level = np.log10(power).mean(axis=1)
    slope = -float(np.polyfit(log_freqs[straight], level[straight], 1)[0])
    back = [i for i, name in enumerate(names) if name[0] in "PO"] or [0]
    above = np.log10(power[:, back]).mean(axis=1) + slope * log_freqs
    band = np.flatnonzero((freqs >= 7.5) & (freqs <= 13))
    return slope, float(freqs[band[np.argmax(above[band])]])


def source_places(names: Sequence[str]) -> list[tuple[float, float, float]]:
    """Return the sources, in units of the head's radius."""
    centre, _ = head_sphere()
    places = np.array([positions_of(names)[name] for name in names]) - centre
    places *= RADIUS / np.linalg.norm(places, axis=1, keepdims=True)
    return [(x, y, z) for x, y, z in [*places.tolist(), *DEEP]]


class _Problem:
    """Find densities of components by sources from cross-spectra."""

    def __init__(
        self, gain: NDArray[np.float64], spectra: Spectra, slope: float
    ) -> None:
        rows, columns = np.triu_indices(len(gain))
        twice = np.where(rows == columns, 1.0, np.sqrt(2.0))
        fields = gain[rows] * gain[columns] * twice[:, None]
        # every frequency counts the same, though 1.5 Hz is a thousand times 44 Hz
        weight = 1 / np.trace(spectra.cross, axis1=1, axis2=2)
        shapes = np.stack([
            density(name, spectra.freqs, slope=slope, alpha_hz=spectra.alpha_hz)
            for name in COMPONENTS
        ])  # fmt: skip
        measured = (spectra.cross[:, rows, columns] * twice).T * weight
        self._shapes = shapes * weight
        self._gram = np.kron(self._shapes @ self._shapes.T, fields.T @ fields)
        self._target = (self._shapes @ (fields.T @ measured).T).ravel()
        self._fields = fields[rows == columns]
        self._measured = measured[rows == columns]

    def free(self) -> NDArray[np.float64]:
        """Return the non-negative densities that fit best."""
        from scipy.optimize import nnls

        size = len(self._gram)
        ridge = 1e-9 * np.trace(self._gram) / size
        root = np.linalg.cholesky(self._gram + ridge * np.eye(size))
        found, _ = nnls(root.T, np.linalg.solve(root, self._target), maxiter=100 * size)
        return np.asarray(found)

    def near(self, mean: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return densities that fit well and are not far from those of ``mean``."""
        from scipy.optimize import minimize

        begin = np.log(mean)

        def cost(log: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            value, away = np.exp(log), log - begin
            # what all sources share may differ more: a person is what they are
            shared = away.reshape(len(COMPONENTS), -1).mean(axis=1)
            pull = away - (1 - SHARED) * shared.repeat(len(log) // len(COMPONENTS))
            slope = self._gram @ value - self._target
            total = value @ (slope - self._target) + LIKE_THE_MEAN * away @ pull
            return float(total), 2 * (slope * value + LIKE_THE_MEAN * pull)

        bounds = [(value - 4, value + 4) for value in begin]
        found = minimize(cost, begin, jac=True, method="L-BFGS-B", bounds=bounds)
        return np.asarray(np.exp(found.x))

    def explained(self, densities: NDArray[np.float64]) -> float:
        """Return the share of the channels' power that densities explain."""
        made = self._fields @ densities.reshape(len(COMPONENTS), -1).T @ self._shapes
        return float(1 - np.abs(made - self._measured).sum() / self._measured.sum())


def population(
    rest: NDArray[np.float64], change: NDArray[np.float64], own: NDArray[np.float64]
) -> dict[str, object]:
    """Return the mean person, the axes along which people differ, and the rest.

    Parameters
    ----------
    rest, change : ndarray, shape (n_people, n_components * n_sources)
        Logarithms of densities at rest, and what arithmetic adds to them.
    own : ndarray, shape (n_people, 2)
        Slope and alpha's peak, Hz.
    """
    numbers = np.concatenate([rest, change, own], axis=1)
    mean, sd = numbers.mean(axis=0), numbers.std(axis=0, ddof=1)
    standard = (numbers - mean) / sd
    _, size, axes = np.linalg.svd(standard, full_matrices=False)
    loadings = axes[:N_AXES] * size[:N_AXES, None] / np.sqrt(len(numbers) - 1)
    # what the axes leave of each number's variance
    left = np.sqrt(np.maximum(1 - (loadings**2).sum(axis=0), 0.0))
    n = rest.shape[1]
    return {
        "rest": _rows(mean[:n]), "change": _rows(mean[n : 2 * n]),
        "slope": round(mean[-2], 3), "alpha_hz": round(mean[-1], 2),
        "sd": _flat(sd), "left": _flat(left),
        "axes": [_flat(axis) for axis in loadings],
    }  # fmt: skip


def _average(n_chans: int) -> NDArray[np.float64]:
    return np.asarray(np.eye(n_chans) - 1 / n_chans)


def _diagonal(cross: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.diagonal(cross, axis1=1, axis2=2))


def _per_component(free: NDArray[np.float64]) -> NDArray[np.float64]:
    means = free.mean(axis=(0, 1)).reshape(len(COMPONENTS), -1)
    return np.asarray(means.mean(axis=1).repeat(means.shape[1]))


def _rows(values: NDArray[np.float64]) -> list[list[float]]:
    return [_flat(row) for row in values.reshape(len(COMPONENTS), -1)]


def _flat(values: NDArray[np.float64]) -> list[float]:
    return [round(float(value), 3) for value in values]


def _as_text(table: Mapping[str, object]) -> str:
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in table.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"
