-- What starts and ends the clock of a conversation, at the end of the transaction that changed something: by then it is known
-- whether what was written is held for a look. The functions are reviewed doors (doors.sql).

CREATE CONSTRAINT TRIGGER answering_written AFTER INSERT ON threads_post DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION answering_post_written();

CREATE CONSTRAINT TRIGGER answering_withdrawn AFTER INSERT OR DELETE ON threads_withdrawal DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION answering_words_changed();

CREATE CONSTRAINT TRIGGER answering_held AFTER INSERT OR UPDATE ON moderation_hold DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind = 'post') EXECUTE FUNCTION answering_hold_changed();

CREATE TRIGGER answering_group_closed AFTER UPDATE OF closed_at ON groups_group
  FOR EACH ROW WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL) EXECUTE FUNCTION answering_group_closed();

CREATE TRIGGER answering_left AFTER UPDATE OF ended_at ON groups_membership
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION answering_somebody_left();
