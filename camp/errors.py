"""Errors of the command line, and which errors are for people."""

from __future__ import annotations


class CommandError(Exception):
    """A command that cannot do what it was asked; the text is for people."""


def errors_for_people() -> tuple[type[Exception], ...]:
    """Return the errors whose text says what happened and what to do."""
    from attention_camp.camp.bench import BenchmarkError
    from attention_camp.camp.dataset.layout import DatasetError
    from attention_camp.camp.processes.session import RequestError
    from attention_camp.camp.session.protocol import ProtocolError
    from attention_camp.camp.session.screen import (
        EmergencyStopError,
        InterruptedSessionError,
    )
    from attention_camp.camp.timing_report import CertificateError
    from attention_camp.models.data import DataError
    from attention_camp.models.weights import WeightsError
    from attention_camp.signal.stream import SourceError

    return (
        BenchmarkError,
        CertificateError,
        CommandError,
        DataError,
        DatasetError,
        EmergencyStopError,
        InterruptedSessionError,
        ProtocolError,
        RequestError,
        SourceError,
        WeightsError,
    )
