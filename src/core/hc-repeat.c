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
  guint bits;
  gboolean is_used;
} Table;

typedef struct
{
  Table tables[2];
  guint now; /* index of the present one */
  guint64 stretch;
} Recent;

static guint
bits_for (guint n)
{
  guint bits = 4;

  while (((gsize) 1 << bits) < (gsize) n * 2)
    bits++;
  return bits;
}

static Slot *
table_find (Table *self, guint64 key)
{
  gsize mask = ((gsize) 1 << self->bits) - 1;
  gsize at = (gsize) ((key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> (64 - self->bits));

  while (self->slots[at].key != 0 && self->slots[at].key != key)
    at = (at + 1) & mask;
  return &self->slots[at];
}

static void
table_empty (Table *self)
{
  if (self->is_used)
    memset (self->slots, 0, sizeof (Slot) << self->bits);
  self->is_used = FALSE;
}

/* The most rows of one stretch. */
static guint
busiest_stretch (const HcColumns *columns, guint32 look_back)
{
  guint most = 0, n = 0;
  guint64 stretch = 0;

  for (guint row = 0; row < columns->n; row++)
    {
      guint64 own = columns->opened[row] / look_back;

      n = own == stretch ? n + 1 : 1;
      stretch = own;
      most = MAX (most, n);
    }
  return most;
}

static void
recent_init (Recent *self, const HcColumns *columns, guint32 look_back)
{
  guint bits = bits_for (busiest_stretch (columns, look_back));

  for (guint i = 0; i < 2; i++)
    self->tables[i] = (Table){ g_new0 (Slot, (gsize) 1 << bits), bits, FALSE };
}

static void
recent_clear (Recent *self)
{
  g_free (self->tables[0].slots);
  g_free (self->tables[1].slots);
}

static void
recent_move (Recent *self, guint64 stretch)
{
  if (stretch == self->stretch)
    return;
  if (stretch > self->stretch + 1)
    table_empty (&self->tables[self->now]);
  self->now = !self->now;
  table_empty (&self->tables[self->now]);
  self->stretch = stretch;
}

static gboolean
recent_see (Recent *self, guint64 key, guint32 opened, guint32 look_back)
{
  Slot *slot, *earlier;
  gboolean repeats;

  recent_move (self, opened / look_back);
  slot = table_find (&self->tables[self->now], key);
  earlier = table_find (&self->tables[!self->now], key);
  repeats = is_repeat (&slot->seen, opened, look_back) ||
            is_repeat (&earlier->seen, opened, look_back);
  slot->key = key;
  see (&slot->seen, opened);
  self->tables[self->now].is_used = TRUE;
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

  recent_init (&recent, columns, look_back);
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
          if (recent_see (&recent, key, opened, look_back))
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
