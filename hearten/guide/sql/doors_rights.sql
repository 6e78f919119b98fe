-- Reviewed doors of the Guide for ending, being forgotten, how long things are kept, and the keys of what went.

-- Part: take conversations away, with all that hangs on them. In: ids. A trigger notes their keys.
CREATE OR REPLACE FUNCTION guide_take_away(p_talks uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM guide_summary WHERE talk_id = ANY (p_talks);
  DELETE FROM guide_exchange WHERE talk_id = ANY (p_talks);
  DELETE FROM guide_talk WHERE id = ANY (p_talks);
END $$;

-- Forget the acting member in this slice. In and out: nothing. That the Guide was opened, and what its pages say, stays without them.
CREATE OR REPLACE FUNCTION guide_forget_me() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  PERFORM guide_take_away(ARRAY(SELECT t.id FROM guide_talk t WHERE t.member_id = me));
  DELETE FROM guide_use WHERE member_id = me;
  DELETE FROM guide_stop WHERE member_id = me;
  UPDATE guide_stop SET lifted_by_id = NULL WHERE lifted_by_id = me;
  UPDATE guide_page SET owner_id = NULL, owner_name = '' WHERE owner_id = me;
  UPDATE guide_opening SET opened_by_id = members_nobody() WHERE opened_by_id = me;
  UPDATE guide_opening SET closed_by_id = NULL WHERE closed_by_id = me;
END $$;

-- What runs when the agreement to the Guide ends, on whatever page: the conversation goes at once. In: the row. Out: nothing.
CREATE OR REPLACE FUNCTION guide_consent_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM guide_take_away(ARRAY(SELECT t.id FROM guide_talk t WHERE t.member_id = NEW.member_id));
  DELETE FROM guide_use WHERE member_id = NEW.member_id;
  RETURN NULL;
END $$;

-- What runs when sessions end, however: a conversation that its member did not keep goes with signing out. A browser whose session ran
-- out long ago and is only cleared away takes no conversation along that goes on in another one. In: the rows. Out: nothing.
CREATE OR REPLACE FUNCTION guide_signed_out() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM guide_take_away(ARRAY(SELECT t.id FROM guide_talk t JOIN gone g ON g.member_id = t.member_id WHERE t.kept_until IS NULL
    AND (g.expires_at > now() OR NOT EXISTS (SELECT 1 FROM members_session s WHERE s.member_id = t.member_id AND s.expires_at > now()))));
  RETURN NULL;
END $$;

-- The rules of retention; in and out as in members. Conversations an hour after the last word, or when the time for which they were kept
-- is over.
CREATE OR REPLACE FUNCTION guide_keep_talks(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone uuid[];
BEGIN
  SELECT count(*), min(t.last_at), array_agg(t.id) INTO due, oldest, gone FROM guide_talk t
    WHERE CASE WHEN t.kept_until IS NULL THEN t.last_at < now() - interval '1 hour' ELSE t.kept_until < now() END;
  IF p_go THEN PERFORM guide_take_away(gone); END IF;
END $$;

-- How long somebody used the Guide, eight days after the last word: a week away is told by its absence.
CREATE OR REPLACE FUNCTION guide_keep_use(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(u.last_at) INTO due, oldest FROM guide_use u WHERE u.last_at < now() - interval '8 days';
  IF p_go THEN DELETE FROM guide_use WHERE last_at < now() - interval '8 days'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- What the program did, of nobody, after two years: numbers of a year are published in the next one.
CREATE OR REPLACE FUNCTION guide_keep_records(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(r.day) INTO due, oldest FROM guide_record r WHERE r.day < now() - interval '2 years';
  IF p_go THEN DELETE FROM guide_record WHERE day < now() - interval '2 years'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- That the Guide stopped for somebody, a year after it was lifted.
CREATE OR REPLACE FUNCTION guide_keep_stops(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(s.lifted_at) INTO due, oldest FROM guide_stop s WHERE s.lifted_at < now() - interval '1 year';
  IF p_go THEN DELETE FROM guide_stop WHERE lifted_at < now() - interval '1 year'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- At the end of conversations, however they went: note that their keys are still to be destroyed. In and out: nothing.
CREATE OR REPLACE FUNCTION guide_went() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO guide_unshredded (id, at) SELECT g.id, clock_timestamp() FROM gone g ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- Whose key is still there though the conversation went. In: nothing. Out: ids of conversations that are gone, for the worker alone,
-- which destroys the keys.
CREATE OR REPLACE FUNCTION guide_unshredded() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id FROM guide_unshredded u WHERE session_user = 'hearten_worker' AND NOT EXISTS (SELECT 1 FROM guide_talk t WHERE t.id = u.id)
$$;

-- A key was destroyed. In: the conversation that it was of. Out: nothing; for the worker alone.
CREATE OR REPLACE FUNCTION guide_shredded(p_talk uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM guide_unshredded u WHERE session_user = 'hearten_worker' AND u.id = p_talk
$$;
