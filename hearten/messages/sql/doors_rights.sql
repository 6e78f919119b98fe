-- Reviewed doors of private contact for members' rights: leaving, being forgotten, and how long things are kept.

-- End one's own part: in one group (when leaving it) or everywhere (p_group null), and take one's own words along if asked.
-- In: a group or null, and whether the words go. Out: how many messages went. It touches the acting member's talks alone.
-- Nobody empties a conversation that people look at by leaving its group: those words are gone for the two, and stay for those
-- who look until they are done (messages_sweep). Who leaves for good takes them all the same: their key goes.
CREATE OR REPLACE FUNCTION messages_take_leave(p_group uuid, p_words boolean, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; gone bigint := 0; spared bigint := 0;
BEGIN
  INSERT INTO messages_ending (id, talk_id, member_id, at) SELECT gen_random_uuid(), t.id, me, p_at FROM messages_talk t
    WHERE me IN (t.asker_id, t.asked_id) AND (p_group IS NULL OR t.group_id = p_group) ON CONFLICT DO NOTHING;
  IF p_words THEN
    UPDATE messages_message m SET given_up_at = p_at FROM messages_talk t WHERE t.id = m.talk_id AND m.author_id = me
      AND t.group_id = p_group AND m.given_up_at IS NULL AND messages_looked_at(t.id);
    GET DIAGNOSTICS spared = ROW_COUNT;
    DELETE FROM messages_message m USING messages_talk t WHERE t.id = m.talk_id AND m.author_id = me
      AND (p_group IS NULL OR (t.group_id = p_group AND m.given_up_at IS NULL));
    GET DIAGNOSTICS gone = ROW_COUNT;
  END IF;
  RETURN gone + spared;
END $$;

-- Forget the acting member in private contact. In: nothing. Out: nothing. Conversations stay for the other one of the two, each
-- with an anchor of its own that stands for nobody; messages that stay are sealed with the key that goes. Words of their reports
-- and what they had erased before go; that they reported stays, so that the staff can still read what it was about, with a reason.
CREATE OR REPLACE FUNCTION messages_forget_me() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; talk uuid; nobody uuid;
BEGIN
  DELETE FROM messages_contact WHERE member_id = me;
  DELETE FROM messages_closure WHERE member_id = me;
  DELETE FROM messages_message WHERE author_id = me AND given_up_at IS NOT NULL;
  DELETE FROM messages_review WHERE place_id IN (SELECT m.id FROM groups_membership m WHERE m.member_id = me);
  UPDATE messages_review SET closed_by_id = members_nobody() WHERE closed_by_id = me;
  FOR talk IN SELECT t.id FROM messages_talk t WHERE me IN (t.asker_id, t.asked_id) LOOP
    nobody := members_nobody();
    UPDATE messages_message SET author_id = nobody WHERE talk_id = talk AND author_id = me;
    UPDATE messages_answer SET member_id = nobody WHERE talk_id = talk AND member_id = me;
    UPDATE messages_ending SET member_id = nobody WHERE talk_id = talk AND member_id = me;
    UPDATE messages_reported SET member_id = nobody, words = NULL WHERE talk_id = talk AND member_id = me;
    UPDATE messages_talk SET asker_id = CASE WHEN asker_id = me THEN nobody ELSE asker_id END,
      asked_id = CASE WHEN asked_id = me THEN nobody ELSE asked_id END WHERE id = talk;
  END LOOP;
END $$;

-- Is a talk old and empty? In: a talk and the moment before which it counts as old. Out: one bit, about nobody's words.
CREATE OR REPLACE FUNCTION messages_is_spent(p_talk uuid, p_due timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM messages_talk t WHERE t.id = p_talk AND t.made_at < p_due
    AND NOT EXISTS (SELECT 1 FROM messages_message m WHERE m.talk_id = t.id))
$$;

-- Part: does a message go by itself now? p_due: what was written before goes.
CREATE OR REPLACE FUNCTION messages_is_due(m messages_message, p_due timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT m.made_at < p_due OR (m.given_up_at IS NOT NULL AND NOT messages_looked_at(m.talk_id))
$$;

-- What is older than a year goes: messages, talks that have none left with all that hangs on them, closed reviews, and
-- contact that was switched off. What its writer erased goes as soon as nobody looks at it any more. In: whether only to count. Out: what, how many, since when. It can only do what is due.
CREATE OR REPLACE FUNCTION messages_sweep(p_dry boolean) RETURNS TABLE (what text, rows bigint, oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE due timestamptz := now() - interval '365 days';
BEGIN
  RETURN QUERY SELECT 'messages', count(*), min(m.made_at) FROM messages_message m WHERE messages_is_due(m, due);
  RETURN QUERY SELECT 'talks', count(*), min(t.made_at) FROM messages_talk t WHERE t.made_at < due
    AND NOT EXISTS (SELECT 1 FROM messages_message m WHERE m.talk_id = t.id AND m.made_at >= due);
  RETURN QUERY SELECT 'reviews', count(*), min(v.opened_at) FROM messages_review v WHERE v.closed_at < due;
  RETURN QUERY SELECT 'contact', count(*), min(c.at) FROM (SELECT since AS at, ended_at FROM messages_contact
    UNION ALL SELECT v.at, v.ended_at FROM messages_closure v) c WHERE c.ended_at < due;
  IF p_dry THEN RETURN; END IF;
  DELETE FROM messages_message m WHERE messages_is_due(m, due);
  DELETE FROM messages_answer a USING messages_talk t WHERE t.id = a.talk_id AND messages_is_spent(t.id, due);
  DELETE FROM messages_ending e USING messages_talk t WHERE t.id = e.talk_id AND messages_is_spent(t.id, due);
  DELETE FROM messages_reported r USING messages_talk t WHERE t.id = r.talk_id AND messages_is_spent(t.id, due);
  DELETE FROM messages_talk t WHERE messages_is_spent(t.id, due);
  DELETE FROM messages_review v WHERE v.closed_at < due;
  DELETE FROM messages_contact c WHERE c.ended_at < due;
  DELETE FROM messages_closure v WHERE v.ended_at < due;
END $$;

-- The rule of retention; in and out as in members. What is older than a year.
CREATE OR REPLACE FUNCTION messages_keep_old(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT sum(s.rows)::bigint, min(s.oldest) FROM messages_sweep(NOT p_go) s
$$;
