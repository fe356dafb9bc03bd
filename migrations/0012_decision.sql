-- What a decision rests on: facts found, links to other cases, how letters travelled.

alter table event
    drop constraint event_kind_known,
    add constraint event_kind_known
        check (kind in ('registered', 'confirmed', 'correction_notice', 'correction_received',
                        'third_party_sent', 'third_party_reply', 'joint_agency_sent',
                        'joint_agency_reply', 'other_agency_sent', 'other_agency_reply',
                        'consultation_closed', 'delivered', 'extension', 'reasons_notice',
                        'reasons_received', 'delay', 'fee_notice', 'fee_paid', 'answered',
                        'withdrawn', 'voided', 'fact', 'linked', 'dispatched', 'returned',
                        'fee_refunded', 'redated', 'retracted'));
