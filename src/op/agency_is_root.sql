select agency_parent_on(:own_agency::int, :today::date) is null
