-- What runs at a change of a table that search reads from: in the same transaction, whoever made the change and however. The
-- functions are reviewed doors (doors_posts.sql, doors_library.sql).

CREATE TRIGGER search_written AFTER INSERT ON threads_post REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION search_posts_written();
CREATE TRIGGER search_changed AFTER UPDATE ON threads_post REFERENCING NEW TABLE AS fresh OLD TABLE AS old
  FOR EACH STATEMENT EXECUTE FUNCTION search_posts_changed();
CREATE TRIGGER search_gone AFTER DELETE ON threads_post REFERENCING OLD TABLE AS old
  FOR EACH STATEMENT EXECUTE FUNCTION search_posts_gone();

CREATE TRIGGER search_changed AFTER UPDATE ON threads_thread REFERENCING NEW TABLE AS fresh OLD TABLE AS old
  FOR EACH STATEMENT EXECUTE FUNCTION search_threads_changed();

CREATE TRIGGER search_withdrawn AFTER INSERT ON threads_withdrawal REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_withdrawals_changed();
CREATE TRIGGER search_brought_back AFTER DELETE ON threads_withdrawal REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_withdrawals_changed();

CREATE TRIGGER search_held AFTER INSERT ON moderation_hold REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_holds_changed();
CREATE TRIGGER search_let_go AFTER UPDATE ON moderation_hold REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_holds_changed();

CREATE TRIGGER search_changed AFTER UPDATE ON groups_group REFERENCING NEW TABLE AS fresh OLD TABLE AS old
  FOR EACH STATEMENT EXECUTE FUNCTION search_groups_changed();

CREATE TRIGGER search_written AFTER INSERT ON library_card REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('card', 'id', 'group_id');
CREATE TRIGGER search_changed AFTER UPDATE ON library_card REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('card', 'id', 'group_id');
CREATE TRIGGER search_gone AFTER DELETE ON library_card REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('card', 'id', 'group_id');

CREATE TRIGGER search_written AFTER INSERT ON library_cardwithdrawal REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('card', 'card_id', 'group_id');
CREATE TRIGGER search_gone AFTER DELETE ON library_cardwithdrawal REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('card', 'card_id', 'group_id');

CREATE TRIGGER search_written AFTER INSERT ON library_flag REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('card', 'card_id', 'group_id');
CREATE TRIGGER search_changed AFTER UPDATE ON library_flag REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('card', 'card_id', 'group_id');
CREATE TRIGGER search_gone AFTER DELETE ON library_flag REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('card', 'card_id', 'group_id');

CREATE TRIGGER search_written AFTER INSERT ON library_guide REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('guide', 'id', 'group_id');
CREATE TRIGGER search_changed AFTER UPDATE ON library_guide REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('guide', 'id', 'group_id');
CREATE TRIGGER search_gone AFTER DELETE ON library_guide REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('guide', 'id', 'group_id');

CREATE TRIGGER search_written AFTER INSERT ON library_guidestep REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('guide', 'guide_id', 'group_id');
CREATE TRIGGER search_changed AFTER UPDATE ON library_guidestep REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('guide', 'guide_id', 'group_id');
CREATE TRIGGER search_gone AFTER DELETE ON library_guidestep REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('guide', 'guide_id', 'group_id');

CREATE TRIGGER search_written AFTER INSERT ON library_guideretirement REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('guide', 'guide_id', 'group_id');
CREATE TRIGGER search_gone AFTER DELETE ON library_guideretirement REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('guide', 'guide_id', 'group_id');

CREATE TRIGGER search_written AFTER INSERT ON resources_listing REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('service', 'id', '');
CREATE TRIGGER search_changed AFTER UPDATE ON resources_listing REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('service', 'id', '');
CREATE TRIGGER search_gone AFTER DELETE ON resources_listing REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('service', 'id', '');

CREATE TRIGGER search_written AFTER INSERT ON resources_closure REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('service', 'listing_id', '');
CREATE TRIGGER search_changed AFTER UPDATE ON resources_closure REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION search_rows_changed('service', 'listing_id', '');
