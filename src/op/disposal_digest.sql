select encode(disposal_digest(:agency_id::int, :disposal::int), 'hex')
