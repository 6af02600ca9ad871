"""Scheduling priority of the participant's process, raised where that is allowed."""

from __future__ import annotations

import logging
import os

logger = logging.getLogger(__name__)

_NICE = -10


class Priority:
    """Priority of this process, raised for a session and restored after it."""

    def __init__(self) -> None:
        self._policy: int | None = None
        self._nice: int | None = None

    def rise(self) -> str:
        """Raise the priority as far as allowed; return the level reached.

        ``real-time``, ``raised`` or ``normal``; a refusal is no error.
        """
        reached = "normal"
        if self._rise_to_real_time():
            reached = "real-time"
        elif self._rise_by_nice():
            reached = "raised"
        logger.info("Scheduling priority of the participant's window: %s.", reached)
        return reached

    def fall(self) -> None:
        """Restore the former priority."""
        if self._policy is not None:
            os.sched_setscheduler(0, self._policy, os.sched_param(0))
            self._policy = None
        if self._nice is not None:
            os.setpriority(os.PRIO_PROCESS, 0, self._nice)
            self._nice = None

    def _rise_to_real_time(self) -> bool:
        if not hasattr(os, "sched_setscheduler"):
            return False
        before = os.sched_getscheduler(0)
        try:
            os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
        except OSError:
            return False
        self._policy = before
        return True

    def _rise_by_nice(self) -> bool:
        if not hasattr(os, "setpriority"):
            return False
        before = os.getpriority(os.PRIO_PROCESS, 0)
        try:
            os.setpriority(os.PRIO_PROCESS, 0, min(_NICE, before))
        except OSError:
            return False
        self._nice = before
        return True
