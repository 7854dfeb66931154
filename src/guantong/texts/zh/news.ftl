# 我的办件：最近的进展
citizen-news = 最近有 { $count } 条新进展
citizen-news-earlier = 还有 { $count } 条较早的
citizen-news-seen = 都知道了
citizen-news-mend = 请补正：
citizen-news-until = 有效期至 { $day }
citizen-news-return = 退回补正，请按要求修改后再提交
citizen-news-accept = 已受理，开始计时
citizen-news-refuse = 不予受理
citizen-news-approve = 一个事项已批准
citizen-news-reject = 一个事项未批准
citizen-news-suspend = 审批暂停
citizen-news-resume = 审批恢复
citizen-news-appoint = 已约定踏勘日期
citizen-news-send-back = 已退回前一环节重新办理
citizen-news-deliver = 已办结，结果已送达
citizen-news-lapse = 补交材料的期限已过
citizen-news-look-through = 窗口已预审，材料齐全
citizen-news-invite = 窗口已预审，请到窗口来一趟
citizen-news-licence = 电子证照已生成
citizen-news-expiring = 电子证照快到期了
mail-subject = 您的办件 { $code } 有新进展
mail-body =
    您的办件 { $code }：{ $what }。

    详情请登录查看：{ $link }

    这是自动发出的提醒，请勿回复。不想再收，可以在“我的办件”里把邮箱清空。
citizen-mail = 用邮件提醒我
citizen-mail-address = 电子邮箱
citizen-mail-hint = 邮件里只有办件编号和链接，没有您的个人信息。清空并保存，就不再发送。
citizen-mail-save = 保存
citizen-mail-on = 已保存，以后有进展会发邮件提醒您。
citizen-mail-off = 不再发送邮件提醒。
