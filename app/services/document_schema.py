"""The form of documents in JSON, as JSON Schema (2020-12), made from the declarations; nothing is listed by hand."""

from typing import Any, Final

from app.core.field import Field
from app.core.kinds import PLACES, Kind
from app.core.text import N_, Message
from app.domain.custom.shapes import Shapes
from app.domain.documents import fields as f
from app.domain.documents.spec import DocType
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.i18n.catalog import fill, tr
from app.services.document_form import DATE_SHORT, LINES, ROLE, SOURCE, SOURCE_LINE, TYPE, UID, line_fields

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_DATE: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_UID: Final = "^[0-9a-f]{32}$"


def schema(shapes: Shapes | None = None) -> dict[str, Any]:
    """Describe what `zhanggui post` takes: one document of any type, or a list of them; with a firm's own fields."""
    known = shapes or Shapes(())
    document = {"oneOf": [{"$ref": f"#/$defs/{doc_type.key}"} for doc_type in TYPES]}
    return {
        "$schema": _DRAFT,
        "title": tr(N_("掌柜单据")),
        "description": tr(
            N_(
                '数量、单价、金额写成文本（"12.50"）或整数，不能写成小数；商品可写编码、条码、名称或唯一标识。'
            )
        ),
        "oneOf": [{"$ref": "#/$defs/document"}, {"type": "array", "items": {"$ref": "#/$defs/document"}}],
        "$defs": {"document": document}
        | {doc_type.key: _document(known.document(doc_type.key)) for doc_type in TYPES},
    }


def _document(doc_type: DocType) -> dict[str, Any]:
    """Describe one type."""
    header = [field for field in doc_type.header if not field.read_only]
    properties: dict[str, Any] = {
        TYPE.key: {"const": doc_type.key, "title": tr(TYPE.label)},
        UID.key: {"type": "string", "pattern": _UID, "title": tr(UID.label), "description": tr(UID.help)},
    }
    properties |= {field.key: _value(field) for field in header}
    properties[DATE_SHORT] = _value(f.DATE)
    properties[LINES.key] = {"type": "array", "title": tr(LINES.label), "items": _line(doc_type)}
    needed = [field.key for field in header if field.required and field.key != f.DATE.key]
    if doc_type.needs_lines:
        needed.append(LINES.key)
    return {
        "type": "object",
        "title": tr(doc_type.label),
        "description": tr(doc_type.help),
        "properties": properties,
        "required": [TYPE.key, *needed],
        "additionalProperties": False,
    }


def _line(doc_type: DocType) -> dict[str, Any]:
    """Describe one line of a type."""
    fields = {key: field for key, field in line_fields(doc_type).items() if not field.read_only}
    properties = {key: _value(field) for key, field in fields.items()}
    if ROLE.key in fields:
        properties[ROLE.key] = {
            "enum": [role for role, _ in doc_type.roles],
            "title": tr(ROLE.label),
            "description": _choices((role, label) for role, label in doc_type.roles),
        }
    drawn = bool(doc_type.source)
    needed = [key for key, field in fields.items() if field.required and not (drawn and key == f.ITEM.key)]
    if doc_type.roles:
        needed.append(ROLE.key)
    if doc_type.source is not None and (doc_type.source.compulsory or doc_type.settles):
        needed.append(SOURCE.key)
        if SOURCE_LINE.key in properties and doc_type.settles:
            del properties[SOURCE_LINE.key]
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _value(field: Field) -> dict[str, Any]:
    """Describe one value by its Kind."""
    described: dict[str, Any] = {"title": tr(field.label)} | _forms(field)
    notes = [tr(field.help)] if field.help else []
    if field.kind is Kind.LINK:
        record = tr(RECORDS[field.link].label)
        notes.append(fill(Message.of(N_("{record}的编码、名称或唯一标识"), record=record)))
    if field.kind is Kind.CHOICE and field.choices:
        notes.append(_choices((choice.key, choice.label) for choice in field.choices))
    if notes:
        described["description"] = " ".join(notes)
    if field.default is not None:
        described["default"] = field.default
    return described


def _forms(field: Field) -> dict[str, Any]:
    """Return the JSON types a Kind is written in."""
    match field.kind:
        case Kind.MONEY | Kind.PRICE | Kind.QUANTITY | Kind.RATE | Kind.NUMBER:
            return {"type": ["string", "integer"], "pattern": _decimals(field)}
        case Kind.INTEGER:
            return {"type": ["string", "integer"], "pattern": "^-?[0-9]+$"}
        case Kind.DATE:
            return {"type": "string", "format": "date", "pattern": _DATE}
        case Kind.INSTANT:
            return {"type": ["string", "integer"], "format": "date-time"}
        case Kind.BOOL:
            return {"type": "boolean"}
        case Kind.CHOICE:
            return {"enum": [choice.key for choice in field.choices]}
        case _:
            return {"type": "string", "maxLength": field.longest}


def _decimals(field: Field) -> str:
    """Return the pattern of a number: so many decimals, no sign where nothing below zero is taken."""
    sign = "" if field.least == 0 else "-?"
    percent = "%?" if field.kind is Kind.RATE else ""
    if not _places(field):
        return f"^{sign}[0-9]+$"
    return rf"^{sign}[0-9]+(\.[0-9]{{1,{_places(field)}}})?{percent}$"


def _places(field: Field) -> int:
    return PLACES[field.kind] if field.places is None else field.places


def _choices(choices: Any) -> str:
    """Write what each key of a choice stands for."""
    return "; ".join(f"{key}: {tr(label)}" for key, label in choices)
