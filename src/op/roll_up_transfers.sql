-- Applications of the year that went from one agency of the subtree to another by mistake of who
-- sent them, as either of the two has it on record, and that both count, or neither.
with member as (
    select c.agency
    from agency_closure c
    where c.ancestor = :agency_id::int and :year::int between c.from_year and c.to_year - 1),
fact as (
    select e.agency, e.application, e.data ->> 'fact' as fact, e.data ->> 'name' as other,
           e.data ->> 'what' as number,
           coalesce(e.data ->> 'on', e.happened_on::text) as happened_on
    from member m
    join event e using (agency)
    where e.kind = 'fact' and e.data ->> 'fact' in ('handed_on', 'handed_in')
      and not exists (select from event s
                      where s.agency = e.agency and s.application = e.application
                        and s.supersedes = e.seq)),
pair as (
    -- What was handed on, with what came of it there.
    select f.agency as giver, f.application as given, g.id as taker, t.application as taken,
           f.happened_on
    from fact f
    join application a on a.agency = f.agency and a.id = f.application
    join agency h on h.id = f.agency
    left join agency g on g.code = f.other
    left join fact t on t.fact = 'handed_in' and t.agency = g.id and t.other = h.code
                    and t.number = coalesce(a.number, a.id::text)
    where f.fact = 'handed_on'
    union
    -- What came in, with what it is where it came from.
    select a.agency, a.id, f.agency, f.application, f.happened_on
    from fact f
    join agency g on g.code = f.other
    join application a on a.agency = g.id and a.number = f.number
    where f.fact = 'handed_in' and a.agency in (select agency from member)
      and not exists (select from fact o
                      where o.fact = 'handed_on' and o.agency = a.agency
                        and o.application = a.id)),
judged as (
    select p.*, a.number, b.number as taken_number,
           coalesce(a.received_on is not null and a.status <> 'voided', false) as giver_counts,
           coalesce(b.received_on is not null and b.status <> 'voided', false) as taker_counts
    from pair p
    join application a on a.agency = p.giver and a.id = p.given
    left join application b on b.agency = p.taker and b.id = p.taken
    where extract(year from a.arrived_on) = :year::int)
select coalesce(json_agg(json_build_object(
           'counted', case when giver_counts then 'twice' else 'never' end,
           'from', x.code, 'application', given::text, 'number', number, 'on', happened_on,
           'to', y.code, 'as', taken::text, 'as_number', taken_number)
       order by x.code, given), '[]')
from judged
join agency x on x.id = giver
left join agency y on y.id = taker
where giver_counts = taker_counts
