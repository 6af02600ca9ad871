"""Which key means yes: balanced over people, and for the hand that they can use."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

from attention_camp.camp.session.protocol import Block, Protocol
from attention_camp.tasks.answer_keys import MAPPINGS, swapped
from attention_camp.tasks.forms import TRAINING


def keyed_for(participant: str, protocol: Protocol) -> Protocol:
    """Return the protocol with the keys of a participant.

    Half of the people answer yes with the other key than the blocks say, the same key
    in each of their blocks and sessions.
    """
    drawn = blake2b(participant.encode(), digest_size=1, person=b"keys").digest()[0]
    if protocol.keys == "as-listed" or drawn % 2:
        return protocol
    blocks = tuple(_swapped(block) for block in protocol.blocks)
    return protocol.model_copy(update={"blocks": blocks})


def handed_for(hand: str, protocol: Protocol) -> Protocol:
    """Return the protocol with the keys of one hand, in each task that has a choice.

    Which key means yes stays balanced.

    Parameters
    ----------
    hand : str
        ``left`` or ``right``; empty: the keys of the protocol.
    protocol : Protocol
        With the keys of the participant, as `keyed_for` returns it.
    """
    if not hand:
        return protocol
    blocks = tuple(_handed(block, f"{hand}-hand") for block in protocol.blocks)
    return protocol.model_copy(update={"blocks": blocks})


def _handed(block: Block, keys: str) -> Block:
    now = getattr(block.make_task(), "keys", None)
    if block.form != TRAINING or not isinstance(now, str) or now not in MAPPINGS:
        return block  # answered by one key, by digits, or as published
    return _with_keys(
        block, now, lambda was: swapped(keys) if was.endswith("-swapped") else keys
    )


def _swapped(block: Block) -> Block:
    other = _with_keys(block, str(getattr(block.make_task(), "keys", "")), swapped)
    try:
        other.make_task()
    except ValueError:
        return block  # its keys have a side of their own, or there is one only
    return other


def _with_keys(block: Block, now: str, change: Callable[[str], str]) -> Block:
    """Return a block with its keys changed, those that rows of its list name too."""
    rows = tuple(
        row | {"keys": change(str(row["keys"]))} if "keys" in row else row
        for row in block.trial_list
    )
    options = block.options | {"keys": change(now)}
    return block.model_copy(update={"options": options, "trial_list": rows})
