"""A Cyton on a pseudo-terminal, through BrainFlow: unplugged and plugged in again."""

from __future__ import annotations

import time

import numpy as np
import pytest

from attention_camp.camp.processes.controller import SessionController
from attention_camp.camp.session.messages import SignalState, StreamOpened
from attention_camp.camp.session.request import SessionRequest
from attention_camp.camp.ui.participant.process import run_participant
from attention_camp.signal.acquisition import Acquisition
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.sources.boards import BoardSource
from attention_camp.signal.sources.reconnecting import ReconnectingSource
from attention_camp.signal.stream import SourceError


@pytest.fixture
def cyton(fake_cyton, tmp_path):
    board = fake_cyton.FakeCyton(tmp_path / "ttyCyton")
    board.plug_in()
    yield board
    board.unplug()


@pytest.fixture
def acquisition(cyton, make_ring):
    source = ReconnectingSource(BoardSource("cyton", serial_port=str(cyton.port)))
    source.start()
    ring = make_ring(source.info.n_chans, source.info.sfreq)
    yield Acquisition(source, ring=ring, cleaner=Cleaner(source.info))
    source.stop()


def step_until(acquisition, is_enough, *, limit):
    """Step as the acquisition process does; return the reports and how long it took."""
    reports = []
    begin = time.monotonic()
    while not (reports and is_enough(reports[-1])):
        assert time.monotonic() - begin < limit, f"after {limit} s: {reports[-1]}"
        time.sleep(0.01)
        reports.append(acquisition.step(time.monotonic()))
    return reports, time.monotonic() - begin


def test_samples_of_the_serial_protocol_arrive_and_losses_are_reported(
    fake_cyton, cyton, acquisition
):
    cyton.lost = {300, 301, 302, 350}
    reports, _ = step_until(
        acquisition, lambda _: acquisition.n_samples >= 400, limit=10
    )
    lost = [gap.n_lost for report in reports for gap in report.gaps]
    assert lost == [3, 1]
    numbers = acquisition.history.raw(0, 400)[0] / fake_cyton.UV_PER_COUNT
    expected = numbers[0] + np.arange(400)
    is_lost = np.isnan(numbers)
    assert is_lost.sum() == 4
    np.testing.assert_allclose(numbers[~is_lost], expected[~is_lost], atol=0.01)
    assert acquisition.info.range_uv == 187_500


def test_unplugging_is_noticed_in_a_second_and_replugging_resumes_in_five(
    fake_cyton, cyton, acquisition
):
    """The gap is filled so that later samples keep their time."""
    step_until(acquisition, lambda _: acquisition.n_samples >= 100, limit=10)
    cyton.unplug()
    reports, elapsed = step_until(
        acquisition, lambda report: "disconnected" in report.faults, limit=5
    )
    assert elapsed < 1.0
    assert "was unplugged" in reports[-1].message
    step_until(acquisition, lambda report: report.stalled_for > 0.8, limit=5)
    # while it is away, no core is kept busy
    busy = time.process_time()
    _, elapsed = step_until(
        acquisition, lambda report: report.stalled_for > 1.5, limit=5
    )
    assert time.process_time() - busy < 0.5 * elapsed
    cyton.plug_in()
    reports, elapsed = step_until(
        acquisition, lambda report: report.n_new > 0, limit=10
    )
    assert elapsed < 5.0
    (gap,) = reports[-1].gaps
    assert gap.reason == "disconnected"
    step_until(acquisition, lambda report: not report.faults, limit=5)
    n_before = acquisition.n_samples
    step_until(acquisition, lambda _: acquisition.n_samples > n_before + 125, limit=5)
    newest = acquisition.clock.time_of(acquisition.n_samples - 1)
    assert newest == pytest.approx(time.monotonic(), abs=0.5)
    assert np.isnan(acquisition.history.raw(gap.first, gap.first + gap.n_lost)).all()


def test_a_board_that_is_silent_at_the_start_is_said_so(cyton):
    source = BoardSource("cyton", serial_port=str(cyton.port))
    cyton.unplug()
    with pytest.raises(SourceError, match="does not open"):
        source.start()


def test_the_operator_is_told_of_an_unplugged_board_while_it_is_unplugged(
    cyton, tmp_path
):
    """Through the acquisition process, as the monitor hears it."""
    controller = SessionController(
        SessionRequest(
            tmp_path / "data",
            participant="01",
            session="01",
            board="cyton",
            board_fields={"serial_port": str(cyton.port)},
        ),
        participant=run_participant,
    )

    def hear(is_enough):
        begin = time.monotonic()
        while time.monotonic() - begin < 40:
            for message in controller.poll():
                if is_enough(message):
                    return message
            time.sleep(0.01)
        pytest.fail("nobody was told within 40 s")

    def is_well(message):
        return isinstance(message, SignalState) and not message.faults

    def is_away(message):
        return isinstance(message, SignalState) and "disconnected" in message.faults

    try:
        controller.connect()
        hear(lambda message: isinstance(message, StreamOpened))
        hear(is_well)
        cyton.unplug()
        away = hear(is_away)
        assert (away.engagement, away.verdicts) == (None, ())
        assert "was unplugged" in away.message
        cyton.plug_in()
        back = hear(is_well)
        assert back.n_samples > away.n_samples
    finally:
        controller.close()
