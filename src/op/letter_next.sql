-- The next number of a series of letters, and of the letters of the application, which is locked.
select next_serial(:agency_id::int, 'letter:' || :series, :year::int),
       1 + (select coalesce(max(l.n), 0) from letter l
            where l.agency = :agency_id::int and l.application = :application::bigint)
