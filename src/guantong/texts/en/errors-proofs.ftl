# What becomes of materials, one identity, my data: what is said when something is wrong
problem-services-dropped = “{ $material }” cannot be published: { $dropped_item } of { $dropped } has dropped it, and { $item } of { $scenario } still asks for it – nobody may: take it out there, or write instead, and publish both together
problem-cases-dropped-named = “{ $material }” is on the list of cancelled proofs; the reason of a correction must not ask for it – { $measure }. Use that instead; if it is about something else, say so in other words
problem-cases-not-to-be-asked = “{ $element }” must not be asked of the applicant: { $way ->
    [shared] a shared source gave it; where it is wrong, have its holder look into it
    [licence] the e-licence was read; where it is wrong, have its issuer look into it
    [commitment] a written promise replaces it; check the promise afterwards
    [officer] the office finds it out itself
    [dropped] it was cancelled; nothing allows asking for it
   *[other] something else replaces it ({ $way })
 }. Take the tick from this field.
problem-sharing-no-case = Data about others are read only for a case. Open the person's case first; the system then reads what the item's grant allows.
problem-cases-not-one-identity = “{ $title }” does not run on one identity in this situation: { $elements } would be asked for too. Accept it in the usual way.
problem-cases-not-there = Confirm that the person is present and agrees, then send the form again.
problem-cases-why-lookup = Say why you look this up (for instance: the person is at the window for a proof of insurance).
problem-cases-shown-number = The number is wrong: compare it with the identity card or the business licence.
problem-cases-shown-name = Write the name as it stands on the card; it has to be the one registered for this number.
problem-cases-lookup-limit = You have made { $count } lookups today, the most allowed being { $most }. Let a colleague go on, or tell your manager.
problem-cases-own-data-only = “My data” is for oneself. You are acting for somebody else: switch back first.
problem-cases-fixed-element = The system fills in the number of the record, and it cannot be changed. To object to another one, begin at that line of “my data”.
problem-cases-objected = You have objected to this read already ({ $code }). Say more there, or read the answer.
