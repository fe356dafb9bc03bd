-- The entries, as they were known at the freeze, of the remedies that were kept for a cell; as
-- section_four.sql reads them.
with kept as (
    select c.of_agency as agency, x as n
    from report_case c, unnest(c.ids) x
    where c.agency = :agency_id::int and c.year = :year::int and c.scope = :scope::text
      and c.version = :version::int and c.section = 4 and c.cell = :block::text
      and (:kept_column::text is null or c.category = :kept_column)
      and (:after_id::bigint is null or (c.of_agency::bigint << 32 | x) > :after_id::bigint)
    order by c.of_agency, x
    limit :limit::bigint + 1)
select r.agency, g.region, r.n, r.number_key, null, null, e.seq, coalesce(e.supersedes, 0),
       e.kind, e.happened_on, e.data
from kept k
join remedy r on r.agency = k.agency and r.n = k.n
join agency g on g.id = r.agency
join remedy_event e on e.agency = r.agency and e.remedy = r.n
where e.recorded_at <= (select v.known_at from report_version v
                        where v.agency = :agency_id::int and v.year = :year::int
                          and v.scope = :scope::text and v.version = :version::int)
order by r.agency, r.n, e.seq
