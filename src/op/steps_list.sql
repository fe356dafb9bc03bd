select of_right, steps from confirmation_steps where agency = :agency_id::int
