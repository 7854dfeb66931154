# 情景故事（可执行样例）与预期不符时的说明。
problem-story-differs = “{ $what }”与预期不符：预期 { $expected }，实际 { $found }。
problem-story-refused = 第{ $number }步被拒绝（{ $codes }），而故事没有预期被拒绝；请改正这一步，或在 expect 中写明 refused。
problem-story-begins-with-submit = 故事的第一步应当是 submit（申请人提交），现在是 { $where }。
