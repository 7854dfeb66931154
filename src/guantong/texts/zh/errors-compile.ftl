# 条件、回答、情形、编译的报错
problem-condition-too-long = 条件“{ $text }……”太长，最多 { $longest } 个字符；请拆成几个问题。
problem-condition-syntax = 条件“{ $text }”读不懂，问题在第 { $column } 个字符附近。写法如：floor_area > 300 and not sells_food。
problem-condition-not-allowed = 条件“{ $text }”中不能写“{ $part }”。可以用：问题名、数字、文字、比较、加减乘除、and、or、not、in。
problem-condition-not-a-question = 条件“{ $text }”中“{ $part }”不是一个能回答“是”或“否”的判断；请写成比较。
problem-condition-in-what = 条件“{ $text }”中 in 后面“{ $part }”应是一组值，如 kind in ('chain', 'single')。
problem-condition-text-compared = 条件“{ $text }”中“{ $part }”只能与一个问题用 == 或 != 比较。
problem-condition-no-question = 条件“{ $text }”中“{ $part }”没有涉及任何问题，结果永远不变；请删去。
problem-condition-two-questions = 条件“{ $text }”在一个比较里用了两个问题（{ $part }）；每个比较只能涉及一个问题。
problem-condition-not-linear = 条件“{ $text }”中“{ $part }”无法确定在哪个值上改变结果；问题只能与常数相乘、相除。
problem-condition-unknown-name = 条件“{ $text }”用了不存在的问题“{ $name }”。已有的问题：{ $possible }。最接近的：{ $nearest }。
problem-condition-wrong-value = 条件“{ $text }”把问题“{ $name }”（{ $type }）与“{ $value }”比较，这个问题不会有这样的回答。可能的回答：{ $possible }。最接近的：{ $nearest }。
problem-answer-missing = 请回答这个问题。
problem-answer-unknown = 没有这个问题。已有的问题：{ $possible }。最接近的：{ $nearest }。
problem-answer-not-yes-no = “{ $given }”不是“是”或“否”；请选“是”或“否”。
problem-answer-not-a-choice = “{ $given }”不在选项中。可选：{ $possible }。最接近的：{ $nearest }。
problem-answer-not-a-number = “{ $given }”不是数字；请填数字{ $unit }。
problem-answer-not-whole = “{ $given }”不是整数；请填整数{ $unit }。
problem-answer-too-low = “{ $given }”太小，最小为 { $min } { $unit }。
problem-answer-too-high = “{ $given }”太大，最大为 { $max } { $unit }。
problem-situations-too-many = 共有 { $count } 种情形，最多 { $most } 种；请把这件事拆成几个应用场景。
problem-situations-too-entangled = 问题 { $names } 互相牵连，要试 { $count } 种组合，最多 { $most } 种；请减少同一条件里的问题。
problem-situation-nothing-applies = 按这些回答，没有需要办理的事项。
problem-situation-unknown = 情形 { $key } 不在已编译的场景中；请用同一版本的场景包重新编译。
