"""Make a closed loop's decisions again by closed-loop-bids.md alone: give a DATASET."""

import json
import math
import sys
from pathlib import Path

import numpy as np


def delivered(arm, line, calibration, course):
    """Return (engagement, certainty) as the arm delivers them to the rule."""
    if arm == "yoked":  # what the donor's rule received at this trial of this block
        return (course.pop(0) if course else None) or (None, None)
    score, may = line["score"], calibration and calibration["steering"]
    may = may and score["model"] == calibration["model"]  # no other model's may act
    if arm == "performance-only" or not may or score["value"] is None:
        return None, None
    if arm == "sham":
        draw = np.random.default_rng([*line["seed"], 31337]).normal()
        return 1 / (1 + math.exp(-draw)), score["certainty"]
    return score["value"], score["certainty"]


def staircase(state, correct, o):
    """Weighted up-down (Kaernbach 1991): return level, reason and state."""
    way = 1 if correct else -1
    reversals = state["reversals"] + (state["harder"] == -way)
    size = o["step"] * (1 if correct else o["target"] / (1 - o["target"]))
    since = max(reversals - o["fast_reversals"], -1)  # -1: still twice as fast
    size *= o.get("fineness", 1) * max(o.get("calm", 1), 1 / (1 + since / 2))
    place = min(max(state["place"] + way * size, 1.0), float(o["n_levels"]))
    level, why = int(place + 0.5), "correct" if correct else "error"
    if level != int(state["place"] + 0.5):
        why += "-up" if correct else "-down"
    elif level == (o["n_levels"] if correct else 1):
        why = "at-top" if correct else "at-bottom"
    else:
        why += "-stay"
    return level, why, {"place": round(place, 6), "reversals": reversals, "harder": way}


def engagement(state, correct, told, o):
    """Staircase on answers, and an offset that follows the score."""
    level, why, stairs = staircase(state["staircase"], correct, o)
    score, certainty = told
    if score is None or certainty is None or certainty < o["min_certainty"]:
        return level, why, state | {"staircase": stairs, "offset": 0.0}
    n, usual, recent, fine = state["n_scores"], score, score, o.get("fineness", 1)
    if n:
        slow = 1 / min(n + 1, o["usual_trials"])
        fast = max(1 / o["recent_trials"], slow)
        usual = state["usual"] + slow * (score - state["usual"])
        recent = state["recent"] + fast * (score - state["recent"])
    sign = 1 if o["direction"] == "harder_on_lapse" else -1
    gain, limit, most = (fine * o[name] for name in ("gain", "limit", "per_trial"))
    wanted = min(max(sign * gain * (usual - recent), -limit), limit)
    offset = state["offset"] + min(max(wanted - state["offset"], -most), most)
    chosen = int(min(max(stairs["place"] + offset, 1.0), float(o["n_levels"])) + 0.5)
    if chosen != level:
        why = "score-harder" if chosen > level else "score-easier"
    after = {"staircase": stairs, "n_scores": n + 1, "usual": usual, "recent": recent}
    return chosen, why, after | {"offset": round(offset, 6)}


def check(ledger):
    """Return how many decisions are the same, how many unread, and the differences."""
    lines = [json.loads(text) for text in ledger.read_bytes().split(b"\n")[:-1]]
    sidecar = json.loads(ledger.with_suffix(".json").read_text("utf-8"))
    rules = dict(listed := {block["Block"]: block for block in sidecar["Blocks"]})
    calibration, courses, states, n_made, n_other, wrong = None, {}, {}, 0, 0, []
    for line in lines:
        courses = (line.get("course") or {}).get("blocks", courses)
        calibration = line if line["kind"] == "calibration" else calibration
        for one in (line.get("taken_up") or {}).get("choices") or [line]:
            rules |= {one["block"]: listed[one["listed"]]} if "listed" in one else {}
        if "decision" not in line:
            continue
        trial, decision, n = line["record"], line["decision"], line["record"]["block"]
        rule, o = (rules[n][name] for name in ("Rule", "Options"))
        state = states.get(n, line["state_before"])
        told = delivered(sidecar["Arm"], line, calibration, courses.get(str(n)))
        if rule == "fixed":
            made = o["start_level"], "fixed", state
        elif rule == "staircase":
            made = staircase(state, trial["correct"], o)
        elif rule == "engagement":
            made = engagement(state, trial["correct"], told, o)
        else:
            n_other += 1
            continue
        states[n], n_made = made[2], n_made + 1
        if made[:2] != (decision["level"], decision["why"]):
            wrong.append(f"trial {trial['trial']}: {decision}, made again: {made[:2]}")
    return n_made - len(wrong), n_other, wrong


if __name__ == "__main__":
    for path in sorted(Path(sys.argv[1]).glob("sourcedata/*/*/*_decisions.jsonl")):
        print(path.stem, *check(path))
