# 流程、时限、标识、假日的报错
problem-flow-phase =
    办件目前“{ $phase ->
        [draft] 草稿
        [submitted] 已提交待受理
        [correcting] 待补正
        [handling] 办理中
        [decided] 已办结待送达
        [delivered] 已送达
        [refused] 不予受理
        [withdrawn] 已撤回
       *[other] { $phase }
    }”，不能进行这项操作。请刷新后按页面列出的操作办理。
problem-flow-closed =
    办件已结束（{ $phase ->
        [draft] 草稿
        [submitted] 已提交待受理
        [correcting] 待补正
        [handling] 办理中
        [decided] 已办结待送达
        [delivered] 已送达
        [refused] 不予受理
        [withdrawn] 已撤回
       *[other] { $phase }
    }），不能再操作。如需办理请重新申请。
problem-flow-status =
    “{ $title }”目前“{ $status ->
        [waiting] 待前序办理
        [open] 办理中
        [correcting] 待补正
        [paused] 特别程序中
        [suspended] 已中止
        [approved] 已办结
        [rejected] 不予许可
        [barred] 无法办理
        [withdrawn] 已撤回
       *[other] { $status }
    }”，不能进行这项操作。请刷新后按页面列出的操作办理。
problem-flow-wrong-flow = 办件固定在流程 { $pinned }，不能按流程 { $flow } 办理。请用受理时的版本。
problem-flow-unknown-verb = 没有“{ $verb }”这种操作。可用的操作见参考文档。
problem-flow-unknown-item = 本办件没有事项“{ $where }”。可以是：{ $possible }。
problem-flow-reason-missing = 请写明理由（涉及：{ $elements }）。
problem-flow-fields-missing = 请至少标出一处需要补正的内容。
problem-flow-nothing-given = 没有填写任何内容。请至少提交一项。
problem-flow-not-asked = { $elements } 不由申请人提交，不能填写。
problem-flow-missing = 缺少 { $elements }。请退回申请人补正，或按容缺办理。
problem-flow-marks-open = 标注处 { $elements } 还没有回答。请全部回答后再提交。
problem-flow-nothing-marked = 没有需要补正的内容。
problem-flow-not-marked = { $elements } 没有被要求补正，不能修改。可以修改：{ $possible }。
problem-flow-not-markable = { $elements } 不是申请人能补正的内容，不能标注。
problem-flow-nothing-owed = 没有待补交的材料。
problem-flow-not-owed = { $elements } 不在待补交之列。待补交的是：{ $possible }。
problem-flow-not-owable = { $elements } 不可容缺。可容缺的是：{ $possible }。
problem-flow-owed = { $elements } 尚未补交，补交前不能批准。
problem-flow-not-lapsed = 补交期限（{ $due }）还没有过。
problem-flow-nothing-lapsed = 没有逾期未补的材料。
problem-flow-nothing-awaited = 没有等待取得的共享数据。
problem-flow-not-awaited = { $elements } 不在等待取得之列。等待取得的是：{ $possible }。
problem-flow-consultation-open = { $units } 还没有答复征求意见。收到答复后再作决定。
problem-flow-no-consultation = 没有等待该单位答复的征求意见。
problem-flow-unit-missing = 请写明向哪个单位征求意见。
problem-flow-finding-missing = “{ $place }”踏勘还没有结论，不能批准。请先安排踏勘并记录结论。
problem-flow-finding-failed = “{ $place }”踏勘不合格，不能批准。可以要求补正、不予许可，或安排复勘。
problem-flow-no-inspection = 这个事项不需要踏勘。
problem-flow-already-inspected = 踏勘结论已经记录，不需要再次踏勘。不合格的请先安排复勘。
problem-flow-no-visit = 还没有约定踏勘日期。请先约定。
problem-flow-visit-day = 踏勘日期（{ $day }）不合适：约定的日期不能早于今天，结论不能早于踏勘日记录。
problem-flow-not-workday = { $day } 不是工作日，不能约定踏勘。最近的工作日：{ $possible }。
problem-flow-visit-late = 踏勘最迟应在 { $due } 进行。约定更晚的日期，请写明理由。
problem-flow-not-leading = 踏勘由 { $leading } 牵头约定，{ $unit } 不能约定。
problem-flow-procedure = “{ $kind }”不是本事项的特别程序。可以是：{ $possible }。
problem-flow-not-stopped = 没有正在进行的特别程序或中止。
problem-flow-extended = 已经延期 { $days } 个工作日，只能延期一次。
problem-flow-extension-days = 延长 { $days } 个工作日不可以。须大于 0，最多 { $most }。
problem-flow-not-upstream = “{ $target }”不是本事项所依赖的已办结事项，不能退回。可以退回：{ $possible }。
problem-flow-not-issued = { $elements } 不是本事项产生的内容。可以填写：{ $possible }。
problem-flow-grade = 评价须在 1 至 5 之间，不能是 { $grade }。
problem-flow-rated = 已经评价过（{ $grade }）。每件只评价一次。
problem-clock-gap = { $year } 年没有官方放假安排（已有：{ $covered }），无法计算期限。请用 guantong holidays import 导入国务院办公厅的通知。
problem-digest-no-sm3 = 本机 Python 所用的 OpenSSL 不支持 SM3。请换用支持国密算法的 OpenSSL（3.0 以上默认支持）。
problem-identifier-id-number = “{ $value }”不是有效的公民身份号码（18 位，含出生日期和校验位）。请逐位核对。
problem-identifier-uscc = “{ $value }”不是有效的统一社会信用代码（18 位）。请逐位核对。
problem-identifier-licence = “{ $value }”不是有效的电子证照标识。请核对各段和校验位。
problem-identifier-division = “{ $value }”不是有效的行政区划代码（2、4、6、9 或 12 位数字）。
problem-identifier-item = “{ $value }”不是有效的实施编码（31 位）或业务办理项编码（33 位）。
problem-holidays-columns = 缺少这些列：{ $missing }。文件须有 date、kind、name 三列。
problem-holidays-date = “{ $value }”不是日期。写法如 2027-01-01。
problem-holidays-kind = “{ $value }”不对，只能是 off（放假）或 work（周末上班）。
problem-holidays-weekday = { $day } 是周一至周五，本来就上班，不能写成 work。请核对日期。
problem-holidays-source = 没有写明来源。请用 --source 写明通知的文号。
problem-holidays-twice = { $day } 写了两次。
problem-holidays-part = { $year } 年不完整：法定假日 { $day } 没有列为放假。请导入整年的通知。
problem-holidays-sense = { $year } 年周末上班 { $worked } 天，多于工作日放假 { $off } 天，不合理。请核对。
problem-holidays-years = 一次导入一年的通知，文件中有：{ $years }。
# 暂时不能批准的原因：说明缺什么、由谁来做
problem-flow-why-not-accepted = 窗口还没有受理。
problem-flow-why-decided = 本事项已经办结。
problem-flow-why-waiting = 等待前序事项办结：{ $items }。
problem-flow-why-correcting = 已退回申请人补正，等待补正：{ $elements }。
problem-flow-why-paused = 特别程序正在进行（自 { $since } 起），结束后才能决定。
problem-flow-why-suspended = 本事项已中止（自 { $since } 起），恢复后才能决定。
problem-flow-why-consulting = 正在征询意见，等待答复：{ $units }。
problem-flow-why-owed = 容缺材料尚未补齐：{ $elements }，申请人应在 { $due } 前补交。
problem-flow-why-lapsed = 容缺材料逾期未补：{ $elements }，请等待窗口决定延长期限或不予受理。
problem-flow-why-missing = 缺少：{ $elements }。请退回申请人补正。
problem-flow-why-no-visit = “{ $place }”还没有约定日期，由{ $leading }牵头约定。
problem-flow-why-no-finding = “{ $place }”定于 { $day }，踏勘后请记录本事项的结论。
problem-flow-why-failed = “{ $place }”结论为不合格。可由{ $leading }约定复勘，也可退回补正或不予许可。
