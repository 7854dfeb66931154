# 材料去向、一证通办、我的数据：出错时说什么
problem-services-dropped = “{ $material }”不能发布：场景 { $dropped } 的事项 { $dropped_item } 已取消这份材料，场景 { $scenario } 的事项 { $item } 仍要求提交 – 同一部门不得再要求：请在该场景中删去或写 instead，并一起发布
problem-cases-not-to-be-asked = “{ $element }”不得再要求申请人提交：{ $way ->
    [shared] 已通过数据共享取得，数据有误的请向提供数据的部门核实
    [licence] 已调用电子证照，证照有误的请向发证部门核实
    [commitment] 已由书面承诺替代，请按承诺事后核查
    [officer] 由办理部门自行核查取得
    [dropped] 已取消，没有依据再收取
   *[other] 已有替代办法（{ $way }）
 }。请取消勾选这一项。
