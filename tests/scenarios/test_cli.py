"""The command line as scripts see it: answers, exit codes, error JSON, and nothing half-written."""

import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.cli import exit_codes, main
from app.core.ids import new_uid
from app.services import records, references
from app.services.firm import Firm
from app.services.posting import REOPEN
from app.storage import operations
from tests.architecture.source import ROOT
from tests.unit.services.small_shop import delivery, open_shop, receipt

Said = pytest.CaptureFixture[str]


@pytest.fixture(name="shop")
def _shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.zhanggui"
    open_shop(path).close()
    return path


@pytest.fixture(name="run")
def _run(capsys: Said) -> "Run":
    return Run(capsys)


class Run:
    """Runs commands in this process and reads their JSON."""

    def __init__(self, capsys: Said) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object, code: int = exit_codes.OK) -> Any:
        self._capsys.readouterr()
        found = main([*map(str, arguments), "--json"])
        said = self._capsys.readouterr()
        assert found == code, said
        return json.loads(said.out)

    def plainly(self, *arguments: object) -> tuple[int, str, str]:
        self._capsys.readouterr()
        found = main([*map(str, arguments)])
        said = self._capsys.readouterr()
        return found, said.out, said.err


def body(tmp_path: Path, plain: object) -> Path:
    path = tmp_path / "documents.json"
    path.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    return path


def documents_in(path: Path) -> int:
    with closing(Firm.open(path)) as firm:
        return int(firm.database.execute("SELECT COUNT(*) FROM document").fetchone()[0])


# Firms


def test_a_firm_is_made_and_described(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "new.zhanggui"
    made = run("firm", "new", path, "--name", "小店", "--method", "fifo", "--pool", "item_warehouse")
    assert (made["name"], made["method"], made["pool"]) == ("小店", "fifo", "item_warehouse")
    assert run("firm", "info", path) == made
    assert run("--firm", path, "firm", "info") == made
    assert run("firm", "info", "--firm", path) == made


def test_without_a_path_the_firm_of_the_person_is_meant(run: Run) -> None:
    made = run("firm", "new", "--name", "我的店")
    assert run("firm", "info") == made


def test_a_firm_is_never_written_over(shop: Path, run: Run) -> None:
    before = shop.read_bytes()
    assert run("firm", "new", shop, "--name", "另一家", code=exit_codes.REFUSED)["code"] == "FIRM_EXISTS"
    assert shop.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "code"), [("", "MISSING_FIELD"), ("名" * 10_000_000, "TOO_LONG"), ("\ud800", "WRONG_VALUE")]
)
def test_a_bad_name_makes_no_firm(tmp_path: Path, run: Run, name: str, code: str) -> None:
    path = tmp_path / "new.zhanggui"
    found = run("firm", "new", path, "--name", name, code=exit_codes.REFUSED)
    assert (found["code"], found["field"]) == (code, "name")
    assert not list(tmp_path.glob("new*"))


def test_a_bad_starting_day_makes_no_firm(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "new.zhanggui"
    found = run("firm", "new", path, "--name", "店", "--started-on", "2026-13-01", code=exit_codes.REFUSED)
    assert found["field"] == "started_on"
    assert not path.exists()


@pytest.mark.parametrize(
    ("author", "code"), [("\udcff", "WRONG_VALUE"), ("王" * 100_000, "TOO_LONG"), ("王" * 101, "TOO_LONG")]
)
def test_nobody_of_an_impossible_name_does_anything(
    shop: Path, tmp_path: Path, run: Run, author: str, code: str
) -> None:
    commands: tuple[tuple[object, ...], ...] = (
        ("post", body(tmp_path, receipt()), "--firm", shop),
        ("firm", "new", tmp_path / "new.zhanggui", "--name", "店"),
    )
    for arguments in commands:
        found = run(*arguments, "--author", author, code=exit_codes.REFUSED)
        assert (found["code"], found["field"]) == (code, "author")
    assert documents_in(shop) == 0
    assert not list(tmp_path.glob("new*"))


def test_who_did_it_stands_in_the_log(shop: Path, tmp_path: Path, run: Run) -> None:
    run("post", body(tmp_path, receipt()), "--firm", shop, "--author", " 王  芳 ")
    with closing(Firm.open(shop)) as firm:
        *_, last = operations.read(firm.database.connection())
        assert last.author == "王 芳"


# Posting


def test_a_document_is_posted(shop: Path, tmp_path: Path, run: Run) -> None:
    posted = run("post", body(tmp_path, receipt()), "--firm", shop)
    assert posted["number"].startswith("CR-A-")
    assert posted["total"] == "681.00"


def test_a_payment_answers_with_what_was_paid(shop: Path, tmp_path: Path, run: Run) -> None:
    run("post", body(tmp_path, [receipt(), delivery()]), "--firm", shop)
    plain = {"type": "money_received", "party": "乙客户", "account": "现金", "paid": "6.00"}
    posted = run("post", body(tmp_path, plain), "--firm", shop)
    assert posted["total"] == "6.00"
    assert "net" not in posted


def test_documents_come_in_at_the_standard_input(
    shop: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = json.dumps(receipt()).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + text), encoding="utf-8"))
    assert run("post", "-", "--firm", shop)["number"]


def test_a_refused_document_says_where(shop: Path, tmp_path: Path, run: Run) -> None:
    plain = receipt(uid="0123456789abcdef0123456789abcdef")
    plain["lines"][1]["quantity"] = 1.5
    found = run("post", body(tmp_path, plain), "--firm", shop, code=exit_codes.REFUSED)
    assert set(found) == {"code", "message", "document", "line", "field"}
    assert (found["code"], found["line"], found["field"]) == ("FLOAT_NUMBER", 2, "quantity")
    assert found["document"] == plain["uid"]
    assert documents_in(shop) == 0


def test_of_a_list_the_sound_ones_are_posted_and_each_is_answered(
    shop: Path, tmp_path: Path, run: Run
) -> None:
    batch = [receipt(), delivery(party="没有这个人"), delivery(), 7]
    found = run("post", body(tmp_path, batch), "--firm", shop, code=exit_codes.REFUSED)
    assert (found["posted"], found["refused"]) == (2, 2)
    assert [result["index"] for result in found["results"]] == [1, 2, 3, 4]
    assert found["results"][1]["error"]["field"] == "party"
    assert found["results"][1]["error"]["document"] == "#2"
    assert found["results"][3]["error"]["code"] == "NOT_AN_OBJECT"
    assert documents_in(shop) == 2


def test_an_atomic_list_is_posted_whole_or_not_at_all(shop: Path, tmp_path: Path, run: Run) -> None:
    path = body(tmp_path, [receipt(), delivery(), delivery(party="没有这个人")])
    found = run("post", path, "--atomic", "--firm", shop, code=exit_codes.REFUSED)
    assert (found["code"], found["document"]) == ("UNKNOWN_REFERENCE", "#3")
    assert documents_in(shop) == 0
    path = body(tmp_path, [receipt(), delivery()])
    assert run("post", path, "--atomic", "--firm", shop)["posted"] == 2
    assert documents_in(shop) == 2


def test_posting_the_same_file_again_posts_nothing_twice(shop: Path, tmp_path: Path, run: Run) -> None:
    path = body(tmp_path, [receipt(uid="0123456789abcdef0123456789abcdef", date="2026-05-20")])
    first, again = (run("post", path, "--firm", shop)["results"][0] for _ in range(2))
    assert (first.pop("known"), again.pop("known")) == (False, True)
    assert first == again
    assert documents_in(shop) == 1


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 50_000, b"1" * 10_000, b'{"a":NaN}'])
def test_what_is_no_json_is_refused(shop: Path, tmp_path: Path, run: Run, content: bytes) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    found = run("post", path, "--firm", shop, code=exit_codes.REFUSED)
    assert found["code"] in {"NOT_JSON", "MISSING_FIELD", "NOT_AN_OBJECT", "UNKNOWN_KEY"}


def test_the_schema_is_json_in_any_case(run: Run) -> None:
    code, said, _ = run.plainly("schema", "delivery")
    assert code == exit_codes.OK
    assert json.loads(said)["properties"]["type"] == {"const": "delivery", "title": "单据类型"}
    assert run("schema", "gift", code=exit_codes.REFUSED)["code"] == "UNKNOWN_TYPE"


# Reports, proof, backup


def test_a_report_is_answered_as_json_and_as_files(shop: Path, tmp_path: Path, run: Run) -> None:
    run("post", body(tmp_path, receipt(date="2026-05-20")), "--firm", shop)
    asked = ("report", "stock_on_hand", "--firm", shop, "--param", "as_of=2026-05-31")
    found = run(*asked, "--param", "warehouse=主仓库")
    assert {row["item"] if "item" in row else row["name"] for row in found["rows"]}
    for suffix in ("xlsx", "csv", "pdf"):
        target = tmp_path / f"stock.{suffix}"
        odd_name = tmp_path / f"stock-{suffix}"
        assert run.plainly(*asked, f"--{suffix}", target)[0] == exit_codes.OK
        assert run.plainly(*asked, f"--{suffix}", odd_name)[0] == exit_codes.OK
        assert target.stat().st_size > 100
        assert odd_name.stat().st_size > 100


def test_reports_are_listed(run: Run) -> None:
    assert "stock_on_hand" in [each["key"] for each in run("report")]


@pytest.mark.parametrize(
    ("key", "param", "code"),
    [
        ("nothing", "a=b", "UNKNOWN_TYPE"),
        ("stock_on_hand", "colour=red", "UNKNOWN_QUESTION"),
        ("stock_on_hand", "as_of=yesterday", "WRONG_VALUE"),
        ("stock_on_hand", "warehouse=Nowhere", "UNKNOWN_REFERENCE"),
        ("stock_on_hand", "warehouse=" + "x" * 10_000, "TOO_LONG"),
    ],
)
def test_a_bad_question_is_refused(shop: Path, run: Run, key: str, param: str, code: str) -> None:
    found = run("report", key, "--param", param, "--firm", shop, code=exit_codes.REFUSED)
    assert found["code"] == code


def test_sound_books_are_proved(shop: Path, tmp_path: Path, run: Run) -> None:
    run("post", body(tmp_path, [receipt(), delivery()]), "--firm", shop)
    found = run("verify", "--firm", shop)
    assert found["ok"]
    assert found["findings"] == []
    assert found["operations"] > 0


def test_books_that_were_tampered_with_fail_the_proof(shop: Path, tmp_path: Path, run: Run) -> None:
    run("post", body(tmp_path, receipt()), "--firm", shop)
    with closing(Firm.open(shop)) as firm:
        firm.database.execute("UPDATE stock_balance SET quantity = quantity + 1000000")
    found = run("verify", "--firm", shop, code=exit_codes.UNPROVEN)
    assert not found["ok"]
    assert found["findings"]


def test_a_log_whose_replay_is_refused_fails_the_proof(shop: Path, run: Run) -> None:
    with closing(Firm.open(shop)) as firm, firm.database.transaction() as connection:
        *_, last = operations.read(connection)
        reopened = last._replace(uid=new_uid(), kind=REOPEN, known_at=last.known_at + 1, payload={})
        operations.log(connection, [reopened])
    found = run("verify", "--firm", shop, code=exit_codes.UNPROVEN)
    assert not found["ok"]
    assert ["没有" in each for each in found["findings"]] == [True]


@pytest.mark.parametrize("body", ["{", "{}", "7"])
def test_what_was_written_over_in_the_log_is_found_and_not_replayed(shop: Path, run: Run, body: str) -> None:
    with closing(Firm.open(shop)) as firm:
        firm.database.execute("DROP TRIGGER operation_no_update")
        firm.database.execute("UPDATE operation SET payload = ? WHERE id = 3", (body,))
    found = run("verify", "--firm", shop, code=exit_codes.UNPROVEN)
    assert ["3" in each for each in found["findings"]] == [True]


def test_a_backup_comes_back_as_a_new_firm(shop: Path, tmp_path: Path, run: Run) -> None:
    run("post", body(tmp_path, receipt()), "--firm", shop)
    kept = Path(run("backup", tmp_path / "kept", "--firm", shop)["backup"])
    assert kept.parent == tmp_path / "kept"
    back = tmp_path / "back.zhanggui"
    assert run("restore", kept, back) == {"firm": str(back), "kept": None}
    assert run("firm", "info", back)["operations"] == run("firm", "info", shop)["operations"]
    assert documents_in(back) == 1


def test_two_backups_in_one_second_are_two_files(shop: Path, tmp_path: Path, run: Run) -> None:
    made = {run("backup", tmp_path, "--firm", shop)["backup"] for _ in range(3)}
    assert len(made) == 3


def test_restoring_never_touches_a_firm_unless_told_to_and_then_keeps_it(
    shop: Path, tmp_path: Path, run: Run
) -> None:
    kept = run("backup", tmp_path / "kept", "--firm", shop)["backup"]
    run("post", body(tmp_path, receipt()), "--firm", shop)
    assert run("restore", kept, shop, code=exit_codes.REFUSED)["code"] == "FIRM_EXISTS"
    assert documents_in(shop) == 1
    old = Path(run("restore", kept, shop, "--replace")["kept"])
    assert (documents_in(shop), documents_in(old)) == (0, 1)


def test_a_damaged_backup_is_not_restored(shop: Path, tmp_path: Path, run: Run) -> None:
    kept = Path(run("backup", tmp_path / "kept", "--firm", shop)["backup"])
    content = bytearray(kept.read_bytes())
    content[5000:9000] = b"\xff" * 4000
    kept.write_bytes(content)
    target = tmp_path / "back.zhanggui"
    assert run("restore", kept, target, code=exit_codes.ENVIRONMENT)["code"]
    assert not list(tmp_path.glob("back*"))


def test_an_up_to_date_firm_needs_no_step(shop: Path, run: Run) -> None:
    assert run("migrate", "--firm", shop) == {"steps": []}


# Import


def listed(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("\n".join(["商品编码,商品名称,单位,零售价", *rows]), encoding="gb18030")
    return path


def test_a_list_is_tried_and_then_imported(shop: Path, tmp_path: Path, run: Run) -> None:
    path = listed(tmp_path, "B1,矿泉水,瓶,2", "B2,绿茶,瓶,3")
    tried = run("import", path, "--dry-run", "--records", "--firm", shop)
    assert tried["records"][0] == {"row": 2, "code": "B1", "name": "矿泉水", "unit": "瓶", "sale_price": "2"}
    assert not tried["imported"]
    done = run("import", path, "--as", "item", "--firm", shop)
    assert done["imported"]
    assert {key: done["counts"][key] for key in ("new", "changed", "unchanged")} == {
        "new": 2,
        "changed": 0,
        "unchanged": 0,
    }
    assert set(done) >= {
        "table", "sheet", "header_rows", "columns", "ignored_columns", "counts", "totals", "skipped_rows", "errors",
        "warnings",
    }  # fmt: skip
    assert run("import", path, "--firm", shop)["counts"]["unchanged"] == 2


def test_a_list_with_errors_is_refused_with_row_and_column(shop: Path, tmp_path: Path, run: Run) -> None:
    path = listed(tmp_path, "B1,矿泉水,瓶,面议", "B2,绿茶,瓶,3")
    for trial in ((), ("--dry-run",)):
        found = run("import", path, *trial, "--firm", shop, code=exit_codes.REFUSED)
        assert [(each["row"], each["column"], each["code"]) for each in found["errors"]] == [
            (2, "D", "NOT_A_NUMBER")
        ]
        assert not found["imported"]
    assert run("import", path, "--skip-errors", "--firm", shop)["counts"]["new"] == 1


def test_an_import_is_listed_taken_back_and_comes_again(shop: Path, tmp_path: Path, run: Run) -> None:
    path = listed(tmp_path, "B1,矿泉水,瓶,2", "B2,绿茶,瓶,3")
    done = run("import", path, "--firm", shop)
    assert [each["batch"] for each in run("import", "--list", "--firm", shop)] == [done["batch"]]
    undone = run("import", "--undo", done["batch"], "--firm", shop)
    assert (undone["withdrawn"], undone["kept"]) == ({"item": 2}, [])
    assert run("import", "--list", "--firm", shop)[0]["undone"]
    assert run("import", path, "--firm", shop)["counts"] == done["counts"]
    assert run("import", "--undo", "--firm", shop)["withdrawn"] == {"item": 2}
    assert run("import", "--undo", "--firm", shop, code=exit_codes.REFUSED)["code"] == "UNKNOWN_IMPORT"
    assert run("verify", "--firm", shop)["ok"]


def test_taking_back_is_told_to_a_person_too(shop: Path, tmp_path: Path, run: Run) -> None:
    run("import", listed(tmp_path, "B1,矿泉水,瓶,2"), "--firm", shop)
    code, out, _ = run.plainly("import", "--undo", "--firm", shop)
    assert code == exit_codes.OK
    assert "撤回资料 1 条" in out
    assert run.plainly("import", "--list", "--firm", shop)[1].count("\n") == 1


def test_faults_are_marked_in_a_copy(shop: Path, tmp_path: Path, run: Run) -> None:
    path, marked = listed(tmp_path, "B1,矿泉水,瓶,面议"), tmp_path / "marked.xlsx"
    found = run("import", path, "--marked", marked, "--firm", shop, code=exit_codes.REFUSED)
    assert found["marked"] == str(marked)
    assert marked.stat().st_size > 0


def test_a_column_that_was_named_is_remembered_until_it_is_forgotten(
    shop: Path, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("商品编码,商品名称,单位,怪列\nB1,水,瓶,9.5\n", encoding="utf-8")
    assert run("import", path, "--firm", shop)["counts"]["new"] == 1
    assert run("import", path, "--map", "D=sale_price", "--firm", shop)["counts"]["changed"] == 1
    assert run("import", path, "--firm", shop)["columns"][-1]["field"] == "sale_price"
    assert len(run("import", path, "--forget", "--firm", shop)["columns"]) == 3
    assert run("import", path, "--map", "4=sale_price", "--firm", shop, code=exit_codes.USAGE)


def test_records_go_out_and_come_in_again(shop: Path, tmp_path: Path, run: Run) -> None:
    out = run("export", "item", tmp_path / "items.xlsx", "--firm", shop)["file"]
    counts = run("import", out, "--as", "item", "--firm", shop)["counts"]
    assert (counts["new"], counts["changed"]) == (0, 0)


def test_lines_of_a_list_become_a_draft_once(shop: Path, tmp_path: Path, run: Run) -> None:
    items = tmp_path / "items.csv"
    items.write_text("商品编码,商品名称,单位\nL1,水,瓶\n", encoding="utf-8")
    run("import", items, "--firm", shop)
    path = tmp_path / "list.csv"
    path.write_text("单号,日期,供应商,商品编码,数量,单价\nS1,2026-05-18,水厂,L1,24,1.5\n", encoding="utf-8")
    assert run("import", path, "--firm", shop, code=exit_codes.REFUSED)["code"] == "LIST_NOT_IMPORTED"
    tried = run("import", path, "--dry-run", "--records", "--firm", shop, code=exit_codes.REFUSED)
    assert (tried["table"], [each["code"] for each in tried["refused"]]) == (
        "document_lines",
        ["LIST_NOT_IMPORTED"],
    )
    assert [each["doc_no"] for each in tried["records"]] == ["S1"]
    found = run("import", path, "--as", "goods_receipt", "--firm", shop)
    assert (found["counts"]["new"], len(found["drafts"])) == (1, 1)
    again = run("import", path, "--as", "goods_receipt", "--firm", shop)
    assert (again["counts"]["unchanged"], again["drafts"]) == (1, [])
    run("import", "--undo", "--firm", shop)
    assert len(run("import", path, "--as", "goods_receipt", "--post", "--firm", shop)["documents"]) == 1


def test_the_parser_names_every_kind_of_list() -> None:
    from app.cli import parser
    from app.services import imports
    from app.services.imports.kinds import KINDS

    assert {*parser.LISTS} == {*imports.KINDS}
    assert tuple(kind.key for kind in KINDS if kind.makes) == parser.EXPORTS


# What the world does


def test_a_firm_that_is_not_there(tmp_path: Path, run: Run) -> None:
    found = run("verify", "--firm", tmp_path / "none", code=exit_codes.REFUSED)
    assert found["code"] == "FIRM_MISSING"


@pytest.mark.parametrize("content", [b"", b"hello" * 1000, b"PK\x03\x04" + b"\x00" * 5000])
def test_a_file_that_is_no_firm_stays_as_it_is(tmp_path: Path, run: Run, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    found = run("verify", "--firm", path, code=exit_codes.ENVIRONMENT)
    assert found["code"] == "NOT_A_FIRM"
    assert path.read_bytes() == content


def test_the_database_of_another_program_stays_as_it_is(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE letter (text)")
    before = path.read_bytes()
    for verb in ("verify", "migrate"):
        assert run(verb, "--firm", path, code=exit_codes.ENVIRONMENT)["code"] == "NOT_A_FIRM"
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_folder_is_no_firm(tmp_path: Path, run: Run) -> None:
    assert run("verify", "--firm", tmp_path, code=exit_codes.ENVIRONMENT)["code"] == "NOT_A_FIRM"


def test_a_name_that_no_disk_takes(run: Run) -> None:
    assert run("verify", "--firm", "x" * 5000, code=exit_codes.ENVIRONMENT)["code"] == "FILE_TROUBLE"


def test_a_firm_cannot_be_made_where_there_is_no_folder(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "none" / "new.zhanggui"
    assert (
        run("firm", "new", path, "--name", "店", code=exit_codes.ENVIRONMENT)["code"] == "DATABASE_UNREADABLE"
    )


def test_a_list_or_body_that_is_not_there(shop: Path, tmp_path: Path, run: Run) -> None:
    for verb in ("post", "import"):
        found = run(verb, tmp_path / "none", "--firm", shop, code=exit_codes.ENVIRONMENT)
        assert found["code"] == "FILE_UNREADABLE"


def test_a_backup_that_is_not_there(tmp_path: Path, run: Run) -> None:
    found = run("restore", tmp_path / "none", tmp_path / "new", code=exit_codes.ENVIRONMENT)
    assert found["code"] == "BACKUP_MISSING"


def test_a_report_cannot_be_written_where_there_is_no_folder(shop: Path, tmp_path: Path, run: Run) -> None:
    target = tmp_path / "none" / "stock.xlsx"
    asked = ("report", "stock_on_hand", "--firm", shop, "--xlsx", target)
    assert run(*asked, code=exit_codes.ENVIRONMENT)["code"] == "FILE_NOT_WRITTEN"


def test_a_firm_in_use_elsewhere_is_locked(
    shop: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.storage import database

    impatient = tuple((name, 50 if name == "busy_timeout" else value) for name, value in database._PRAGMAS)
    monkeypatch.setattr(database, "_PRAGMAS", impatient)
    path = body(tmp_path, receipt())
    with closing(Firm.open(shop)) as firm:
        firm.database.execute("BEGIN IMMEDIATE")
        found = run("post", path, "--firm", shop, code=exit_codes.ENVIRONMENT)
        firm.database.execute("ROLLBACK")
    assert found["code"] == "DATABASE_LOCKED"
    assert documents_in(shop) == 0


# How it speaks


@pytest.mark.parametrize(
    "arguments",
    [
        ["sell"],
        ["firm"],
        ["firm", "new"],
        ["post"],
        ["verify", "--slowly"],
        ["import", "x.xlsx", "--as", "poem"],
        ["sample", "x", "--size", "0"],
        ["sample", "x", "--size", "many"],
        ["sample"],
    ],
)
def test_a_command_that_is_written_wrongly(run: Run, arguments: list[str]) -> None:
    assert run(*arguments, code=exit_codes.USAGE)["code"] == "USAGE"
    code, said, error = run.plainly(*arguments)
    assert (code, said) == (exit_codes.USAGE, "")
    assert "zhanggui --help" in error


@pytest.mark.parametrize(
    ("arguments", "chinese", "english"),
    [
        (["sample", "x", "--size", "abc"], "--size：“abc”不对", '--size: "abc" is wrong'),
        (["sample", "x", "--seed", "abc"], "--seed：“abc”不对", '--seed: "abc" is wrong'),
        (["sample", "x", "--method", "lifo"], "没有“lifo”，可以用：", 'there is no "lifo", use one of: '),
        (["restore", "x"], "还要写：TARGET", "missing: TARGET"),
        (["verify", "--slowly"], "不认识：--slowly", "unknown: --slowly"),
        (["export", "item", "x", "--firm"], "--firm：后面要写一个值", "--firm: a value must follow"),
    ],
)
def test_what_is_written_wrongly_is_told_in_the_language_of_the_program(
    run: Run, arguments: list[str], chinese: str, english: str
) -> None:
    try:
        assert chinese in run.plainly("--lang", "zh_CN", *arguments)[2]
        assert english in run.plainly("--lang", "en", *arguments)[2]
    finally:
        run.plainly("--lang", "zh_CN", "--version")


def test_problems_are_sentences_in_two_languages(tmp_path: Path, run: Run) -> None:
    code, said, chinese = run.plainly("verify", "--firm", tmp_path / "none")
    assert (code, said) == (exit_codes.REFUSED, "")
    assert "账套" in chinese
    _, _, english = run.plainly("verify", "--firm", tmp_path / "none", "--lang", "en")
    run.plainly("--lang", "zh_CN", "--version")
    assert english
    assert english != chinese


def test_help_tells_the_exit_codes(run: Run) -> None:
    code, said, _ = run.plainly("--help")
    assert code == exit_codes.OK
    for number in ("0", "1", "2", "3", "4", "70"):
        assert f"\n  {number} " in said


def test_help_speaks_the_language_of_the_program(run: Run) -> None:
    """In Chinese every explanation is Chinese; in English each begins with a capital letter."""
    explained = re.compile(r"^ {2,4}[-\w][^\n]*?(?:  +|\n {19,24})(\S[^\n]*)$", re.MULTILINE)
    named = re.findall(r"^ {4}([a-z]+)  ", run.plainly("--help")[1], re.MULTILINE)
    commands: list[list[str]] = [[], *([name] for name in named)]
    assert len(commands) > 10
    try:
        for command in commands:
            chinese = explained.findall(run.plainly("--lang", "zh_CN", *command, "--help")[1])
            english = explained.findall(run.plainly("--lang", "en", *command, "--help")[1])
            assert len(chinese) >= 5
            assert not [text for text in chinese if not re.search("[\u4e00-\u9fff]", text)]
            assert not [text for text in english if text[0].islower()]
    finally:
        run.plainly("--lang", "zh_CN", "--version")


def test_a_mistake_of_ours_is_told_as_one(
    shop: Path, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    from app.services import proof

    def fail(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(proof, "verify", fail)
    assert run("verify", "--firm", shop, code=exit_codes.BUG)["code"] == "BUG"
    code, said, error = run.plainly("verify", "--firm", shop)
    assert (code, said) == (exit_codes.BUG, "")
    assert "KeyError" in error


# The sample


def test_a_sample_firm_of_a_size_and_age_is_made(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "sample.zhanggui"
    made = run("sample", path, "--size", "20", "--days", "10", "--seed", "3")
    assert made["records"]["item"] == 20
    assert made["documents"]["delivery"] > 10
    assert run("verify", "--firm", path)["ok"]
    assert run("sample", path, code=exit_codes.REFUSED)["code"] == "FIRM_EXISTS"


# As other programs see it


def command(*arguments: object, **surroundings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **surroundings},
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


def test_as_a_process_of_its_own_it_answers_in_utf_8(shop: Path, tmp_path: Path) -> None:
    done = command("firm", "info", shop, "--json", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == exit_codes.OK
    assert json.loads(done.stdout)["name"] == "小店"
    done = command("post", body(tmp_path, delivery()), "--firm", shop, "--json")
    assert done.returncode == exit_codes.REFUSED
    assert json.loads(done.stdout)["code"] == "NEGATIVE_STOCK"


def test_a_headless_verb_loads_neither_qt_nor_what_it_does_not_need(shop: Path) -> None:
    script = (
        "import sys; from app.cli import main; main(sys.argv[1:]);"
        "print(sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "verify", "--firm", str(shop), "--json"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert json.loads(done.stdout)["ok"]
    for heavy in ("PySide6", "reportlab", "openpyxl", "python_calamine", "pypinyin", "numpy"):
        assert f"'{heavy}'" not in done.stderr


def test_without_a_screen_the_window_says_so() -> None:
    bare = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    done = command(**bare)
    assert done.returncode == exit_codes.ENVIRONMENT
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_sample_day_is_played_without_a_screen_and_names_its_files(tmp_path: Path) -> None:
    bare = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    done = command("sample", "--day", "--out", tmp_path, **bare)
    assert done.returncode == exit_codes.OK, done.stderr
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.suffix for path in made} >= {".xlsx", ".pdf", ".png", ".zhanggui"}
    assert all(str(path) in done.stdout for path in made if path.suffix in {".xlsx", ".pdf", ".png"})


def test_a_reader_that_goes_away_is_no_mistake(shop: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "app", "schema"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode == exit_codes.OK
    assert said == b""


# Settings


def test_settings_are_shown_and_set(shop: Path, run: Run) -> None:
    assert run("settings", "--firm", shop)["credit"] == "refuse"
    found = run("settings", "credit=warn", "over_receipt_rate=5%", "walk_in_may_owe=true", "--firm", shop)
    assert (found["credit"], found["over_receipt_rate"], found["walk_in_may_owe"]) == ("warn", "0.05", True)
    assert run("settings", "default_warehouse=门店", "--firm", shop)["default_warehouse"] == "MD"
    assert run("settings", "default_warehouse=", "--firm", shop)["default_warehouse"] is None


@pytest.mark.parametrize(
    ("setting", "code", "field"),
    [("credit=never", "WRONG_VALUE", "credit"), ("colour=red", "UNKNOWN_TYPE", "set")],
)
def test_a_wrong_setting_is_refused_and_none_is_set(
    shop: Path, run: Run, setting: str, code: str, field: str
) -> None:
    found = run("settings", "walk_in_may_owe=true", setting, "--firm", shop, code=exit_codes.REFUSED)
    assert (found["code"], found["field"]) == (code, field)
    assert run("settings", "--firm", shop)["walk_in_may_owe"] is False


def test_a_posted_document_answers_with_what_is_worth_telling(shop: Path, tmp_path: Path, run: Run) -> None:
    with closing(Firm.open(shop)) as firm:
        uid = references.find(firm, "warehouse", "门店")
        records.save(firm, "warehouse", {**records.load(firm, "warehouse", uid), "negative_stock": "warn"})
    posted = run("post", body(tmp_path, delivery(warehouse="门店")), "--firm", shop)
    assert [each["code"] for each in posted["warnings"]] == ["BELOW_ZERO"]
