problem-desk-bad-day = “{ $value }”不是日期。请写成 2026-03-02 这样的形式。
problem-desk-bad-number = “{ $value }”不是数字。请填写工作日的天数，例如 5。
problem-desk-no-finding = 请选择踏勘结论：合格或者不合格。
