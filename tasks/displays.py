"""What displays, keys, conditions and tasks are: the levels of columns of events.tsv.

The names are those that the tasks of this package write; a task of another package
describes its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

DISPLAYS: Mapping[str, str] = {
    "associates": "Three words, for which a fourth is looked for",
    "console": "Marker, gauges, calls and tanks, all at once",
    "motion": "Ten discs move, of which some are to be tracked",
    "trail": "Circles with numbers or letters, to be connected in order",
    "uses": "The name of a thing, for which uses are written",
    "board": "Nine squares of the block-tapping board, none of them lit",
    "city": "View of a city, which asks for a key, grown out of the view before",
    "cue": "What precedes the items: a cue to the place or time of the target, or the "
    "number of steps back",
    "digit": "One of the two digits to be reported, among letters",
    "delay": "Empty display with a cross between the last item and the probe",
    "end": "End of the run: the last view, or a tone that ends the rest",
    "eyes-closed": "A text that asks for rest with closed eyes",
    "eyes-open": "A cross to be looked at during rest with open eyes",
    "fixation": "A cross in the middle, before the items",
    "foreperiod": "A cross between cue and target",
    "gap": "Empty display between two items of a list",
    "go": "An item that asks for a key",
    "interval": "Empty display between two items, in which a key counts",
    "item": "An item of a list to remember: a digit or a letter, seen or heard",
    "judgement": "A sum or a pattern to be judged, between items to remember",
    "letter": "A letter that need not be reported",
    "late": "Empty display after the time limit, in which a key is too late",
    "listen": "Three spoken digits in noise",
    "lit": "A square of the block-tapping board lights up",
    "mask": "A ring with a cross, or noise, that masks what was shown before",
    "match": "An item that matches the one n steps back in at least one stream",
    "mountain": "View of mountains, which asks for no key, grown out of the one before",
    "no-go": "An item that asks for no key",
    "other": "An item that matches the one n steps back in no stream",
    "pause": "Silence between two tones, with a cross, in which a key counts",
    "place": "The question where the disc was",
    "probe": "What is to be judged against the items in memory",
    "question": "An item of a questionnaire",
    "ready": "A cross before the first tone",
    "recall": "Display on which the items are entered, one key each",
    "retention": "Empty display with a cross between sample and probe",
    "sample": "Objects to keep in mind, or seen at a glance",
    "shape": "The question which shape was in the middle",
    "search": "Items among which a target is to be looked for",
    "signal": "The disc that asks for a key as fast as possible",
    "standard": "The frequent tone, which asks for no key",
    "stop": "A ring around the arrow that says to press nothing",
    "symbol": "A symbol whose digit is to be pressed",
    "target": "What asks for a key: arrows, a word, a digit, or the rare tone",
    "time": "The reaction time, in milliseconds",
    "wait": "An empty ring before the disc",
}
"""The displays of a trial, ``value`` of rows of the type ``stimulus``."""

KEYS: Mapping[str, str] = {
    "left": "Left arrow key",
    "right": "Right arrow key",
    "space": "Space bar",
    "up": "Up arrow key",
    "down": "Down arrow key",
    "backspace": "Backspace",
    "return": "Enter",
    "a": "Key A",
    "f": "Key F",
    "j": "Key J",
    "l": "Key L",
    "s": "Key S",
    **{key: f"Key {key.upper()}" for key in "hknpqr"},
    **{letter: f"Key {letter.upper()}" for letter in "bcdegi"},
    **{str(digit): f"Digit key {digit}" for digit in range(10)},
    **{str(n): f"Circle {n}, by mouse or touch" for n in range(10, 26)},
}
"""The keys of the tasks, ``value`` of rows of the type ``response``."""

CUES: Mapping[str, str] = {
    "none": "no cue",
    "center": "a cue in the middle",
    "double": "a cue at both places",
    "spatial": "a cue at the place of the row",
}
FLANKERS: Mapping[str, str] = {
    "neutral": "lines without heads beside the target",
    "congruent": "arrows beside the target that point as it does",
    "incongruent": "arrows beside the target that point the other way",
}
MOST_STEPS_BACK = 6

CONDITIONS: Mapping[str, str] = {
    "absent": "None of the items is the target",
    "present": "One of the items is the target",
    "change": "One object has changed its colour",
    "same": "No object has changed",
    "negative": "The probe was not among the letters",
    "positive": "The probe was among the letters",
    "congruent": "Both messages of the item agree",
    "incongruent": "The two messages of the item disagree",
    "divided": "A thing in the middle and one around it",
    "selective": "The same among other things",
    "operation": "Letters to remember, sums to judge",
    "symmetry": "Places to remember, patterns to judge",
    **{
        f"lag-{lag}": f"The second digit came {lag} items after the first"
        for lag in (1, 2, 3, 5, 8)
    },
    "numbers": "Circles with numbers",
    "alternating": "Circles with numbers and letters, which take turns",
    "valid": "The cue pointed to the side of the target",
    "invalid": "The cue pointed to the other side",
    "ax": "A and then X, the only pair that asks for yes",
    "ay": "A and then another letter than X",
    "bx": "Another letter than A, and then X",
    "by": "Two letters other than A and X",
    "kss": "Karolinska Sleepiness Scale",
    "nasa-tlx": "Workload, raw NASA-TLX",
    "mood": "Pleasure and arousal",
    "strategy": "What helped to stay with the task",
    "expectation": "What is expected of the training",
    "arm-guess": "Which arm it is believed to be",
    "own": "The lab's own items",
    "forward": "Items are recalled in the order in which they came",
    "backward": "Items are recalled in the opposite order",
    "noise": "Digits in noise",
    "run": "A run of items, all in one trial",
    "signal": "A single disc after a random wait",
    "eyes-open": "Rest with open eyes",
    "eyes-closed": "Rest with closed eyes",
    **{
        f"{n}-back": f"Each item is compared with the one {n} steps before"
        for n in range(1, MOST_STEPS_BACK + 1)
    },
    **{
        f"{cue}-{flanker}": f"{CUES[cue].capitalize()}, {FLANKERS[flanker]}"
        for cue, flanker in product(CUES, FLANKERS)
    },
}
"""The cells of the tasks' designs, column ``condition``."""

TASK_NAMES: Mapping[str, str] = {
    "alternate-uses": "Write other uses of a thing",
    "classroom": "Press a key for each X on the board while other things happen",
    "multitask-console": "Keep a marker in place, watch gauges, hear calls, fill tanks",
    "object-tracking": "Track some of ten moving discs",
    "remote-associates": "Find the word that goes with three others",
    "trail-making": "Connect circles in order",
    "attention-network": "Which way does the middle arrow point (attention networks)",
    "auditory-oddball": "Press a key for the rare tone",
    "attentional-blink": "Report two digits among letters that follow each other fast",
    "ax-cpt": "Is the second letter an X after an A",
    "change-detection": "Has one of the coloured squares changed after a gap",
    "complex-span": "Remember items while judging sums or patterns",
    "corsi-span": "Repeat the order in which squares of a board lit up",
    "digit-span": "Repeat a list of digits, seen or heard",
    "digits-in-noise": "Repeat three digits spoken in noise",
    "go-no-go": "Press a key for each disc, none for a square",
    "grad-cpt": "Press a key for each city, none for a mountain, while views change",
    "n-back": "Press a key when an item is the one n steps back",
    "posner": "On which side is the disc, after a cue that is mostly right",
    "pvt": "Press a key as fast as possible when a disc appears (vigilance)",
    "questionnaire": "Answer questions about oneself",
    "rest": "Rest without a task",
    "sart": "Press a key for every digit but one (sustained attention to response)",
    "sternberg": "Was the probe among the letters kept in mind",
    "stop-signal": "Which way does the arrow point, unless a signal says to stop",
    "stroop": "Report the colour of a word, or the direction of an arrow",
    "symbol-digit": "Press the digit that belongs to the symbol",
    "task-switching": "Judge a digit by the rule that its frame tells",
    "useful-field": "What was in the middle and where was the disc, at a glance",
    "visual-search": "Is the target among the items",
}
"""The tasks and what they ask of the participant, column ``task``."""
