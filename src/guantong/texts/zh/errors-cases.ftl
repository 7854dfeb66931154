# 办件：谁能做什么、谁先一步、哪里不对
problem-cases-not-found = 没有找到办件或文件 { $case }，或者您无权查看。请核对查询码，或用提交时的账号登录后再试。
problem-cases-wrong-role = 您的角色不能执行此操作（{ $verb }）。请以有权的角色登录，或转交有权的人员。
problem-cases-not-yours = 此操作（{ $verb } { $item }）不属于您本人或您所在的单位、窗口。请转交承办单位。
problem-cases-wrong-board = 您尚未通过该业务板块的考核，不能受理此办件。请转交具备该板块资格的窗口人员。
problem-cases-separate = 受办分离：受理或在窗口代为递交此办件的人员不能参与其审批（{ $item }）。请由本单位其他人员办理。
problem-cases-recuse = 这是您本人的申请，或是您代理过的人（单位）的申请，您应当回避，不能受理或审批。请由其他人员办理。
problem-cases-not-hidden = “{ $element }”没有隐去，不需要申请查看。
problem-cases-out-of-scope = 您的委托不包括这件事。请委托人扩大委托范围，或切换回本人办理。
problem-cases-stale =
    您查看之后，{ $unit }{ $role ->
        [applicant] 申请人
        [clerk] 窗口人员
        [officer] 审批人员
        [system] 系统
       *[other] { $role }
    }已于 { $at } 先行操作：{ $verb ->
        [submit] 提交
        [correct] 补正
        [supplement] 补齐材料
        [withdraw] 撤回
        [rate] 评价
        [return] 退回补正
        [accept] 受理
        [refuse] 不予受理
        [deliver] 统一出件
        [approve] 同意
        [reject] 不同意
        [send_back] 退回上一事项
        [consult] 征询意见
        [answer] 回复意见
        [pause] 开始特别程序
        [suspend] 中止
        [resume] 恢复
        [extend] 延期
        [appoint] 约定踏勘
        [inspect] 记录踏勘结果
        [lapse] 记录逾期未补
        [receive] 收到共享数据
        [give_up] 停止自动查询
        [open_field] 查看受保护的信息
       *[other] { $verb }
    }。办件已从第 { $seen } 版变为第 { $version } 版，您的操作没有生效。请刷新后重新判断。
problem-cases-busy = 此办件正在被多人同时处理，{ $attempts } 次尝试都没有成功。您的操作没有生效，请稍后重试。
problem-cases-key-used = 这个提交标识（{ $key }）已用于另一办件。请刷新页面后重试。
problem-cases-no-key = 缺少提交标识，无法防止重复提交。请刷新页面后重试。
problem-cases-not-applied-for = 事项 { $where } 不接受申请，由系统立案。
problem-cases-bad-cursor = 翻页位置 { $cursor } 无效。请回到列表首页。
problem-cases-unknown-filter = 筛选条件“{ $value }”无效（{ $where }）。可选：{ $possible }。
problem-cases-no-document = 文件“{ $name }”尚未上传，或不是由您上传。请重新上传。
problem-cases-document-type = 文件“{ $where }”的内容不是可接受的类型。可上传：{ $possible }。
problem-cases-document-size = 文件“{ $where }”为空或超过 { $limit } MB。请压缩或分开上传。
problem-form-not-asked = { $element } 不在本次申请的表单中，不能填写。请刷新表单后重试。
problem-form-source-silent = “{ $title }”本应由“{ $system }”共享提供，但该系统暂未提供。请先自行填写，再次提交。
problem-form-source-unknown = { $source } 查不到这个号码，请核对；核对无误再填写下面的内容。
problem-cases-result-unknown = 办件 { $code } 办成了“{ $item }”，应出具结果 { $element }，但该事项第 { $version } 版没有说明这项结果，电子证照暂未制发。请系统管理员核对该版事项包后，由系统再次制发。
problem-cases-not-to-look-through = 只有已提交、还没有受理的办件可以预审。现在请刷新页面，看看这件办到哪一步了。
problem-cases-come-with-what = 请写明请申请人带什么来窗口，免得白跑一趟。
problem-cases-copy-case = “{ $code }”不是您正在办理的办件，不能写在加注件上 – 请从列表中选择；用在别处就不用选
problem-cases-bad-address = 这不像电子邮箱地址，请检查后再填，例如 name@example.cn。
