# 语言参考中的说明，以及与 GB/T 39554 数据项的对照。

language-intro =
    每个应用场景一个目录：scenario.yaml、overlays/、examples/ 和 SOURCES.md；elements.yaml、resources.yaml、units.yaml 由所有场景共用。
    没有写的键取默认值；不认识的键是错误。不使用锚点、引用和标签。
language-terms =
    时限写成 10 workdays、30 days、2 months、4 hours 或 at once。名称可以只写中文，也可以写成 { "{" }zh: …, en: …{ "}" }。
    条件用提问的名称、数字、文字、比较、四则运算、and or not in。
language-editor =
    在文件第一行写上下面的注释，编辑器（yaml-language-server）就会补全和检查：# yaml-language-server: $schema=../../docs/reference/schema/scenario.json

language-gbt-item-title = 事项名称 task_name
language-gbt-item-unit = 实施主体 dept_name
language-gbt-item-type = 事项类型 task_type
language-gbt-item-basic-code = 基本编码 catalog_code
language-gbt-item-level = 行使层级 use_level
language-gbt-item-law = 设定依据 by_law
language-gbt-item-subjects = 服务对象 server_type
language-gbt-item-conditions = 受理条件 accept_condition
language-gbt-item-legal = 法定办结时限及单位 anticipate_day, anticipate_type
language-gbt-item-promised = 承诺办结时限及单位 promise_day, promise_type；at once 即 办件类型 project_type 为即办件
language-gbt-item-visits = 到办事现场次数 limit_scene_num
language-gbt-item-visit-reason = 必须现场办理原因说明 limit_scene_explain
language-gbt-item-online = 是否网办 is_online
language-gbt-item-fees = 是否收费 is_fee
language-gbt-item-pauses = 特别程序 special_procedure
language-gbt-item-consults = 联办机构 other_dept
language-gbt-item-issues = 审批结果类型 result_type
language-gbt-item-result = 审批结果名称 result_name

language-gbt-material-name = 材料名称 material_name
language-gbt-material-kind = 材料类型 material_type
language-gbt-material-law = 要求提供材料的依据 by_law
language-gbt-material-copies = 纸质材料份数 page_num
language-gbt-material-optional = 材料必要性 is_need

language-gbt-fee-title = 收费项目名称 fee_name
language-gbt-fee-amount-cents = 收费标准 fee_stand
language-gbt-fee-law = 收费依据 by_law

language-head-word = 中文
language-head-says = 说明

language-written = 已写出 { $count } 个文件到 { $folder }
