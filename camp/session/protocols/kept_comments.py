"""YAML written again with its comments, as shipped files are laid out."""

from __future__ import annotations

import io
from typing import Any


def text_with_comments(tree: Any, *, width: int = 88) -> str:
    """Return the text of a tree that ruamel.yaml read with its comments.

    Parameters
    ----------
    tree : Any
        Of ruamel.yaml.
    width : int
        Longest line, in characters, as far as texts can be broken.
    """
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.width = width
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(tree, out)
    return out.getvalue()
