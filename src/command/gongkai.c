/* gongkai: the command line. */
#include "base/setting.h"
#include "command/command.h"
#include "command/manual.h"

#include <curl/curl.h>
#include <locale.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
main(int argc, char **argv)
{
    struct settings settings;
    int first, status = 2;

    if (manual_asked(COMMAND, argc, argv))
        return EXIT_SUCCESS;
    first = setting_load(&settings, COMMAND, argc, argv);
    if (sodium_init() < 0 || curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
        return EXIT_FAILURE;
    for (const struct command *c = command_list; c->name != NULL && first < argc; c++) {
        if (strcmp(c->name, argv[first]) == 0) {
            status = c->run(&settings, argc - first - 1, argv + first + 1);
            first = argc + 1;
        }
    }
    if (first <= argc)
        fprintf(stderr,
                first < argc ? "gongkai: there is no command %s; see gongkai --help\n"
                             : "gongkai: which command? see gongkai --help%s\n",
                first < argc ? argv[first] : "");
    curl_global_cleanup();
    setting_free(&settings);
    return status;
}
