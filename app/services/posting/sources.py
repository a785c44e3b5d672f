"""What the lines of a document are drawn from: live, of the right kind and party, and not more than is open (F29)."""

from typing import Any

from app.core.numbers import WHOLE, Quantity, quantity_text, share
from app.core.text import Message
from app.domain.documents.document import Document
from app.domain.documents.spec import DocType, Side
from app.domain.documents.types import TYPES
from app.domain.posting.errors import (
    BeforeSource,
    NoSuchLine,
    NotDrawnFrom,
    OrderClosed,
    SourceExceeded,
    SourceMissing,
    SourceNotLive,
    SourceOtherItem,
    SourceOtherParty,
)
from app.domain.settings import SETTINGS
from app.storage import documents, stock
from app.storage.books import Books
from app.storage.documents import Head, SourceLine


class Sources:
    """The source lines of one document, checked; `ids` are (document id, line id) by line."""

    def __init__(self, books: Books, document: Document, doc_type: DocType) -> None:
        """Look the sources up and refuse what cannot be drawn from."""
        self._books = books
        self._connection = books.connection()
        self._document = document
        self._type = doc_type
        self._heads: dict[str, Head] = {}
        self._lines: dict[int, SourceLine] = {}
        self.ids: list[tuple[int, int]] = [self._find(number) for number in range(1, len(document.lines) + 1)]
        if doc_type.source and doc_type.source.counts and not document.reverses:
            self._check_open()

    def move(self, source: tuple[str, int]) -> int:
        """Return the key of the move of a source line, 0 when it moved nothing."""
        return stock.move_of_line(self._connection, self._heads[source[0]].id, source[1])

    def place(self, key: int) -> int:
        """Return the place of a move."""
        return stock.place_of_move(self._connection, key)

    def document_id(self, uid: str) -> int:
        """Return the local id of a source document."""
        return self._heads[uid].id

    def number(self, uid: str) -> str:
        """Return the number of a source document."""
        return self._heads[uid].number

    @property
    def side(self) -> Side:
        """The party account that the document writes to."""
        assert self._type.owes is not None, "asked only of money documents"
        return self._type.owes.side

    def draw(self, connection: Any) -> None:
        """Use up what is open of order lines."""
        if self._type.source is None or not self._type.source.counts:
            return
        for line, (_, line_id) in zip(self._document.lines, self.ids, strict=True):
            if line_id:
                documents.draw_from_order(connection, line_id, line.drawn)

    def _find(self, number: int) -> tuple[int, int]:
        """Return the ids of the source of one line."""
        line, source = self._document.lines[number - 1], self._type.source
        if not line.source:
            if source and source.is_asked and not self._document.reverses:
                raise SourceMissing(line=number)
            return 0, 0
        head = self._heads.get(line.source)
        if head is None:
            head = documents.head(self._connection, line.source)
            self._check_head(head, line.source, number)
            assert head is not None, "checked"
            self._heads[line.source] = head
        origin = documents.source_line(self._connection, head.id, line.source_line)
        if origin is None:
            if source and source.settles:
                return head.id, 0
            raise NoSuchLine(
                line=number, field="source_line", source=head.number, source_line=line.source_line
            )
        if source and source.counts and not self._same_item(line.item, origin.item_id):
            raise SourceOtherItem(line=number, field="item", source=head.number)
        self._lines[origin.id] = origin
        return head.id, origin.id

    def _check_head(self, head: Head | None, uid: str, number: int) -> None:
        """Refuse a source that is gone, of another kind, another party's, or later than the document."""
        if head is None:
            raise SourceNotLive(line=number, source=uid)
        if self._document.reverses:
            return
        if head.end == documents.CLOSED:
            raise OrderClosed(line=number, number=head.number)
        if head.end:
            raise SourceNotLive(line=number, source=head.number)
        source = self._type.source
        if source is None or head.type not in source.types:
            own, theirs = Message.of(self._type.label), Message.of(TYPES[head.type].label)
            raise NotDrawnFrom(line=number, source=head.number, type=theirs, wants=own)
        party = self._document.party
        own_party = not source.other_party and TYPES[head.type].party is self._type.party
        if own_party and party and not self._same_party(party, head.party_id):
            raise SourceOtherParty(line=number, source=head.number)
        # A freight bill or a deposit may well be older than the goods; goods cannot come back before they went.
        may_be_older = source.settles or self._type.reprices
        if self._document.business_date < head.business_date and not may_be_older:
            raise BeforeSource(line=number, source=head.number, date=head.business_date)

    def _same_item(self, item: str, source_item_id: int) -> bool:
        """Say whether an item is the source's, or the one that the source's was merged into."""
        catalogue = self._books.catalogue
        return catalogue.item_id(item) == catalogue.item_id(catalogue.uid_of("item", source_item_id))

    def _same_party(self, party: str, source_party_id: int) -> bool:
        """Say whether a party is the source's, or the one that the source's was merged into."""
        catalogue = self._books.catalogue
        return catalogue.party_id(party) == catalogue.party_id(catalogue.uid_of("party", source_party_id))

    def _check_open(self) -> None:
        """Refuse to draw more than is open, or than the firm's setting allows above it."""
        wanted: dict[tuple[int, int], int] = {}
        lines: dict[tuple[int, int], int] = {}
        for number, (line, ids) in enumerate(zip(self._document.lines, self.ids, strict=True), 1):
            if ids[1]:
                wanted[ids] = wanted.get(ids, 0) + line.drawn
                lines[ids] = number
        source = self._type.source
        assert source is not None, "asked only of types with a source"
        rate = self._books.chosen(SETTINGS[source.excess]) if source.excess else 0
        for (document_id, line_id), quantity in wanted.items():
            whole = self._lines[line_id].quantity
            types = (self._type.key,)
            taken = documents.drawn(self._connection, document_id, types).get(line_id, 0)
            if taken + quantity > whole + share(whole, rate, WHOLE):
                number = lines[document_id, line_id]
                raise SourceExceeded(
                    line=number,
                    field="quantity",
                    source=self._heads[self._document.lines[number - 1].source].number,
                    open=quantity_text(Quantity(whole - taken)),
                    wanted=quantity_text(Quantity(quantity)),
                )
