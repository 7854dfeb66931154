# What becomes of a material: kept, cancelled or replaced, and by what (M38, M39)
way-kept = handed in by you
way-asked-once = not asked again
way-shared = shared data
way-licence = e-licence
way-issued = comes from an earlier step
way-commitment = written promise
way-officer = checked by the office
way-dropped = cancelled

measure-kept = handed in by the applicant
measure-asked-once = already handed in with “{ $title }”, not taken again
measure-shared = { $unit } shares it through “{ $title }”; the office checks it directly
measure-licence = the e-licence is read from “{ $title }”
measure-issued = { $unit } issues it in this very matter (“{ $title }”)
measure-commitment = a written promise replaces it: { $title }
measure-officer = { $unit } finds it out itself: { $title }
measure-dropped = cancelled, not asked for any more: { $title }

compile-ways = What becomes of the materials: { $ways }
compile-way = { $way } { $count }
compile-column-material = Material
compile-column-way = What becomes of it
compile-column-measure = Measure
compile-also = { $way } (situations: { $count })
show-guide-title-materials = Every material on the departments' lists
show-guide-material = { $material } ({ $item }): { $measure }
show-guide-semicolon = {"; "}
lookup-seal-reason = Lookup of information
lookup-confirmed = checked, it exists
my-data-other-field = other registered data
