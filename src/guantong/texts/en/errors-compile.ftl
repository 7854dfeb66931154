# Errors of conditions, answers, situations and the compiler
problem-condition-too-long = The condition "{ $text }…" is too long; at most { $longest } characters. Split it into several questions.
problem-condition-syntax = The condition "{ $text }" cannot be read, near character { $column }. Write for example: floor_area > 300 and not sells_food.
problem-condition-not-allowed = The condition "{ $text }" must not contain "{ $part }". Possible: names of questions, numbers, texts, comparisons, + - * /, and, or, not, in.
problem-condition-not-a-question = In the condition "{ $text }", "{ $part }" is nothing that can be true or false; write a comparison.
problem-condition-in-what = In the condition "{ $text }", what follows `in` ("{ $part }") must be a list of values, such as kind in ('chain', 'single').
problem-condition-text-compared = In the condition "{ $text }", "{ $part }" can only be compared with a question, by == or !=.
problem-condition-no-question = In the condition "{ $text }", "{ $part }" names no question, so its result never changes; remove it.
problem-condition-two-questions = The condition "{ $text }" uses two questions in one comparison ({ $part }); each comparison may name one.
problem-condition-not-linear = In the condition "{ $text }", it cannot be worked out where "{ $part }" changes; a question may only be multiplied or divided by a constant.
problem-condition-unknown-name = The condition "{ $text }" uses a question that does not exist: "{ $name }". Questions: { $possible }. Nearest: { $nearest }.
problem-condition-wrong-value = The condition "{ $text }" compares the question "{ $name }" ({ $type }) with "{ $value }", which is never its answer. Possible: { $possible }. Nearest: { $nearest }.
problem-answer-missing = Please answer this question.
problem-answer-unknown = There is no such question. Questions: { $possible }. Nearest: { $nearest }.
problem-answer-not-yes-no = "{ $given }" is neither yes nor no; please choose one.
problem-answer-not-a-choice = "{ $given }" is not one of the choices: { $possible }. Nearest: { $nearest }.
problem-answer-not-a-number = "{ $given }" is not a number; please give a number { $unit }.
problem-answer-not-whole = "{ $given }" is not a whole number; please give a whole number { $unit }.
problem-answer-too-low = "{ $given }" is too low; at least { $min } { $unit }.
problem-answer-too-high = "{ $given }" is too high; at most { $max } { $unit }.
problem-situations-too-many = There are { $count } situations, at most { $most } are allowed; divide this matter into several scenarios.
problem-situations-too-entangled = The questions { $names } depend on each other in { $count } combinations, at most { $most } are tried; use fewer questions in one condition.
problem-situation-nothing-applies = With these answers there is nothing to apply for.
problem-situation-unknown = The situation { $key } is not in the compiled scenario; compile the same version of the package again.
