"""Who takes part in a report: its door is `Cast`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from readout.language.document import Document
from readout.record import Actor


class Cast:
    """The actors of one document: names, roles, pronouns and unnamed groups, resolved."""

    def __init__(self, document: Document, published: date | None = None) -> None:
        self.document = document

    def at(self, token: int) -> tuple[str, ...]:
        """Ids of the actors that the noun phrase headed by `token` refers to, compounds expanded; () for none."""
        return ()

    def actor(self, actor_id: str) -> Actor:
        """The actor of that id."""
        raise KeyError(actor_id)

    def listed(self, used: Iterable[str]) -> list[Actor]:
        """The record's actors in order of first mention: every named one, and the unnamed ones among `used`."""
        return []
