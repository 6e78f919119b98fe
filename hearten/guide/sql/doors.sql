-- Reviewed doors of the Guide: what flags hide, which conversation a concern is about, and reading one with a reason.

-- Cards that wait for a look because somebody flagged them: the Guide quotes none of them to anybody, their writer included. In: cards.
-- Out: those of them that wait; who flagged them and why is not said.
CREATE OR REPLACE FUNCTION guide_flagged(p_cards uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT f.card_id FROM library_flag f WHERE f.card_id = ANY (p_cards) AND f.closed_at IS NULL
    AND f.group_id IN (SELECT hearten_my_group_ids())
$$;

-- Part: did two people agree to tell emergency services about what was said in this conversation (CR-12), while a concern is open?
CREATE OR REPLACE FUNCTION guide_is_disclosed(p_talk uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM safety_concern c JOIN safety_disclosure d ON d.concern_id = c.id AND d.agreed_at IS NOT NULL
    WHERE c.kind = 'guide_talk' AND c.about = p_talk AND c.closed_at IS NULL)
$$;

-- May somebody of the staff open this conversation with a reason? In: a conversation. Out: one bit, for the staff but not for its member.
CREATE OR REPLACE FUNCTION guide_where_concern(p_talk uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT hearten_on_the_desk() AND guide_is_disclosed(p_talk) AND EXISTS (SELECT 1 FROM guide_talk t WHERE t.id = p_talk
    AND t.member_id IS DISTINCT FROM nullif(current_setting('hearten.member', true), '')::uuid)
$$;

-- Since when turns of a conversation are new to people: the last concern about it was closed then, less a minute, within which every
-- turn is read or handed to them. In: a conversation. Out: a moment or none, for the worker's reading alone; its member learns nothing.
CREATE OR REPLACE FUNCTION guide_settled(p_talk uuid) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT max(c.closed_at) - interval '1 minute' FROM safety_concern c
  WHERE c.kind = 'guide_talk' AND c.about = p_talk AND session_user = 'hearten_worker'
$$;

-- A conversation for somebody of the staff, with the trace of it: the row that tells its member is written in the same statement, so
-- nobody reads without it. In: a conversation about which two people agreed to tell emergency services; and a reason. Out: ciphertext of
-- each turn; nothing to others, without a reason, or to its member. Where telling them would raise the danger, they learn of it with the
-- disclosure, thirty days later at the latest.
CREATE OR REPLACE FUNCTION guide_staff_open(p_talk uuid, p_reason text) RETURNS TABLE (id uuid, said bytea, answered bytea, at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; whose uuid; untold boolean;
BEGIN
  SELECT t.member_id INTO whose FROM guide_talk t WHERE t.id = p_talk AND t.member_id <> me;
  IF whose IS NULL OR NOT hearten_on_the_desk() OR NOT guide_is_disclosed(p_talk) OR length(trim(p_reason)) < 20 THEN RETURN; END IF;
  SELECT bool_or(d.untold_because <> '') INTO untold FROM safety_concern c JOIN safety_disclosure d ON d.concern_id = c.id
    WHERE c.kind = 'guide_talk' AND c.about = p_talk AND c.closed_at IS NULL;
  INSERT INTO members_staffread (id, member_id, staff_name, what, reason, at, held_until)
    SELECT gen_random_uuid(), whose, s.name, 'a conversation with the Guide', p_reason, clock_timestamp(),
      CASE WHEN untold THEN now() + interval '30 days' END
    FROM members_standing s WHERE s.member_id = me AND s.ended_at IS NULL;
  RETURN QUERY SELECT e.id, e.said, e.answered, e.at FROM guide_exchange e WHERE e.talk_id = p_talk ORDER BY e.at, e.id;
END $$;

-- The numbers of one year, for everybody to read (AI-13). In: a year. Out: how many turns, how many of them led to people because of
-- danger, how many could not be answered, how many a generator phrased. Counted to the end of last month and down to fives: whoever
-- reads the page before and after somebody was here learns nothing of them. A number below five is not shown.
CREATE OR REPLACE FUNCTION guide_numbers(p_year integer, OUT turns bigint, OUT danger bigint, OUT unanswered bigint, OUT generated bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT nullif(count(*) / 5 * 5, 0), nullif(count(*) FILTER (WHERE r.level IN ('L2', 'L3', 'L4')) / 5 * 5, 0),
    nullif(count(*) FILTER (WHERE r.fixed = 'no_source') / 5 * 5, 0), nullif(count(*) FILTER (WHERE r.generated) / 5 * 5, 0)
    FROM guide_record r WHERE extract(year FROM r.day AT TIME ZONE 'UTC') = p_year
    AND r.day AT TIME ZONE 'UTC' < date_trunc('month', now() AT TIME ZONE 'UTC')
$$;

-- Who has to look where the Guide stopped for a member: operators, but for that member. In: the stop. Out: member ids, for the worker
-- alone, which writes their notices; none once it was lifted.
CREATE OR REPLACE FUNCTION guide_who_looks(p_stop uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.member_id FROM members_standing s JOIN guide_stop g ON g.id = p_stop AND g.lifted_at IS NULL
  WHERE s.role = 'operator' AND s.ended_at IS NULL AND s.member_id IS DISTINCT FROM g.member_id
    AND session_user = 'hearten_worker'
$$;
