"""Practice teaches, and nobody who only presses keys passes it unnoticed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from attention_camp.camp.session.camp.practice import practise, slow_example
from attention_camp.camp.session.camp.slips import WORDS, Slip, feedback_of, slip_of
from attention_camp.camp.session.camp.understanding import PASSES, Practised
from attention_camp.camp.session.clock import VirtualClock
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import Protocol
from attention_camp.camp.session.recorder import Shown
from attention_camp.camp.session.screen import Feedback
from attention_camp.camp.session.simulated import SimulatedScreen
from attention_camp.tasks import TASKS, load_task
from attention_camp.tasks.balance import cell_order, trial_of_cell
from attention_camp.tasks.observers.observer import make_observer
from attention_camp.tasks.task import Observer
from attention_camp.tasks.trial import Answer, Card, Keypress, Response, Trial

WITH_ANSWERS = sorted(set(TASKS) - {"rest", "questionnaire"})


class Masher:
    """Presses keys in a rhythm of its own, whatever is shown.

    Parameters
    ----------
    pick : callable or None
        Picks a key of a trial; None: nothing is pressed.
    """

    def __init__(
        self, pick: Callable[[Trial, np.random.Generator], str] | None
    ) -> None:
        self._pick = pick

    def answer(
        self, trial: Trial, rng: np.random.Generator, *, engagement: float = 1.0
    ) -> tuple[Answer, ...]:
        """Return a key every 0.3 to 0.9 s."""
        if self._pick is None:
            return ()
        answers, when = [], float(rng.uniform(0.2, 0.8))
        for i, phase in enumerate(trial.phases):
            end = 1.5 if phase.duration is None else phase.duration
            while when < end:
                answers.append(Answer(self._pick(trial, rng), i, when))
                when += float(rng.uniform(0.3, 0.9))
            when -= end
        return tuple(answers)


MASHERS = {
    "random": Masher(lambda trial, rng: trial.keys[int(rng.integers(len(trial.keys)))]),
    "space": Masher(lambda *_: "space"),
    "one key": Masher(lambda trial, _: trial.keys[-1]),
    "nothing": Masher(None),
}


class Told(SimulatedScreen):
    """A simulated screen that keeps what it was asked to say."""

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        self.cards = [*getattr(self, "cards", []), *cards]

    def feedback(self, feedback: Feedback) -> None:
        self.said = [*getattr(self, "said", []), feedback]

    def countdown(self, seconds: int) -> None:
        self.cards = [*getattr(self, "cards", []), Card("countdown", str(seconds))]


def practised_by(task: str, observer: Observer, seed: int) -> tuple[Practised, Told]:
    block = {"task": task, "trials": 1, "practice": 1}
    protocol = {"name": "p", "title": "P", "description": "", "blocks": [block]}
    planned = plan_session(Protocol.model_validate(protocol)).blocks[0]
    asked = planned.practice_task
    screen = Told(observer, VirtualClock(), seed=seed, engagement=lambda: 1.0)
    n_shown = 0

    def one(cell: str | None) -> Shown:
        nonlocal n_shown
        n_shown += 1
        rng = np.random.default_rng((seed, n_shown))
        trial = trial_of_cell(asked, planned.practice_level, rng, cell)
        response = screen.present(trial)
        return Shown(n_shown, (seed,), trial, response, asked.score(trial, response))

    def cells(n: int) -> tuple[str | None, ...]:
        return cell_order(asked, n, np.random.default_rng((seed, n_shown, 1)))

    return practise(planned, screen, one=one, cells=cells), screen


@pytest.mark.parametrize("keys", MASHERS)
def test_nobody_who_only_presses_keys_passes_unnoticed(keys: str) -> None:
    """Unnoticed is who passes in the first round; all others are told of."""
    found = [
        practised_by(task, MASHERS[keys], seed)[0]
        for task in WITH_ANSWERS
        for seed in range(3)
    ]
    unnoticed = sum(one.understood and one.n_rounds == 1 for one in found)
    assert unnoticed <= (2 * PASSES * len(found) if keys == "random" else 0)
    assert all(one.problem for one in found if not one.understood)


def test_most_who_can_do_a_task_pass_in_the_first_round() -> None:
    expert = make_observer("expert")
    found = [practised_by(task, expert, 3)[0] for task in WITH_ANSWERS]
    assert all(one.understood for one in found)
    assert sum(one.n_rounds == 1 for one in found) >= 0.85 * len(found)


def test_practice_has_a_title_a_slow_example_a_countdown_and_an_end() -> None:
    _, screen = practised_by("visual-search", make_observer("expert:lapse=0"), 1)
    assert [c.title for c in screen.cards] == ["Practice", "countdown", "Now it counts"]
    example = screen.cards[0].example
    fast = load_task("visual-search").instructions()[-1].example
    assert example.phases[0].duration == 2 * fast.phases[0].duration


def test_a_round_that_failed_is_repeated_with_what_to_change() -> None:
    practised, screen = practised_by("visual-search", MASHERS["one key"], 1)
    titles = [card.title for card in screen.cards]
    assert titles.count("Once more") == 2
    assert "Let us look at it together" in titles
    assert practised.problem == "one-key"
    again = [card.text for card in screen.cards if card.title == "Once more"]
    assert all("same key" in text for text in again)


@pytest.mark.parametrize(
    ("key", "seconds", "ignored", "slip"),
    [
        ("right", 0.9, (), Slip.NONE),
        ("left", 0.9, (), Slip.WRONG),
        ("right", 0.03, (), Slip.EARLY),
        ("right", 9.0, (), Slip.LATE),
        (None, 0.0, (), Slip.SILENT),
        (None, 0.0, ("a", "q"), Slip.OTHER_KEY),
    ],
)
def test_wrong_is_told_from_late_early_and_another_key(
    key: str | None, seconds: float, ignored: tuple[str, ...], slip: Slip
) -> None:
    task = load_task("visual-search")
    names = list(task.cells)
    right = next(name for name in names if task.cells[name] == "right")
    trial = task.next_trial(3, np.random.default_rng(2), cell=right)
    onset = trial.onset_phase
    limit = trial.phases[onset].duration or 0.0
    place = onset if seconds < limit else len(trial.phases) - 1
    presses = () if key is None else (Keypress(key, seconds, place),)
    onsets = tuple(i - onset + 0.0 for i in range(len(trial.phases)))
    response = Response(onsets, 10.0, presses, ignored)
    outcome = task.score(trial, response)
    assert slip_of(trial, response, outcome) is slip
    said = feedback_of(trial, outcome, slip)
    assert said.text == WORDS[slip].title
    if slip is Slip.WRONG:
        assert said.values == {"keys": ("right",)}


def test_a_slow_example_keeps_its_sounds_as_they_are() -> None:
    heard = load_task("auditory-oddball").instructions()
    fast, slow = heard[-1].example, slow_example(heard)
    for before, after in zip(fast.phases, slow.phases, strict=True):
        factor = 1 if before.sounds else 2
        assert after.duration == before.duration * factor
