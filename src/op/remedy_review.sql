select n from remedy
where agency = :agency_id::int and n = :after::int and kind = 'review' and stage <> 'voided'
