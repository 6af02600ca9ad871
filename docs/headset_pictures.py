"""Write docs/headsets.md: how the commonest headsets are put on, with drawings.

From the root of the repository: python docs/headset_pictures.py
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from textwrap import fill

from attention_camp.camp.ui.operator.setup.wearing import COMMONEST, how_to_wear
from attention_camp.camp.ui.widgets.head_map import place
from attention_camp.signal.sources.board_facts import vendor_of
from attention_camp.signal.sources.brainflow_library import list_boards

PAGE = Path(__file__).with_name("headsets.md")
FOLDER = Path(__file__).with_name("images") / "headsets"
SIDE, RADIUS = 240, 84
SUGGESTED = {
    "ganglion": ("Fp1", "Fp2", "O1", "O2"),
    "explore_8_chan": ("Fp1", "Fp2", "C3", "C4", "P7", "P8", "O1", "O2"),
}
"""Places for boards that leave them to the wearer; our own choice."""

HEAD = """\
# Putting a headset on

Made by `python docs/headset_pictures.py` from the boards' own electrodes. The head is
seen from above, the nose at the top. *New session*, step *Signal*, has a button
*Guided fitting*: there the same picture shows which electrode is good, one electrode
at a time is seen to, the participant sees their own signal and three blinks of
theirs, and finds out whether alpha rises when they close their eyes. Every
[board](boards.md) has the picture; these ten have words of their own.

Step by step, with a simulated participant and the simulated brain:
`attention-camp bench first_trial`.
"""


def drawing(ch_names: Sequence[str]) -> str:
    """Return a head from above with electrodes, as SVG."""
    middle = SIDE / 2
    nose = f"M{middle - 10} {middle - RADIUS + 1}L{middle} {middle - RADIUS - 14}"
    nose += f"L{middle + 10} {middle - RADIUS + 1}"
    parts = [
        f'<path d="{nose}" fill="none" stroke="#666" stroke-width="2"/>',
        *(
            f'<ellipse cx="{middle + side * (RADIUS + 4)}" cy="{middle}" rx="6" '
            'ry="16" fill="#fff" stroke="#666" stroke-width="2"/>'
            for side in (-1, 1)
        ),
        (
            f'<circle cx="{middle}" cy="{middle}" r="{RADIUS}" fill="#fff" '
            'stroke="#666" stroke-width="2"/>'
        ),
    ]
    for name, (x, y) in place(ch_names).items():
        # outside of the electrode, so that no name hides another one
        aside, anchor = (-9, "end") if x < -0.05 else (9, "start")
        at, down = round(middle + x * RADIUS, 1), round(middle - y * RADIUS, 1)
        parts.append(
            f'<circle cx="{at}" cy="{down}" r="6" fill="#0072b2"/>'
            f'<text x="{at + aside}" y="{down + 4}" text-anchor="{anchor}">'
            f"{escape(name)}</text>"
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" '
        f'width="{SIDE}" height="{SIDE}" font-family="sans-serif" font-size="11" '
        f'fill="#222">{"".join(parts)}</svg>\n'
    )


def main() -> None:
    """Write the page and its drawings."""
    known = {board.name: board for board in list_boards()}
    FOLDER.mkdir(parents=True, exist_ok=True)
    page = HEAD
    for name in COMMONEST:
        board = known[name]
        names = SUGGESTED.get(name, board.ch_names)
        (FOLDER / f"{name}.svg").write_text(drawing(names), "utf-8")
        said = how_to_wear(name)
        note = "The places are a suggestion. " if name in SUGGESTED else ""
        title = f"{vendor_of(name)} {board.title}"
        text = fill(f"`{name}`: {', '.join(names)}. {note}{said}", 92)
        page += f"\n## {title}\n\n{text}\n\n"
        page += f"![{title}](images/headsets/{name}.svg)\n"
    PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
