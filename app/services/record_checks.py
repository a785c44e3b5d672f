"""What the firm's other records say against a record: links, duplicates, what has moved. Declared rules come first."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.rule import REASON, Alone, Level, broken
from app.core.text import N_, Message, own
from app.domain.catalog import barcode, comparing, credit_code
from app.domain.custom.errors import ReasonAsked, RuleBroken
from app.domain.errors import DuplicateKey, OwnAncestor, UnknownReference, UnknownUnit
from app.domain.records import check
from app.domain.records.spec import RecordType, Values
from app.i18n.catalog import fill
from app.i18n.messages import sentence
from app.i18n.show import show
from app.services import scale_rules
from app.services.firm import Firm
from app.services.record_others import Asked, Holder, Others
from app.storage.queries import records as queries


def problems(
    firm: Firm,
    record_type: RecordType,
    values: Values,
    *,
    before: Values | None,
    others: Others,
    among: Collection[str] | None = None,
) -> Iterator[BusinessError]:
    """Walk everything that is wrong with tidied values; `before` is what is stored, None for a new record.

    With `among` all other fields are known to keep their declarations.
    """
    sound = True
    for problem in check.problems(record_type, values, among):
        sound = False
        yield problem
    if not sound:
        return
    yield from _links(firm, record_type, values)
    yield from _unit(firm, record_type, values)
    yield from _duplicates(record_type, values, before, others)
    if before:
        yield from _changes(firm, record_type, before, values)


def _links(firm: Firm, record_type: RecordType, values: Values) -> Iterator[BusinessError]:
    for field in record_type.links:
        uid = values[field.key]
        if uid and not firm.catalogue.knows(field.link, uid):
            yield _unknown(field, uid, address=field.key)
    for part in record_type.parts:
        for field in part.links if values[part.key] else ():
            for number, row in enumerate(values[part.key], start=1):
                if not firm.catalogue.knows(field.link, row[field.key]):
                    yield _unknown(field, row[field.key], address=f"{part.key}.{field.key}").at(line=number)


def _unit(firm: Firm, record_type: RecordType, values: Values) -> Iterator[BusinessError]:
    """Refuse a unit that the item does not have."""
    uid = values[record_type.unit_of] if record_type.unit_of else ""
    if uid and firm.catalogue.knows("item", uid):
        try:
            firm.catalogue.item(uid).unit(values["unit"])
        except UnknownUnit as problem:
            yield problem.at(field="unit")


def _unknown(field: Field, uid: str, *, address: str) -> UnknownReference:
    return UnknownReference(label=Message.of(field.label), value=uid, field=address)


def _duplicates(
    record_type: RecordType, values: Values, before: Values | None, others: Others
) -> Iterator[BusinessError]:
    uid = before["uid"] if before else ""
    ruled = {each.key for each in record_type.ruled_unique}
    for field in record_type.unique:
        value = values[field.key]
        if value and not (before and before[field.key] == value):
            holders = others.with_key(field.key, comparing.key(str(value)), but=uid)
            if holders and field.key not in ruled:
                yield _taken(field, value, holders[0], address=field.key)
            else:
                levels = (Level.BLOCK,) if values.get(REASON.key) else (Level.BLOCK, Level.REASON)
                yield from _shared(record_type, field, value, holders, levels)
    known = {row["code"] for row in before.get("barcodes", ())} if before else set()
    for number, row in enumerate(values.get("barcodes", ()), start=1):
        if row["code"] not in known and not row["shared"]:
            holders = others.with_barcode(barcode.key(row["code"]), but=uid)
            if holders:
                field = record_type.part("barcodes").field("code")
                yield _taken(field, row["code"], holders[0], address="barcodes.code").at(line=number)


def _shared(
    record_type: RecordType, field: Field, value: Any, holders: Sequence[Holder], levels: Collection[Level]
) -> Iterator[RuleBroken]:
    """Walk what rules of these levels say of a value that others hold, too."""
    for rule in record_type.ruled_unique:
        if holders and rule.key == field.key and rule.level in levels:
            shown = show(value, field.kind, ((each.key, each.label) for each in field.choices))
            held = " ".join(filter(None, holders[0][1:]))
            yield not_alone(rule, Message.of(field.label), shown, held, field.key)


def not_alone(rule: Alone, label: Message, shown: str, other: str, field: str) -> RuleBroken:
    """Say that a value stands twice; where a reason is taken, at the field for it."""
    says = fill(Message.of(N_("{says}（{other}）"), says=rule.says, other=other)) if other else rule.says
    if rule.level is Level.REASON:
        return ReasonAsked(rule=rule.code, says=says, label=label, value=shown, field=REASON.key)
    return RuleBroken(rule=rule.code, says=says, label=label, value=shown, field=field)


def ruled(record_type: RecordType, values: Values, others: Others, level: Level) -> Iterator[BusinessError]:
    """Walk what the firm's rules of a level say of a record, whether or not a reason is given."""
    yield from broken(record_type.rules, values.get, level)
    for key in dict.fromkeys(each.key for each in record_type.ruled_unique if each.level is level):
        if values.get(key):
            holders = others.with_key(key, comparing.key(str(values[key])), but=values.get("uid", ""))
            yield from _shared(record_type, record_type.field(key), values[key], holders, (level,))


def _taken(field: Field, value: str, holder: Holder, *, address: str) -> DuplicateKey:
    other_uid, code, name = holder
    other, label = f"{code} {name}".strip(), Message.of(field.label)
    return DuplicateKey(label=label, value=value, other=other, other_uid=other_uid, field=address)


def _changes(firm: Firm, record_type: RecordType, before: Values, values: Values) -> Iterator[BusinessError]:
    connection, uid = firm.database.connection(), before["uid"]
    broken = [problem for rule in record_type.once_moved for problem in rule(before, values)]
    if broken and queries.has_moved(connection, record_type.group, uid):
        yield from broken
    for field in record_type.trees:
        above = values[field.key]
        if above and uid in queries.ancestors(connection, record_type, field.key, above):
            yield OwnAncestor(record=values["name"], field=field.key)


def warnings(firm: Firm, record_type: RecordType, values: Values) -> Iterator[Message]:
    """Walk what a person should look at again before saving; none of it forbids to save."""
    yield from _same_name(firm, record_type, values)
    finding = credit_code.examine(values.get("tax_id", ""))
    if finding not in credit_code.FINE:
        yield Message.of(_TAX_ID_FINDINGS[finding], tax_id=values["tax_id"])
    for row in values.get("barcodes", ()):
        if barcode.has_wrong_check_digit(row["code"]):
            yield Message.of(N_("条码 {barcode} 的校验位不对，请核对是否输错。"), barcode=row["code"])
    yield from scale_rules.conflicts(firm, record_type, values)
    yield from _price_below_lowest(values)
    for problem in ruled(record_type, values, Asked(firm, record_type.group), Level.WARN):
        yield Message.of(own(sentence(problem)))


_TAX_ID_FINDINGS = {
    credit_code.Finding.OLD: N_("税号 {tax_id} 是 15 位旧号，请核对是否已换发 18 位统一社会信用代码。"),
    credit_code.Finding.SUFFIXED: N_("税号 {tax_id} 是 20 位带后缀的号码，请核对。"),
    credit_code.Finding.WRONG_LENGTH: N_("税号 {tax_id} 的位数不对，应为 18 位。"),
    credit_code.Finding.WRONG_CHARACTER: N_("税号 {tax_id} 里有不应出现的字符。"),
    credit_code.Finding.WRONG_CHECK: N_("税号 {tax_id} 的校验位不对，请核对是否输错。"),
}


def _same_name(firm: Firm, record_type: RecordType, values: Values) -> Iterator[Message]:
    """Tell of another record with the same name and, where the type has one, the same specification."""
    if record_type.names_alike:
        return
    name = values.get("name", "")
    others = queries.with_key(
        firm.database.connection(), record_type.group, "name", comparing.key(name), but=values.get("uid", "")
    )
    for uid, code, other_name in others if name else ():
        spec = queries.value(firm.database.connection(), record_type, uid, "spec")
        if comparing.key(spec) == comparing.key(values.get("spec", "")):
            yield Message.of(N_("已有同名的 {other}。"), other=f"{code} {other_name}")
            return


def _price_below_lowest(values: Values) -> Iterator[Message]:
    rows: list[dict[str, Any]] = [dict(values), *values.get("units", ())]
    if any(
        row.get("lowest") is not None and (row.get(level) is not None and row[level] < row["lowest"])
        for row in rows
        for level in ("retail", "wholesale")
    ):
        yield Message.of(N_("售价低于最低售价。"))


def merging_problem(record_type: RecordType, loser: Values, winner: Values) -> Field | None:
    """Return the first field in which two records differ so that they cannot become one; None when they can."""
    return next(
        (record_type.field(key) for key in record_type.alike or () if loser[key] != winner[key]), None
    )
