"""The order of the main blocks, balanced over people."""

from __future__ import annotations

from hashlib import blake2b

from attention_camp.camp.session.protocol import Block, Protocol
from attention_camp.camp.session.protocols.key_mapping import keyed_for


def ordered_for(participant: str, protocol: Protocol) -> Protocol:
    """Return the protocol with its main blocks in a participant's order, and keys.

    Each order is a row of a Williams square: over its rows every block is as often at
    each place, and (with an even number of blocks, or both directions of an odd one) as
    often after each other. Breaks keep their places in the session.

    References
    ----------
    Williams, E. J. (1949). Experimental designs balanced for the estimation of residual
    effects of treatments. Australian Journal of Chemistry, 2, 149-168.
    https://doi.org/10.1071/CH9490149
    """
    protocol = keyed_for(participant, protocol)
    main = [block for block in protocol.blocks if block.stage == "main"]
    if protocol.order != "balanced" or len(main) < 2:
        return protocol
    rows = williams_rows(len(main))
    drawn = int.from_bytes(blake2b(participant.encode(), digest_size=8).digest(), "big")
    order = rows[drawn % len(rows)]
    breaks = [block.break_after for block in main]
    placed = iter(
        main[index].model_copy(update={"break_after": seconds})
        for index, seconds in zip(order, breaks, strict=True)
    )
    blocks: tuple[Block, ...] = tuple(
        next(placed) if block.stage == "main" else block for block in protocol.blocks
    )
    return protocol.model_copy(update={"blocks": blocks})


def williams_rows(n: int) -> list[tuple[int, ...]]:
    """Return the orders of ``n`` blocks: n rows, or 2 n where n is odd."""
    # 0, 1, n - 1, 2, n - 2, ...
    first = [(step + 1) // 2 if step % 2 else -step // 2 % n for step in range(n)]
    rows = [tuple((index + shift) % n for index in first) for shift in range(n)]
    return rows if n % 2 == 0 else rows + [row[::-1] for row in rows]
