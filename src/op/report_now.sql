select to_char(this_moment(:now) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
