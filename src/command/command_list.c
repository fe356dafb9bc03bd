#include "command/command.h"

#include <stddef.h>
#include <stdio.h>

const struct command command_list[] = {
    {"migrate", "", "bring the database to this program's version", command_migrate},
    {"account", "create-admin --role ROLE [--agency CODE] --login NAME --name NAME",
     "make an account with a one-time link, without the service; ROLE is system_admin, "
     "security_admin or auditor, or agency_admin or oversight of an agency",
     command_account},
    {"account", "link SIGN-IN [--without-second-factor]",
     "make a new one-time link, without the service, when nobody is left who could",
     command_account},
    {"account", "list", "list the accounts", command_account},
    {"password", "[--link CODE]",
     "set a password with a one-time link; without one, change one's own",
     command_password},
    {"sign-in", "SIGN-IN", "sign in; password and code are asked for", command_sign_in},
    {"sign-out", "", "sign out", command_sign_out},
    {"proposals", "", "list what waits for one's confirmation", command_proposals},
    {"confirm", "ID [--note TEXT]", "confirm what another proposed", command_confirm},
    {"reject", "ID --reason TEXT", "reject what another proposed", command_reject},
    {"demo", "[--without-cases]",
     "load the demonstration agencies, accounts and cases into the running service, whose "
     "database must be empty and for training; the cases can be left out, and come with a second "
     "run",
     command_demo},
    {"import", "FILE.jsonl",
     "perform the operations in a file, one JSON object a line; "
     "running it again repeats nothing",
     command_import},
    {"table",
     "--agency CODE --year YEAR [--scope subtree] [--format text|json|csv|xlsx|html]",
     "print section three of an agency", command_table},
    {"calendar", "import FILE.csv",
     "load holiday notices, all of the file or, when a line is wrong, none; they wait to be "
     "adopted",
     command_calendar},
    {"calendar", "show YEAR [--region REGION]", "print a year of the calendar",
     command_calendar},
    {"calendar", "list", "list the holiday notices", command_calendar},
    {"calendar", "check",
     "look for missing years and wrong counts, and say how far the calendar reaches",
     command_calendar},
    {"calendar", "preview ID [--withdraw]",
     "list the cases that get another date when a notice comes into force, or goes",
     command_calendar},
    {"calendar", "adopt ID --reason TEXT",
     "put a notice into force and re-date the running cases it touches", command_calendar},
    {"calendar", "withdraw ID --reason TEXT",
     "take a notice out of force again; the cases get their dates back", command_calendar},
    {"clock",
     "APPLICATION [--agency CODE] [--as-of DAY] [--known-at MOMENT] "
     "[--format text|html|json]",
     "print the day-by-day account of a deadline; APPLICATION is an id, or with --agency a "
     "number",
     command_clock},
    {"outcomes", "APPLICATION [--agency CODE] [--answered-on DAY]",
     "list the 21 outcomes of a case with what each still needs; APPLICATION is an id, or with "
     "--agency a number",
     command_outcomes},
    {"replay", "REPORT.json [--section three|four] [--agency CODE] [--parent CODE]",
     "register cases that come out as exactly the table of a published report, in a database "
     "for training",
     command_replay},
    {"check-report", "[--json] [--previous FILE] [--sum-of PARENT] FILE...",
     "look for contradictions in annual reports, published or computed, without a database; "
     "--previous: last year's report, which is also taken from among the files; "
     "--sum-of: the report of the parent whose units the files are; exits 1 when something "
     "contradicts itself or is not that sum, 2 when a file cannot be read",
     command_check_report},
    {"verify", "", "recount everything derived from the events and say what differs",
     command_verify},
    {"doctor", "",
     "look whether machine, database and settings may be trusted with real applications, "
     "and say what to do",
     command_doctor},
    {"audit", "verify [--heads FILE]",
     "check the audit's chains, their seals, the exported heads and the entries they vouch for",
     command_audit},
    {"keys", "list", "list the keys that seal personal numbers, and where each is in use",
     command_keys},
    {"keys", "rotate [--resume]",
     "make a new key and seal everything anew with it; may be broken off, and goes on when "
     "run again; --resume: only go on",
     command_keys},
    {"keys", "retire ID", "remove an old key from the key file, once nothing uses it",
     command_keys},
    {"openapi", "", "print the OpenAPI document", command_openapi},
    {NULL, NULL, NULL, NULL},
};

int
command_misused(const char *name)
{
    fprintf(stderr, "gongkai: wrong arguments for %s; see gongkai --help\n", name);
    return 2;
}

bool
command_trains(const struct settings *s, const char *name)
{
    if (s->training)
        return true;
    fprintf(
        stderr,
        "gongkai: %s 只用于培训数据库；确是培训数据库时，请设置 training = yes"
        "（GONGKAI_TRAINING=yes）\n"
        "gongkai: %s is for a training database only; if this is one, set training = yes\n",
        name, name);
    return false;
}
