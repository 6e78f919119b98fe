-- Reviewed doors of answering for members' rights: one's own, and how long it is kept.

-- When the acting member asked for support and what became of it, in the conversations that they began, masked or not. In: nothing.
-- Out: times of one's own. That a reply was by oneself with another name on counts as no answer, here as everywhere.
CREATE OR REPLACE FUNCTION answering_my_clocks() RETURNS TABLE (group_id uuid, asked_at timestamptz, welcomed_at timestamptz,
  first_told_at timestamptz, second_told_at timestamptz, answered_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.group_id, c.asked_at, c.welcomed_at, c.first_told_at, c.second_told_at, c.answered_at
  FROM answering_clock c JOIN threads_thread t ON t.id = c.thread_id
  WHERE t.membership_id IN (SELECT m.id FROM groups_membership m
      WHERE m.member_id = nullif(current_setting('hearten.member', true), '')::uuid)
    OR t.mask_id IN (SELECT o.mask_id FROM threads_maskowner o
      WHERE o.member_id = nullif(current_setting('hearten.member', true), '')::uuid)
  ORDER BY c.asked_at
$$;

-- The rules of retention; in and out as in members. When somebody asked and was answered, 90 days ago: figures look back eight weeks.
CREATE OR REPLACE FUNCTION answering_keep_clocks(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(asked_at) INTO due, oldest FROM answering_clock WHERE asked_at < now() - interval '90 days';
  IF p_go THEN DELETE FROM answering_clock WHERE asked_at < now() - interval '90 days'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- Who said that they write an answer, once that is over.
CREATE OR REPLACE FUNCTION answering_keep_writings(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(until) INTO due, oldest FROM answering_writing WHERE until < now();
  IF p_go THEN DELETE FROM answering_writing WHERE until < now(); GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;
