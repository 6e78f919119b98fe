-- Reviewed doors of the directory for members' rights: one's own words, being forgotten, and how long things are kept.

-- What the acting member wrote about services, in groups that they left as well. In: nothing. Out: their own notes.
CREATE OR REPLACE FUNCTION resources_my_notes() RETURNS TABLE (group_id uuid, service text, named boolean, weeks smallint, respect text,
  cost text, cost_words text, body text, on_month date, made_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.group_id, l.name, n.membership_id IS NOT NULL, n.weeks, n.respect::text, n.cost::text, n.cost_words::text, n.body, n.on_month,
    n.made_at
  FROM resources_listingnote n JOIN resources_listing l ON l.id = n.listing_id LEFT JOIN groups_membership m ON m.id = n.membership_id
    LEFT JOIN resources_noteowner o ON o.note_id = n.id
  WHERE coalesce(o.member_id, m.member_id) = nullif(current_setting('hearten.member', true), '')::uuid ORDER BY n.made_at
$$;

-- Part: notes go, with who wrote them, and nobody has to look at one any more that waited for that. In: the notes. It runs with its
-- caller's rights.
CREATE OR REPLACE FUNCTION resources_drop_notes(p_notes uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM moderation_end_hold('listingnote', one, '') FROM unnest(p_notes) AS one;
  DELETE FROM resources_noteowner WHERE note_id = ANY (p_notes);
  DELETE FROM resources_listingnote WHERE id = ANY (p_notes);
END $$;

-- Take one's own note back: written in this membership or an earlier one, with a name or without. In: the note. Out: did it happen;
-- not for somebody else's, for one that is gone, and for one whose words were removed.
CREATE OR REPLACE FUNCTION resources_take_note_back(p_note uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; mine uuid;
BEGIN
  SELECT n.id INTO mine FROM resources_listingnote n WHERE n.id = p_note
    AND (n.weeks IS NOT NULL OR n.respect <> '' OR n.cost <> '' OR n.cost_words <> '' OR n.body <> '')
    AND (EXISTS (SELECT 1 FROM groups_membership m WHERE m.id = n.membership_id AND m.member_id = me)
      OR EXISTS (SELECT 1 FROM resources_noteowner o WHERE o.note_id = n.id AND o.member_id = me)) FOR UPDATE;
  IF mine IS NULL THEN RETURN false; END IF;
  PERFORM resources_drop_notes(ARRAY[mine]);
  RETURN true;
END $$;

-- Take one's own report back while nobody answered it. In: the report. Out: did it happen.
CREATE OR REPLACE FUNCTION resources_take_report_back(p_report uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine uuid;
BEGIN
  SELECT r.id INTO mine FROM resources_listingreport r WHERE r.id = p_report
    AND r.member_id = nullif(current_setting('hearten.member', true), '')::uuid FOR UPDATE;
  IF mine IS NULL OR EXISTS (SELECT 1 FROM resources_reportanswer a WHERE a.report_id = mine) THEN RETURN false; END IF;
  DELETE FROM resources_listingreport WHERE id = mine;
  RETURN true;
END $$;

-- Part: take away notes of some memberships and of one member without a name. It runs with its caller's rights.
CREATE OR REPLACE FUNCTION resources_take_notes(p_places uuid[], p_member uuid, p_group uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  ids := ARRAY(SELECT n.id FROM resources_listingnote n LEFT JOIN resources_noteowner o ON o.note_id = n.id
    WHERE (n.membership_id = ANY (p_places) OR o.member_id = p_member) AND (p_group IS NULL OR n.group_id = p_group));
  PERFORM resources_drop_notes(ids);
END $$;

-- Take one's notes along when one leaves a group. In: the group. Out: nothing.
CREATE OR REPLACE FUNCTION resources_leave_notes(p_group uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  PERFORM resources_take_notes(ARRAY(SELECT m.id FROM groups_membership m WHERE m.member_id = me AND m.group_id = p_group), me, p_group);
END $$;

-- Forget the acting member in the directory. In: "erased", and their notes go, everywhere; "kept", and they stay, with nothing that
-- leads to the person. Out: nothing. Reports go in any case: what was found out by them stands in checks, which name nobody who asked.
-- What they found out about services as one who looks after the directory stays, and their name on it goes.
CREATE OR REPLACE FUNCTION resources_forget_me(p_how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  DELETE FROM resources_keeping k USING resources_reportanswer a JOIN resources_listingreport r ON r.id = a.report_id
    WHERE k.about = a.id AND r.member_id = me;
  DELETE FROM resources_reportanswer WHERE report_id IN (SELECT r.id FROM resources_listingreport r WHERE r.member_id = me);
  DELETE FROM resources_listingreport WHERE member_id = me;
  IF p_how = 'erased' THEN
    PERFORM resources_take_notes(ARRAY(SELECT m.id FROM groups_membership m WHERE m.member_id = me), me, NULL);
  END IF;
  UPDATE resources_noteowner SET member_id = members_nobody() WHERE member_id = me;
  UPDATE resources_check c SET name = '' FROM resources_keeping k WHERE k.member_id = me AND k.about = c.id;
  UPDATE resources_reportanswer a SET name = '' FROM resources_keeping k WHERE k.member_id = me AND k.about = a.id;
  UPDATE resources_closure c SET name = '' FROM resources_keeping k WHERE k.member_id = me AND k.about = c.id AND k.part = 'written';
  UPDATE resources_closure c SET ended_name = '' FROM resources_keeping k WHERE k.member_id = me AND k.about = c.id AND k.part = 'ended';
  DELETE FROM resources_keeping WHERE member_id = me;
END $$;

-- What the acting member found out about services and answered, as one who looks after the directory. In: nothing. Out: their own
-- words, each with its kind: check, closing, answer.
CREATE OR REPLACE FUNCTION resources_my_keeping() RETURNS TABLE (what text, service text, words text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT x.what, l.name, x.words, x.at FROM resources_keeping k JOIN (
      SELECT 'check' AS what, c.id, c.listing_id, c.words, c.at FROM resources_check c
      UNION ALL SELECT 'closing', c.id, c.listing_id, c.why, c.at FROM resources_closure c
      UNION ALL SELECT 'answer', a.id, c.listing_id, a.words, a.at FROM resources_reportanswer a
        JOIN resources_check c ON c.id = a.check_made_id) x ON x.id = k.about
    JOIN resources_listing l ON l.id = x.listing_id
  WHERE k.part = 'written' AND k.member_id = nullif(current_setting('hearten.member', true), '')::uuid ORDER BY x.at, x.what
$$;

-- The rules of retention; in and out as in members. Reports on services that were answered a year ago, and those that nobody answered
-- within a year: nobody will.
CREATE OR REPLACE FUNCTION resources_keep_reports(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  SELECT coalesce(array_agg(r.id), '{}'), min(coalesce(a.at, r.made_at)) INTO ids, oldest FROM resources_listingreport r
    LEFT JOIN resources_reportanswer a ON a.report_id = r.id WHERE coalesce(a.at, r.made_at) < clock_timestamp() - interval '1 year';
  due := cardinality(ids);
  IF p_go THEN
    DELETE FROM resources_keeping k USING resources_reportanswer a WHERE k.about = a.id AND a.report_id = ANY (ids);
    DELETE FROM resources_reportanswer WHERE report_id = ANY (ids);
    DELETE FROM resources_listingreport WHERE id = ANY (ids);
  END IF;
END $$;

-- Notes on services after three years, for a service is not what it was; and in a group that erases its words, when that time is over.
-- Not while somebody looks at one because of a report or a concern.
CREATE OR REPLACE FUNCTION resources_keep_notes(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  SELECT coalesce(array_agg(n.id), '{}'), min(n.made_at) INTO ids, oldest FROM resources_listingnote n JOIN groups_group g ON g.id = n.group_id
    WHERE n.made_at < clock_timestamp() - CASE WHEN g.keeps = 'erase' AND g.keeps_days IS NOT NULL
        THEN least(interval '3 years', make_interval(days => g.keeps_days)) ELSE interval '3 years' END
      AND NOT EXISTS (SELECT 1 FROM moderation_case c WHERE c.item = n.id AND c.closed_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM safety_concern c WHERE c.about = n.id AND c.closed_at IS NULL);
  due := cardinality(ids);
  IF p_go THEN PERFORM resources_drop_notes(ids); END IF;
END $$;
