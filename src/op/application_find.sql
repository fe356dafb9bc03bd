-- Newest first.  A number finds the cases that bear it as last stated, a name those whose
-- search key holds it; whether of the applicant or of one who applied jointly.
with found as (
    select p.application as id
    from applicant p
    where p.agency = :agency_id::int
      and (p.id_number_index = any(:id_number_indexes::bytea[])
           or p.phone_index = any(:phone_indexes::bytea[]))
      and p.seq = (select max(l.seq) from applicant l
                   where l.agency = p.agency and l.application = p.application)
    union
    select c.application
    from case_person c
    where c.agency = :agency_id::int and c.role = 'joint'
      and (c.id_number_index = any(:id_number_indexes::bytea[])
           or c.phone_index = any(:phone_indexes::bytea[])
           or ((select name_key(:name)) <> ''
               and strpos(c.name_key, (select name_key(:name))) > 0))
      and c.seq = (select max(l.seq) from applicant l
                   where l.agency = c.agency and l.application = c.application)
    union
    select a.id
    from application a
    where a.agency = :agency_id::int and (select name_key(:name)) <> ''
      and strpos(a.applicant_key, (select name_key(:name))) > 0),
page as (
    select a, row_number() over (order by a.id desc) as n
    from found f
    join application a on a.agency = :agency_id::int and a.id = f.id
    where :after_id::bigint is null or a.id < :after_id::bigint
    order by a.id desc
    limit :limit::bigint + 1)
select json_build_object(
    'applications', coalesce(json_agg(application_json(a, :agency, :today::date) order by n)
                             filter (where n <= :limit::bigint), '[]'),
    'next', max((a).id::text) filter (where n = :limit::bigint
                                       and exists (select from page where n > :limit::bigint)))
from page
