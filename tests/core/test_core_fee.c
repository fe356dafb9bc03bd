/* The fee against the amounts of rule 10.5. */
#include "core/fee_account.h"
#include "harness.h"

#include <stdlib.h>

static struct fee_slice slices[FEE_MOST_SLICES];
static int count;

START_TEST(the_worked_amounts_of_the_rule_come_out)
{
    static const struct {
        enum fee_basis basis;
        long units, yuan;
    } known[] = {
        {FEE_BY_ITEM, 10, 0},     {FEE_BY_ITEM, 11, 100},    {FEE_BY_ITEM, 30, 2000},
        {FEE_BY_ITEM, 31, 2200},  {FEE_BY_ITEM, 35, 3000},   {FEE_BY_ITEM, 40, 4000},
        {FEE_BY_ITEM, 41, 4300},  {FEE_BY_ITEM, 50, 7000},   {FEE_BY_ITEM, 51, 7400},
        {FEE_BY_ITEM, 60, 11000}, {FEE_BY_ITEM, 100, 37000}, {FEE_BY_PAGE, 30, 0},
        {FEE_BY_PAGE, 31, 10},    {FEE_BY_PAGE, 100, 700},   {FEE_BY_PAGE, 101, 720},
        {FEE_BY_PAGE, 120, 1100}, {FEE_BY_PAGE, 200, 2700},  {FEE_BY_PAGE, 201, 2740},
        {FEE_BY_PAGE, 250, 4700}, {FEE_BY_PAGE, 300, 6700},
    };

    for (unsigned i = 0; i < sizeof known / sizeof known[0]; i++)
        ck_assert_int_eq(fee_of(known[i].basis, 1, known[i].units, slices, &count),
                         known[i].yuan);
}
END_TEST

START_TEST(unit_by_unit_slice_by_slice_and_in_closed_form_it_is_the_same)
{
    for (enum fee_basis basis = FEE_BY_ITEM; basis <= FEE_BY_PAGE; basis++) {
        long sum = 0;

        for (long n = 1; n <= FEE_MOST_UNITS; n++) {
            sum += fee_rate(basis, n);
            ck_assert_int_eq(sum, fee_total(basis, n));
            if (n <= 1000 || n % 997 == 0)
                ck_assert_int_eq(sum, fee_of(basis, 1, n, slices, &count));
        }
        ck_assert_int_eq(fee_of(basis, 1, FEE_MOST_UNITS, slices, &count), sum);
        ck_assert_int_le(count, FEE_MOST_SLICES);
    }
}
END_TEST

START_TEST(what_is_charged_in_parts_adds_up_to_the_whole)
{
    for (long n = 1; n <= 120; n++) {
        for (long cut = 1; cut < n; cut++)
            ck_assert_int_eq(fee_of(FEE_BY_ITEM, 1, cut, slices, &count) +
                                 fee_of(FEE_BY_ITEM, cut + 1, n, slices, &count),
                             fee_total(FEE_BY_ITEM, n));
    }
}
END_TEST

START_TEST(the_slices_are_the_units_without_gap_each_at_one_rate)
{
    long next = 9, sum = fee_of(FEE_BY_ITEM, 9, 47, slices, &count), amounts = 0;

    ck_assert_int_eq(count, 4);
    for (int i = 0; i < count; i++) {
        ck_assert_int_eq(slices[i].first, next);
        for (long n = slices[i].first; n <= slices[i].last; n++)
            ck_assert_int_eq(fee_rate(FEE_BY_ITEM, n), slices[i].rate);
        amounts += slices[i].amount;
        next = slices[i].last + 1;
    }
    ck_assert_int_eq(next, 48);
    ck_assert_int_eq(amounts, sum);
    ck_assert_int_eq(slices[3].rate, 300);
}
END_TEST

START_TEST(the_calculation_is_told_in_words)
{
    struct text t = {NULL, 0, 0};
    int n;

    fee_of(FEE_BY_ITEM, 9, 31, slices, &n);
    fee_explain(&t, FEE_BY_ITEM, slices, n, false);
    ck_assert_str_eq(t.bytes,
                     "第 9 至 10 件，不收费；第 11 至 30 件，每件 100 元，20 件计 2000 "
                     "元；第 31 件，每件 200 元，1 件计 200 元；合计 2200 元");
    text_free(&t);
    fee_of(FEE_BY_PAGE, 1, 31, slices, &n);
    fee_explain(&t, FEE_BY_PAGE, slices, n, true);
    ck_assert_str_eq(t.bytes, "page 1 to 30: free; page 31: 1 at 10 yuan, 10 yuan; 10 yuan "
                              "in all");
    text_free(&t);
}
END_TEST

START_TEST(yuan_become_ten_thousands_without_idle_zeros)
{
    static const struct {
        long yuan;
        const char *wan;
    } known[] = {{0, "0"},         {400, "0.04"},       {1, "0.0001"},  {10000, "1"},
                 {25000, "2.5"},   {2400, "0.24"},      {100000, "10"}, {123456, "12.3456"},
                 {10010, "1.001"}, {100000000, "10000"}};
    char wan[FEE_WAN_SIZE];

    for (unsigned i = 0; i < sizeof known / sizeof known[0]; i++) {
        fee_in_wan(known[i].yuan, wan);
        ck_assert_str_eq(wan, known[i].wan);
    }
}
END_TEST

/* ---- The money of a case ---- */

static const struct event notice = {.seq = 2,
                                    .kind = EVENT_fee_notice,
                                    .happened_on = 1000,
                                    .basis = FEE_BY_PAGE,
                                    .units = 40,
                                    .amount = 100};

static struct event
entry(int seq, enum event_kind kind, date day, int amount)
{
    return (struct event){.seq = seq, .kind = kind, .happened_on = day, .amount = amount};
}

START_TEST(what_stands_of_notices_payments_and_refunds_is_added_up)
{
    struct event e[] = {
        entry(1, EVENT_registered, 990, 0),     notice,
        entry(3, EVENT_fee_paid, 1001, 60),     entry(4, EVENT_fee_paid, 1002, 70),
        entry(5, EVENT_fee_refunded, 1003, 20), entry(6, EVENT_fee_paid, 1001, 30),
        entry(7, EVENT_retracted, 1004, 0)};
    struct fee_account a = fee_account_of(e, 5, date_of(2021, 1, 1));

    ck_assert_int_eq(a.fault, FEE_RIGHT);
    ck_assert_int_eq(a.noticed, 100);
    ck_assert_int_eq(a.paid, 130);
    ck_assert_int_eq(a.refunded, 20);
    ck_assert_int_eq(fee_outstanding(&a), 0);
    e[5].supersedes = 3; /* 60 was 30 */
    a = fee_account_of(e, 6, date_of(2021, 1, 1));
    ck_assert_int_eq(a.paid, 100);
    e[6].supersedes = 4; /* 70 was none at all */
    a = fee_account_of(e, 7, date_of(2021, 1, 1));
    ck_assert_int_eq(a.paid, 30);
    ck_assert_int_eq(fee_outstanding(&a), 90); /* 20 of them went back */
}
END_TEST

START_TEST(what_was_given_back_is_paid_no_more)
{
    struct event e[] = {entry(1, EVENT_registered, 990, 0), notice,
                        entry(3, EVENT_fee_paid, 1005, 60),
                        entry(4, EVENT_fee_refunded, 1006, 60)};
    struct fee_account a = fee_account_of(e, 4, NO_DATE);

    ck_assert_int_eq(fee_outstanding(&a), 100);
    e[2].amount = 150, e[3].amount = 50; /* too much, given back */
    a = fee_account_of(e, 4, NO_DATE);
    ck_assert_int_eq(fee_outstanding(&a), 0);
}
END_TEST

START_TEST(no_more_is_given_back_than_was_paid_by_that_day)
{
    struct event e[] = {entry(1, EVENT_registered, 990, 0), notice,
                        entry(3, EVENT_fee_paid, 1005, 100),
                        entry(4, EVENT_fee_refunded, 1005, 100)};

    ck_assert_int_eq(fee_account_of(e, 4, NO_DATE).fault, FEE_RIGHT);
    e[3].happened_on = 1004;
    ck_assert_int_eq(fee_account_of(e, 4, NO_DATE).fault, FEE_OVER_REFUND);
    ck_assert_int_eq(fee_account_of(e, 4, NO_DATE).fault_seq, 4);
    e[3].happened_on = 1006, e[3].amount = 101;
    ck_assert_int_eq(fee_account_of(e, 4, NO_DATE).fault, FEE_OVER_REFUND);
}
END_TEST

START_TEST(one_basis_and_none_before_2021)
{
    struct event e[] = {entry(1, EVENT_registered, 990, 0), notice, notice};

    e[2].seq = 3;
    ck_assert_int_eq(fee_account_of(e, 3, date_of(2021, 1, 1)).fault, FEE_RIGHT);
    ck_assert_int_eq(fee_account_of(e, 2, date_of(2020, 12, 31)).fault, FEE_TOO_EARLY);
    e[2].basis = FEE_BY_ITEM;
    ck_assert_int_eq(fee_account_of(e, 3, NO_DATE).fault, FEE_BOTH_BASES);
    e[2].supersedes = 2; /* corrected, not charged twice */
    ck_assert_int_eq(fee_account_of(e, 3, NO_DATE).fault, FEE_RIGHT);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_worked_amounts_of_the_rule_come_out,
        unit_by_unit_slice_by_slice_and_in_closed_form_it_is_the_same,
        what_is_charged_in_parts_adds_up_to_the_whole,
        the_slices_are_the_units_without_gap_each_at_one_rate,
        the_calculation_is_told_in_words,
        yuan_become_ten_thousands_without_idle_zeros,
        what_stands_of_notices_payments_and_refunds_is_added_up,
        what_was_given_back_is_paid_no_more,
        no_more_is_given_back_than_was_paid_by_that_day,
        one_basis_and_none_before_2021,
        NULL,
    };

    return harness_run(harness_suite("fee", tests, 60));
}
