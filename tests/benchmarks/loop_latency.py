"""From a packet's arrival to the score it completes: our loop and an mne-lsl stream.

A process of its own sends a simulated brain over LSL in packets, and notes when it
sends each one. Our engine, turned as the acquisition process turns it, and a loop round
``mne_lsl.stream.StreamLSL`` with the same filters, reference, window, hop and model
read it in turn (ours, theirs, theirs, ours). What counts is the time from the packet
that completes a hop of 250 ms until the score is there. Theirs is taken at its default
delay, at which a thread looks for samples every millisecond, and at 200 ms. Ours also
checks the signal of every window, which theirs does not.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from multiprocessing.connection import Connection

import numpy as np

from attention_camp.camp.eeg.engine import EegEngine
from attention_camp.camp.eeg.loop_delay import PUBLICATION_SECONDS
from attention_camp.camp.eeg.scoring import WINDOW_SECONDS
from attention_camp.camp.processes.acquisition import pause_before_next
from attention_camp.camp.session.clock import HostClock
from attention_camp.models.scorer import Scorer
from attention_camp.signal.cleaning import Cleaner
from attention_camp.signal.electrodes import system_10_10
from attention_camp.signal.simulated.brain import SimulatedBrain
from attention_camp.signal.sources.lsl import LslSource

IS_LONG = True
"""Left out when all benchmarks are run."""
N_CHANS, SFREQ, N_PACKET = 16, 250, 5
CH_NAMES = system_10_10(N_CHANS)
ESTIMATOR = "attention"
N_ROUNDS, N_SCORES = 2, 32
LOOK_S = 0.001
N_BEFORE = 4
"""Scores left out after each connection: all is new to the processor's cache."""


def run() -> list[tuple[str, float, str]]:
    """Return our latency over theirs, and both."""
    context = multiprocessing.get_context("spawn")
    pipe, theirs = context.Pipe()
    name = f"loop-{time.monotonic_ns()}"
    sender = context.Process(target=_send, args=(name, theirs))
    sender.start()
    pipe.recv()
    try:
        lines = []
        for label, delay in (("its default delay", None), ("a delay of 200 ms", 0.2)):
            lines += _compare(name, label, delay, pipe)
        return lines
    finally:
        sender.kill()
        sender.join()


def _compare(
    name: str, label: str, delay: float | None, sent: Connection
) -> list[tuple[str, float, str]]:
    found: dict[str, list[float]] = {"ours": [], "theirs": []}
    busy = {"ours": 0.0, "theirs": 0.0}
    for _ in range(N_ROUNDS):
        for who in ("ours", "theirs", "theirs", "ours"):
            before = time.process_time()
            begin = time.monotonic()
            if who == "ours":
                found[who] += _our_loop(name, sent)
            else:
                found[who] += _their_loop(name, delay)
            elapsed = time.monotonic() - begin
            busy[who] += (time.process_time() - before) / elapsed / (2 * N_ROUNDS)
    ours, theirs = np.array(found["ours"]), np.array(found["theirs"])
    beside = f"packet to score: ours / mne-lsl at {label}"
    lines = [
        (
            f"{beside}, median",
            float(np.median(ours) / np.median(theirs)),
            "at most 0.5",
        ),
        (
            f"{beside}, 95th percentile",
            float(np.percentile(ours, 95) / np.percentile(theirs, 95)),
            "at most 0.5",
        ),
        (
            f"{beside}, processor use",
            busy["ours"] / busy["theirs"],
            # at 200 ms they look at samples five times a second
            "at most 1" if delay is None else "none",
        ),
    ]
    for who, latencies in (("ours", ours), ("mne-lsl", theirs)):
        lines.append(
            (
                f"packet to score: {who}, 95th percentile, ms",
                1000 * float(np.percentile(latencies, 95)),
                "below 30",
            )
        )
    return lines


def _our_loop(name: str, sent: Connection) -> list[float]:
    """Return how long each score was published after its last packet was sent, s."""
    source = LslSource(name)
    scorer = Scorer(ESTIMATOR, sfreq=source.info.sfreq, ch_names=source.info.ch_names)
    source.start()
    engine = EegEngine(source, scorer=scorer, clock=HostClock())
    published: list[tuple[bytes, float]] = []
    try:
        while len(published) < N_BEFORE + N_SCORES:
            time.sleep(pause_before_next(engine))
            engine.step()
            if (state := engine.publication()) is None or state.engagement is None:
                continue
            now = time.monotonic()
            history = engine.acquisition.history
            last = history.raw(state.n_samples - 1, state.n_samples)
            published.append((last.tobytes(), now))
    finally:
        engine.close()
    sent.send([key for key, _ in published])
    times = sent.recv()
    pairs = zip(times, published, strict=True)
    return [now - time_sent for time_sent, (_, now) in pairs][N_BEFORE:]


def _their_loop(name: str, delay: float | None) -> list[float]:
    """Do the same with an mne-lsl stream; its default delay where there is none."""
    from mne_lsl.stream import StreamLSL

    cleaner = Cleaner(SimulatedBrain(CH_NAMES, SFREQ).info)
    scorer = Scorer(ESTIMATOR, sfreq=SFREQ, ch_names=CH_NAMES)
    stream = StreamLSL(2 * WINDOW_SECONDS, name=name)
    if delay is None:
        stream.connect()
    else:
        stream.connect(acquisition_delay=delay)
    butter = {"ftype": "butter", "output": "sos"}
    upper, lower = 52.0, 48.0  # swapped edges: a band-stop
    stream.filter(cleaner.highpass, None, iir_params=butter | {"order": 2})
    stream.filter(None, cleaner.lowpass, iir_params=butter | {"order": 4})
    stream.filter(upper, lower, iir_params=butter | {"order": 1})
    stream.set_eeg_reference("average")
    hop = round(PUBLICATION_SECONDS * SFREQ)
    latencies = []
    time.sleep(WINDOW_SECONDS)
    stream.get_data(WINDOW_SECONDS)
    try:
        while len(latencies) < N_BEFORE + N_SCORES:
            n_new = stream.n_new_samples
            if n_new < hop:
                time.sleep(LOOK_S)
                continue
            data, times = stream.get_data(WINDOW_SECONDS)
            scorer.score(1e-6 * data)
            # the hop was complete with this sample, whatever came with it or since
            latencies.append(_lsl_clock() - float(times[hop - n_new - 1]))
    finally:
        stream.disconnect()
    return latencies[N_BEFORE:]


def _lsl_clock() -> float:
    from mne_lsl.lsl import local_clock

    return float(local_clock())


def _send(name: str, pipe: Connection) -> None:
    """Send packets at their time; tell when the sample with some content was sent."""
    import pylsl

    brain = SimulatedBrain(CH_NAMES, SFREQ, seed=1)
    info = pylsl.StreamInfo(name, "EEG", N_CHANS, SFREQ, "float32", name)
    channels = info.desc().append_child("channels")
    for ch_name in CH_NAMES:
        channel = channels.append_child("channel")
        channel.append_child_value("label", ch_name)
        channel.append_child_value("type", "EEG")
        channel.append_child_value("unit", "microvolts")
    outlet = pylsl.StreamOutlet(info, chunk_size=N_PACKET)
    sent: dict[bytes, float] = {}
    pipe.send("ready")
    due = time.monotonic()
    while True:
        packet = brain.make(N_PACKET)
        due += N_PACKET / SFREQ
        while (left := due - time.monotonic()) > 0:
            if pipe.poll(left):
                pipe.send([sent[key] for key in pipe.recv()])
        now = time.monotonic()
        outlet.push_chunk(packet.T.tolist())
        sent |= {column.tobytes(): now for column in packet.T}


if __name__ == "__main__":
    for row in run():
        sys.stdout.write(f"{row[0]}: {row[1]:.3f} (goal {row[2]})\n")
