with place as (
    insert into agency_parent (agency, valid_from, parent)
    values (:agency_id::int, :moved_on::date, :parent_id::int))
update agency set version = version + 1 where id = :agency_id::int
