# 场景语言检查的说明：什么不对、在哪里、可以怎么写。

problem-S001 = 没有文件 { $file } – 请建立这个文件
problem-S002 = 文件打不开（{ $reason }）– 请检查文件权限
problem-S003 = 文件太大：{ $size } 字节 – 最多 { $most } 字节
problem-S004 = 文件不是 UTF-8 编码 – 请用 UTF-8 另存
problem-S005 = 这里不是正确的 YAML（{ $reason }）– 请检查缩进、引号和冒号
problem-S006 = 文件是空的，或者不是“键: 值” – 请写上键和值
problem-S007 = 键 { $key } 重复，第 { $line } 行已经写过 – 请只保留一处
problem-S008 = 这里用了语言不采用的写法：{ $what } – 请直接写出内容，不用锚点、引用、合并键、标签或过深的嵌套
problem-S009 = { $folder } 不是应用场景包 – 里面要有 scenario.yaml
problem-S010 = 这里没有 { $what } 这个键{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以写：{ $possible }
problem-S011 = 缺少 { $what }（在 { $inside }）– 请补上
problem-S012 = { $what } 不能是“{ $given }”{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以写：{ $possible }
problem-S013 = { $what } 的写法不对：“{ $given }” – 名称用小写字母、数字和连接符，格式为 { $pattern }
problem-S014 = { $what } 应是文字，这里是数字 { $given } – 请加引号："{ $given }"
problem-S015 = { $what } 不是时限：“{ $given }” – 可以写：10 workdays、30 days、2 months、4 hours、at once
problem-S016 = { $what } 的内容不合适：“{ $given }” – { $reason }
problem-S017 = 里面叫 { $name }，文件（夹）却叫 { $file } – 两个名字应当一样

problem-S101 = 数据元字典里没有 { $word }{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 请改正，或加入 elements.yaml 的 elements（点号前的对象是新的，先加到 entities）；已有：{ $possible }
problem-S102 = 证照 { $element } 所载的 { $word } 不在数据元字典里{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 已有：{ $possible }
problem-S103 = 数据元 { $element } 的对象 { $word } 没有定义{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 请在 entities 里定义；已有：{ $possible }
problem-S104 = 对象 { $entity } 所属的 { $word } 没有定义{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 已有：{ $possible }
problem-S105 = 对象互相归属成了圈：{ $cycle } – 请去掉其中一个 is
problem-S106 = 数据元 { $element } 由 { $word } 保存，但没有这个信息资源{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 已有：{ $possible }
problem-S107 = 数据元 { $element } 只写了资源 { $resource }，没有写字段 – 请写成 { $resource }.字段
problem-S108 = 数据元 { $element } 没有主管部门 – 共享的数据要有部门负责；可以写 owner：{ $possible }
problem-S109 = 证照 { $element } 没有发证部门 – 可以写 owner：{ $possible }
problem-S110 = 数据元 { $element } 的类型是 { $type }，与 choices 不符 – 类型 choice 要写 choices，其他类型不写
problem-S111 = 最小值 { $min } 大于最大值 { $max } – 请对调或改正
problem-S112 = { $element } 不能成为电子证照，或者类型代码 { $type } 已由 { $other } 使用 – 只有证照才写 e_licence，类型代码不能重复
problem-S113 = 电子证照 { $element } 提到的 { $word } 没有定义{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可用的有：{ $possible }
problem-S114 = 电子证照 { $element } 的有效期“{ $term }”不是整月 – 请写成 60 months；长期有效就不写

problem-S201 = 互为前置，谁也办不了：{ $cycle } – 请从其中一个事项的材料里去掉 { $elements } 之一
problem-S202 = 事项 { $item } 的证明“{ $material }”没有法律依据 – 请写 law，或用 instead 取消、以承诺代替
problem-S203 = 事项 { $item } 两次要 { $element }，“{ $material }”里已经有了 – 请只要一次
problem-S204 = { $element } 由同一件事里的 { $sibling } 办出，事项 { $item } 却标了 { $mark } – 不用申请人提供，请去掉 { $mark }
problem-S205 = 事项 { $item } 要用自己才办出的 { $element } – 请从材料里去掉
problem-S206 = 事项 { $item } 办出的 { $element } 类型是 { $type } – 只能办出 licence 类型的数据元；其他结果写在 result
problem-S207 = { $item } 和 { $other } 会同时办出 { $element } – 只能由一个事项办出，或者用 when 分开
problem-S208 = 事项 { $item } 要 { $element }，但没有事项办出、没有资源保存、也没有部门发证 – 请写明 owner、held_by，或由哪个事项 issues
problem-S209 = 事项 { $item } 有两份材料都叫“{ $material }” – 请取不同的名字
problem-S210 = 事项 { $item } 没有办理结果 – 请写 issues 或 result
problem-S211 = 材料“{ $material }”（事项 { $item }）已在事项 { $dropped } 中取消 – 任何部门不得再要求提交：请删去，或写 instead
problem-S212 = 材料“{ $material }”（事项 { $item }）与事项 { $dropped } 中已取消的证明同名 – 若是同一证明，请删去或写 instead；若不是，请换一个说清内容的名称

problem-S301 = 事项 { $item } 的承诺时限 { $promised } 超过法定时限 { $legal } – 不能长于法定时限
problem-S302 = 承诺时限“{ $given }”不能计时 – 可以写：{ $possible }
problem-S303 = 时限“{ $given }”应以工作日计 – 可以写：{ $possible }
problem-S304 = 整件事承诺 { $promised } 个工作日，最长路径要 { $needed } 个（{ $path }）– 请改承诺，或缩短路径上的事项
problem-S305 = 阶段 { $stage } 承诺 { $promised } 个工作日，最长路径要 { $needed } 个（{ $path }）– 请改承诺，或缩短路径上的事项
problem-S306 = 事项 { $item } 的阶段 { $word } 没有定义{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 已有：{ $possible }
problem-S307 = 阶段 { $stage } 里没有事项 – 请去掉它，或把事项归进来：{ $possible }
problem-S308 = 事项 { $item } 要到现场 { $visits } 次，没有写原因 – 请写 visit_reason，或改为 0 次
problem-S309 = 许可事项 { $item } 没有设定依据 – 请写 law，或改事项类型
problem-S310 = 事项 { $item } 的收费“{ $fee }”没有依据 – 请写 law，或不收费
problem-S311 = “{ $given }”不是政策条款 – 请写成 policy:文件/条款，如 policy:2019/2.3.1
problem-S312 = assumed 里的 { $word } 不是这里的字段{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以写：{ $possible }
problem-S313 = 事项 { $item } 最迟第 { $due } 个工作日办结，而联合踏勘 { $place } 从第 { $start } 个工作日起 { $within } 个工作日内进行，可能到第 { $last } 个工作日 – 请缩短 within，放宽事项承诺，或换一处地点（另一次踏勘）
problem-S314 = 事项 { $item } 的材料“{ $material }”可以容缺 { $owed }，事项本身第 { $due } 个工作日就应办结 – 请缩短 owed

problem-S401 = 条件“{ $text }”看不懂，问题在“{ $part }” – 可以用：提问的名称、数字、'文字'、== != < <= > >= in、+ - * /、and or not
problem-S402 = 条件“{ $text }”里的 { $word } 没有提问{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 已有的提问：{ $possible }
problem-S403 = 提问 { $ask } 不决定任何事项、材料或收费 – 请在 when 里用它，或不再提问
problem-S404 = 提问 { $ask } 的类型是 { $type }，与 choices 不符 – 类型 choice 要写 choices，其他类型不写
problem-S405 = 条件“{ $text }”里，{ $ask } 不可能是 { $value }{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以是：{ $possible }
problem-S406 = 是否提问 { $ask } 取决于还没有问的 { $later } – 请把 { $later } 移到前面
problem-S407 = “{ $what }”永远不会适用，条件是“{ $text }” – 请改条件，或去掉它
problem-S408 = 情形太多：{ $count } 种，最多 { $most } 种 – 请减少提问，或把场景分开
problem-S409 = 提问 { $ask } 用 is 指向 { $word }，没有事项需要这个数据元{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以写事项材料里的数据元：{ $possible }
problem-S410 = 提问 { $ask } 与它回答的数据元 { $element } 不一致：{ $what } 一个是 { $asked }，一个是 { $kept } – 请改成一致，同一个回答才能用在两处
problem-S411 = 提问 { $ask } 和 { $other } 都用 is 指向 { $element }，回答可能不一致 – 请只留一个
problem-S412 = 提问 { $ask } 与数据元 { $element } 同名，同一件事会问两次 – 请在提问里写 is: { $element }，或改名说明区别
problem-S413 = 提问 { $ask } 与数据元 { $element } 都是以 { $unit } 计的数，可能是同一件事 – 是的话请在提问里写 is: { $element }
problem-S414 = applies_as 里的数据元 { $word } 没有事项收取{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以写事项材料里的数据元：{ $possible }
problem-S415 = applies_as 里的选项 { $word } 不在该数据元的选项之中{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以写：{ $possible }
problem-S416 = applies_as 里的 { $element } 无法用来核对申请人 – 需要：{ $wanted }

problem-S501 = 授权的资源 { $word } 不存在{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 已有：{ $possible }
problem-S502 = { $resource } 的授权给了不存在的事项 { $word }{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以写：{ $possible }
problem-S503 = { $resource } 里没有 { $item } 要用的数据，不必授权 – 请在 grants 里把 { $item } 从 to 中去掉（写的是 all 的，改为列出事项）；用得着的事项：{ $possible }
problem-S504 = { $resource } 的授权没有法律依据 – 请写 law
problem-S505 = { $resource } 不予共享，不能授权 – 请去掉授权，或更改资源的共享属性
problem-S506 = { $element } 在 { $resource } 里已有，事项 { $item } 没有授权，仍要申请人提供 – 请在 grants 里授权

problem-S601 = 没有部门角色 { $word }{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 已有：{ $possible }
problem-S602 = 部门 { $unit } 在 { $level } 一级没有名称 – 已有名称的层级：{ $possible }
problem-S603 = 部门 { $unit } 的名称“{ $given }”里占位符不对 – 只能用 { "{place}" }
problem-S604 = 事项 { $item } 征求意见的 { $unit } 就是它自己的部门 – 请去掉
problem-S605 = 事项 { $item } 踏勘的 { $word } 没有写在 inspections 里{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 已有：{ $possible }
problem-S606 = 没有事项踏勘 { $place } – 请去掉，或在事项里写 inspects；事项：{ $possible }
problem-S607 = 踏勘 { $place } 由 { $unit } 组织，但它没有事项参加 – 参加的部门：{ $possible }

problem-S701 = 指标 { $indicator } 的数据来源不对：{ $word }{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 指标只能算出来，source 可以写：{ $possible }
problem-S702 = 指标 { $indicator } 的算法 { $word } 不存在{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以写：{ $possible }
problem-S703 = 公布的数字 { $word } 没有可对照的计算结果{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以写：{ $possible }
problem-S704 = 指标 { $indicator } 的方向不对：{ $word } – 这种算法的数字，{ $possible ->
    [up] 越高越好
   *[other] 越低越好
 }，请写 { $possible }

problem-S801 = 市县优化里的事项 { $word } 不存在{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 不能增加事项；已有：{ $possible }
problem-S802 = 事项 { $item } 没有材料“{ $word }”{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以精简的有：{ $possible }
problem-S803 = 地方时限 { $given } 不比全省的 { $promised } 短 – 只能更短，以工作日计或 at once
problem-S804 = { $given } 不是市或县的代码 – 市写成 330100000000，县写成 330106000000 的样子
problem-S805 = { $given } 已有市县优化 { $other } – 请合并成一个
problem-S806 = 地方承诺整件事 { $promised } 个工作日，最长路径要 { $needed } 个（{ $path }）– 请改承诺，或缩短路径上的事项
problem-S808 = 县（市、区）时限 { $given } 比所在市（{ $other }）承诺的 { $promised } 长 – 只能与市里一样或者更短，一样的不用写
problem-S809 = 少收一份材料以后，事项 { $item } 的“{ $material }”就要问已经取消的“{ $dropped }”上的全部内容 – 请保留那份材料，或者一并免收“{ $material }”
problem-S807 = 按地方承诺，事项 { $item } 最迟第 { $due } 个工作日办结，而联合踏勘 { $place } 可能到第 { $last } 个工作日（第 { $start } 个工作日起 { $within } 个工作日内）– 请把承诺放宽些

problem-S901 = 示例里的事项 { $word } 不存在{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 已有：{ $possible }
problem-S902 = 示例里的数据元 { $word } 不存在{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 已有：{ $possible }
problem-S903 = 示例对提问 { $ask } 的回答不对或缺少{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 提问有：{ $possible }
problem-S904 = 不能对办件做 { $word }{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以写：{ $possible }
problem-S905 = 示例里不应答的资源 { $word } 不存在{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 已有：{ $possible }
problem-S906 = 示例里的部门 { $word } 不存在{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以写：{ $possible }
problem-S907 = 日期 { $given } 早于上一步的 { $before } – 请按时间先后写
problem-S908 = 办件没有阶段 { $word }{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 可以写：{ $possible }
problem-S909 = 示例踏勘的 { $word } 没有写在 inspections 里{ $near ->
    [0] {""}
   *[other] （是不是 { $nearest }？）
 } – 已有：{ $possible }

check-error = 错误
check-warning = 提醒
check-summary = 检查了 { $packages } 个应用场景包：{ $errors } 处错误，{ $warnings } 处提醒
