-- Reviewed doors of the desk.

-- Whom a look behind a mask concerns, once it happened and nothing holds the telling back. In: the look-up. Out: one member
-- id, for the worker alone, which writes that person's notice and shows the id to nobody; the web's role gets nothing.
CREATE OR REPLACE FUNCTION desk_behind(p_lookup uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.member_id FROM threads_masklookup l JOIN threads_maskowner o ON o.mask_id = l.mask_id
  WHERE l.id = p_lookup AND l.looked_at IS NOT NULL AND (l.held_until IS NULL OR l.held_until <= now())
    AND session_user = 'hearten_worker'
$$;

-- Looks whose hold has run out lately and whose person was not told yet. In: nothing. Out: look-up ids, for the worker alone.
CREATE OR REPLACE FUNCTION desk_holds_over() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.id FROM threads_masklookup l
  WHERE l.looked_at IS NOT NULL AND l.held_until BETWEEN now() - interval '60 days' AND now()
    AND NOT EXISTS (SELECT 1 FROM notices_notice n WHERE n.kind = 'staff_read' AND n.about = l.id)
    AND session_user = 'hearten_worker'
$$;
