"""A session whose controlling process is to be killed; tells trials on its output."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from attention_camp.camp.processes.controller import SessionController
from attention_camp.camp.session.messages import TrialFinished
from attention_camp.camp.session.request import Display, SessionRequest
from attention_camp.camp.ui.participant.process import run_participant


def main(folder: Path) -> None:
    controller = SessionController(
        SessionRequest(
            folder / "data",
            "01",
            "01",
            protocol=str(folder / "kill.yaml"),
            board="simulated",
            observer="default",
            display=Display(fullscreen=False),
        ),
        participant=run_participant,
    )
    controller.connect()
    while controller.info is None:
        controller.poll()
        time.sleep(0.01)
    controller.start()
    children = (controller._acquisition, controller._participant)
    print("children", *(child.process.pid for child in children), flush=True)
    while controller.ended is None:
        for message in controller.poll():
            if isinstance(message, TrialFinished):
                print("trial", message.record.trial, flush=True)
        time.sleep(0.01)
    controller.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
