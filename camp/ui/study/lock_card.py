"""The part of the study page about a locked study: who is in it, and its arms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from attention_camp.camp.people.roles import Right
from attention_camp.camp.ui.sentences import translated
from attention_camp.camp.ui.study.guess_dialog import GuessDialog
from attention_camp.camp.ui.study.key_dialogs import OpeningDialog
from attention_camp.camp.ui.theme import SPACE
from attention_camp.camp.ui.widgets.background import Background
from attention_camp.camp.ui.widgets.page import Banner, CardFrame, label
from attention_camp.resources.texts import UserError, fill

if TYPE_CHECKING:
    from attention_camp.camp.dataset.studies.locking import StudyLock


@dataclass(frozen=True, slots=True)
class Opening:
    """What somebody gave to open arms."""

    key: Path
    who: str
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class LockState:
    """A locked study as it is now."""

    lock: StudyLock
    enrolled: tuple[str, ...]
    """Labels, in the order of their enrolment."""
    open: frozenset[str]
    """Labels of those whose arm is open."""
    n_looks: int
    """Interim analyses made."""
    guessed: Mapping[str, int]
    """By role: people of whom a guess is kept."""

    @property
    def n_enrolled(self) -> int:
        """Number of people."""
        return len(self.enrolled)

    @property
    def n_open(self) -> int:
        """Number of people whose arm is open."""
        return len(self.open)

    @property
    def sealed(self) -> list[str]:
        """Labels of those whose arm is not open."""
        return [label for label in self.enrolled if label not in self.open]


def read_state(dataset: Path) -> LockState | None:
    """Return the locked study of a dataset; None: it has none.

    Raises
    ------
    StudyError
        If what was locked was changed.
    """
    from attention_camp.camp.dataset.studies.enrolment import ROLES
    from attention_camp.camp.dataset.studies.locking import read_lock
    from attention_camp.camp.dataset.studies.study_folder import notes
    from attention_camp.resources.bounded import read_json_table

    lock = read_lock(dataset)
    if lock is None:
        return None
    path = lock.folder.arms
    guesses = notes(lock.folder, "guessed")
    return LockState(
        lock,
        tuple(line["participant"] for line in notes(lock.folder, "enrolled")),
        frozenset(read_json_table(path) if path.exists() else ()),
        len({line["number"] for line in notes(lock.folder, "interim")}),
        {
            role: len({one["participant"] for one in guesses if one["role"] == role})
            for role in ROLES
        },
    )


def require_right(right: Right) -> None:
    """Refuse what the role of whoever is signed in may not do.

    Raises
    ------
    RoleError
        If roles are on, and the role lacks the right.
    """
    from attention_camp.camp.dataset.people.sign_in import require
    from attention_camp.camp.people.accounts import Accounts

    require(Accounts(), right)


class LockCard(CardFrame):
    """Says what is locked and sealed; opens the arms, with a key and a reason.

    Parameters
    ----------
    dataset : callable
        Returns the dataset's folder.
    """

    look_asked = Signal(object)
    """An interim analysis is wanted: an `Opening`."""
    opened = Signal()
    """Arms were opened for good."""
    kept = Signal()
    """A guess was kept."""

    def __init__(self, dataset: Callable[[], Path]) -> None:
        super().__init__(self.tr("Locked study"))
        self._dataset = dataset
        self._state: LockState | None = None
        self._work: Background | None = None
        self.facts = label("", wraps=True)
        self.box.addWidget(self.facts)
        self.banner = Banner()
        self.box.addWidget(self.banner)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addStretch()
        self.enrol = QPushButton(self.tr("Enrol a person"))
        self.guess = QPushButton(self.tr("Keep a guess…"))
        self.guess.setToolTip(self.tr("Which arm somebody believes a person to be in"))
        self.guess.clicked.connect(self._on_guess)
        self.look = QPushButton(self.tr("Interim analysis…"))
        self.look.clicked.connect(self._on_look)
        self.unblind = QPushButton(self.tr("Unblind…"))
        self.unblind.clicked.connect(self._on_unblind)
        for button in (self.enrol, self.guess, self.look, self.unblind):
            row.addWidget(button)
        self.box.addLayout(row)
        self.hide()

    def show_state(self, state: LockState | None) -> None:
        """Show a locked study; None: there is none, and nothing to show."""
        self._state = state
        self.setVisible(state is not None)
        if state is None:
            return
        study = state.lock.study
        lines = [
            self.tr("{title} ({name}), unchanged since it was locked.").format(
                title=study.title, name=study.name
            ),
            self._people(state),
            self.tr(
                "Guesses of the arm: {participants} by participants, {operators} by "
                "those who ran their sessions."
            ).format(
                participants=state.guessed["participant"],
                operators=state.guessed["operator"],
            ),
            self.tr("Hash of the study, for its registration: {hash}").format(
                hash=state.lock.hash
            ),
        ]
        if study.interims:
            lines.append(
                self.tr(
                    "Declared interim analyses that were made: {made} of {n}. The "
                    "final analysis is at an alpha of {alpha}."
                ).format(
                    made=state.n_looks,
                    n=len(study.interims),
                    alpha=f"{study.final_alpha:g}",
                )
            )
        self.facts.setText("\n".join(lines))
        self._allow()

    def _people(self, state: LockState) -> str:
        if state.n_enrolled and state.n_open >= state.n_enrolled:
            told = self.tr("{n:person is|people are} enrolled; all arms are open.")
            return fill(told, n=state.n_enrolled)
        told = self.tr(
            "{n:person is|people are} enrolled; the arms of {open} are open, the "
            "others sealed."
        )
        return fill(told, n=state.n_enrolled, open=state.n_open)

    def _allow(self) -> None:
        state, is_idle = self._state, self._work is None
        is_sealed = state is not None and state.n_open < state.n_enrolled
        self.unblind.setEnabled(is_idle and is_sealed)
        self.guess.setEnabled(is_idle and is_sealed)
        self.look.setVisible(state is not None and bool(state.lock.study.interims))
        self.look.setEnabled(is_idle and is_sealed)

    def _on_guess(self) -> None:
        from attention_camp.camp.dataset.studies.enrolment import take_guess

        state = self._state
        if state is None:
            return
        try:
            require_right(Right.ENROL)
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            return
        dialog = GuessDialog(self.window(), state.sealed, [*state.lock.study.ratio])
        is_given = dialog.exec() == GuessDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not is_given:
            return
        guess = dialog.guess
        try:
            take_guess(
                state.lock,
                guess.participant,
                role=guess.role,
                arm=guess.arm,
                sure=guess.sure,
            )
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            return
        said = self.tr("The guess about participant {label} is kept.")
        self.banner.say("good", said.format(label=guess.participant))
        self.kept.emit()

    def _on_look(self) -> None:
        from attention_camp.camp.dataset.studies.interim import next_look

        state = self._state
        if state is None:
            return
        try:
            require_right(Right.UNBLIND)
            look = next_look(state.lock)
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            return
        told = self.tr(
            "Interim analysis {number} over {people:person|people}, by arm, as "
            "declared before the lock. It spends {alpha} of the study's alpha whatever "
            "it finds. The dataset stays sealed; the report names arms. Who looks and "
            "why stays in the audit trail."
        )
        alpha = f"{look.alpha:g}"
        told = fill(told, number=look.number, people=look.people, alpha=alpha)
        heading = self.tr("Look at the arms?")
        if asked := self._asked(heading, told, do=self.tr("Look")):
            self.banner.hide()
            self.look_asked.emit(asked)

    def _on_unblind(self) -> None:
        state = self._state
        if state is None:
            return
        try:
            require_right(Right.UNBLIND)
        except (UserError, OSError) as error:
            self.banner.say("bad", translated(error))
            return
        told = self.tr(
            "The arms of everybody enrolled ({n}) and the sealed part of every session "
            "are opened for good: nobody can be blinded again, and people enrolled "
            "afterwards are measured by people who know. Lock the data first. Who "
            "unblinds and why stays in the audit trail."
        ).format(n=state.n_enrolled)
        name = state.lock.study.name
        asked = self._asked(
            self.tr("Unblind the study?"), told, do=self.tr("Unblind"), again=name
        )
        if asked:
            self._open(state.lock, asked)

    def _asked(
        self, heading: str, told: str, *, do: str, again: str = ""
    ) -> Opening | None:
        dialog = OpeningDialog(self.window(), heading, told, do=do, again=again)
        is_wanted = dialog.exec() == OpeningDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not is_wanted or dialog.key.path is None:
            return None
        who, why = dialog.who.text().strip(), dialog.why.text().strip()
        return Opening(dialog.key.path, who, why)

    def _open(self, lock: StudyLock, asked: Opening) -> None:
        from attention_camp.camp.dataset.studies.unblinding import unblind

        def work() -> dict[str, str]:
            return unblind(lock, asked.key, who=asked.who, why=asked.why)

        self.banner.say("info", self.tr("The sessions are being opened…"))
        self._work = Background(work, self)
        self._work.done.connect(self._on_opened)
        self._work.failed.connect(self._on_failed)
        self._work.start()
        self._allow()

    def _on_opened(self, arms: dict[str, str]) -> None:
        self._work = None
        folder = self._state.lock.folder.path / "debriefing" if self._state else ""
        self.banner.say(
            "good",
            fill(
                self.tr(
                    "The arms of {n:person|people} are open. What to tell each of "
                    "them: {folder}"
                ),
                n=len(arms),
                folder=folder,
            ),
        )
        self._allow()
        self.opened.emit()

    def _on_failed(self, error: Exception) -> None:
        self._work = None
        self.banner.say("bad", translated(error))
        self._allow()
