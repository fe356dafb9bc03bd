/* Random histories of a case, and their print: what could be entered, lawful or not. */
#ifndef GONGKAI_TESTS_HISTORY_H
#define GONGKAI_TESTS_HISTORY_H

#include "core/clock.h"

#include <stdint.h>
#include <stdio.h>

enum { HISTORY_ENTRIES = 16 };

/* A generator of numbers (xorshift64*); the same seed gives the same histories. */
struct dice {
    uint64_t state;
};

struct history {
    struct event entries[HISTORY_ENTRIES];
    int n;
    date as_of; /* NO_DATE: none */
    int law;    /* 0: by the day of receipt */
};

/* From GONGKAI_SEED, else the clock of the system; told on standard output. */
uint64_t history_seed(void);

/* GONGKAI_RANDOM_CASES scaled as DEFAULT is to 1,000,000; DEFAULT without it. */
int history_cases(int usual);

/* Dice for case number CASE of the test called TEST. */
struct dice dice_of(uint64_t seed, const char *test, int number);

/* 0 … SIDES - 1. */
int throw_dice(struct dice *dice, int sides);

/* A history of up to 12 entries after the registration. */
void history_throw(struct dice *dice, struct history *h);

/* A day about the entries H has: the same, some days on, or where a period ends. */
date history_day(struct dice *dice, const struct history *h);

void history_print(FILE *out, const struct history *h);

#endif
