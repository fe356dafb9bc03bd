select tier, month, day, from_year, basis, stated_by
from report_deadlines(:agency_id::int, :year::int)
