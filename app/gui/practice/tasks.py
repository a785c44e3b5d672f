"""The tasks: each step says what to do and by what sign it is seen that it was done. Adding a task is a declaration."""

from collections.abc import Callable
from dataclasses import dataclass

from app.core.extension import Family
from app.core.text import N_, Label
from app.domain.documents.document import Document


@dataclass(frozen=True, slots=True)
class Scene:
    """What there is to see: what the page in front is about, the draft in it, what became of documents since the start.

    `happened` holds (document type, state): a delivery was posted, a delivery was voided.
    """

    topic: str = ""
    draft: Document | None = None
    happened: frozenset[tuple[str, str]] = frozenset()


Sign = Callable[[Scene], bool]
"""Says whether a scene shows that a step was done."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    says: Label
    sign: Sign


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of everyday work; its steps follow one another."""

    key: str
    label: Label
    steps: tuple[Step, ...]

    def done(self, scene: Scene, before: int = 0) -> int:
        """Return how many steps are done, when `before` of them were and the scene is this."""
        while before < len(self.steps) and self.steps[before].sign(scene):
            before += 1
        return before


def at(topic: str) -> Sign:
    """Look for a page about a topic in front."""
    return lambda scene: scene.topic == topic


def drafting(type_key: str, *, party: bool = False, lines: int = 0) -> Sign:
    """Look for a draft of a type, with a party, with so many lines of goods."""

    def sign(scene: Scene) -> bool:
        draft = scene.draft
        return (
            draft is not None
            and draft.type == type_key
            and (not party or bool(draft.party))
            and sum(1 for line in draft.lines if line.item and line.quantity) >= lines
        )

    return sign


def happened(type_key: str, state: str = "posted") -> Sign:
    """Look for a document of a type that came into a state."""
    return lambda scene: (type_key, state) in scene.happened


SELL = Task(
    "sell",
    N_("卖一单"),
    (
        Step(N_("按 {find}，输入 xsckd，按 Enter：打开销售出库单的列表"), at("delivery")),
        Step(N_("按 {new}，开一张新单"), drafting("delivery")),
        Step(N_("选客户：输入名称或拼音首字母，按 Enter"), drafting("delivery", party=True)),
        Step(
            N_("按 Enter 走到明细：输入品名的几个字母，按 Enter 选中，再输入数量，按 Enter"),
            drafting("delivery", lines=1),
        ),
        Step(N_("再加一种商品：同样选商品、填数量"), drafting("delivery", lines=2)),
        Step(N_("按 {post} 过账：库存减少，应收增加"), happened("delivery")),
        Step(
            N_("开错了也不怕：在这张单上按 {void}，写上原因，按 Enter 作废"),
            happened("delivery", "voided"),
        ),
    ),
)
RECEIVE = Task(
    "receive",
    N_("收一批货"),
    (
        Step(N_("按 {find}，输入 cgrkd，按 Enter：打开采购入库单的列表"), at("goods_receipt")),
        Step(N_("按 {new}，开一张新单"), drafting("goods_receipt")),
        Step(N_("选供应商：输入名称或拼音首字母，按 Enter"), drafting("goods_receipt", party=True)),
        Step(N_("按 Enter 走到明细：选商品，填数量；单价可以改"), drafting("goods_receipt", lines=1)),
        Step(N_("按 {post} 过账：库存增加，应付增加"), happened("goods_receipt")),
        Step(N_("付钱：按 {find}，输入 fkd，按 Enter，再按 {new}"), drafting("money_paid")),
        Step(N_("选同一个供应商，填付款金额，按 {post}：先到期的先核销"), happened("money_paid")),
        Step(N_("看结果：按 {find}，输入 yfzl，按 Enter，打开应付账龄"), at("payables")),
    ),
)
COUNT = Task(
    "count",
    N_("盘一次点"),
    (
        Step(N_("按 {find}，输入 kcye，按 Enter：看账上有什么货"), at("stock_on_hand")),
        Step(N_("按 {find}，输入 pdd，按 Enter：打开盘点单的列表"), at("stock_count")),
        Step(N_("按 {new}，开一张新单"), drafting("stock_count")),
        Step(N_("按 Enter 走到明细：选商品，填实际数到的数量"), drafting("stock_count", lines=1)),
        Step(N_("按 {post} 过账：盘盈盘亏自动入账"), happened("stock_count")),
        Step(N_("再看库存余额：数量已经是数到的数"), at("stock_on_hand")),
    ),
)
TASKS: Family[Task] = Family("task", SELL, RECEIVE, COUNT)
