"""What is typed after ``KEY=``, read by the field of that key."""

from app.core.field import Field
from app.core.kinds import Kind
from app.i18n.catalog import tr
from app.services import plain_values, references
from app.services.firm import Firm

_WORDS = {"true": True, "false": False}


def typed(firm: Firm, field: Field, text: str) -> object:
    """Return the stored form of a text; nothing typed is nothing; a choice may go by its label."""
    if field.kind is Kind.BOOL and text in _WORDS:
        return _WORDS[text]
    if field.kind is Kind.CHOICE:
        text = next((each.key for each in field.choices if text == tr(each.label)), text)
    if field.kind is not Kind.LINK or not text:
        return plain_values.read(field, text)
    if field.link == "item":
        return references.item(firm, field, text)[0]
    return references.record(firm, field, text)
