-- Reviewed doors of the library, for guides and what people tell about them.

-- Ids that the acting member does not see beside guides: memberships on the other side of a distance, and notes that were written
-- with a hidden name while a distance stood, ended since or not (as in threads_unseen_by, and for the same reason). In: nothing.
-- Out: ids; whose they are is not said. Quick for whoever keeps no distance and is kept at none.
CREATE OR REPLACE FUNCTION library_guides_out_of_sight() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM members_distance d WHERE d.by_id = me)
    AND NOT EXISTS (SELECT 1 FROM members_distance d WHERE d.whom_id = me) THEN RETURN '{}'; END IF;
  RETURN groups_unseen_by(me) || ARRAY(
    SELECT n.id FROM (
      SELECT d.whom_id AS other, d.made_at, coalesce(d.ended_at, 'infinity') AS ended_at FROM members_distance d WHERE d.by_id = me
      UNION ALL SELECT d.by_id, d.made_at, coalesce(d.ended_at, 'infinity') FROM members_distance d
        WHERE d.whom_id = me AND d.kind = 'block') spans
    JOIN library_guidenoteowner o ON o.member_id = spans.other
    JOIN library_guidenote n ON n.id = o.note_id AND n.membership_id IS NULL
    WHERE n.made_at >= spans.made_at AND n.made_at < spans.ended_at AND n.group_id <> ALL (groups_looked_after(me)));
END $$;

-- Is there no note yet with this key? In: a key that the acting member has just made. Out: one bit. So nobody becomes the owner of
-- a note whose owner was forgotten.
CREATE OR REPLACE FUNCTION library_is_new_note(p_note uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT 1 FROM library_guidenote n WHERE n.id = p_note)
$$;

-- Take the words out of notes; the rows stay, with nothing in them. In: notes that have their words, and why. That a note without a
-- name went with whoever left would tell who wrote it: it says only that its writer took it back. Not a door: it runs with its
-- caller's rights, so it does something only inside doors.
CREATE OR REPLACE FUNCTION library_take_guide_notes(p_notes uuid[], p_how text) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO library_guidenotewithdrawal (id, group_id, note_id, how, at)
    SELECT gen_random_uuid(), n.group_id, n.id, CASE WHEN p_how = 'left' AND n.membership_id IS NULL THEN 'author' ELSE p_how END,
      clock_timestamp() FROM library_guidenote n WHERE n.id = ANY (p_notes);
  UPDATE library_guidenote SET body = '', html = '', region = '', weeks = NULL WHERE id = ANY (p_notes);
$$;

-- Take one's own notes back. In: a group of the acting member's, one note or none for all that they told there, with a hidden name
-- or not, and why. Out: how many went.
CREATE OR REPLACE FUNCTION library_withdraw_guide_notes(p_group uuid, p_note uuid, p_how text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE notes uuid[];
BEGIN
  notes := ARRAY(SELECT n.id FROM library_guidenote n JOIN library_guidenoteowner o ON o.note_id = n.id
    WHERE o.member_id = nullif(current_setting('hearten.member', true), '')::uuid AND n.group_id = p_group
      AND (p_note IS NULL OR n.id = p_note) AND p_how IN ('author', 'left')
      AND NOT EXISTS (SELECT 1 FROM library_guidenotewithdrawal w WHERE w.note_id = n.id) FOR UPDATE OF n);
  PERFORM library_take_guide_notes(notes, p_how);
  RETURN cardinality(notes);
END $$;

-- All notes of the acting member's, with a hidden name or not, in groups that they left as well. In: nothing. Out: their own words,
-- and the title of a guide where they may still read it.
CREATE OR REPLACE FUNCTION library_my_guide_notes()
RETURNS TABLE (group_id uuid, guide text, kind text, weeks integer, region text, body text, masked boolean, made_at timestamptz,
  withdrawn_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.group_id, CASE WHEN g.group_id IS NULL OR EXISTS (SELECT 1 FROM groups_membership m WHERE m.group_id = g.group_id
      AND m.member_id = o.member_id AND m.ended_at IS NULL) THEN g.title ELSE '' END,
    n.kind, n.weeks::integer, n.region, n.body, n.membership_id IS NULL, n.made_at, w.at
  FROM library_guidenoteowner o JOIN library_guidenote n ON n.id = o.note_id JOIN library_guide g ON g.id = n.guide_id
  LEFT JOIN library_guidenotewithdrawal w ON w.note_id = n.id
  WHERE o.member_id = nullif(current_setting('hearten.member', true), '')::uuid ORDER BY n.made_at
$$;

-- In which note the acting member told how long they waited, in a group that they left as well: a number of people is a number of
-- people. In: the guide. Out: the note, while its words are there.
CREATE OR REPLACE FUNCTION library_my_wait(p_guide uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.id FROM library_guidenoteowner o JOIN library_guidenote n ON n.id = o.note_id
  WHERE o.member_id = nullif(current_setting('hearten.member', true), '')::uuid AND n.guide_id = p_guide AND n.kind = 'wait'
    AND NOT EXISTS (SELECT 1 FROM library_guidenotewithdrawal w WHERE w.note_id = n.id) ORDER BY n.made_at LIMIT 1
$$;

-- Forget the acting member beside guides. In: "erased", and the words of their notes go everywhere; "kept", and they stay, with
-- nothing that leads to the person. A guide itself is the group's or the house's, and stays. Out: nothing.
CREATE OR REPLACE FUNCTION library_forget_my_guides(p_how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  IF p_how = 'erased' THEN
    PERFORM library_take_guide_notes(ARRAY(SELECT o.note_id FROM library_guidenoteowner o JOIN library_guidenote n ON n.id = o.note_id
      WHERE o.member_id = me AND NOT EXISTS (SELECT 1 FROM library_guidenotewithdrawal w WHERE w.note_id = o.note_id)), 'left');
  END IF;
  DELETE FROM library_guidenoteowner WHERE member_id = me;
END $$;

-- The rule of retention; in and out as in members. Notes in groups that erase what is older than so many days.
CREATE OR REPLACE FUNCTION library_keep_guide_notes(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE notes uuid[];
BEGIN
  SELECT coalesce(array_agg(n.id), '{}'), min(n.made_at) INTO notes, oldest FROM library_guidenote n
    JOIN groups_group g ON g.id = n.group_id
    WHERE g.keeps = 'erase' AND g.keeps_days IS NOT NULL AND n.made_at < now() - make_interval(days => g.keeps_days);
  due := cardinality(notes);
  IF p_go THEN
    DELETE FROM library_guidenoteowner WHERE note_id = ANY (notes);
    DELETE FROM library_guidenotewithdrawal WHERE note_id = ANY (notes);
    DELETE FROM library_guidenote WHERE id = ANY (notes);
  END IF;
END $$;

-- Guides whose last check is a year old, each asked about once. In: a moment. Out: those checks, and nobody; for the worker alone.
CREATE OR REPLACE FUNCTION library_guides_unchecked(p_now timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN; END IF;
  RETURN QUERY WITH last AS (
    SELECT DISTINCT ON (c.guide_id) c.id, c.on, c.asked_at FROM library_guidecheck c
    WHERE NOT EXISTS (SELECT 1 FROM library_guideretirement r WHERE r.guide_id = c.guide_id)
    ORDER BY c.guide_id, c.on DESC, c.at DESC)
  UPDATE library_guidecheck c SET asked_at = p_now FROM last
    WHERE c.id = last.id AND last.asked_at IS NULL AND last.on < (p_now AT TIME ZONE 'UTC')::date - 365
    RETURNING c.id;
END $$;

-- Whom the next check of a guide concerns: who keeps it while they lead its group, else everybody who leads it; of a guide of the
-- house, the staff. In: the last check. Out: member ids, for the worker alone.
CREATE OR REPLACE FUNCTION library_whom_a_check_concerns(p_check uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH guide AS (SELECT g.* FROM library_guidecheck c JOIN library_guide g ON g.id = c.guide_id
    WHERE c.id = p_check AND session_user = 'hearten_worker'),
  leads AS (SELECT m.id, m.member_id FROM guide JOIN groups_membership m ON m.group_id = guide.group_id AND m.ended_at IS NULL
    AND m.role IN ('facilitator', 'co_facilitator'))
  SELECT l.member_id FROM leads l, guide WHERE l.id = guide.owner_id OR NOT EXISTS (SELECT 1 FROM leads k WHERE k.id = guide.owner_id)
  UNION ALL SELECT s.member_id FROM members_standing s, guide WHERE guide.group_id IS NULL AND s.ended_at IS NULL
$$;

-- Who keeps a guide now, to hear that it was handed to them. In: the guide. Out: a member id, for the worker alone.
CREATE OR REPLACE FUNCTION library_who_keeps_guide(p_guide uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM library_guide g JOIN groups_membership m ON m.id = g.owner_id AND m.ended_at IS NULL
  WHERE g.id = p_guide AND session_user = 'hearten_worker'
$$;
