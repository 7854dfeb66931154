# 操作、阶段、状态、结果、时限构成、假日命令

flow-verb-submit = 提交
flow-verb-correct = 补正
flow-verb-supplement = 补交材料
flow-verb-withdraw = 撤回
flow-verb-rate = 评价
flow-verb-return = 退回补正
flow-verb-accept = 受理
flow-verb-refuse = 不予受理
flow-verb-deliver = 统一送达
flow-verb-approve = 批准
flow-verb-reject = 不予许可
flow-verb-send-back = 退回前序事项
flow-verb-consult = 征求意见
flow-verb-answer = 答复意见
flow-verb-pause = 启动特别程序
flow-verb-suspend = 中止
flow-verb-resume = 恢复
flow-verb-extend = 延期
flow-verb-appoint = 约定踏勘
flow-verb-inspect = 记录踏勘结论
flow-verb-lapse = 补交逾期
flow-verb-receive = 收到共享数据
flow-verb-give-up = 停止自动查询
flow-verb-open-field = 查看受保护的信息

flow-phase-draft = 草稿
flow-phase-submitted = 待受理
flow-phase-correcting = 待补正
flow-phase-handling = 办理中
flow-phase-decided = 待送达
flow-phase-delivered = 已送达
flow-phase-refused = 不予受理
flow-phase-withdrawn = 已撤回

flow-status-waiting = 待前序办理
flow-status-open = 办理中
flow-status-correcting = 待补正
flow-status-paused = 特别程序中
flow-status-suspended = 已中止
flow-status-approved = 已批准
flow-status-rejected = 不予许可
flow-status-barred = 无法办理
flow-status-withdrawn = 已撤回

flow-effect-case-submitted = 申请已提交
flow-effect-correction-asked = 要求补正
flow-effect-correction-received = 补正已收到
flow-effect-case-accepted = 已受理
flow-effect-case-refused = 不予受理
flow-effect-supplement-owed = 容缺待补
flow-effect-supplement-received = 容缺材料已补交
flow-effect-supplement-lapsed = 容缺材料逾期未补
flow-effect-supplement-extended = 补交期限已延长
flow-effect-task-opened = 子办件开始办理
flow-effect-task-reopened = 子办件重新办理
flow-effect-task-waiting = 子办件等待前序
flow-effect-task-stopped = 子办件时限中止
flow-effect-task-resumed = 子办件时限恢复
flow-effect-task-extended = 子办件延期
flow-effect-task-approved = 子办件已批准
flow-effect-task-rejected = 子办件不予许可
flow-effect-task-barred = 子办件无法办理
flow-effect-task-sent-back = 子办件被退回
flow-effect-consultation-asked = 已征求意见
flow-effect-consultation-answered = 意见已答复
flow-effect-source-answered = 已取得共享数据
flow-effect-source-given-up = 不再自动查询共享数据
flow-effect-visit-appointed = 踏勘已约定
flow-effect-finding-recorded = 踏勘结论已记录
flow-effect-case-decided = 全部事项已办结
flow-effect-case-delivered = 结果已统一送达
flow-effect-case-withdrawn = 已撤回
flow-effect-case-rated = 已评价
flow-effect-rectification-owed = 差评待整改

flow-clock-promise = 承诺时限
flow-clock-extension = 延期
flow-clock-correction = 等待补正
flow-clock-lapse = 等待补交材料
flow-clock-procedure = 特别程序
flow-clock-suspension = 中止
flow-clock-upstream = 等待前序事项
flow-clock-slack = 并行富余吸收

flow-procedure-announcement = 公示
flow-procedure-hearing = 听证
flow-procedure-expert-review = 专家评审
flow-procedure-testing = 检验检测
flow-procedure-inspection = 检验

flow-colour-green = 期限充足
flow-colour-amber = 两个工作日内到期
flow-colour-red = 已超期
flow-colour-grey = 未计时

flow-grade-1 = 非常不满意
flow-grade-2 = 不满意
flow-grade-3 = 基本满意
flow-grade-4 = 满意
flow-grade-5 = 非常满意

holidays-help = 查看、检查、导入放假调休安排
holidays-covered = 已有放假安排的年份：{ $years }
holidays-checked = { $file }：{ $year } 年，放假 { $off } 天，周末上班 { $worked } 天，全年 { $workdays } 个工作日。检查通过。
holidays-imported = { $year } 年已写入 { $file }。正在运行的服务会在一小时内补算到期日；也可以立即运行 guantong round。

flow-because-needed-now = 进入本阶段，需要这份材料；交齐之前时限不计
