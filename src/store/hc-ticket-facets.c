/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-ticket-facets.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-db-private.h"
#include "hc-field.h"
#include "hc-repeat.h"

static const HcDimension dimension_of[HC_N_LINKS] = {
  [HC_LINK_ISSUE] = HC_BY_ISSUE,   [HC_LINK_WORKFLOW] = HC_BY_WORKFLOW, [HC_LINK_STEP] = HC_BY_STEP,
  [HC_LINK_COHORT] = HC_BY_COHORT, [HC_LINK_CAUSE] = HC_BY_CAUSE,
};

struct _HcTicketFacets
{
  HcColumns *columns; /* NULL: not loaded yet */
  guint8 *repeats;    /* HcRepeatFlags of each row */
  GPtrArray *values[HC_N_LINKS];
  GHashTable *by_id[HC_N_LINKS]; /* borrowed id → its place in values */
  guint32 *place[HC_N_LINKS];    /* ordinal of the columns → place in values; 0: without */
  gint64 marked[HC_N_TICKET_MARKS];
};

const char *
hc_ticket_mark_word (HcTicketMark mark)
{
  static const char *const words[HC_N_TICKET_MARKS]
    = { "unclassified", "misrouted", "repeat", "same_user" };

  g_return_val_if_fail (mark < HC_N_TICKET_MARKS, NULL);
  return words[mark];
}

/* ---------------------------------------------------------------- the records */

static void
facet_free (gpointer data)
{
  HcTicketFacet *self = data;

  g_free (self->id);
  g_free (self->label);
  g_free (self);
}

static HcTicketFacet *
add_facet (HcTicketFacets *self, HcLinkKind kind, const char *id, const char *label)
{
  HcTicketFacet *facet = g_new0 (HcTicketFacet, 1);

  facet->id = g_strdup (id);
  facet->label = g_strdup (label);
  g_hash_table_insert (self->by_id[kind], facet->id, GUINT_TO_POINTER (self->values[kind]->len));
  g_ptr_array_add (self->values[kind], facet);
  return facet;
}

static gboolean
read_records (HcTicketFacets *self, HcDb *db, HcLinkKind kind, GError **error)
{
  static const char *const questions[HC_N_LINKS] = {
    [HC_LINK_ISSUE] = "SELECT id, trim (code || ' ' || title) AS label FROM issue "
                      "ORDER BY label COLLATE NOCASE, id",
    [HC_LINK_WORKFLOW] = "SELECT id, name FROM workflow ORDER BY rank, name COLLATE NOCASE, id",
    [HC_LINK_STEP] = "SELECT s.id, w.name || ' / ' || s.name FROM workflow_step s "
                     "JOIN workflow w ON w.id = s.workflow_id "
                     "ORDER BY w.rank, w.name COLLATE NOCASE, w.id, s.rank, s.id",
    [HC_LINK_COHORT] = "SELECT id, name FROM cohort ORDER BY name COLLATE NOCASE, id",
  };
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, questions[kind], error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    add_facet (self, kind, hc_stmt_peek_text (stmt, 0), hc_stmt_peek_text (stmt, 1));
  return rc == SQLITE_DONE;
}

static void
add_causes (HcTicketFacets *self)
{
  const HcRecordType *type = hc_record_type ("issue");
  const HcField *field = &type->fields[hc_record_type_field (type, "cause")];

  for (const HcChoice *choice = field->choices; choice->word != NULL; choice++)
    add_facet (self, HC_LINK_CAUSE, choice->word, _(choice->label));
}

static gboolean
read_all_records (HcTicketFacets *self, HcDb *db, GError **error)
{
  for (guint kind = 0; kind < HC_N_LINKS; kind++)
    {
      add_facet (self, kind, "", NULL);
      if (kind == HC_LINK_CAUSE)
        add_causes (self);
      else if (!read_records (self, db, kind, error))
        return FALSE;
    }
  return TRUE;
}

/* ---------------------------------------------------------------- counting */

/* A record that went since the columns were read counts as none until they are read anew. */
static void
map_ordinals (HcTicketFacets *self, HcLinkKind kind)
{
  HcDimension by = dimension_of[kind];
  GPtrArray *ids = kind == HC_LINK_CAUSE ? self->columns->names[by] : self->columns->ids[by];

  self->place[kind] = g_new0 (guint32, MAX (ids->len, 1));
  for (guint i = 1; i < ids->len; i++)
    self->place[kind][i] = GPOINTER_TO_UINT (
      g_hash_table_lookup (self->by_id[kind], g_ptr_array_index (ids, i)));
}

static void
count_links (HcTicketFacets *self, HcLinkKind kind)
{
  const HcColumns *columns = self->columns;
  GPtrArray *names = columns->names[dimension_of[kind]];
  g_autofree gint64 *counts = g_new0 (gint64, MAX (names->len, 1));

  for (guint row = 0; row < columns->n; row++)
    counts[columns->dim[dimension_of[kind]][row]]++;
  for (guint i = 0; kind == HC_LINK_COHORT && i < columns->n_more_cohorts; i++)
    counts[columns->more_cohorts[i].cohort]++;
  for (guint i = 0; i < names->len; i++)
    {
      HcTicketFacet *facet = g_ptr_array_index (self->values[kind], self->place[kind][i]);

      facet->count += counts[i];
    }
}

static gboolean
is_misrouted (guint flags)
{
  if (flags & HC_TICKET_FLAG_ROUTING_KNOWN)
    return (flags & HC_TICKET_FLAG_MISROUTED) != 0;
  if (flags & HC_TICKET_FLAG_COUNT_KNOWN)
    return (flags & HC_TICKET_FLAG_COUNT_MISROUTED) != 0;
  return (flags & HC_TICKET_FLAG_MATRIX_MISROUTED) != 0;
}

/* 1 << HcTicketMark */
static guint
marks_of (const HcTicketFacets *self, guint row)
{
  guint marks = 0;

  if (self->columns->state[row] != HC_STATE_CANCELLED &&
      self->place[HC_LINK_ISSUE][self->columns->dim[HC_BY_ISSUE][row]] == 0)
    marks |= 1u << HC_TICKET_MARK_UNCLASSIFIED;
  if (is_misrouted (self->columns->flags[row]))
    marks |= 1u << HC_TICKET_MARK_MISROUTED;
  if (self->repeats[row] & HC_REPEAT_PATTERN)
    marks |= 1u << HC_TICKET_MARK_REPEAT;
  if (self->repeats[row] & HC_REPEAT_SAME_USER)
    marks |= 1u << HC_TICKET_MARK_SAME_USER;
  return marks;
}

static void
count_all (HcTicketFacets *self, double look_back_days)
{
  self->repeats = hc_repeat_find (self->columns, look_back_days);
  for (guint kind = 0; kind < HC_N_LINKS; kind++)
    {
      map_ordinals (self, kind);
      count_links (self, kind);
    }
  for (guint row = 0; row < self->columns->n; row++)
    {
      guint marks = marks_of (self, row);

      for (guint i = 0; i < HC_N_TICKET_MARKS; i++)
        self->marked[i] += (marks >> i) & 1;
    }
}

static void
facets_clear (gpointer data)
{
  HcTicketFacets *self = data;

  for (guint kind = 0; kind < HC_N_LINKS; kind++)
    {
      g_hash_table_unref (self->by_id[kind]);
      g_ptr_array_unref (self->values[kind]);
      g_free (self->place[kind]);
    }
  g_free (self->repeats);
  g_clear_pointer (&self->columns, hc_columns_unref);
}

HcTicketFacets *
hc_ticket_facets_load (HcDb *db, HcColumns *columns, double look_back_days, GError **error)
{
  g_autoptr (HcTicketFacets) self = g_atomic_rc_box_new0 (HcTicketFacets);
  gboolean ok;

  for (guint kind = 0; kind < HC_N_LINKS; kind++)
    {
      self->values[kind] = g_ptr_array_new_with_free_func (facet_free);
      self->by_id[kind] = g_hash_table_new (g_str_hash, g_str_equal);
    }
  if (!hc_db_begin_read (db, error))
    return NULL;
  ok = read_all_records (self, db, error);
  hc_db_end_read (db);
  if (!ok)
    return NULL;
  if (columns != NULL)
    {
      self->columns = hc_columns_ref (columns);
      count_all (self, look_back_days);
    }
  return g_steal_pointer (&self);
}

HcTicketFacets *
hc_ticket_facets_ref (HcTicketFacets *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
hc_ticket_facets_unref (HcTicketFacets *self)
{
  g_atomic_rc_box_release_full (self, facets_clear);
}

/* ---------------------------------------------------------------- asking */

GPtrArray *
hc_ticket_facets_values (const HcTicketFacets *self, HcLinkKind kind)
{
  return self->values[kind];
}

const char *
hc_ticket_facets_label (const HcTicketFacets *self, HcLinkKind kind, const char *id)
{
  gpointer place;

  if (!g_hash_table_lookup_extended (self->by_id[kind], id, NULL, &place))
    return NULL;
  return ((HcTicketFacet *) g_ptr_array_index (self->values[kind], GPOINTER_TO_UINT (place)))->label;
}

gint64
hc_ticket_facets_marked (const HcTicketFacets *self, HcTicketMark mark)
{
  return self->marked[mark];
}

gint64
hc_ticket_facets_population (const HcTicketFacets *self)
{
  gint64 n = 0;

  for (guint row = 0; self->columns != NULL && row < self->columns->n; row++)
    n += self->columns->state[row] != HC_STATE_CANCELLED;
  return n;
}

gboolean
hc_ticket_facets_is_empty (const HcTicketFacets *self)
{
  return self->columns == NULL;
}

gint64
hc_ticket_facets_opened (const HcTicketFacets *self, gint64 id)
{
  guint row = 0;

  g_return_val_if_fail (hc_columns_find (self->columns, (guint32) id, &row), 0);
  return self->columns->opened[row];
}

/* ---------------------------------------------------------------- keeping */

/* By place in the values: is it one of @links? NULL when all are. */
static gboolean *
wanted_places (const HcTicketFacets *self, HcLinkKind kind, GPtrArray *links)
{
  gboolean *wanted;

  if (links == NULL || links->len == 0)
    return NULL;
  wanted = g_new0 (gboolean, self->values[kind]->len);
  for (guint i = 0; i < links->len; i++)
    {
      gpointer place;

      if (g_hash_table_lookup_extended (self->by_id[kind], g_ptr_array_index (links, i), NULL,
                                        &place))
        wanted[GPOINTER_TO_UINT (place)] = TRUE;
    }
  return wanted;
}

static void
clear_unwanted (const HcTicketFacets *self, HcLinkKind kind, const gboolean *wanted, guint8 *fits)
{
  const HcColumns *columns = self->columns;
  const guint32 *dim = columns->dim[dimension_of[kind]];

  if (kind != HC_LINK_COHORT || columns->n_more_cohorts == 0)
    {
      for (guint row = 0; row < columns->n; row++)
        fits[row] &= (guint8) wanted[self->place[kind][dim[row]]];
      return;
    }
  for (guint row = 0, more = 0; row < columns->n; row++)
    {
      gboolean any = wanted[self->place[kind][dim[row]]];

      for (; more < columns->n_more_cohorts && columns->more_cohorts[more].row <= row; more++)
        any |= columns->more_cohorts[more].row == row
               && wanted[self->place[kind][columns->more_cohorts[more].cohort]];
      fits[row] &= (guint8) any;
    }
}

void
hc_ticket_facets_keep (const HcTicketFacets *self,
                       GPtrArray *const links[HC_N_LINKS],
                       guint marks,
                       GArray *ids)
{
  g_autofree guint8 *fits = NULL;
  gint64 *all = (gint64 *) ids->data;
  guint kept = 0, row;

  if (self->columns == NULL)
    {
      g_array_set_size (ids, 0);
      return;
    }
  fits = g_malloc (MAX (self->columns->n, 1));
  memset (fits, 1, self->columns->n);
  for (guint kind = 0; kind < HC_N_LINKS; kind++)
    {
      g_autofree gboolean *wanted = wanted_places (self, kind, links[kind]);

      if (wanted != NULL)
        clear_unwanted (self, kind, wanted, fits);
    }
  for (row = 0; marks != 0 && row < self->columns->n; row++)
    fits[row] &= (marks_of (self, row) & marks) == marks;

  for (guint i = 0; i < ids->len; i++)
    if (hc_columns_find (self->columns, (guint32) all[i], &row) && fits[row])
      all[kept++] = all[i];
  g_array_set_size (ids, kept);
}

/* ---------------------------------------------------------------- order */

/* A counting sort: bucket 0 … n − 2 are the records in the wanted direction, the last one is “without”. */
static guint32
bucket_of (const HcTicketFacets *self, HcLinkKind kind, gboolean descending, gint64 id)
{
  guint32 n = self->values[kind]->len;
  guint32 place = 0;
  guint row;

  if (self->columns != NULL && hc_columns_find (self->columns, (guint32) id, &row))
    place = self->place[kind][self->columns->dim[dimension_of[kind]][row]];
  if (place == 0)
    return n - 1;
  return descending ? n - 1 - place : place - 1;
}

void
hc_ticket_facets_order (const HcTicketFacets *self,
                        HcLinkKind kind,
                        gboolean descending,
                        GArray *ids)
{
  guint n = self->values[kind]->len;
  const gint64 *all = (const gint64 *) ids->data;
  g_autofree guint32 *buckets = g_new (guint32, MAX (ids->len, 1));
  g_autofree guint *starts = g_new0 (guint, n + 1);
  g_autofree gint64 *sorted = g_new (gint64, MAX (ids->len, 1));

  for (guint i = 0; i < ids->len; i++)
    {
      buckets[i] = bucket_of (self, kind, descending, all[i]);
      starts[buckets[i] + 1]++;
    }
  for (guint i = 1; i <= n; i++)
    starts[i] += starts[i - 1];
  for (guint i = 0; i < ids->len; i++)
    sorted[starts[buckets[i]]++] = all[i];
  if (ids->len > 0)
    memcpy (ids->data, sorted, ids->len * sizeof (gint64));
}
