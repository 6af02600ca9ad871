"""``attention-camp``: the command line's front door."""

from __future__ import annotations

from attention_camp.camp.cli.app import main

if __name__ == "__main__":
    main()
