"""What the operator's process asks of the trials, across a pipe."""

from __future__ import annotations

from multiprocessing import Pipe

from attention_camp.camp.session.messages import Asked, Pause
from attention_camp.camp.ui.participant.process import OperatorPipe


def test_requests_of_the_class_page_reach_the_trials_with_their_names() -> None:
    operator, participant = Pipe()
    control = OperatorPipe(participant)
    asked = [Asked("1", "easier", "Ada"), Asked("2", "pause", "Ada")]
    for request in asked:
        operator.send(request)
    assert control.paused
    assert control.take_asked() == tuple(asked)
    assert control.take_asked() == ()
    operator.send(Asked("3", "resume", "Ada"))
    assert not control.paused
    operator.send(Pause())  # the researcher's own pause names nobody
    assert control.paused
    assert [request.what for request in control.take_asked()] == ["resume"]
    control.close()
    operator.close()
    participant.close()
