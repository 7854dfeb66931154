# What becomes of materials, one identity, my data: what is said when something is wrong
problem-services-dropped = “{ $material }” cannot be published: { $dropped_item } of { $dropped } has dropped it, and { $item } of { $scenario } still asks for it – the same unit must not: take it out there, or write instead, and publish both together
