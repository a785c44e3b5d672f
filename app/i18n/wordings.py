"""What each expected failure says, and what it advises: one entry per error, by its stable code.

By code and not by class, because errors are declared next to what raises them, in packages that this one may not see.
Facts arrive ready to be shown: amounts and quantities are texts made by `app.core.numbers` where the error is raised,
a fact that is itself visible text is a `Message`. Besides its own facts a sentence may name ``{document}``,
``{line}`` and ``{field}``. A test asks for an entry for every error of the program.
"""

from dataclasses import dataclass
from typing import Final

from app.core.text import EMPTY, N_, Label


@dataclass(frozen=True, slots=True)
class Wording:
    """What happened, and what a person can do about it."""

    says: Label
    advises: Label = EMPTY


FAMILY: Final = "PROBLEM"

_FAMILIES: Final = {
    FAMILY: Wording(N_("没有做成。")),
    "REFUSED": Wording(N_("这样做不符合规则。")),
    "ENVIRONMENT": Wording(N_("电脑或外部设备出了问题。"), N_("请稍后重试。")),
}
"""Spoken when an error has no entry of its own."""

_CUSTOM: Final = {
    "EXPRESSION_UNCLEAR": Wording(
        N_("看不懂公式“{text}”。"), N_("可以用栏目的名称、数字、+ - × ÷、括号、比较和 且 或 非。")
    ),
    "UNKNOWN_NAME": Wording(N_("公式“{text}”里的“{name}”不是栏目的名称。"), N_("可以写：{known}。")),
    "NOT_LOOKED_FOR": Wording(
        N_("在单据里查不了“{name}”有没有重复。"),
        N_("可以查对方单号和单据上的自定义栏目，同一栏可以写：{known}。"),
    ),
    "CIRCULAR_FORMULA": Wording(N_("公式“{name}”绕回了自己：{way}。"), N_("请改其中一个公式。")),
    "FIELD_NAME_TAKEN": Wording(N_("已经有叫“{name}”的栏目。"), N_("请换一个名称，或用原有的栏目。")),
    "PATTERN_REFUSED": Wording(
        N_("格式“{pattern}”不能用。"),
        N_("括号后面不能再写次数，* + 和 {{}} 一共最多三处；如：[A-Z]{{2}}-\\d+。"),
    ),
    "RULE_BROKEN": Wording(N_("{label}“{value}”不符合规则 {rule}：{says}。")),
    "REASON_ASKED": Wording(
        N_("{label}“{value}”不符合规则 {rule}：{says}。请写明例外原因。"), N_("写了原因就可以继续。")
    ),
    "NAMED_IN_FORMULA": Wording(N_("“{name}”正用在{others}里。"), N_("请先改掉或停用用到它的公式和规则。")),
}

_MODULES: Final = {
    "NOT_IN_USE": Wording(
        N_("这个账套收起了“{module}”，不开新的{label}。"),
        N_("在“设置 → 模块”里打开它；命令行写 zhanggui modules {switches}。原有的照样能看、打印和作废。"),
    ),
}

_RECORDS: Final = {
    "MISSING_FIELD": Wording(N_("{label}没有填写。")),
    "WRONG_VALUE": Wording(N_("{label}不能是“{value}”。"), N_("请改成这一栏能用的内容，或清空。")),
    "OUT_OF_RANGE": Wording(N_("{label}“{value}”超出范围。"), N_("{bounds}")),
    "COLUMN_UNUSED": Wording(
        N_("“{column}”这一列没有采用。"),
        N_("请在“列对应”里选它是什么；等级的价格可以作为“客户与活动价”导入。"),
    ),
    "VALUE_UNUSED": Wording(
        N_("“{value}”没有采用：{label}里没有这一项。"), N_("请改成{label}里有的，再导入一次。")
    ),
    "TOO_LONG": Wording(N_("{label}有 {length} 个字，最多 {longest} 个。"), N_("请改短一些。")),
    "LIST_TOO_LONG": Wording(N_("{label}有 {rows} 行，最多 {most} 行。"), N_("请删去多余的行。")),
    "MANGLED_CODE": Wording(
        N_("{label}“{value}”像是被表格软件改成了数字。"),
        N_("请在表格里把这一列设为文本，重新填写完整的编码。"),
    ),
    "DUPLICATE_KEY": Wording(N_("{label}“{value}”已经用于“{other}”。"), N_("请换一个，或打开原有的那条。")),
    "REPEATED_VALUE": Wording(N_("{label}“{value}”重复了。"), N_("请删去或改掉其中一个。")),
    "FIGURES_OVERLAP": Wording(N_("“{label}”和“{other}”占了同一位。"), N_("请照秤的说明书改其中一个。")),
    "UNKNOWN_REFERENCE": Wording(N_("{label}里没有“{value}”。"), N_("请先新建，或改成已有的名称或编码。")),
    "DISABLED": Wording(N_("{label}“{record}”已经停用。"), N_("请换一个，或在资料里重新启用。")),
    "ONE_OR_THE_OTHER": Wording(N_("{label}和{other}只能填一个。"), N_("请清空其中一个。")),
    "TOO_EARLY": Wording(N_("“{label}”{value} 早于“{other}”{since}。"), N_("请改其中一个日期。")),
    "ANOTHER_DAY": Wording(N_("{label}在 {value}，单据日期是 {date}。"), N_("请把单据日期改成盘点那一天。")),
    "UNKNOWN_UNIT": Wording(N_("“{item}”没有单位“{unit}”。"), N_("请在商品资料里加上这个单位。")),
    "FRACTION_OF_UNIT": Wording(
        N_("{quantity} {unit}换算后不是整数个{base_unit}。"), N_("请改数量，或放宽商品的小数位。")
    ),
    "RATIO_FROZEN": Wording(
        N_("“{item}”已有出入库，单位“{unit}”的换算不能再改。"), N_("请新增一个单位，或新建商品。")
    ),
    "IN_USE": Wording(N_("“{record}”已被使用，{label}不能再改。"), N_("请另建一条，把这条停用。")),
    "OWN_ANCESTOR": Wording(N_("“{record}”不能放在自己下面。"), N_("请另选一个上级。")),
    "NOT_MERGEABLE": Wording(
        N_("“{loser}”和“{winner}”的{label}不同，不能合并。"), N_("确实是同一个的，先把{label}改成一样。")
    ),
    "STILL_HOLDS": Wording(N_("“{record}”还有库存或未结清的往来。"), N_("请先把库存和往来转走。")),
    "UNKNOWN_IMPORT": Wording(N_("没有可以撤销的导入。"), N_("zhanggui import --list 列出导入过的文件。")),
    "IMPORT_UNDONE": Wording(N_("“{file}”的导入已经撤销过了。")),
    "LIST_NOT_IMPORTED": Wording(
        N_("“{name}”看起来是单据明细，不知道是哪一种单据。"),
        N_("请在“内容”里选一种单据；命令行用 --as，例如 --as purchase_order。"),
    ),
    "CODES_EXHAUSTED": Wording(N_("以“{prefix}”开头的编码用完了。"), N_("请换一个开头。")),
    "UNKNOWN_BARCODE": Wording(
        N_("没有条码为“{scanned}”的商品。"), N_("可以新建商品，或把条码加到已有的商品上。")
    ),
    "SHARED_BARCODE": Wording(
        N_("条码“{scanned}”是几样商品共用的：{items}。"), N_("请在商品格里输入名称，选一样。")
    ),
    "SCAN_TOO_LONG": Wording(
        N_("扫到 {length} 个字，太长了，不是条码。"), N_("什么也没有加，请扫商品上的条码。")
    ),
    "SCAN_GARBLED": Wording(
        N_("扫到的“{scanned}”里有不能显示的字符。"), N_("什么也没有加，请照说明书检查扫码枪的设置。")
    ),
    "SCAN_MISREAD": Wording(
        N_("“{scanned}”的最后一位不对，可能没扫好。"), N_("请再扫一次；确实是这个码的，可以新建商品。")
    ),
    "SCAN_UNCLEAR": Wording(
        N_("“{scanned}”里有一段或一个日期读不懂。"), N_("请再扫一次，或照标签手工输入。")
    ),
    "PAYMENT_CODE_SCANNED": Wording(N_("这是付款码，不是商品。"), N_("什么也没有加，收款时再扫。")),
    "UNKNOWN_SCALE_ITEM": Wording(
        N_("秤码里的商品编号“{plu}”没有对应的商品（{rule}）。"),
        N_("请把商品的编码或条码改成秤上的编号，或检查秤码规则。"),
    ),
    "NOTHING_ON_LABEL": Wording(N_("“{item}”的秤码里重量和金额都是 0。"), N_("请重新称重、打标签。")),
    "NO_WEIGHT_UNIT": Wording(
        N_("“{item}”的单位是“{unit}”，标签上却是重量。"), N_("请把商品的单位改成千克、斤、克等。")
    ),
    "NO_PRICE_ON_LABEL": Wording(
        N_("标签上只有金额，“{item}”没有零售价，算不出重量。"), N_("请在商品资料里填零售价。")
    ),
    "PAPER_NOT_HERE": Wording(
        N_("单据“{number}”不在这个账套里。"), N_("可能是别的电脑开的，还没有同步过来。")
    ),
    "NOT_GOODS": Wording(N_("“{scanned}”不是商品的条码。")),
    "NO_GOODS_HERE": Wording(N_("{label}没有商品明细，不能扫商品。"), N_("请先打开要加商品的单据。")),
    "SERIAL_AGAIN": Wording(N_("序列号“{serial}”在第 {line} 行已经有了。"), N_("同一件只扫一次。")),
}

_DOCUMENTS: Final = {
    "NEGATIVE_STOCK": Wording(
        N_("{date} 那天“{place}”的“{item}”不够：有 {on_hand}，缺 {missing}。"), N_("请先入库，或减少数量。")
    ),
    "NEGATIVE_VALUE": Wording(
        N_("“{item}”的库存金额会变成负数。"), N_("减去的不能比账上的库存金额多，请把金额改小。")
    ),
    "SUM_TOO_LARGE": Wording(N_("金额或数量太大，账上放不下。"), N_("请检查数量和单价。")),
    "PERIOD_CLOSED": Wording(
        N_("{date} 已经结账（结到 {closed_through}）。"), N_("请把日期改为 {open_from} 或以后。")
    ),
    "ALREADY_CLOSED": Wording(N_("已经结账到 {closed_through}。"), N_("请选它以后的日子，或先反结账。")),
    "NOTHING_CLOSED": Wording(N_("还没有结过账，没有可以反结账的期间。")),
    "RETURN_EXCEEDS": Wording(N_("{source} 还剩 {open}，不能取 {wanted}。"), N_("请把数量改小。")),
    "RETURN_BEFORE_SALE": Wording(
        N_("日期不能早于 {source} 的日期 {date}。"), N_("请把单据日期改为 {date} 或以后。")
    ),
    "HAS_DEPENDENTS": Wording(N_("{number} 已被 {dependents} 引用。"), N_("请先处理引用它的单据。")),
    "SOURCE_NOT_LIVE": Wording(
        N_("{source} 已作废、已红冲或还没有过账，不能引用。"), N_("请删去这一行，或重新选单。")
    ),
    "NO_SUCH_LINE": Wording(N_("{source} 没有第 {source_line} 行。"), N_("请重新选单。")),
    "NOT_DRAWN_FROM": Wording(N_("{source} 是{type}，{wants}不能引用它。"), N_("请按 F7 重新选单。")),
    "SOURCE_MISSING": Wording(N_("这一行没有源单。"), N_("请从源单选取。")),
    "SOURCE_OTHER_PARTY": Wording(
        N_("{source} 是另一个往来单位的单据。"), N_("请删去这一行，或把往来单位改成它的。")
    ),
    "SOURCE_OTHER_ITEM": Wording(N_("{source} 的那一行是另一种商品。"), N_("请重新选单，或另起一行。")),
    "ORDER_CLOSED": Wording(N_("{number} 已经关闭，余下的不再执行。"), N_("还要的话，请另开一张订单。")),
    "NO_ORDER": Wording(N_("{number} 不是订单，不能关闭。")),
    "ALREADY_TAKEN_BACK": Wording(N_("{number} 已经作废或红冲过。"), N_("不用再做一次。")),
    "STILL_OPEN": Wording(N_("{number} 所在的期间还没有结账，不能红冲。"), N_("请直接作废。")),
    "SETTLED_TOO_MUCH": Wording(N_("{source} 未结清 {open}，核销不能超过它。"), N_("请把本次核销改小。")),
    "SETTLED_UNEVENLY": Wording(
        N_("各行核销合计 {settled}，收付款是 {paid}。"), N_("核销合计不能超过收付款，也不能是负数。")
    ),
    "REFUND_EXCEEDS": Wording(
        N_("可以退的有 {open}，退款是 {paid}。"),
        N_("请把退款金额改小；要退的必须是预收预付，或没有抵扣的退货款。"),
    ),
    "NO_LINES": Wording(N_("单据没有明细。"), N_("请至少填写一行。")),
    "SAME_PLACE": Wording(N_("调出和调入是同一个仓库。"), N_("请改其中一个。")),
    "ROLES_MISSING": Wording(N_("缺少“{role}”的明细行。"), N_("请加一行，类别选“{role}”。")),
    "PAID_TOO_MUCH": Wording(
        N_("付款超过了单据金额 {total}。"), N_("多付的请另开收款单或付款单，作为预收或预付。")
    ),
    "MAY_NOT_OWE": Wording(N_("散客不能欠款，还差 {open}。"), N_("请收足货款，或选择有名称的客户。")),
    "CREDIT_EXCEEDED": Wording(
        N_("“{party}”的信用额度是 {limit}，连这张单共占用 {owed}。"),
        N_("请先收款，或在客户资料里提高额度；没发货的订单不要了就关闭它。"),
    ),
    "BELOW_LOWEST": Wording(
        N_("“{item}”低于最低售价 {lowest}。"), N_("折扣和优惠都算在内；请改单价，或在设置里改规矩。")
    ),
    "EXPIRED": Wording(
        N_("“{item}”的有效期到 {expires_on}，已经过期。"),
        N_("请换一批；“设置”里的“过期的货”可以改成提醒。"),
    ),
    "BELOW_COST": Wording(N_("“{item}”低于限价。"), N_("请核对单价、单位和折扣。")),
    "DISCOUNT_TOO_HIGH": Wording(
        N_("折扣一共 {discount}，最多 {most}。"), N_("行折扣、整单优惠和抹零合在一起算。")
    ),
    "NO_PRICE_KNOWN": Wording(N_("“{item}”没有查到价格。"), N_("请填单价，或在商品、价格表里补上。")),
    "WRONG_UNIT": Wording(N_("单位是{unit}，看着像按{other}算的。")),
    "WRONG_POINT": Wording(N_("单价看着错了小数点，平时是 {usual}。")),
    "UNUSUAL_PRICE": Wording(N_("单价和平时差得远，平时是 {usual}。")),
    "UNUSUAL_QUANTITY": Wording(N_("数量比平时多得多，平时是 {usual} {unit}。")),
    "ABOVE_RETAIL": Wording(N_("进价高于零售价 {retail}。")),
    "FAR_DAY": Wording(N_("单据日期 {date} 离今天 {days} 天。")),
    "SAME_AGAIN": Wording(N_("{minutes} 分钟前的 {number} 客户、商品、数量都一样，是不是重复了？")),
    "BELOW_ZERO": Wording(
        N_("“{place}”的“{item}”账面成了 {on_hand}。"), N_("请查一查是不是漏了入库单，或盘点一次。")
    ),
    "NOT_COUNTED": Wording(N_("“{place}”的“{item}”还没有盘点（未核），账面是 {on_hand}。")),
    "SERIAL_MISTAKE": Wording(
        N_("序列号“{serial}”不对：与数量不符、重复，或不在该在的地方。"),
        N_("请核对：一件一个序列号，用空格隔开，出库的要在这个仓库里。"),
    ),
    "UNKNOWN_DOCUMENT": Wording(N_("找不到这张单据。"), N_("它可能是已经丢弃的草稿，请在列表里再找。")),
}

_FORMS: Final = {
    "NOT_JSON": Wording(N_("不是正确的 JSON：读到第 {row} 行第 {column} 个字符停下。")),
    "NOT_AN_OBJECT": Wording(N_("{label}应当是带键和值的对象。")),
    "NOT_A_LIST": Wording(N_("{label}应当是列表。")),
    "UNKNOWN_KEY": Wording(N_("{label}里没有“{key}”这一项。")),
    "COMPUTED_FIELD": Wording(N_("{label}由程序计算，不用填写。")),
    "UNKNOWN_TYPE": Wording(N_("没有“{value}”这种单据或资料。"), N_("可以用：{known}。")),
    "FLOAT_NUMBER": Wording(N_("{label}的 {value} 是浮点数，已经不精确。"), N_('请改用文本，例如 "12.50"。')),
    "TOO_MANY_PLACES": Wording(N_("{label}“{value}”的小数太多，最多 {places} 位。")),
    "AMBIGUOUS_REFERENCE": Wording(N_("{label}里叫“{value}”的不止一个：{found}。"), N_("请改用编码或 uid。")),
    "UID_TAKEN": Wording(N_("这个 uid 已经属于单据 {number}。")),
}

_FILES: Final = {
    "FILE_UNREADABLE": Wording(
        N_("打不开文件“{name}”。"), N_("请确认文件还在原处、没有被其他程序占用，并且有权限读取。")
    ),
    "FILE_IN_USE": Wording(
        N_("文件“{name}”正由其他程序打开。"), N_("请在 Excel 或 WPS 里关闭它，然后再试。")
    ),
    "FILE_BROKEN": Wording(
        N_("文件“{name}”已损坏或不完整。"), N_("请用表格软件打开它，另存为新的 xlsx 文件后再试。")
    ),
    "FILE_ENCRYPTED": Wording(
        N_("文件“{name}”设有打开密码。"), N_("请在表格软件里去掉密码并保存，然后再试。")
    ),
    "FILE_EMPTY": Wording(N_("文件“{name}”里没有内容。"), N_("请确认选对了文件，并且数据已经保存。")),
    "FILE_TOO_LARGE": Wording(
        N_("文件“{name}”太大或展开后太大，为安全起见没有打开。"),
        N_("请删去多余的行、列和图片，或拆成几个文件。"),
    ),
    "FILE_KIND_UNKNOWN": Wording(N_("认不出文件“{name}”的格式。"), N_("请选择 xlsx、xls 或 csv 文件。")),
    "HEADER_NOT_FOUND": Wording(
        N_("文件“{name}”的前 {rows} 行里没有认得出的表头。"), N_("请加上一行表头，例如：名称、单位、数量。")
    ),
    "FILE_KIND_NOT_OFFERED": Wording(N_("不能写成“{name}”这种文件。"), N_("可以用的后缀：{offered}。")),
    "FILE_NOT_WRITTEN": Wording(
        N_("写不了文件“{name}”。"), N_("请关闭正在打开它的程序，确认文件夹存在并且可以写入，然后再试。")
    ),
    "DISK_FULL": Wording(N_("磁盘空间不够，文件“{name}”没有写成。"), N_("请清理磁盘，或换一个位置保存。")),
    "TOO_MANY_ROWS": Wording(
        N_("共有 {rows} 行，超过 Excel 一张表最多 {limit} 行的限制。"), N_("请缩小查询范围，或导出为 CSV。")
    ),
    "FILE_TROUBLE": Wording(N_("操作系统不允许使用“{name}”：{reason}。"), N_("请检查权限，或换一个位置。")),
    "NO_DISPLAY": Wording(
        N_("这里没有可以显示窗口的屏幕。"), N_("请在桌面环境里启动，或用 zhanggui --help 列出的命令。")
    ),
    "PRINTER_UNREACHABLE": Wording(
        N_("连不上打印机 {printer}：{reason}。单据没有打印。"), N_("请检查电源、网线和地址，再打印一次。")
    ),
    "PRINTER_NOT_READY": Wording(
        N_("{reason}（{printer}），单据没有打印。"), N_("请处理好打印机，再打印一次。")
    ),
    "PRINTER_CUT_OFF": Wording(
        N_("打印机 {printer} 中途断开，小票可能只打了一部分：{reason}。"), N_("再打印一次，纸上会标“补打”。")
    ),
    "PRINTER_REFUSED": Wording(
        N_("打印机 {printer} 没有接受要打印的内容。"), N_("请检查它是否开着、连着，再打印一次，或换成 PDF。")
    ),
    "NO_CHINESE_FONT": Wording(
        N_("找不到可以放进 PDF 的中文字体。"),
        N_("请安装文泉驿微米黑（fonts-wqy-microhei），或其他 TrueType 中文字体。"),
    ),
}

_FIRMS: Final = {
    "FIRM_MISSING": Wording(
        N_("账套文件不在了：{path}。"), N_("请确认磁盘或共享文件夹已经连接，或选择其他账套。")
    ),
    "FIRM_EXISTS": Wording(N_("这里已经有一个账套：{path}。"), N_("请换一个名称，或直接打开它。")),
    "NOT_A_FIRM": Wording(N_("这个文件不是本程序的账套：{path}。"), N_("请选择其他文件。")),
    "NEWER_DATABASE": Wording(N_("这个账套由更新版本的程序写成：{path}。"), N_("请先升级本程序。")),
    "MIGRATION_FAILED": Wording(
        N_("升级账套时第 {step} 步没有成功，账套保持原样：{path}。"), N_("请继续使用旧版本，并联系我们。")
    ),
    "BACKUP_MISSING": Wording(N_("这里没有备份：{path}。"), N_("请选择其他位置。")),
    "DATABASE_LOCKED": Wording(N_("另一个程序正占用账套文件。"), N_("请关闭它，或稍后重试。")),
    "DATABASE_FULL": Wording(N_("磁盘满了，账套无法继续写入。"), N_("请清理磁盘后重试；已保存的内容都在。")),
    "DATABASE_READ_ONLY": Wording(N_("账套文件或它所在的文件夹不能写入。"), N_("请检查权限。")),
    "DATABASE_UNREADABLE": Wording(
        N_("账套文件打不开，或磁盘读写出错。"), N_("请检查磁盘和连接；如有必要，从备份恢复。")
    ),
    "DATABASE_BROKEN": Wording(N_("账套文件已损坏，或不是数据库。"), N_("请从备份恢复。")),
    "BACKUP_UNSOUND": Wording(
        N_("备份没有通过检查：{finding}。"), N_("请换一个位置再备份一次，并检查磁盘。")
    ),
}

_REPORTS: Final = {
    "UNKNOWN_QUESTION": Wording(N_("这张报表没有“{field}”这个条件。"), N_("可以用的条件：{known}。")),
}

_PRINTING: Final = {
    "PRINT_TEMPLATE_BROKEN": Wording(
        N_("打印模板“{template}”里的“{name}”看不懂。"), N_("请在“设置 → 打印模板”里恢复默认，再改。")
    ),
    "PRINT_FORM_UNKNOWN": Wording(N_("没有“{name}”这种打印单据或纸张。")),
    "PRINT_COLUMNS_TOO_WIDE": Wording(
        N_("各列一共至少要 {wanted} 毫米，超过了“{paper}”能打印的 {room} 毫米。"),
        N_("请把列改窄，或少勾几列。"),
    ),
    "DRAWER_CLOSED": Wording(N_("没有销售时不许开钱箱。"), N_("“设置”里的“没有销售开钱箱”可以改。")),
    "PICTURE_UNREADABLE": Wording(N_("“{name}”不是能用的图片。"), N_("请选 PNG 或 JPG 图片。")),
}

_LABELS: Final = {
    "LABEL_OTHER_SUPPLIER": Wording(
        N_("“{item}”的标签是“{theirs}”的货，这张单据是“{ours}”的。"),
        N_("没有加。请核对货是谁家的，或者换一张单据。"),
    ),
    "LABEL_OTHER_ORDER": Wording(
        N_("“{item}”的标签属于 {theirs}，这张单据是按 {ours} 开的。"),
        N_("没有加。请放到那一单的货里，或者按 F7 选上那一单。"),
    ),
    "NOT_ON_ORDER": Wording(N_("{order} 里没有“{item}”。"), N_("没有加。请核对标签是不是贴错了货。")),
    "BATCH_NOT_HERE": Wording(
        N_("账上没有“{item}”的批号 {batch}。"), N_("没有加。请核对标签；还没有入库的先入库。")
    ),
    "SCALE_CODE_OVERFLOW": Wording(
        N_("“{item}”的{figure}是 {value}，秤码规则“{rule}”最多写到 {most}。"),
        N_("请分成几份打标签，或者在秤码规则里给它多几位。"),
    ),
    "SCALE_CODE_INEXACT": Wording(
        N_("“{item}”的{figure}是 {value}，秤码规则“{rule}”只写到 {least}，扫回来会是另一个数。"),
        N_("请在秤码规则里把小数位改多。"),
    ),
    "NO_SCALE_NUMBER": Wording(
        N_("“{item}”没有能写进秤码的编号：规则“{rule}”要 {wanted}。"),
        N_("请把商品的编码改成这样的数字，或者在它的条码里加一行。"),
    ),
    "SCALE_CODE_TAKEN": Wording(
        N_("“{item}”的秤码 {text}（规则“{rule}”）扫回来不是这一份货，不能印。"),
        N_("别的商品的条码、编码，或者另一条秤码规则也认这个码，请改开。"),
    ),
    "SCALE_CODE_WITHOUT_PRICE": Wording(
        N_("“{item}”没有价格，秤码规则“{rule}”只写金额，写不出来。"),
        N_("请填零售价，或者用写重量的秤码规则。"),
    ),
    "SCALE_CODE_OTHER_PRICE": Wording(
        N_(
            "秤码规则“{rule}”只写金额，扫的时候按零售价算重量："
            "“{item}”{weight} 卖 {amount} 元，不是零售价，会算成别的重量。"
        ),
        N_("请用写重量的秤码规则，或者按零售价打标签。"),
    ),
    "LABEL_TEMPLATE_BROKEN": Wording(
        N_("标签模板“{template}”里的“{name}”看不懂。"), N_("请在“设置 → 标签模板”里恢复默认，再改。")
    ),
    "LABEL_UNKNOWN": Wording(N_("没有“{name}”这种标签。"), N_("请换一个式样。")),
    "LABEL_IS_EMPTY": Wording(N_("标签“{template}”上什么也没有勾，打出来是白纸。"), N_("请至少勾一项。")),
    "LABEL_CODE_UNFIT": Wording(
        N_("“{what}”的码“{text}”不能用{kind}印。"),
        N_("请在标签模板里把条码种类改为“自动”或 Code 128，有汉字的改用二维码；或者改正商品的条码。"),
    ),
    "LABEL_TOO_SMALL": Wording(
        N_("“{what}”在标签“{template}”上放不下：{text}。"),
        N_("请换大一点的标签，或者在标签模板里少勾几项、改小。"),
    ),
    "LABEL_TOO_WIDE": Wording(
        N_("标签“{template}”宽 {width} 毫米，打印机只能打 {head} 毫米宽。"),
        N_("请换窄的式样，或者换一台打印机。"),
    ),
}

_DEVICES: Final = {
    "SCALE_MISSING": Wording(
        N_("“{scale}”现在没有读数。"), N_("请看秤开了没有、线插好没有；“设置 → 设备”里能看到它说什么。")
    ),
    "WEIGHT_MOVES": Wording(N_("“{scale}”还没有稳定。"), N_("等数字不跳了再按。")),
    "SCALE_OVERLOADED": Wording(N_("“{scale}”超载。"), N_("请分几次称。")),
    "WEIGHT_BELOW_ZERO": Wording(N_("“{scale}”低于零。"), N_("请把秤盘清空，按秤上的置零键，再称。")),
    "SCALE_EMPTY": Wording(N_("“{scale}”上没有东西。"), N_("放上货，等数字不跳了再按。")),
    "WEIGHT_TAKEN": Wording(N_("“{scale}”上的这一份已经取过了。"), N_("拿下来再放下一份。")),
    "WEIGHT_UNIT_UNKNOWN": Wording(N_("“{scale}”的单位“{unit}”不能换算成重量。"), N_("请在秤上换成千克。")),
    "NOTHING_TO_WEIGH": Wording(N_("这一行还没有商品。"), N_("先选按重量卖的商品，再取重量。")),
    "NOT_BY_WEIGHT": Wording(
        N_("“{item}”的单位是“{unit}”，不是重量单位。"), N_("请换成千克、斤、克等单位。")
    ),
    "TOO_LIGHT": Wording(N_("太轻了，不到“{unit}”能记的最小数量。"), N_("请换更小的单位，或者手工输入。")),
}

WORDINGS: Final[dict[str, Wording]] = {
    **_FAMILIES,
    **_CUSTOM,
    **_MODULES,
    **_RECORDS,
    **_DOCUMENTS,
    **_FORMS,
    **_FILES,
    **_FIRMS,
    **_REPORTS,
    **_PRINTING,
    **_LABELS,
    **_DEVICES,
}
