/* What the parts of `gongkai audit verify` share. */
#ifndef GONGKAI_COMMAND_AUDIT_CHECK_H
#define GONGKAI_COMMAND_AUDIT_CHECK_H

#include "db/db.h"
#include "guard/head.h"
#include "guard/keyring.h"

#include <jansson.h>
#include <sodium.h>

/* An entry that a record vouches for. */
struct vouched {
    long long application, number; /* number: seq of the record */
    int entry;
    unsigned char digest[CHAIN_HASH];
};

/* Many entries that one record of chain 0 vouches for together: those from before the audit
 * (calendar 0), or the new dates that a change of the calendar gave. */
struct batch {
    int calendar;
    long long number, entries, found;
    char recorded_at[32];
    unsigned char digest[CHAIN_HASH];
    crypto_hash_sha256_state state;
};

/* A disposal that a record vouches for: the digests of the entries it left, before and after. */
struct disposed {
    int certificate;
    long long number;
    bool found;
    unsigned char digest[CHAIN_HASH];
    crypto_hash_sha256_state state;
};

/* What is kept beside the entries of cases, with the digest it has now: a letter of an
 * application, an entry of a review or suit, a frozen report of an agency or of its subtree. */
enum audit_kept_kind {
    AUDIT_LETTERS,
    AUDIT_REMEDIES,
    AUDIT_REPORTS,
    AUDIT_TREE_REPORTS,
    AUDIT_KEPT_KINDS
};
struct kept {
    int agency, part;
    long long whole;
    unsigned char digest[CHAIN_HASH];
};
struct kept_list {
    struct kept *rows;       /* of all agencies, by agency, whole and part */
    struct vouched *records; /* of the agency being checked */
    int count, at, record_count, room;
};

struct agency_code {
    int id;
    char *code;
};

struct audit_check {
    const struct keyring *keys;
    struct db *records, *entries; /* two connections in one snapshot */
    struct agency_code *codes;    /* by id */
    struct head *heads;           /* as the database has them, by agency */
    struct head *exported;        /* lines of the file, by agency and seq */
    struct vouched *vouched;      /* of the agency being checked */
    struct disposed *disposals;   /* of the agency being checked */
    struct batch *batches;        /* by calendar */
    struct kept_list kept[AUDIT_KEPT_KINDS];
    int code_count, head_count, exported_count, vouched_count, disposal_count, batch_count;
    int vouched_room, disposal_room, batch_room;
    struct copy_row record, entry; /* the next rows; without buffer at the end */
    struct text scratch;
    long record_count, chain_count, entry_count;
    long findings; /* printed, at most one a record and kind of fault */
    bool bad;      /* a record of the agency being checked is */
    long long first_bad;
    char bad_en[160], bad_zh[160];
    bool loose_told; /* an entry without record was told for this agency */
    /* The keys as they are first needed, ready for the next record. */
    struct {
        int id; /* 0: not yet, -1: not in the ring */
        crypto_auth_hmacsha256_state state;
    } key;
};

/* Prints one finding about SUBJECT, in both languages. */
void audit_tell(struct audit_check *c, const char *subject, const char *en, const char *zh);

/* Notes that record NUMBER of the agency being checked is bad; the first one is told when
 * the agency is done. */
void audit_bad(struct audit_check *c, long long number, const char *en, const char *zh);

/* The code of AGENCY as findings call it, into NAME. */
const char *audit_agency(const struct audit_check *c, int agency, char name[80]);

/* Room for one more of SIZE bytes in LIST of COUNT elements. */
void *audit_grow(void *list, int count, int *room, size_t size);

/* audit_value.c: the N values of ROW as src/guard/chain.h has them, into VALUES; KINDS says
 * what each is: n number, t text, d day, m moment.  What is not text is written to BUFFER. */
enum { VALUE_SIZE = 32 };
void audit_values(const struct copy_row *row, const char *kinds, const char **values,
                  char buffer[][VALUE_SIZE]);

/* audit_chain.c: checks every chain, and with each the entries of its agency. */
enum problem audit_check_chains(struct audit_check *c);

/* audit_entry.c: notes what the record with FIELDS vouches for; when the records of AGENCY
 * are all read, looks at its entries; when everything is read, at the batches. */
void audit_vouch(struct audit_check *c, const char *const *fields);
enum problem audit_check_entries(struct audit_check *c, int agency);
void audit_end_batches(struct audit_check *c);

/* audit_disposal.c: a disposal leaves entries that are not as they were recorded.  Its record
 * vouches for a digest of what they were and became.  Notes what the record SEQ with DATA
 * vouches for; puts the digest an entry had into DIGEST, which holds the one it has, when a
 * certificate states both (false when that is not so); at the end of the agency, tells of
 * certificates that are not as recorded. */
void audit_vouch_disposal(struct audit_check *c, long long seq, const json_t *data);
bool audit_before_disposal(struct audit_check *c, unsigned char digest[CHAIN_HASH]);
void audit_end_disposals(struct audit_check *c);

/* audit_kept.c: reads all that is kept, before the records; notes the digest of what the record
 * with FIELDS and DATA made, false for none; at the end of AGENCY, holds what it has against
 * that. */
enum problem audit_read_kept(struct audit_check *c);
bool audit_vouch_kept(struct audit_check *c, const char *const *fields, const json_t *data);
void audit_check_kept(struct audit_check *c, int agency);

/* audit_exported.c: reads the file of exported heads, which comes before the snapshot: what
 * was exported by then is in it.  Then, with the agencies' codes at hand, tells of two lines
 * about one record that differ: one of them is of another history. */
void audit_read_exported(struct audit_check *c, const char *path);
void audit_compare_exported(struct audit_check *c);

/* The index of the first of HEADS (by agency) that is of AGENCY or a later one. */
int audit_first(const struct head *heads, int count, long long agency);

/* audit_protection.c: what keeps the tables. */
enum problem audit_check_protection(struct audit_check *c);

#endif
