select ancestor, agency, from_year, to_year from agency_closure
