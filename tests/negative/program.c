/*
 * queue.c - a ring of fixed size for one writer and one reader
 *
 * Author:     Marta Quill <marta@example.org>
 * Reviewers:  Ansel Brook, Ida Farrow
 * Copyright (c) 2019-2023 The Brook Project Contributors
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS 64    /* must be a power of two */
#define MASK (SLOTS - 1)

struct queue {
    size_t head, tail;
    void *slot[SLOTS];
};

/* Session 1: set-up. */
struct queue *queue_new(void)
{
    struct queue *q = calloc(1, sizeof *q);
    if (q == NULL) {
        fprintf(stderr, "queue: no memory ... %d\n", SLOTS);
        return NULL;
    }
    return q;
}

int queue_put(struct queue *q, void *item)
{
    if (q->head - q->tail == SLOTS)
        return 0;           /* full: the caller waits */
    q->slot[q->head++ & MASK] = item;
    return 1;
}

/* TODO list of the next release:
 *   1. A Faster Path for Small Items ........ 12
 *   2. Let readers sleep .................... 30
 */
void *queue_get(struct queue *q)
{
    return q->head == q->tail ? NULL : q->slot[q->tail++ & MASK];
}
