-- The number of the certificate; null when the cases are not as many as expected.
select disposal_carry_out(:agency_id::int, :proposal::bigint, :until_year::int, :reason,
                          :expected::int)
