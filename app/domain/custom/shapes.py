"""The types as a firm has them: what is declared, and what the firm has added; the one place that joins the two.

The language of formulas is loaded with the first formula: most firms start without any.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from app.core.errors import BusinessError
from app.core.field import Field, is_own
from app.core.formula import Formula
from app.core.kinds import Kind
from app.core.rule import REASON, Alone, Level, Rule
from app.core.text import N_
from app.domain.catalog import comparing
from app.domain.custom.definition import OF_HEAD, OF_ITEM, Definition, key_of, read, types_of
from app.domain.custom.errors import FieldNameTaken, NamedInFormula, UnknownName
from app.domain.documents.spec import DocType
from app.domain.documents.types import TYPES
from app.domain.records.spec import RecordType, Values
from app.domain.records.types import RECORDS
from app.domain.records.types.custom_field import HEAD, ITEM, LINE
from app.domain.records.types.rule import UNIQUE

_SEARCHED: Final = frozenset({Kind.TEXT, Kind.CHOICE})


class Shapes:
    """Gives each type as the firm has it; made anew when a definition changes, so what it has given stays as it was."""

    def __init__(self, definitions: Sequence[Values], rules: Sequence[Values] = ()) -> None:
        """Take the records of the fields and of the rules, in the order in which they were made."""
        self.definitions = tuple(map(read, definitions))
        self.rules = tuple(values for values in rules if values["is_active"])
        self._has_rules = bool(rules)
        self._records: dict[tuple[str, bool], RecordType] = {}
        self._documents: dict[str, DocType] = {}

    def record(self, key: str, *, is_whole: bool = False) -> RecordType:
        """Return a type of record; with `is_whole` what is out of use stands in it, too."""
        found = self._records.get((key, is_whole))
        if found is None:
            found = self._records[key, is_whole] = self._record(RECORDS[key], is_whole=is_whole)
        return found

    def found_by(self, key: str) -> RecordType:
        """Return a type of record with what others of its group are found by: one record may be of several."""
        found = self.record(key)
        others = (self.record(each.key) for each in RECORDS if each.group == found.group)
        more = {path: each.field(path) for each in others for path in each.searched if is_own(path)}
        more = {path: field for path, field in more.items() if path not in found.searched}
        if not more:
            return found
        return replace(found, fields=(*found.fields, *more.values()), searched=(*found.searched, *more))

    def document(self, key: str) -> DocType:
        """Return a type of document."""
        found = self._documents.get(key)
        if found is None:
            found = self._documents[key] = self._document(TYPES[key])
        return found

    def own_of(self, type_key: str) -> tuple[Definition, ...]:
        """Return the fields in use that the firm has given to a type of record."""
        return tuple(each for each in self.definitions if each.is_active and type_key in each.types)

    def worked_out_of(self, type_key: str) -> frozenset[str]:
        """Return the keys of the formulas of a type of record."""
        return frozenset(each.key for each in self.own_of(type_key) if each.formula)

    def own_of_document(self, type_key: str, level: str) -> tuple[Definition, ...]:
        """Return the fields in use that the firm has given to the heads or lines of a type of document."""
        return tuple(each for each in self.definitions if each.is_active and each.is_of(type_key, level))

    def renamed(self, uid: str, name: str) -> Iterator[tuple[str, str, dict[str, str]]]:
        """Walk what follows when a field is called otherwise: (type, uid, new values) of what names it."""
        from app.domain.custom import alone, expression, formulas  # noqa: PLC0415 - see above

        key = next((each.key for each in self.definitions if each.uid == uid), "")
        for each in self.definitions:
            rows = [*_rows(each, self.definitions)] if each.formula else []
            if rows:
                names = formulas.names_of(field for row in rows for field in row)
                text = expression.renamed(each.formula, names, key, name)
                if text != each.formula:
                    yield "custom_field", each.uid, {"formula": text}
        for rule in self.rules:
            fields = [field for row in self.rows_of_rule(rule) for field in row]
            told = {"condition": expression.renamed(rule["condition"], formulas.names_of(fields), key, name)}
            names = alone.called(fields)
            told |= {
                field: name
                for field in ("field", "within")
                if names.get(rule[field], "").removeprefix(OF_HEAD) == key
            }
            if any(rule[field] != text for field, text in told.items()):
                yield "rule", rule["uid"], told

    def rows_of_rule(self, rule: Values) -> Iterator[tuple[Field, ...]]:
        """Walk the fields that a rule can name, for each type that it is about."""
        for key in types_of(rule["belongs_to"]):
            yield (*RECORDS[key].fields, *(each.field for each in self.own_of(key)))
        for doc_type in TYPES if not types_of(rule["belongs_to"]) else ():
            if rule["doc_type"] in {None, "", doc_type.key}:
                header, line = (
                    (*declared, *(each.field for each in self.own_of_document(doc_type.key, level)))
                    for declared, level in ((doc_type.header, HEAD), (doc_type.line, LINE))
                )
                if rule["belongs_to"] == HEAD:
                    yield head_fields(header)
                elif doc_type.line:
                    yield line_fields(line, header, self)

    def _record(self, declared: RecordType, *, is_whole: bool) -> RecordType:
        asks = _ASK.get(declared.key)
        if asks is not None:
            declared = replace(declared, checks=(*declared.checks, partial(asks, self)))
        own = (
            tuple(each for each in self.definitions if declared.key in each.types)
            if is_whole
            else self.own_of(declared.key)
        )
        about = [each for each in self.rules if declared.key in types_of(each["belongs_to"])]
        if not own and not about:
            return declared
        own, formulas = _fitting(declared.fields, own)
        fields = (*declared.fields, *(each.field for each in own))
        rules, unique = _ruling(fields, about), _in_records(fields, about)
        lonely = {each.key for each in unique}
        return replace(
            declared,
            fields=(
                *(replace(field, unique=True) if field.key in lonely else field for field in fields),
                *((REASON,) if asks_reasons(rules, unique) else ()),
            ),
            rules=rules,
            ruled_unique=unique,
            columns=(*declared.columns, *(each.key for each in own if each.is_listed)),
            searched=(
                *declared.searched,
                *(each.key for each in own if each.field.kind in _SEARCHED and not each.formula),
            ),
            formulas=formulas,
        )

    def _of_records(self, declared: DocType) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
        """Return the own fields of the goods and of the party that a type of document names."""
        item, party = declared.line_field(ITEM), declared.header_field("party")
        links = (each.link if each is not None else "" for each in (item, party))
        of_item, of_party = map(self.own_fields, links)
        return of_item, of_party

    def own_fields(self, type_key: str) -> tuple[Field, ...]:
        """Return the fields in use that the firm has given to a type of record, as they stand there."""
        if not any(type_key in each.types for each in self.definitions):
            return ()
        own = {each.key for each in self.own_of(type_key)}
        return tuple(field for field in self.record(type_key).fields if field.key in own)

    def _about(self, declared: DocType, level: str) -> list[Values]:
        """Return the rules about the heads or lines of a type of document."""
        return [
            each
            for each in self.rules
            if each["belongs_to"] == level
            and each["doc_type"] in {None, "", declared.key}
            and (level == HEAD or declared.line)
        ]

    def _document(self, declared: DocType) -> DocType:
        heads, lines = (self.own_of_document(declared.key, level) for level in (HEAD, LINE))
        if not declared.line:
            lines = ()
        kept = frozenset(
            each.key for each in self.definitions if not each.is_active and each.level and not each.types
        )
        if self._has_rules:
            kept |= {REASON.key}
        of_item, of_party = self._of_records(declared)
        if not (heads or lines or kept or of_item or of_party):
            return declared
        heads, formulas = _fitting(declared.header, heads)
        lines, line_formulas = _fitting(declared.line, lines)
        header = (*declared.header, *(each.field for each in heads))
        line = (*declared.line, *(each.field for each in lines))
        of_heads, of_lines = (self._about(declared, level) for level in (HEAD, LINE))
        head_row, line_row = head_fields(header), line_fields(line, header, self)
        rules, line_rules = _ruling(head_row, of_heads), _ruling(line_row, of_lines)
        unique, line_unique = _in_documents(head_row, of_heads), _in_documents(line_row, of_lines)
        asks = asks_reasons((*rules, *line_rules), (*unique, *line_unique))
        return replace(
            declared,
            header=(*header, *((REASON,) if asks else ())),
            line=line,
            rules=rules,
            line_rules=line_rules,
            unique=unique,
            line_unique=line_unique,
            kept=kept,
            of_item=of_item,
            of_party=of_party,
            listed=tuple(each.key for each in heads if each.is_listed),
            formulas=formulas,
            line_formulas=line_formulas,
        )


def _fitting(
    declared: Sequence[Field], own: Sequence[Definition]
) -> tuple[tuple[Definition, ...], tuple[Formula, ...]]:
    """Return the fields that fit to those of a type, and the formulas of those that have one.

    A formula about what the type does not ask for has no place there, as one about quantities on a payment.
    """
    if not any(each.formula for each in own):
        return tuple(own), ()
    from app.domain.custom.formulas import Row, formulas_of  # noqa: PLC0415 - see above

    formulas = formulas_of(Row.of((*declared, *(each.field for each in own))), own)
    known = {formula.key for formula in formulas}
    return tuple(each for each in own if not each.formula or each.key in known), formulas


def _ruling(fields: Sequence[Field], about: Sequence[Values]) -> tuple[Rule, ...]:
    """Return the rules that fit to the fields of a row, each asked of that row alone."""
    if not about:
        return ()
    from app.domain.custom.formulas import Row  # noqa: PLC0415 - see above
    from app.domain.custom.rules import rules_of  # noqa: PLC0415 - see above

    return rules_of(Row.of(fields), [each for each in about if each["check"] != UNIQUE])


def _in_records(fields: Sequence[Field], about: Sequence[Values]) -> tuple[Alone, ...]:
    if not about:
        return ()
    from app.domain.custom import alone  # noqa: PLC0415 - see above

    return alone.in_records(fields, about)


def _in_documents(row: Sequence[Field], about: Sequence[Values]) -> tuple[Alone, ...]:
    if not about:
        return ()
    from app.domain.custom import alone  # noqa: PLC0415 - see above

    return alone.in_documents(row, about)


def asks_reasons(rules: Sequence[Rule], unique: Sequence[Alone]) -> bool:
    """Say whether one of the rules takes a reason."""
    return Level.REASON in {*(rule.level for rule in rules), *(rule.level for rule in unique)}


def head_fields(header: Sequence[Field]) -> tuple[Field, ...]:
    """Return what a rule about a head can name: its fields, and what the document comes to."""
    return (*header, TOTAL)


def line_fields(line: Sequence[Field], header: Sequence[Field], shapes: Shapes) -> tuple[Field, ...]:
    """Return what a rule about a line can name: its fields and figures, those of its item, those of the head."""
    own = {field.key for field in line}
    item = (*RECORDS[ITEM].fields, *(each.field for each in shapes.own_of(ITEM)))
    return (
        *line,
        *(field for field in FIGURES if field.key not in own),
        *(
            replace(field, key=OF_ITEM + field.key)
            for field in item
            if field.key not in shapes.worked_out_of(ITEM)
        ),
        *(replace(field, key=OF_HEAD + field.key) for field in header),
    )


TOTAL: Final = Field("total", N_("总金额"), Kind.MONEY)
DEAL_PRICE: Final = Field("deal_price", N_("成交价"), Kind.PRICE)
FIGURES: Final = (
    DEAL_PRICE,
    Field("net", N_("金额（不含税）"), Kind.MONEY),
    Field("tax", N_("税额"), Kind.MONEY),
    Field("gross", N_("价税合计"), Kind.MONEY),
)
"""What a line comes to, which a rule can name although nobody types it."""


def _rule_problems(shapes: Shapes, values: Values) -> Iterator[BusinessError]:
    """Walk what is wrong with a rule beside the fields: what it names must stand in one type at least."""
    from app.domain.custom import alone  # noqa: PLC0415 - see above
    from app.domain.custom.formulas import Row  # noqa: PLC0415 - see above
    from app.domain.custom.rules import rule_of  # noqa: PLC0415 - see above

    found: BusinessError | None = None
    is_of_documents = values["check"] == UNIQUE and not types_of(values["belongs_to"])
    for fields in shapes.rows_of_rule(values) if values["is_active"] else ():
        try:
            if is_of_documents:
                alone.checked(fields, values)
            else:
                rule_of(Row.of(fields), values)
        except UnknownName as problem:
            found = found or problem
            continue
        except BusinessError as problem:
            found = problem
            break
        return
    if found is not None:
        yield found


def _problems(shapes: Shapes, values: Values) -> Iterator[BusinessError]:
    """Walk what is wrong with a field beside the others: its name, what its formula names, circles, who needs it."""
    mine = key_of(values["code"]) if values["code"] else ""
    definition = read({**values, "uid": "", "code": values["code"] or "?"})
    others = [each for each in shapes.definitions if each.key != mine and each.is_active]
    rows = [*_rows(definition, others)]
    name = comparing.key(values["name"])
    if values["is_active"]:
        for fields in rows:
            if name in {comparing.key(str(field.label)) for field in fields}:
                yield FieldNameTaken(name=values["name"], field="name")
                return
        yield from _formula_problems(definition, rows, others)
    else:
        yield from _needed(shapes, mine, values["name"])


def _formula_problems(
    definition: Definition, rows: Sequence[Sequence[Field]], others: Sequence[Definition]
) -> Iterator[BusinessError]:
    from app.domain.custom.expression import parse  # noqa: PLC0415 - see above
    from app.domain.custom.formulas import Row, refuse_circle  # noqa: PLC0415 - see above

    found: BusinessError | None = None
    for fields in rows if definition.formula else ():
        row = Row.of((*fields, definition.field))
        try:
            expression = parse(definition.formula, row.names)
            refuse_circle(row, definition.key, expression, others)
        except UnknownName as problem:
            found = found or problem
            continue
        except BusinessError as problem:
            found = problem
            break
        return  # it is enough to have a place in one type
    if found is not None:
        yield found.at(field="formula")


def _needed(shapes: Shapes, key: str, name: str) -> Iterator[BusinessError]:
    """Refuse to put a field out of use that a formula needs."""
    from app.domain.custom.expression import parse  # noqa: PLC0415 - see above
    from app.domain.custom.formulas import Row  # noqa: PLC0415 - see above

    for each in shapes.definitions:
        if each.is_active and each.formula and each.key != key:
            for fields in _rows(each, [other for other in shapes.definitions if other.is_active]):
                try:
                    needs = parse(each.formula, Row.of(fields).names).needs
                except BusinessError:
                    continue
                if key in needs:
                    yield NamedInFormula(name=name, others=(str(each.field.label),), field="is_active")
                    return
    for rule in shapes.rules:
        for row in shapes.rows_of_rule(rule):
            if key in _named_in(rule, row):
                yield NamedInFormula(name=name, others=(rule["name"],), field="is_active")
                return


def _named_in(rule: Values, fields: Sequence[Field]) -> set[str]:
    """Return the keys of the fields that a rule names in a row; of other rows by their own keys."""
    from app.domain.custom import alone  # noqa: PLC0415 - see above
    from app.domain.custom.expression import parse  # noqa: PLC0415 - see above
    from app.domain.custom.formulas import Row  # noqa: PLC0415 - see above

    names, called = Row.of(fields).names, alone.called(fields)
    found = {called[rule[field]] for field in ("field", "within") if rule[field] in called}
    with suppress(BusinessError):
        found.update(parse(rule["condition"], names).needs if rule["condition"] else ())
    return {key.removeprefix(OF_ITEM).removeprefix(OF_HEAD) for key in found}


def _rows(definition: Definition, others: Sequence[Definition]) -> Iterator[list[Field]]:
    """Walk the fields of each type that a definition belongs to, without itself."""
    for key in definition.types:
        yield [*RECORDS[key].fields, *(each.field for each in others if key in each.types)]
    for doc_type in TYPES if definition.level else ():
        if definition.is_of(doc_type.key, definition.level):
            declared = doc_type.header if definition.level == HEAD else doc_type.line
            if declared:
                yield [
                    *declared,
                    *(each.field for each in others if each.is_of(doc_type.key, definition.level)),
                ]


_ASK: Final[Mapping[str, Callable[[Shapes, Values], Iterator[BusinessError]]]] = {
    "custom_field": _problems,
    "rule": _rule_problems,
}
"""Types whose records are themselves about types: what is asked of one beside the others."""
