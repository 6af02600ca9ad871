"""What columns of tables mean: the type that says it, and the tasks' own columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    "wait": Column("Wait before the disc", "s"),
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

_IN_PRESENCE = "on trials with a target"
_IN_ABSENCE = "on trials without a target"
SCORES: Mapping[str, Column] = {
    "alternating_s_per_circle": Column(
        "Time for a circle, letters in turn", "s/circle"
    ),
    "alternation_cost_s_per_circle": Column(
        "Time for a circle with letters in turn less that with numbers alone",
        "s/circle",
    ),
    "call_time_ms": Column("Mean time from a call of one's own to its key", "ms"),
    "console_score": Column("How well the parts of the console were kept, 0 to 1"),
    "distraction_cost_ms": Column(
        "Reaction time with a distraction less that without", "ms"
    ),
    "distraction_omissions": Column(
        "Share of X missed with a distraction less that without"
    ),
    "errors_a_sheet": Column("Wrong circles on a sheet"),
    "gauge_time_ms": Column("Mean time from a gauge's fault to its key", "ms"),
    "ideas": Column("Different ideas for a thing"),
    "ideas_per_minute": Column("Different ideas a minute"),
    "numbers_s_per_circle": Column("Time for a circle, numbers alone", "s/circle"),
    "objects_tracked": Column("Moving objects held, corrected for guessing"),
    "solution_time_s": Column("Time to the words that were found", "s"),
    "solved": Column("Share of words that were found"),
    "targets_found": Column("Share of targets that were marked"),
    "tracking_deviation_deg": Column(
        "Root mean square distance of the marker from the middle", "deg"
    ),
    **{
        f"{part}_score": Column(f"How well {part} was kept, 0 to 1")
        for part in ("tracking", "gauges", "calls", "resources")
    },
    **{
        f"{part}_share": Column(f"Share of all keys that {part} got")
        for part in ("tracking", "gauges", "calls", "resources")
    },
    "anticipations": Column("Share of trials with a key within 0.1 s of the onset"),
    "accuracy": Column("Share of right trials"),
    "answered": Column("Share of items that were answered"),
    "alerting_ms": Column("Reaction time without a cue less that with two", "ms"),
    "commission_rate": Column("Share of items pressed for that asked for no key"),
    "blink": Column(
        "Share of second digits reported at a lag of 8 less that at 2 and 3"
    ),
    "context_d_prime": Column("Sensitivity d′ to the letter before an X"),
    "conflict_ms": Column(
        "Reaction time with incongruent less that with congruent flankers", "ms"
    ),
    "cowan_k": Column("Objects held in visual working memory (Cowan's K)"),
    "d_prime": Column("Sensitivity d′, log-linear correction"),
    "digits_right": Column("Share of digits understood"),
    "error_rate_in_zone": Column("Share of wrong items while times were steady"),
    "error_rate_out_of_zone": Column("Share of wrong items while times were erratic"),
    **{
        f"errors_{pair}": Column(f"Share of errors in {pair.upper()} pairs")
        for pair in ("ax", "ay", "bx", "by")
    },
    "errors_congruent": Column("Share of errors where both messages agree"),
    "errors_incongruent": Column("Share of errors where the messages disagree"),
    "errors_repeat": Column("Share of errors where the rule repeats"),
    "errors_switch": Column("Share of errors where the rule switches"),
    "errors_absent": Column(f"Share of errors {_IN_ABSENCE}"),
    "errors_present": Column(f"Share of errors {_IN_PRESENCE}"),
    "false_alarm_rate": Column("Share of items wrongly called a match, change or rare"),
    "false_starts": Column("Number of false starts"),
    "first_accuracy": Column("Share of first digits reported"),
    "go_error_rate": Column("Share of arrows without the signal answered wrongly"),
    "go_omission_rate": Column("Share of arrows without the signal not answered"),
    "go_reaction_time_ms": Column("Reaction time to arrows without the signal", "ms"),
    "hit_rate": Column("Share of matches, changes or rare tones found"),
    "interference_ms": Column(
        "Reaction time where messages disagree less that where they agree", "ms"
    ),
    "intercept_absent_ms": Column(f"Reaction time at no items {_IN_ABSENCE}", "ms"),
    "intercept_ms": Column("Reaction time at no items in memory", "ms"),
    "intercept_present_ms": Column(f"Reaction time at no items {_IN_PRESENCE}", "ms"),
    "judgement_accuracy": Column("Share of right judgements"),
    "lapse_rate": Column("Share of trials with a lapse"),
    "lapses": Column("Number of lapses"),
    "longest": Column("Longest list recalled"),
    "lure_false_alarm_rate": Column("Share of lures called a match"),
    "median_reaction_time_ms": Column("Median reaction time", "ms"),
    "n": Column("Mean steps back"),
    "omission_rate": Column("Share of items not pressed for that asked for a key"),
    "orienting_ms": Column(
        "Reaction time with a cue in the middle less that with one at the place", "ms"
    ),
    "partial_credit": Column("Mean share of items recalled at their place"),
    "raw_workload": Column("Mean of the six scales of the NASA-TLX, 0 to 100"),
    "reaction_time_absent_ms": Column(f"Mean reaction time {_IN_ABSENCE}", "ms"),
    **{
        f"reaction_time_{pair}_ms": Column(
            f"Reaction time in {pair.upper()} pairs", "ms"
        )
        for pair in ("ax", "ay", "bx", "by")
    },
    "reaction_time_congruent_ms": Column("Reaction time where messages agree", "ms"),
    "reaction_time_incongruent_ms": Column("Reaction time where they disagree", "ms"),
    "reaction_time_invalid_ms": Column("Reaction time after an invalid cue", "ms"),
    "reaction_time_repeat_ms": Column("Reaction time where the rule repeats", "ms"),
    "reaction_time_switch_ms": Column("Reaction time where the rule switches", "ms"),
    "reaction_time_valid_ms": Column("Reaction time after a valid cue", "ms"),
    "reaction_time_cv": Column("Spread of reaction times, of their mean"),
    "reaction_time_ms": Column("Reaction time of right answers", "ms"),
    "reaction_time_present_ms": Column(f"Mean reaction time {_IN_PRESENCE}", "ms"),
    "reciprocal_reaction_time_per_s": Column("Mean of 1 / reaction time", "1/s"),
    "rested": Column("Time rested", "s"),
    "settled_level": Column("Level at which the target share right is reached"),
    "slope_absent_ms_per_item": Column(f"Search slope {_IN_ABSENCE}", "ms/item"),
    "slope_ms_per_item": Column("Slope of memory scanning", "ms/item"),
    "slope_present_ms_per_item": Column(f"Search slope {_IN_PRESENCE}", "ms/item"),
    "span": Column("Length of which half of the lists are recalled"),
    "speech_threshold_db": Column("Speech over noise at half understood", "dB"),
    "place_accuracy": Column("Share of places that were right"),
    "right_per_minute": Column("Right digits a minute"),
    "second_long_lag": Column("Share of second digits reported at a lag of 8"),
    "second_short_lag": Column("Share of second digits reported at lags of 2 and 3"),
    "shape_accuracy": Column("Share of shapes that were right"),
    "threshold_ms": Column("Time at which half of the displays are seen", "ms"),
    "ssrt_ms": Column("Stop-signal reaction time, integration method", "ms"),
    "stop_delay_ms": Column("Mean time from arrow to signal", "ms"),
    "stop_reaction_time_ms": Column("Reaction time to arrows with the signal", "ms"),
    "stop_respond_rate": Column("Share of signals that were answered all the same"),
    "switch_cost_ms": Column(
        "Reaction time where the rule switches less that where it repeats", "ms"
    ),
    "validity_ms": Column(
        "Reaction time after an invalid less that after a valid cue", "ms"
    ),
    "triplets_right": Column("Share of triplets understood"),
}

ITEMS: Mapping[str, str] = {
    "item_": "Answer to the item {item} of the questionnaire",
    "text_": "Text written for {item}; left out of anonymous copies",
}
"""How the names of answers begin; what follows is the item's own name."""

STREAMS: Mapping[str, str] = {
    "letter": "letters",
    "position": "positions",
    "sound": "spoken letters",
}
"""Streams of n-back: their values have the stream's name in front."""


def describe(table: Mapping[str, Column], name: str) -> Column | None:
    """Return the description of a column; None for tasks of other packages.

    Parameters
    ----------
    table : mapping
        `PARAMETERS`, `MEASURES` or `SCORES`.
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
    return Column(f"{column.text} ({STREAMS[stream]})", column.unit)
