-- Reviewed doors of threads: people who keep away from each other.

-- Ids whose words a member does not see, of memberships, masks, posts, conversations and "this helped" in one array:
--   memberships of whom they muted or blocked by name, and of who blocked them by name;
--   masks that they chose;
--   what was written behind masks while a distance stood, ended since or not: to begin one and end it again shows nothing.
--     What a mask said before stays, or else it would vanish with its owner's name;
--   the words of who blocked their mask, in that conversation alone: elsewhere their silence would tell who is behind it.
-- In: a member. Not SECURITY DEFINER: only reviewed doors get an answer.
CREATE OR REPLACE FUNCTION threads_unseen_by(p_member uuid) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH sees_all AS MATERIALIZED (SELECT groups_looked_after(p_member) AS ids),
  spans AS MATERIALIZED (
    SELECT d.whom_id AS other, d.made_at, coalesce(d.ended_at, 'infinity') AS ended_at FROM members_distance d WHERE d.by_id = p_member
    UNION ALL SELECT d.by_id, d.made_at, coalesce(d.ended_at, 'infinity') FROM members_distance d
      WHERE d.whom_id = p_member AND d.kind = 'block'),
  chosen AS MATERIALIZED (
    SELECT d.by_id, k.id AS mask_id, k.thread_id, k.group_id, d.by_id = p_member AS mine
    FROM members_distance d JOIN threads_mask k ON k.id = d.mask_id
    WHERE d.ended_at IS NULL AND (d.by_id = p_member OR (d.whom_id = p_member AND d.kind = 'block')))
  SELECT groups_unseen_by(p_member) || ARRAY(
    SELECT c.mask_id FROM chosen c, sees_all WHERE c.mine AND c.group_id <> ALL (sees_all.ids)
    UNION ALL
    SELECT unnest(CASE WHEN p.opens THEN ARRAY[p.id, p.thread_id] ELSE ARRAY[p.id] END)
    FROM spans s JOIN threads_maskowner o ON o.member_id = s.other JOIN threads_post p ON p.mask_id = o.mask_id, sees_all
    WHERE p.made_at >= s.made_at AND p.made_at < s.ended_at AND p.group_id <> ALL (sees_all.ids)
    UNION ALL
    SELECT unnest(CASE WHEN p.opens THEN ARRAY[p.id, p.thread_id] ELSE ARRAY[p.id] END)
    FROM chosen c JOIN groups_membership m ON m.member_id = c.by_id AND m.group_id = c.group_id
      JOIN threads_post p ON p.thread_id = c.thread_id AND p.membership_id = m.id, sees_all
    WHERE NOT c.mine AND c.group_id <> ALL (sees_all.ids)
    UNION ALL
    SELECT h.id FROM spans s JOIN threads_heard h ON h.member_id = s.other AND h.at >= s.made_at AND h.at < s.ended_at)
$$;

-- The same for the acting member, for policies: they ask it once for each table of a query. Out: ids; whose they are and who
-- began the distance is not said. Quick for whoever keeps no distance and is kept at none.
CREATE OR REPLACE FUNCTION threads_out_of_sight() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM members_distance d WHERE d.by_id = me)
    AND NOT EXISTS (SELECT 1 FROM members_distance d WHERE d.whom_id = me) THEN RETURN '{}'; END IF;
  RETURN threads_unseen_by(me);
END $$;

-- Would a member see a post, or a conversation, as far as distances go? In: its id and the member. Not SECURITY DEFINER:
-- only reviewed doors get an answer.
CREATE OR REPLACE FUNCTION threads_shows(p_about uuid, p_member uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT 1 FROM threads_thread t LEFT JOIN threads_post p ON p.id = p_about
    WHERE t.id = coalesce((SELECT x.thread_id FROM threads_post x WHERE x.id = p_about), p_about)
      AND ARRAY[t.id, t.membership_id, t.mask_id, p.id, p.membership_id, p.mask_id] && threads_unseen_by(p_member))
$$;

-- Begin a distance, from wherever it was chosen: instead of one of the other kind, and choosing the same again changes nothing.
-- Notices about words that are out of sight from now on go; both people's open pages ask anew. Not SECURITY DEFINER: reviewed
-- doors (of any slice) call it after they found who is meant, and a seat that calls it itself is refused.
CREATE OR REPLACE FUNCTION threads_begin_distance(p_by uuid, p_whom uuid, p_kind text, p_membership uuid, p_mask uuid, p_name text)
RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE members_distance d SET ended_at = clock_timestamp() WHERE d.by_id = p_by AND d.ended_at IS NULL AND d.kind <> p_kind
    AND (d.membership_id = p_membership OR d.mask_id = p_mask);
  INSERT INTO members_distance (id, by_id, whom_id, kind, membership_id, mask_id, chosen_name, made_at)
    VALUES (gen_random_uuid(), p_by, p_whom, p_kind, p_membership, p_mask, p_name, clock_timestamp()) ON CONFLICT DO NOTHING;
  DELETE FROM notices_notice n WHERE n.member_id IN (p_by, p_whom) AND n.kind IN ('reply', 'heard', 'hello', 'newcomer',
      'conversation', 'no_reply_on_duty', 'no_reply_yet', 'still_no_reply', 'idea_tried', 'card_asked')
    AND NOT threads_shows(n.about, n.member_id);
  PERFORM pg_notify('hearten_leases', one::text) FROM unnest(ARRAY[p_by, p_whom]) AS one;
END $$;

-- Keep a distance from who wrote a post. In: a post that the acting member sees, and mute or block. Out: did it happen.
-- Whoever is behind a mask is looked up here and stays here: the row that the web may read holds the mask.
CREATE OR REPLACE FUNCTION threads_keep_distance(p_post uuid, p_kind text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; p threads_post; other uuid; shown text;
BEGIN
  SELECT * INTO p FROM threads_post x WHERE x.id = p_post AND threads_shows(x.id, me)
    AND EXISTS (SELECT 1 FROM groups_membership m WHERE m.group_id = x.group_id AND m.member_id = me AND m.ended_at IS NULL);
  IF p.mask_id IS NULL THEN
    SELECT m.member_id, m.name INTO other, shown FROM groups_membership m WHERE m.id = p.membership_id;
  ELSE
    SELECT o.member_id, k.name INTO other, shown FROM threads_mask k JOIN threads_maskowner o ON o.mask_id = k.id WHERE k.id = p.mask_id;
  END IF;
  IF other IS NULL OR other = me OR p_kind NOT IN ('mute', 'block') THEN RETURN false; END IF;
  PERFORM threads_begin_distance(me, other, p_kind, p.membership_id, p.mask_id, shown);
  RETURN true;
END $$;
