/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-repeat.h"

#include <math.h>
#include <string.h>

/* Tickets come by opening time, so each key needs only its latest one and the latest before that:
 * those of the same second repeat nothing. */
typedef struct
{
  guint32 latest; /* 0: none */
  guint32 before; /* the latest one strictly before `latest`; 0: none */
} Seen;

/* TRUE when there is one strictly before @opened, not more than @look_back ago. */
static inline gboolean
is_repeat (const Seen *seen, guint32 opened, guint32 look_back)
{
  guint32 earlier = seen->latest < opened ? seen->latest : seen->before;

  return earlier != 0 && opened - earlier <= look_back;
}

static inline void
see (Seen *seen, guint32 opened)
{
  if (seen->latest < opened)
    seen->before = seen->latest;
  seen->latest = opened;
}

/* ---------------------------------------------------------------- who with what */

/* Requesters with an issue or a category are many, but only those of one look-back matter: keys of
 * the present and of the last stretch of that length are two small tables that stay in the cache. */
typedef struct
{
  guint64 key; /* 0: free */
  Seen seen;
} Slot;

typedef struct
{
  Slot *slots;
  guint bits; /* there are 2 to the power of it */
  guint n_used;
} Table;

typedef struct
{
  Table tables[2];
  guint now;     /* index of the present one */
  gint64 end;    /* of the present stretch */
  guint32 length;
} Recent;

#define FEWEST_BITS 10

static Slot *
table_find (const Table *self, guint64 key)
{
  gsize mask = ((gsize) 1 << self->bits) - 1;
  gsize at = (gsize) ((key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> (64 - self->bits));

  while (self->slots[at].key != 0 && self->slots[at].key != key)
    at = (at + 1) & mask;
  return &self->slots[at];
}

static void
table_resize (Table *self, guint bits)
{
  Table old = *self;

  self->bits = bits;
  self->slots = g_new0 (Slot, (gsize) 1 << bits);
  for (gsize i = 0; old.n_used > 0 && i < (gsize) 1 << old.bits; i++)
    if (old.slots[i].key != 0)
      *table_find (self, old.slots[i].key) = old.slots[i];
  g_free (old.slots);
}

/* Free for a stretch with about as many keys as @like, so that emptying costs no more than filling. */
static void
table_empty (Table *self, guint like)
{
  guint bits = FEWEST_BITS;

  while (((gsize) 1 << bits) < (gsize) like * 2)
    bits++;
  self->n_used = 0;
  if (bits > self->bits)
    {
      table_resize (self, bits);
      return;
    }
  self->bits = bits;
  memset (self->slots, 0, sizeof (Slot) << bits);
}

static Seen *
table_add (Table *self, Slot *slot, guint64 key)
{
  if (slot->key == key)
    return &slot->seen;
  if (++self->n_used > 1u << (self->bits - 1))
    {
      table_resize (self, self->bits + 1);
      slot = table_find (self, key);
    }
  slot->key = key;
  return &slot->seen;
}

static void
recent_init (Recent *self, guint32 length)
{
  self->length = length;
  for (guint i = 0; i < 2; i++)
    table_resize (&self->tables[i], FEWEST_BITS);
}

static void
recent_clear (Recent *self)
{
  g_free (self->tables[0].slots);
  g_free (self->tables[1].slots);
}

/* On to the stretch that @opened begins or lies in. */
static void
recent_move (Recent *self, guint32 opened)
{
  guint n_used = self->tables[self->now].n_used;

  if (opened >= self->end + self->length)
    {
      table_empty (&self->tables[self->now], 0);
      self->end = opened;
    }
  self->now = !self->now;
  table_empty (&self->tables[self->now], n_used);
  self->end += self->length;
}

static gboolean
recent_see (Recent *self, guint64 key, guint32 opened)
{
  Slot *slot;
  gboolean repeats;

  if (opened >= self->end)
    recent_move (self, opened);
  slot = table_find (&self->tables[self->now], key);
  repeats = is_repeat (&slot->seen, opened, self->length) ||
            is_repeat (&table_find (&self->tables[!self->now], key)->seen, opened, self->length);
  see (table_add (&self->tables[self->now], slot, key), opened);
  return repeats;
}

enum
{
  KEY_CATEGORY,
  KEY_SUBCATEGORY, /* its ordinal stands for the pair */
  KEY_ISSUE,
};

static inline guint64
make_key (guint32 requester, guint kind, guint32 ordinal)
{
  return (guint64) requester << 32 | (guint64) kind << 30 | ordinal;
}

/* 0: no requester, or nothing to compare. */
static inline guint64
key_of (const HcColumns *columns, guint32 row)
{
  guint32 requester = columns->requester[row];

  if (requester == 0)
    return 0;
  if (columns->dim[HC_BY_ISSUE][row] != 0)
    return make_key (requester, KEY_ISSUE, columns->dim[HC_BY_ISSUE][row]);
  if (columns->dim[HC_BY_SUBCATEGORY][row] != 0)
    return make_key (requester, KEY_SUBCATEGORY, columns->dim[HC_BY_SUBCATEGORY][row]);
  if (columns->dim[HC_BY_CATEGORY][row] != 0)
    return make_key (requester, KEY_CATEGORY, columns->dim[HC_BY_CATEGORY][row]);
  return 0;
}

/* ---------------------------------------------------------------- all rows */

guint8 *
hc_repeat_find_at (const HcColumns *columns, double look_back_days, gint64 horizon)
{
  guint8 *flags = g_new0 (guint8, columns->n);
  g_autofree Seen *issues = g_new0 (Seen, columns->names[HC_BY_ISSUE]->len);
  guint32 look_back = (guint32) CLAMP (floor (look_back_days * 86400 + 1e-6), 1, G_MAXUINT32 / 2);
  Recent recent = { 0 };

  recent_init (&recent, look_back);
  for (guint32 row = 0; row < columns->n; row++)
    {
      guint32 opened = columns->opened[row];
      guint32 issue = columns->dim[HC_BY_ISSUE][row];
      guint64 key = key_of (columns, row);

      if ((gint64) opened >= horizon)
        break;
      if ((issue == 0 && key == 0) || hc_columns_is_cancelled (columns, row, horizon))
        continue;
      if (issue != 0)
        {
          flags[row] |= HC_REPEAT_CLASSIFIED;
          if (is_repeat (&issues[issue], opened, look_back))
            flags[row] |= HC_REPEAT_PATTERN;
          see (&issues[issue], opened);
        }
      if (key != 0)
        {
          flags[row] |= HC_REPEAT_KEYED;
          if (recent_see (&recent, key, opened))
            flags[row] |= HC_REPEAT_SAME_USER;
        }
    }
  recent_clear (&recent);
  return flags;
}

guint8 *
hc_repeat_find (const HcColumns *columns, double look_back_days)
{
  return hc_repeat_find_at (columns, look_back_days, G_MAXINT64);
}

/* ---- kept with the columns ---- */

typedef struct
{
  double look_back_days;
  gint64 horizon;
  guint8 *flags;
} Cache;

void
hc_repeat_cache_free (gpointer cache)
{
  Cache *self = cache;

  if (self == NULL)
    return;
  g_free (self->flags);
  g_free (self);
}

const guint8 *
hc_repeat_get (const HcColumns *columns, double look_back_days, gint64 horizon, guint8 **owned)
{
  gpointer *place = (gpointer *) &columns->repeat_cache;
  Cache *cache = g_atomic_pointer_get (place);

  if (cache != NULL && cache->look_back_days == look_back_days && cache->horizon == horizon)
    return cache->flags;
  *owned = hc_repeat_find_at (columns, look_back_days, horizon);
  if (cache != NULL)
    return *owned;
  cache = g_new (Cache, 1);
  *cache = (Cache) { look_back_days, horizon, *owned };
  if (g_atomic_pointer_compare_and_exchange (place, NULL, cache))
    return g_steal_pointer (owned);
  g_free (cache); /* another thread was first */
  return *owned;
}
