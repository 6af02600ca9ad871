"""The recommended entries of ``*_eeg.json`` and ``*_beh.json``: what is known."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from attention_camp.camp.dataset.tables import MISSING
from attention_camp.camp.session.about import ENTRIES
from attention_camp.resources.own_version import own_version
from attention_camp.signal.electrodes import is_electrode
from attention_camp.signal.stream import StreamInfo
from attention_camp.tasks import load_task

logger = logging.getLogger(__name__)

SYSTEM_10_20 = frozenset(
    (
        "Fp1", "Fpz", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz", "C4", "T8",
        "P7", "P3", "Pz", "P4", "P8", "O1", "Oz", "O2", "A1", "A2", "T3", "T4", "T5",
        "T6",
    )
)  # fmt: skip
"""Electrodes of the 10-20 system, by its present and its former names."""

COUNTS = (
    "EOGChannelCount", "ECGChannelCount", "EMGChannelCount", "MISCChannelCount",
    "TriggerChannelCount",
)  # fmt: skip

_IN_TEXT = (
    "InstitutionName", "InstitutionalDepartmentName", "InstitutionAddress",
    "CapManufacturer", "CapManufacturersModelName", "DeviceSerialNumber",
)  # fmt: skip
"""Entries that are n/a where nobody said them. ``SubjectArtefactDescription`` is none:
its n/a means that there were no artefacts."""

_LANGUAGES = {"zh_CN": "Shown in Simplified Chinese; the English source: "}


def stream_entries(info: StreamInfo) -> dict[str, Any]:
    """Return the entries that follow from the stream alone."""
    return {
        **dict.fromkeys(COUNTS, 0),
        "EEGPlacementScheme": placement_of(info),
        "SoftwareVersions": f"Attention Camp {own_version()}",
    }


def placement_of(info: StreamInfo) -> str:
    """Return the smallest system that has all electrodes of a stream; else n/a."""
    if all(name in SYSTEM_10_20 for name in info.ch_names):
        return "10-20"
    known = [name in info.positions or is_electrode(name) for name in info.ch_names]
    return "10-05" if known and all(known) else MISSING


def session_entries(session: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries that a session and its lab say.

    Parameters
    ----------
    session : mapping
        Content of ``*_session.json``: the request and the whole protocol.
    """
    request, protocol = session.get("request") or {}, session.get("protocol") or {}
    about = about_of(session)
    said: dict[str, Any] = dict.fromkeys(_IN_TEXT, MISSING)
    if description := _one_line(protocol.get("description")):
        said["TaskDescription"] = description
    instructions = " ".join(_instructions(protocol))
    if own := about.get("instructions"):
        instructions = f"{instructions} {own}".strip()
    if instructions:
        language = _LANGUAGES.get(str(request.get("language")), "")
        said["Instructions"] = f"{language}{instructions}"
    for name, text in about.items():
        entry = ENTRIES[name]
        if name in ("authors", "license", "instructions"):
            continue  # of the dataset; added above
        if name == "hardware_filters":
            said[entry.key] = {"As the laboratory states": {"Description": text}}
        elif name == "head_circumference":
            said[entry.key] = float(text)
        else:
            said[entry.key] = text
    return said


def about_of(session: Mapping[str, Any]) -> dict[str, str]:
    """Return what was entered for a session; the request's own wins."""
    found: dict[str, str] = {}
    for part in ("protocol", "request"):
        entered = (session.get(part) or {}).get("about") or {}
        found |= {
            name: str(text)
            for name, text in entered.items()
            if name in ENTRIES and text
        }
    return found


def _instructions(protocol: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts of the cards of a session, each once."""
    from attention_camp.camp.session.loop_texts import WELCOME_TEXT

    told: dict[str, None] = {}
    blocks = protocol.get("blocks") or ()
    if blocks:
        told[_one_line(protocol.get("welcome")) or WELCOME_TEXT] = None
    for block in blocks:
        if not block.get("cards", True):
            continue
        try:
            task = load_task(block["task"], **(block.get("options") or {}))
            cards = task.instructions()
        except (ValueError, TypeError, KeyError) as error:
            logger.warning("no instructions of %s: %s", block.get("task"), error)
            continue
        told |= {f"{card.title}: {_one_line(card.text)}": None for card in cards}
    yield from told


def _one_line(text: object) -> str:
    return re.sub(r"\s+", " ", str(text or "")).strip()
