/* The word to systemd that the service is ready, or stopping. */
#ifndef GONGKAI_COMMAND_NOTIFY_H
#define GONGKAI_COMMAND_NOTIFY_H

/* Sends STATE ("READY=1") to the socket NOTIFY_SOCKET names; nothing where none is named. */
void notify(const char *state);

#endif
