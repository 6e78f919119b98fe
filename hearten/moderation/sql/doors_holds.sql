-- Reviewed doors of moderation, two: holds. What begins one, what ends one, and what goes out then.

-- Whether nobody usually looks after a group right now, by the hours that it set (8 to 22 when it set none), in its own
-- zone. Not a door: it runs with the rights of who calls it.
CREATE OR REPLACE FUNCTION moderation_off_hours(p_group uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NOT coalesce(extract(hour FROM now() AT TIME ZONE g.zone) BETWEEN coalesce(h.opens, 8) AND coalesce(h.closes, 22) - 1, true)
  FROM groups_group g LEFT JOIN LATERAL (SELECT x.opens, x.closes FROM moderation_hours x WHERE x.group_id = g.id
    ORDER BY x.at DESC LIMIT 1) h ON true WHERE g.id = p_group
$$;

-- Begin a hold, and end one. Not doors: they run with the rights of who calls them. What else is hidden with the item, its own kind
-- says (`hide`). p_new: nobody has seen it, so it is still to go out when the hold ends (moderation_sends). One that is held stays so.
CREATE OR REPLACE FUNCTION moderation_put_hold(p_kind text, p_item uuid, p_group uuid, p_why text, p_act uuid, p_new boolean) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE hides uuid := (moderation_item(p_kind, 'hide', p_item) #>> '{}')::uuid;
BEGIN
  -- In one statement, so that what hangs at it takes its locks once and in order.
  INSERT INTO moderation_hold (id, group_id, kind, item, also, why, act_id, made_at, unsent_since, released_name)
    VALUES (gen_random_uuid(), p_group, p_kind, p_item, hides, p_why, p_act, clock_timestamp(),
      CASE WHEN p_new THEN clock_timestamp() END, '')
    ON CONFLICT DO NOTHING;
  UPDATE moderation_hold SET also = hides
    WHERE kind = p_kind AND item = p_item AND released_at IS NULL AND also IS DISTINCT FROM hides;
END $$;

-- The other half.
CREATE OR REPLACE FUNCTION moderation_end_hold(p_kind text, p_item uuid, p_name text) RETURNS boolean
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE moderation_hold SET released_at = clock_timestamp(), released_name = p_name
    WHERE kind = p_kind AND item = p_item AND released_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE moderation_act a SET ended_at = clock_timestamp() FROM moderation_case c
    WHERE a.case_id = c.id AND c.kind = p_kind AND c.item = p_item AND a.step = 'hold' AND a.ended_at IS NULL;
  PERFORM moderation_item(p_kind, 'show', p_item);
  RETURN true;
END $$;

-- A rule of the program holds what a case is about, until somebody looks: the thing, never the person. Not a door, as
-- above. Out: the act that its writer reads and may appeal; none when it is held already, or is of a kind that cannot be.
CREATE OR REPLACE FUNCTION moderation_hold_by_rule(p_case uuid, p_rule text, p_new boolean) RETURNS uuid
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c moderation_case; made uuid := gen_random_uuid();
BEGIN
  SELECT * INTO c FROM moderation_case WHERE id = p_case;
  IF NOT moderation_can_hide(c.kind) OR EXISTS (SELECT 1 FROM moderation_hold h WHERE h.kind = c.kind AND h.item = c.item AND h.released_at IS NULL) THEN RETURN NULL; END IF;
  INSERT INTO moderation_act (id, case_id, group_id, step, category, reason, rule, passage, by_name, second_name, made_at, appeal_until)
    VALUES (made, c.id, c.group_id, 'hold', CASE WHEN p_rule = 'method' THEN 'method' ELSE 'other' END, '', p_rule, '', '', '',
      clock_timestamp(), clock_timestamp() + interval '6 months');
  PERFORM moderation_put_hold(c.kind, c.item, c.group_id, p_rule, made, p_new);
  PERFORM moderation_write_log(c.group_id, c.id, 'hold', '', '', '');
  RETURN made;
END $$;

-- Whether enough different people reported a case for a hold while nobody looks: three, with accounts older than a week
-- that were not all made within a day. Not a door, as above.
CREATE OR REPLACE FUNCTION moderation_many(p_case uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(DISTINCT r.member_id) >= 3 AND max(m.joined_on) - min(m.joined_on) > 1
  FROM moderation_report r JOIN members_member m ON m.id = r.member_id
  WHERE r.case_id = p_case AND r.taken_back_at IS NULL AND r.quiet_at IS NULL AND r.category <> 'danger'
    AND m.joined_on < current_date - 7
$$;

-- Whether a person decided about a thing as it is now: since its words were changed last. Not a door, as above.
CREATE OR REPLACE FUNCTION moderation_was_judged(p_kind text, p_item uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH since AS (SELECT coalesce((moderation_item(p_kind, 'changed', p_item) #>> '{}')::timestamptz, '-infinity') AS at)
  SELECT EXISTS (SELECT 1 FROM since, moderation_act a JOIN moderation_case c ON c.id = a.case_id
      WHERE c.kind = p_kind AND c.item = p_item AND a.by_id IS NOT NULL AND a.made_at > since.at)
    OR EXISTS (SELECT 1 FROM since, moderation_hold h
      WHERE h.kind = p_kind AND h.item = p_item AND h.released_name <> '' AND h.released_at > since.at)
$$;

-- Something that the acting member just wrote says how to hurt oneself: a case, and a hold until somebody looks, within fifteen
-- minutes (CR-15). In: their own item, and whether it is new (else it was changed). Out: the case and the act that they read; none
-- when it is held already or not theirs.
CREATE OR REPLACE FUNCTION moderation_method(p_kind text, p_item uuid, p_new boolean) RETURNS TABLE (case_id uuid, held uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE about record;
BEGIN
  SELECT * INTO about FROM moderation_about(p_kind, p_item);
  IF NOT FOUND OR about.member_id IS DISTINCT FROM moderation_me() THEN RETURN; END IF;
  INSERT INTO moderation_whom (id, kind, item, member_id) VALUES (gen_random_uuid(), p_kind, p_item, about.member_id) ON CONFLICT DO NOTHING;
  INSERT INTO moderation_case AS c (id, group_id, kind, item, category, severity, signs, opened_at, due_at, claimed_name, outcome)
    VALUES (gen_random_uuid(), about.group_id, p_kind, p_item, 'method', moderation_severity('method'), '', clock_timestamp(),
      clock_timestamp() + interval '15 minutes', '', '')
    ON CONFLICT (kind, item) WHERE closed_at IS NULL DO UPDATE SET category = 'method', severity = excluded.severity,
      due_at = coalesce(c.due_at, excluded.due_at) RETURNING c.id INTO case_id;
  held := moderation_hold_by_rule(case_id, 'method', p_new);
  IF held IS NOT NULL THEN RETURN NEXT; END IF;
END $$;

-- Hold a thing that its writer just made or changed, where the group wants a look first. In: the thing, and whether it is new. Out:
-- the hold, or none. How many of a newcomer's things people have let out, the kind itself counts (`earlier`): what a page could
-- say here, it could say wrongly.
CREATE OR REPLACE FUNCTION moderation_wait(p_kind text, p_item uuid, p_new boolean) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE about record; made uuid; me uuid := moderation_me();
BEGIN
  SELECT * INTO about FROM moderation_about(p_kind, p_item);
  IF NOT FOUND OR about.member_id IS DISTINCT FROM me OR about.group_id IN (SELECT moderation_cared_groups()) THEN RETURN NULL; END IF;
  IF NOT EXISTS (SELECT 1 FROM moderation_switch s JOIN groups_membership m ON m.group_id = s.group_id AND m.member_id = me
    AND m.ended_at IS NULL WHERE s.group_id = about.group_id AND s.ended_at IS NULL AND s.until > now() AND (s.kind = 'everything'
      OR (s.kind = 'newcomers' AND m.joined_at > now() - interval '7 days'
        AND coalesce((moderation_item(p_kind, 'earlier', p_item) #>> '{}')::bigint, 0) < 3))) THEN RETURN NULL; END IF;
  INSERT INTO moderation_whom (id, kind, item, member_id) VALUES (gen_random_uuid(), p_kind, p_item, me) ON CONFLICT DO NOTHING;
  PERFORM moderation_put_hold(p_kind, p_item, about.group_id, 'waits', NULL, p_new);
  SELECT h.id INTO made FROM moderation_hold h WHERE h.kind = p_kind AND h.item = p_item AND h.released_at IS NULL;
  RETURN made;
END $$;

-- Show again what waits or is held, with one press. In: a running hold of a group that the acting member looks after, not
-- on their own words. Out: its kind and item, and, where a case about them was open, the case and the step that settled it: what was
-- held for a look has been looked at. None when it may not be, as when somebody else has the case in hand.
CREATE OR REPLACE FUNCTION moderation_release(p_hold uuid) RETURNS TABLE (kind text, item uuid, settled uuid, act uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE h moderation_hold; c moderation_case; name text; me uuid := moderation_me();
BEGIN
  SELECT * INTO h FROM moderation_hold x WHERE x.id = p_hold AND x.released_at IS NULL
    AND (x.group_id IN (SELECT moderation_cared_groups()) OR (x.group_id IS NULL AND hearten_on_the_desk()))
    AND NOT EXISTS (SELECT 1 FROM moderation_whom w WHERE w.kind = x.kind AND w.item = x.item AND w.member_id = me) FOR UPDATE;
  SELECT * INTO c FROM moderation_case x WHERE x.kind = h.kind AND x.item = h.item AND x.closed_at IS NULL AND x.category <> 'danger' FOR UPDATE;
  IF h.id IS NULL OR c.claimed_by_id <> me THEN RETURN; END IF;
  name := moderation_my_name(h.group_id);
  PERFORM moderation_end_hold(h.kind, h.item, name);
  IF c.id IS NOT NULL THEN
    act := gen_random_uuid();
    INSERT INTO moderation_act (id, case_id, group_id, step, category, reason, rule, passage, by_id, by_name, second_name, made_at, appeal_until)
      VALUES (act, c.id, c.group_id, 'release', c.category, '', '', '', me, name, '', clock_timestamp(), clock_timestamp() + interval '6 months');
    PERFORM moderation_close(c, 'release', name);
  END IF;
  PERFORM moderation_write_log(h.group_id, c.id, CASE WHEN h.why = 'waits' THEN 'shown' ELSE 'release' END, name, '', '');
  RETURN QUERY SELECT h.kind::text, h.item, c.id, act;
END $$;

-- Whether something that was held before anybody saw it goes out now: nothing holds it any more, and it has not gone out. In: a thing
-- of a group that the acting member looks after, not their own. Out: yes once; whoever ended the hold then tells people.
CREATE OR REPLACE FUNCTION moderation_sends(p_kind text, p_item uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE moderation_hold h SET unsent_since = NULL WHERE h.kind = p_kind AND h.item = p_item AND h.unsent_since IS NOT NULL
    AND (h.group_id IN (SELECT moderation_cared_groups()) OR (h.group_id IS NULL AND hearten_on_the_desk()))
    AND NOT EXISTS (SELECT 1 FROM moderation_whom w WHERE w.kind = h.kind AND w.item = h.item AND w.member_id = moderation_me())
    AND NOT EXISTS (SELECT 1 FROM moderation_hold x WHERE x.kind = h.kind AND x.item = h.item AND x.released_at IS NULL);
  RETURN FOUND;
END $$;
