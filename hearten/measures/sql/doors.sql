-- Reviewed doors of measures: forgetting, and counts of ten people and more (decision 0089).

-- What runs when a consent changes: whoever takes back the one to be counted takes the numbers along, on whatever page. In: the row.
-- Out: nothing. It can only remove what hangs on that very consent.
CREATE OR REPLACE FUNCTION measures_consent_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM measures_countedpair p WHERE p.consent_id = NEW.id;
  DELETE FROM measures_counted c WHERE c.consent_id = NEW.id;
  RETURN NULL;
END $$;

-- Remove everything of the acting member's in this slice. In: nothing. Out: nothing; it reaches nobody else's rows.
-- Their pair goes, too, and the batch that it was in is counted no more.
CREATE OR REPLACE FUNCTION measures_forget_me() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  DELETE FROM measures_countedpair p USING members_consent c WHERE c.id = p.consent_id AND c.member_id = me;
  DELETE FROM measures_counted WHERE member_id = me;
  DELETE FROM measures_sheet WHERE member_id = me;
END $$;

-- Put people's pairs of results into batches of ten. In: nothing. Out: nothing. For the operator and the command line, inside the
-- functions below. A pair is somebody's first number and the first one 28 days or more after it, under one consent: once it is there it never
-- changes. Whoever waits is taken in the order of the month of their first number, then by an id that says nothing, always ten at
-- a time; fewer than ten go on waiting. A pair stands in one batch for good. The consents are held until the end of the
-- transaction: who takes theirs back either was first and is not here, or waits until this count is through.
CREATE OR REPLACE FUNCTION measures_batch() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT (hearten_is_operator() OR session_user = 'hearten_keeper') THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('measures outcomes', 0));
  PERFORM 1 FROM members_consent WHERE purpose = 'measures_counted' AND withdrawn_at IS NULL ORDER BY id FOR SHARE;
  WITH firsts AS (
    SELECT DISTINCT ON (n.consent_id, n.key, n.version) n.* FROM measures_counted n
      JOIN members_consent c ON c.id = n.consent_id AND c.withdrawn_at IS NULL
    WHERE n.score IS NOT NULL ORDER BY n.consent_id, n.key, n.version, n.at, n.id),
  pairs AS (
    SELECT f.key, f.version, f.consent_id, f.member_id, f.id AS first_id, date_trunc('month', f.at, 'UTC') AS month,
      (SELECT l.id FROM measures_counted l WHERE l.consent_id = f.consent_id AND l.key = f.key AND l.version = f.version
        AND l.score IS NOT NULL AND l.at >= f.at + interval '28 days' ORDER BY l.at, l.id LIMIT 1) AS later_id
    FROM firsts f WHERE NOT EXISTS (SELECT 1 FROM measures_countedpair p
      WHERE p.consent_id = f.consent_id AND p.key = f.key AND p.version = f.version)),
  waiting AS (
    SELECT p.*, row_number() OVER (PARTITION BY key, version ORDER BY month, member_id) - 1 AS place,
      count(*) OVER (PARTITION BY key, version) AS many FROM pairs p WHERE later_id IS NOT NULL),
  ten AS (SELECT w.*, place / 10 AS number FROM waiting w WHERE place < many / 10 * 10),
  batches AS MATERIALIZED (SELECT key, version, number, gen_random_uuid() AS batch FROM ten GROUP BY 1, 2, 3)
  INSERT INTO measures_countedpair (id, batch, key, version, consent_id, first_id, later_id)
  SELECT gen_random_uuid(), b.batch, t.key, t.version, t.consent_id, t.first_id, t.later_id
  FROM ten t JOIN batches b ON b.key = t.key AND b.version = t.version AND b.number = t.number;
END $$;

-- The batches that are whole: ten pairs whose people agree still, whose numbers are there, and who did not all change alike (ten times
-- the same change would tell of each). In: nothing. Out, inside the functions below: one row for each pair. Called from outside
-- it has no right to any row.
CREATE OR REPLACE FUNCTION measures_whole_batches()
RETURNS TABLE (batch uuid, key text, version text, first_at timestamptz, later_at timestamptz, first numeric, later numeric)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH live AS (
    SELECT p.batch, p.key::text AS key, p.version::text AS version, f.at AS first_at, l.at AS later_at,
      f.score AS first, l.score AS later
    FROM measures_countedpair p JOIN members_consent c ON c.id = p.consent_id AND c.withdrawn_at IS NULL
      JOIN measures_counted f ON f.id = p.first_id JOIN measures_counted l ON l.id = p.later_id),
  whole AS (SELECT v.batch FROM live v GROUP BY v.batch HAVING count(*) = 10 AND min(v.later - v.first) < max(v.later - v.first))
  SELECT v.* FROM live v JOIN whole w ON w.batch = v.batch
$$;

-- What became of people's numbers, by instrument and version. In: nothing. Out, for the operator alone: how many
-- people have a result, and of how many two are compared, both in whole tens; the mean of the first numbers, and mean and
-- standard deviation of the change. Nothing under ten; nobody, no group. Each call writes down that somebody looked.
CREATE OR REPLACE FUNCTION measures_outcomes()
RETURNS TABLE (key text, version text, people bigint, paired bigint, first_mean numeric, change_mean numeric, change_sd numeric)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT hearten_is_operator() THEN RETURN; END IF;
  PERFORM measures_batch();
  PERFORM measures_write_look('page');
  RETURN QUERY
  WITH everybody AS (
    SELECT n.key::text AS key, n.version::text AS version, count(DISTINCT n.member_id) / 10 * 10 AS people
    FROM measures_counted n JOIN members_consent c ON c.id = n.consent_id AND c.withdrawn_at IS NULL GROUP BY 1, 2),
  compared AS (
    SELECT b.key, b.version, count(*) AS paired, round(avg(b.first), 2) AS first_mean,
      round(avg(b.later - b.first), 2) AS change_mean, round(stddev_samp(b.later - b.first), 2) AS change_sd
    FROM measures_whole_batches() b GROUP BY 1, 2)
  SELECT e.key, e.version, e.people, coalesce(c.paired, 0), c.first_mean, c.change_mean, c.change_sd
  FROM everybody e LEFT JOIN compared c ON c.key = e.key AND c.version = e.version WHERE e.people >= 10 ORDER BY 1, 2;
END $$;

-- Rows without anybody in them, for a file. In: nothing. Out, for the command line alone: one row for each pair of a whole batch. All
-- ten of a batch say the same of when that was (from which month to which, and how many months lay between, as a range), and
-- stand in the order of their numbers. Each call writes down that somebody took them out.
CREATE OR REPLACE FUNCTION measures_outcome_rows()
RETURNS TABLE (key text, version text, first_from date, first_to date, months_from int, months_to int, first numeric, later numeric)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF session_user <> 'hearten_keeper' THEN RETURN; END IF;
  PERFORM measures_batch();
  PERFORM measures_write_look('export');
  RETURN QUERY
  SELECT b.key, b.version, min(date_trunc('month', b.first_at, 'UTC')::date) OVER ten,
    max(date_trunc('month', b.first_at, 'UTC')::date) OVER ten,
    min((extract(epoch FROM b.later_at - b.first_at) / 2629746)::int) OVER ten,
    max((extract(epoch FROM b.later_at - b.first_at) / 2629746)::int) OVER ten, b.first, b.later
  FROM measures_whole_batches() b WINDOW ten AS (PARTITION BY b.batch) ORDER BY 1, 2, 3, 4, b.batch, 7, 8;
END $$;

-- Write down that somebody looked at counts. In: the page or the export. Out: nothing. For the operator and the command line, inside
-- the functions above; the name is the operator's on the desk, and "" from the command line.
CREATE OR REPLACE FUNCTION measures_write_look(p_what text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO measures_countslook (id, by_name, what, at) SELECT gen_random_uuid(), coalesce((SELECT s.name FROM members_standing s
    WHERE s.member_id = nullif(current_setting('hearten.member', true), '')::uuid AND s.ended_at IS NULL LIMIT 1), ''), p_what, now()
  WHERE hearten_is_operator() OR session_user = 'hearten_keeper'
$$;

-- The rule of retention; in and out as in members. Who looked at counts is kept for two years.
CREATE OR REPLACE FUNCTION measures_keep_looks(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE over timestamptz := now() - interval '2 years';
BEGIN
  SELECT count(*), min(at) INTO due, oldest FROM measures_countslook WHERE at < over;
  IF p_go THEN DELETE FROM measures_countslook WHERE at < over; END IF;
END $$;

-- The command line is the keeper, whom no other door knows: through this one it takes out what may go out, and no more.
GRANT EXECUTE ON FUNCTION measures_outcome_rows() TO hearten_keeper;
