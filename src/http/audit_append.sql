select audit_append(row(
    :audit_agency::int, :audit_seq::bigint, :audit_recorded_at::timestamptz, :audit_actor::text,
    :audit_role::text, :audit_operation::text, :audit_application::bigint,
    :audit_subject::text, :audit_request::text, :audit_status::int, :audit_source::text,
    :audit_data::text, :audit_key::smallint, :audit_prev::bytea, :audit_hash::bytea,
    :audit_mac::bytea)::audit)
