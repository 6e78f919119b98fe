-- Reviewed doors of moderation, four: steps, agreement of a second person, appeals, and what a writer reads of it.

-- Take a case to look at, or give it back without saying why. In: a case of the acting member's. Out: did it happen: one
-- person at a time has it.
CREATE OR REPLACE FUNCTION moderation_claim(p_case uuid, p_take boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := moderation_me();
BEGIN
  UPDATE moderation_case SET claimed_by_id = CASE WHEN p_take THEN me END, claimed_at = CASE WHEN p_take THEN clock_timestamp() END,
    claimed_name = CASE WHEN p_take THEN moderation_my_name(group_id) ELSE '' END
  WHERE id = p_case AND closed_at IS NULL AND id IN (SELECT moderation_my_cases())
    AND (claimed_by_id = me OR (p_take AND claimed_by_id IS NULL));
  RETURN FOUND;
END $$;

-- Close a case with the last step as its outcome; a hold ends with it unless the step was one that keeps it. Not a door:
-- it runs with the rights of who calls it.
CREATE OR REPLACE FUNCTION moderation_close(c moderation_case, p_step text, p_name text) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE moderation_case SET closed_at = clock_timestamp(), outcome = p_step WHERE id = c.id;
  IF p_step IN ('none', 'note', 'release') THEN PERFORM moderation_end_hold(c.kind, c.item, p_name); END IF;
END $$;

-- Take a step in a case. In: a case of the acting member's that nobody else has taken, the step, what it is about (never
-- danger to a person: CR-16), the reasons, for how many days, and whether this settles it. Out: the act; none when it may not be, as
-- when the words are of a kind that cannot be held or removed.
CREATE OR REPLACE FUNCTION moderation_step(p_case uuid, p_step text, p_category text, p_reason text, p_passage text,
  p_version integer, p_days integer, p_closes boolean) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := moderation_me(); c moderation_case; made uuid := gen_random_uuid(); name text; ends timestamptz; writer uuid;
BEGIN
  SELECT * INTO c FROM moderation_case WHERE id = p_case AND closed_at IS NULL AND id IN (SELECT moderation_my_cases()) FOR UPDATE;
  IF c.id IS NULL OR (c.claimed_by_id IS NOT NULL AND c.claimed_by_id <> me)
    OR p_step NOT IN ('none', 'note', 'edit', 'hold', 'release', 'remove', 'pause')
    OR (p_category = 'danger' AND p_step <> 'none')
    OR (p_step IN ('edit', 'hold', 'release', 'remove') AND NOT moderation_can_hide(c.kind)) THEN RETURN NULL; END IF;
  SELECT w.member_id INTO writer FROM moderation_whom w WHERE w.kind = c.kind AND w.item = c.item;
  IF p_step = 'pause' AND (p_days NOT IN (1, 7, 30) OR writer IS NULL OR c.group_id IS NULL) THEN RETURN NULL; END IF;
  name := moderation_my_name(c.group_id);
  ends := CASE WHEN p_step = 'pause' THEN clock_timestamp() + make_interval(days => p_days) END;
  INSERT INTO moderation_act (id, case_id, group_id, step, category, reason, rule, passage, version, by_id, by_name, second_name,
      made_at, until, appeal_until)
    VALUES (made, c.id, c.group_id, p_step, p_category, p_reason, '', p_passage, p_version, me, name, '', clock_timestamp(), ends,
      clock_timestamp() + interval '6 months');
  IF p_step = 'hold' THEN PERFORM moderation_put_hold(c.kind, c.item, c.group_id, 'decided', made, false);
  ELSIF p_step = 'release' THEN PERFORM moderation_end_hold(c.kind, c.item, name);
  ELSIF p_step = 'remove' THEN
    INSERT INTO moderation_keptwords (id, member_id, act_id, words, until)
      SELECT gen_random_uuid(), writer, made, taken, clock_timestamp() + interval '30 days'
      FROM (SELECT moderation_item(c.kind, 'take', c.item) AS taken) t WHERE taken IS NOT NULL AND writer IS NOT NULL;
    PERFORM moderation_end_hold(c.kind, c.item, name);
  ELSIF p_step = 'pause' THEN
    INSERT INTO moderation_pause (id, member_id, group_id, act_id, until) VALUES (gen_random_uuid(), writer, c.group_id, made, ends);
  END IF;
  PERFORM moderation_write_log(c.group_id, c.id, p_step, name, p_reason, p_passage);
  IF p_closes THEN PERFORM moderation_close(c, p_step, name); END IF;
  RETURN made;
END $$;

-- Propose to end somebody's time in the group; of a kind without groups that can be ended, such as a private conversation, to end
-- that. Nothing happens until somebody else agrees. In and out as in moderation_step.
CREATE OR REPLACE FUNCTION moderation_propose(p_case uuid, p_category text, p_reason text, p_passage text, p_version integer) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := moderation_me(); c moderation_case; made uuid := gen_random_uuid(); name text;
BEGIN
  SELECT * INTO c FROM moderation_case WHERE id = p_case AND closed_at IS NULL AND (group_id IS NOT NULL OR moderation_can_part(kind))
    AND id IN (SELECT moderation_my_cases()) FOR UPDATE;
  IF c.id IS NULL OR p_category = 'danger' OR (c.claimed_by_id IS NOT NULL AND c.claimed_by_id <> me)
    OR EXISTS (SELECT 1 FROM moderation_proposal p WHERE p.case_id = c.id AND p.answered_at IS NULL)
    OR NOT EXISTS (SELECT 1 FROM moderation_whom w WHERE w.kind = c.kind AND w.item = c.item) THEN RETURN NULL; END IF;
  name := moderation_my_name(c.group_id);
  INSERT INTO moderation_proposal (id, case_id, category, reason, passage, version, by_id, by_name, made_at, answer, answered_name)
    VALUES (made, c.id, p_category, p_reason, p_passage, p_version, me, name, clock_timestamp(), '', '');
  PERFORM moderation_write_log(c.group_id, c.id, 'propose', name, p_reason, p_passage);
  RETURN made;
END $$;

-- The second person answers: never who proposed it, nor who reported it. Behind a mask it takes one of the install's staff, because the list of people
-- would show who it was. In: a proposal in a case of the acting member's. Out: the act and the member whose leases change; none
-- when declined; no row when it may not be.
CREATE OR REPLACE FUNCTION moderation_second(p_proposal uuid, p_agrees boolean) RETURNS TABLE (act uuid, member uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := moderation_me(); p moderation_proposal; c moderation_case; name text; about record; what text;
BEGIN
  SELECT * INTO p FROM moderation_proposal x WHERE x.id = p_proposal AND x.answered_at IS NULL
    AND me <> ALL (moderation_part_in(x.case_id, x.by_id)) AND x.case_id IN (SELECT moderation_my_cases()) FOR UPDATE;
  SELECT * INTO c FROM moderation_case WHERE id = p.case_id AND closed_at IS NULL FOR UPDATE;
  SELECT * INTO about FROM moderation_about(c.kind, c.item);
  IF c.id IS NULL OR (p_agrees AND about.masked AND NOT hearten_on_the_desk()) THEN RETURN; END IF;
  name := moderation_my_name(c.group_id);
  what := CASE WHEN c.group_id IS NULL THEN 'contact' ELSE 'leave' END;
  UPDATE moderation_proposal SET answer = CASE WHEN p_agrees THEN 'agrees' ELSE 'declines' END, answered_by_id = me,
    answered_name = name, answered_at = clock_timestamp() WHERE id = p.id;
  IF p_agrees THEN
    act := gen_random_uuid();
    SELECT w.member_id INTO member FROM moderation_whom w WHERE w.kind = c.kind AND w.item = c.item;
    INSERT INTO moderation_act (id, case_id, group_id, step, category, reason, rule, passage, version, by_id, by_name, second_id, second_name,
        made_at, appeal_until)
      VALUES (act, c.id, c.group_id, what, p.category, p.reason, '', p.passage, p.version, p.by_id, p.by_name, me, name,
        clock_timestamp(), clock_timestamp() + interval '6 months');
    UPDATE groups_membership m SET ended_at = clock_timestamp(), ended_how = 'removed', ended_words = p.reason, about = '', trained = '[]',
      welcomes_since = NULL WHERE m.group_id = c.group_id AND m.member_id = member AND m.ended_at IS NULL;
    IF what = 'contact' THEN EXECUTE format('SELECT %I($1, $2, $3)', format('moderation_%s_part', c.kind)) USING c.item, member, act; END IF;
    PERFORM moderation_close(c, what, name);
  END IF;
  PERFORM moderation_write_log(c.group_id, c.id, CASE WHEN p_agrees THEN what ELSE 'decline' END, name, p.reason, p.passage);
  RETURN NEXT;
END $$;

-- Ask that somebody else looks again. In: an act about the acting member, within six months, once. Out: the appeal, or none.
-- Whoever is locked out is answered within a day, everybody else within seven.
CREATE OR REPLACE FUNCTION moderation_ask_again(p_act uuid, p_words text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE a moderation_act; made uuid := gen_random_uuid();
BEGIN
  SELECT a0.* INTO a FROM moderation_act a0 JOIN moderation_case c ON c.id = a0.case_id JOIN moderation_whom w ON w.kind = c.kind AND w.item = c.item
    WHERE a0.id = p_act AND w.member_id = moderation_me() AND a0.appeal_until > now() AND a0.step NOT IN ('none', 'release') AND a0.ended_at IS NULL;
  IF a.id IS NULL OR EXISTS (SELECT 1 FROM moderation_appeal p WHERE p.act_id = a.id) THEN RETURN NULL; END IF;
  INSERT INTO moderation_appeal (id, act_id, words, made_at, due_at, answer, answer_words, answered_name) VALUES (made, a.id, p_words,
    clock_timestamp(), clock_timestamp() + CASE WHEN a.step IN ('pause', 'leave') THEN interval '1 day' ELSE interval '7 days' END, '', '', '');
  PERFORM moderation_write_log(a.group_id, a.case_id, 'appeal', '', '', a.passage);
  RETURN made;
END $$;

-- Answer an appeal: somebody who looks after the group, and neither decided the step nor agreed to it, nor reported it, nor is its
-- writer. In: an
-- appeal in a case of theirs; upheld, changed or reversed. Out: the act; none when it may not be. Changed and reversed take the
-- step back: words come back, a hold or a break ends, somebody who was removed is in the group again.
CREATE OR REPLACE FUNCTION moderation_answer_again(p_appeal uuid, p_answer text, p_words text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := moderation_me(); p moderation_appeal; a moderation_act; name text;
BEGIN
  SELECT * INTO p FROM moderation_appeal WHERE id = p_appeal AND answered_at IS NULL FOR UPDATE;
  SELECT * INTO a FROM moderation_act WHERE id = p.act_id AND me <> ALL (moderation_part_in(case_id, by_id, second_id))
    AND case_id IN (SELECT moderation_my_cases());
  IF a.id IS NULL OR p_answer NOT IN ('upheld', 'changed', 'reversed') THEN RETURN NULL; END IF;
  name := moderation_my_name(a.group_id);
  UPDATE moderation_appeal SET answer = p_answer, answer_words = p_words, answered_by_id = me, answered_name = name,
    answered_at = clock_timestamp() WHERE id = p.id;
  IF p_answer <> 'upheld' THEN PERFORM moderation_undo(a, name); END IF;
  PERFORM moderation_write_log(a.group_id, a.case_id, p_answer, name, p_words, a.passage);
  RETURN a.id;
END $$;

-- Words that were removed, for who answers an appeal about it: one who may answer, while it waits. In: the appeal. Out: the words as
-- they were kept; none when they are gone. That they were read is a line of the group's log, written before anything is given out.
CREATE OR REPLACE FUNCTION moderation_kept_words(p_appeal uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE a moderation_act;
BEGIN
  SELECT x.* INTO a FROM moderation_act x JOIN moderation_appeal p ON p.act_id = x.id WHERE p.id = p_appeal AND p.answered_at IS NULL
    AND moderation_me() <> ALL (moderation_part_in(x.case_id, x.by_id, x.second_id)) AND x.case_id IN (SELECT moderation_my_cases());
  IF a.id IS NULL THEN RETURN NULL; END IF;
  PERFORM moderation_write_log(a.group_id, a.case_id, 'looked', moderation_my_name(a.group_id), '', '');
  RETURN (SELECT k.words FROM moderation_keptwords k WHERE k.act_id = a.id);
END $$;

-- Take a step back. Not a door: it runs with the rights of who calls it.
CREATE OR REPLACE FUNCTION moderation_undo(a moderation_act, p_name text) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c moderation_case; kept moderation_keptwords;
BEGIN
  SELECT * INTO c FROM moderation_case WHERE id = a.case_id;
  UPDATE moderation_act SET ended_at = clock_timestamp() WHERE id = a.id;
  IF a.step = 'hold' THEN PERFORM moderation_end_hold(c.kind, c.item, p_name);
  ELSIF a.step = 'pause' THEN UPDATE moderation_pause SET ended_at = clock_timestamp() WHERE act_id = a.id;
  ELSIF a.step = 'remove' THEN
    DELETE FROM moderation_keptwords WHERE act_id = a.id RETURNING * INTO kept;
    IF kept.id IS NOT NULL THEN
      EXECUTE format('SELECT %I($1, $2)', format('moderation_%s_bring', c.kind)) USING c.item, kept.words;
    END IF;
  ELSIF a.step = 'contact' THEN
    EXECUTE format('SELECT %I($1)', format('moderation_%s_rejoin', c.kind)) USING a.id;
  ELSIF a.step = 'leave' THEN
    UPDATE groups_membership m SET ended_at = NULL, ended_how = '', ended_words = '' FROM moderation_whom w
    WHERE w.kind = c.kind AND w.item = c.item AND m.group_id = c.group_id AND m.member_id = w.member_id AND m.ended_how = 'removed'
      AND m.ended_at >= a.made_at AND m.ended_at < a.made_at + interval '1 minute'
      AND NOT EXISTS (SELECT 1 FROM groups_membership x WHERE x.group_id = m.group_id AND x.member_id = m.member_id AND x.ended_at IS NULL);
  END IF;
END $$;

-- What was decided about things that the acting member wrote, with the reasons, and what became of an appeal. In: nothing.
-- Out: rows about oneself, without the names of who decided.
CREATE OR REPLACE FUNCTION moderation_decisions()
RETURNS TABLE (id uuid, step text, kind text, item uuid, group_id uuid, title text, category text, reason text, rule text, passage text,
  version integer, by_program boolean, made_at timestamptz, until timestamptz, appeal_until timestamptz, ended_at timestamptz,
  appeal_words text, appealed_at timestamptz, due_at timestamptz, answer text, answer_words text, answered_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.id, a.step::text, c.kind::text, c.item, a.group_id, coalesce(g.title::text, ''), a.category::text, a.reason, a.rule::text, a.passage,
    a.version::integer, a.by_id IS NULL, a.made_at, a.until, a.appeal_until, a.ended_at,
    p.words, p.made_at, p.due_at, coalesce(p.answer::text, ''), coalesce(p.answer_words, ''), p.answered_at
  FROM moderation_act a JOIN moderation_case c ON c.id = a.case_id JOIN moderation_whom w ON w.kind = c.kind AND w.item = c.item
  LEFT JOIN groups_group g ON g.id = a.group_id LEFT JOIN moderation_appeal p ON p.act_id = a.id
  WHERE w.member_id = moderation_me() AND a.step <> 'none' ORDER BY a.made_at DESC
$$;

-- What is over: kept words after 30 days unless an appeal waits, and requests-only joining that ran out. In: nothing. Out: how
-- many went. Whoever calls it can only make happen what is due.
CREATE OR REPLACE FUNCTION moderation_sweep() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint;
BEGIN
  DELETE FROM moderation_keptwords k WHERE k.until < now()
    AND NOT EXISTS (SELECT 1 FROM moderation_appeal p WHERE p.act_id = k.act_id AND p.answered_at IS NULL);
  GET DIAGNOSTICS gone = ROW_COUNT;
  WITH over AS (UPDATE moderation_switch SET ended_at = until WHERE ended_at IS NULL AND until <= now() AND kind = 'requests' RETURNING group_id, before)
  UPDATE groups_group g SET openness = over.before FROM over WHERE g.id = over.group_id AND g.openness = 'ask' AND over.before <> '';
  RETURN gone;
END $$;
