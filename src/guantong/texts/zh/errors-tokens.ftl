problem-identity-token-unknown = 访问令牌无效、已终止或已过期。请在“账号与安全”页面重新生成一个。
problem-identity-token-scope = 这个访问令牌只能读取，不能办理。请换用“读写”令牌。
problem-identity-token-own-only = 访问令牌只能由本人为自己生成；替他人办事时不能生成。
problem-identity-token-name = 请给访问令牌起个名字（不超过 { $limit } 个字），以便日后认出它。
problem-identity-token-scope-unknown = 请选择令牌的权限：{ $possible }。
problem-identity-token-days = 有效期须在 1 至 { $limit } 天之间。
problem-identity-token-too-many = 有效的访问令牌最多 { $limit } 个。请先终止不再使用的。
problem-identity-no-token = 没有这个访问令牌，或者它已经终止。
