-- A post and a conversation as they are shown: one place that says which columns a fragment needs. security_invoker: a member
-- sees through them what the tables' policies let that member see; the live hub's reviewed doors see the ids they were given.
CREATE VIEW threads_shown_post WITH (security_invoker = true) AS
  SELECT p.id, p.thread_id, p.opens, p.membership_id, p.mask_id, m.name::text AS name, m.role::text AS role, k.name::text AS mask,
    m.ended_at IS NOT NULL AS gone, p.html,
    CASE WHEN p.quoted = '' OR p.quotes_id IS NULL OR EXISTS (SELECT 1 FROM threads_post q WHERE q.id = p.quotes_id)
      THEN p.quoted::text ELSE '' END AS quoted,
    p.quotes_id, p.move::text AS move, a.welcome, coalesce(i.good, '') AS good, coalesce(i.bad, '') AS bad,
    p.made_at, p.edited_at, w.how::text AS withdrawn, t.kind::text AS kind,
    (SELECT string_agg(n.name, E'\n' ORDER BY x.at) FROM threads_witness x JOIN groups_membership n ON n.id = x.membership_id
      WHERE x.post_id = p.id AND n.ended_at IS NULL) AS nods,
    EXISTS (SELECT 1 FROM threads_suggested s WHERE s.post_id = p.id) AS suggested,
    p.id = ANY (ARRAY(SELECT moderation_held())) AS held,
    (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'alt', c.alt, 'width', c.width, 'height', c.height, 'folded', t.note <> '')
      ORDER BY c.place)::text FROM pictures_picture c WHERE c.about = p.id AND c.shown_at IS NOT NULL AND w.id IS NULL
      AND c.id <> ALL (ARRAY(SELECT moderation_held()))) AS pictures
  FROM threads_post p
  JOIN threads_thread t ON t.id = p.thread_id
  LEFT JOIN groups_membership m ON m.id = p.membership_id
  LEFT JOIN threads_mask k ON k.id = p.mask_id
  LEFT JOIN threads_permission a ON a.post_id = p.id
  LEFT JOIN threads_idea i ON i.post_id = p.id
  LEFT JOIN threads_withdrawal w ON w.post_id = p.id;

-- A quote is blank where the reader may not see what it quotes. A reply that is out of the reader's sight does not move its
-- conversation (`last_at`); `moved_at` is what the index orders by.
CREATE VIEW threads_shown_row WITH (security_invoker = true) AS
  SELECT t.id, t.group_id, t.title::text AS title, t.kind::text AS kind, t.wish::text AS wish, t.note::text AS note, t.made_at,
    CASE WHEN (SELECT threads_out_of_sight()) = '{}' THEN t.last_at
      ELSE greatest(t.made_at, (SELECT max(p.made_at) FROM threads_post p WHERE p.thread_id = t.id)) END AS last_at,
    t.membership_id, t.mask_id, m.name::text AS name, k.name::text AS mask, m.ended_at IS NOT NULL AS gone,
    (SELECT count(*) FROM threads_post p WHERE p.thread_id = t.id AND NOT p.opens
      AND p.id <> ALL (ARRAY(SELECT moderation_held()))) AS replies,
    t.id = ANY (ARRAY(SELECT moderation_held())) AS held, t.last_at AS moved_at
  FROM threads_thread t
  LEFT JOIN groups_membership m ON m.id = t.membership_id
  LEFT JOIN threads_mask k ON k.id = t.mask_id;

GRANT SELECT ON threads_shown_post, threads_shown_row TO hearten_web, hearten_worker;
