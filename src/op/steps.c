#include "op/steps.h"

bool
steps_confirmable(enum right r)
{
    for (enum role role = 0; role < ROLE_COUNT; role++)
        if (right_cell_of(r, role) & CELL_CONFIRM)
            return true;
    return false;
}
