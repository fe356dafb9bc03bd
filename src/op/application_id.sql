-- The id of the application that is being registered; what is sealed for it names it.
select ((:agency_id::bigint << 32) | next_serial(:agency_id::int, 'application_id', 0))::text
