-- The next agencies that count in the year and existed by its end, of one agency or its subtree,
-- by code; with the latest frozen report of each, where :frozen asks for it.
select a.id, a.code, a.name, convert_from(v.bytes, 'UTF8'), v.sha256 = sha256(v.bytes)
from agency a
left join lateral (
    select *
    from report_version v
    where :frozen::boolean and v.agency = a.id and v.year = :year::int and v.scope = 'agency'
    order by v.version desc
    limit 1) v on true
where (a.id = :agency_id::int
       or :subtree::boolean
       and exists (select from agency_closure c
                   where c.ancestor = :agency_id::int and c.agency = a.id
                     and :year::int between c.from_year and c.to_year - 1))
  and a.valid_from <= make_date(:year::int, 12, 31)
  and (:after::text is null or a.code > :after)
order by a.code
limit 100
