# 受保护信息的查看
openings-title = 申请查看受保护的信息
openings-lead = 提出后由本单位同一岗位的另一位同事同意，才对您本人在本办件内显示二十四小时。谁提出、谁同意、理由是什么，都记入办件，当事人可以看到。
openings-because = 为什么需要看到完整内容
openings-because-hint = 写明用途。只写“工作需要”的，同事应当不同意。
openings-propose = 提出申请
openings-proposed = 已提出，等待同事同意。
openings-masked-partly = 部分隐去
openings-masked-hidden = 已隐去
openings-ask = 申请查看
openings-open-until = 已对您显示，至 { $until }
openings-what = 显示：{ $element }
openings-of-case = 办件 { $code }
