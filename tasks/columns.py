"""What columns of tables mean: the type that says it, and the tasks' own columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from attention_camp.resources.texts import Sentence


@dataclass(frozen=True, slots=True)
class Column:
    """The meaning of one column of a table, in BIDS sidecars and data dictionaries.

    A dataclass whose objects become rows carries it in its fields' types:
    ``onset: Annotated[float, Column("Time of the onset", "s")]``.
    """

    text: str
    unit: str = ""
    """Symbol of the unit; empty: a share, a count or no number."""
    levels: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What each value stands for, where there are only a few."""


PARAMETERS: Mapping[str, Column] = {
    "distractors": Column(
        "What happened in the room at each letter: w somebody walks, p a paper plane, "
        "b a bell, s steps, - nothing"
    ),
    "events": Column("What happened on the console, and when after the onset, s"),
    "n_circles": Column("Number of circles on the sheet"),
    "places": Column("Numbers of the discs that were to be tracked"),
    "solution": Column("The word that goes with all three"),
    "speed": Column("Speed of the discs", "deg/s"),
    "targets": Column("Number of discs that were to be tracked"),
    "thing": Column("The thing for which uses were to be found"),
    "wanted": Column("Number of ideas that made the trial right"),
    "words": Column("The three words"),
    **{
        f"{part}_load": Column(f"Load of {part}, 0 (left out) to 10")
        for part in ("tracking", "gauges", "calls", "resources")
    },
    "criterion": Column("What a run had to reach to be right"),
    "contrast": Column("Contrast of the views, of their full contrast"),
    "cue": Column("Cue before the row: none, center, double or spatial"),
    "delay": Column("Time from the last letter to the probe", "s"),
    "digits": Column("Digits of the trial, in the order in which they came"),
    "duration": Column("Duration of the rest", "s"),
    "eyes": Column("Whether the eyes were to be open or closed"),
    "flanker": Column("What the flankers were: neutral, congruent or incongruent"),
    "gap_deg": Column("Gap between two arrows", "deg"),
    "interval": Column("Time from item to item", "s"),
    "item_time": Column("Time for which each letter was shown", "s"),
    "items": Column("Items of the run, in the order in which they came"),
    "kinds": Column("Kind of each item of the run: T match, L lure, o other"),
    "lag": Column("Items from the first digit to the second"),
    "lead": Column("Time from the cue to the target", "s"),
    "length": Column("Number of items to recall"),
    "letters": Column("Letters to keep in mind"),
    "longest_wait": Column("Longest wait before the disc", "s"),
    "lures": Column("Lures asked for in each stream of the run"),
    "modality": Column("Whether the digits were seen or heard"),
    "n": Column("Steps back with which each item was compared"),
    "no_go": Column("Digit at which no key was to be pressed"),
    "numbers": Column("Numbers that the blocks showed for recall, block by block"),
    "order": Column("Order of recall: forward or backward"),
    "pace": Column("Time from item to item", "s"),
    "place": Column(
        "Number of the place at which the disc was, clockwise from the top"
    ),
    "preparation": Column("Time for which the frame is seen before the digit", "s"),
    "probe": Column("Letter to be judged"),
    "questionnaire": Column("Which questionnaire: the name of its table"),
    "retention": Column("Time from the objects to the probe", "s"),
    "row_deg": Column("Height of the row above the middle of the screen", "deg"),
    "sample_time": Column("Time for which the objects were shown", "s"),
    "sequence": Column("Items to recall, in the order in which they came"),
    "set_size": Column("Number of items shown"),
    "shortest_wait": Column("Shortest wait before the disc", "s"),
    "similarity": Column("Similarity of target and distractors, 0 to 1"),
    "snr_db": Column("Level of the speech over that of the noise", "dB"),
    "stop_delay": Column("Time from the arrow to the signal", "s"),
    "standard_hz": Column("Frequency of the frequent tone", "Hz"),
    "target_hz": Column("Frequency of the rare tone", "Hz"),
    "time_limit": Column("Time within which the answer counted", "s"),
    "transition": Column("Time in which one view grew out of the one before", "s"),
    "variant": Column("Variant of the task"),
    "wait": Column(
        "Wait before the disc; where times are shown it begins with that of the trial "
        "before, and the first disc of a block or after a pause comes up to 1 s sooner",
        "s",
    ),
}

MEASURES: Mapping[str, Column] = {
    "call_time": Column("Mean time from a call of one's own to its key", "s"),
    "deviation": Column(
        "Root mean square distance of the marker from the middle", "deg"
    ),
    "gauge_time": Column("Mean time from a gauge's fault to its key", "s"),
    "ideas": Column("Different ideas"),
    "wrong": Column("Circles pressed that were not the next one"),
    **{
        f"{part}_score": Column(f"How well {part} was kept, 0 to 1")
        for part in ("tracking", "gauges", "calls", "resources")
    },
    **{
        f"{part}_keys": Column(f"Keys that {part} got")
        for part in ("tracking", "gauges", "calls", "resources")
    },
    "anticipated": Column("Whether the key came within 0.1 s of the onset"),
    "answer": Column("Keys pressed for each item, - where none was"),
    "false_alarms": Column("Items pressed for that asked for no key"),
    "false_start": Column("Whether a key came before or within 0.1 s of the onset"),
    "go": Column("Items that asked for a key"),
    "hits": Column("Items rightly pressed for"),
    "key": Column("First key pressed; empty where none was"),
    "kinds": Column(
        "Kind of each item: g asks for a key, n does not; r repeats the rule "
        "of the item before, s switches it"
    ),
    "first_right": Column("Whether the first digit was reported"),
    "judged": Column("Judgements asked for"),
    "judged_right": Column("Judgements that were right"),
    "lapse": Column("Whether the reaction was a lapse or did not come"),
    "late": Column("Whether the key came after the time limit"),
    "lure_false_alarms": Column("Lures pressed for"),
    "lures": Column("Items like the one a step more or less than n back"),
    "n_items": Column("Items to recall"),
    "n_right": Column("Items recalled at their place"),
    "n_undone": Column("How often Backspace was pressed to take an item back"),
    "no_go": Column("Items that asked for no key"),
    "others": Column("Items that matched nothing near n back"),
    "place_right": Column("Whether the place was right"),
    "second_right": Column("Whether the second digit was reported"),
    "shape_right": Column("Whether the shape was right"),
    "taken": Column("Time taken for all items", "s"),
    "right_key": Column("Whether the first key was the right one, in time or not"),
    "stop_time": Column(
        "Time from the arrow with the signal to its key, - for none", "s"
    ),
    "targets": Column("Items that matched the one n back"),
    "times": Column("Time from each item to its key, - where none was", "s"),
}

ITEMS: Mapping[str, str] = {
    "item_": "Answer to the item {item} of the questionnaire",
    "text_": "Text written for {item}; left out of anonymous copies",
}
"""How the names of answers begin; what follows is the item's own name."""

STREAMS: Mapping[str, str] = {
    "letter": Sentence("letters"),
    "position": Sentence("positions"),
    "sound": Sentence("spoken letters"),
}
"""Streams of n-back: their values have the stream's name in front."""


def describe(table: Mapping[str, Column], name: str) -> Column | None:
    """Return the description of a column; None for tasks of other packages.

    Parameters
    ----------
    table : mapping
        `PARAMETERS`, `MEASURES`, or `SCORES` of ``score_columns``.
    name : str
        The value's name, such as ``set_size`` or ``letter_hits``.
    """
    if name in table:
        return table[name]
    for begin, text in ITEMS.items():
        if name.startswith(begin):
            return Column(text.format(item=name.removeprefix(begin)))
    stream, _, rest = name.partition("_")
    if stream not in STREAMS or rest not in table:
        return None
    column = table[rest]
    text = Sentence("{what} ({stream})", what=column.text, stream=STREAMS[stream])
    return Column(text, column.unit)
