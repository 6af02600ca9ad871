"""Fields that COBIDAS MEEG and ARTEM-IS ask of a recording, from its sidecars.

Pernet et al. 2020 (doi:10.1038/s41593-020-00709-0); Styles et al. 2021
(doi:10.1016/j.neuroimage.2021.118721).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.record.facts import values_of
from attention_camp.camp.study.record.sources import listed
from attention_camp.resources.texts import Sentence

_SIDECAR: Mapping[str, Sentence] = {
    "Manufacturer": Sentence("Manufacturer of the amplifier"),
    "ManufacturersModelName": Sentence("Model of the amplifier"),
    "CapManufacturer": Sentence("Manufacturer of the cap"),
    "CapManufacturersModelName": Sentence("Model of the cap"),
    "EEGPlacementScheme": Sentence("Placement of the electrodes"),
    "EEGChannelCount": Sentence("EEG channels"),
    "EOGChannelCount": Sentence("EOG channels"),
    "EEGReference": Sentence("Reference while recording"),
    "EEGGround": Sentence("Ground"),
    "SamplingFrequency": Sentence("Sampling rate, Hz"),
    "PowerLineFrequency": Sentence("Mains frequency, Hz"),
    "HardwareFilters": Sentence("Filters of the amplifier"),
    "SoftwareFilters": Sentence("Filters while recording"),
    "SoftwareVersions": Sentence("Software of the recording"),
    "InstitutionName": Sentence("Institution"),
}
_LEDGER: Mapping[str, Sentence] = {
    "highpass": Sentence("Online high-pass, Hz"),
    "lowpass": Sentence("Online low-pass, Hz"),
    "line_freq": Sentence("Mains removed online, Hz"),
    "estimator": Sentence("Online estimator"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a recording."""

    text: str
    value: str
    """All values that the runs have; empty: none of them says."""
    source: str
    """File and entry."""


def recording_fields(data: StudyData) -> list[Field]:
    """Return the fields of a study's recordings, differing values side by side."""
    made = [
        Field(
            text, listed(values_of(data.facts, "sidecar", name)), f"*_eeg.json: {name}"
        )
        for name, text in _SIDECAR.items()
    ]
    made += [
        Field(
            text,
            listed(values_of(data.facts, "eeg", name)),
            f"*_decisions.jsonl: {name}",
        )
        for name, text in _LEDGER.items()
    ]
    certified = sum(bool(facts.get("has_certificate")) for facts in data.facts.values())
    made.append(
        Field(
            Sentence("Runs with a timing certificate"),
            f"{certified} / {len(data.facts)}",
            "*_session.json: timing_certificate",
        )
    )
    return made
