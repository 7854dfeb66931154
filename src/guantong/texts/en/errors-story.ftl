# What to say when an executable example does not come true.
problem-story-differs = “{ $what }” is not as expected: expected { $expected }, found { $found }.
problem-story-refused = Step { $number } was refused ({ $codes }) though the story does not expect it; mend the step, or write `refused` under expect.
problem-story-begins-with-submit = A story begins with submit, this one begins with { $where }.
