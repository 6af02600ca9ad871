"""A headset through BrainFlow, whichever board it is."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention_camp.resources.texts import Sentence
from attention_camp.signal.counting import PacketCounter
from attention_camp.signal.electrodes import positions_of
from attention_camp.signal.impedance import (
    NO_IMPEDANCE,
    ImpedanceMode,
    ImpedanceReport,
    impedance_mode,
    lead_off_ohms,
    report_of,
)
from attention_camp.signal.sources.assembling import channel_kinds, refuse_repeated
from attention_camp.signal.sources.board_facts import (
    COUNTERS,
    RANGES_UV,
    reference_of,
    vendor_of,
)
from attention_camp.signal.sources.board_fields import FIELDS, check_fields
from attention_camp.signal.sources.brainflow_library import brainflow, find_board
from attention_camp.signal.stream import Channel, Packet, SourceError, StreamInfo

_BUFFER_S = 60
# what is older than this was held by the operating system: its stamp says nothing
_MAX_AGE_S = 1.0


class BoardSource:
    """A headset through BrainFlow.

    Parameters
    ----------
    name : str
        A name from ``list_boards``.
    ch_names : sequence of str | None
        Electrodes in the order of the board's channels; None: the board's own names.
        A channel that is called EOG, ECG or EMG is recorded as that.
    **fields : str
        Connection fields, such as ``serial_port``.

    Raises
    ------
    SourceError
        Where the board is not known, has no EEG, or a field is missing or wrong.
    """

    is_real_time = True

    def __init__(
        self, name: str, *, ch_names: Sequence[str] | None = None, **fields: str
    ) -> None:
        self.board = find_board(name)
        names = tuple(ch_names) if ch_names is not None else self.board.ch_names
        kinds = channel_kinds(names, [""] * len(names))
        if "eeg" not in kinds:
            raise SourceError(
                Sentence(
                    "The board {name!r} ({title}) has no EEG channels. Choose "
                    "another board.",
                    name=self.board.name,
                    title=self.board.title,
                )
            )
        check_fields(self.board, fields)
        self._fields = fields
        if len(names) != self.board.n_chans or len(set(names)) != len(names):
            raise SourceError(
                Sentence(
                    "The board {name!r} has {n_chans:EEG channel|EEG channels}; "
                    "ch_names must name each once, got {names}.",
                    name=self.board.name,
                    n_chans=self.board.n_chans,
                    names=", ".join(names),
                )
            )
        self._inputs = names
        self._eeg = [k for k, kind in enumerate(kinds) if kind == "eeg"]
        self._rest = [k for k, kind in enumerate(kinds) if kind != "eeg"]
        electrodes = tuple(names[k] for k in self._eeg)
        others = tuple(Channel(names[k], kinds[k], "µV") for k in self._rest)
        others += self.board.others
        refuse_repeated([*names, *(c.name for c in self.board.others)], name)
        self._rule = COUNTERS.get(self.board.name)
        self._counter = PacketCounter(self._rule) if self._rule is not None else None
        reference, ground = reference_of(self.board.name)
        self.info = StreamInfo(
            name=self.board.name,
            sfreq=self.board.sfreq,
            ch_names=electrodes,
            positions=positions_of(electrodes),
            reference=reference,
            ground=ground,
            manufacturer=vendor_of(self.board.name),
            model=self.board.title,
            range_uv=RANGES_UV.get(self.board.name, float("inf")),
            counter_modulus=self._rule.sample_modulus if self._rule else None,
            others=others,
        )
        self._shim: Any = None

    def start(self) -> None:
        """Connect and stream.

        Raises
        ------
        SourceError
            Where the board does not answer or the port does not open.
        """
        module = brainflow()
        params = module.BrainFlowInputParams()
        for field, value in self._fields.items():
            setattr(params, field, FIELDS[field](value))
        shim = module.BoardShim(self.board.board_id, params)
        try:
            shim.prepare_session()
            self._shim = shim
            shim.start_stream(max(int(_BUFFER_S * self.board.sfreq), 1))
        except module.BrainFlowError as error:
            self.stop()
            raise SourceError(self._explain(error.exit_code)) from error
        rows = module.BoardShim.get_board_descr(self.board.board_id)
        self._input_rows = rows["eeg_channels"]
        self._eeg_rows = [self._input_rows[k] for k in self._eeg]
        self._other_rows = [
            *(self._input_rows[k] for k in self._rest),
            *self.board.other_rows,
        ]
        self._counter_row = rows.get("package_num_channel")
        self._marker_row = rows.get("marker_channel")
        self._time_row = rows.get("timestamp_channel")
        self._counter = PacketCounter(self._rule) if self._rule is not None else None

    def read(self, now: float) -> Packet | None:
        """Return the samples since the last call, or None.

        BrainFlow raises nothing for an unplugged board: it just delivers no more.

        Raises
        ------
        SourceError
            Where the board was not started or BrainFlow reports an error.
        """
        if self._shim is None:
            raise SourceError(
                Sentence(
                    "The board {name!r} is not started.",
                    name=self.board.name,
                )
            )
        module = brainflow()
        try:
            data = self._shim.get_board_data()
        except module.BrainFlowError as error:
            raise SourceError(self._explain(error.exit_code)) from error
        if data.shape[1] == 0:
            self._check_port()
            return None
        counter = None
        if self._counter is not None and self._counter_row is not None:
            counter = self._counter.per_sample(data[self._counter_row])
        markers = None
        if self._marker_row is not None:
            markers = np.rint(data[self._marker_row]).astype(np.int64)
        return Packet(
            np.ascontiguousarray(data[self._eeg_rows], np.float32),
            now - self._age(data),
            counter,
            markers,
            others=np.ascontiguousarray(data[self._other_rows], np.float32),
        )

    def mark(self, value: int) -> None:
        """Put ``value`` into the board's marker channel."""
        if self._shim is not None and value:
            self._shim.insert_marker(float(value))

    def measure_impedance(self, ch_names: Sequence[str] = ()) -> ImpedanceReport:
        """Measure the electrodes' impedance; takes seconds, without EEG meanwhile.

        Parameters
        ----------
        ch_names : sequence of str
            Electrodes to measure; empty: all.

        Returns
        -------
        ImpedanceReport
            A verdict per electrode in kΩ, or why there is none.

        Raises
        ------
        SourceError
            Where the board was not started or refuses the command.
        """
        mode = impedance_mode(self.board.name)
        if mode is None:
            return NO_IMPEDANCE
        names = tuple(ch_names) or self.info.ch_names
        if mode.channels:
            marks = dict(zip(self._inputs, mode.channels, strict=True))
            ohms = [self._lead_off(name, marks[name], mode) for name in names]
            return report_of(names, ohms)
        rows = brainflow().BoardShim.get_board_descr(self.board.board_id)
        data = self._in_mode(mode, "")
        told = data[rows["resistance_channels"][: len(self._inputs)]]
        newest = [row[row != 0][-1] if row.any() else math.nan for row in told]
        by_name = dict(zip(self._inputs, newest, strict=True))
        return report_of(names, [by_name[name] for name in names])

    def _lead_off(self, ch_name: str, mark: str, mode: ImpedanceMode) -> float:
        data = self._in_mode(mode, mark)
        samples = data[self._input_rows[self._inputs.index(ch_name)]]
        return lead_off_ohms(samples, self.info.sfreq) if samples.size else math.nan

    def _in_mode(self, mode: ImpedanceMode, mark: str) -> NDArray[np.float64]:
        """Return the data of the board in its impedance mode, then leave the mode."""
        if self._shim is None:
            raise SourceError(
                Sentence("The board {name!r} is not started.", name=self.board.name)
            )
        try:
            try:
                for command in mode.begin:
                    self._shim.config_board(command.format(channel=mark))
                time.sleep(mode.settle_s)
                self._shim.get_board_data()
                time.sleep(mode.take_s)
                data: NDArray[np.float64] = self._shim.get_board_data()
            finally:
                # also after a failure: the current would be in the whole recording
                for command in mode.end:
                    self._shim.config_board(command.format(channel=mark))
        except brainflow().BrainFlowError as error:
            raise SourceError(self._explain(error.exit_code)) from error
        return data

    def stop(self) -> None:
        """Stop and release the board."""
        shim, self._shim = self._shim, None
        if shim is None:
            return
        module = brainflow()
        try:
            shim.release_session()
        except module.BrainFlowError as error:
            raise SourceError(self._explain(error.exit_code)) from error

    def _check_port(self) -> None:
        """Raise where the port is gone, which BrainFlow does not report."""
        port = self._fields.get("serial_port", "")
        if port.startswith("/") and not Path(port).exists():
            raise SourceError(
                Sentence(
                    "The board {name!r} was unplugged: there is no port {port!r} "
                    "any more. Plug it in again.",
                    name=self.board.name,
                    port=port,
                )
            )

    def _age(self, data: NDArray[np.float64]) -> float:
        """Return how long ago BrainFlow's own thread got the newest sample, s."""
        if self._time_row is None:
            return 0.0
        age = time.time() - float(data[self._time_row, -1])
        return age if 0.0 <= age <= _MAX_AGE_S else 0.0

    def _explain(self, exit_code: int) -> str:
        where = ", ".join(f"{key} {value!r}" for key, value in self._fields.items())
        title = f"{self.board.title} ({self.board.name})"
        said = f"{self.board.title} ({self.board.name}, {where})" if where else title
        match brainflow().BrainFlowExitCodes(exit_code).name:
            case "UNABLE_TO_OPEN_PORT_ERROR":
                return Sentence(
                    "The port of {board} does not open. Check that it is plugged in, "
                    "that no other program uses it and, on Linux, that you belong to "
                    "the group dialout.",
                    board=said,
                )
            case "UNSUPPORTED_BOARD_ERROR":
                return Sentence(
                    "{board} cannot be used on this operating system.", board=title
                )
            case "BOARD_NOT_READY_ERROR" | "BOARD_NOT_CREATED_ERROR":
                return Sentence(
                    "{board} does not answer. Check that it is switched on, charged "
                    "and near its receiver.",
                    board=said,
                )
            case code:
                return Sentence(
                    "{board} could not be used; BrainFlow says {code}. Check that it "
                    "is switched on and near, and that its connection fields are "
                    "right.",
                    board=said,
                    code=code,
                )
