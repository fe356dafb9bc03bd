#include "op/event_member.h"

static const struct {
    enum event_kind kind;
    const char *fields;
} table[] = {
    {EVENT_registered,
     "|channel|submitted_on|confirmed_on|applicant_category|applicant_name"
     "|applicant_id_type|applicant_id_number|applicant_phone|applicant_email"
     "|applicant_address|content|wanted_form|wanted_route|officer|unit"
     "|tracking_number|joint|agent"},
    {EVENT_correction_notice, "|delivered_on|deadline_on|days|items|approved_by"},
    {EVENT_correction_received, "|accepted|note"},
    {EVENT_third_party_sent, "|name|delivered_on|note"},
    {EVENT_joint_agency_sent, "|name|delivered_on|note"},
    {EVENT_other_agency_sent, "|name|delivered_on|note"},
    {EVENT_third_party_reply, "|opinion"},
    {EVENT_joint_agency_reply, "|opinion"},
    {EVENT_other_agency_reply, "|opinion"},
    {EVENT_delivered, "|manner|signed_by|signer|note"},
    {EVENT_dispatched, "|way|tracking_number|note"},
    {EVENT_returned, "|note"},
    {EVENT_extension, "|days|requested_by|approved_by|approved_on"},
    {EVENT_reasons_notice, "|delivered_on|deadline_on|days|note"},
    {EVENT_reasons_received, "|reasonable|note"},
    {EVENT_delay, "|deadline_on"},
    {EVENT_fee_notice, "|delivered_on|basis|units|amount|reduced_reason|note"},
    {EVENT_fee_paid, "|accepted|amount|receipt_number"},
    {EVENT_fee_refunded, "|amount|receipt_number"},
    {EVENT_answered,
     "|outcome|service|posted_on|signed_on|sent_on|tracking_number|drafted_on|dated_on"
     "|note"},
};

const char *
event_members(enum event_kind kind)
{
    for (unsigned i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].kind == kind)
            return table[i].fields;
    return "";
}

bool
event_is_correctable(enum event_kind kind)
{
    return kind != EVENT_retracted && kind != EVENT_redated && kind != EVENT_fact &&
           kind != EVENT_linked;
}
