"""The class's health for Prometheus, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from attention_camp.camp.serve.classroom import Classroom, Seat

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_Value = Callable[[Seat], float | None]
_GAUGES: tuple[tuple[str, str, _Value], ...] = (
    ("up", "Whether the session speaks.", lambda seat: float(not seat.lost)),
    (
        "loop_latency_seconds",
        "From the arrival of a packet to the score that holds it.",
        lambda seat: seat.state.health.latency,
    ),
    (
        "disk_free_bytes",
        "Free where the session is recorded.",
        lambda seat: seat.state.health.disk_free,
    ),
    ("calls", "Whether the participant waits for help.", lambda seat: seat.calls),
)
_COUNTERS: tuple[tuple[str, str, _Value], ...] = (
    ("samples", "Samples recorded.", lambda seat: seat.state.health.samples),
    ("samples_lost", "Samples missing.", lambda seat: seat.state.health.lost),
    (
        "scores",
        "Trials with a score; none in a blinded study.",
        lambda seat: seat.state.health.scored,
    ),
    (
        "scores_refused",
        "Trials whose score was refused; none in a blinded study.",
        lambda seat: seat.state.health.refused,
    ),
)


class ClassMetrics(Collector):
    """Reads the classroom at each request.

    Parameters
    ----------
    room : Classroom
        The class.
    n_refused : callable
        Returns how many logins were refused so far.
    """

    def __init__(self, room: Classroom, n_refused: Callable[[], int]) -> None:
        self._room = room
        self._n_refused = n_refused
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def text(self) -> bytes:
        """Return all figures as Prometheus reads them."""
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """Yield each figure, with a value for each session."""
        # a computer that was paired anew has the same name and learner as before
        names = ("computer", "learner", "seat")
        seats = list(self._room.seats.values())
        for kinds, family in (
            (_GAUGES, GaugeMetricFamily),
            (_COUNTERS, CounterMetricFamily),
        ):
            for name, text, value in kinds:
                made = family(f"attention_camp_{name}", text, labels=names)
                for seat in seats:
                    if (number := value(seat)) is not None:
                        made.add_metric(_labels(seat), number)
                yield made
        alerts = GaugeMetricFamily(
            "attention_camp_alert", "Alerts on the page.", labels=(*names, "code")
        )
        for seat, code in self._room.alerts():
            alerts.add_metric((*_labels(seat), code), 1.0)
        yield alerts
        yield GaugeMetricFamily(
            "attention_camp_sessions", "Sessions on the page.", value=len(seats)
        )
        yield CounterMetricFamily(
            "attention_camp_logins_refused",
            "Logins and pairings refused.",
            value=self._n_refused(),
        )


def _labels(seat: Seat) -> tuple[str, str, str]:
    return seat.computer.name, seat.state.learner, seat.computer.number
