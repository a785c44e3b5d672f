"""Several drafts at once: each is its own transaction, so that one that is refused keeps no other back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.core.changes import Changes
from app.core.errors import BusinessError
from app.domain.documents.document import Document
from app.domain.posting.errors import UnknownDocument
from app.services.documents.posting import post
from app.services.documents.writing import discard
from app.services.firm import Firm
from app.storage import documents


@dataclass(frozen=True, slots=True)
class Refusal:
    """A draft that stays what it was, and why."""

    uid: str
    problem: BusinessError


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of several drafts: how many were done, which were refused."""

    done: int
    refused: tuple[Refusal, ...]
    changes: Changes


def post_drafts(firm: Firm, uids: Iterable[str]) -> Batch:
    """Post drafts by day, as if one after the other had been posted by hand; what is refused stays a draft."""
    connection = firm.books.connection()
    days = {uid: _day(documents.load_draft(connection, uid)) for uid in uids}
    return _each(sorted(days, key=days.__getitem__), lambda uid: _post(firm, uid))


def discard_drafts(firm: Firm, uids: Iterable[str]) -> Batch:
    """Throw drafts away."""
    return _each(uids, lambda uid: discard(firm, uid))


def _each(uids: Iterable[str], act: Callable[[str], Changes]) -> Batch:
    done, refused, changes = 0, [], Changes()
    for uid in uids:
        try:
            changes |= act(uid)
        except BusinessError as problem:
            refused.append(Refusal(uid, problem))
        else:
            done += 1
    return Batch(done, tuple(refused), changes)


def _post(firm: Firm, uid: str) -> Changes:
    draft = documents.load_draft(firm.books.connection(), uid)
    if draft is None:
        raise UnknownDocument(document=uid)
    return post(firm, draft).changes


def _day(draft: Document | None) -> str:
    return draft.business_date if draft is not None else ""
