insert into attachment_chunk (agency, application, attachment, n, bytes)
values (:agency_id::int, :application::bigint, :attachment::int, :chunk::int, :bytes::bytea)
