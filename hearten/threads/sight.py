"""What policies say about people who keep away from each other (members.models.Distance), as SQL conditions.

PostgreSQL asks for the ids that are out of the acting member's sight once per query and table, and nearly always gets
an empty array. A NULL overlaps with nothing: words with a name have no mask, and the other way round.
"""

from hearten.kernel.confidential import GroupConfidential

_OUT_OF_SIGHT = "(SELECT threads_out_of_sight())"
WORDS_SEEN = f"{GroupConfidential.reads} AND NOT (ARRAY[id, membership_id, mask_id] && {_OUT_OF_SIGHT})"
NODS_SEEN = f"{GroupConfidential.reads} AND NOT (ARRAY[membership_id] && {_OUT_OF_SIGHT})"
IN_SIGHT = f"NOT (ARRAY[id] && {_OUT_OF_SIGHT})"
ANYTHING_OUT_OF_SIGHT = f"cardinality({_OUT_OF_SIGHT}) > 0"
