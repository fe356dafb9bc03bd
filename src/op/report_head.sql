select g.code, g.name, g.level, g.valid_from, letterhead(g.id, :today::date)::text
from agency g
where g.id = :agency_id::int
