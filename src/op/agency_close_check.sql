-- Parts that still exist; open applications; a successor inside; facts after the last day.
select exists (select from agency_closure c join agency g on g.id = c.agency
               where c.ancestor = :agency_id::int and c.agency <> c.ancestor
                 and c.to_year = 9999 and g.valid_to is null),
       agency_has_cases(:agency_id::int, null),
       :successor_id::int is not null
       and exists (select from agency_closure c
                   where c.ancestor = :agency_id::int and c.agency = :successor_id::int
                     and c.to_year > extract(year from :closed_on::date)),
       agency_has_cases(:agency_id::int, :closed_on::date)
       or exists (select from agency_parent p
                  where p.agency = :agency_id::int and p.valid_from > :closed_on::date)
