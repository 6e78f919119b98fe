-- Reviewed doors of outcomes: how many people take part, and how soon somebody answers. Whole months, whole tens, ten and more.

-- How many people were in a group, wrote, and came to a meeting, in each of the last six whole months (UTC). In: nothing. Out, for the
-- operator alone: whole tens of people; no group, nobody. A part is left out when it, or everybody else, is fewer than ten.
-- Whoever was forgotten is not in it: words that stay belong to nobody.
CREATE OR REPLACE FUNCTION desk_participation() RETURNS TABLE (month timestamptz, here bigint, wrote bigint, met bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH months AS (SELECT date_trunc('month', now(), 'UTC') - make_interval(months => n) AS began,
      date_trunc('month', now(), 'UTC') - make_interval(months => n - 1) AS ended FROM generate_series(1, 6) n
    WHERE hearten_is_operator()),
  people AS (SELECT m.id, m.member_id, m.joined_at, m.ended_at FROM groups_membership m JOIN members_member p ON p.id = m.member_id
    WHERE p.sign_in_index NOT LIKE 'nobody-%'),
  counts AS (
    SELECT t.began,
      (SELECT count(DISTINCT p.member_id) FROM people p WHERE p.joined_at < t.ended AND (p.ended_at IS NULL OR p.ended_at >= t.began))
        AS here,
      (SELECT count(DISTINCT coalesce(p.member_id, o.member_id)) FROM threads_post w LEFT JOIN people p ON p.id = w.membership_id
        LEFT JOIN threads_maskowner o ON o.mask_id = w.mask_id WHERE w.made_at >= t.began AND w.made_at < t.ended) AS wrote,
      (SELECT count(DISTINCT p.member_id) FROM meetings_attendance a JOIN people p ON p.id = a.membership_id
        WHERE a.first_at >= t.began AND a.first_at < t.ended) AS met
    FROM months t)
  SELECT c.began, c.here / 10 * 10, CASE WHEN c.wrote >= 10 AND c.here - c.wrote >= 10 THEN c.wrote / 10 * 10 END,
    CASE WHEN c.met >= 10 AND c.here - c.met >= 10 THEN c.met / 10 * 10 END
  FROM counts c WHERE c.here >= 10 ORDER BY c.began DESC
$$;

-- How soon somebody else answers what was written first, in conversations of the last three whole months (UTC). In: nothing. Out, for the
-- operator alone: whole tens of conversations, and within how many minutes half of the answered ones had an answer (in steps of ten
-- minutes, of an hour from five hours on). Each number stands for ten people at least who wrote, and ten who answered; how many
-- were answered is left out when those that were not are of fewer than ten people.
CREATE OR REPLACE FUNCTION desk_first_replies() RETURNS TABLE (conversations bigint, answered bigint, median_minutes bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH span AS (SELECT date_trunc('month', now(), 'UTC') - interval '3 months' AS began, date_trunc('month', now(), 'UTC') AS ended
    WHERE hearten_is_operator()),
  written AS (SELECT w.thread_id, w.opens, w.made_at, coalesce(m.member_id, o.member_id) AS writer FROM threads_post w
    LEFT JOIN groups_membership m ON m.id = w.membership_id LEFT JOIN threads_maskowner o ON o.mask_id = w.mask_id),
  begun AS (SELECT w.thread_id, w.writer, w.made_at FROM written w, span
    WHERE w.opens AND w.made_at >= span.began AND w.made_at < span.ended),
  each_one AS (SELECT b.writer, r.writer AS by_whom, extract(epoch FROM r.made_at - b.made_at) / 60 AS minutes
    FROM begun b LEFT JOIN LATERAL (SELECT w.writer, w.made_at FROM written w WHERE w.thread_id = b.thread_id AND NOT w.opens
      AND w.writer <> b.writer ORDER BY w.made_at LIMIT 1) r ON true),
  counts AS (
    SELECT count(*) AS all_of_them, count(DISTINCT writer) AS writers, count(by_whom) AS with_answer,
      count(DISTINCT writer) FILTER (WHERE by_whom IS NOT NULL) AS answered_writers, count(DISTINCT by_whom) AS answering,
      count(DISTINCT writer) FILTER (WHERE by_whom IS NULL) AS without,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes) FILTER (WHERE by_whom IS NOT NULL) AS median
    FROM each_one),
  steps AS (SELECT c.*, c.answered_writers >= 10 AND c.answering >= 10 AS enough, CASE WHEN c.median < 300 THEN 10 ELSE 60 END AS step
    FROM counts c)
  SELECT s.all_of_them / 10 * 10, CASE WHEN s.enough AND s.without >= 10 THEN s.with_answer / 10 * 10 END,
    CASE WHEN s.enough THEN (round(s.median / s.step) * s.step)::bigint END
  FROM steps s WHERE s.writers >= 10
$$;
