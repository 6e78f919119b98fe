-- Reviewed doors of the library: what the acting member does not see, or not yet.

-- Ids whose words the acting member does not see, in one array: memberships of people on the other side of a distance, and cards
-- and reports that such people wrote without their name while the distance stood, ended since or not (what threads does for
-- masks: to begin a distance and end it again shows nothing). In: nothing. Out: ids; whose they are and who began is not said.
CREATE OR REPLACE FUNCTION library_out_of_sight() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM members_distance d WHERE d.by_id = me)
    AND NOT EXISTS (SELECT 1 FROM members_distance d WHERE d.whom_id = me) THEN RETURN '{}'; END IF;
  RETURN library_unseen_by(me);
END $$;

-- The same for any member. Not SECURITY DEFINER: only reviewed doors get an answer.
CREATE OR REPLACE FUNCTION library_unseen_by(p_member uuid) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH sees_all AS MATERIALIZED (SELECT groups_looked_after(p_member) AS ids),
  spans AS MATERIALIZED (
    SELECT d.whom_id AS other, d.made_at, coalesce(d.ended_at, 'infinity') AS ended_at FROM members_distance d WHERE d.by_id = p_member
    UNION ALL SELECT d.by_id, d.made_at, coalesce(d.ended_at, 'infinity') FROM members_distance d
      WHERE d.whom_id = p_member AND d.kind = 'block')
  SELECT groups_unseen_by(p_member) || ARRAY(
    SELECT c.id FROM spans s JOIN library_cardowner o ON o.member_id = s.other JOIN library_card c ON c.id = o.card_id, sees_all
      WHERE c.membership_id IS NULL AND c.made_at >= s.made_at AND c.made_at < s.ended_at AND c.group_id <> ALL (sees_all.ids)
    UNION ALL
    SELECT r.id FROM spans s JOIN library_reportowner o ON o.member_id = s.other
      JOIN library_experiencereport r ON r.id = o.report_id, sees_all
      WHERE r.membership_id IS NULL AND r.at >= s.made_at AND r.at < s.ended_at AND r.group_id <> ALL (sees_all.ids))
$$;

-- Cards that wait for a look because somebody flagged them, and that the acting member neither wrote nor looks after. Asked once for
-- each query by the policies. In: nothing. Out: ids of cards in the member's groups, no words, never NULL.
CREATE OR REPLACE FUNCTION library_waiting_from_me() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = public, pg_temp AS $$
  SELECT DISTINCT f.card_id FROM library_flag f
  WHERE f.closed_at IS NULL AND f.group_id IN (SELECT hearten_my_group_ids())
    AND f.group_id <> ALL (ARRAY(SELECT moderation_cared_groups()))
    AND NOT EXISTS (SELECT 1 FROM library_cardowner o
      WHERE o.card_id = f.card_id AND o.member_id = nullif(current_setting('hearten.member', true), '')::uuid)
$$;

-- Is there no card and no report with this id yet? Whoever writes one says first that it is theirs, and nobody makes one that is there
-- their own, seen or not. In: an id. Out: one bit.
CREATE OR REPLACE FUNCTION library_is_new(p_id uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT 1 FROM library_card c WHERE c.id = p_id)
    AND NOT EXISTS (SELECT 1 FROM library_experiencereport r WHERE r.id = p_id)
$$;
