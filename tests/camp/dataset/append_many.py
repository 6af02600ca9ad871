"""A process that appends numbered lines to a file, for a test of several at once."""

from __future__ import annotations

import sys
from pathlib import Path

from attention_camp.camp.dataset.durable import Appender


def append_lines(path: str, name: str, n: int) -> None:
    """Append ``n`` long lines that begin with a name and a number."""
    file = Appender(Path(path), keep=None)
    for number in range(n):
        file.append(f"{name}\t{number}\t{name * 3000}\n", sync=False)
    file.close()


if __name__ == "__main__":
    append_lines(sys.argv[1], sys.argv[2], int(sys.argv[3]))
