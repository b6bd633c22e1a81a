"""What a format has no place for, in the words of its report; the same thing is said in the same words everywhere."""

OTHER_LABELS = "labels of other questions than the one it is made of"
LABELS = "labels"
STANCES = "stances"
STRENGTH = "intensity and explicitness of stances"
EVIDENCE = "evidence, check questions, searches and comments"
OTHER_EVIDENCE = "evidence that nothing in it points to, searches and comments"
REASONS = "confidence, rationale, flags"
SETTLING = "how gold was found: method, distribution, whose answers it rests on"
REVIEWS = "reviews and revisions"
SPEECH = "who speaks: attributions, entities, claims"
PLACES = "places in the article"

SPAN_TOOLS = (EVIDENCE, REASONS, REVIEWS, SPEECH, STRENGTH)
"""What no plain tool for spans keeps."""
SENTENCES = (OTHER_LABELS, STANCES, EVIDENCE, REASONS, SETTLING, SPEECH, PLACES)
"""What a sentence with one label of gold leaves out."""
ANSWERS = (LABELS, STANCES, EVIDENCE, REASONS, SETTLING, REVIEWS)
"""Everything that anybody answered."""
