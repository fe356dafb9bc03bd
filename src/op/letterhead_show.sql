select letterhead_json(g.id, :today::date) from agency g where g.code = :agency
