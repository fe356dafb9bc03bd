insert into agency_letterhead (agency, n, full_name, short_name, seal_name, office, address,
                               postcode, phone, contact, hours, url, number_pattern, leadership,
                               review_body, review_address, online_review, court,
                               query_review_first, set_at, set_by)
select :agency_id::int, 1 + coalesce(max(h.n), 0), :full_name, :short_name, :seal_name, :office,
       :address, :postcode, :phone, :contact, :hours, :url, :number_pattern, :leadership,
       :review_body, :review_address, :online_review, :court, :query_review_first::boolean,
       recording_time(), :actor
from agency_letterhead h
where h.agency = :agency_id::int
