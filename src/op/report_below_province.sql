-- Whether a city, county or township stood above the agency in the year.
select exists (select from agency_closure c
               join agency g on g.id = c.ancestor
               where c.agency = :agency_id::int
                 and :year::int between c.from_year and c.to_year - 1
                 and g.level in ('city', 'county', 'township'))
