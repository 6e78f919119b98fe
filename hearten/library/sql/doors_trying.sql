-- Reviewed doors of what people try: asking them once, how long it is kept, and what operators read.

-- What is due to be asked by a moment, and was not: marks it as told. In: the moment. Out, for the worker alone: ids of check-backs.
-- Each comes out once for good: the mark and the job that tells go in one transaction. Who is on a break is asked when they are back;
-- of several questions about one thing that are due by then, only the latest is asked.
CREATE OR REPLACE FUNCTION library_ask_back(p_now timestamptz) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE library_checkback c SET told_at = p_now FROM library_trying t
  WHERE session_user = 'hearten_worker' AND t.id = c.trying_id AND t.ended_at IS NULL
    AND c.due_at <= p_now AND c.told_at IS NULL AND c.answered_at IS NULL AND c.dropped_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM library_checkback later
      WHERE later.trying_id = c.trying_id AND later.days > c.days AND later.due_at <= p_now)
    AND NOT hearten_on_break(c.member_id)
  RETURNING c.id
$$;

-- Whom a check-back is for, while its question stands. In: a check-back. Out, for the worker alone: one member, or nobody.
CREATE OR REPLACE FUNCTION library_whom_to_ask_back(p_check uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.member_id FROM library_checkback c JOIN library_trying t ON t.id = c.trying_id
  WHERE session_user = 'hearten_worker' AND c.id = p_check AND t.ended_at IS NULL AND c.told_at IS NOT NULL
    AND c.answered_at IS NULL AND c.dropped_at IS NULL
$$;

-- How many people began to try something of a topic, 60 days or longer before this month, and what they had said by then, when asked
-- after 60 days. In: nothing. Out: for the operator alone, numbers of ten people and more; no group, no card, nobody. A person counts
-- once in a topic: as one who stayed with it if they said so of anything there, else as one who answered. By the month, so that two
-- looks within one do not show what a single person did in between.
CREATE OR REPLACE FUNCTION library_tried() RETURNS TABLE (topic text, part text, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH month AS (SELECT date_trunc('month', now(), 'UTC') AS began),
  asked AS (
    SELECT t.topic::text AS topic, t.member_id, bool_or(c.answered_at < month.began) AS answered,
      bool_or(c.answered_at < month.began AND c.answer IN ('still', 'sometimes')) AS stayed
    FROM month, library_trying t JOIN library_checkback c ON c.trying_id = t.id AND c.days = 60
    WHERE hearten_is_operator() AND t.begun_at < month.began - interval '60 days' GROUP BY 1, 2),
  each_one AS (SELECT asked.topic, 'began' AS part FROM asked UNION ALL
    SELECT asked.topic, CASE WHEN stayed THEN 'stayed' WHEN answered THEN 'other' ELSE 'silent' END FROM asked)
  SELECT e.topic, e.part, count(*) FROM each_one e GROUP BY 1, 2 HAVING count(*) >= 10
$$;

-- The rule of retention; in and out as in members. What somebody tried goes a year after it ended, with what they answered.
CREATE OR REPLACE FUNCTION library_keep_tryings(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE over timestamptz := now() - interval '1 year';
BEGIN
  SELECT count(*), min(ended_at) INTO due, oldest FROM library_trying WHERE ended_at < over;
  IF NOT p_go THEN RETURN; END IF;
  DELETE FROM library_checkback c USING library_trying t WHERE t.id = c.trying_id AND t.ended_at < over;
  DELETE FROM library_trying t WHERE t.ended_at < over;
END $$;
