"""Modules name things that are there, and what follows from switching them is plain."""

from itertools import chain

import pytest

from app.core.field import Field
from app.domain.documents.types import TYPES
from app.domain.modules import spec
from app.domain.modules.catalogue import MODULES
from app.domain.modules.templates import TEMPLATES
from app.domain.records.types import RECORDS
from app.domain.roles import OPENS, ROLES
from app.domain.settings import SETTINGS
from app.gui.models.line_model import line_columns
from app.services.home import todos
from app.services.home.figures import FIGURES
from app.services.imports import KINDS
from app.services.reports import REPORTS

ALL = frozenset(MODULES.keys())


def on(_thing: str) -> bool:
    return True


def known() -> dict[str, set[str]]:
    """Return the keys that things of each sort may have."""
    record_fields = {
        f"{each.key}.{key}"
        for each in RECORDS
        for key in [
            *(field.key for field in each.fields),
            *(part.key for part in each.parts),
            *(f"{part.key}.{field.key}" for part in each.parts for field in part.fields),
        ]
    }
    columns = {column.key.removeprefix("__") for each in TYPES for column in line_columns(each, on)}
    return {
        "document": set(TYPES.keys()),
        "record": set(RECORDS.keys()),
        "report": set(REPORTS.keys()),
        "list": set(KINDS),
        "setting": set(SETTINGS.keys()),
        "header": {field.key for each in TYPES for field in each.header},
        "line": columns,
        "field": record_fields,
        "question": {field.key for each in REPORTS for field in each.params},
        "todo": set(todos.READERS),
        "calibration": {"calibration"},
        "column": {"incoming", "reserved", "counted", "tax", "staff"},
    }


@pytest.mark.parametrize("module", list(MODULES), ids=lambda module: str(module.key))
def test_a_module_names_only_what_there_is(module: spec.Module) -> None:
    names = known()
    for thing in module.holds:
        sort, _, key = thing.partition(":")
        assert key in names[sort], thing
    assert set(module.needs) < ALL
    for record, field, value in module.without:
        declared = RECORDS[record].field(field)
        assert isinstance(declared, Field)
        assert type(value) is type(RECORDS[record].defaults[field])


@pytest.mark.parametrize("template", list(TEMPLATES), ids=lambda template: str(template.key))
def test_a_template_names_only_what_there_is(template: object) -> None:
    found = TEMPLATES[str(getattr(template, "key", ""))]
    assert found.off <= ALL
    assert {key for key, _ in found.settings} <= set(SETTINGS.keys())


def test_the_standard_template_changes_nothing() -> None:
    standard = TEMPLATES["standard"]
    assert (standard.off, standard.settings, standard.categories, standard.unit) == (
        frozenset(),
        (),
        (),
        "",
    )


def test_nothing_is_hidden_while_everything_is_on() -> None:
    assert spec.hidden(MODULES, frozenset()) == frozenset()


def test_what_several_modules_hold_needs_them_all() -> None:
    for key in ("purchases", "orders"):
        assert "document:purchase_order" in spec.hidden(MODULES, frozenset({key}))
    assert "document:purchase_order" not in spec.hidden(MODULES, ALL - {"purchases", "orders", "sales"})


def test_a_module_goes_with_the_one_it_needs() -> None:
    off = frozenset({"stock"})
    assert {module.key for module in spec.in_force(MODULES, off)} == ALL - {
        "stock",
        "warehouses",
        "batches",
        "serials",
        "assembly",
        "costs",
    }
    assert "line:batch" in spec.hidden(MODULES, off)


def test_everything_off_leaves_a_program() -> None:
    """Goods, categories, the list of documents: what belongs to no module is always in sight."""
    hidden = spec.hidden(MODULES, ALL)
    held = set(chain.from_iterable(module.holds for module in MODULES))
    assert hidden == held
    assert not hidden & {"record:item", "record:category", "report:document_list", "list:item"}


def test_services_begin_as_services_without_stock() -> None:
    assert spec.new_values(MODULES, frozenset({"stock"}), "item") == {"is_service": True}
    assert spec.new_values(MODULES, frozenset(), "item") == {}
    assert spec.new_values(MODULES, frozenset({"stock"}), "customer") == {}


@pytest.mark.parametrize("role", ROLES.keys())
def test_a_role_shows_what_there_is_and_not_too_much(role: str) -> None:
    found, names = ROLES[role], known()
    assert len(set(found.acts)) == len(found.acts)
    for act in found.acts:
        sort, _, key = act.partition(":")
        assert key in names[sort]
        if sort == "report":
            assert OPENS[key] == REPORTS[key].label
    assert set(found.figures) <= set(FIGURES.keys())
    assert set(found.todos) <= set(todos.READERS)


def test_only_who_owns_the_shop_sees_profit_and_charts() -> None:
    for role in ROLES:
        is_owner = role.key == "owner"
        assert bool(role.charts) == is_owner
        assert ("profit" in role.figures) == is_owner
