# 备份、恢复、保管期限
backup-step-dump = 正在导出数据库……
backup-step-digest = 正在计算每张表的摘要……
backup-step-files = 正在写入文件……
backup-done = 已备份到 { $file }（{ NUMBER($size, maximumFractionDigits: 1) } MB）：{ $tables } 张表共 { $rows } 行，{ $files } 个文件。清单的 SM3：{ $hash }。请另处记下这个值，恢复时核对。
backup-with-keys = 含密钥 { $count } 个，已用口令加密。口令丢失就无法打开，请与备份分开保管。
backup-without-keys = 未含密钥（{ $count } 个）。恢复后要读取加密的内容（电子证照私钥、两步验证），请另行保管密钥，或用 --with-keys 备份。
backup-missing = 缺失文件：{ $name }（有记录，磁盘上没有）
backup-passphrase = 备份口令：
backup-passphrase-again = 再输一次：
restore-from = 备份由 { $version } 版于 { $at } 制作，清单的 SM3：{ $hash }。
restore-equal = 已恢复，逐一核对一致：{ $tables } 张表共 { $rows } 行，{ $files } 个文件，{ $heads } 件办件的状态与留痕相符，留痕 { $entries } 条记录、{ $chains } 条链完整。
restore-differs = 恢复的内容与备份不一致：{ $found } 处（见下）。核对过 { $tables } 张表 { $rows } 行、{ $files } 个文件、{ $heads } 件办件、留痕 { $entries } 条记录 { $chains } 条链。请不要使用这份数据，用另一份备份再试。
restore-lacking = 这里没有原来的密钥 { $name }：用它加密的内容打不开。请把原文件放回，或用带密钥的备份恢复。
restore-migrated = 数据来自较早的版本，已执行 { $count } 步升级。
