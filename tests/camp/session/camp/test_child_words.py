"""The protocol for children speaks to children on each of its cards."""

from __future__ import annotations

from attention_camp.camp.session.camp.child_words import WORDS
from attention_camp.camp.session.plan import plan_session
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.tasks import load_task

SHARED = {"Your answer", "Your keys"}
"""Titles that children are told as well."""


def test_each_card_of_the_childrens_protocol_has_words_for_children() -> None:
    plan = plan_session(load_protocol("children"))
    for planned in plan.blocks:
        for card in planned.cards:
            assert card.title in {*WORDS.values(), *SHARED}
            assert card.text in WORDS.values() or card.title == "Your keys"
            assert len(card.text.split()) <= 25


def test_words_for_children_replace_what_the_tasks_say() -> None:
    said = {
        text
        for planned in plan_session(load_protocol("children")).blocks
        for card in planned.task.instructions()
        for text in (card.title, card.text)
    }
    # a lab's own protocol may leave Backspace away
    said |= {card.text for card in load_task("corsi-span").instructions()}
    assert set(WORDS) <= said


def test_adults_read_the_tasks_own_cards() -> None:
    planned = plan_session(load_protocol("adults")).blocks[0]
    assert planned.cards == planned.task.instructions()


def test_a_journey_changes_no_trial_and_can_be_turned_off(make_bench) -> None:
    def told(frame: str) -> tuple[list[object], list[bool]]:
        block = {"task": "visual-search", "trials": 4, "cards": False, "break_after": 1}
        blocks = [block, block]
        values = {"name": "p", "title": "P", "description": "", "blocks": blocks}
        bench = make_bench(protocol=values | {"frame": frame})
        breaks: list[bool] = []
        bench.parts.screen.rest = lambda pause: breaks.append(pause.journey)
        bench.run()
        trials = bench.diary.of("stored")
        return [(t.seed, t.record.parameters) for t in trials], breaks

    (plain, without), (journey, with_it) = told("plain"), told("journey")
    assert plain == journey
    assert (without, with_it) == ([False], [True])
