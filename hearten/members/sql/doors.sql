-- Reviewed doors of members.

-- Is the acting member on the desk? In: nothing. Out: one bit about oneself.
CREATE OR REPLACE FUNCTION hearten_on_the_desk() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM members_standing s WHERE s.ended_at IS NULL
    AND s.member_id = nullif(current_setting('hearten.member', true), '')::uuid)
$$;

CREATE OR REPLACE FUNCTION hearten_is_operator() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM members_standing s WHERE s.ended_at IS NULL AND s.role = 'operator'
    AND s.member_id = nullif(current_setting('hearten.member', true), '')::uuid)
$$;

-- Open a session. In: the hash of the cookie's token. Out: that session, the credentials and the standing behind it.
-- Why here: nobody is seated yet when a session is opened, and standings are readable by their holder only.
CREATE OR REPLACE FUNCTION members_open_session(p_hash text)
RETURNS TABLE (data text, renewed_at timestamptz, expires_at timestamptz, member_id uuid, password text, standing text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.data, s.renewed_at, s.expires_at, s.member_id, m.password::text,
    (SELECT max(t.role)::text FROM members_standing t WHERE t.member_id = s.member_id AND t.ended_at IS NULL)
  FROM members_session s LEFT JOIN members_member m ON m.id = s.member_id
  WHERE s.key_hash = p_hash AND s.expires_at > now()
$$;

-- Sign out browsers of the acting member from elsewhere. In: sessions. Out: nothing. Only one's own go; of each the hash of its
-- token stays for a while, so that its browser is told to forget what it keeps when it comes next.
CREATE OR REPLACE FUNCTION members_end_sessions(p_sessions uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (DELETE FROM members_session s WHERE s.id = ANY (p_sessions)
    AND s.member_id = nullif(current_setting('hearten.member', true), '')::uuid RETURNING s.key_hash)
  INSERT INTO members_endedsession (id, key_hash, ended_at) SELECT gen_random_uuid(), key_hash, now() FROM gone
$$;

-- Was a session ended from elsewhere? In: the hash of the cookie's token. Out: one bit; whose it was is not known any more.
CREATE OR REPLACE FUNCTION members_session_was_ended(p_hash text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM members_endedsession e WHERE e.key_hash = p_hash)
$$;

-- Did one of two people block the other, by name? In: two members. Out: one bit. Not SECURITY DEFINER, by intention: who
-- calls it needs a right to the column `whom_id`, and only the definer has one. So reviewed doors (of any slice) may ask,
-- and a seat that asks directly is refused. A block that was chosen from a mask does not count: to ask for contact with
-- everybody in turn would show who is behind the mask.
CREATE OR REPLACE FUNCTION hearten_apart(a uuid, b uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM members_distance d WHERE d.kind = 'block' AND d.ended_at IS NULL AND d.mask_id IS NULL
    AND ((d.by_id = a AND d.whom_id = b) OR (d.by_id = b AND d.whom_id = a)))
$$;

-- Did one mute the other, by name? In and out, and for whom, as above.
CREATE OR REPLACE FUNCTION hearten_muted(by uuid, whom uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM members_distance d WHERE d.kind = 'mute' AND d.ended_at IS NULL AND d.mask_id IS NULL
    AND d.by_id = $1 AND d.whom_id = $2)
$$;

-- End a distance that the acting member keeps. In: its row. Out: did it end. Both people's open pages ask anew what they may
-- see; that is done here, because the web may not know whose pages they are.
CREATE OR REPLACE FUNCTION members_end_distance(p_distance uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE d members_distance;
BEGIN
  UPDATE members_distance SET ended_at = clock_timestamp() WHERE id = p_distance AND ended_at IS NULL
    AND by_id = nullif(current_setting('hearten.member', true), '')::uuid RETURNING * INTO d;
  IF d.id IS NULL THEN RETURN false; END IF;
  PERFORM pg_notify('hearten_leases', one::text) FROM unnest(ARRAY[d.by_id, d.whom_id]) AS one;
  RETURN true;
END $$;
