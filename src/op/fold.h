/* The worker that folds counted entries into the tallies, and forgets old idempotency keys. */
#ifndef GONGKAI_OP_FOLD_H
#define GONGKAI_OP_FOLD_H

#include "http/request.h"

struct fold;

/* Starts the worker on connections of SERVICE's pool. */
struct fold *fold_start(const struct service *service);

/* Stops it after the round it is in. */
void fold_stop(struct fold *f);

#endif
