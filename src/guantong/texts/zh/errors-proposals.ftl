problem-identity-proposal-staff-only = 只有代表单位的工作人员可以提出双人办理申请。请用工作岗位登录。
problem-identity-proposal-no-reason = 请写明理由。
problem-identity-proposal-not-yours = 没有您可以查看或同意的第 { $proposal } 号申请。申请须由同一单位、同一岗位的另一人同意。
problem-identity-proposal-not-open = 第 { $proposal } 号申请已有结果，不能再次办理。请刷新列表。
problem-identity-proposal-same-person = 提出人不能同意自己的申请。请由本单位同岗位的另一位同事办理。
problem-identity-proposal-late = 第 { $proposal } 号申请已超过 72 小时，不能再同意。如仍需要，请重新提出。
