problem-licences-file-size = 文件为空或者超过 { $limit } MB。请上传对方给您的原文件。
problem-licences-nothing-given = 请输入证照标识，或者上传文件。
problem-licences-bad-day = 请把日期写成 2026-06-30 这样的形式。
problem-identity-proposal-elsewhere = 第 { $proposal } 号申请不在这里办理，请在相关页面打开。
