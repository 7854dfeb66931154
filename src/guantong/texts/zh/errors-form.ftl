# 表单填写有误时，告诉申请人哪里不对、怎样改。
problem-form-answer-differs = “{ $ask }”前面回答的是{ $answer }，这里是{ $value }，两处应当一致。请改这里，或返回修改回答。
problem-form-not-the-applicant = 您填写的是以“{ $said }”身份申请，“{ $title }”应当与登录账号的公民身份号码一致。请核对号码和身份，或由本人登录后申请，也可以由本人委托您代办。
problem-form-not-proven = 以“{ $said }”身份申请，请上传“{ $title }”，或以监护人身份（监护授权）登录后申请。
problem-form-answer-read-otherwise = “{ $ask }”回答的是{ $answer }，{ $system }登记的是{ $value }。请核对后返回修改回答；登记有误的，请先向登记部门申请更正。
problem-form-other-situation = “{ $ask }”改成{ $value }后，要办的事项会不同，不能在本办件内更改。请撤回本办件，重新回答引导问题后申请。
problem-form-missing = 请填写“{ $title }”。
problem-form-invalid = “{ $title }”的格式不对，请对照示例重新填写。
problem-form-check-digit = “{ $title }”的校验位不符，请逐位核对证件上的号码。
problem-form-birth-date = “{ $title }”中的出生日期不存在，请核对第7至14位。
problem-form-date = “{ $title }”不是有效日期，请按“2026-03-02”的样式填写。
problem-form-too-long = “{ $title }”最多{ $limit }个字，现有{ $length }个字，请精简。
problem-form-out-of-range = “{ $title }”超出范围（最小：{ $min }，最大：{ $max }），请核对后重填。
problem-form-choice = “{ $title }”请从下列选项中选择：{ $possible }。
problem-form-document-type = “{ $title }”只接受这些格式的文件：{ $possible }。
problem-form-document-size = “{ $title }”的文件为空或超过{ $limit }MB，请重新上传。
