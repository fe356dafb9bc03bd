with made as (
    insert into agency as g (code, name, level, region, number_pattern, valid_from)
    values (:code, :name, :level, coalesce(:region, 'national'),
            coalesce(:number_pattern, upper(:code) || '-{year}-{serial}'),
            :valid_from::date)
    returning g as agency),
place as (
    insert into agency_parent (agency, valid_from, parent)
    select (made.agency).id, (made.agency).valid_from, :parent_id::int from made),
closure as (
    insert into agency_closure (ancestor, agency, from_year, to_year)
    select (made.agency).id, (made.agency).id, 0, 9999 from made
    union all
    select c.ancestor, (made.agency).id, c.from_year, c.to_year
    from made, agency_closure c
    where c.agency = :parent_id::int)
select json_build_object('agency', agency_json(made.agency, :parent)), (made.agency).version
from made
