-- Where the agencies stood on each 31 December on which something changed, by walking up
-- from agency_parent, against what agency_closure says of those years.
with recursive year_end as (
    select distinct make_date(extract(year from valid_from)::int, 12, 31) as day
    from agency_parent),
place as (
    select y.day, g.id as agency,
           (select p.parent from agency_parent p
            where p.agency = g.id
              and p.valid_from = coalesce(
                  (select max(q.valid_from) from agency_parent q
                   where q.agency = g.id and q.valid_from <= y.day),
                  (select min(q.valid_from) from agency_parent q where q.agency = g.id)))
               as parent
    from year_end y, agency g),
walk as (
    select day, agency, agency as ancestor from place
    union all
    select w.day, w.agency, p.parent
    from walk w
    join place p on p.day = w.day and p.agency = w.ancestor
    where p.parent is not null),
stored as (
    select y.day, c.agency, c.ancestor
    from year_end y
    join agency_closure c on extract(year from y.day) between c.from_year and c.to_year - 1)
select g.code, u.code, extract(year from d.day)::int, d.what
from ((select *, 'missing' as what from (select * from walk except select * from stored) m)
      union all
      (select *, 'too many' from (select * from stored except select * from walk) m)) d
join agency g on g.id = d.agency
join agency u on u.id = d.ancestor
order by 3, 1, 2
limit 1000
