/* A gate: so many at work at once, so many that wait; who comes then is sent away.  What is
 * slow or takes memory goes through one, so that it cannot take every thread. */
#ifndef GONGKAI_GUARD_GATE_H
#define GONGKAI_GUARD_GATE_H

#include <pthread.h>
#include <stdbool.h>

struct gate {
    pthread_mutex_t lock;
    pthread_cond_t left;
    int most, queue;
    int working, waiting;
};

/* At most MOST (>= 1) inside and QUEUE waiting. */
void gate_open(struct gate *g, int most, int queue);
void gate_close(struct gate *g);

/* Waits for a place; false, at once, when too many do already.  Who got in calls
 * gate_leave. */
bool gate_enter(struct gate *g);
void gate_leave(struct gate *g);

#endif
