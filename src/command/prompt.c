#include "command/prompt.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { CTRL_C = 3, CTRL_D = 4, BACKSPACE = 8, CTRL_U = 21, DELETE = 127 };

/* Takes the last character, of one to four bytes, from the LEN bytes at OUT. */
static int
shorten(const char *out, int len)
{
    while (len > 0 && ((unsigned char)out[--len] & 0xc0) == 0x80)
        continue;
    return len;
}

/* Byte by byte: signals of the keyboard are bytes here, so that none of them leaves the
 * terminal silent. */
static bool
read_keys(int tty, char out[PROMPT_SIZE])
{
    int len = 0;
    unsigned char key;

    while (read(tty, &key, 1) == 1) {
        if (key == '\r' || key == '\n') {
            out[len] = '\0';
            return true;
        }
        if (key == CTRL_C || key == CTRL_D || len == PROMPT_SIZE - 1)
            return false;
        if (key == BACKSPACE || key == DELETE)
            len = shorten(out, len);
        else if (key == CTRL_U)
            len = 0;
        else
            out[len++] = (char)key;
    }
    return false;
}

static bool
ask_terminal(const char *label, char out[PROMPT_SIZE])
{
    int tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    struct termios before, silent;
    bool read_it = false;

    if (tty < 0 || tcgetattr(tty, &before) != 0) {
        fputs("gongkai: no terminal to ask at\n", stderr);
        if (tty >= 0)
            close(tty);
        return false;
    }
    silent = before;
    silent.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG);
    silent.c_cc[VMIN] = 1;
    silent.c_cc[VTIME] = 0;
    dprintf(tty, "%s", label);
    if (tcsetattr(tty, TCSAFLUSH, &silent) == 0) {
        read_it = read_keys(tty, out);
        tcsetattr(tty, TCSAFLUSH, &before);
    }
    dprintf(tty, "\n");
    close(tty);
    return read_it;
}

static bool
read_input(char out[PROMPT_SIZE])
{
    size_t len;

    if (fgets(out, PROMPT_SIZE, stdin) == NULL)
        return false;
    len = strcspn(out, "\r\n");
    if (out[len] == '\0' && !feof(stdin))
        return false;
    out[len] = '\0';
    return true;
}

bool
prompt_secret(const char *label, char out[PROMPT_SIZE])
{
    if (isatty(STDIN_FILENO) ? ask_terminal(label, out) : read_input(out))
        return true;
    sodium_memzero(out, PROMPT_SIZE);
    return false;
}
