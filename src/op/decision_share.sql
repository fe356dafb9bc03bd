-- How many cases of the agency were closed in the year of a day, and how many of them as
-- other; whether there is a copy for the applicant among the files of this one, and whether
-- such a copy was let go.
select coalesce(sum(amount), 0),
       coalesce(sum(amount) filter (where cell = 'other_3'), 0),
       exists (select from attachment f
               where f.agency = :agency_id::int and f.application = :application::bigint
                 and f.kind = 'released_copy' and f.removed_at is null),
       exists (select from attachment_release l
               where l.agency = :agency_id::int and l.application = :application::bigint)
from (select cell, amount from tally
      where node = :agency_id::int and not subtree
        and year = extract(year from :decided_on::date)::int
      union all
      select cell, amount from tally_pending
      where agency = :agency_id::int
        and year = extract(year from :decided_on::date)::int) t
where cell not in ('new', 'transferred')
