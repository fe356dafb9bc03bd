#include "guard/gate.h"

void
gate_open(struct gate *g, int most, int queue)
{
    g->most = most;
    g->queue = queue;
    g->working = g->waiting = 0;
    pthread_mutex_init(&g->lock, NULL);
    pthread_cond_init(&g->left, NULL);
}

void
gate_close(struct gate *g)
{
    pthread_cond_destroy(&g->left);
    pthread_mutex_destroy(&g->lock);
}

bool
gate_enter(struct gate *g)
{
    bool entered;

    pthread_mutex_lock(&g->lock);
    entered = g->working < g->most || g->waiting < g->queue;
    if (entered) {
        g->waiting++;
        while (g->working == g->most)
            pthread_cond_wait(&g->left, &g->lock);
        g->waiting--;
        g->working++;
    }
    pthread_mutex_unlock(&g->lock);
    return entered;
}

void
gate_leave(struct gate *g)
{
    pthread_mutex_lock(&g->lock);
    g->working--;
    pthread_cond_signal(&g->left);
    pthread_mutex_unlock(&g->lock);
}
