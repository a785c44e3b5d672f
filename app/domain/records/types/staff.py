"""Staff: people of the firm: who sells, buys, keeps goods."""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.numbers import WHOLE
from app.core.text import N_
from app.domain.records import fields as f
from app.domain.records.spec import RecordType

STAFF = RecordType(
    key="staff",
    label=N_("员工"),
    group="staff",
    prefix="YG",
    fields=(
        Field("name", N_("姓名"), Kind.TEXT, required=True, longest=40),
        f.CODE,
        f.PHONE,
        Field("job", N_("岗位"), Kind.TEXT, longest=40),
        Field(
            "discount_cap",
            N_("最多折扣"),
            Kind.RATE,
            least=0,
            most=WHOLE,
            help=N_("他开单最多让多少；不填按设置里的"),
        ),
        f.REMARK,
        f.MNEMONIC,
        f.IS_ACTIVE,
    ),
    columns=("code", "name", "phone", "job", "is_active"),
    searched=("name", "phone"),
    detail="job",
    has_surnames=True,
    alike=(),
    help=N_("业务员、采购员、保管员、收银员。"),
)
