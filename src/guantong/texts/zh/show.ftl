# 由模型推导出来、给人看的内容：示例数据、流程图、横道图、办事指南、窗口清单、情景故事。
show-sample-people = 张样例 李样例 王样例 赵示范 钱示范 孙示范 周演示 吴演示 郑演示 陈测试
show-sample-organisations = 样例一号有限公司 样例二号有限公司 示范三号有限公司 示范四号有限公司 演示五号有限公司
show-sample-address = 浙江省示例市示例区样例路{ $number }号
show-sample-text = { $title }（样例{ $number }）
