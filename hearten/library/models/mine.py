"""What the policies of the library say about the acting member, as SQL conditions."""

from hearten.kernel.confidential import ME, MY_OWN_GROUPS, GroupConfidential

MY_CARDS = f"(SELECT card_id FROM library_cardowner WHERE member_id = {ME})"
MY_REPORTS = f"(SELECT report_id FROM library_reportowner WHERE member_id = {ME})"
MY_MEMBERSHIPS = f"(SELECT id FROM groups_membership WHERE ended_at IS NULL AND member_id = {ME})"
# Under one's own name in the group, or without a name there: the owner's row says whose it is, and only to them.
# What is one's own already stays so after one left the group and came back, under the name of that time as well.
MINE_AT_ANY_TIME = f"(SELECT id FROM groups_membership WHERE member_id = {ME})"
SIGNED = f"group_id = {MY_OWN_GROUPS} AND (membership_id IS NULL OR membership_id IN {MY_MEMBERSHIPS})"
SEEN = f"{GroupConfidential.reads} AND NOT (ARRAY[id, membership_id] && (SELECT library_out_of_sight()))"
OF_A_SEEN_CARD = f"{GroupConfidential.reads} AND card_id IN (SELECT id FROM library_card)"
# A card that somebody flagged waits for a look. Until then its writer and those who lead the group read it.
NOT_WAITING = "id <> ALL (ARRAY(SELECT library_waiting_from_me()))"
