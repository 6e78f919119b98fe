-- Reviewed doors of cards of encouragement: what the acting member does not see, drawing one, and taking one back.

-- Ids whose words the acting member does not see, in one array: memberships of people on the other side of a distance, and cards that
-- such people wrote without their name while the distance stood, ended since or not (what the library does: to begin a distance and end
-- it again shows nothing of who wrote a card). In: nothing. Out: ids; whose they are and who began is not said.
CREATE OR REPLACE FUNCTION encouragement_out_of_sight() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM members_distance d WHERE me IN (d.by_id, d.whom_id)) THEN RETURN '{}'; END IF;
  RETURN groups_unseen_by(me) || ARRAY(SELECT u.id FROM encouragement_unnamed_apart(me) u
    WHERE u.group_id <> ALL (groups_looked_after(me)));
END $$;

-- Part: cards without a name that were written by somebody on the other side of a distance, while it stood. In: a member. Out: ids and
-- groups of cards.
CREATE OR REPLACE FUNCTION encouragement_unnamed_apart(p_member uuid) RETURNS TABLE (id uuid, group_id uuid)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.id, c.group_id FROM members_distance d
    JOIN encouragement_writer w ON w.member_id = CASE WHEN d.by_id = p_member THEN d.whom_id ELSE d.by_id END
    JOIN encouragement_card c ON c.id = w.card_id AND c.membership_id IS NULL
  WHERE (d.by_id = p_member OR (d.whom_id = p_member AND d.kind = 'block'))
    AND c.made_at >= d.made_at AND c.made_at < coalesce(d.ended_at, 'infinity')
$$;

-- Is there no card with this id yet? Whoever writes one says first that it is theirs, and nobody makes one that is there their own.
-- In: an id. Out: one bit.
CREATE OR REPLACE FUNCTION encouragement_is_new(p_id uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT 1 FROM encouragement_card c WHERE c.id = p_id)
$$;

-- Part: may words of a card go to people as they stand? Nothing that is held or waits to be looked at, that is still to be read for
-- danger, or in which danger was read (distress alone, L1, is what cards are about) unless people found that there was none.
-- In: a card. Out: one bit.
CREATE OR REPLACE FUNCTION encouragement_was_read(p_card uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.kind = 'warmcard' AND h.item = p_card AND h.released_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM safety_reading r WHERE r.kind = 'warmcard' AND r.about = p_card AND r.state = 'waiting')
    AND NOT EXISTS (SELECT 1 FROM safety_concern k WHERE k.kind = 'warmcard' AND k.about = p_card
      AND k.level <> 'L1' AND (k.closed_at IS NULL OR k.outcome <> 'not_danger'))
$$;

-- Which cards may be shown anew on a shelf, as they stand now. In: ids of cards. Out: those of the acting member's groups whose words
-- were read, and nothing stands against; why another one is missing is not said.
CREATE OR REPLACE FUNCTION encouragement_read_by_now(p_cards uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id FROM encouragement_card c JOIN groups_membership m ON m.group_id = c.group_id AND m.ended_at IS NULL
  WHERE c.id = ANY (p_cards) AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid
    AND c.removed_at IS NULL AND encouragement_was_read(c.id)
$$;

-- Draw cards by chance from the groups that the acting member is in, each as likely as every other. In: the card that they saw last, or
-- none; it comes only where there is no other. Out: up to five ids, to be tried in this order. Never one's own; never of who keeps a
-- distance or is kept at one, for who leads a group as for everybody; nothing that encouragement_was_read leaves out; and nothing
-- under the name of who had to leave the group (without a name, its going would tell whose it was).
CREATE OR REPLACE FUNCTION encouragement_draw(p_last uuid) RETURNS SETOF uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH me AS (SELECT nullif(current_setting('hearten.member', true), '')::uuid AS id)
  SELECT c.id FROM me JOIN groups_membership m ON m.member_id = me.id AND m.ended_at IS NULL
    JOIN encouragement_card c ON c.group_id = m.group_id AND c.removed_at IS NULL
    LEFT JOIN encouragement_writer w ON w.card_id = c.id
  WHERE w.member_id IS DISTINCT FROM me.id
    AND (c.membership_id IS NULL OR NOT EXISTS (SELECT 1 FROM groups_membership theirs
      WHERE theirs.id = c.membership_id AND (hearten_apart(me.id, theirs.member_id) OR hearten_muted(me.id, theirs.member_id))))
    AND NOT EXISTS (SELECT 1 FROM encouragement_unnamed_apart(me.id) u WHERE u.id = c.id)
    AND encouragement_was_read(c.id)
    AND NOT EXISTS (SELECT 1 FROM groups_membership gone WHERE gone.id = c.membership_id AND gone.ended_how = 'removed')
  ORDER BY (c.id IS NOT DISTINCT FROM p_last), random() LIMIT 5
$$;

-- Part: take cards away, with the rows that say who wrote them. In: ids of cards. Triggers take copies off shelves, and note the keys.
CREATE OR REPLACE FUNCTION encouragement_take_away(p_cards uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM encouragement_writer WHERE card_id = ANY (p_cards);
  DELETE FROM encouragement_card WHERE id = ANY (p_cards);
END $$;

-- Take one's own card back, in a group that one left as well. In: a card. Out: did it happen: not where people took it down.
CREATE OR REPLACE FUNCTION encouragement_take_back(p_card uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM encouragement_writer w JOIN encouragement_card c ON c.id = w.card_id AND c.removed_at IS NULL
    WHERE w.card_id = p_card AND w.member_id = nullif(current_setting('hearten.member', true), '')::uuid) THEN RETURN false; END IF;
  PERFORM encouragement_take_away(ARRAY[p_card]);
  RETURN true;
END $$;
