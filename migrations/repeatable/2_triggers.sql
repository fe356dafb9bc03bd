create or replace trigger application_inserted
    after insert on application referencing new table as new_rows
    for each statement execute function application_inserted();

-- Row by row, and only where the count changes: a change of dates costs nothing here.
create or replace trigger application_updated
    after update on application
    for each row when (application_counts_otherwise(old, new))
    execute function application_updated();
