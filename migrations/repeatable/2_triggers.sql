create or replace trigger application_inserted
    after insert on application referencing new table as new_rows
    for each statement execute function application_inserted();

create or replace trigger application_updated
    after update on application referencing old table as old_rows new table as new_rows
    for each statement execute function application_updated();
