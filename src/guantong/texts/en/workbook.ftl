# The workbook: headings, help and what can be wrong on import.

workbook-read-me =
    This workbook is one scenario package. It says exactly what the YAML files say; each can be made from the other.
    The first row is a heading, the second the technical keys that decide on import: leave it as it is. Rows begin in the third.
    An empty cell means the default. Codes (of items, questions …) are lower-case letters, digits and dashes.
    A cell with several entries has one a line (Alt+Enter). Write values, not formulas.
    Import: guantong workbook import FILE.xlsx DIR; problems name the sheet and the cell.

workbook-yes = yes
workbook-no = no
workbook-english = English
workbook-exported = Wrote { $file }
workbook-shared-differs = Note: the workbook has other { $what } than { $folder }, which was left alone; add --shared to write them too
workbook-imported =
    Wrote { $count ->
        [one] 1 file
       *[other] { $count } files
    } to { $folder }

workbook-sheet-read-me = Read me
workbook-sheet-scenario = Scenario
workbook-sheet-also-called = Also called
workbook-sheet-asks = Questions
workbook-sheet-ask-choices = Choices
workbook-sheet-stages = Stages
workbook-sheet-items = Items
workbook-sheet-conditions = Conditions
workbook-sheet-materials = Materials
workbook-sheet-fees = Fees
workbook-sheet-pauses = Special procedures
workbook-sheet-grants = Grants
workbook-sheet-inspections = Joint visits
workbook-sheet-indicators = Indicators
workbook-sheet-published = Published figures
workbook-sheet-overlays = Overlays
workbook-sheet-overlay-items = Overlay items
workbook-sheet-stories = Examples
workbook-sheet-answers = Example answers
workbook-sheet-story-data = Example data
workbook-sheet-events = Example events
workbook-sheet-entities = Entities
workbook-sheet-elements = Elements
workbook-sheet-element-choices = Element choices
workbook-sheet-resources = Resources
workbook-sheet-units = Unit roles
workbook-sheet-unit-names = Unit names
workbook-sheet-sources = Sources

workbook-column-scenario = Scenario
workbook-column-title = Title
workbook-column-about = About
workbook-column-track = Track
workbook-column-data = Data
workbook-column-expect = Expected
workbook-column-names = Names by level
workbook-column-path = Core business, module, unit
workbook-column-choices = Choices
workbook-column-path-0 = Core business
workbook-column-path-1 = Module
workbook-column-path-2 = Unit of business
workbook-column-applicant = Applicant
workbook-column-lead = Lead
workbook-column-serves = Serves
workbook-column-promised = Promised term
workbook-column-board = Board
workbook-column-opens-from = Opens from
workbook-column-rests-on = Rests on
workbook-column-assumed = Assumed fields
workbook-column-ask = Question
workbook-column-choice = Choice
workbook-column-type = Type
workbook-column-unit = Unit
workbook-column-min = Smallest
workbook-column-max = Largest
workbook-column-when = When
workbook-column-help = Help
workbook-column-value = Value
workbook-column-stage = Stage
workbook-column-item = Item
workbook-column-basic-code = Basic code
workbook-column-level = Level
workbook-column-law = Law
workbook-column-subjects = Subjects
workbook-column-legal = Legal term
workbook-column-visits = Visits
workbook-column-visit-reason = Reason of visits
workbook-column-online = Online
workbook-column-inspects = Inspects
workbook-column-consults = Consults
workbook-column-issues = Issues
workbook-column-result = Result
workbook-column-name = Material
workbook-column-elements = Elements
workbook-column-kind = Kind
workbook-column-copies = Copies
workbook-column-optional = Optional
workbook-column-owed = May be owed
workbook-column-instead-by = Instead by
workbook-column-instead-why = Instead: why
workbook-column-amount-cents = Amount in cents
workbook-column-term = Term
workbook-column-resource = Resource
workbook-column-to = Granted to
workbook-column-purpose = Purpose
workbook-column-until = Until
workbook-column-place = Place
workbook-column-within = Within
workbook-column-led-by = Led by
workbook-column-indicator = Indicator
workbook-column-measure = Measure
workbook-column-source = Source
workbook-column-direction = Direction
workbook-column-target = Target
workbook-column-figure = Figure
workbook-column-before = Before
workbook-column-after = After
workbook-column-note = Note
workbook-column-file = File
workbook-column-overlay = Overlay
workbook-column-division = Division
workbook-column-without = Materials dropped
workbook-column-story = Example
workbook-column-silent = Silent resources
workbook-column-expect-phase = Expected phase
workbook-column-expect-items = Expected items
workbook-column-expect-asked = Expected to be asked
workbook-column-expect-not-asked = Expected not to be asked
workbook-column-expect-reopened = Expected to reopen
workbook-column-expect-kept = Expected to be kept
workbook-column-expect-due = Expected due day
workbook-column-expect-overdue = Expected overdue
workbook-column-expect-refused = Expected refusal
workbook-column-expect-days-used = Expected workdays used
workbook-column-expect-opens = Expected to open
workbook-column-element = Element
workbook-column-on = Day
workbook-column-do = Does
workbook-column-with = With
workbook-column-fields = Fields
workbook-column-because = Because
workbook-column-days = Days
workbook-column-day = Appointed day
workbook-column-grade = Grade
workbook-column-passed = Passed
workbook-column-entity = Entity
workbook-column-is = Is
workbook-column-check = Check
workbook-column-owner = Owner
workbook-column-held-by = Held by
workbook-column-carries = Carries
workbook-column-e-licence = E-licence
workbook-column-e-licence-type = E-licence: type code
workbook-column-e-licence-valid = E-licence: valid
workbook-column-e-licence-holder = E-licence: holder
workbook-column-e-licence-prints = E-licence: prints
workbook-column-elicence-type = Type code
workbook-column-elicence-valid = Valid
workbook-column-elicence-holder = Holder
workbook-column-elicence-prints = Prints
workbook-column-accepts = Accepts
workbook-column-max-length = Longest
workbook-column-example = Example
workbook-column-system = System
workbook-column-mode = Mode
workbook-column-interface = Interface
workbook-column-key = Key
workbook-column-share = Sharing
workbook-column-answers-within = Answers within
workbook-column-if-silent = If silent
workbook-column-short = Short title

workbook-help-when = A condition over the questions, like floor_area > 300 and not sells_food; empty: always
workbook-help-promised = Like 10 workdays, 1 workday, at once
workbook-help-legal = Like 20 workdays, 30 days, 2 months
workbook-help-elements = One element a line
workbook-help-law = An item may have several, one a line
workbook-help-to = all, or one item a line
workbook-help-instead-by = commitment, officer or dropped
workbook-help-assumed = One field a line: what no source says and we assume

workbook-word-administration = administration
workbook-word-industry = industry
workbook-word-livelihood = livelihood
workbook-word-person = person
workbook-word-enterprise = enterprise
workbook-word-institution = institution
workbook-word-government = government body
workbook-word-service = service
workbook-word-governance = governance
workbook-word-application = application
workbook-word-complaint = complaint
workbook-word-rating = bad rating
workbook-word-yes-no = yes or no
workbook-word-integer = whole number
workbook-word-decimal = decimal
workbook-word-choice = choice
workbook-word-permit = permit
workbook-word-payment = payment
workbook-word-confirmation = confirmation
workbook-word-reward = reward
workbook-word-ruling = ruling
workbook-word-other-power = other power
workbook-word-public-service = public service
workbook-word-filing = filing
workbook-word-province = province
workbook-word-city = city
workbook-word-county = county
workbook-word-town = town
workbook-word-form = form
workbook-word-proof = proof
workbook-word-other = other material
workbook-word-commitment = written commitment
workbook-word-officer = fetched by an officer
workbook-word-dropped = dropped
workbook-word-announcement = announcement
workbook-word-hearing = hearing
workbook-word-expert-review = expert review
workbook-word-testing = testing
workbook-word-inspection = inspection
workbook-word-up = higher is better
workbook-word-down = lower is better
workbook-word-text = text
workbook-word-date = date
workbook-word-document = document
workbook-word-licence = licence
workbook-word-id-number = identity number
workbook-word-uscc = unified social credit code
workbook-word-phone = telephone
workbook-word-postcode = postcode
workbook-word-bank-account = bank account
workbook-word-email = e-mail
workbook-word-L1 = level 1, not sensitive
workbook-word-L2 = level 2
workbook-word-L3 = level 3
workbook-word-L4 = level 4, most sensitive
workbook-word-api = queried over an interface
workbook-word-verify = verified
workbook-word-batch = exchanged in batches
workbook-word-session = from the sign-in
workbook-word-unconditional = shared without conditions
workbook-word-conditional = shared on conditions
workbook-word-none = not shared
workbook-word-ask-applicant = ask the applicant
workbook-word-wait = wait

workbook-codec-text = a text; one that begins with a double quote must be a complete "…"
workbook-codec-title = a text
workbook-codec-number = a number
workbook-codec-yes-no = yes, no
workbook-codec-lines = one a line; a line that begins with a double quote must be a complete "…"
workbook-codec-grantees = all, or one item a line
workbook-codec-any = a value, like 350, true, ABC, { "{" }company.name: ABC{ "}" }

problem-workbook-file-name = { $where } cannot be the name of a file – letters, digits, dots, dashes and underscores are possible, beginning with a letter or digit
problem-workbook-unreadable = This is no readable .xlsx workbook – save it as .xlsx
problem-workbook-too-large = Too large: { $size }, at most { $most } – take away what is not needed
problem-workbook-too-long = No cell can hold this: { $length } characters, at most { $most } – shorten it
problem-workbook-unknown-sheet = There is no sheet "{ $word }"{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible: { $possible }
problem-workbook-unknown-column = { $word } is no technical key of this sheet{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible: { $possible }
problem-workbook-column-twice = The technical key { $word } stands twice – keep one column
problem-workbook-no-keys = The row of technical keys is incomplete – keep the second row, with at least: { $possible }
problem-workbook-no-key = This row has no { $what } – write what it belongs to
problem-workbook-no-parent = "{ $word }" is not in the sheet that it belongs to{ $near ->
    [0] {""}
   *[other] {" "}(did you mean { $nearest }?)
 } – possible: { $possible }
problem-workbook-key-twice = "{ $word }" stands twice – keep one row
problem-workbook-formula = This is a formula, { $given } – write its value
problem-workbook-bad-cell = "{ $given }" is not understood – possible: { $possible }
