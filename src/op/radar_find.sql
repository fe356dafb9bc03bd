-- Cases that the applicant looked for may have applied in, alone or jointly, with all that
-- came in the same letter: most certain and newest first, at most :most; and how many were
-- received before :radar_day and :radar_id.  The grades are those of core/sameness.h.
with hit as (
    select p.application, p.seq, name_key(p.name) as name, p.id_number_index, p.phone_index
    from applicant p
    where p.agency = :agency_id::int
      and (p.id_number_index = any(:id_number_indexes::bytea[])
           or p.phone_index = any(:phone_indexes::bytea[]))
    union all
    select a.id, p.seq, a.applicant_key, p.id_number_index, p.phone_index
    from (select b.id, b.applicant_key
          from application b
          where b.applicant_key = name_key(:radar_name) and b.agency = :agency_id::int
          order by b.id desc
          limit :most::int) a,
         lateral (select * from applicant l
                  where l.agency = :agency_id::int and l.application = a.id
                  order by l.seq desc
                  limit 1) p
    union all
    select c.application, c.seq, c.name_key, c.id_number_index, c.phone_index
    from case_person c
    where c.role = 'joint' and c.agency = :agency_id::int
      and (c.id_number_index = any(:id_number_indexes::bytea[])
           or c.phone_index = any(:phone_indexes::bytea[])
           or c.name_key = name_key(:radar_name))),
graded as (
    select h.application as id,
           max(case
                   when h.id_number_index is not null
                        and :id_number_indexes::bytea[] is not null
                   then case when h.id_number_index = any(:id_number_indexes::bytea[])
                             then 2 else 0 end
                   when h.name = name_key(:radar_name)
                        and h.phone_index = any(:phone_indexes::bytea[]) then 2
                   else 1
               end) as grade
    from hit h
    where h.seq = (select max(l.seq) from applicant l
                   where l.agency = :agency_id::int and l.application = h.application)
    group by h.application),
found as (
    select id, grade from graded where grade > 0
    union all
    select a.id, 1
    from application a
    where a.tracking_number = :radar_letter and a.agency = :agency_id::int
      and not exists (select from graded g where g.id = a.id and g.grade > 0))
select a.id, a.content, coalesce(a.received_on, a.arrived_on), a.arrived_on, a.number, f.grade,
       coalesce(a.tracking_number = :radar_letter, false), coalesce(a.split_from, a.id),
       count(*) filter (where f.grade = 2 and is_before and of_month) over (),
       count(*) filter (where f.grade = 1 and is_before and of_month) over (),
       count(*) filter (where f.grade = 2 and is_before and of_year) over (),
       count(*) filter (where f.grade = 1 and is_before and of_year) over ()
from found f
join application a on a.agency = :agency_id::int and a.id = f.id,
lateral (select case when :radar_id::bigint is null then a.received_on <= :radar_day::date
                     else (a.received_on, a.id) < (:radar_day::date, :radar_id::bigint)
                end as is_before,
                a.received_on >= date_trunc('month', :radar_day::date)::date as of_month,
                a.received_on > (:radar_day::date - interval '12 months')::date as of_year) w
where a.status <> 'voided' and a.disposed_on is null
  and a.id is distinct from :radar_id::bigint
order by f.grade desc, a.id desc
limit :most::int
