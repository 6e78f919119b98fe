-- Reviewed doors of moderation, three: reports, what waits, signs.

-- How urgent a category is. In: the category. Out: 4 (at once) to 1.
CREATE OR REPLACE FUNCTION moderation_severity(p_category text) RETURNS smallint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_category WHEN 'danger' THEN 4 WHEN 'method' THEN 4 WHEN 'sexual' THEN 3 WHEN 'raid' THEN 3
    WHEN 'hostile' THEN 2 WHEN 'private' THEN 2 WHEN 'advice' THEN 2 ELSE 1 END::smallint
$$;

-- Take a report of the acting member's about something in a group of theirs (or of a kind without groups). It is never
-- refused for being one too many: more than five in a day are taken and call nobody. Worry that somebody is in danger goes to
-- who looks after people, too (safety_worried). Out: the report, its case, whether
-- somebody is called, and the act of a hold that a rule began. None for what is not there, or is one's own.
CREATE OR REPLACE FUNCTION moderation_take_report(p_kind text, p_item uuid, p_category text, p_words text, p_attached text)
RETURNS TABLE (report uuid, case_id uuid, calls boolean, held uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE me uuid := moderation_me(); about record; quiet timestamptz; at timestamptz := clock_timestamp();
BEGIN
  SELECT * INTO about FROM moderation_about(p_kind, p_item);
  IF me IS NULL OR NOT FOUND OR about.member_id = me THEN RETURN; END IF;
  IF about.group_id IS NOT NULL AND about.group_id NOT IN (SELECT hearten_my_group_ids()) THEN RETURN; END IF;
  SELECT at INTO quiet WHERE (SELECT count(*) FROM moderation_report r WHERE r.member_id = me AND r.made_at > at - interval '1 day') >= 5;
  IF about.member_id IS NOT NULL THEN
    INSERT INTO moderation_whom (id, kind, item, member_id) VALUES (gen_random_uuid(), p_kind, p_item, about.member_id) ON CONFLICT DO NOTHING;
  END IF;
  INSERT INTO moderation_case AS c (id, group_id, kind, item, category, severity, signs, opened_at, due_at, claimed_name, outcome)
    VALUES (gen_random_uuid(), about.group_id, p_kind, p_item, p_category, moderation_severity(p_category), '', at,
      CASE WHEN p_category = 'method' AND quiet IS NULL THEN at + interval '15 minutes' END, '', '')
    ON CONFLICT (kind, item) WHERE closed_at IS NULL DO UPDATE SET
      category = CASE WHEN excluded.severity > c.severity THEN excluded.category ELSE c.category END,
      due_at = coalesce(c.due_at, excluded.due_at), severity = greatest(c.severity, excluded.severity)
    RETURNING c.id INTO case_id;
  INSERT INTO moderation_report AS r (id, member_id, case_id, category, words, attached, made_at, quiet_at)
    VALUES (gen_random_uuid(), me, case_id, p_category, p_words, p_attached, at, quiet)
    ON CONFLICT (member_id, case_id) DO UPDATE SET category = excluded.category, taken_back_at = NULL,
      words = left(trim(E'\n' FROM r.words || E'\n\n' || excluded.words), 20000)
    RETURNING r.id, r.quiet_at INTO report, quiet;
  calls := quiet IS NULL;
  IF p_category = 'danger' THEN PERFORM safety_worried(p_kind, p_item, about.group_id, about.member_id, calls); END IF;
  IF NOT calls OR moderation_was_judged(p_kind, p_item) THEN NULL;  -- a person looked at these words, and a rule knows no better
  ELSIF p_category = 'method' THEN held := moderation_hold_by_rule(case_id, 'method', false);
  ELSIF p_category <> 'danger' AND moderation_off_hours(about.group_id) AND moderation_many(case_id) THEN
    held := moderation_hold_by_rule(case_id, 'reports', false);
  END IF;
  RETURN NEXT;
END $$;

-- Open a case that nobody reported, for a step of whoever looks after the group; or find the open one. In: a thing of a group that the
-- acting member looks after, not their own. Out: the case; none for anything else.
CREATE OR REPLACE FUNCTION moderation_open_case(p_kind text, p_item uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE about record; made uuid;
BEGIN
  SELECT * INTO about FROM moderation_about(p_kind, p_item);
  IF NOT FOUND OR about.member_id = moderation_me() OR about.group_id IS NULL
    OR about.group_id NOT IN (SELECT moderation_cared_groups()) THEN RETURN NULL; END IF;
  INSERT INTO moderation_whom (id, kind, item, member_id) VALUES (gen_random_uuid(), p_kind, p_item, about.member_id) ON CONFLICT DO NOTHING;
  INSERT INTO moderation_case AS c (id, group_id, kind, item, category, severity, signs, opened_at, claimed_name, outcome)
    VALUES (gen_random_uuid(), about.group_id, p_kind, p_item, 'other', moderation_severity('other'), '', clock_timestamp(), '', '')
    ON CONFLICT (kind, item) WHERE closed_at IS NULL DO UPDATE SET category = c.category RETURNING c.id INTO made;
  RETURN made;
END $$;

-- The reports of a case, without who wrote them: how often the same person reported the same writer within 7 days says
-- whether it is a pile-on. In: a case of the acting member's. Out: categories, words, times, counts.
CREATE OR REPLACE FUNCTION moderation_reports_in(p_case uuid)
RETURNS TABLE (id uuid, category text, words text, attached text, made_at timestamptz, quiet boolean, taken_back boolean, same bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.id, r.category::text, CASE WHEN r.taken_back_at IS NULL THEN r.words ELSE '' END,
    CASE WHEN r.taken_back_at IS NULL THEN r.attached ELSE '' END, r.made_at, r.quiet_at IS NOT NULL, r.taken_back_at IS NOT NULL,
    (SELECT count(*) FROM moderation_report x JOIN moderation_case d ON d.id = x.case_id
      JOIN moderation_whom v ON v.kind = d.kind AND v.item = d.item
      WHERE x.member_id = r.member_id AND v.member_id = w.member_id AND x.made_at > now() - interval '7 days')
  FROM moderation_report r JOIN moderation_case c ON c.id = r.case_id LEFT JOIN moderation_whom w ON w.kind = c.kind AND w.item = c.item
  WHERE r.case_id = p_case AND p_case IN (SELECT moderation_my_cases()) ORDER BY r.made_at
$$;

-- The acting member's own reports and what became of them. In: nothing. Out: rows about oneself; of the case no more than
-- whether somebody reads it and how it ended.
CREATE OR REPLACE FUNCTION moderation_my_reports()
RETURNS TABLE (id uuid, kind text, category text, words text, made_at timestamptz, taken_back_at timestamptz, state text, outcome text, decided_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.id, c.kind::text, r.category::text, r.words, r.made_at, r.taken_back_at,
    CASE WHEN r.taken_back_at IS NOT NULL THEN 'back' WHEN c.closed_at IS NOT NULL THEN 'decided'
      WHEN c.claimed_at IS NOT NULL THEN 'reading' ELSE 'received' END, c.outcome::text, c.closed_at
  FROM moderation_report r JOIN moderation_case c ON c.id = r.case_id
  WHERE r.member_id = moderation_me() ORDER BY r.made_at DESC
$$;

-- That cases and appeals wait, for the install's staff: how long, how urgent, in which group; no words, no person. Nothing
-- about the acting member themself. In: nothing. Out: one row for each.
CREATE OR REPLACE FUNCTION moderation_waiting()
RETURNS TABLE (id uuid, what text, group_id uuid, title text, category text, severity smallint, since timestamptz, due_at timestamptz, claimed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM (
    SELECT c.id, 'case', c.group_id, g.title::text, c.category::text, c.severity::smallint, c.opened_at, c.due_at, c.claimed_at IS NOT NULL
    FROM moderation_case c LEFT JOIN groups_group g ON g.id = c.group_id WHERE c.closed_at IS NULL
    UNION ALL
    SELECT c.id, 'appeal', c.group_id, g.title::text, c.category::text, c.severity::smallint, p.made_at, p.due_at, false
    FROM moderation_appeal p JOIN moderation_act a ON a.id = p.act_id JOIN moderation_case c ON c.id = a.case_id
      LEFT JOIN groups_group g ON g.id = c.group_id WHERE p.answered_at IS NULL) w (id)
  WHERE hearten_on_the_desk() AND NOT EXISTS (SELECT 1 FROM moderation_case c JOIN moderation_whom v ON v.kind = c.kind AND v.item = c.item
    WHERE c.id = w.id AND v.member_id = moderation_me())
$$;

-- Signs of a raid in who joins: ten or more within an hour, in a group that is older than a day. In: nothing. Out: groups and a
-- sign, for the worker alone.
CREATE OR REPLACE FUNCTION moderation_join_signs() RETURNS TABLE (group_id uuid, sign text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.group_id, 'many_join' FROM groups_membership m JOIN groups_group g ON g.id = m.group_id
  WHERE m.joined_at > now() - interval '1 hour' AND g.made_at < now() - interval '1 day' AND session_user = 'hearten_worker'
  GROUP BY m.group_id HAVING count(*) >= 10
$$;

-- Open a case about signs of a raid, for people to look at: nothing else happens by it. In: a group and a sign. Out: the case; none
-- when one was settled within six hours. For the worker alone.
CREATE OR REPLACE FUNCTION moderation_note_raid(p_group uuid, p_sign text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made uuid;
BEGIN
  IF session_user <> 'hearten_worker' OR EXISTS (SELECT 1 FROM moderation_case c WHERE c.kind = 'group' AND c.item = p_group
    AND c.closed_at > now() - interval '6 hours') THEN RETURN NULL; END IF;
  INSERT INTO moderation_case AS c (id, group_id, kind, item, category, severity, signs, opened_at, claimed_name, outcome)
    VALUES (gen_random_uuid(), p_group, 'group', p_group, 'raid', moderation_severity('raid'), p_sign, clock_timestamp(), '', '')
    ON CONFLICT (kind, item) WHERE closed_at IS NULL DO UPDATE SET signs =
      CASE WHEN p_sign = ANY (string_to_array(c.signs, ' ')) THEN c.signs ELSE left(c.signs || ' ' || p_sign, 200) END
    RETURNING c.id INTO made;
  RETURN made;
END $$;
