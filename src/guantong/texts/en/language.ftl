# Words of the reference of the language, and the columns of GB/T 39554.

language-intro =
    One folder a scenario: `scenario.yaml`, `overlays/`, `examples/` and `SOURCES.md`; `elements.yaml`, `resources.yaml` and `units.yaml` beside
    the folders are shared by all. A key that is not written has its default; an unknown key is an error. Anchors, aliases and tags are not used. Of plain
    values only whole numbers without leading zeros, decimals, `true`, `false` and days (`2026-03-02`) are not text.
language-terms =
    A *term* is `10 workdays`, `30 days`, `2 months`, `4 hours` or `at once`. A *title* is a Chinese text, or { "`{" }zh: …, en: …{ "}`" }. A *condition* (`when`) is made
    of names of questions, numbers, texts in quotes, comparisons, arithmetic, `and`, `or`, `not`, `in`: `floor_area > 300 and not sells_food`. Empty means always.
    An element is named `entity.name` or, for licences and opinions, `kind/name`; `mother.id_number` exists when `mother` *is* a `person` that has an `id_number`.
language-editor =
    Write this comment as the first line of a file, with the path from the file to the schema, and an editor with yaml-language-server completes
    and checks as you write: `# yaml-language-server: $schema=../../docs/reference/schema/scenario.json`. `guantong schema --out DIR` writes the schemas elsewhere.

language-gbt-item-title = item name, task_name
language-gbt-item-unit = implementing body, dept_name
language-gbt-item-type = item type, task_type
language-gbt-item-basic-code = basic code, catalog_code
language-gbt-item-level = exercising level, use_level
language-gbt-item-law = legal basis, by_law
language-gbt-item-subjects = subjects, server_type
language-gbt-item-conditions = conditions, accept_condition
language-gbt-item-legal = legal term and unit, anticipate_day, anticipate_type
language-gbt-item-promised = promised term and unit, promise_day, promise_type; at once: project_type
language-gbt-item-visits = visits, limit_scene_num
language-gbt-item-visit-reason = reason of visits, limit_scene_explain
language-gbt-item-online = online, is_online
language-gbt-item-fees = fees, is_fee
language-gbt-item-pauses = special procedures, special_procedure
language-gbt-item-consults = other bodies, other_dept
language-gbt-item-issues = type of result, result_type
language-gbt-item-result = name of result, result_name

language-gbt-material-name = name, material_name
language-gbt-material-kind = type, material_type
language-gbt-material-law = legal basis, by_law
language-gbt-material-copies = paper copies, page_num
language-gbt-material-optional = necessity, is_need

language-gbt-fee-title = fee, fee_name
language-gbt-fee-amount-cents = standard, fee_stand
language-gbt-fee-law = legal basis, by_law

language-head-word = Chinese
language-head-says = Says

language-written =
    Wrote { $count ->
        [one] 1 file
       *[other] { $count } files
    } to { $folder }
