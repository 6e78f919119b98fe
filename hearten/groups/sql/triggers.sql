-- What runs at a change of a table, in the same transaction, whoever made it. The function is a reviewed door (doors_rights.sql).

CREATE TRIGGER groups_membership_ended AFTER UPDATE OF ended_at ON groups_membership
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION groups_membership_ended();
