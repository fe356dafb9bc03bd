select code, year, scope, version from report_frozen(:agency_id::int, :first_year::int)
