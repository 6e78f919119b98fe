-- Reviewed doors of moderation for members' rights: being forgotten, and how long things are kept.

-- Forget the acting member in moderation. In: nothing. Out: nothing. Their reports go and the cases stay, for others reported the
-- same thing or a person decided it; that they wrote what a case is about goes, with kept words, breaks and the words of their
-- appeals. What they decided for others keeps the name they worked under and an anchor that stands for nobody: without one a
-- step would look as if a rule of the program had taken it.
CREATE OR REPLACE FUNCTION moderation_forget_me() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := moderation_me(); appeals uuid[];
BEGIN
  appeals := ARRAY(SELECT p.id FROM moderation_appeal p JOIN moderation_act a ON a.id = p.act_id
    JOIN moderation_case c ON c.id = a.case_id JOIN moderation_whom w ON w.kind = c.kind AND w.item = c.item
    WHERE w.member_id = me);
  DELETE FROM moderation_appeal WHERE id = ANY (appeals) AND answered_at IS NULL;
  UPDATE moderation_appeal SET words = '' WHERE id = ANY (appeals);
  DELETE FROM moderation_report WHERE member_id = me;
  DELETE FROM moderation_keptwords WHERE member_id = me;
  DELETE FROM moderation_pause WHERE member_id = me;
  DELETE FROM moderation_whom WHERE member_id = me;
  UPDATE moderation_case SET claimed_name = '', claimed_at = NULL WHERE claimed_by_id = me AND closed_at IS NULL;
  UPDATE moderation_case SET claimed_by_id = NULL WHERE claimed_by_id = me;
  UPDATE moderation_act SET by_id = members_nobody() WHERE by_id = me;
  UPDATE moderation_act SET second_id = members_nobody() WHERE second_id = me;
  UPDATE moderation_proposal SET by_id = members_nobody() WHERE by_id = me;
  UPDATE moderation_proposal SET answered_by_id = members_nobody() WHERE answered_by_id = me;
  UPDATE moderation_appeal SET answered_by_id = members_nobody() WHERE answered_by_id = me;
  UPDATE moderation_switch SET by_id = members_nobody() WHERE by_id = me;
END $$;

-- The rules of retention; in and out as in members. Words that were removed, after 30 days unless an appeal waits.
CREATE OR REPLACE FUNCTION moderation_keep_words(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  SELECT coalesce(array_agg(k.id), '{}'), min(k.until) INTO ids, oldest FROM moderation_keptwords k WHERE k.until < now()
    AND NOT EXISTS (SELECT 1 FROM moderation_appeal p WHERE p.act_id = k.act_id AND p.answered_at IS NULL);
  due := cardinality(ids);
  IF p_go THEN DELETE FROM moderation_keptwords WHERE id = ANY (ids); END IF;
END $$;

-- Cases that were closed before last year began, with reports, steps and appeals, unless an appeal still waits: the numbers of a
-- year are counted from them in the year that follows. What is still held stays held: its writer stays known to the rule that
-- shows it to them alone.
CREATE OR REPLACE FUNCTION moderation_keep_cases(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE cases uuid[]; acts uuid[]; over timestamptz := date_trunc('year', now() - interval '1 year', 'UTC');
BEGIN
  SELECT coalesce(array_agg(c.id), '{}'), min(c.closed_at) INTO cases, oldest FROM moderation_case c
    WHERE c.closed_at < over AND NOT EXISTS (SELECT 1 FROM moderation_act a
      JOIN moderation_appeal p ON p.act_id = a.id WHERE a.case_id = c.id AND p.answered_at IS NULL);
  due := cardinality(cases);
  IF NOT p_go THEN RETURN; END IF;
  acts := ARRAY(SELECT a.id FROM moderation_act a WHERE a.case_id = ANY (cases));
  DELETE FROM moderation_appeal WHERE act_id = ANY (acts);
  DELETE FROM moderation_keptwords WHERE act_id = ANY (acts);
  DELETE FROM moderation_pause WHERE act_id = ANY (acts);
  UPDATE moderation_hold SET act_id = NULL WHERE act_id = ANY (acts);
  DELETE FROM moderation_hold WHERE released_at < over;
  DELETE FROM moderation_act WHERE id = ANY (acts);
  DELETE FROM moderation_proposal WHERE case_id = ANY (cases);
  DELETE FROM moderation_report WHERE case_id = ANY (cases);
  DELETE FROM moderation_whom w USING moderation_case c WHERE c.id = ANY (cases) AND w.kind = c.kind AND w.item = c.item
    AND NOT EXISTS (SELECT 1 FROM moderation_case o WHERE o.kind = w.kind AND o.item = w.item AND o.id <> ALL (cases))
    AND NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.kind = w.kind AND h.item = w.item AND h.released_at IS NULL);
  DELETE FROM moderation_case WHERE id = ANY (cases);
END $$;

-- Switches of a group that ended two years ago.
CREATE OR REPLACE FUNCTION moderation_keep_switches(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(coalesce(ended_at, until)) INTO due, oldest FROM moderation_switch
    WHERE coalesce(ended_at, until) < now() - interval '2 years';
  IF p_go THEN DELETE FROM moderation_switch WHERE coalesce(ended_at, until) < now() - interval '2 years'; END IF;
END $$;

-- Lines of the log, two years ago.
CREATE OR REPLACE FUNCTION moderation_keep_log(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(at) INTO due, oldest FROM moderation_logline WHERE at < now() - interval '2 years';
  IF p_go THEN DELETE FROM moderation_logline WHERE at < now() - interval '2 years'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;
