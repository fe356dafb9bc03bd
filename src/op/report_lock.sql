-- See report_lock(): the moment that divides what the report knows from what comes later.
select to_char(report_lock(:agency_id::int, :year::int, coalesce(:scope, 'agency'), :now)
               at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
