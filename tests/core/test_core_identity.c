#include "core/identity.h"
#include "harness.h"

#include <string.h>

/* Examples of GB 11643 and widely printed specimens. */
static const char *const residents[] = {"11010519491231002X", "11010519491231002x",
                                        "440524188001010014", "34052419800101001X",
                                        "110101199003070011"};

static const char *const no_residents[] = {
    "",
    "1",
    "110105491231002",     /* the old number of 15 digits */
    "11010519491231002",   /* one short */
    "11010519491231002XX", /* one long */
    " 11010519491231002X",
    "11010519491231002Y",
    "11010519491231002*",
    "1101051949123100２X",
    "X1010519491231002X",
    "1101051949123100-X",
    "110105194902310020",
    "110105194902310021",
    "110105194902310022",
    "110105194902310023",
    "110105194902310024",
    "110105194902310025",
    "110105194902310026",
    "110105194902310027",
    "110105194902310028",
    "110105194902310029",
    "11010519490231002X", /* 31 February */
    "110105194913010020",
    "110105194913010021",
    "110105194913010022",
    "110105194913010023",
    "110105194913010024",
    "110105194913010025",
    "110105194913010026",
    "110105194913010027",
    "110105194913010028",
    "110105194913010029",
    "11010519491301002X", /* 13th month */
    "000000000000000000",
    "000000000000000001",
    "999999999999999999",
    "91350100M000100Y43",
};

/* The example of GB 32100 and well-known companies. */
static const char *const codes[] = {"91350100M000100Y43", "91110000802100433B",
                                    "9144030071526726XG", "91330100799655058B",
                                    "91110108551385082Q"};

static const char *const no_codes[] = {
    "",
    "9",
    "91350100M000100Y4",
    "91350100M000100Y433",
    " 91350100M000100Y43",
    "91350100m000100y43",
    "91350100I000100Y43",
    "91350100O000100Y43",
    "91350100S000100Y43",
    "91350100V000100Y43",
    "91350100Z000100Y43",
    "91350100-000100Y43",
    "91350100M00０Y43",
    "440524188001010014",
    "11010519491231002X",
};

START_TEST(known_numbers_are_valid)
{
    for (unsigned i = 0; i < sizeof residents / sizeof residents[0]; i++)
        ck_assert_msg(identity_resident_valid(residents[i]), "%s", residents[i]);
    for (unsigned i = 0; i < sizeof codes / sizeof codes[0]; i++)
        ck_assert_msg(identity_credit_code_valid(codes[i]), "%s", codes[i]);
}
END_TEST

START_TEST(what_is_no_number_is_invalid)
{
    for (unsigned i = 0; i < sizeof no_residents / sizeof no_residents[0]; i++)
        ck_assert_msg(!identity_resident_valid(no_residents[i]), "%s", no_residents[i]);
    for (unsigned i = 0; i < sizeof no_codes / sizeof no_codes[0]; i++)
        ck_assert_msg(!identity_credit_code_valid(no_codes[i]), "%s", no_codes[i]);
}
END_TEST

/* How many of the strings made from NUMBER by putting one of ALPHABET into one place, or by
 * changing two neighbours, are valid besides NUMBER itself. */
static int
valid_slips(const char *number, const char *alphabet, bool (*valid)(const char *))
{
    char slip[19];
    int count = 0;

    for (int i = 0; i < 18; i++) {
        for (const char *a = alphabet; *a != '\0'; a++) {
            memcpy(slip, number, sizeof slip);
            slip[i] = *a;
            count += strcmp(slip, number) != 0 && valid(slip);
        }
        memcpy(slip, number, sizeof slip);
        if (i < 17) {
            slip[i] = number[i + 1];
            slip[i + 1] = number[i];
            count += strcmp(slip, number) != 0 && valid(slip);
        }
    }
    return count;
}

START_TEST(every_single_slip_of_the_pen_is_noticed)
{
    for (unsigned i = 0; i < sizeof residents / sizeof residents[0]; i++)
        if (strchr(residents[i], 'x') == NULL)
            ck_assert_msg(
                valid_slips(residents[i], "0123456789X", identity_resident_valid) == 0,
                "%s", residents[i]);
    for (unsigned i = 0; i < sizeof codes / sizeof codes[0]; i++)
        ck_assert_msg(valid_slips(codes[i], "0123456789ABCDEFGHJKLMNPQRTUWXY",
                                  identity_credit_code_valid) == 0,
                      "%s", codes[i]);
}
END_TEST

START_TEST(birthdays_must_exist_leap_days_included)
{
    static const char checks[] = "0123456789X";
    static const struct {
        const char *body;
        bool exists;
    } bodies[] = {
        {"11010520000229002", true},  {"11010519000229002", false},
        {"11010520230229002", false}, {"11010520240229002", true},
        {"11010520240431002", false}, {"11010520240400002", false},
        {"11010520240030002", false}, {"11010500000101002", false},
    };

    for (unsigned i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        char number[19];
        int valid = 0;

        for (const char *c = checks; *c != '\0'; c++) {
            memcpy(number, bodies[i].body, 17);
            number[17] = *c;
            number[18] = '\0';
            valid += identity_resident_valid(number);
        }
        ck_assert_msg(valid == bodies[i].exists, "%s: %d", bodies[i].body, valid);
    }
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        known_numbers_are_valid,
        what_is_no_number_is_invalid,
        every_single_slip_of_the_pen_is_noticed,
        birthdays_must_exist_leap_days_included,
        NULL,
    };

    return harness_run(harness_suite("identity", tests, 60));
}
