# 由模型推导出来、给人看的内容：示例数据、流程图、横道图、办事指南、窗口清单、情景故事。
show-sample-people = 张样例 李样例 王样例 赵示范 钱示范 孙示范 周演示 吴演示 郑演示 陈测试
show-sample-organisations = 样例一号有限公司 样例二号有限公司 示范三号有限公司 示范四号有限公司 演示五号有限公司
show-sample-address = 浙江省示例市示例区样例路{ $number }号
show-sample-text = { $title }（样例{ $number }）

show-gantt-title = 并联办理计划
show-gantt-short = { $promised ->
    [0] { $items }个事项 · 当场办结
   *[other] { $items }个事项并联办理 · 最长路径{ $longest }个工作日 · 承诺{ $promised }个工作日
  }
show-gantt-sum = { $promised ->
    [0] 共{ $items }个事项，当场办结。
   *[other] 共{ $items }个事项，最长路径{ $longest }个工作日，承诺{ $promised }个工作日办结，连同特别程序最多{ $lived }个工作日。
  }
show-gantt-line = { $item }（{ $unit }）：第{ $start }日至第{ $finish }日{ $waits }。
show-gantt-waits = 待：{ $causes }
show-gantt-comma = 、
show-gantt-plus = +
show-gantt-axis = 受理后的工作日
show-gantt-days = { $days }日
show-gantt-at-once = 即办
show-gantt-due = 承诺{ $days }日办结
show-gantt-due-and = 承诺{ $days }日＋特别程序{ $extra }日
show-gantt-semicolon = ；
show-gantt-procedure = { $kind }{ $days }日
show-gantt-kind-announcement = 公示
show-gantt-kind-hearing = 听证
show-gantt-kind-expert-review = 专家评审
show-gantt-kind-testing = 检验检测
show-gantt-kind-inspection = 检验
show-gantt-kind-other = 特别程序
show-gantt-tip = { $item }：第{ $start }日至第{ $finish }日。
show-gantt-tip-critical = 决定总时长的一步：迟一天，全程就迟一天。
show-gantt-tip-slack = 有{ $days }个工作日余量。
show-gantt-edge = “{ $after }”要等“{ $before }”出具：{ $elements }
show-gantt-visit = 联合踏勘：{ $place }，{ $unit }牵头，{ $within }个工作日内一次完成，{ $items }个事项共用
show-gantt-legend-critical = 决定总时长的步骤
show-gantt-legend-beside = 同步办理，有余量
show-gantt-legend-stopped = 特别程序（不计入时限）
show-gantt-legend-edge = 前项出具、后项需要的材料
show-gantt-legend-visit = 联合踏勘（最迟日）

show-bpmn-window = 综合窗口
show-bpmn-start = 一表申报
show-bpmn-accept = 统一受理
show-bpmn-deliver = 统一出件
show-bpmn-end = 办结
show-bpmn-visit = 联合踏勘：{ $place }
show-bpmn-procedure = { $kind }{ $days }个工作日
show-bpmn-item-doc = { $promised ->
    [0] 当场办结。
   *[other] 承诺{ $promised }个工作日，法定{ $legal }个工作日。
  }
show-bpmn-visit-doc = { $within }个工作日内一次完成，服务于：{ $items }。
show-bpmn-accept-doc = 综合窗口为全部部门一次受理，受理与办理分离。
show-bpmn-deliver-doc = 全部事项办结后，综合窗口一次交付全部结果。

show-story-sum = 共运行{ $stories }个故事，{ $wrong }个与预期不符。
show-story-unknown = 没有名为“{ $name }”的故事；现有：{ $possible }。

show-guide-applicant-person = 个人
show-guide-applicant-enterprise = 企业和个体工商户
show-guide-applicant-institution = 事业单位
show-guide-applicant-government = 机关
show-guide-for = 服务对象：
show-guide-lead = 牵头部门：
show-guide-term = { $promised ->
    [0] 办理时限：当场办结
   *[other] 办理时限：承诺{ $promised }个工作日（最长路径{ $longest }个工作日，联合踏勘计算在内；连同不计入时限的特别程序，最迟{ $lived }个工作日）
  }
show-guide-visits = { $visits ->
    [0] 到现场次数：0次，全程网办
   *[other] 到现场次数：{ $visits }次（{ $why }）
  }
show-guide-free = 收费：不收费
show-guide-fee-total = 收费：共{ $amount }元
show-guide-title-answers = 您的情形
show-guide-title-items = 为您办理的事项
show-guide-title-fields = 一表填写
show-guide-title-documents = 需要提交的材料
show-guide-title-spared = 不用您提交的材料
show-guide-title-handling = 怎样办理
show-guide-title-fees = 收费明细
show-guide-title-results = 办理结果
show-guide-title-laws = 法律依据
show-guide-title-assumed = 暂按推定的内容（尚无公开来源，以部门公布为准）
show-guide-because = { $ask }：{ $answer }
show-guide-yes = 是
show-guide-no = 否
show-guide-always = 必办
show-guide-days = { $days }个工作日
show-guide-at-once = 即办
show-guide-no-legal = 未规定
show-guide-mark = （推定）
show-guide-optional = 可不填
show-guide-from-stage = “{ $stage }”阶段开始时再交
show-guide-owed = 可容缺，受理后{ $days }个工作日内补交
show-guide-accepts = 格式：{ $kinds }
show-guide-note = （{ $note }）
show-guide-inspection = { $place }：{ $unit }牵头，{ $within }个工作日内一次完成，涉及{ $items }
show-guide-waits = “{ $item }”在取得{ $elements }后自动开始，不用您再跑
show-guide-stops = “{ $item }”需要经过特别程序：{ $procedures }，期间不计入时限
show-guide-delivered = 全部办结后，由综合窗口统一交付结果
show-guide-assumed = { $title }：{ $words }
show-guide-assumed-part = { $word }（{ $part }）
show-guide-serves = 服务或治理：
show-guide-serves-service = 服务
show-guide-serves-governance = 治理
show-guide-visit = “{ $item }”需要到场：{ $why }
show-guide-procedure = { $kind }{ $days }个工作日
show-guide-condition = “{ $item }”的办理条件：{ $condition }
show-guide-basic-code = “{ $item }”的基本编码：{ $code }
show-guide-code = “{ $item }”的实施编码：{ $code }
show-guide-title-rests-on = 改革依据
show-guide-place-line = 第{ $line }行
show-guide-clause = { $document }（{ $place }）：{ $says }
show-guide-spared-sibling = 由本次办理的“{ $origin }”出具
show-guide-spared-shared = 由“{ $origin }”共享取得
show-guide-spared-licence = 由“{ $origin }”的电子证照取得
show-guide-spared-commitment = 以书面承诺代替
show-guide-spared-officer = 由工作人员核查取得
show-guide-spared-dropped = 不再要求提交
show-guide-spared-why = { $why }（{ $because }）
show-guide-head-item = 事项
show-guide-head-unit = 办理部门
show-guide-head-why = 原因
show-guide-head-promised = 承诺时限
show-guide-head-legal = 法定时限
show-guide-head-field = 填写内容
show-guide-head-for = 用于
show-guide-head-document = 材料
show-guide-head-law = 依据
show-guide-head-spared = 材料
show-guide-head-fee = 收费项目
show-guide-head-amount = 金额（元）

show-checklist-title = 综合窗口收件核对清单：{ $title }
show-checklist-documents = 材料
show-checklist-fields = 表单内容
show-checklist-not-to-ask = 不得向申请人索要
show-checklist-head-material = 名称
show-checklist-head-look = 核对要点
show-checklist-head-needed = 谁需要
show-checklist-head-owed = 能否容缺
show-checklist-head-law = 依据
show-checklist-needed = { $item }（{ $material }）
show-checklist-must = 不可缺
show-checklist-may = 可不交
show-checklist-from-stage = “{ $stage }”阶段再收
show-checklist-owed = 可容缺，受理后{ $days }个工作日内补齐
show-checklist-copies = ×{ $copies }份
show-checklist-spared = { $title }：{ $source }
show-checklist-source-sibling = 并联事项出具
show-checklist-source-shared = 数据共享取得
show-checklist-source-licence = 电子证照取得
show-checklist-source-commitment = 书面承诺代替
show-checklist-source-officer = 工作人员核查
show-checklist-source-dropped = 已取消
show-checklist-type-text = 填写完整、与证件一致
show-checklist-type-date = 日期真实存在
show-checklist-type-integer = 为整数
show-checklist-type-decimal = 为数字
show-checklist-type-choice = 从选项中选择
show-checklist-type-yes-no = 已作答
show-checklist-type-document = 清晰完整、签章齐全
show-checklist-type-licence = 在有效期内、与持有人一致
show-checklist-check-id-number = 18位，校验位正确
show-checklist-check-uscc = 18位统一社会信用代码，校验位正确
show-checklist-check-phone = 能够联系到本人
show-checklist-check-postcode = 6位数字
show-checklist-check-bank-account = 户名与申请人一致
show-checklist-check-email = 含有@的邮箱地址
show-checklist-accepts = 格式为{ $kinds }
show-checklist-range = 范围：{ $min }～{ $max }{ $unit }
show-checklist-from = 不小于 { $min }{ $unit }
show-checklist-up-to = 不大于 { $max }{ $unit }
show-guide-all-items = 全部事项
