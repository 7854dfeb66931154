# 期限，按法律原文的单位
term-workday = { $count } 个工作日
term-day = { $count } 日
term-month = { $count } 个月
term-hour = { $count } 小时
term-at-once = 当场办结
