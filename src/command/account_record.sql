-- The record of what was done without the service, in the transaction of the change.
insert into audit (agency, application, operation, actor, request, recorded_at, status)
select a.agency, null, :operation, 'command line', 'command line', recording_time(), 201
from account a
where a.id = :account::int
