# What the checks of the scenario language say: what is wrong, where, what is possible.

problem-S001 = There is no file { $file } – create it
problem-S002 = The file cannot be opened ({ $reason }) – look at its permissions
problem-S003 = The file is too large: { $size } bytes – at most { $most } are read
problem-S004 = The file is not UTF-8 – save it as UTF-8
problem-S005 = This is not YAML ({ $reason }) – look at the indentation, quotes and colons
problem-S006 = The file is empty or is not made of keys and values – write `key: value`
problem-S007 = The key { $key } is written twice, first in line { $line } – keep one of them
problem-S008 = The language does not use this: { $what } – write the content itself, without anchors, aliases, merge keys, tags or deep nesting
problem-S009 = { $folder } is not a scenario package – it needs a scenario.yaml
problem-S010 = There is no key { $what } here{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible: { $possible }
problem-S011 = { $what } is missing (in { $inside }) – add it
problem-S012 = { $what } cannot be "{ $given }"{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible: { $possible }
problem-S013 = { $what } is not written as a name: "{ $given }" – use lower-case letters, digits and joiners, as in { $pattern }
problem-S014 = { $what } is a text, but { $given } is a number – write it in quotes: "{ $given }"
problem-S015 = { $what } is not a term: "{ $given }" – possible: 10 workdays, 30 days, 2 months, 4 hours, at once
problem-S016 = { $what } does not fit: "{ $given }" – { $reason }
problem-S017 = It is called { $name } inside, but its file or folder is { $file } – give both one name

problem-S101 = The dictionary has no element { $word }{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – correct it, or add it to elements in elements.yaml (first to entities what stands before the dot, if that is new); there are: { $possible }
problem-S102 = The licence { $element } carries { $word }, which the dictionary does not have{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – there are: { $possible }
problem-S103 = The element { $element } is about { $word }, which is no entity{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – define it under entities; there are: { $possible }
problem-S104 = The entity { $entity } is a { $word }, which is no entity{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – there are: { $possible }
problem-S105 = Entities are each other in a circle: { $cycle } – take one `is` away
problem-S106 = The element { $element } is held by { $word }, which is no resource{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – there are: { $possible }
problem-S107 = The element { $element } names the resource { $resource } but no field – write { $resource }.field
problem-S108 = The element { $element } has no owner – a unit must answer for shared data; owner may be: { $possible }
problem-S109 = The licence { $element } has no owner – owner may be: { $possible }
problem-S110 = The element { $element } is of type { $type }, which does not fit its choices – only type choice has choices, and needs them
problem-S111 = The smallest value { $min } is above the largest { $max } – swap or correct them
problem-S112 = { $element } cannot become an e-licence, or { $other } has the type code { $type } already – write e_licence for licences only, each with a code of its own
problem-S113 = The e-licence { $element } names { $word }, which nobody defined{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible are { $possible }
problem-S114 = The e-licence { $element } holds for “{ $term }”, which is not in whole months – write 60 months, or nothing for one without end

problem-S201 = Proofs in a circle, nobody can begin: { $cycle } – take one of { $elements } out of one item's materials
problem-S202 = The proof "{ $material }" of { $item } has no legal basis – give the law, or drop or replace it with instead
problem-S203 = { $item } asks for { $element } twice, it is in "{ $material }" already – ask once
problem-S204 = { $element } is issued by the sibling { $sibling }, yet { $item } marks it { $mark } – the applicant never brings it, take { $mark } away
problem-S205 = { $item } needs { $element }, which it issues itself – take it out of the materials
problem-S206 = { $item } issues { $element }, which is of type { $type } – only elements of type licence are issued; put other results under result
problem-S207 = { $item } and { $other } both issue { $element } together – let one issue it, or keep them apart with when
problem-S208 = { $item } needs { $element }, but no item issues it, no resource holds it and no unit owns it – give it an owner, a held_by, or an item that issues it
problem-S209 = Two materials of { $item } are called "{ $material }" – give them different names
problem-S210 = { $item } has no result – write issues or result
problem-S211 = “{ $material }” of { $item } was dropped in { $dropped } – nobody may ask for it again: take it out, or write instead
problem-S212 = “{ $material }” of { $item } has the name of a proof that was dropped in { $dropped } – if it is the same, take it out or write instead; if not, name it by what it is

problem-S301 = { $item } is promised in { $promised }, the law gives { $legal } – promise no more than the law gives
problem-S302 = The promise "{ $given }" cannot be clocked – possible: { $possible }
problem-S303 = The term "{ $given }" must be in workdays – possible: { $possible }
problem-S304 = The whole is promised in { $promised } workdays, its longest path needs { $needed } ({ $path }) – change the promise or shorten an item on the path
problem-S305 = The stage { $stage } is promised in { $promised } workdays, its longest path needs { $needed } ({ $path }) – change the promise or shorten an item on the path
problem-S306 = { $item } belongs to the stage { $word }, which does not exist{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – there are: { $possible }
problem-S307 = The stage { $stage } has no items – take it away, or put items into it: { $possible }
problem-S308 = { $item } needs { $visits } visits and nobody says why – write visit_reason, or make it 0
problem-S309 = The permit { $item } has no legal basis – write law, or change its type
problem-S310 = The fee "{ $fee }" of { $item } has no legal basis – write law, or take no fee
problem-S311 = "{ $given }" is no policy clause – write policy:<document>/<clause>, like policy:2019/2.3.1
problem-S312 = assumed names { $word }, which is no field here{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible: { $possible }
problem-S313 = { $item } is due on workday { $due } at the latest, but the joint visit { $place } begins on workday { $start } with { $within } workdays to do it, so it may be workday { $last } – shorten within, give the item a longer promise, or another place (a visit of its own)
problem-S314 = { $item } lets “{ $material }” come { $owed } later, but the item itself is due on workday { $due } – shorten owed

problem-S401 = The condition "{ $text }" is not understood, at "{ $part }" – possible: names of questions, numbers, 'texts', == != < <= > >= in, + - * /, and or not
problem-S402 = The condition "{ $text }" names { $word }, which nobody asks{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – the questions are: { $possible }
problem-S403 = The question { $ask } decides no item, material or fee – use it in a when, or do not ask
problem-S404 = The question { $ask } is of type { $type }, which does not fit its choices – only type choice has choices, and needs them
problem-S405 = In the condition "{ $text }", { $ask } can never be { $value }{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible: { $possible }
problem-S406 = Whether { $ask } is asked depends on { $later }, which is not asked before it – move { $later } up
problem-S407 = "{ $what }" can never apply, its condition is "{ $text }" – change the condition or take it away
problem-S408 = Too many situations: { $count }, at most { $most } – ask less, or divide the scenario
problem-S409 = The question { $ask } says that it answers { $word }, which no item asks for{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – write an element of the material lists: { $possible }
problem-S410 = The question { $ask } does not fit the element { $element } that it answers: { $what } is { $asked } here and { $kept } there – make them equal, so that one answer serves both
problem-S411 = The questions { $ask } and { $other } both answer { $element } and could disagree – keep one of them
problem-S412 = The question { $ask } has the title of the element { $element }, so one thing is asked twice – write is: { $element }, or say in the title how they differ
problem-S413 = The question { $ask } and the element { $element } are both numbers in { $unit }, perhaps one thing – if so, write is: { $element } in the question
problem-S414 = The element { $word } in applies_as is asked for by no item{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible are the elements of the items' materials: { $possible }
problem-S415 = The answer { $word } in applies_as is not among the element's choices{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible are: { $possible }
problem-S416 = { $element } in applies_as cannot be used to compare the applicant – needed: { $wanted }

problem-S501 = The grant is for { $word }, which is no resource{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – there are: { $possible }
problem-S502 = The grant of { $resource } is to { $word }, which is no item{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible: { $possible }
problem-S503 = { $resource } holds nothing that { $item } needs, so nothing is granted – take { $item } out of its to (where that says all, list the items); items that need it: { $possible }
problem-S504 = The grant of { $resource } names no law – write law
problem-S505 = { $resource } is not shared, so nothing can be granted – take the grant away, or change how the resource is shared
problem-S506 = { $element } is held by { $resource }, but { $item } has no grant and asks the applicant – add a grant

problem-S601 = There is no unit role { $word }{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – there are: { $possible }
problem-S602 = The unit { $unit } has no name at the level { $level } – it has names at: { $possible }
problem-S603 = The name "{ $given }" of { $unit } has a wrong placeholder – only { "{place}" } is possible
problem-S604 = { $item } consults { $unit }, the unit that decides it – take it away
problem-S605 = { $item } inspects { $word }, which is not under inspections{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – there are: { $possible }
problem-S606 = No item inspects { $place } – take it away, or write inspects in one of: { $possible }
problem-S607 = The visit to { $place } is led by { $unit }, none of whose items takes part – taking part: { $possible }

problem-S701 = The indicator { $indicator } has no usable source: { $word }{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – figures are computed, source may be: { $possible }
problem-S702 = The indicator { $indicator } has the unknown measure { $word }{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible: { $possible }
problem-S703 = The published figure { $word } has no computed counterpart{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible: { $possible }
problem-S704 = The indicator { $indicator } points the wrong way: { $word } – of this measure { $possible ->
    [up] more is better
   *[other] less is better
 }, write { $possible }

problem-S801 = The overlay changes { $word }, which is no item{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – it cannot add one; there are: { $possible }
problem-S802 = { $item } has no material "{ $word }"{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – it may drop: { $possible }
problem-S803 = The local term { $given } is not within the package's { $promised } – only shorter ones, in workdays or at once
problem-S804 = { $given } is neither a city nor a county – a city is like 330100000000, a county like 330106000000
problem-S805 = { $given } already has the overlay { $other } – make one of the two
problem-S806 = The overlay promises the whole in { $promised } workdays, the longest path needs { $needed } ({ $path }) – change the promise or shorten an item on the path
problem-S808 = The county's term { $given } is longer than the { $promised } of its city ({ $other }) – only shorter ones; what is the same need not be written
problem-S809 = With one material less, “{ $material }” of item { $item } asks for everything that stood on the dropped “{ $dropped }” – keep that material, or drop “{ $material }” too
problem-S807 = By the overlay { $item } is due on workday { $due } at the latest, but the joint visit { $place } may be on workday { $last } (from workday { $start }, within { $within } workdays) – promise the item less soon

problem-S901 = The story names { $word }, which is no item{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – there are: { $possible }
problem-S902 = The story names { $word }, which is no element{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – there are: { $possible }
problem-S903 = The story does not answer { $ask } as it is asked{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – the questions are: { $possible }
problem-S904 = Nobody can { $word } a case{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible: { $possible }
problem-S905 = The story silences { $word }, which is no resource{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – there are: { $possible }
problem-S906 = The story names { $word }, which is no unit{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible: { $possible }
problem-S907 = The day { $given } is before { $before } of the event above it – write events in order
problem-S908 = No case is ever { $word }{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible: { $possible }
problem-S909 = The story visits { $word }, which is not under inspections{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – there are: { $possible }

check-error = error
check-warning = warning
check-summary = { $packages ->
    [one] 1 package
   *[other] { $packages } packages
 } checked: { $errors ->
    [one] 1 error
   *[other] { $errors } errors
 }, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
 }
