-- Whether the move would make a circle in any year it touches, and whether it comes after
-- one already made.
select :parent_id::int is not null
       and exists (select from agency_closure c
                   where c.ancestor = :agency_id::int and c.agency = :parent_id::int
                     and c.to_year > extract(year from :moved_on::date)),
       exists (select from agency_parent p
               where p.agency = :agency_id::int and p.valid_from >= :moved_on::date)
