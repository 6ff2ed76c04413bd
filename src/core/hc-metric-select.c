/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-metric-private.h"

#include "hc-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- names ---- */

static gboolean
same_text (const char *a, const char *b, gboolean any_case)
{
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;

  if (a == NULL || b == NULL || !any_case)
    return a != NULL && b != NULL && g_str_equal (a, b);
  x = g_utf8_casefold (a, -1);
  y = g_utf8_casefold (b, -1);
  return g_str_equal (x, y);
}

/* An issue's name is its code, a blank and its title. */
static gboolean
is_named (const HcColumns *columns, const HcWhere *where, guint32 ordinal, gboolean any_case)
{
  const char *name = columns->names[where->by]->pdata[ordinal];
  const char *code;

  if (same_text (name, where->value, any_case))
    return TRUE;
  if (where->by != HC_BY_ISSUE || ordinal >= columns->issue_codes->len)
    return FALSE;
  code = columns->issue_codes->pdata[ordinal];
  if (code == NULL || *code == '\0')
    return FALSE;
  return same_text (code, where->value, any_case) ||
         same_text (name + strlen (code) + 1, where->value, any_case);
}

/* Marks the ordinals that @where asks for: as it is written, or else in any case. Several when
 * records share a name. FALSE: none. */
static gboolean
mark_wanted (const HcWhere *where, const HcColumns *columns, guint8 *wanted)
{
  gboolean found = FALSE;

  if (where->value == NULL)
    {
      wanted[0] = TRUE;
      return TRUE;
    }
  for (guint any_case = FALSE; any_case <= TRUE && !found; any_case++)
    for (guint ordinal = 1; ordinal < columns->names[where->by]->len; ordinal++)
      if (is_named (columns, where, ordinal, any_case))
        found = wanted[ordinal] = TRUE;
  return found;
}

gboolean
hc_where_is_known (const HcWhere *self, const HcColumns *columns)
{
  g_autofree guint8 *wanted = g_new0 (guint8, columns->names[self->by]->len);

  return mark_wanted (self, columns, wanted);
}

gint64
hc_where_users (const HcWhere *self, const HcColumns *columns)
{
  g_autofree guint8 *wanted = g_new0 (guint8, columns->names[self->by]->len);
  gint64 users = -1;

  mark_wanted (self, columns, wanted);
  for (guint ordinal = 0; ordinal < columns->cohort_heads->len; ordinal++)
    {
      gint64 heads = g_array_index (columns->cohort_heads, gint64, ordinal);

      if (wanted[ordinal] && heads >= 0)
        users = MAX (users, 0) + heads;
    }
  return users;
}

gboolean
hc_where_wants (const HcWhere *self, const HcUsage *usage, const HcUsageRecord *record)
{
  if (same_text (record->name, self->value, FALSE))
    return TRUE;
  /* In any case only where no name is as it is written. */
  for (guint i = 0; i < usage->records->len; i++)
    {
      const HcUsageRecord *other = usage->records->pdata[i];

      if (other->by == self->by && same_text (other->name, self->value, FALSE))
        return FALSE;
    }
  return same_text (record->name, self->value, TRUE);
}

/* Of several filters by cohort the last one. */
GPtrArray *
hc_metric_query_cohorts (const HcMetricQuery *query)
{
  GPtrArray *cohorts = NULL;

  for (guint i = 0; i < query->n_where; i++)
    {
      const HcWhere *where = &query->where[i];

      if (where->by != HC_BY_COHORT)
        continue;
      g_clear_pointer (&cohorts, g_ptr_array_unref);
      cohorts = g_ptr_array_new ();
      for (guint j = 0; query->usage != NULL && j < query->usage->records->len; j++)
        {
          const HcUsageRecord *record = query->usage->records->pdata[j];

          if (record->by == HC_BY_COHORT && hc_where_wants (where, query->usage, record))
            g_ptr_array_add (cohorts, record->id);
        }
    }
  return cohorts;
}

/* ---- the filter ---- */

/* Does the row, or one of the other cohorts that it has from *@more on, fit? */
static gboolean
fits (const HcColumns *columns, HcDimension by, const guint8 *wanted, guint32 row, guint *more)
{
  gboolean found = wanted[columns->dim[by][row]];

  if (by != HC_BY_COHORT)
    return found;
  while (*more < columns->n_more_cohorts && columns->more_cohorts[*more].row < row)
    ++*more;
  for (; *more < columns->n_more_cohorts && columns->more_cohorts[*more].row == row; ++*more)
    found |= wanted[columns->more_cohorts[*more].cohort];
  return found;
}

/* Keeps those of @rows that @where fits. */
static void
filter (const HcColumns *columns, const HcWhere *where, const guint8 *wanted, GArray *rows)
{
  guint n = 0, more = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      guint32 row = g_array_index (rows, guint32, i);

      if (fits (columns, where->by, wanted, row, &more))
        g_array_index (rows, guint32, n++) = row;
    }
  g_array_set_size (rows, n);
}

static GArray *
all_rows (const HcColumns *columns)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (guint32), columns->n);

  for (guint32 row = 0; row < columns->n; row++)
    g_array_append_val (rows, row);
  return rows;
}

gboolean
hc_metric_select (const HcColumns *columns,
                  const HcMetricQuery *query,
                  GArray **rows,
                  GError **error)
{
  g_autoptr (GArray) selected = NULL;

  for (guint i = 0; i < query->n_where; i++)
    {
      const HcWhere *where = &query->where[i];
      g_autofree guint8 *wanted = g_new0 (guint8, columns->names[where->by]->len);

      /* A hot path nobody opened a ticket about may still have completions. */
      if (!mark_wanted (where, columns, wanted) &&
          !hc_usage_has_name (query->usage, where->by, where->value))
        {
          g_set_error (error, HC_ERROR, HC_ERROR_USAGE, _ ("No ticket of this launch has %s “%s”."),
                       hc_dimension_word (where->by), where->value);
          return FALSE;
        }
      if (selected == NULL)
        selected = all_rows (columns);
      filter (columns, where, wanted, selected);
    }
  *rows = g_steal_pointer (&selected);
  return TRUE;
}

/* ---- groups ---- */

typedef void (*PairFunc) (HcGrouping *self, guint32 row, guint32 ordinal);

static void
count_pair (HcGrouping *self, guint32 row, guint32 ordinal)
{
  self->begin[ordinal + 1]++;
}

/* @begin is where the next row of the ordinal goes. */
static void
place_pair (HcGrouping *self, guint32 row, guint32 ordinal)
{
  self->rows[self->begin[ordinal]++] = row;
}

static inline void
each_pair (HcGrouping *self,
           const HcColumns *columns,
           HcDimension by,
           const GArray *selected,
           PairFunc func)
{
  guint n_rows = selected != NULL ? selected->len : columns->n;
  guint n_more = by == HC_BY_COHORT ? columns->n_more_cohorts : 0;
  guint more = 0;

  for (guint i = 0; i < n_rows; i++)
    {
      guint32 row = selected != NULL ? g_array_index (selected, guint32, i) : i;

      func (self, row, columns->dim[by][row]);
      while (more < n_more && columns->more_cohorts[more].row < row)
        more++;
      for (; more < n_more && columns->more_cohorts[more].row == row; more++)
        func (self, row, columns->more_cohorts[more].cohort);
    }
}

void
hc_grouping_init (HcGrouping *self,
                  const HcColumns *columns,
                  HcDimension by,
                  const GArray *selected)
{
  self->n = columns->names[by]->len;
  self->begin = g_new0 (guint, self->n + 1);
  each_pair (self, columns, by, selected, count_pair);
  for (guint ordinal = 0; ordinal < self->n; ordinal++)
    self->begin[ordinal + 1] += self->begin[ordinal];
  self->rows = g_new (guint32, self->begin[self->n]);
  each_pair (self, columns, by, selected, place_pair);
  /* Each begin has moved to its end, which is where the next begins. */
  memmove (self->begin + 1, self->begin, self->n * sizeof (guint));
  self->begin[0] = 0;
}

void
hc_grouping_clear (HcGrouping *self)
{
  g_clear_pointer (&self->begin, g_free);
  g_clear_pointer (&self->rows, g_free);
}
