create or replace trigger application_inserted
    after insert on application referencing new table as new_rows
    for each statement execute function application_inserted();

-- Row by row, and only where the count changes: a change of dates costs nothing here.
create or replace trigger application_updated
    after update on application
    for each row when (application_counts_otherwise(old, new))
    execute function application_updated();

-- The audit is only added to, by the owner of the tables as well.
create or replace trigger audit_kept
    before update or delete on audit
    for each row execute function audit_kept();
create or replace trigger audit_kept_whole
    before truncate on audit
    for each statement execute function audit_kept();
create or replace trigger audit_head_moves
    before insert or update on audit_head
    for each row execute function audit_head_moves();
create or replace trigger audit_head_kept
    before delete on audit_head
    for each row execute function audit_kept();
create or replace trigger audit_head_kept_whole
    before truncate on audit_head
    for each statement execute function audit_kept();
