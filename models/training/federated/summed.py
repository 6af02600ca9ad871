"""Secure aggregation: the coordinator sees the sum over sites, and no site's answer.

Flower's SecAgg+ (Bell et al. 2020, doi:10.1145/3372297.3417885): sites agree on masks
that cancel in the sum. Flower offers it only where its messages go over a grid, so that
it runs over sites of one process here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from functools import partial
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from flwr.client import Client, ClientApp
from flwr.client.mod import secaggplus_mod
from flwr.common import Context, Message, RecordDict
from flwr.server import Grid, LegacyContext, ServerConfig
from flwr.server.workflow import DefaultWorkflow, SecAggPlusWorkflow
from flwr.server.workflow.constant import MAIN_PARAMS_RECORD
from flwr.supercore.task_identity import TaskIdentity

from attention_camp.models.training.federated.flower import (
    SiteClient,
    asked,
    strategy_of,
)
from attention_camp.models.training.federated.numbers import Numbers, from_list
from attention_camp.models.training.federated.settings import LeadFile
from attention_camp.models.training.federated.site import Site

RANGE = 64.0
"""Numbers beyond it are cut; none of a course comes near."""
LEVELS = 2**26
"""Into which they are divided, 2e-6 apart; 64 sites add up below the modulus."""
RUN = 1


def _client_of(site: Site, context: Context) -> Client:  # noqa: ARG001
    return SiteClient(site).to_client()


class _Grid(Grid):  # type: ignore[misc]
    """Sites of this process, as Flower sends messages to them."""

    def __init__(self, sites: Sequence[Site]) -> None:
        self._sites = {
            number: (
                ClientApp(
                    client_fn=partial(_client_of, site),
                    mods=[secaggplus_mod],
                ),
                Context(RUN, number, {}, RecordDict(), {}),
            )
            for number, site in enumerate(sites, start=1)
        }
        self._replies: dict[str, Message] = {}
        self._run: Any = SimpleNamespace(run_id=RUN)

    def set_run(self, run: Any) -> None:
        self._run = run

    @property
    def run(self) -> Any:
        return self._run

    def create_message(
        self,
        content: RecordDict,
        message_type: str,
        dst_node_id: int,
        group_id: str,
        ttl: float | None = None,
    ) -> Message:
        return Message(content, dst_node_id, message_type, group_id=group_id, ttl=ttl)

    def get_node_ids(self) -> Iterable[int]:
        return [*self._sites]

    def push_messages(self, messages: Iterable[Message]) -> Iterable[str]:
        for message in messages:
            metadata, number = message.metadata, str(uuid4())
            metadata.__dict__ |= {"_run_id": RUN, "_message_id": number}
            app, context = self._sites[metadata.dst_node_id]
            # a network would copy it: sites take out of it what they have read
            self._replies[number] = app(deepcopy(message), context)
            yield number

    def pull_messages(self, message_ids: Iterable[str]) -> Iterable[Message]:
        return [self._replies.pop(number) for number in message_ids]

    def send_and_receive(
        self, messages: Iterable[Message], **_: Any
    ) -> Iterable[Message]:
        return self.pull_messages(self.push_messages(messages))


def train_summed(sites: Sequence[Site], file: LeadFile) -> Numbers:
    """Train over sites in this process, whose answers are masked.

    Parameters
    ----------
    sites : sequence of Site
        As many as the file says, at least three.
    file : LeadFile
        How they are put together; a masked answer cannot be compared with others, so
        that only means are possible.
    """
    if file.aggregator != "mean":
        raise ValueError(
            f"aggregator must be mean where answers are masked, got {file}"
        )
    # who speaks, which a process of Flower's deployment is told as it starts
    TaskIdentity.run_id, TaskIdentity.task_id, TaskIdentity.node_id = RUN, 0, 0
    context = LegacyContext(
        Context(RUN, 0, {}, RecordDict(), {}),
        config=ServerConfig(num_rounds=len(asked(file))),
        strategy=strategy_of(file),
    )
    masked = SecAggPlusWorkflow(
        num_shares=1.0,
        reconstruction_threshold=0.6,
        max_weight=float(max(site.n_people for site in sites)),
        clipping_range=RANGE,
        quantization_range=LEVELS,
    )
    DefaultWorkflow(fit_workflow=masked)(_Grid(sites), context)
    return from_list(
        context.state.array_records[MAIN_PARAMS_RECORD].to_numpy_ndarrays()
    )
