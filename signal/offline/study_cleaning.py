"""Offline cleaning for studies: ASR, ICA with ICLabel, autoreject."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from attention_camp.signal.offline.subspace import reconstructed

_ARTIFACTS = (
    "eye blink",
    "muscle artifact",
    "heart beat",
    "line noise",
    "channel noise",
)
# own choice: ICA is fitted without stretches of more than this, peak to peak
_WILD_V = 500e-6
# twice the 30 that EEGLAB's authors advise (Onton & Makeig 2006,
# doi:10.1016/S0079-6123(06)59007-7)
_SAMPLES_PER_WEIGHT = 60


class StudyCleaningError(RuntimeError):
    """A recording that cannot be cleaned for a study."""


@dataclass(frozen=True, slots=True)
class Component:
    """An independent component that was removed."""

    number: int
    label: str
    probability: float
    """ICLabel's probability of the label, 0 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class StudyCleaned:
    """A recording cleaned for a study."""

    raw: Any
    """``mne.io.Raw`` with components removed and bad segments annotated."""
    removed: tuple[Component, ...]
    n_components: int
    n_bad_stretches: int
    """Number of segments that autoreject annotated ``BAD_autoreject``."""
    share_reconstructed: float = 0.0
    """Share of half seconds that artifact subspace reconstruction changed, 0 to 1."""


def clean_for_study(
    raw: Any,
    *,
    min_probability: float = 0.8,
    stretch: float = 2.0,
    asr_cutoff: float | None = None,
    artifacts: Sequence[str] = _ARTIFACTS,
    seed: int = 97,
) -> StudyCleaned:
    """Remove artifacts from a recording and annotate segments that stay bad.

    ICA (extended infomax, Lee, Girolami & Sejnowski 1999,
    doi:10.1162/089976699300016719) on 1 Hz high-passed, average-referenced data;
    ICLabel (Pion-Tonachini et al. 2019, doi:10.1016/j.neuroimage.2019.05.026) names the
    components; autoreject (Jas et al. 2017, doi:10.1016/j.neuroimage.2017.06.030)
    finds bad stretches in what is left.

    Parameters
    ----------
    raw : mne.io.Raw
        The recording, with electrode positions; it is not changed.
    min_probability : float
        Probability of ICLabel, 0 to 1, from which an artifact component is removed.
        0.8 by default: own choice, within the 0.7 to 0.9 that ICLabel's users take.
    stretch : float
        Length of the segments that are kept or annotated, s; 2 by default.
    asr_cutoff : float | None
        Standard deviations beyond which artifact subspace reconstruction repairs the
        0.5 Hz high-passed recording first; 20 to 30 are advised, see
        ``subspace.reconstructed``. None (default): it is left out.
    artifacts : sequence of str
        ICLabel's names of the components to remove; all artifacts by default.
    seed : int
        Seed of ICA and autoreject.

    Raises
    ------
    StudyCleaningError
        If a package is not installed, or positions are missing.
    SubspaceError
        If artifact subspace reconstruction is asked for and cannot be done.
    """
    labeller, rejecter = _package("mne_icalabel"), _package("autoreject")
    cleaned = raw.copy().load_data(verbose="error").pick("eeg", exclude="bads")
    if cleaned.get_montage() is None:
        raise StudyCleaningError(
            "The recording has no electrode positions, which ICLabel needs. Set a "
            "montage first, for example raw.set_montage('colin27_1005')."
        )
    share = 0.0 if asr_cutoff is None else _reconstruct(cleaned, asr_cutoff)
    with warnings.catch_warnings():
        # ICLabel asks for 1 to 100 Hz, which most headsets do not reach
        warnings.simplefilter("ignore")
        ica, removed = _fit_ica(
            cleaned, labeller, min_probability, tuple(artifacts), seed
        )
        ica.apply(cleaned, verbose="error")
        n_bad = _annotate(cleaned, rejecter, stretch, seed)
    return StudyCleaned(cleaned, removed, int(ica.n_components_), n_bad, share)


def _reconstruct(cleaned: Any, cutoff: float) -> float:
    """Repair a recording in place; return the share of half seconds changed."""
    cleaned.filter(0.5, None, verbose="error")
    data, share = reconstructed(
        cleaned.get_data(), cleaned.info["sfreq"], cutoff=cutoff
    )
    cleaned.apply_function(lambda _: data, channel_wise=False, verbose="error")
    return share


def _package(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise StudyCleaningError(
            f"Cleaning for a study needs the package {name}. Install it with: "
            f"pip install {name.replace('_', '-')}"
        ) from error


def _fit_ica(
    cleaned: Any,
    labeller: Any,
    min_probability: float,
    artifacts: tuple[str, ...],
    seed: int,
) -> tuple[Any, tuple[Component, ...]]:
    from mne.preprocessing import ICA

    highest = min(100.0, 0.45 * cleaned.info["sfreq"])
    # ICA separates better above 1 Hz, and its weights hold for the wider band as well:
    # the components are fitted here and removed from the recording as it is
    for_ica = cleaned.copy().filter(1.0, highest, verbose="error")
    for_ica.set_eeg_reference("average", verbose="error")
    cleaned.set_eeg_reference("average", verbose="error")
    ica = ICA(
        # the average reference leaves one dimension less than channels
        n_components=min(len(cleaned.ch_names) - 1, 30),
        method="infomax",
        fit_params={"extended": True},
        random_state=seed,
        verbose="error",
    )
    # ICA needs some tens of samples per weight, and its time grows with their number
    n_enough = _SAMPLES_PER_WEIGHT * len(cleaned.ch_names) ** 2
    decim = min(len(for_ica.times) // n_enough, int(cleaned.info["sfreq"] // 100))
    ica.fit(for_ica, decim=max(decim, 1), reject={"eeg": _WILD_V}, verbose="error")
    found = labeller.label_components(for_ica, ica, method="iclabel")
    removed = tuple(
        Component(number, str(label), float(probability))
        for number, (label, probability) in enumerate(
            zip(found["labels"], found["y_pred_proba"], strict=True)
        )
        if label in artifacts and probability >= min_probability
    )
    ica.exclude = [component.number for component in removed]
    return ica, removed


def _annotate(cleaned: Any, rejecter: Any, stretch: float, seed: int) -> int:
    """Annotate the segments that autoreject rejects; return how many."""
    import mne
    import numpy as np

    epochs = mne.make_fixed_length_epochs(
        cleaned, stretch, preload=True, reject_by_annotation=False, verbose="error"
    )
    n_chans = len(cleaned.ch_names)
    auto = rejecter.AutoReject(
        n_interpolate=np.array([1, max(n_chans // 4, 2)]),
        consensus=np.linspace(0.1, 1.0, 6),
        cv=min(5, len(epochs)),
        random_state=seed,
        verbose=False,
    )
    auto.fit(epochs)
    is_bad = auto.get_reject_log(epochs).bad_epochs
    onsets = cleaned.first_time * (cleaned.info["meas_date"] is not None)
    for number in np.flatnonzero(is_bad):
        cleaned.annotations.append(onsets + number * stretch, stretch, "BAD_autoreject")
    return int(is_bad.sum())
