-- Reviewed doors of members' rights: being forgotten, being away, and how long things are kept.

-- Make an anchor that stands for nobody: words that stay need one. In: nothing. Out: its id. Nobody can sign in with it, and
-- whoever calls this for no reason has made one more row that says nothing.
CREATE OR REPLACE FUNCTION members_nobody() RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO members_member (id, password, sign_in_index, joined_on)
    VALUES (gen_random_uuid(), '!', 'nobody-' || gen_random_uuid(), date '1970-01-01') RETURNING id
$$;

-- Forget the acting member: credentials, profile, agreements, sessions, factors, distances that they kept or
-- that were kept from them, and what the live log says of them. In: nothing. Out: nothing. The last step of an erasure: the row goes only if nothing points at it any more.
CREATE OR REPLACE FUNCTION members_forget_me() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  UPDATE members_standing SET given_by_id = NULL WHERE given_by_id = me;
  DELETE FROM members_standing WHERE member_id = me;
  DELETE FROM members_staffread WHERE member_id = me;
  DELETE FROM members_consent WHERE member_id = me;
  -- Their browsers are told to forget what they keep: by a hash that leads to nobody.
  INSERT INTO members_endedsession (id, key_hash, ended_at)
    SELECT gen_random_uuid(), key_hash, now() FROM members_session WHERE member_id = me;
  DELETE FROM members_session WHERE member_id = me;
  DELETE FROM members_export WHERE member_id = me;
  DELETE FROM members_departure WHERE member_id = me;
  DELETE FROM members_break WHERE member_id = me;
  DELETE FROM members_distance WHERE by_id = me OR whom_id = me;
  DELETE FROM members_profile WHERE member_id = me;
  DELETE FROM mfa_authenticator WHERE user_id = me;
  DELETE FROM account_emailaddress WHERE user_id = me;
  DELETE FROM kernel_livetopic WHERE topic = 'member:' || me;
  DELETE FROM kernel_liveevent WHERE member_id = me OR topic = 'member:' || me;
  UPDATE kernel_liveevent SET author_member_id = NULL WHERE author_member_id = me;
  -- Also what waits to be done as them, such as reading what they just wrote: there is nobody left to do it as.
  DELETE FROM procrastinate_jobs WHERE status IN ('failed', 'todo') AND args::text LIKE '%' || me || '%';
  DELETE FROM members_member WHERE id = me;
END $$;

-- Is somebody away for a while? In: a member's id. Out: one bit. It decides what others are shown (nothing of them in lists
-- of people) and what the worker tells (nothing); it says neither since when nor until when.
CREATE OR REPLACE FUNCTION hearten_on_break(p_member uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM members_break b WHERE b.member_id = p_member AND b.ended_at IS NULL
    AND (b.until IS NULL OR b.until > (now() AT TIME ZONE 'UTC')::date))
$$;

-- Whose three days to think are over. In: nothing. Out: member ids with their choice, for the worker alone.
CREATE OR REPLACE FUNCTION members_departures_due() RETURNS TABLE (member uuid, how text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.member_id, d.how::text FROM members_departure d WHERE d.due_at <= now() AND session_user = 'hearten_worker'
$$;

-- Would this install have no operator without the acting member? In: nothing. Out: one bit, about oneself. One leaves at a time:
-- whoever asks waits for another operator who is just leaving, and sees what is left then.
CREATE OR REPLACE FUNCTION members_only_operator() RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM members_standing s WHERE s.member_id = me AND s.role = 'operator' AND s.ended_at IS NULL)
    THEN RETURN false; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('members.operators leave'));
  RETURN NOT EXISTS (SELECT 1 FROM members_standing s WHERE s.role = 'operator' AND s.ended_at IS NULL AND s.member_id <> me);
END $$;

-- The rules of retention. Each: in, whether to remove what is due (else it is counted); out, how many rows and the oldest
-- one's moment. Only what is due by the database's clock can go, so it matters little who calls.
CREATE OR REPLACE FUNCTION members_keep_live(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(at) INTO due, oldest FROM kernel_liveevent WHERE at < now() - interval '7 days';
  IF p_go THEN DELETE FROM kernel_liveevent WHERE at < now() - interval '7 days'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- Failed jobs of a month ago: they hold ids.
CREATE OR REPLACE FUNCTION members_keep_jobs(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids bigint[];
BEGIN
  SELECT coalesce(array_agg(found.id), '{}'), min(found.at) INTO ids, oldest FROM (SELECT j.id, max(e.at) AS at
    FROM procrastinate_jobs j JOIN procrastinate_events e ON e.job_id = j.id WHERE j.status = 'failed'
    GROUP BY j.id HAVING max(e.at) < now() - interval '30 days') found;
  due := cardinality(ids);
  IF p_go THEN DELETE FROM procrastinate_jobs WHERE id = ANY (ids); GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- Sessions that ran out.
CREATE OR REPLACE FUNCTION members_keep_sessions(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(began_at) INTO due, oldest FROM members_session WHERE expires_at < now();
  IF p_go THEN DELETE FROM members_session WHERE expires_at < now(); GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- Browsers that were signed out from elsewhere, a day after the last moment at which their cookie can still come.
CREATE OR REPLACE FUNCTION members_keep_ended(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(ended_at) INTO due, oldest FROM members_endedsession WHERE ended_at < now() - interval '31 days';
  IF p_go THEN DELETE FROM members_endedsession WHERE ended_at < now() - interval '31 days'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- Copies that could be fetched for a day, and requests that nothing came of.
CREATE OR REPLACE FUNCTION members_keep_exports(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(asked_at) INTO due, oldest FROM members_export
    WHERE coalesce(expires_at, asked_at + interval '48 hours') < now();
  IF p_go THEN
    DELETE FROM members_export WHERE coalesce(expires_at, asked_at + interval '48 hours') < now();
    GET DIAGNOSTICS due = ROW_COUNT;
  END IF;
END $$;

-- Breaks that ended a month ago.
CREATE OR REPLACE FUNCTION members_keep_breaks(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(began_at) INTO due, oldest FROM members_break WHERE coalesce(ended_at, until) < now() - interval '30 days';
  IF p_go THEN
    DELETE FROM members_break WHERE coalesce(ended_at, until) < now() - interval '30 days'; GET DIAGNOSTICS due = ROW_COUNT;
  END IF;
END $$;

-- What staff looked at, two years ago.
CREATE OR REPLACE FUNCTION members_keep_looks(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(at) INTO due, oldest FROM members_staffread WHERE at < now() - interval '2 years';
  IF p_go THEN DELETE FROM members_staffread WHERE at < now() - interval '2 years'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- Places on the desk that ended two years ago.
CREATE OR REPLACE FUNCTION members_keep_standings(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(given_at) INTO due, oldest FROM members_standing WHERE ended_at < now() - interval '2 years';
  IF p_go THEN
    DELETE FROM members_standing WHERE ended_at < now() - interval '2 years'; GET DIAGNOSTICS due = ROW_COUNT;
  END IF;
END $$;

-- The reports of all this.
CREATE OR REPLACE FUNCTION members_keep_runs(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(at) INTO due, oldest FROM members_retentionrun WHERE at < now() - interval '2 years';
  IF p_go THEN DELETE FROM members_retentionrun WHERE at < now() - interval '2 years'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;
