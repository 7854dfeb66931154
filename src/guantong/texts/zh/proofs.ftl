# 材料去向：保留、取消或者替代，和替代办法（M38、M39）
way-kept = 由您提交
way-asked-once = 不重复提交
way-shared = 数据共享
way-licence = 电子证照
way-issued = 前一环节带入
way-commitment = 告知承诺
way-officer = 部门核查
way-dropped = 取消

measure-kept = 由申请人提交
measure-asked-once = 已在“{ $title }”中提交，不重复收取
measure-shared = { $unit }通过“{ $title }”共享，由办理部门直接核验
measure-licence = 从“{ $title }”调用电子证照
measure-issued = 由{ $unit }在本次办理“{ $title }”时出具，自动带入
measure-commitment = 以书面承诺替代：{ $title }
measure-officer = 由{ $unit }工作人员核查取得：{ $title }
measure-dropped = 取消，不再要求提交：{ $title }

compile-ways = 材料去向：{ $ways }
compile-way = { $way } { $count }
compile-column-material = 材料
compile-column-way = 去向
compile-column-measure = 替代办法
compile-also = { $way }（{ $count }种情形）
show-guide-title-materials = 部门清单上的每份材料
show-guide-material = { $material }（{ $item }）：{ $measure }
show-guide-semicolon = ；
lookup-seal-reason = 信息查询核验
lookup-confirmed = 已核验，存在
my-data-other-field = 其他登记信息
