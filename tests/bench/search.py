"""Search as you type at 100,000 items: ``python -m tests.bench.search [ITEMS]`` (performance goals: workload 8, 5).

Each term is timed from the call to the rows in hand, one connection, nothing warmed up but the file cache.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.core.clock import FixedClock
from app.services import founding, records
from app.services.firm import Firm, Profile

BRANDS = (
    "农夫山泉 康师傅 统一 娃哈哈 可口可乐 蒙牛 伊利 海天 金龙鱼 双汇 得力 晨光"
    " 公牛 正泰 飞利浦 立白 六神 维达 苏泊尔 美的 长城 乐事 王老吉 雀巢"
)
GOODS = (
    "矿泉水 方便面 红烧牛肉面 绿茶 酸奶 酱油 花生油 火腿肠 饼干 中性笔 插座"
    " 电线 灯泡 洗衣液 牙膏 抽纸 炒锅 螺栓 垫片 给水管 行李箱 音乐盒 辣椒酱"
)
KINDS = "经典 原味 家庭装 儿童 无糖 大号 小号 加厚 进口 特级 礼盒 红色 蓝色 黑色 银色"
SPECS = (
    "250ml 330ml 500ml 550ml 1.5L 50g 100g 400g M4*10 M6*30 M8*20 M10*50 3支装 12支装 24支装 DN15 DN20 DN50"
)
TERMS_EACH = 300
RAW = "SELECT i.id, i.uid, i.name, b.unit FROM item_barcode b JOIN item i ON i.id = b.item_id WHERE b.code_key = ?"
LIKE = "SELECT id FROM record_search WHERE text LIKE ? OR initials LIKE ? OR codes LIKE ? OR pinyin LIKE ? LIMIT 50"


def fill(firm: Firm, items: int) -> None:
    """Save items with names as shops have them."""
    brands, goods, kinds, specs = (words.split() for words in (BRANDS, GOODS, KINDS, SPECS))
    with firm.transaction():
        for number in range(items):
            name = (
                random.choice(brands)
                + random.choice(["", *kinds])
                + random.choice(goods)
                + random.choice(kinds)
            )
            barcode = {"code": f"69{number:06d}{random.randrange(10**5):05d}"}
            records.save(firm, "item", {"name": name, "spec": random.choice(specs), "barcodes": [barcode]})


def terms(firm: Firm) -> dict[str, Callable[[int], str]]:
    """Ways to make a term of a given length."""
    rows = firm.database.execute(
        "SELECT text, codes, initials, pinyin FROM record_search WHERE id & 7 = 0"
    ).fetchall()

    def inside(text: str, length: int) -> str:
        place = random.randrange(max(1, len(text) - length + 1))
        return text[place : place + length]

    return {
        "initials, start": lambda length: random.choice(rows)[2][:length],
        "initials, inside": lambda length: inside(random.choice(rows)[2].split("\n")[0], length),
        "Chinese": lambda length: inside(random.choice(rows)[0].split("\n")[0], length),
        "pinyin": lambda length: random.choice(rows)[3].split("\n")[0].replace(" ", "")[:length],
        "code tail": lambda length: random.choice(rows)[1][-length:],
        "no hit": lambda length: "".join(random.choices("龘靐齉爨鬱", k=length)),
    }


def times(call: Callable[[str], object], wanted: Iterator[str]) -> list[int]:
    """Time one call a term, in nanoseconds, sorted."""
    found = []
    for term in wanted:
        start = time.perf_counter_ns()
        call(term)
        found.append(time.perf_counter_ns() - start)
    return sorted(found)


def show(what: str, found: list[int]) -> None:
    """Print the middle and the slow end, in milliseconds."""
    middle, slow = found[len(found) // 2], found[len(found) * 99 // 100]
    print(f"{what:24} p50 {middle / 1e6:8.3f} ms   p99 {slow / 1e6:8.3f} ms")


def main() -> None:
    """Make a firm, measure, print."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    random.seed(8)
    with tempfile.TemporaryDirectory() as folder:
        firm = founding.create(
            Path(folder) / "firm.sqlite", Profile(name="bench"), clock=FixedClock("2026-11-22")
        )
        start = time.perf_counter()
        fill(firm, items)
        spent = time.perf_counter() - start
        print(f"{items} items saved in {spent:.1f} s, {spent / items * 1e6:.0f} µs each")
        every: list[int] = []
        for what, make in terms(firm).items():
            for length in (1, 2, 3, 4, 8):
                wanted = (make(length) for _ in range(TERMS_EACH))
                found = times(lambda term: records.search(firm, "item", term), wanted)
                show(f"{what} {length}", found)
                every += found if length <= 4 else []
        show("all of 1-4 characters", sorted(every))
        wanted = (f"%{make(length)}%" for make in terms(firm).values() for length in (1, 2, 3, 4))
        show(
            "LIKE over 4 columns",
            times(lambda term: firm.database.execute(LIKE, (term,) * 4).fetchall(), wanted),
        )
        codes = [row[0] for row in firm.database.execute("SELECT code_key FROM item_barcode")]
        show(
            "bar code to item, unit",
            times(lambda code: records.by_barcode(firm, code), iter(random.choices(codes, k=5000))),
        )
        show(
            "the same, raw SQL",
            times(
                lambda code: firm.database.execute(RAW, (code,)).fetchone(),
                iter(random.choices(codes, k=5000)),
            ),
        )
        firm.close()


if __name__ == "__main__":
    main()
