with place as (
    insert into agency_parent (agency, valid_from, parent)
    select :agency_id::int, :closed_on::date + 1, :successor_id::int
    where :successor_id::int is not null)
update agency
set valid_to = :closed_on::date, successor = :successor_id::int, version = version + 1
where id = :agency_id::int
