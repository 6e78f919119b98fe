-- Reviewed doors of answering by letter.

-- Whose a letter's way back is, before anybody has a seat. In: the id in an address that a letter came to. Out, for the worker alone:
-- what its signature is made of, and whether its member wants to answer by letter. Nothing is taken before the signature fits.
CREATE OR REPLACE FUNCTION by_letter_way(p_id uuid)
RETURNS TABLE (id uuid, member uuid, thread uuid, email_index text, made_at timestamptz, wanted boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.id, w.member_id, w.thread_id, w.email_index::text, w.made_at,
    EXISTS (SELECT 1 FROM by_letter_wanted x WHERE x.member_id = w.member_id)
  FROM by_letter_wayback w WHERE w.id = p_id AND session_user = 'hearten_worker'
$$;

-- Letters that nobody looked at: their job was lost with its queue. In: the moment. Out, for the worker alone: ids of members and
-- letters that came more than five minutes before it. It changes nothing: each is looked at as its own member.
CREATE OR REPLACE FUNCTION by_letter_left(p_now timestamptz) RETURNS TABLE (member uuid, letter uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.member_id, l.id FROM by_letter_letter l WHERE session_user = 'hearten_worker' AND l.done_at IS NULL
    AND l.told_at IS NULL AND l.came_at < p_now - interval '5 minutes' ORDER BY l.came_at LIMIT 50
$$;

-- The rules of retention; in and out as in members. A letter goes 30 days after it came, posted or not.
CREATE OR REPLACE FUNCTION by_letter_keep(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(came_at) INTO due, oldest FROM by_letter_letter WHERE came_at < now() - interval '30 days';
  IF p_go THEN DELETE FROM by_letter_letter WHERE came_at < now() - interval '30 days'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- The way back of a letter that went out ends after 30 days, and is then kept no longer.
CREATE OR REPLACE FUNCTION by_letter_keep_ways(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(made_at) INTO due, oldest FROM by_letter_wayback WHERE made_at < now() - interval '30 days';
  IF p_go THEN DELETE FROM by_letter_wayback WHERE made_at < now() - interval '30 days'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;
