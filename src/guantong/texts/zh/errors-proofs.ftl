# 材料去向、一证通办、我的数据：出错时说什么
problem-services-dropped = “{ $material }”不能发布：场景 { $dropped } 的事项 { $dropped_item } 已取消这份材料，场景 { $scenario } 的事项 { $item } 仍要求提交 – 任何部门不得再要求：请在该场景中删去或写 instead，并一起发布
problem-cases-dropped-named = “{ $material }”已列入取消清单，补正原因中不得再向申请人提起 – { $measure }。请按替代办法办理；如另有问题，请换个说法写明
problem-cases-not-to-be-asked = “{ $element }”不得再要求申请人提交：{ $way ->
    [shared] 已通过数据共享取得，数据有误的请向提供数据的部门核实
    [licence] 已调用电子证照，证照有误的请向发证部门核实
    [commitment] 已由书面承诺替代，请按承诺事后核查
    [officer] 由办理部门自行核查取得
    [dropped] 已取消，没有依据再收取
   *[other] 已有替代办法（{ $way }）
 }。请取消勾选这一项。
problem-sharing-no-case = 查询他人数据必须有对应的办件。请先为当事人开立办件，再由系统按事项授权调取。
problem-cases-not-one-identity = “{ $title }”在这种情形下不是只凭一证就能办：还要提交{ $elements }。请按一般方式受理。
problem-cases-not-there = 请确认当事人本人在场并同意查询，再提交。
problem-cases-why-lookup = 请写明为什么代为查询（例如：本人到窗口办理参保证明）。
problem-cases-shown-number = 证件号码不对：请按身份证或营业执照上的号码核对后重新填写。
problem-cases-shown-name = 请按证件填写姓名或名称，须与这个号码登记的一致。
problem-cases-lookup-limit = 您今天已办理{ $count }次一证查询，已到每日上限{ $most }次。请由其他窗口人员办理，或报告管理人员。
problem-cases-own-data-only = “我的数据”只给本人看。您正在替他人办事，请先切换回本人再查看。
problem-cases-fixed-element = 调用编号由系统填写，不能改动。要对另一条记录提出异议，请到“我的数据”里从那一条进入。
problem-cases-objected = 您已对这次调用提出过异议，编号 { $code }。请在该异议中补充说明或查看答复。
