/* The private PostgreSQL of contrib/with-postgres, to be killed and started again. */
#ifndef GONGKAI_TESTS_CLUSTER_H
#define GONGKAI_TESTS_CLUSTER_H

/* Kills every process of it at once with SIGKILL and waits until they are gone. */
void cluster_kill(void);

/* Starts it with contrib/postgres if it does not run; where it listens stays the same. */
void cluster_start(void);

#endif
