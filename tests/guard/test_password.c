#include "base/text.h"
#include "guard/password_policy.h"
#include "harness.h"

#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define CHEAP ((struct password_cost){1, 8192})

/* How many are in the function that checks hashes, and how many may leave it. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t change;
    bool closed, yields;
    int inside, most, calls;
} gate = {.lock = PTHREAD_MUTEX_INITIALIZER, .change = PTHREAD_COND_INITIALIZER};

int __real_crypto_pwhash_str_verify(const char *hash, const char *password,
                                    unsigned long long len);
int __wrap_crypto_pwhash_str_verify(const char *hash, const char *password,
                                    unsigned long long len);

int
__wrap_crypto_pwhash_str_verify(const char *hash, const char *password,
                                unsigned long long len)
{
    int result;

    pthread_mutex_lock(&gate.lock);
    gate.calls++;
    gate.inside++;
    if (gate.inside > gate.most)
        gate.most = gate.inside;
    while (gate.closed)
        pthread_cond_wait(&gate.change, &gate.lock);
    pthread_mutex_unlock(&gate.lock);
    result = gate.yields ? 0 : __real_crypto_pwhash_str_verify(hash, password, len);
    pthread_mutex_lock(&gate.lock);
    gate.inside--;
    pthread_mutex_unlock(&gate.lock);
    return result;
}

static struct passwords *
cheap(void)
{
    struct passwords *p = passwords_new(CHEAP);

    ck_assert_ptr_nonnull(p);
    return p;
}

START_TEST(a_password_matches_its_own_hash_only)
{
    static const char *const texts[] = {"", "a", "correct horse", "正确的马", "𠀀𠀀", "Ａ"};
    enum { TEXTS = sizeof texts / sizeof texts[0] };
    char hashes[TEXTS][PASSWORD_HASH_SIZE];
    struct passwords *p = cheap();

    for (int i = 0; i < TEXTS; i++)
        ck_assert_int_eq(password_hash(p, texts[i], hashes[i]), PASSWORD_OK);
    for (int i = 0; i < TEXTS; i++)
        for (int j = 0; j < TEXTS; j++)
            ck_assert_int_eq(password_matches(p, hashes[i], texts[j]),
                             i == j ? PASSWORD_OK : PASSWORD_WRONG);
    ck_assert_int_eq(password_matches(p, "", ""), PASSWORD_WRONG);
    ck_assert_int_eq(password_matches(p, "$argon2id$", "a"), PASSWORD_WRONG);
    passwords_free(p);
}
END_TEST

START_TEST(two_hashes_of_one_password_differ)
{
    char one[PASSWORD_HASH_SIZE], two[PASSWORD_HASH_SIZE];
    struct passwords *p = cheap();

    ck_assert_int_eq(password_hash(p, "secret", one), PASSWORD_OK);
    ck_assert_int_eq(password_hash(p, "secret", two), PASSWORD_OK);
    ck_assert_str_ne(one, two);
    passwords_free(p);
}
END_TEST

START_TEST(the_full_cost_is_64_mib_and_three_passes_of_argon2id)
{
    char hash[PASSWORD_HASH_SIZE], cheaper[PASSWORD_HASH_SIZE];
    struct passwords *full = passwords_new(PASSWORD_COST_FULL), *p = cheap();

    ck_assert_int_eq(password_hash(full, "密码", hash), PASSWORD_OK);
    ck_assert_int_eq(strncmp(hash, "$argon2id$v=19$m=65536,t=3,p=1$", 31), 0);
    ck_assert_int_eq(password_matches(full, hash, "密码"), PASSWORD_OK);
    ck_assert(!password_outdated(full, hash));
    ck_assert_int_eq(password_hash(p, "密码", cheaper), PASSWORD_OK);
    ck_assert(password_outdated(full, cheaper));
    ck_assert_int_eq(password_matches(full, cheaper, "密码"), PASSWORD_OK);
    ck_assert(password_outdated(full, ""));
    ck_assert(password_outdated(full, "$6$salt$hash"));
    passwords_free(full);
    passwords_free(p);
}
END_TEST

START_TEST(an_unknown_account_costs_the_work_of_a_known_one)
{
    struct passwords *p = cheap();

    gate.calls = 0;
    ck_assert_int_eq(password_matches(p, NULL, "anything"), PASSWORD_WRONG);
    ck_assert_int_eq(password_matches(p, NULL, ""), PASSWORD_WRONG);
    ck_assert_int_eq(gate.calls, 2);
    passwords_free(p);
}
END_TEST

START_TEST(an_unknown_account_lets_nobody_in_even_by_a_lucky_guess)
{
    struct passwords *p = cheap();

    gate.yields = true;
    ck_assert_int_eq(password_matches(p, "any hash", "lucky"), PASSWORD_OK);
    ck_assert_int_eq(password_matches(p, NULL, "lucky"), PASSWORD_WRONG);
    passwords_free(p);
}
END_TEST

static double
processor_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

START_TEST(an_unknown_account_takes_as_long_as_a_wrong_password)
{
    struct passwords *p = passwords_new((struct password_cost){3, 8u << 20});
    char hash[PASSWORD_HASH_SIZE];
    double known = 0, unknown = 0;

    ck_assert_int_eq(password_hash(p, "right", hash), PASSWORD_OK);
    for (int i = 0; i < 10; i++) {
        double begun = processor_seconds(), between;

        ck_assert_int_eq(password_matches(p, hash, "wrong"), PASSWORD_WRONG);
        between = processor_seconds();
        ck_assert_int_eq(password_matches(p, NULL, "wrong"), PASSWORD_WRONG);
        known += between - begun;
        unknown += processor_seconds() - between;
    }
    ck_assert_msg(unknown > known / 2 && unknown < known * 2, "%f and %f", known, unknown);
    passwords_free(p);
}
END_TEST

enum { CROWD = 20 };

struct asker {
    struct passwords *p;
    const char *hash;
    atomic_int *answered;
    enum password_result result;
};

static void *
ask(void *arg)
{
    struct asker *asker = arg;

    asker->result = password_matches(asker->p, asker->hash, "right");
    atomic_fetch_add(asker->answered, 1);
    return NULL;
}

static void
set_gate(bool closed)
{
    pthread_mutex_lock(&gate.lock);
    gate.closed = closed;
    pthread_cond_broadcast(&gate.change);
    pthread_mutex_unlock(&gate.lock);
}

/* Two work, eight wait, and the other ten of twenty are answered before any of these. */
START_TEST(two_hash_at_a_time_eight_wait_and_the_eleventh_is_sent_away)
{
    struct passwords *p = cheap();
    char hash[PASSWORD_HASH_SIZE];
    atomic_int answered = 0;
    struct asker askers[CROWD];
    pthread_t threads[CROWD];
    int right = 0, busy = 0;

    ck_assert_int_eq(password_hash(p, "right", hash), PASSWORD_OK);
    gate.most = gate.calls = 0;
    set_gate(true);
    for (int i = 0; i < CROWD; i++) {
        askers[i] = (struct asker){p, hash, &answered, PASSWORD_WRONG};
        ck_assert_int_eq(pthread_create(&threads[i], NULL, ask, &askers[i]), 0);
    }
    for (int ms = 0; ms < 20000 && atomic_load(&answered) < 10; ms++)
        nanosleep(&(struct timespec){0, 1000000}, NULL);
    ck_assert_int_eq(atomic_load(&answered), 10);
    set_gate(false);
    for (int i = 0; i < CROWD; i++) {
        pthread_join(threads[i], NULL);
        right += askers[i].result == PASSWORD_OK;
        busy += askers[i].result == PASSWORD_BUSY;
    }
    ck_assert_int_eq(right, 10);
    ck_assert_int_eq(busy, 10);
    ck_assert_int_eq(gate.most, 2);
    ck_assert_int_eq(gate.calls, 10);
    ck_assert_int_eq(password_matches(p, hash, "right"), PASSWORD_OK);
    passwords_free(p);
}
END_TEST

START_TEST(a_password_of_old_is_recognised)
{
    static const char *const former[] = {"Yizi-2025-Maple", "另一个旧密码"};
    char hashes[2][PASSWORD_HASH_SIZE];
    const char *list[] = {hashes[0], hashes[1]};
    struct passwords *p = cheap();

    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(password_hash(p, former[i], hashes[i]), PASSWORD_OK);
    ck_assert_int_eq(password_used(p, former[0], list, 2), PASSWORD_OK);
    ck_assert_int_eq(password_used(p, former[1], list, 2), PASSWORD_OK);
    ck_assert_int_eq(password_used(p, former[1], list, 1), PASSWORD_WRONG);
    ck_assert_int_eq(password_used(p, "yizi-2025-maple", list, 2), PASSWORD_WRONG);
    ck_assert_int_eq(password_used(p, former[0], NULL, 0), PASSWORD_WRONG);
    passwords_free(p);
}
END_TEST

static const char *const agency[] = {"香山区人民政府", "香山", "xiangshan", "区", "gk"};

static enum password_fault
fault(const char *profile, const char *password)
{
    return password_fault(password_profile(profile), password, "zhangsan", agency, 5);
}

static const struct {
    const char *password;
    enum password_fault fault;
} dengbao[] = {
    {"", PASSWORD_short},
    {"Qv7-mapleX!", PASSWORD_short},
    {"Qv7-mapleXr!", PASSWORD_FINE},
    {"枫叶落在1982号院子里的K", PASSWORD_FINE},
    {"枫叶落在院子里的长椅上边", PASSWORD_classes},
    {"枫叶7X", PASSWORD_short},
    {"枫叶落在院子里的7X椅", PASSWORD_short},
    {"枫叶落在院子里的长7X椅", PASSWORD_FINE},
    {"𠀀𠀁𠀂枫叶落在院子7X里", PASSWORD_FINE},
    {"qvmaplexrkeb", PASSWORD_classes},
    {"Qvmaplexrkeb", PASSWORD_classes},
    {"QVMAPLE7XRKEB", PASSWORD_classes},
    {"Qvmaple7xrkeb", PASSWORD_FINE},
    {"qvmaple7-rkeb", PASSWORD_FINE},
    {"Zhangsan7-qrke", PASSWORD_login},
    {"7-qrkeZh@ngs4n", PASSWORD_login},
    {"Qx-ｚｈａｎｇｓａｎ-7", PASSWORD_login},
    {"Qx7枫叶香山的秋天很美丽", PASSWORD_agency},
    {"Qx7-Xiang5han-rke", PASSWORD_agency},
    {"Qx7区枫叶秋天很美丽gk", PASSWORD_FINE},
    {"Qx7-Qx7-Qx7-Qx7-", PASSWORD_repeated},
    {"Qx7-Qx7-Qx7-Q", PASSWORD_repeated},
    {"枫7A枫7A枫7A枫7A", PASSWORD_repeated},
    {"Abcdefghijk1234", PASSWORD_sequence},
    {"AAAbbb111222xyz", PASSWORD_sequence},
    {"Zyxwvut987654!", PASSWORD_sequence},
    {"Password1234", PASSWORD_common},
    {"P@ssw0rd2024", PASSWORD_common},
    {"P@$$w0rd!123", PASSWORD_common},
    {"Ｐａｓｓｗｏｒｄ2024!Aa", PASSWORD_common},
    {"Gongkai@2026", PASSWORD_common},
    {"Zhengfu@1234", PASSWORD_common},
    {"GongkaiAdmin2024!", PASSWORD_common},
    {"Woaini1314520!", PASSWORD_common},
    {"WoAiNi@5201314", PASSWORD_common},
    {"1qaz@WSX3edc", PASSWORD_common},
    {"Qwertyuiop123!", PASSWORD_common},
    {"!QAZ2wsx1234", PASSWORD_common},
    {"Iloveyou1990!", PASSWORD_common},
    {"Wangwei19881012", PASSWORD_common},
    {"Beijing2008!@#", PASSWORD_common},
    {"Gongkai-kranich-7", PASSWORD_FINE},
    {"Password2024Qvk", PASSWORD_common},
    {"Password2024Qvk7", PASSWORD_FINE},
    {"\xd4\xc2\xc1\xc1-Qx7-maple-rke", PASSWORD_not_text},
    {"Qx7-maple-rke\xe6\x9c", PASSWORD_not_text},
};

START_TEST(dengbao_takes_long_mixed_passwords_that_are_no_words)
{
    enum password_fault found = fault("dengbao", dengbao[_i].password);

    ck_assert_msg(found == dengbao[_i].fault, "\"%s\": fault %d, not %d",
                  dengbao[_i].password, (int)found, (int)dengbao[_i].fault);
}
END_TEST

START_TEST(nist_asks_for_length_and_not_for_classes)
{
    ck_assert_int_eq(fault("nist", "Qv7-mapleXr-kr"), PASSWORD_short);
    ck_assert_int_eq(fault("nist", "kranichmaplevio"), PASSWORD_FINE);
    ck_assert_int_eq(fault("nist", "枫叶落在院子里的长椅上边谁来看"), PASSWORD_FINE);
    ck_assert_int_eq(fault("nist", "枫叶落在院子里的长椅上边谁来"), PASSWORD_short);
    ck_assert_int_eq(fault("nist", "kranich zhangsan maple"), PASSWORD_login);
    ck_assert_int_eq(fault("nist", "passwordpassword1"), PASSWORD_common);
    ck_assert_int_eq(fault("nist", "passwordpassword"), PASSWORD_repeated);
    ck_assert_int_eq(fault("nist", "枫枫枫枫枫枫枫枫枫枫枫枫枫枫枫枫"), PASSWORD_repeated);
}
END_TEST

START_TEST(two_hundred_characters_are_the_most_whatever_their_bytes)
{
    struct text t = {NULL, 0, 0};

    text_add(&t, "Qx7-kranich-");
    for (unsigned i = 12; i < 200; i++) {
        char c[5] = "\xf0\xa0\x80\x80"; /* beyond the BMP, no two alike */

        c[2] = (char)(0x80 + (i * 37 % 256) / 64);
        c[3] = (char)(0x80 + i * 37 % 64);
        text_add(&t, c);
    }
    ck_assert_uint_eq(text_length(t.bytes), 200);
    ck_assert_int_eq(fault("dengbao", t.bytes), PASSWORD_FINE);
    text_add(&t, "x");
    ck_assert_int_eq(fault("dengbao", t.bytes), PASSWORD_long);
    text_free(&t);
}
END_TEST

START_TEST(every_character_of_a_random_password_may_be_any)
{
    static const char letters[] =
        "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789-_";
    int refused = 0;

    for (int i = 0; i < 2000; i++) {
        char password[17] = "A7-";

        for (int at = 3; at < 16; at++)
            password[at] = letters[randombytes_uniform(sizeof letters - 1)];
        refused += fault("dengbao", password) != PASSWORD_FINE;
    }
    ck_assert_int_le(refused, 2);
}
END_TEST

START_TEST(short_logins_and_empty_words_bar_nothing)
{
    static const char *const words[] = {"", "x", "山"};
    const struct password_profile *profile = password_profile("dengbao");

    ck_assert_int_eq(password_fault(profile, "Qx7山-kranich-maple", "Qx", words, 3),
                     PASSWORD_FINE);
    ck_assert_int_eq(password_fault(profile, "Qx7山-kranich-maple", "", NULL, 0),
                     PASSWORD_FINE);
    ck_assert_int_eq(password_fault(profile, "Qx7张三-kranich", "张三", NULL, 0),
                     PASSWORD_login);
    ck_assert_int_eq(
        password_fault(profile, "Qx7-kranich", "a-login-longer-than-it", NULL, 0),
        PASSWORD_short);
}
END_TEST

START_TEST(the_profiles_are_data)
{
    const struct password_profile *d = password_profile("dengbao");
    const struct password_profile *n = password_profile("nist");

    ck_assert(d->length == 12 && d->classes == 3 && d->days == 90 && d->kept == 5);
    ck_assert(n->length == 15 && n->classes == 0 && n->days == 0 && n->kept == 0);
    ck_assert_ptr_null(password_profile(""));
    ck_assert_ptr_null(password_profile("Nist"));
}
END_TEST

START_TEST(every_fault_has_its_words_in_both_languages)
{
    const struct password_profile *nist = password_profile("nist");
    struct arena *a = arena_new();

    for (int f = PASSWORD_FINE + 1; f < PASSWORD_FAULT_COUNT; f++) {
        const char *zh = password_fault_zh(a, nist, (enum password_fault)f);
        const char *en = password_fault_en(a, nist, (enum password_fault)f);

        ck_assert_msg((unsigned char)zh[0] >= 0x80, "%s", zh);
        ck_assert_msg(en[0] >= 'a' && en[0] <= 'z', "%s", en);
    }
    ck_assert_str_eq(password_fault_zh(a, nist, PASSWORD_short), "太短，至少 15 个字符");
    ck_assert_str_eq(password_fault_en(a, nist, PASSWORD_short),
                     "is too short: at least 15 characters");
    arena_free(a);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_password_matches_its_own_hash_only,
        two_hashes_of_one_password_differ,
        the_full_cost_is_64_mib_and_three_passes_of_argon2id,
        an_unknown_account_costs_the_work_of_a_known_one,
        an_unknown_account_lets_nobody_in_even_by_a_lucky_guess,
        an_unknown_account_takes_as_long_as_a_wrong_password,
        two_hash_at_a_time_eight_wait_and_the_eleventh_is_sent_away,
        a_password_of_old_is_recognised,
        nist_asks_for_length_and_not_for_classes,
        two_hundred_characters_are_the_most_whatever_their_bytes,
        every_character_of_a_random_password_may_be_any,
        short_logins_and_empty_words_bar_nothing,
        the_profiles_are_data,
        every_fault_has_its_words_in_both_languages,
        NULL,
    };
    Suite *suite = harness_suite("password", tests, 60);
    TCase *table = tcase_create("dengbao");

    tcase_add_loop_test(table, dengbao_takes_long_mixed_passwords_that_are_no_words, 0,
                        (int)(sizeof dengbao / sizeof dengbao[0]));
    suite_add_tcase(suite, table);
    return harness_run(suite);
}
