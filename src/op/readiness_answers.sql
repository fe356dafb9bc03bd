-- The answers of the year of which something was entered, corrected or taken away after them that
-- their preconditions may rest on: a fact, an entry that supersedes another, a copy for the
-- applicant, the earlier case that one is said to repeat.  Of an agency nothing else is read, and
-- more than a thousand are no list that anybody could work off.
with member as (
    select m as agency
    from report_members(:agency_id::int, :year::int, :subtree::boolean) m)
select x.agency, x.id, g.region
from member m
join agency g on g.id = m.agency
cross join lateral (
    select a.agency, a.id
    from application a
    cross join lateral (
        select max(e.seq) filter (where e.kind = 'fact' or e.supersedes is not null)
                   > max(e.seq) filter (where e.kind = 'answered') as later,
               bool_or(e.kind = 'linked' and e.data ->> 'link' = 'repeats') as repeats
        from event e
        where e.agency = a.agency and e.application = a.id) s
    where a.agency = m.agency and a.status = 'answered'
      and a.closed_on between make_date(:year::int, 1, 1) and :cut_off::date
      and (s.later or s.repeats
           or exists (select from attachment f
                      where f.agency = a.agency and f.application = a.id
                        and f.removed_at is not null))
    offset 0) x
order by x.id
limit 1000
