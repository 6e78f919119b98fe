-- Reviewed doors of safety: reading, concerns, who is on call, what its writer says. Timers are in ladder.sql.
-- Functions that are SECURITY INVOKER are parts of the doors: called from outside they have no right to any row.

-- Groups for which the acting member is on call now. In: nothing. Out: group ids of one's own running shifts.
CREATE OR REPLACE FUNCTION safety_on_call_for() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.group_id FROM safety_shift s JOIN groups_membership m ON m.group_id = s.group_id AND m.member_id = s.member_id
    AND m.ended_at IS NULL
  WHERE s.member_id = nullif(current_setting('hearten.member', true), '')::uuid AND s.ended_at IS NULL
    AND now() BETWEEN s.starts_at AND s.ends_at
$$;

-- Groups for which the acting member may go on call. In: nothing. Out: groups where they have a role that helps.
CREATE OR REPLACE FUNCTION safety_may_cover() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.group_id FROM groups_membership m WHERE m.ended_at IS NULL AND m.role <> 'member'
    AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- Note that an item of the acting member's own waits to be read (again, after an edit). In: its kind and id, its group.
-- Out: nothing. It can only say that something of one's own waits; whose item it is never comes out.
CREATE OR REPLACE FUNCTION safety_wait(p_kind text, p_about uuid, p_group uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO safety_reading AS r (id, kind, about, group_id, member_id, state, asked_at)
  VALUES (gen_random_uuid(), p_kind, p_about, p_group, nullif(current_setting('hearten.member', true), '')::uuid, 'waiting',
    clock_timestamp())
  ON CONFLICT (kind, about) DO UPDATE SET state = 'waiting', asked_at = clock_timestamp(), done_at = NULL
    WHERE r.member_id = excluded.member_id
$$;

-- Note that an item of the acting member's own is not to be read, because reading is switched off here. In: the item.
-- Out: nothing. It can only end the waiting of something of one's own.
CREATE OR REPLACE FUNCTION safety_not_read(p_kind text, p_about uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE safety_reading SET state = 'off', done_at = clock_timestamp() WHERE kind = p_kind AND about = p_about
    AND member_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- Write down what was read in an item of the acting member's. In: the item, the reading. Out: the concern, or none.
-- For the worker alone: a level must never come from a page.
CREATE OR REPLACE FUNCTION safety_heard(p_kind text, p_about uuid, p_level text, p_whose text, p_source text, p_made_by text)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r safety_reading;
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN NULL; END IF;
  UPDATE safety_reading SET state = CASE WHEN p_source = 'failed' THEN 'failed' WHEN p_made_by LIKE '%, no model' THEN 'rules'
      ELSE 'read' END, done_at = clock_timestamp()
    WHERE kind = p_kind AND about = p_about RETURNING * INTO r;
  IF r.id IS NULL OR p_level = 'none' THEN RETURN NULL; END IF;
  RETURN safety_open(p_kind, p_about, r.group_id, r.member_id, p_level, p_whose, p_source, p_made_by);
END $$;

-- Hand to people what waited too long to be read: whatever kept it, nothing stays unread (CR-01, CR-03).
-- In: nothing. Out: how many. Whoever calls it can only make happen what is due, so the web does it too where no worker runs.
CREATE OR REPLACE FUNCTION safety_hand_over_unread() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r safety_reading; n bigint := 0;
BEGIN
  FOR r IN SELECT * FROM safety_reading WHERE state = 'waiting' AND asked_at < clock_timestamp() - interval '30 seconds'
      ORDER BY asked_at LIMIT 200 FOR UPDATE SKIP LOCKED LOOP
    UPDATE safety_reading SET state = 'failed', done_at = clock_timestamp() WHERE id = r.id;
    PERFORM safety_open(r.kind, r.about, r.group_id, r.member_id, 'unread', 'self', 'failed', '');
    n := n + 1;
  END LOOP;
  RETURN n;
END $$;

-- Part: is one level graver than another? What could not be read is graver than distress only: whatever was read says more.
CREATE OR REPLACE FUNCTION safety_graver(p_level text, p_than text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_position(r, p_level) > array_position(r, p_than), false)
  FROM (VALUES (ARRAY['L1', 'unread', 'L2', 'L3', 'L4'])) AS v (r)
$$;

-- Part: open a concern about an item, or raise the one that is open. A lower level never replaces a higher one. A graver finding
-- is a new one: what its writer said of the one before ("not about me") is no answer to it, and who has it is told.
CREATE OR REPLACE FUNCTION safety_open(p_kind text, p_about uuid, p_group uuid, p_member uuid, p_level text, p_whose text,
  p_source text, p_made_by text) RETURNS uuid LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c safety_concern;
BEGIN
  INSERT INTO safety_concern (id, kind, about, group_id, member_id, level, whose, source, made_by, opened_at, owner_name, outcome)
    VALUES (gen_random_uuid(), p_kind, p_about, p_group, p_member, p_level, p_whose, p_source, p_made_by, clock_timestamp(), '', '')
    ON CONFLICT (kind, about) WHERE closed_at IS NULL DO NOTHING RETURNING * INTO c;
  IF c.id IS NOT NULL THEN
    PERFORM safety_log(c.id, 'detected', c.level, p_source || ' ' || p_made_by, NULL);
    PERFORM safety_start_ladder(c.id, c.level, c.group_id);
    RETURN c.id;
  END IF;
  UPDATE safety_concern o SET level = p_level, source = p_source, made_by = p_made_by, said_not_at = NULL,
      whose = CASE WHEN p_whose = 'self' THEN p_whose ELSE o.whose END WHERE o.kind = p_kind AND o.about = p_about
    AND o.closed_at IS NULL AND safety_graver(p_level, o.level) RETURNING * INTO c;
  IF c.id IS NOT NULL THEN
    DELETE FROM safety_notaboutme WHERE kind = p_kind AND about = p_about;
    PERFORM safety_log(c.id, 'raised', c.level, p_source || ' ' || p_made_by, NULL);
    IF c.owner_id IS NULL THEN PERFORM safety_start_ladder(c.id, c.level, c.group_id); ELSE PERFORM safety_ask_again(c.id); END IF;
  END IF;
  RETURN (SELECT o.id FROM safety_concern o WHERE o.kind = p_kind AND o.about = p_about AND o.closed_at IS NULL);
END $$;

-- Part of moderation's door that takes a report: a member is worried about somebody who wrote an item they can read (CR-07). In:
-- the item, its group, who wrote it, and whether somebody is called (a sixth report in a day only goes onto the list). Nothing
-- is sent to the person it is about, and they are not asked to look after themself: that door knows who they are.
CREATE OR REPLACE FUNCTION safety_worried(p_kind text, p_about uuid, p_group uuid, p_writer uuid, p_calls boolean) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  SELECT safety_open(p_kind, p_about, p_group, p_writer, CASE WHEN p_calls THEN 'L2' ELSE 'L1' END, 'self', 'report', '')
$$;

-- "I need a person now": by the acting member, with no text read. In: a group of theirs, or none for the staff.
-- Out: the concern's id, which only says that they asked.
CREATE OR REPLACE FUNCTION safety_ask_for_person(p_group uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; was uuid;
BEGIN
  IF me IS NULL OR (p_group IS NOT NULL AND NOT EXISTS (SELECT 1 FROM groups_membership m WHERE m.group_id = p_group
      AND m.member_id = me AND m.ended_at IS NULL)) THEN RETURN NULL; END IF;
  SELECT c.about INTO was FROM safety_concern c WHERE c.kind = 'help' AND c.member_id = me AND c.closed_at IS NULL
    AND c.group_id IS NOT DISTINCT FROM p_group;
  was := safety_open('help', coalesce(was, gen_random_uuid()), p_group, me, 'L3', 'self', 'help', '');
  UPDATE safety_concern SET wants_person_at = coalesce(wants_person_at, clock_timestamp()) WHERE id = was;
  PERFORM safety_ask_again(was);
  RETURN was;
END $$;

-- What the page beside one's own item should say. In: the item. Out: '' (nothing), 'self' or 'other'; only for its writer,
-- only while a concern is open that they have not answered, and never how grave it is (CR-19).
CREATE OR REPLACE FUNCTION safety_panel_due(p_kind text, p_about uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT c.whose FROM safety_concern c WHERE c.kind = p_kind AND c.about = p_about AND c.closed_at IS NULL
    AND c.member_id = nullif(current_setting('hearten.member', true), '')::uuid AND c.said_not_at IS NULL
    AND c.source IN ('rules', 'model', 'help') AND (c.level IN ('L2', 'L3', 'L4') OR c.whose = 'other')), '')
$$;

-- Is this item the acting member's own? In: an item. Out: its group (none for a private one); no row for anybody else's.
CREATE OR REPLACE FUNCTION safety_mine(p_kind text, p_about uuid) RETURNS TABLE (group_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.group_id FROM safety_reading r WHERE r.kind = p_kind AND r.about = p_about
    AND r.member_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- Its writer answers the panel. In: their own item; what they say: 'not' (I am safe, or this is not about me), or
-- 'person' (I want to talk to somebody). Out: did it land. A "not" closes nothing: a person still looks, and knows.
CREATE OR REPLACE FUNCTION safety_writer_says(p_kind text, p_about uuid, p_says text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; c safety_concern; r safety_reading; opened uuid;
BEGIN
  SELECT * INTO r FROM safety_reading WHERE kind = p_kind AND about = p_about AND member_id = me;
  IF r.id IS NULL THEN RETURN false; END IF;
  IF p_says = 'person' THEN
    opened := safety_open(p_kind, p_about, r.group_id, me, 'L3', 'self', 'help', '');
    UPDATE safety_concern SET wants_person_at = clock_timestamp() WHERE id = opened RETURNING * INTO c;
    PERFORM safety_ask_again(opened);
  ELSE
    UPDATE safety_concern SET said_not_at = clock_timestamp() WHERE kind = p_kind AND about = p_about AND closed_at IS NULL
      AND member_id = me AND said_not_at IS NULL RETURNING * INTO c;
  END IF;
  IF c.id IS NOT NULL THEN PERFORM safety_log(c.id, 'writer said', c.level, p_says, NULL); END IF;
  RETURN c.id IS NOT NULL;
END $$;

-- Count one showing of the panel. In: nothing. Out: nothing; a number for each month is all that is kept.
CREATE OR REPLACE FUNCTION safety_count_shown() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO safety_showncount AS s (id, month, shown) VALUES (gen_random_uuid(), date_trunc('month', now())::date, 1)
  ON CONFLICT (month) DO UPDATE SET shown = s.shown + 1
$$;
