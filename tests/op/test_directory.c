/* A directory that checks passwords: a private slapd on a socket, where there is one and the
 * programs were built with --with-ldap; without, what is refused. */
#include "guard/directory.h"
#include "harness.h"
#include "op/visitor.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SECRET_THERE "Directory7#Word"

START_TEST(a_login_inside_a_name_is_escaped)
{
    static const struct {
        const char *login, *name;
    } cases[] = {
        {"li", "uid=li,ou=a"},
        {"li,ou=b", "uid=li\\,ou\\=b,ou=a"},
        {" #li ", "uid=\\ #li\\ ,ou=a"},
        {"#li", "uid=\\#li,ou=a"},
        {"a+b\"c\\d<e>f;g", "uid=a\\+b\\\"c\\\\d\\<e\\>f\\;g,ou=a"},
        {"a\nb\x7f", "uid=a\\0Ab\\7F,ou=a"},
        {"{agency}", "uid={agency},ou=a"},
        {"李", "uid=李,ou=a"},
    };
    struct arena *a = arena_new();

    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_str_eq(directory_dn(a, "uid={login},ou=a", cases[i].login, NULL),
                         cases[i].name);
    ck_assert_str_eq(directory_dn(a, "uid={login},ou={agency}", "li", "a,b"),
                     "uid=li,ou=a\\,b");
    arena_free(a);
}
END_TEST

START_TEST(what_is_no_safe_directory_is_refused)
{
    static const char *const bad[][2] = {{"http://x", "uid={login}"},
                                         {"ldap:/x", "uid={login}"},
                                         {"", "uid={login}"},
                                         {"ldaps://x", "uid=li"}};
    char reason[200];

    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_ptr_null(directory_new(bad[i][0], bad[i][1], reason, sizeof reason));
    if (!directory_supported()) {
        ck_assert_ptr_null(
            directory_new("ldaps://x", "uid={login}", reason, sizeof reason));
        ck_assert_ptr_nonnull(strstr(reason, "--with-ldap"));
    }
}
END_TEST

/* The folder of the private slapd. */
static const char *
folder(void)
{
    static char path[60];

    if (*path == '\0') {
        snprintf(path, sizeof path, "/tmp/gongkai-ldap-XXXXXX");
        ck_assert_ptr_nonnull(mkdtemp(path));
    }
    return path;
}

static void
write_file(const char *name, const char *text)
{
    char path[120];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder(), name);
    file = fopen(path, "we");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static const char *
url(const char *socket_name)
{
    static char text[200];
    size_t len = (size_t)snprintf(text, sizeof text, "ldapi://");

    for (const char *p = folder(); *p != '\0'; p++)
        len +=
            (size_t)snprintf(text + len, sizeof text - len, *p == '/' ? "%%2f" : "%c", *p);
    snprintf(text + len, sizeof text - len, "%%2f%s", socket_name);
    return text;
}

static const char *
slapd(void)
{
    return access("/usr/sbin/slapd", X_OK) == 0 ? "/usr/sbin/slapd" : NULL;
}

/* Whether somebody takes connections on the socket NAME. */
static bool
answers(const char *name)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool taken;

    snprintf(to.sun_path, sizeof to.sun_path, "%s/%s", folder(), name);
    taken = connect(fd, (struct sockaddr *)&to, sizeof to) == 0;
    close(fd);
    return taken;
}

static const char people[] = "dn: dc=example,dc=cn\nobjectClass: dcObject\n"
                             "objectClass: organization\no: x\ndc: example\n\n"
                             "dn: ou=people,dc=example,dc=cn\n"
                             "objectClass: organizationalUnit\nou: people\n\n"
                             "dn: uid=li,ou=people,dc=example,dc=cn\n"
                             "objectClass: inetOrgPerson\nuid: li\ncn: li\nsn: li\n"
                             "userPassword: " SECRET_THERE "\n";

/* slapd with one person, and unauthenticated binds allowed: the trap. */
static pid_t
start_slapd(void)
{
    char config[600], command[300], where[220];
    pid_t pid;

    snprintf(
        config, sizeof config,
        "include /etc/ldap/schema/core.schema\ninclude /etc/ldap/schema/cosine.schema\n"
        "include /etc/ldap/schema/inetorgperson.schema\nallow bind_anon_cred\n"
        "pidfile %s/pid\nmodulepath /usr/lib/ldap\nmoduleload back_mdb\n"
        "database mdb\nsuffix dc=example,dc=cn\ndirectory %s\n",
        folder(), folder());
    write_file("slapd.conf", config);
    write_file("people.ldif", people);
    snprintf(command, sizeof command,
             "/usr/sbin/slapadd -f %s/slapd.conf -l %s/people.ldif >%s/log 2>&1", folder(),
             folder(), folder());
    ck_assert_int_eq(system(command), 0);
    snprintf(config, sizeof config, "%s/slapd.conf", folder());
    snprintf(where, sizeof where, "%s", url("ldapi"));
    pid = fork();
    if (pid == 0) {
        execl(slapd(), "slapd", "-d", "0", "-f", config, "-h", where, (char *)NULL);
        _exit(127);
    }
    for (int i = 0; i < 300 && !answers("ldapi"); i++)
        nanosleep(&(struct timespec){0, 100000000}, NULL);
    return pid;
}

static void
remove_folder(void)
{
    char command[120];

    snprintf(command, sizeof command, "rm -rf '%s'", folder());
    ck_assert_int_eq(system(command), 0);
}

/* A service with the directory at URL. */
static void
begin_with(const char *at)
{
    static char option[260];

    snprintf(option, sizeof option, "--ldap-url=%s", at);
    service_begin(&here, (const char *const[]){
                             socket_option(), option,
                             "--ldap-dn=uid={login},ou=people,dc=example,dc=cn", NULL});
}

static int
make_kept_there(const char *sign_in, const char *roles)
{
    int account = person_make(sign_in, roles);

    in_database("update account set source = 'ldap', password = null where id = %d",
                account);
    return account;
}

static long
status_of(const char *name, const char *password)
{
    return sign_in_from(fresh_source(), name, password, NULL)->answer.status;
}

START_TEST(the_directory_takes_the_right_password_and_no_other)
{
    const char *cookie;
    pid_t pid = start_slapd();
    int account;

    begin_with(url("ldapi"));
    make_agency("there", NULL);
    account = make_kept_there("li@there", "officer");
    make_kept_there("wang@there", "officer");
    ck_assert_int_eq(status_of("li@there", SECRET_THERE), 201);
    ck_assert_int_eq(status_of("li@there", PASSWORD_OF_ALL), 401);
    ck_assert_int_eq(status_of("wang@there", SECRET_THERE), 401);
    ck_assert_int_ne(status_of("li@there", ""), 201);
    cookie = person_session(account);
    as(cookie, 200, "{'password':'" SECRET_THERE "'}", "POST /api/v1/session/proof");
    as(person_session(account), 409,
       "{'old_password':'" SECRET_THERE "','new_password':'Bamboo7#Wall-East'}",
       "POST /api/v1/password");
    as(security_admin(), 404, "{}", "POST /api/v1/accounts/%d/link", account);
    in_database("update account set state = 'disabled' where id = %d", account);
    ck_assert_int_eq(status_of("li@there", SECRET_THERE), 401);
    in_database("update account set state = 'active', locked_until = 'infinity' where id ="
                " %d",
                account);
    ck_assert_int_eq(status_of("li@there", SECRET_THERE), 401);
    service_end(&here);
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
    remove_folder();
}
END_TEST

START_TEST(an_empty_password_is_not_even_asked_for)
{
    pid_t pid = start_slapd();
    char reason[200];
    struct directory *d = directory_new(
        url("ldapi"), "uid={login},ou=people,dc=example,dc=cn", reason, sizeof reason);

    ck_assert_ptr_nonnull(d);
    ck_assert_int_eq(directory_matches(d, "li", NULL, SECRET_THERE), PASSWORD_OK);
    ck_assert_int_eq(directory_matches(d, "li", NULL, ""), PASSWORD_WRONG);
    ck_assert_int_eq(directory_matches(d, "", NULL, SECRET_THERE), PASSWORD_WRONG);
    directory_free(d);
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
    remove_folder();
}
END_TEST

static double
seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A socket that takes connections and never says a word. */
static int
silent_socket(void)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    snprintf(to.sun_path, sizeof to.sun_path, "%s/silent", folder());
    ck_assert_int_eq(bind(fd, (struct sockaddr *)&to, sizeof to), 0);
    ck_assert_int_eq(listen(fd, 64), 0);
    return fd;
}

START_TEST(a_directory_that_is_silent_or_gone_holds_up_only_those_who_need_it)
{
    int fd = silent_socket(), end, busy = 0;
    pid_t children[16];
    double begun;

    begin_with(url("silent"));
    make_agency("silent", NULL);
    make_kept_there("li@silent", "officer");
    person_make("wang@silent", "officer");
    begun = seconds();
    for (int i = 0; i < 16; i++) {
        const char *source = fresh_source();

        children[i] = fork();
        if (children[i] == 0)
            _exit(
                (int)(sign_in_from(source, "li@silent", SECRET_THERE, NULL)->answer.status /
                      10));
    }
    nanosleep(&(struct timespec){2, 0}, NULL);
    ck_assert_int_eq(visit("Accept: */*", NULL, "GET /healthz")->answer.status, 200);
    for (int i = 0; i < 16; i++) {
        waitpid(children[i], &end, 0);
        busy += WIFEXITED(end) && WEXITSTATUS(end) == 50;
    }
    ck_assert_int_eq(busy, 16);
    ck_assert_double_lt(seconds() - begun, 40);
    ck_assert_int_eq(status_of("wang@silent", PASSWORD_OF_ALL), 201);
    close(fd);
    ck_assert_int_eq(status_of("li@silent", SECRET_THERE), 503);
    service_end(&here);
    remove_folder();
}
END_TEST

int
main(void)
{
    const TTest *const always[] = {a_login_inside_a_name_is_escaped,
                                   what_is_no_safe_directory_is_refused, NULL};
    const TTest *const asked[] = {
        a_login_inside_a_name_is_escaped,
        what_is_no_safe_directory_is_refused,
        a_directory_that_is_silent_or_gone_holds_up_only_those_who_need_it,
        the_directory_takes_the_right_password_and_no_other,
        an_empty_password_is_not_even_asked_for,
        NULL};

    if (directory_supported() && slapd() != NULL)
        return harness_run(harness_suite("directory", asked, 120));
    printf("# no directory is asked: %s\n",
           slapd() == NULL ? "slapd is not installed" : "built without --with-ldap");
    return harness_run(harness_suite("directory", always, 60));
}
