-- The record of a change, in the transaction of the change.
insert into audit (agency, application, operation, actor, request, recorded_at, status)
values (:agency_id, :application, :operation, :actor, :request, recording_time(), :reply_status)
