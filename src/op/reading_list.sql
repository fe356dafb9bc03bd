select reading, value, stated_by, basis
from agency_readings_stated(:agency_id::int, :today::date)
