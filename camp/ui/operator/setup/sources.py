"""Headsets and other sources to choose from, with their connection fields."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from attention_camp.camp.ui.widgets.protocol_titles import board_title
from attention_camp.resources.texts import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """A source as the list of headsets shows it."""

    spec: str
    """What ``open_source`` is given; a prefix where a field completes it."""
    title: str
    group: str
    """``demonstration``, ``headset`` or ``other``."""
    note: str = ""
    needed_fields: tuple[str, ...] = ()
    optional_fields: tuple[str, ...] = ()
    sfreq: float = 0.0
    ch_names: tuple[str, ...] = ()

    @property
    def completing_field(self) -> str:
        """The field whose value is part of the spec; empty where none is."""
        return {"lsl:": "stream", "replay:": "path"}.get(self.spec, "")


GROUPS = {
    "headset": QT_TRANSLATE_NOOP("Sources", "Headsets"),
    "demonstration": QT_TRANSLATE_NOOP("Sources", "Demonstration, without a headset"),
    "other": QT_TRANSLATE_NOOP("Sources", "Network and files"),
}

FIELD_NAMES = {
    "serial_port": QT_TRANSLATE_NOOP("Sources", "Serial port"),
    "mac_address": QT_TRANSLATE_NOOP("Sources", "Bluetooth (MAC) address"),
    "ip_address": QT_TRANSLATE_NOOP("Sources", "IP address"),
    "ip_port": QT_TRANSLATE_NOOP("Sources", "IP port"),
    "ip_protocol": QT_TRANSLATE_NOOP("Sources", "IP protocol"),
    "serial_number": QT_TRANSLATE_NOOP("Sources", "Serial number or name"),
    "other_info": QT_TRANSLATE_NOOP("Sources", "Other information"),
    "timeout": QT_TRANSLATE_NOOP("Sources", "Search for at most, s"),
    "ch_names": QT_TRANSLATE_NOOP("Sources", "Electrodes, in order"),
    "units": QT_TRANSLATE_NOOP("Sources", "Unit of the EEG, where it names none"),
    "file": QT_TRANSLATE_NOOP("Sources", "File"),
    "stream": QT_TRANSLATE_NOOP("Sources", "Name of the stream"),
    "path": QT_TRANSLATE_NOOP("Sources", "Recording"),
}

EXAMPLES = {
    "serial_port": "/dev/ttyUSB0, COM3",
    "mac_address": "00:11:22:33:44:55",
    "ip_address": "192.168.4.1",
    "ip_port": "6677",
    "timeout": "15",
    "stream": "EEG",
    "units": "µV, mV, V, nV",
    "path": "…/sub-01_task-rest_eeg.vhdr",
}


def source_choices() -> tuple[SourceChoice, ...]:
    """Return all sources; slow at the first call, which loads BrainFlow."""
    from attention_camp.signal.simulated.brain import DEFAULT_CH_NAMES

    demonstration = (
        SourceChoice(
            "simulated",
            QT_TRANSLATE_NOOP("Sources", "Simulated brain"),
            "demonstration",
            QT_TRANSLATE_NOOP(
                "Sources",
                "Rhythms that follow the simulated participant's engagement, with "
                "blinks, muscle and mains. For demonstrations and for trying out a "
                "protocol.",
            ),
            sfreq=250.0,
            ch_names=tuple(DEFAULT_CH_NAMES),
        ),
    )
    other = (
        SourceChoice(
            "lsl:",
            QT_TRANSLATE_NOOP("Sources", "LSL stream"),
            "other",
            QT_TRANSLATE_NOOP(
                "Sources",
                "EEG that another program sends over the network with the Lab "
                "Streaming Layer.",
            ),
            needed_fields=("stream",),
            optional_fields=("units", "ch_names"),
        ),
        SourceChoice(
            "replay:",
            QT_TRANSLATE_NOOP("Sources", "Recording, played again"),
            "other",
            QT_TRANSLATE_NOOP(
                "Sources",
                "A BIDS run, BrainVision, EDF, BDF, FIF, EEGLAB or XDF file, sent as "
                "if it were live.",
            ),
            needed_fields=("path",),
            optional_fields=("units", "ch_names"),
        ),
    )
    boards = _boards()
    real = tuple(b for b in boards if b.group == "headset")
    test = tuple(b for b in boards if b.group == "demonstration")
    return (*demonstration, *test, *real, *other)


def _boards() -> tuple[SourceChoice, ...]:
    """Return the boards that measure EEG."""
    from attention_camp.signal.sources.brainflow_library import list_boards

    return tuple(
        SourceChoice(
            board.name,
            board_title(board.name),
            "demonstration" if board.name == "synthetic" else "headset",
            QT_TRANSLATE_NOOP(
                "Sources", "BrainFlow's test signal: sine waves and noise."
            )
            if board.name == "synthetic"
            else "",
            board.needed_fields,
            (*board.optional_fields, "ch_names"),
            board.sfreq,
            board.ch_names,
        )
        for board in list_boards()
        if board.n_chans
    )


def preload_filters() -> None:
    """Import the computing packages of the signal page, in any thread."""
    import mne.filter
    import scipy.signal

    _ = (mne.filter.create_filter, scipy.signal.sosfilt)


def preload_drawing() -> None:
    """Import the plotting packages of the signal page, in the GUI thread.

    pyqtgraph reads every class of Qt as it is imported; while the window paints from
    another thread, that ends the program.
    """
    import pyqtgraph.functions

    _ = pyqtgraph.functions.create_qpolygonf
