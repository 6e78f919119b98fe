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
