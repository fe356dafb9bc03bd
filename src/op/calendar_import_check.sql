-- What stands against a notice in those that are known: a row a fault, its field and a word.
-- A withdrawn notice stands against nothing but itself.
with known as (
    select n.id, n.notice, n.region, n.year, n.type
    from calendar_notice n
    where calendar_notice_state(n) <> 'withdrawn')
select 'notice' as field, 'known' as fault
where exists (select from calendar_notice
              where (notice, region, year) = (:notice, :region, :year::int))
union all
select 'type', 'second'
where :type = 'annual'
  and exists (select from known where type = 'annual' and year = :year::int)
union all
select 'year', 'gap'
where :type = 'annual'
  and not exists (select from known where type = 'annual' and year = :year::int - 1)
union all
select format('days.%s.kind', i - 1), 'works'
from json_array_elements(:days::json) with ordinality as d (of, i)
where :type <> 'annual' and of ->> 'kind' = 'workday'
  and extract(isodow from (of ->> 'date')::date) < 6
  and not exists (select from calendar_day k
                  join known on known.id = k.notice_id
                  where k.day = (of ->> 'date')::date and not k.works
                    and known.region in ('national', :region))
