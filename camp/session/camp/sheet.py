"""The participant's sheet: their own pages of a session as one page to print."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from attention_camp.camp.session.camp.chart import Say, courses_svg
from attention_camp.camp.session.camp.contents import CampPage
from attention_camp.resources.texts import Sentence

HEADING = Sentence("My camp")
_STYLE = """\
body { font-family: sans-serif; color: #222; font-size: 11pt; }
h1 { font-size: 20pt; } h2 { font-size: 13pt; margin: 14pt 0 4pt 0; }
p { margin: 3pt 0; }
"""


def sheet_html(pages: Sequence[CampPage], *, say: Say, label: str = "") -> str:
    """Return the pages of a session as one page of HTML that needs nothing else.

    Parameters
    ----------
    pages : sequence of CampPage
        As shown after the session; what they ask is left out.
    say : callable
        Returns a sentence in the reader's language.
    label : str
        The participant's label, for the researcher who hands it out; empty: none.
    """
    parts = [f"<h1>{escape(say(HEADING))}</h1>"]
    if label:
        parts.append(f"<p>{escape(label)}</p>")
    for page in pages:
        if page.choices:
            continue
        parts.append(f"<h2>{escape(say(page.title))}</h2>")
        if page.courses:
            svg = courses_svg(page.courses, page.n_sessions, say=say)
            data = base64.b64encode(svg.encode()).decode()
            names = ", ".join(say(course.name) for course in page.courses)
            parts.append(
                f'<p><img alt="{escape(names)}" '
                f'src="data:image/svg+xml;base64,{data}"/></p>'
            )
        parts += [f"<p>{escape(say(line))}</p>" for line in page.lines]
    body = "\n".join(parts)
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"/>'
        f"<title>{escape(say(HEADING))}</title><style>{_STYLE}</style></head>\n"
        f"<body>\n{body}\n</body></html>\n"
    )
