-- Which groups the acting member is in, may read (a moderator's running grant included), and leads.
-- security_invoker: the tables' own policies hold inside the views; a plain view would leak every row.
CREATE OR REPLACE VIEW hearten_groups_joined WITH (security_invoker = true) AS
  SELECT m.group_id FROM groups_membership m
  WHERE m.ended_at IS NULL AND m.member_id = (SELECT nullif(current_setting('hearten.member', true), '')::uuid);

CREATE OR REPLACE VIEW hearten_groups_read WITH (security_invoker = true) AS
  SELECT m.group_id FROM groups_membership m
  WHERE m.ended_at IS NULL AND m.member_id = (SELECT nullif(current_setting('hearten.member', true), '')::uuid)
  UNION ALL
  SELECT g.group_id FROM hearten_my_grants() g;

CREATE OR REPLACE VIEW hearten_groups_led WITH (security_invoker = true) AS
  SELECT m.group_id FROM groups_membership m
  WHERE m.ended_at IS NULL AND m.role IN ('facilitator', 'co_facilitator')
    AND m.member_id = (SELECT nullif(current_setting('hearten.member', true), '')::uuid);

GRANT SELECT ON hearten_groups_joined, hearten_groups_read, hearten_groups_led TO hearten_web, hearten_worker;
