-- Reviewed doors of answering: how soon people are answered. Times and counts only: no name, no title, no word.

-- Part: what was asked in a group, with the minutes to the first answer (none so far: infinity). Whatever looks like an answer to the
-- group counts as one: who leads reads the posts beside the numbers, and the difference would show who is behind a mask, or that
-- somebody keeps away from somebody. What was taken back,
-- or whose writer left or whose group closed, before anybody answered within a day, was not left without an answer. Whatever is not a
-- day old yet does not count.
CREATE OR REPLACE FUNCTION answering_asked(p_group uuid, p_since timestamptz, p_until timestamptz)
RETURNS TABLE (thread_id uuid, asked_at timestamptz, minutes float8)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.thread_id, c.asked_at, CASE WHEN c.ended_how IN ('answered', 'alone', 'unseen') THEN extract(epoch FROM c.ended_at - c.asked_at)::float8 / 60 ELSE 'infinity' END
  FROM answering_clock c WHERE c.group_id = p_group AND c.asked_at >= p_since
    AND c.asked_at < least(p_until, clock_timestamp() - interval '24 hours')
    AND NOT (c.ended_how IN ('taken', 'left', 'closed') AND c.ended_at < c.asked_at + interval '24 hours')
$$;

-- How soon three of four conversations of the last 60 days had an answer, in coarse steps: 1 within an hour, 2 within six, 3 within a
-- day, 4 often longer. In: ids of groups. Out: a step for each that the acting member may read about (a visitor: those that are listed
-- here), from five conversations on.
CREATE OR REPLACE FUNCTION answering_typical(p_groups uuid[]) RETURNS TABLE (group_id uuid, step integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.id, CASE WHEN x.most <= 60 THEN 1 WHEN x.most <= 360 THEN 2 WHEN x.most <= 1440 THEN 3 ELSE 4 END
  FROM groups_group g CROSS JOIN LATERAL (
    SELECT count(*) AS n, percentile_disc(0.75) WITHIN GROUP (ORDER BY a.minutes) AS most
    FROM answering_asked(g.id, clock_timestamp() - interval '60 days', clock_timestamp()) a) x
  WHERE g.id = ANY (p_groups) AND g.closed_at IS NULL AND x.n >= 5
    AND (g.openness <> 'invitation' OR g.id IN (SELECT hearten_my_group_ids()) OR hearten_is_operator())
$$;

-- Part: may the acting member look at a group's figures: an operator, or who leads it?
CREATE OR REPLACE FUNCTION answering_may_look(p_group uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT hearten_is_operator() OR groups_leads(p_group, nullif(current_setting('hearten.member', true), '')::uuid)
$$;

-- Part: the beginning of this week in a group's own zone, and its zone. Figures are of whole weeks: two looks within one do not show what a
-- single person did in between.
CREATE OR REPLACE FUNCTION answering_week(p_group uuid, OUT began timestamptz, OUT zone text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT date_trunc('week', clock_timestamp(), g.zone), g.zone::text FROM groups_group g WHERE g.id = p_group
$$;

-- How soon people were answered, by hours of the week (Monday 0:00 is hour 0, in the group's own zone), in the last eight whole weeks.
-- In: a group; how many hours stand together (1, 3, 6, or 168: the sum alone). Out, for an operator and who leads the group: for each part of the week (by
-- its first hour) and for the whole (-1) how many conversations, the minutes within which half and nine of ten had an answer (infinity:
-- fewer had one), and how many had none within a day. Nothing of fewer than five conversations, or of fewer than three people.
CREATE OR REPLACE FUNCTION answering_figures(p_group uuid, p_hours integer)
RETURNS TABLE (hour integer, n bigint, half float8, most float8, without bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH w AS (SELECT * FROM answering_week(p_group)),
  asked AS (SELECT answering_asker(a.thread_id) AS asker, a.minutes, (extract(isodow FROM a.asked_at AT TIME ZONE w.zone)::int - 1) * 24
      + extract(hour FROM a.asked_at AT TIME ZONE w.zone)::int AS hour
    FROM w, LATERAL answering_asked(p_group, w.began - interval '8 weeks', w.began) a WHERE answering_may_look(p_group)
      AND p_hours IN (1, 3, 6, 168))
  SELECT coalesce(a.hour / p_hours * p_hours, -1), count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY a.minutes),
    percentile_disc(0.9) WITHIN GROUP (ORDER BY a.minutes), count(*) FILTER (WHERE a.minutes > 1440)
  FROM asked a GROUP BY GROUPING SETS ((a.hour / p_hours * p_hours), ()) HAVING count(*) >= 5 AND count(DISTINCT a.asker) >= 3
$$;

-- The hours of the week in which nobody was on duty for a group in the last four whole weeks. In: a group. Out, for an operator and who
-- leads the group: the hours, none where somebody always was. By the rota alone, and by nobody's name.
CREATE OR REPLACE FUNCTION answering_uncovered(p_group uuid) RETURNS TABLE (hour integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH w AS (SELECT * FROM answering_week(p_group) WHERE answering_may_look(p_group)),
  hours AS (SELECT h, date_trunc('week', w.began AT TIME ZONE w.zone) + make_interval(hours => h - 168 * k) AS local, w.zone
    FROM w, generate_series(0, 167) h, generate_series(1, 4) k)
  SELECT x.h FROM hours x WHERE NOT EXISTS (SELECT 1 FROM safety_shift s WHERE s.group_id = p_group AND s.part = 'responder'
      AND s.starts_at < (x.local AT TIME ZONE x.zone) + interval '1 hour'
      AND least(s.ends_at, coalesce(s.ended_at, s.ends_at)) > x.local AT TIME ZONE x.zone)
  GROUP BY x.h HAVING count(*) = 4 ORDER BY x.h
$$;

-- How many conversations began in each stretch of the week without anybody on duty, in the last four whole weeks. In: a group. Out, for
-- an operator and who leads the group: numbers of five and more, for each stretch (by its first hour) and for all of them (-1). Which
-- stretches there are comes from the rota alone: whoever could choose them would work out the hours between two answers.
CREATE OR REPLACE FUNCTION answering_in_gaps(p_group uuid) RETURNS TABLE (begins integer, n bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH w AS (SELECT * FROM answering_week(p_group) WHERE answering_may_look(p_group)),
  free AS MATERIALIZED (SELECT u.hour FROM answering_uncovered(p_group) u),
  firsts AS MATERIALIZED (SELECT f.hour FROM free f WHERE NOT EXISTS (SELECT 1 FROM free b WHERE b.hour = (f.hour + 167) % 168)),
  asked AS (SELECT (extract(isodow FROM a.asked_at AT TIME ZONE w.zone)::int - 1) * 24
      + extract(hour FROM a.asked_at AT TIME ZONE w.zone)::int AS hour
    FROM w, LATERAL answering_asked(p_group, w.began - interval '4 weeks', w.began) a),
  fell AS (SELECT coalesce((SELECT max(x.hour) FROM firsts x WHERE x.hour <= a.hour), (SELECT max(x.hour) FROM firsts x), 0) AS begins
    FROM asked a JOIN free f ON f.hour = a.hour)
  SELECT coalesce(f.begins, -1), count(*) FROM fell f GROUP BY GROUPING SETS ((f.begins), ()) HAVING count(*) >= 5
$$;
