operations-request-number = 如需帮助，请告知工作人员这个记录编号：{ $number }
problem-ui-metrics-closed = 运行指标只供本机读取，或凭运行维护人员的令牌读取。
problem-sbom-no-lock = 找不到锁定文件 { $where }。
problem-sbom-not-installed = 缺少写清单的组件 cyclonedx-python-lib。请安装开发依赖（make setup-dev）后再试。
