# What becomes of materials, one identity, my data: what is said when something is wrong
problem-services-dropped = “{ $material }” cannot be published: { $dropped_item } of { $dropped } has dropped it, and { $item } of { $scenario } still asks for it – the same unit must not: take it out there, or write instead, and publish both together
problem-cases-not-to-be-asked = “{ $element }” must not be asked of the applicant: { $way ->
    [shared] a shared source gave it; where it is wrong, have its holder look into it
    [licence] the e-licence was read; where it is wrong, have its issuer look into it
    [commitment] a written promise replaces it; check the promise afterwards
    [officer] the office finds it out itself
    [dropped] it was cancelled; nothing allows asking for it
   *[other] something else replaces it ({ $way })
 }. Take the tick from this field.
