"""Assessment forms: the published procedure of each task, which nothing adapts.

A training block changes its difficulty, and a score from it would change with it. An
assessment is the same for everybody every time, so its scores can be compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from attention_camp.tasks.options import unknown
from attention_camp.tasks.trial import Scalar

TRAINING = "training"


@dataclass(frozen=True, slots=True)
class Form:
    """A published procedure: what a block of this form must have."""

    options: Mapping[str, Scalar]
    """Options of the task."""
    trials: int
    source: str
    """Where the procedure is published, and what differs here."""
    level: int = 1
    """Level of the trials; of the first one where the procedure itself adapts."""
    rule: str = "fixed"
    rule_options: Mapping[str, Scalar] = field(default_factory=dict)


FORMS: Mapping[str, Mapping[str, Form]] = {
    "attention-network": {
        "assessment": Form(
            {"time_limit": 1.7, "gap": 0.06},
            288,
            "Fan et al. 2002: three blocks of 96 trials, 1.7 s, gaps of 0.06 degrees.",
        )
    },
    "visual-search": {
        "assessment": Form(
            {"variant": "t-among-ls", "set_sizes": "4 8 16", "time_limit": 10.0},
            120,
            "Wolfe 1998: T among Ls, several set sizes, no limit in practice; 20 "
            "trials per size and answer are our own choice.",
        )
    },
    "sternberg": {
        "assessment": Form(
            {"set_sizes": "2 4 6", "delay": 2.0, "time_limit": 5.0},
            96,
            "Sternberg 1966: varied sets, 1.2 s an item, 2 s delay; 16 trials per size "
            "and answer are our own choice.",
        )
    },
    "change-detection": {
        "assessment": Form(
            {
                "set_sizes": "4 6 8",
                "sample_time": 0.1,
                "retention": 0.9,
                "time_limit": 3.0,
            },
            120,
            "Luck and Vogel 1997: 0.1 s sample, 0.9 s retention, a single probe as in "
            "Rouder et al. 2008; 20 trials per size and answer are our own choice.",
        )
    },
    "sart": {
        "assessment": Form(
            {"interval": 1.15, "repeats": 25},
            1,
            "Robertson et al. 1997: 225 digits, one every 1.15 s, 0.25 s on screen.",
        )
    },
    "grad-cpt": {
        "assessment": Form(
            {"transition": 0.8, "contrast": 1.0, "n_items": 600},
            1,
            "Esterman et al. 2013: 8 minutes, a view every 0.8 s at full contrast.",
        )
    },
    "pvt": {
        "assessment": Form(
            {
                "shortest_wait": 2.0,
                "longest_wait": 10.0,
                "lapse": 0.5,
                "window": 30.0,
                "shows": "time",
            },
            95,
            "Dinges and Powell 1985: waits of 2 to 10 s for 10 minutes, which are some "
            "95 trials; the clock ends the original.",
        ),
        "brief": Form(
            {
                "shortest_wait": 1.0,
                "longest_wait": 4.0,
                "lapse": 0.355,
                "window": 30.0,
                "shows": "time",
            },
            65,
            "Basner, Mollicone and Dinges 2011 (PVT-B): waits of 1 to 4 s for 3 "
            "minutes, which are some 65 trials, lapses from 355 ms.",
        ),
    },
    "n-back": {
        "assessment": Form(
            {"n": 2, "n_items": 20, "interval": 3.0},
            9,
            "Jaeggi et al. 2010: letters, 20 + n items a run, one every 3 s for 0.5 s; "
            "2-back only, nine runs, a third of matches and no lures are our own "
            "choice.",
        )
    },
    "digit-span": {
        "assessment": Form(
            {"order": "forward", "modality": "seen"},
            14,
            "Woods et al. 2011: 14 lists, from three digits on, one longer after a "
            "list that was right and one shorter after two that were wrong.",
            level=2,
            rule="n-up-m-down",
            rule_options={"n_right": 1, "n_wrong": 2, "quick_start": False},
        )
    },
    "corsi-span": {
        "assessment": Form(
            {"order": "forward", "pace": 1.0},
            14,
            "Kessels et al. 2000: a block a second, sequences from three on (theirs "
            "from two); the 14 trials and their rule are those of Woods et al. 2011.",
            level=2,
            rule="n-up-m-down",
            rule_options={"n_right": 1, "n_wrong": 2, "quick_start": False},
        )
    },
    "stop-signal": {
        "assessment": Form(
            {},
            64,
            "Verbruggen et al. 2019: 256 arrows, a quarter with the signal, 1.25 s "
            "each, a delay that rises after each stop and falls after each failure, "
            "by 33 ms in place of 50.",
            level=7,
            rule="n-up-m-down",
            rule_options={"n_right": 1, "n_wrong": 1},
        )
    },
    "go-no-go": {
        "assessment": Form(
            {"interval": 1.0, "n_items": 500},
            1,
            "Wessel 2018: a fifth of squares, an item each second; 500 items are our "
            "own choice, as many as make d′ reliable.",
        )
    },
    "stroop": {
        "assessment": Form(
            {"variant": "colour", "time_limit": 3.0},
            192,
            "MacLeod 1991: coloured words answered by keys, half of them incongruent; "
            "192 trials and 3 s are our own choice.",
        ),
        "spatial": Form(
            {"variant": "spatial", "time_limit": 3.0},
            192,
            "Lu and Proctor 1995: arrows beside the middle, half of them incongruent; "
            "192 trials and 3 s are our own choice.",
        ),
    },
    "posner": {
        "assessment": Form(
            {"lead": 0.5, "time_limit": 2.0},
            240,
            "Posner 1980: a central arrow, four in five valid, 7 degrees; the choice "
            "of a side in place of detection and 240 trials are our own choice.",
        )
    },
    "task-switching": {
        "assessment": Form(
            {"n_items": 48, "preparation": 0.3, "time_limit": 4.0},
            4,
            "Monsell 2003: cued rules, half of them switches; 192 items and 0.3 s of "
            "preparation are our own choice.",
        )
    },
    "ax-cpt": {
        "assessment": Form(
            {"delay": 3.0, "time_limit": 2.0},
            160,
            "Servan-Schreiber et al. 1996, letters a few seconds apart; 40 % AX and "
            "20 % of each other pair in place of 70 and 10 %, so that each has enough "
            "trials.",
        )
    },
    "useful-field": {
        "assessment": Form(
            {"variant": "divided"},
            60,
            "Ball et al. 1988: shape and place at once, then a mask; 7 degrees, a "
            "staircase one up after an error and two right down, and 60 trials are our "
            "own choice.",
            level=3,
            rule="n-up-m-down",
            rule_options={"n_right": 2, "n_wrong": 1},
        )
    },
    "attentional-blink": {
        "assessment": Form(
            {"pace": 0.1},
            150,
            "Chun and Potter 1995: two digits among letters, an item each 0.1 s; lags "
            "of 1, 2, 3, 5 and 8, 30 trials each, are our own choice.",
        )
    },
    "symbol-digit": {
        "assessment": Form(
            {"n_items": 70, "time_limit": 6.0},
            1,
            "Smith 1982: nine symbols, correct digits a minute; 70 symbols in place of "
            "90 seconds, answered by keys.",
        )
    },
    "complex-span": {
        "assessment": Form(
            {"variant": "operation"},
            14,
            "Turner and Engle 1989: sums and letters; lengths by a staircase as in "
            "Woods et al. 2011 in place of three lists of each length.",
            level=2,
            rule="n-up-m-down",
            rule_options={"n_right": 1, "n_wrong": 2, "quick_start": False},
        ),
        "symmetry": Form(
            {"variant": "symmetry"},
            14,
            "Kane et al. 2004: patterns and places, here of a grid of nine; lengths "
            "by a staircase as in Woods et al. 2011.",
            level=2,
            rule="n-up-m-down",
            rule_options={"n_right": 1, "n_wrong": 2, "quick_start": False},
        ),
    },
    "object-tracking": {
        "assessment": Form(
            {"duration": 6.0, "targets": 5, "speed": 6.0},
            40,
            "Pylyshyn and Storm 1988: five of ten targets, all marked as in Hulleman "
            "2005; 6 degrees a second, 6 s and 40 trials are our own choice.",
        )
    },
    "trail-making": {
        "assessment": Form(
            {"variant": "both", "n_circles": 25, "time_limit": 20.0},
            8,
            "Reitan 1958: 25 circles, numbers alone and letters in turn; four new "
            "sheets of each, by mouse or touch, are our own choice.",
        )
    },
    "multitask-console": {
        "assessment": Form(
            {
                "duration": 60.0,
                "tracking": 5,
                "gauges": 5,
                "calls": 5,
                "resources": 5,
            },
            8,
            "Santiago-Espada et al. 2011 (MATB-II): four parts side by side; one "
            "dimension, signs for calls, one pump a tank, and eight minutes of one "
            "load are our own choice.",
        )
    },
    "classroom": {
        "assessment": Form(
            {"n_items": 480, "interval": 1.35, "distractions": "both"},
            1,
            "Rizzo et al. 2000 and Parsons et al. 2007: letters every 1.35 s while the "
            "room distracts; X alone, three in ten, and 480 letters are our own "
            "choice.",
        )
    },
    "remote-associates": {
        "assessment": Form(
            {"language": "en", "items": "all", "time_limit": 30.0},
            36,
            "Bowden and Jung-Beeman 2003: compound items, 30 s each; 36 of 144.",
        ),
        "chinese": Form(
            {"language": "zh_CN", "items": "all", "time_limit": 30.0},
            36,
            "The same in Chinese: characters that make words, our own 36 items, whose "
            "difficulty is not known.",
        ),
    },
    "alternate-uses": {
        "assessment": Form(
            {"language": "en", "duration": 180.0},
            2,
            "Silvia et al. 2008: two things, 3 minutes each; fluency alone is scored.",
        ),
        "chinese": Form(
            {"language": "zh_CN", "duration": 180.0},
            2,
            "The same with things in Chinese.",
        ),
    },
    "digits-in-noise": {
        "assessment": Form(
            {},
            24,
            "Smits, Goverts and Festen 2013: 24 triplets from 0 dB, 2 dB up after an "
            "error and down after a triplet that was right.",
            level=3,
            rule="n-up-m-down",
            rule_options={"n_right": 1, "n_wrong": 1},
        )
    },
}
"""Assessment forms by task and name."""


def form_of(task: str, form: str) -> Form | None:
    """Return an assessment form; None for training, which every task has.

    Raises
    ------
    ValueError
        If the task has no such form; the text says which there are.
    """
    if form == TRAINING:
        return None
    known = FORMS.get(task, {})
    if form not in known:
        raise unknown("form", form, [TRAINING, *known])
    return known[form]
