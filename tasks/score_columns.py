"""What the tasks' scores are, in words that reports translate."""

from __future__ import annotations

from collections.abc import Mapping

from attention_camp.resources.texts import Sentence
from attention_camp.tasks.columns import Column

_PARTS: Mapping[str, Sentence] = {
    "tracking": Sentence("tracking"),
    "gauges": Sentence("gauges"),
    "calls": Sentence("calls"),
    "resources": Sentence("resources"),
}
"""Parts of the console."""

SCORES: Mapping[str, Column] = {
    "alternating_s_per_circle": Column(
        Sentence("Time for a circle, letters in turn"), "s/circle"
    ),
    "alternation_cost_s_per_circle": Column(
        Sentence("Time for a circle with letters in turn less that with numbers alone"),
        "s/circle",
    ),
    "call_time_ms": Column(
        Sentence("Mean time from a call of one's own to its key"), "ms"
    ),
    "console_score": Column(
        Sentence("How well the parts of the console were kept, 0 to 1")
    ),
    "distraction_cost_ms": Column(
        Sentence("Reaction time with a distraction less that without"), "ms"
    ),
    "distraction_omissions": Column(
        Sentence("Share of X missed with a distraction less that without")
    ),
    "errors_a_sheet": Column(Sentence("Wrong circles on a sheet")),
    "gauge_time_ms": Column(
        Sentence("Mean time from a gauge's fault to its key"), "ms"
    ),
    "ideas": Column(Sentence("Different ideas for a thing")),
    "ideas_per_minute": Column(Sentence("Different ideas a minute")),
    "numbers_s_per_circle": Column(
        Sentence("Time for a circle, numbers alone"), "s/circle"
    ),
    "objects_tracked": Column(Sentence("Moving objects held, corrected for guessing")),
    "solution_time_s": Column(Sentence("Time to the words that were found"), "s"),
    "solved": Column(Sentence("Share of words that were found")),
    "targets_found": Column(Sentence("Share of targets that were marked")),
    "tracking_deviation_deg": Column(
        Sentence("Root mean square distance of the marker from the middle"), "deg"
    ),
    **{
        f"{part}_score": Column(
            Sentence("How well {part} was kept, 0 to 1", part=named)
        )
        for part, named in _PARTS.items()
    },
    **{
        f"{part}_share": Column(
            Sentence("Share of all keys that {part} got", part=named)
        )
        for part, named in _PARTS.items()
    },
    "anticipations": Column(
        Sentence("Share of trials with a key within 0.1 s of the onset")
    ),
    "accuracy": Column(Sentence("Share of correct trials")),
    "answered": Column(Sentence("Share of items that were answered")),
    "alerting_ms": Column(
        Sentence("Reaction time without a cue less that with two"), "ms"
    ),
    "commission_rate": Column(
        Sentence("Share of items pressed for that asked for no key")
    ),
    "blink": Column(
        Sentence("Share of second digits reported at a lag of 8 less that at 2 and 3")
    ),
    "context_d_prime": Column(Sentence("Sensitivity d′ to the letter before an X")),
    "conflict_ms": Column(
        Sentence("Reaction time with incongruent less that with congruent flankers"),
        "ms",
    ),
    "cowan_k": Column(Sentence("Objects held in visual working memory (Cowan's K)")),
    "d_prime": Column(Sentence("Sensitivity d′, log-linear correction")),
    "digits_right": Column(Sentence("Share of digits understood")),
    "error_rate_in_zone": Column(
        Sentence("Share of wrong items while times were steady")
    ),
    "error_rate_out_of_zone": Column(
        Sentence("Share of wrong items while times were erratic")
    ),
    **{
        f"errors_{pair}": Column(
            Sentence("Share of errors in {pair} pairs", pair=pair.upper())
        )
        for pair in ("ax", "ay", "bx", "by")
    },
    "errors_congruent": Column(Sentence("Share of errors where both messages agree")),
    "errors_incongruent": Column(
        Sentence("Share of errors where the messages disagree")
    ),
    "errors_repeat": Column(Sentence("Share of errors where the rule repeats")),
    "errors_switch": Column(Sentence("Share of errors where the rule switches")),
    "errors_absent": Column(Sentence("Share of errors on trials without a target")),
    "errors_present": Column(Sentence("Share of errors on trials with a target")),
    "false_alarm_rate": Column(
        Sentence("Share of items wrongly called a match, change or rare")
    ),
    "false_starts": Column(Sentence("Number of false starts")),
    "first_accuracy": Column(Sentence("Share of first digits reported")),
    "go_error_rate": Column(
        Sentence("Share of arrows without the signal answered wrongly")
    ),
    "go_omission_rate": Column(
        Sentence("Share of arrows without the signal not answered")
    ),
    "go_reaction_time_ms": Column(
        Sentence("Reaction time to arrows without the signal"), "ms"
    ),
    "hit_rate": Column(Sentence("Share of matches, changes or rare tones found")),
    "interference_ms": Column(
        Sentence("Reaction time where messages disagree less that where they agree"),
        "ms",
    ),
    "intercept_absent_ms": Column(
        Sentence("Reaction time at no items on trials without a target"), "ms"
    ),
    "intercept_ms": Column(Sentence("Reaction time at no items in memory"), "ms"),
    "intercept_present_ms": Column(
        Sentence("Reaction time at no items on trials with a target"), "ms"
    ),
    "judgement_accuracy": Column(Sentence("Share of correct judgements")),
    "lapse_rate": Column(Sentence("Share of trials with a lapse")),
    "lapses": Column(Sentence("Number of lapses")),
    "longest": Column(Sentence("Longest list recalled")),
    "lure_false_alarm_rate": Column(Sentence("Share of lures called a match")),
    "median_reaction_time_ms": Column(Sentence("Median reaction time"), "ms"),
    "n": Column(Sentence("Mean steps back")),
    "omission_rate": Column(
        Sentence("Share of items not pressed for that asked for a key")
    ),
    "orienting_ms": Column(
        Sentence(
            "Reaction time with a cue in the middle less that with one at the place"
        ),
        "ms",
    ),
    "partial_credit": Column(Sentence("Mean share of items recalled at their place")),
    "raw_workload": Column(
        Sentence("Mean of the six scales of the NASA-TLX, 0 to 100")
    ),
    "reaction_time_absent_ms": Column(
        Sentence("Mean reaction time on trials without a target"), "ms"
    ),
    **{
        f"reaction_time_{pair}_ms": Column(
            Sentence("Reaction time in {pair} pairs", pair=pair.upper()), "ms"
        )
        for pair in ("ax", "ay", "bx", "by")
    },
    "reaction_time_congruent_ms": Column(
        Sentence("Reaction time where messages agree"), "ms"
    ),
    "reaction_time_incongruent_ms": Column(
        Sentence("Reaction time where they disagree"), "ms"
    ),
    "reaction_time_invalid_ms": Column(
        Sentence("Reaction time after an invalid cue"), "ms"
    ),
    "reaction_time_repeat_ms": Column(
        Sentence("Reaction time where the rule repeats"), "ms"
    ),
    "reaction_time_switch_ms": Column(
        Sentence("Reaction time where the rule switches"), "ms"
    ),
    "reaction_time_valid_ms": Column(Sentence("Reaction time after a valid cue"), "ms"),
    "reaction_time_cv": Column(Sentence("Spread of reaction times, of their mean")),
    "reaction_time_ms": Column(Sentence("Reaction time of correct answers"), "ms"),
    "reaction_time_present_ms": Column(
        Sentence("Mean reaction time on trials with a target"), "ms"
    ),
    "reciprocal_reaction_time_per_s": Column(
        Sentence("Mean of 1 / reaction time"), "1/s"
    ),
    "rested": Column(Sentence("Time rested"), "s"),
    "settled_level": Column(
        Sentence("Level at which the target share correct is reached")
    ),
    "slope_absent_ms_per_item": Column(
        Sentence("Search slope on trials without a target"), "ms/item"
    ),
    "slope_ms_per_item": Column(Sentence("Slope of memory scanning"), "ms/item"),
    "slope_present_ms_per_item": Column(
        Sentence("Search slope on trials with a target"), "ms/item"
    ),
    "span": Column(Sentence("Length of which half of the lists are recalled")),
    "speech_threshold_db": Column(
        Sentence("Speech over noise at half understood"), "dB"
    ),
    "place_accuracy": Column(Sentence("Share of places that were correct")),
    "right_per_minute": Column(Sentence("Correct digits a minute")),
    "second_long_lag": Column(
        Sentence("Share of second digits reported at a lag of 8")
    ),
    "second_short_lag": Column(
        Sentence("Share of second digits reported at lags of 2 and 3")
    ),
    "shape_accuracy": Column(Sentence("Share of shapes that were correct")),
    "threshold_ms": Column(
        Sentence("Time at which half of the displays are seen"), "ms"
    ),
    "ssrt_ms": Column(Sentence("Stop-signal reaction time, integration method"), "ms"),
    "stop_delay_ms": Column(Sentence("Mean time from arrow to signal"), "ms"),
    "stop_reaction_time_ms": Column(
        Sentence("Reaction time to arrows with the signal"), "ms"
    ),
    "stop_respond_rate": Column(
        Sentence("Share of signals that were answered all the same")
    ),
    "switch_cost_ms": Column(
        Sentence("Reaction time where the rule switches less that where it repeats"),
        "ms",
    ),
    "validity_ms": Column(
        Sentence("Reaction time after an invalid less that after a valid cue"), "ms"
    ),
    "triplets_right": Column(Sentence("Share of triplets understood")),
}
