select agency_closure_rebuild(array(
    select distinct agency from agency_closure where ancestor = :agency_id::int))
