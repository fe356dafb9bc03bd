-- That a session lives, or a token was used.
select seen(:credential_kind, :credential::bytea)
