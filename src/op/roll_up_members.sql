-- Who stands in the subtree on the last day of the year, those above first; whom each belongs
-- to; what else is known of it.  Who declares again what it has declared did so on the first day.
-- The agency that is asked about is the first.
select g.id, g.code, g.name, g.level, p.parent, g.valid_to, s.code, h.leadership,
       coalesce(d.declared, false), (d.since at time zone 'Asia/Shanghai')::date
from agency_closure c
join agency g on g.id = c.agency
left join agency s on s.id = g.successor
cross join lateral (
    select q.parent
    from agency_parent q
    where q.agency = g.id
    order by extract(year from q.valid_from) <= :year::int desc,
             case when extract(year from q.valid_from) <= :year::int then q.valid_from end desc,
             q.valid_from
    limit 1) p
left join lateral (
    select l.leadership
    from agency_letterhead l
    where l.agency = g.id
    order by l.n desc
    limit 1) h on true
left join lateral (
    select n.declared,
           (select min(e.declared_at)
            from nil_declaration e
            where e.agency = n.agency and e.year = n.year
              and e.n > coalesce((select max(f.n)
                                  from nil_declaration f
                                  where f.agency = n.agency and f.year = n.year
                                    and f.declared <> n.declared), 0)) as since
    from nil_declaration n
    where n.agency = g.id and n.year = :year::int
    order by n.n desc
    limit 1) d on true
where c.ancestor = :agency_id::int and :year::int between c.from_year and c.to_year - 1
  and g.valid_from <= make_date(:year::int, 12, 31)
order by (select count(*) from agency_closure u
          where u.agency = g.id and :year::int between u.from_year and u.to_year - 1), g.code
