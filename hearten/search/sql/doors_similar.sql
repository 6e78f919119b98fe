-- May what others wrote be offered beside a conversation of the acting member's own? In: the conversation. Out: 'yes' when all
-- that they wrote there was read for danger and nothing was found; 'wait' while some of it is still to be read; else 'no', which
-- says none of why. That somebody else is worried does not count: they would learn of it. Where reading is switched off there is
-- nothing to wait for, nor where what was noted of it has gone by the rules of retention.
CREATE OR REPLACE FUNCTION search_may_offer(p_thread uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH me AS (SELECT nullif(current_setting('hearten.member', true), '')::uuid AS id),
  own AS MATERIALIZED (SELECT p.id, r.state FROM me, threads_post p LEFT JOIN groups_membership m ON m.id = p.membership_id
      LEFT JOIN threads_maskowner o ON o.mask_id = p.mask_id
      LEFT JOIN safety_reading r ON r.kind = 'post' AND r.about = p.id
    WHERE p.thread_id = p_thread AND me.id IN (m.member_id, o.member_id))
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM own) OR EXISTS (SELECT 1 FROM own WHERE own.state = 'failed')
      OR EXISTS (SELECT 1 FROM own JOIN safety_concern c ON c.kind = 'post' AND c.about = own.id
        AND c.source IN ('rules', 'model', 'help') AND (c.level IN ('L2', 'L3', 'L4') OR c.whose = 'other')) THEN 'no'
    WHEN EXISTS (SELECT 1 FROM own WHERE own.state = 'waiting') THEN 'wait' ELSE 'yes' END
$$;
