"""The documents that were made, and their signed states, append-only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection, insert, select

from sirekap_desktop.errors import SirekapError
from sirekap_desktop.models.document import Document
from sirekap_desktop.models.store import tables as t


class Documents:
    """The documents of the election, in the order in which they were made."""

    def __init__(self, connection: Connection, election: Callable[[], int]) -> None:
        self._connection = connection
        self._election = election

    def add(self, new: Document) -> Document:
        """Keep a document under a number of its own; its file must be on the disk before."""
        row = {
            "election_id": self._election(),
            "kind": new.kind,
            "made_at": new.made_at,
            "made_by": new.made_by,
            "recap_digest": new.recap_digest,
            "pdf": new.pdf,
            "decisions": new.decisions,
        }
        done = self._connection.execute(insert(t.document).values(row).returning(t.document.c.id))
        return replace(new, id=done.scalar_one())

    def add_signed(self, document_id: int, previous: str, sha256: str) -> Document:
        """Keep a further signed state; raises `document_changed` when `previous` is not newest."""
        document = self.get(document_id)
        if document.newest != previous:
            raise SirekapError("document_changed", document=document_id)
        place = {"document_id": document_id, "position": len(document.signed), "sha256": sha256}
        self._connection.execute(insert(t.signed).values(place))
        return self.get(document_id)

    def get(self, document_id: int) -> Document:
        """The document of that number; raises `document_unknown`."""
        for document in self.all():
            if document.id == document_id:
                return document
        raise SirekapError("document_unknown", document=document_id)

    def all(self) -> tuple[Document, ...]:
        """Every document with its signed states."""
        states: dict[int, list[str]] = {}
        query = select(t.signed).order_by(t.signed.c.document_id, t.signed.c.position)
        for row in self._connection.execute(query):
            states.setdefault(row.document_id, []).append(row.sha256)
        rows = self._connection.execute(
            select(t.document)
            .where(t.document.c.election_id == self._election())
            .order_by(t.document.c.id)
        )
        return tuple(
            Document(
                id=row.id,
                kind=row.kind,
                made_at=row.made_at,
                made_by=row.made_by,
                recap_digest=row.recap_digest,
                pdf=row.pdf,
                signed=tuple(states.get(row.id, ())),
                decisions=row.decisions,
            )
            for row in rows
        )
