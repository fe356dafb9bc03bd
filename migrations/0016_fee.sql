-- The fee by item counts a person's applications of a month; the yearly figures and the list
-- of letters under way look for few kinds of entries among many.

create index application_by_applicant on application (applicant_key, received_on)
    where received_on is not null;

create index event_of_fees on event (agency, happened_on)
    where kind in ('fee_notice', 'fee_paid', 'fee_refunded');

create index event_of_service on event (agency, application)
    where kind in ('dispatched', 'returned');
