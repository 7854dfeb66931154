# 材料去向、一证通办、我的数据：出错时说什么
problem-services-dropped = “{ $material }”不能发布：场景 { $dropped } 的事项 { $dropped_item } 已取消这份材料，场景 { $scenario } 的事项 { $item } 仍要求提交 – 同一部门不得再要求：请在该场景中删去或写 instead，并一起发布
