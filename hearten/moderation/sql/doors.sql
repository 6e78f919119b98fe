-- Reviewed doors of moderation, one: who looks after what, what is hidden from whom, who may write now.
-- The others: doors_holds.sql, doors_reports.sql (reports, what waits), doors_steps.sql (steps, appeals, what a writer reads), doors_telling.sql,
-- doors_rights.sql (being forgotten, and how long things are kept).
--
-- A kind of item that can be reported brings five functions of its own, named moderation_<kind>_about, _hide, _show, _take
-- and _bring (items.py says what each does). They are not doors: they run with the rights of who calls them. Called from a
-- door they look past the policies as that door does; called by a seat they see what that seat sees.

-- The acting member. In: nothing. Out: their id, none for a visitor.
CREATE OR REPLACE FUNCTION moderation_me() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- Which groups the acting member looks after: facilitators, co-facilitators, the group's moderators; of the install's staff,
-- while a grant runs. In: nothing. Out: ids of groups.
CREATE OR REPLACE FUNCTION moderation_cared_groups() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.group_id FROM groups_membership m WHERE m.ended_at IS NULL AND m.member_id = moderation_me()
    AND m.role IN ('facilitator', 'co_facilitator', 'moderator')
  UNION SELECT g.group_id FROM hearten_my_grants() g WHERE hearten_on_the_desk()
$$;

-- Which cases the acting member may read: of groups they look after, and of no group for the staff; never one about
-- themself. In: nothing. Out: ids of cases.
CREATE OR REPLACE FUNCTION moderation_my_cases() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id FROM moderation_case c
  WHERE (c.group_id = ANY (ARRAY(SELECT moderation_cared_groups())) OR (c.group_id IS NULL AND hearten_on_the_desk()))
    AND NOT EXISTS (SELECT 1 FROM moderation_whom w WHERE w.kind = c.kind AND w.item = c.item AND w.member_id = moderation_me())
$$;

-- What is held and not for the acting member to see: they neither wrote it nor look after its group. Asked once for each
-- query by the policies of what people write. In: nothing. Out: ids of things in groups that they are or were in or visit, and in
-- none; never NULL, which would make a policy hide everything.
CREATE OR REPLACE FUNCTION moderation_held_from_me() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = public, pg_temp AS $$
  SELECT x.id FROM moderation_hold h CROSS JOIN LATERAL unnest(ARRAY[h.item, h.also]) x (id)
  WHERE h.released_at IS NULL AND x.id IS NOT NULL
    AND (h.group_id IS NULL OR (h.group_id <> ALL (ARRAY(SELECT moderation_cared_groups())) AND h.group_id IN (
      SELECT m.group_id FROM groups_membership m WHERE m.member_id = moderation_me() UNION ALL SELECT g.group_id FROM hearten_my_grants() g)))
    AND NOT EXISTS (SELECT 1 FROM moderation_whom w WHERE w.kind = h.kind AND w.item = h.item AND w.member_id = moderation_me())
$$;

-- What is held in the groups that the acting member reads; for the live hub, everywhere: fragments are made without a
-- reader. In: nothing. Out: ids of things, no words, never NULL.
CREATE OR REPLACE FUNCTION moderation_held() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = public, pg_temp AS $$
  SELECT x.id FROM moderation_hold h CROSS JOIN LATERAL unnest(ARRAY[h.item, h.also]) x (id)
  WHERE h.released_at IS NULL AND x.id IS NOT NULL
    AND (session_user = 'hearten_live' OR h.group_id IS NULL OR h.group_id IN (SELECT hearten_my_group_ids()))
$$;

-- The groups in which the acting member may not write now: a break of theirs runs, or only those who look after the group
-- write. In: nothing. Out: ids of groups.
CREATE OR REPLACE FUNCTION moderation_closed_to_me() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = public, pg_temp AS $$
  SELECT p.group_id FROM moderation_pause p
  WHERE p.member_id = moderation_me() AND p.ended_at IS NULL AND p.until > now()
  UNION SELECT s.group_id FROM moderation_switch s
  WHERE s.kind = 'read_only' AND s.ended_at IS NULL AND s.until > now()
    AND s.group_id <> ALL (ARRAY(SELECT moderation_cared_groups()))
$$;

-- How writing in a group stands for the acting member. In: the group. Out: '' (open), 'slow', 'read_only', or 'pause' with
-- the moment when it ends. One word, so that a page that has its own query asks nothing more.
CREATE OR REPLACE FUNCTION moderation_gate(p_group uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(
    (SELECT 'pause ' || to_char(max(p.until) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"') FROM moderation_pause p
      WHERE p.member_id = moderation_me() AND p.group_id = p_group AND p.ended_at IS NULL AND p.until > now()),
    (SELECT min(s.kind) FROM moderation_switch s WHERE s.group_id = p_group AND s.kind IN ('read_only', 'slow')
      AND s.ended_at IS NULL AND s.until > now() AND s.group_id <> ALL (ARRAY(SELECT moderation_cared_groups()))), '')
$$;

-- Let a registered kind of item say or do something. In: the kind, the verb (hide, show, take), the item. Out: what it says.
-- Not a door: it runs with the rights of who calls it. A kind that is not registered says nothing.
CREATE OR REPLACE FUNCTION moderation_item(p_kind text, p_verb text, p_item uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE said jsonb;
BEGIN
  IF p_kind !~ '^[a-z]{2,12}$' OR to_regproc(format('moderation_%s_%s', p_kind, p_verb)) IS NULL THEN RETURN NULL; END IF;
  EXECUTE format('SELECT to_jsonb(%I($1))', format('moderation_%s_%s', p_kind, p_verb)) INTO said USING p_item;
  RETURN said;
END $$;

-- What a registered kind knows of an item: its group, who wrote it, and whether behind a mask. Not a door, as above.
CREATE OR REPLACE FUNCTION moderation_about(p_kind text, p_item uuid)
RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF p_kind !~ '^[a-z]{2,12}$' OR to_regproc(format('moderation_%s_about', p_kind)) IS NULL THEN RETURN; END IF;
  RETURN QUERY EXECUTE format('SELECT * FROM %I($1)', format('moderation_%s_about', p_kind)) USING p_item;
END $$;

-- The name under which the acting member looks after a group: their name there, or on the desk. Not a door, as above.
CREATE OR REPLACE FUNCTION moderation_my_name(p_group uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT m.name::text FROM groups_membership m WHERE m.group_id = p_group AND m.ended_at IS NULL
      AND m.member_id = moderation_me()),
    (SELECT s.name::text FROM members_standing s WHERE s.member_id = moderation_me() AND s.ended_at IS NULL LIMIT 1), '')
$$;

-- Whether a kind's words can be held, changed and removed: whether it says how. Not a door, as above.
CREATE OR REPLACE FUNCTION moderation_can_hide(p_kind text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p_kind ~ '^[a-z]{2,12}$' AND to_regproc(format('moderation_%s_hide', p_kind)) IS NOT NULL
$$;

-- Whether two people can end what such a case is about, as a private conversation. Not a door, as above.
CREATE OR REPLACE FUNCTION moderation_can_part(p_kind text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p_kind ~ '^[a-z]{2,12}$' AND to_regproc(format('moderation_%s_part', p_kind)) IS NOT NULL
$$;

-- Whether what a case is about stands behind a mask. In: a case of the acting member's. Out: yes or no, and never whose.
CREATE OR REPLACE FUNCTION moderation_masked(p_case uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(bool_or(about.masked), false) FROM moderation_case c, moderation_about(c.kind, c.item) about
  WHERE c.id = p_case AND c.id IN (SELECT moderation_my_cases())
$$;

-- Write a line of the log. Not a door, as above: no seat may add to the log, so it does nothing outside a door.
CREATE OR REPLACE FUNCTION moderation_write_log(p_group uuid, p_case uuid, p_what text, p_by text, p_reason text, p_passage text)
RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO moderation_logline (id, group_id, case_key, what, by_name, reason, passage, at)
  VALUES (gen_random_uuid(), p_group, p_case, p_what, p_by, p_reason, p_passage, clock_timestamp())
$$;

-- A group's log for its people: what was done, which passage of our agreement, when. In: a group of the acting member's.
-- Out: lines without names and without the reasons that were written to somebody.
CREATE OR REPLACE FUNCTION moderation_open_log(p_group uuid)
RETURNS TABLE (what text, passage text, by_program boolean, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.what::text, l.passage, l.by_name = '' AND l.what = 'hold', l.at FROM moderation_logline l
  WHERE l.group_id = p_group AND p_group IN (SELECT hearten_my_group_ids()) ORDER BY l.at DESC LIMIT 200
$$;
