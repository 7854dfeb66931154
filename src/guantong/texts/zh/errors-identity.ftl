# 登录、密码、动态验证码、外部登录的错误提示
problem-sealing-broken = 这份密封的数据打不开：密钥不对，或内容被改动过。请管理员核对密钥文件，必要时从备份恢复。
problem-identity-wait = 连续多次没有输对，请等 { $minutes ->
    [1] { $seconds } 秒
   *[other] { $minutes } 分钟
} 后再试。等待期间的尝试不计数，账号不会被锁死。
problem-identity-code-wanted = 还需要输入动态验证码。
problem-identity-enrol-wanted = 工作人员登录前须先设置动态验证码。
problem-identity-step-late = 这一步已经过期，请重新登录。
problem-identity-wrong-code = 验证码不正确，或者已经用过。请等手机上出现下一个再输入；也可以输入一个没有用过的恢复码。
problem-identity-already-enrolled = 动态验证码已经设置。要换手机，请先输入现在的验证码。
problem-identity-second-factor-demanded = 工作人员必须使用动态验证码，不能停用。要换手机，请选择“更换验证器”。
problem-identity-no-second-factor = 账号“{ $handle }”没有设置动态验证码。
problem-identity-not-invented = “{ $handle }”不是演示用的虚构账号。真实账号的动态验证码只在本人手机上，这里不显示。
problem-identity-no-session = 没有找到这次登录，可能已经结束。请刷新页面查看。
problem-identity-wrong-password = 现在的密码不正确。请重新输入。
problem-identity-password-short = 新密码至少 { $least } 位。可以用几个不相干的词连起来，好记又不容易被猜到。
problem-identity-password-long = 新密码最多 { $most } 位。
problem-identity-password-common = 这个密码太常见，容易被猜到。请换一个。
problem-identity-password-same = 新密码和现在的一样。请换一个。
problem-identity-password-differs = 两次输入的新密码不一致。请重新输入。
problem-identity-claims-missing = “{ $provider }”没有提供登录所需的信息（{ $missing }）。请在那里完成实名认证后再试，或换一种方式登录。
problem-identity-link-first = 这个外部账号还没有绑定工作人员账号。请先用用户名和密码登录，在“账号与安全”中绑定。
problem-identity-link-other-kind = 这种外部账号不能绑定到您的账号：个人、企业和工作人员的账号须分别绑定。
problem-identity-link-other-person = 外部账号的证件号码与本账号登记的不一致，不能绑定。请核对是否为本人账号。
problem-identity-link-taken = 这个外部账号已经绑定了另一个账号，或本账号已绑定同一来源的账号。请先解除原来的绑定。
problem-identity-link-last = 这是本账号唯一的登录方式，不能解除。
problem-identity-no-link = 没有找到这个绑定，可能已经解除。请刷新页面查看。
problem-identity-account-closed = 这个账号已停用。请联系本单位管理员或服务中心。
problem-oidc-unknown-provider = 没有这种登录方式。请从登录页重新选择。
problem-oidc-state = 这次登录已经失效或已用过。请重新登录。
problem-oidc-unreachable = 暂时连不上“{ $provider }”。请过几分钟再试，或换一种方式登录。
problem-oidc-denied = “{ $provider }”没有确认这次登录，或您在那里取消了。您可以重新登录。
problem-oidc-token = 没有通过核验：“{ $provider }”返回的登录信息不可信（{ $reason }）。您没有被登录。请重新登录；如果再次出现，请告诉管理员。
problem-oidc-file = 外部登录的配置文件有误：{ $detail }。请改正后重新启动。
