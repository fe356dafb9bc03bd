/* Every named constraint of the schema refuses what it is there to refuse, and the lists of
 * codes in the schema are those of the law. */
#include "base/text.h"
#include "core/clock.h"
#include "core/notice.h"
#include "core/outcome.h"
#include "core/remedy.h"
#include "core/right.h"
#include "http/operation.h"
#include "op/ask.h"
#include "op/retention.h"

#include <libpq-fe.h>
#include <string.h>

/* Agencies 101 and 102; the first has a case that was received, with two entries. */
static const char base[] =
    "set search_path = gongkai; begin;"
    "insert into agency (id, code, name, level, number_pattern, valid_from)"
    " overriding system value values"
    " (101, 'a101', 'x', 'county', '{year}-{serial}', '2020-01-01'),"
    " (102, 'a102', 'x', 'county', '{year}-{serial}', '2020-01-01');"
    "insert into agency_parent values (101, '2020-01-01', null);"
    "insert into agency_closure values (101, 101, 0, 9999);"
    "insert into application (agency, id, number, channel, applicant_category,"
    " applicant_name, content, arrived_on, received_on, due_on, status) values"
    " (101, 101::bigint << 32 | 1, 'N-1', 'oral', 'other', 'x', 'x', '2025-03-04',"
    " '2025-03-04', '2025-04-01', 'running');"
    "insert into event (agency, application, seq, kind, happened_on, recorded_at, actor,"
    " supersedes) values"
    " (101, 101::bigint << 32 | 1, 1, 'registered', '2025-03-04', now(), 'x', null),"
    " (101, 101::bigint << 32 | 1, 2, 'registered', '2025-03-04', now(), 'x', 1);"
    "insert into applicant values (101, 101::bigint << 32 | 1, 1, 'x');"
    "insert into case_person (agency, application, seq, n, role, name, key) values"
    " (101, 101::bigint << 32 | 1, 1, 1, 'joint', 'x', 1);"
    "insert into serial values (101, 'application', 2025, 1);"
    "insert into tally values (101, false, 2025, 'new', 'other', 1);"
    "insert into audit_unchained overriding system value values"
    " (-1, 101, 1, 'x', 'x', 'x', now(), 200);"
    "insert into audit_head values (101, 0, decode(repeat('00', 32), 'hex'));"
    "insert into audit select 101, 1, now(), 'x', null, 'x', null, null, null, 200, null,"
    " '{}', 1, hash, hash, hash from audit_head where agency = 101;"
    "alter table audit_head disable trigger audit_head_moves;"
    "insert into idempotency (actor, key, digest) values ('x', 'k', 'd');"
    "insert into calendar_notice (id, notice, region, year, type)"
    " overriding system value values (-1, 'A', 'x', 2025, 'regional');"
    "insert into calendar_change values (1, -1, 'adopted', now(), 'x', null);"
    "insert into account (id, agency, login, name, roles, created_at)"
    " overriding system value values (-1, 101, 'li', 'x', '{officer}', now()),"
    " (-2, 101, 'wang', 'x', '{officer}', now()),"
    " (-3, null, 'root', 'x', '{system_admin}', now());"
    "insert into account_link values ('h', -1, now(), now(), null);"
    "insert into session values ('h', -1, now(), now(), now(), null, 'x');"
    "insert into token overriding system value values"
    " (-1, 101, 'x', 'h', '{stats}', now(), now(), null, null);"
    "insert into confirmation_steps values (101, 'case_extend', 2);"
    "insert into delegation values (101, 1, -1, -2, '2025-01-01', '2025-12-31', 'x', now(),"
    " null);"
    "insert into proposal (agency, id, operation, of_right, arguments, body, key, summary,"
    " steps, proposed_by, proposed_at) values"
    " (101, 101::bigint << 32 | 1, 'x', 'x', '{}', '', 1, '{}', 1, -1, now());"
    "insert into proposal_step values"
    " (101, 101::bigint << 32 | 1, 1, 'confirmed', -2, null, now(), null);"
    "insert into inspection values"
    " (101, 101::bigint << 32 | 1, 1, -1, 'x', 'x', 'x', now());"
    "insert into proposal (agency, id, operation, of_right, arguments, body, key, summary,"
    " steps, proposed_by, proposed_at) values"
    " (101, 101::bigint << 32 | 3, 'disposal_make', 'disposal', '{}', '', 1, '{}', 1, -1,"
    " now()), (101, 101::bigint << 32 | 2, 'disposal_make', 'disposal', '{}', '', 1, '{}',"
    " 1, -1, now());"
    "insert into case_hold values (101, 101::bigint << 32 | 1, 1, 'x', now(), 'x');"
    "insert into agency_letterhead (agency, n, set_at, set_by) values (101, 1, now(), 'x');"
    "insert into letter_template (agency, kind, n, uploaded_at, uploaded_by) values"
    " (101, 'fee', 1, now(), 'x');"
    "insert into agency_figures values (101, 2024, 1, '2021', '{}', null, now(), 'x');"
    "insert into agency_narrative values (101, 2024, 'agency', 'one', 1, 'x', now(), 'x');"
    "insert into published_report values (101, 2024, 1, 'agency', null, 'x', null,"
    " sha256(''), '{}', now(), 'x');"
    "insert into nil_declaration values (101, 2024, 1, true, null, now(), 'x');"
    "insert into report_deadline values (101, 1, 'department', 2024, 1, 20, 'x', now(), 'x');"
    "insert into letter (agency, application, n, kind, series, year, serial, number,"
    " dated_on, size, sha256, issued_at, issued_by) values (101, 101::bigint << 32 | 1, 1,"
    " 'fee', 'notice', 2025, 1, 'X-1', '2025-03-05', 0, sha256(''), now(), 'x');"
    "insert into attachment values (101, 101::bigint << 32 | 1, 1, 'other', 'a.pdf', 'pdf', 1,"
    " sha256(''), null, 'x', now()), (101, 101::bigint << 32 | 1, 2, 'released_copy', 'b.pdf',"
    " 'pdf', 1, sha256(''), 1, 'x', now());"
    "insert into attachment_chunk values (101, 101::bigint << 32 | 1, 1, 1, 'x');"
    "insert into attachment_release values (101, 101::bigint << 32 | 1, 2, '{}', null, now(),"
    " 'x', null);"
    "insert into disposal values (101, 1, 2024, 'x', '{}', 1, 101::bigint << 32 | 3, 'x',"
    " 'y', now());"
    "insert into disposal_case values (101, 101::bigint << 32 | 1, 1, 'N-1', 'case_voided',"
    " '2014-01-01', '2024-12-31', sha256(''));"
    "insert into remedy (agency, n, application, kind, matter, capacity, body, number, stage,"
    " filed_on) values (101, 1, 101::bigint << 32 | 1, 'review', 'answer', 'original', 'x',"
    " '（1）', 'filed', '2025-01-01');"
    "insert into remedy_event (agency, remedy, seq, kind, happened_on, recorded_at, actor,"
    " supersedes) values (101, 1, 1, 'filed', '2025-01-01', now(), 'x', null),"
    " (101, 1, 2, 'filed', '2025-01-01', now(), 'x', 1);"
    "insert into remedy_words values (101, 1, 1, 'x');"
    "insert into report_event (agency, year, scope, n, act, actor, recorded_at) values"
    " (101, 2024, 'agency', 1, 'submit', 'x', now());"
    "insert into report_version values (101, 2024, 'agency', 1, '2024-12-31', now(), 'x',"
    " sha256('x'), null, 'x');"
    "insert into report_case values (101, 2024, 'agency', 1, 3, 'new', 'other', 101, '{1}');"
    "insert into report_dismissal values (101, 2024, 'agency', 'balance', 1, 'x', 'x', now());"
    "insert into disposal_event values (101, 101::bigint << 32 | 1, 1, sha256(''),"
    " sha256(''))";

#define NEW_APPLICATION                                                                    \
    "insert into application (agency, id, number, channel, applicant_category,"            \
    " applicant_name, content, arrived_on, status) values "
#define NEW_EVENT                                                                          \
    "insert into event (agency, application, seq, kind, happened_on, recorded_at, actor,"  \
    " supersedes) values "

#define NEW_RECORD(agency, seq, prev, hash, mac)                                           \
    "insert into audit select " agency ", " seq ", now(), 'x', null, 'x', null, null,"     \
    " null, 200, null, '{}', 1, " prev ", " hash ", " mac " from audit where agency = 101"

#define NEW_NOTICE                                                                         \
    "insert into calendar_notice (id, notice, region, year, type, published)"              \
    " overriding system value values "

#define NEW_LETTERHEAD                                                                      \
    "insert into agency_letterhead (agency, n, leadership, number_pattern, set_at, set_by)" \
    " values "
#define NEW_FIGURES "insert into agency_figures values "
#define NEW_NARRATIVE "insert into agency_narrative values "
#define NEW_PUBLISHED "insert into published_report values "
#define NEW_NIL "insert into nil_declaration values "
#define NEW_DEADLINE "insert into report_deadline values "
#define NEW_TEMPLATE                                                                       \
    "insert into letter_template (uploaded_at, uploaded_by, kind, agency, n, bytes,"       \
    " sha256) select now(), 'x', 'fee', "
/* From the letter there is, with other AGENCY and so on. */
#define NEW_LETTER                                                                         \
    "insert into letter (kind, series, size, issued_at, issued_by, agency, application,"   \
    " n, seq, about, year, serial, number, dated_on, sha256) select 'fee', 'notice', 0,"   \
    " now(), 'x', "
#define LETTER_CASE "101, 101::bigint << 32 | 1, "
#define NEW_ANSWER                                                                            \
    "insert into letter (kind, series, size, issued_at, issued_by, agency, application, n,"   \
    " year, serial, number, dated_on, sha256, seq, remedy) select 'fee', 'notice', 0, now()," \
    " 'x', " LETTER_CASE "2, 2025, 2, 'X-2', '2025-03-05', sha256(''), "
#define NEW_RULE                                                                           \
    "insert into retention_rule (agency, record_type, years, basis, set_at, set_by) values "
#define NEW_REMEDY                                                                         \
    "insert into remedy (agency, n, application, kind, matter, capacity, body, number,"    \
    " stage, filed_on) values "
#define NEW_REMEDY_EVENT                                                                    \
    "insert into remedy_event (agency, remedy, seq, kind, happened_on, recorded_at, actor," \
    " supersedes) values "
#define NEW_DISPOSAL "insert into disposal values "
#define NEW_REPORT_EVENT                                                                     \
    "insert into report_event (actor, recorded_at, agency, year, scope, n, act) select 'x'," \
    " now(), "
/* A frozen report; the rest is sound. */
#define NEW_VERSION(agency, year, scope, version, day, known, bytes, digest, reason)       \
    "insert into report_version values (" agency ", " year ", " scope ", " version         \
    ", " day ", " known ", " bytes ", " digest ", " reason ", 'x')"
#define NEW_CASE "insert into report_case values (101, 2024, 'agency', "
#define NEW_DISMISSAL "insert into report_dismissal values ("
/* An attachment of N, of KIND and so on; the rest is sound. */
#define NEW_FILE(application, n, kind, name, type, size, digest, of)                       \
    "insert into attachment values (101, 101::bigint << 32 | " application ", " n          \
    ", '" kind "', '" name "', '" type "', " size ", " digest ", " of ", 'x', now())"
#define NEW_CHUNK "insert into attachment_chunk values (101, 101::bigint << 32 | 1, "
#define NEW_RELEASE "insert into attachment_release values (101, 101::bigint << 32 | 1, "
#define NEW_DISPOSED "insert into disposal_case values "
#define WITH_ACCOUNT                                                                       \
    "with a as (insert into account (id, agency, login, name, roles, created_at)"          \
    " overriding system value values (901, 101, 'granted', 'x', '{officer}', now())"       \
    " returning id) "
#define NEW_GRANT                                                                          \
    WITH_ACCOUNT "insert into export_grant (id, agency, account, year, reason, made_at,"   \
                 " ends_at) overriding system value select "
#define NEW_DISCLOSURE                                                                     \
    WITH_ACCOUNT "insert into disclosure (id, agency, application, export_grant, account," \
                 " reason, fields, request, made_at) overriding system value select "
#define OF_CASE "101, 101::bigint << 32 | 1, null, "

static const struct {
    const char *constraint, *statement;
} cases[] = {
    {"agency_code_form", "update agency set code = 'A' where id = 101"},
    {"agency_code_unique", "update agency set code = 'a102' where id = 101"},
    {"agency_level_known", "update agency set level = 'village' where id = 101"},
    {"agency_name_filled", "update agency set name = '' where id = 101"},
    {"agency_narrative_agency_exists",
     NEW_NARRATIVE "(999, 2024, 'agency', 'one', 1, 'x', now(), 'x')"},
    {"agency_narrative_n_positive",
     NEW_NARRATIVE "(101, 2024, 'agency', 'five', 0, 'x', now(), 'x')"},
    {"agency_narrative_part_known",
     NEW_NARRATIVE "(101, 2024, 'agency', 'two', 1, 'x', now(), 'x')"},
    {"agency_narrative_pk",
     NEW_NARRATIVE "(101, 2024, 'agency', 'one', 1, 'x', now(), 'x')"},
    {"agency_narrative_scope_known",
     NEW_NARRATIVE "(101, 2024, 'all', 'one', 1, 'x', now(), 'x')"},
    {"agency_narrative_size",
     NEW_NARRATIVE "(101, 2024, 'agency', 'six', 1, repeat('x', 100001), now(), 'x')"},
    {"agency_narrative_year_range",
     NEW_NARRATIVE "(101, 2101, 'agency', 'one', 1, 'x', now(), 'x')"},
    {"agency_number_pattern_form",
     "update agency set number_pattern = '{year}' where id = 101"},
    {"agency_pk",
     "insert into agency overriding system value select id, 'other', name, level,"
     " region, number_pattern, valid_from from agency where id = 101"},
    {"agency_reading_agency_exists",
     "insert into agency_reading values (999, 'x', 1, null, 'x', now(), 'x')"},
    {"agency_reading_basis_filled",
     "insert into agency_reading values (101, 'x', 1, null, '', now(), 'x')"},
    {"agency_reading_pk", "insert into agency_reading select 101, 'x', 1, null, 'x', now(),"
                          " 'x' from generate_series(1, 2)"},
    {"agency_successor_exists", "update agency set successor = 999 where id = 101"},
    {"agency_successor_other", "update agency set successor = 101 where id = 101"},
    {"report_event_agency_exists", NEW_REPORT_EVENT "999, 2024, 'agency', 1, 'submit'"},
    {"report_event_year_range", NEW_REPORT_EVENT "101, 2007, 'agency', 1, 'submit'"},
    {"report_event_scope_known", NEW_REPORT_EVENT "101, 2024, 'x', 1, 'submit'"},
    {"report_event_n_positive", NEW_REPORT_EVENT "101, 2024, 'agency', 0, 'submit'"},
    {"report_event_act_known", NEW_REPORT_EVENT "101, 2024, 'agency', 2, 'melt'"},
    {"report_event_pk", NEW_REPORT_EVENT "101, 2024, 'agency', 1, 'accept'"},
    {"report_version_agency_exists",
     NEW_VERSION("999", "2024", "'agency'", "1", "'2024-12-31'", "now()", "'x'",
                 "sha256('x')", "null")},
    {"report_version_year_range",
     NEW_VERSION("101", "2007", "'agency'", "1", "'2007-12-31'", "now()", "'x'",
                 "sha256('x')", "null")},
    {"report_version_scope_known", NEW_VERSION("101", "2024", "'x'", "1", "'2024-12-31'",
                                               "now()", "'x'", "sha256('x')", "null")},
    {"report_version_positive", NEW_VERSION("101", "2023", "'agency'", "0", "'2023-12-31'",
                                            "now()", "'x'", "sha256('x')", "null")},
    {"report_version_filled", NEW_VERSION("101", "2023", "'agency'", "1", "'2023-12-31'",
                                          "now()", "''", "sha256('x')", "null")},
    {"report_version_digest_whole",
     NEW_VERSION("101", "2023", "'agency'", "1", "'2023-12-31'", "now()", "'x'", "'x'",
                 "null")},
    {"report_version_pk", NEW_VERSION("101", "2024", "'agency'", "1", "'2024-12-31'",
                                      "now()", "'x'", "sha256('x')", "null")},
    {"report_version_of_its_year",
     NEW_VERSION("101", "2023", "'agency'", "1", "'2023-12-30'", "now()", "'x'",
                 "sha256('x')", "null")},
    {"report_version_known_afterwards",
     NEW_VERSION("101", "2023", "'agency'", "1", "'2023-12-31'", "'2023-12-31T23:59:59+08'",
                 "'x'", "sha256('x')", "null")},
    {"report_version_restated_with_reason",
     NEW_VERSION("101", "2024", "'agency'", "2", "'2024-12-31'", "now()", "'x'",
                 "sha256('x')", "null")},
    {"report_case_section_known", NEW_CASE "1, 2, 'new', 'other', 101, '{1}')"},
    {"report_case_filled", NEW_CASE "1, 3, 'granted', 'other', 101, '{}')"},
    {"report_case_pk", NEW_CASE "1, 3, 'new', 'other', 101, '{2}')"},
    {"report_case_version_exists",
     NEW_CASE "2, 3, 'new', 'other', 101, '{1}'); set constraints all immediate"},
    {"report_dismissal_agency_exists",
     NEW_DISMISSAL "999, 2024, 'agency', 'balance', 1, 'x', 'x', now())"},
    {"report_dismissal_year_range",
     NEW_DISMISSAL "101, 2007, 'agency', 'balance', 1, 'x', 'x', now())"},
    {"report_dismissal_scope_known",
     NEW_DISMISSAL "101, 2024, 'x', 'balance', 1, 'x', 'x', now())"},
    {"report_dismissal_finding_filled",
     NEW_DISMISSAL "101, 2024, 'agency', '', 1, 'x', 'x', now())"},
    {"report_dismissal_n_positive",
     NEW_DISMISSAL "101, 2024, 'agency', 'balance', 0, 'x', 'x', now())"},
    {"report_dismissal_reason_filled",
     NEW_DISMISSAL "101, 2024, 'agency', 'balance', 2, '', 'x', now())"},
    {"report_dismissal_pk",
     NEW_DISMISSAL "101, 2024, 'agency', 'balance', 1, 'x', 'x', now())"},
    {"agency_figures_agency_exists",
     NEW_FIGURES "(999, 2024, 1, '2021', '{}', null, now(), 'x')"},
    {"agency_figures_an_object",
     NEW_FIGURES "(101, 2023, 1, '2021', '[]', null, now(), 'x')"},
    {"agency_figures_change_has_reason",
     NEW_FIGURES "(101, 2024, 2, '2021', '{}', null, now(), 'x')"},
    {"agency_figures_form_of_year",
     NEW_FIGURES "(101, 2020, 1, '2021', '{}', null, now(), 'x')"},
    {"agency_figures_n_positive",
     NEW_FIGURES "(101, 2023, 0, '2021', '{}', 'x', now(), 'x')"},
    {"agency_figures_pk", NEW_FIGURES "(101, 2024, 1, '2021', '{}', null, now(), 'x')"},
    {"agency_figures_year_range",
     NEW_FIGURES "(101, 2101, 1, '2021', '{}', null, now(), 'x')"},
    {"nil_declaration_agency_exists", NEW_NIL "(999, 2024, 1, true, null, now(), 'x')"},
    {"nil_declaration_n_positive", NEW_NIL "(101, 2023, 0, true, null, now(), 'x')"},
    {"nil_declaration_pk", NEW_NIL "(101, 2024, 1, false, null, now(), 'x')"},
    {"nil_declaration_year_range", NEW_NIL "(101, 2101, 1, true, null, now(), 'x')"},
    {"published_report_agency_exists", NEW_PUBLISHED
     "(999, 2024, 1, 'agency', null, 'x', null, sha256(''), '{}', now(), 'x')"},
    {"published_report_an_object", NEW_PUBLISHED
     "(101, 2023, 1, 'agency', null, 'x', null, sha256(''), '[]', now(), 'x')"},
    {"published_report_digest_whole",
     NEW_PUBLISHED "(101, 2023, 1, 'agency', null, 'x', null, '', '{}', now(), 'x')"},
    {"published_report_n_positive", NEW_PUBLISHED
     "(101, 2023, 0, 'agency', null, 'x', null, sha256(''), '{}', now(), 'x')"},
    {"published_report_pk", NEW_PUBLISHED
     "(101, 2024, 1, 'subtree', null, 'x', null, sha256(''), '{}', now(), 'x')"},
    {"published_report_covers_known",
     NEW_PUBLISHED "(101, 2023, 1, 'unit', null, 'x', null, sha256(''), '{}', now(), 'x')"},
    {"published_report_source_filled", NEW_PUBLISHED
     "(101, 2023, 1, 'agency', null, '', null, sha256(''), '{}', now(), 'x')"},
    {"published_report_year_range", NEW_PUBLISHED
     "(101, 2101, 1, 'agency', null, 'x', null, sha256(''), '{}', now(), 'x')"},
    {"report_deadline_agency_exists",
     NEW_DEADLINE "(999, 1, 'department', 2024, 1, 20, 'x', now(), 'x')"},
    {"report_deadline_basis_filled",
     NEW_DEADLINE "(101, 2, 'department', 2024, 1, 20, '', now(), 'x')"},
    {"report_deadline_lawful",
     NEW_DEADLINE "(101, 2, 'department', 2024, 2, 1, 'x', now(), 'x')"},
    {"report_deadline_n_positive",
     NEW_DEADLINE "(101, 0, 'department', 2024, 1, 20, 'x', now(), 'x')"},
    {"report_deadline_pk",
     NEW_DEADLINE "(101, 1, 'government', 2024, 1, 20, 'x', now(), 'x')"},
    {"report_deadline_tier_known",
     NEW_DEADLINE "(101, 2, 'village', 2024, 1, 20, 'x', now(), 'x')"},
    {"report_deadline_whole",
     NEW_DEADLINE "(101, 2, 'department', 2024, null, 20, 'x', now(), 'x')"},
    {"report_deadline_year_range",
     NEW_DEADLINE "(101, 2, 'department', 2101, 1, 20, 'x', now(), 'x')"},
    {"agency_letterhead_agency_exists", NEW_LETTERHEAD "(999, 1, null, null, now(), 'x')"},
    {"agency_letterhead_leadership_known",
     NEW_LETTERHEAD "(101, 2, 'party', null, now(), 'x')"},
    {"agency_letterhead_n_positive", NEW_LETTERHEAD "(101, 0, null, null, now(), 'x')"},
    {"agency_letterhead_pattern_form",
     NEW_LETTERHEAD "(101, 2, null, '{year}{serial}', now(), 'x')"},
    {"agency_letterhead_pk", NEW_LETTERHEAD "(101, 1, null, null, now(), 'x')"},
    {"letter_template_agency_exists", NEW_TEMPLATE "999, 1, null, null"},
    {"letter_template_digest_whole", NEW_TEMPLATE "101, 2, 'x'::bytea, sha256('y')"},
    {"letter_template_n_positive", NEW_TEMPLATE "101, 0, null, null"},
    {"letter_template_pk", NEW_TEMPLATE "101, 1, null, null"},
    {"letter_template_size", NEW_TEMPLATE "101, 2, ''::bytea, sha256('')"},
    {"letter_of_remedy_is_new", NEW_ANSWER "1, 1"},
    {"letter_remedy_exists", NEW_ANSWER "null, 9"},
    {"proposal_seen_whole", "update proposal set seen = 'x'"},
    {"letter_about_exists",
     NEW_LETTER LETTER_CASE "2, null, 9, 2025, 2, 'X-2', '2025-03-05', sha256('')"},
    {"letter_application_exists",
     NEW_LETTER "101, 7, 2, null, null, 2025, 2, 'X-2', '2025-03-05', sha256('')"},
    {"letter_digest_whole",
     NEW_LETTER LETTER_CASE "2, null, null, 2025, 2, 'X-2', '2025-03-05', 'x'::bytea"},
    {"letter_event_exists",
     NEW_LETTER LETTER_CASE "2, 9, null, 2025, 2, 'X-2', '2025-03-05', sha256('')"},
    {"letter_n_positive",
     NEW_LETTER LETTER_CASE "0, null, null, 2025, 2, 'X-2', '2025-03-05', sha256('')"},
    {"letter_number_filled",
     NEW_LETTER LETTER_CASE "2, null, null, 2025, 2, '', '2025-03-05', sha256('')"},
    {"letter_number_once",
     NEW_LETTER LETTER_CASE "2, null, null, 2025, 2, 'X-1', '2025-03-05', sha256('')"},
    {"letter_pk",
     NEW_LETTER LETTER_CASE "1, null, null, 2025, 2, 'X-2', '2025-03-05', sha256('')"},
    {"letter_serial_once",
     NEW_LETTER LETTER_CASE "2, null, null, 2025, 1, 'X-2', '2025-03-05', sha256('')"},
    {"letter_serial_positive",
     NEW_LETTER LETTER_CASE "2, null, null, 2025, 0, 'X-2', '2025-03-05', sha256('')"},
    {"letter_void_whole", "update letter set voided_at = now()"},
    {"letter_year_of_its_date",
     NEW_LETTER LETTER_CASE "2, null, null, 2024, 2, 'X-2', '2025-03-05', sha256('')"},
    {"letter_year_range",
     NEW_LETTER LETTER_CASE "2, null, null, 1999, 2, 'X-2', '1999-03-05', sha256('')"},
    {"agency_valid_order", "update agency set valid_to = '2019-12-31' where id = 101"},
    {"agency_closure_agency_exists",
     "insert into agency_closure values (101, 999, 0, 9999)"},
    {"agency_closure_ancestor_exists",
     "insert into agency_closure values (999, 101, 0, 9999)"},
    {"agency_closure_order", "insert into agency_closure values (102, 101, 2025, 2025)"},
    {"agency_closure_pk", "insert into agency_closure values (101, 101, 0, 2025)"},
    {"agency_parent_agency_exists",
     "insert into agency_parent values (999, '2025-01-01', 101)"},
    {"agency_parent_other", "insert into agency_parent values (101, '2025-01-01', 101)"},
    {"agency_parent_parent_exists",
     "insert into agency_parent values (101, '2025-01-01', 999)"},
    {"agency_parent_pk", "insert into agency_parent values (101, '2020-01-01', 102)"},
    {"applicant_event_exists",
     "insert into applicant values (101, 101::bigint << 32 | 1, 3, 'x')"},
    {"application_joint_range", "update application set joint = 51"},
    {"application_split_from_exists", "update application set split_from = 7"},
    {"application_split_from_other", "update application set split_from = id"},
    {"case_person_authorised_agent", "update case_person set authorised = true"},
    {"case_person_index_with_seal", "update case_person set phone = 'x'"},
    {"case_person_key_positive", "update case_person set key = 0"},
    {"case_person_of_applicant",
     "insert into case_person (agency, application, seq, n, role, name, key) values"
     " (101, 101::bigint << 32 | 1, 2, 1, 'joint', 'x', 1)"},
    {"case_person_pk",
     "insert into case_person (agency, application, seq, n, role, name, key) values"
     " (101, 101::bigint << 32 | 1, 1, 1, 'joint', 'y', 1)"},
    {"case_person_place", "update case_person set n = 51"},
    {"case_person_role_known", "update case_person set role = 'x'"},
    {"applicant_pk", "insert into applicant values (101, 101::bigint << 32 | 1, 1, 'y')"},
    {"application_agency_exists", NEW_APPLICATION
     "(999, 999::bigint << 32 | 1, null, 'oral', 'other', 'x', 'x', '2025-03-04', 'awaiting_confirmation')"},
    {"application_category_known", "update application set applicant_category = 'total'"},
    {"application_channel_known", "update application set channel = 'oral|fax'"},
    {"application_close_after_receipt",
     "update application set closed_on = '2025-03-03', outcome = 'granted', status = 'answered'"},
    {"application_due_after_receipt", "update application set received_on = null"},
    {"application_id_carries_agency", NEW_APPLICATION
     "(102, 101::bigint << 32 | 2, null, 'oral', 'other', 'x', 'x', '2025-03-04', 'awaiting_confirmation')"},
    {"application_number_on_receipt", "update application set number = null"},
    {"application_number_unique", NEW_APPLICATION
     "(101, 101::bigint << 32 | 2, 'N-1', 'oral', 'other', 'x', 'x', '2025-03-04', 'voided')"},
    {"application_outcome_known",
     "update application set closed_on = '2025-03-05', outcome = 'none', status = 'answered'"},
    {"application_outcome_with_close",
     "update application set closed_on = '2025-03-05', status = 'answered'"},
    {"application_pk", NEW_APPLICATION
     "(101, 101::bigint << 32 | 1, 'N-2', 'oral', 'other', 'x', 'x', '2025-03-04', 'voided')"},
    {"application_open_is_received",
     "update application set closed_on = '2025-03-05', outcome = 'granted'"},
    {"application_pause_has_party", "update application set paused_until = '2025-03-20'"},
    {"application_paused_for_known",
     "update application set paused_until = '2025-03-20', paused_for = 'nobody'"},
    {"application_status_known", "update application set status = 'open'"},
    {"application_wait_only_while_waiting",
     "update application set waiting_until = '2025-03-20'"},
    {"application_waiting_has_no_due", "update application set status = 'awaiting_fee'"},
    {"audit_agency_known", NEW_RECORD("-1", "2", "prev", "hash", "mac")},
    {"audit_hash_whole", NEW_RECORD("101", "2", "prev", "''", "mac")},
    {"audit_head_hash_whole", "insert into audit_head values (102, 0, '')"},
    {"audit_head_pk", "insert into audit_head select * from audit_head"},
    {"audit_head_seq_known",
     "insert into audit_head select 102, -1, hash from audit_head limit 1"},
    {"audit_mac_whole", NEW_RECORD("101", "2", "prev", "hash", "''")},
    {"audit_pk", "insert into audit select * from audit"},
    {"audit_prev_whole", NEW_RECORD("101", "2", "'\\x00'", "hash", "mac")},
    {"audit_seq_positive", NEW_RECORD("101", "0", "prev", "hash", "mac")},
    {"audit_unchained_agency_exists", "update audit_unchained set agency = 999"},
    {"audit_unchained_pk",
     "insert into audit_unchained overriding system value select * from audit_unchained"},
    {"calendar_change_act_known",
     "insert into calendar_change values (2, -1, 'liked', now(), 'x', null)"},
    {"calendar_change_n_positive",
     "insert into calendar_change values (0, -1, 'adopted', now(), 'x', null)"},
    {"calendar_change_notice_exists",
     "insert into calendar_change values (2, -9, 'adopted', now(), 'x', null)"},
    {"calendar_change_pk",
     "insert into calendar_change values (1, -1, 'withdrawn', now(), 'x', null)"},
    {"calendar_day_notice_exists",
     "update calendar_day set notice_id = -9 where day = '2008-01-01'"},
    {"calendar_day_pk", "insert into calendar_day select * from calendar_day limit 1"},
    {"calendar_notice_pk", NEW_NOTICE "(-1, 'B', 'x', 2025, 'regional', null)"},
    {"calendar_notice_published_known",
     NEW_NOTICE "(-2, 'B', 'national', 2025, 'change', null)"},
    {"calendar_notice_region_fits",
     NEW_NOTICE "(-2, 'B', 'x', 2025, 'change', '2025-01-01')"},
    {"calendar_notice_type_known",
     NEW_NOTICE "(-2, 'B', 'national', 2025, 'draft', '2025-01-01')"},
    {"calendar_notice_unique", NEW_NOTICE "(-2, 'A', 'x', 2025, 'regional', null)"},
    {"disclosure_account_exists",
     NEW_DISCLOSURE "-1, " OF_CASE "999, 'x', '{phone}', 'x', now()"},
    {"disclosure_agency_exists",
     NEW_DISCLOSURE "-1, 999, null, 1, a.id, 'x', '{phone}', 'x', now() from a"},
    {"disclosure_application_exists",
     NEW_DISCLOSURE "-1, 101, 7, null, a.id, 'x', '{phone}', 'x', now() from a"},
    {"disclosure_fields_known",
     NEW_DISCLOSURE "-1, " OF_CASE "a.id, 'x', '{name}', 'x', now() from a"},
    {"disclosure_grant_exists",
     NEW_DISCLOSURE "-1, 101, null, 999, a.id, 'x', '{phone}', 'x', now() from a"},
    {"disclosure_of_one",
     NEW_DISCLOSURE "-1, 101, null, null, a.id, 'x', '{phone}', 'x', now() from a"},
    {"disclosure_pk", NEW_DISCLOSURE "-1, " OF_CASE "a.id, 'x', '{phone}', 'x', now()"
                                     " from a, generate_series(1, 2)"},
    {"disclosure_reason_filled",
     NEW_DISCLOSURE "-1, " OF_CASE "a.id, '', '{phone}', 'x', now() from a"},
    {"event_application_exists", NEW_EVENT
     "(101, 101::bigint << 32 | 9, 1, 'registered', '2025-03-04', now(), 'x', null)"},
    {"event_kind_known",
     NEW_EVENT "(101, 101::bigint << 32 | 1, 3, 'lost', '2025-03-04', now(), 'x', null)"},
    {"event_pk", NEW_EVENT
     "(101, 101::bigint << 32 | 1, 1, 'registered', '2025-03-04', now(), 'x', null)"},
    {"event_seq_positive", NEW_EVENT
     "(101, 101::bigint << 32 | 1, 0, 'registered', '2025-03-04', now(), 'x', null)"},
    {"event_supersedes_earlier", NEW_EVENT
     "(101, 101::bigint << 32 | 1, 3, 'registered', '2025-03-04', now(), 'x', 3)"},
    {"event_supersedes_exists", NEW_EVENT
     "(101, 101::bigint << 32 | 1, 9, 'registered', '2025-03-04', now(), 'x', 5)"},
    {"event_supersedes_once", NEW_EVENT
     "(101, 101::bigint << 32 | 1, 3, 'registered', '2025-03-04', now(), 'x', 1)"},
    {"export_grant_account_exists",
     NEW_GRANT "-1, 101, 999, 2025, 'x', now(), now() + interval '1 h'"},
    {"export_grant_agency_exists",
     NEW_GRANT "-1, 999, a.id, 2025, 'x', now(), now() + interval '1 h' from a"},
    {"export_grant_order", NEW_GRANT "-1, 101, a.id, 2025, 'x', now(), now() from a"},
    {"export_grant_pk",
     NEW_GRANT "-1, 101, a.id, 2025, 'x', now(), now() + interval '1 h' from a,"
               " generate_series(1, 2)"},
    {"export_grant_reason_filled",
     NEW_GRANT "-1, 101, a.id, 2025, '', now(), now() + interval '1 h' from a"},
    {"export_grant_year_range",
     NEW_GRANT "-1, 101, a.id, 1999, 'x', now(), now() + interval '1 h' from a"},
    {"idempotency_pk",
     "insert into idempotency (actor, key, digest) values ('x', 'k', 'e')"},
    {"retention_rule_agency_exists", NEW_RULE "(999, 'case_voided', 10, 'x', now(), 'x')"},
    {"retention_rule_audit_permanent", NEW_RULE "(101, 'audit', 10, 'x', now(), 'x')"},
    {"retention_rule_basis_filled", NEW_RULE "(101, 'case_voided', 10, '', now(), 'x')"},
    {"retention_rule_pk",
     "insert into retention_rule overriding system value select * from retention_rule"},
    {"retention_rule_type_known", NEW_RULE "(101, 'letter', 10, 'x', now(), 'x')"},
    {"retention_rule_years_range", NEW_RULE "(101, 'case_voided', 9, 'x', now(), 'x')"},
    {"remedy_agency_exists",
     NEW_REMEDY "(999, 1, null, 'review', 'answer', 'original', 'x',"
                " null, 'filed', '2025-01-01')"},
    {"remedy_n_positive", "update remedy set n = 0"},
    {"remedy_kind_known", "update remedy set kind = 'x', route = null"},
    {"remedy_route_known", "update remedy set kind = 'suit', route = 'x'"},
    {"remedy_matter_known", "update remedy set matter = 'x'"},
    {"remedy_capacity_known", "update remedy set capacity = 'x'"},
    {"remedy_body_filled", "update remedy set body = ''"},
    {"remedy_number_filled", "update remedy set number = ''"},
    {"remedy_stage_known", "update remedy set stage = 'x'"},
    {"remedy_pk", NEW_REMEDY "(101, 1, null, 'review', 'answer', 'original', 'x', null,"
                             " 'filed', '2025-01-01')"},
    {"remedy_application_exists", "update remedy set application = 101::bigint << 32 | 9"},
    {"remedy_suit_has_route", "update remedy set kind = 'suit'"},
    {"remedy_result_with_stage", "update remedy set stage = 'decided'"},
    {"remedy_settled_after_filing", "update remedy set stage = 'decided', result = 'x',"
                                    " settled_on = '2024-12-31'"},
    {"remedy_number_once", NEW_REMEDY "(101, 2, null, 'review', 'answer', 'original', 'x',"
                                      " '〔 1 〕', 'filed', '2025-01-01')"},
    {"remedy_event_seq_positive",
     NEW_REMEDY_EVENT "(101, 1, 0, 'filed', '2025-01-01', now(), 'x', null)"},
    {"remedy_event_kind_known",
     NEW_REMEDY_EVENT "(101, 1, 3, 'x', '2025-01-01', now(), 'x', null)"},
    {"remedy_event_pk",
     NEW_REMEDY_EVENT "(101, 1, 1, 'filed', '2025-01-01', now(), 'x', null)"},
    {"remedy_event_remedy_exists",
     NEW_REMEDY_EVENT "(101, 9, 1, 'filed', '2025-01-01', now(), 'x', null)"},
    {"remedy_event_supersedes_earlier",
     NEW_REMEDY_EVENT "(101, 1, 3, 'filed', '2025-01-01', now(), 'x', 3)"},
    {"remedy_event_supersedes_exists",
     NEW_REMEDY_EVENT "(101, 1, 9, 'filed', '2025-01-01', now(), 'x', 8)"},
    {"remedy_event_supersedes_once",
     NEW_REMEDY_EVENT "(101, 1, 3, 'filed', '2025-01-01', now(), 'x', 1)"},
    {"remedy_words_claimant_filled", "update remedy_words set claimant = ''"},
    {"remedy_words_pk", "insert into remedy_words values (101, 1, 1, 'x')"},
    {"remedy_words_event_exists", "insert into remedy_words values (101, 1, 9, 'x')"},
    {"attachment_application_exists",
     NEW_FILE("9", "3", "other", "a", "pdf", "1", "sha256('')", "null")},
    {"attachment_kind_known",
     NEW_FILE("1", "3", "letter", "a", "pdf", "1", "sha256('')", "null")},
    {"attachment_n_positive",
     NEW_FILE("1", "0", "other", "a", "pdf", "1", "sha256('')", "null")},
    {"attachment_name_filled",
     NEW_FILE("1", "3", "other", "", "pdf", "1", "sha256('')", "null")},
    {"attachment_type_filled",
     NEW_FILE("1", "3", "other", "a", "", "1", "sha256('')", "null")},
    {"attachment_size_positive",
     NEW_FILE("1", "3", "other", "a", "pdf", "0", "sha256('')", "null")},
    {"attachment_sha256_whole",
     NEW_FILE("1", "3", "other", "a", "pdf", "1", "'x'", "null")},
    {"attachment_pk", NEW_FILE("1", "1", "other", "a", "pdf", "1", "sha256('')", "null")},
    {"attachment_redacted_is_released_copy",
     NEW_FILE("1", "3", "other", "a", "pdf", "1", "sha256('')", "1")},
    {"attachment_redacted_of_exists",
     NEW_FILE("1", "9", "released_copy", "a", "pdf", "1", "sha256('')", "7")},
    {"attachment_removal_whole",
     "insert into attachment values (101, 101::bigint << 32 | 1, 3, 'other', 'a', 'pdf', 1,"
     " sha256(''), null, 'x', now(), now())"},
    {"attachment_chunk_attachment_exists", NEW_CHUNK "7, 1, 'x')"},
    {"attachment_chunk_n_positive", NEW_CHUNK "1, 0, 'x')"},
    {"attachment_chunk_pk", NEW_CHUNK "1, 1, 'x')"},
    {"attachment_chunk_size", NEW_CHUNK "1, 2, '')"},
    {"attachment_release_attachment_exists",
     NEW_RELEASE "7, '{}', null, now(), 'x', null)"},
    {"attachment_release_pk", NEW_RELEASE "2, '{}', null, now(), 'x', null)"},
    {"case_hold_application_exists",
     "insert into case_hold values (101, 101::bigint << 32 | 9, 1, 'x', now(), 'x')"},
    {"case_hold_end_whole", "update case_hold set ended_at = now()"},
    {"case_hold_pk",
     "insert into case_hold values (101, 101::bigint << 32 | 1, 1, 'x', now(), 'x')"},
    {"case_hold_reason_filled", "update case_hold set reason = ''"},
    {"disposal_agency_exists",
     NEW_DISPOSAL "(999, 2, 2024, 'x', '{}', 1, 101::bigint << 32 | 2, 'x', 'y', now())"},
    {"disposal_by_two",
     NEW_DISPOSAL "(101, 2, 2024, 'x', '{}', 1, 101::bigint << 32 | 2, 'x', 'x', now())"},
    {"disposal_cases_positive",
     NEW_DISPOSAL "(101, 2, 2024, 'x', '{}', 0, 101::bigint << 32 | 2, 'x', 'y', now())"},
    {"disposal_n_positive",
     NEW_DISPOSAL "(101, 0, 2024, 'x', '{}', 1, 101::bigint << 32 | 2, 'x', 'y', now())"},
    {"disposal_pk",
     NEW_DISPOSAL "(101, 1, 2024, 'x', '{}', 1, 101::bigint << 32 | 2, 'x', 'y', now())"},
    {"disposal_proposal_exists",
     NEW_DISPOSAL "(101, 2, 2024, 'x', '{}', 1, 101::bigint << 32 | 9, 'x', 'y', now())"},
    {"disposal_proposal_once",
     NEW_DISPOSAL "(101, 2, 2024, 'x', '{}', 1, 101::bigint << 32 | 3, 'x', 'y', now())"},
    {"disposal_reason_filled",
     NEW_DISPOSAL "(101, 2, 2024, '', '{}', 1, 101::bigint << 32 | 2, 'x', 'y', now())"},
    {"disposal_case_application_exists", NEW_DISPOSED
     "(101, 101::bigint << 32 | 9, 1, null, 'case_voided', '2014-01-01', '2024-12-31',"
     " sha256(''))"},
    {"disposal_case_digest_whole", NEW_DISPOSED
     "(101, 101::bigint << 32 | 9, 1, null, 'case_voided', '2014-01-01', '2024-12-31', 'x')"},
    {"disposal_case_disposal_exists", NEW_DISPOSED
     "(101, 101::bigint << 32 | 9, 7, null, 'case_voided', '2014-01-01', '2024-12-31',"
     " sha256(''))"},
    {"disposal_case_kept_after_closing", NEW_DISPOSED
     "(101, 101::bigint << 32 | 9, 1, null, 'case_voided', '2014-01-01', '2013-12-31',"
     " sha256(''))"},
    {"disposal_case_pk", NEW_DISPOSED
     "(101, 101::bigint << 32 | 1, 1, null, 'case_voided', '2014-01-01', '2024-12-31',"
     " sha256(''))"},
    {"disposal_event_after_whole",
     "insert into disposal_event values (101, 101::bigint << 32 | 1, 2, sha256(''), 'x')"},
    {"disposal_event_before_whole",
     "insert into disposal_event values (101, 101::bigint << 32 | 1, 2, 'x', sha256(''))"},
    {"disposal_event_case_exists",
     "insert into disposal_event values (101, 101::bigint << 32 | 9, 1, sha256(''),"
     " sha256(''))"},
    {"disposal_event_event_exists",
     "insert into disposal_event values (101, 101::bigint << 32 | 1, 9, sha256(''),"
     " sha256(''))"},
    {"disposal_event_pk",
     "insert into disposal_event values (101, 101::bigint << 32 | 1, 1, sha256(''),"
     " sha256(''))"},
    {"application_disposed_is_closed",
     "update application set disposed_on = '2025-03-04' where agency = 101"},
    {"schema_migration_pk",
     "insert into schema_migration select * from schema_migration limit 1"},
    {"sealing_key_id_positive",
     "insert into sealing_key values (0, '2025-01-01', repeat('a', 64), null)"},
    {"sealing_key_pk", "insert into sealing_key select 99, '2025-01-01', repeat('a', 64),"
                       " null from generate_series(1, 2)"},
    {"sealing_key_proof_form",
     "insert into sealing_key values (99, '2025-01-01', 'x', null)"},
    {"serial_agency_exists", "insert into serial values (999, 'application', 2025, 1)"},
    {"serial_pk", "insert into serial values (101, 'application', 2025, 2)"},
    {"tally_node_exists", "insert into tally values (999, false, 2025, 'new', 'other', 1)"},
    {"tally_pk", "insert into tally values (101, false, 2025, 'new', 'other', 2)"},
    {"tally_entry_amount_unit", "update tally_entry set amount = 2"},
    {"tally_entry_application_exists", "update tally_entry set application = 1"},
    {"tally_entry_pk",
     "insert into tally_entry overriding system value select * from tally_entry"},
    {"account_admin_alone",
     "update account set roles = '{system_admin,auditor}' where id = -3"},
    {"account_agency_exists",
     "insert into account (agency, login, name, roles, created_at) values (999, 'new', 'x', '{officer}', now())"},
    {"account_agency_fits",
     "insert into account (agency, login, name, roles, created_at) values (null, 'new', 'x', '{officer}', now())"},
    {"account_login_form",
     "insert into account (agency, login, name, roles, created_at) values (101, 'Li', 'x', '{officer}', now())"},
    {"account_login_unique",
     "insert into account (agency, login, name, roles, created_at) values (null, 'root', 'x', '{auditor}', now())"},
    {"account_name_filled",
     "insert into account (agency, login, name, roles, created_at) values (101, 'new', '', '{officer}', now())"},
    {"account_pk",
     "insert into account overriding system value select * from account where id = -1"},
    {"account_roles_filled",
     "insert into account (agency, login, name, roles, created_at) values (101, 'new', 'x', '{}', now())"},
    {"account_roles_known",
     "insert into account (agency, login, name, roles, created_at) values (101, 'new', 'x', '{clerk}', now())"},
    {"account_source_known", "update account set source = 'guess' where id = -1"},
    {"account_state_known", "update account set state = 'gone' where id = -1"},
    {"account_totp_has_key", "update account set totp_secret = 'x' where id = -1"},
    {"account_link_account_exists",
     "insert into account_link values ('i', 999, now(), now(), null)"},
    {"account_link_pk", "insert into account_link values ('h', -2, now(), now(), null)"},
    {"applicant_index_with_seal", "update applicant set key = 1, id_number = 'x'"},
    {"applicant_sealed_has_key", "update applicant set phone = 'x', phone_index = 'x'"},
    {"application_assignee_exists", "update application set assignee = 999"},
    {"confirmation_steps_agency_exists",
     "insert into confirmation_steps values (999, 'case_extend', 2)"},
    {"confirmation_steps_pk",
     "insert into confirmation_steps values (101, 'case_extend', 3)"},
    {"confirmation_steps_range", "update confirmation_steps set steps = 4"},
    {"delegation_agency_exists", "update delegation set agency = 999"},
    {"delegation_from_exists", "update delegation set from_account = 999"},
    {"delegation_order", "update delegation set valid_to = '2024-12-31'"},
    {"delegation_other", "update delegation set to_account = -1"},
    {"delegation_pk", "insert into delegation select * from delegation"},
    {"delegation_to_exists", "update delegation set to_account = 999"},
    {"inspection_account_exists", "update inspection set account = 999"},
    {"inspection_application_exists", "update inspection set application = 1"},
    {"inspection_pk", "insert into inspection select * from inspection"},
    {"inspection_purpose_filled", "update inspection set purpose = ''"},
    {"policy_admin_idle_range", "update policy set admin_idle_minutes = 0"},
    {"policy_failures_range", "update policy set lock_failures = 2"},
    {"policy_idle_range", "update policy set idle_minutes = 481"},
    {"policy_link_range", "update policy set link_hours = 169"},
    {"policy_lock_range", "update policy set lock_minutes = 0"},
    {"policy_one", "insert into policy (one) values (false)"},
    {"policy_password_profile_known", "update policy set password_profile = 'none'"},
    {"policy_pk", "insert into policy default values"},
    {"policy_proof_range", "update policy set proof_minutes = 0"},
    {"policy_session_range", "update policy set session_hours = 25"},
    {"policy_sessions_range", "update policy set sessions = 0"},
    {"proposal_end_with_state", "update proposal set state = 'confirmed'"},
    {"proposal_id_carries_agency",
     "insert into proposal (agency, id, operation, of_right, arguments, body, key, summary, steps, proposed_by, proposed_at) values (102, 101::bigint << 32 | 2, 'x', 'x', '{}', '', 1, '{}', 1, -1, now())"},
    {"proposal_pk",
     "insert into proposal (agency, id, operation, of_right, arguments, body, key, summary, steps, proposed_by, proposed_at) values (101, 101::bigint << 32 | 1, 'x', 'x', '{}', '', 1, '{}', 1, -1, now())"},
    {"proposal_proposer_exists",
     "insert into proposal (agency, id, operation, of_right, arguments, body, key, summary, steps, proposed_by, proposed_at) values (101, 101::bigint << 32 | 4, 'x', 'x', '{}', '', 1, '{}', 1, 999, now())"},
    {"proposal_state_known", "update proposal set state = 'lost', ended_at = now()"},
    {"proposal_step_account_exists", "update proposal_step set account = 999"},
    {"proposal_step_act_known", "update proposal_step set act = 'read'"},
    {"proposal_step_for_exists", "update proposal_step set for_account = 999"},
    {"proposal_step_pk", "insert into proposal_step select * from proposal_step"},
    {"proposal_step_proposal_exists", "update proposal_step set proposal = 1"},
    {"session_account_exists", "update session set account = 999"},
    {"session_pk", "insert into session select * from session where hash = 'h'"},
    {"token_agency_exists", "update token set agency = 999"},
    {"token_hash_unique",
     "insert into token (agency, name, hash, scopes, made_at, expires_at) values (102, 'x', 'h', '{stats}', now(), now())"},
    {"token_name_filled", "update token set name = ''"},
    {"token_pk", "insert into token overriding system value select * from token"},
    {"token_scopes_known", "update token set scopes = '{}'"},
};

/* The superuser's session, to whom no policy applies, so that only constraints refuse. */
static PGconn *
connect_with_base(void)
{
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r = PQexec(conn, base);

    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(r);
    return conn;
}

START_TEST(every_constraint_refuses_what_it_is_there_for)
{
    PGconn *conn = connect_with_base();

    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *name;
        PGresult *r;

        PQclear(PQexec(conn, "savepoint one"));
        r = PQexec(conn, cases[i].statement);
        name = PQresultErrorField(r, PG_DIAG_CONSTRAINT_NAME);
        ck_assert_msg(name != NULL && strcmp(name, cases[i].constraint) == 0,
                      "%s is not fired: %s", cases[i].constraint,
                      PQresultStatus(r) == PGRES_FATAL_ERROR
                          ? PQresultErrorMessage(r)
                          : "the statement was accepted");
        PQclear(r);
        PQclear(PQexec(conn, "rollback to one"));
    }
    PQfinish(conn);
}
END_TEST

START_TEST(no_constraint_of_the_schema_is_left_untried)
{
    PGconn *conn = connect_with_base();
    PGresult *r = PQexec(conn, "select conname from pg_constraint "
                               "where connamespace = 'gongkai'::regnamespace "
                               "and contype in ('c', 'f', 'p', 'u', 'x')");

    ck_assert_int_gt(PQntuples(r), 0);
    for (int i = 0; i < PQntuples(r); i++) {
        bool tried = false;

        for (unsigned k = 0; k < sizeof cases / sizeof cases[0]; k++)
            tried = tried || strcmp(cases[k].constraint, PQgetvalue(r, i, 0)) == 0;
        ck_assert_msg(tried, "no statement here fires %s", PQgetvalue(r, i, 0));
    }
    ck_assert_int_eq(PQntuples(r), (int)(sizeof cases / sizeof cases[0]));
    PQclear(r);
    PQfinish(conn);
}
END_TEST

START_TEST(what_clients_are_told_about_constraints_names_constraints_that_exist)
{
    static const char *const told[] = {
#define CONSTRAINT(name, problem, field, zh, en) #name,
#include "http/constraint.def"
#undef CONSTRAINT
    };

    for (unsigned i = 0; i < sizeof told / sizeof told[0]; i++) {
        bool exists = false;

        for (unsigned k = 0; k < sizeof cases / sizeof cases[0]; k++)
            exists = exists || strcmp(cases[k].constraint, told[i]) == 0;
        ck_assert_msg(exists, "there is no constraint %s", told[i]);
    }
}
END_TEST

/* The codes that the check CONSTRAINT allows, as "|a|b". */
static void
codes_of(PGconn *conn, const char *constraint, struct text *codes)
{
    const char *const values[] = {constraint};
    PGresult *r = PQexecParams(conn,
                               "select pg_get_constraintdef(oid) from pg_constraint "
                               "where conname = $1",
                               1, NULL, values, NULL, NULL, 0);

    ck_assert_int_eq(PQntuples(r), 1);
    for (const char *p = PQgetvalue(r, 0, 0); (p = strchr(p, '\'')) != NULL;) {
        size_t len = strcspn(++p, "'");

        text_add(codes, "|");
        text_add_bytes(codes, p, len);
        p += len + 1;
    }
    PQclear(r);
}

static const char *
levels(void)
{
    for (const struct field *f = operation_named("agency_create")->body; f->name != NULL;
         f++)
        if (strcmp(f->name, "level") == 0)
            return f->oneof;
    return "";
}

START_TEST(the_codes_in_the_schema_are_those_of_the_program)
{
    const struct {
        const char *constraint, *codes;
    } lists[] = {
        {"application_outcome_known", outcome_codes},
        {"application_channel_known", channel_codes},
        {"application_category_known", category_codes},
        {"application_status_known", clock_status_codes},
        {"event_kind_known", event_codes},
        {"agency_level_known", levels()},
        {"calendar_notice_type_known", notice_type_codes},
        {"account_roles_known", role_codes},
        {"token_scopes_known", token_scope_codes},
        {"retention_rule_type_known", RECORD_TYPES},
        {"remedy_kind_known", remedy_kind_codes},
        {"remedy_route_known", remedy_route_codes},
        {"remedy_matter_known", remedy_matter_codes},
        {"remedy_capacity_known", remedy_capacity_codes},
        {"remedy_stage_known", remedy_stage_codes},
        {"remedy_event_kind_known", remedy_event_codes},
    };
    PGconn *conn = connect_with_base();

    for (unsigned i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct text codes = {NULL, 0, 0};

        codes_of(conn, lists[i].constraint, &codes);
        ck_assert_str_eq(codes.bytes, lists[i].codes);
        text_free(&codes);
    }
    PQfinish(conn);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_constraint_refuses_what_it_is_there_for,
        no_constraint_of_the_schema_is_left_untried,
        what_clients_are_told_about_constraints_names_constraints_that_exist,
        the_codes_in_the_schema_are_those_of_the_program,
        NULL,
    };

    return here_run("constraints", tests, NULL);
}
