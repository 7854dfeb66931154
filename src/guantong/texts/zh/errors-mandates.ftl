# 委托与代办：哪里不对、怎么办
problem-identity-no-mandate = 没有与您有关的第 { $mandate } 号委托。请在“委托与代办”页面查看您的委托。
problem-identity-mandate-over = 第 { $mandate } 号委托已经结束、尚未开始或已有答复。需要时请委托人重新委托。
problem-identity-mandate-past = 委托的第一天不能早于今天。
problem-identity-mandate-ends-first = 委托的最后一天不能早于第一天。
problem-identity-mandate-too-long = 这种委托最长 { $days } 天。请把最后一天改早一些，到期可以再次委托。
problem-identity-mandate-needs-proof = 法定代表人和监护人不能由本人指定，须由登记信息或窗口核验的材料证明。
problem-identity-mandate-not-yours-to-give = 您现在不能作出委托。受托人不能转委托；请委托人本人（企业的法定代表人）登录后办理。
problem-identity-mandate-agent-missing = 请填写受托人的姓名（名称），以及登录名、身份证号码或统一社会信用代码。
problem-identity-mandate-self = 不能委托自己。
problem-identity-mandate-there = 这项委托已经有了：第 { $mandate } 号，{ $since } 至 { $until }，{ $state ->
    [given] 正在等待答复
   *[accepted] 有效
}。同样的人、同样的事项，同一段时间只能有一项。要改期限，请先终止那一项再重新委托。
problem-identity-mandate-not-proven = 登记信息没有证明这项关系。请核对号码和姓名；无误的，请带身份证件和关系材料到综合窗口办理。
problem-identity-mandate-of-age = 对方已满十八周岁，不再适用未成年人监护。请由本人委托，或带有关材料到综合窗口办理。
problem-identity-mandate-ends-of-age = 未成年人的监护到满十八周岁前一日为止，请把最后一天改为 { $day } 或更早。
problem-identity-mandate-bad-number = 号码不正确。个人请填18位公民身份号码，单位请填18位统一社会信用代码。
problem-identity-mandate-window-only = 只有窗口人员可以凭材料登记委托。
problem-identity-mandate-no-papers = 请写明看过哪些材料（例如：委托书原件、户口簿）。
problem-identity-mandate-name-missing = 请填写号码和姓名（名称）。
problem-identity-mandate-own-matter = 这是您本人的事，不能由您登记。请由其他窗口人员办理。
problem-identity-mandate-source-silent = “{ $source }”暂时没有回应，不能核验。请稍后再试，或带材料到综合窗口办理。
problem-identity-no-runner = 请选择一位代办员。
problem-identity-no-such-runner = 此人不在代办员名单中。代办员由两位管理人员共同确定；普通委托不需要名单。
problem-identity-runner-is-a-person = “{ $name }”不是个人账号，不能担任代办员。工作人员请另用个人账号。
