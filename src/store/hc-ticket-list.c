/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Questions about few tickets: the rows of a page, one ticket with its history. */

#include "config.h"

#include "hc-ticket-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hc-db-private.h"
#include "hc-launch-table.h"
#include "hc-ticket-links.h"

/* ---------------------------------------------------------------- rows */

static void
item_clear (gpointer data)
{
  HcTicketItem *self = data;

  for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
    g_free (self->text[i]);
  for (guint i = 0; i < HC_N_LINKS; i++)
    g_free (self->link[i]);
  g_free (self->issue_code);
}

HcTicketItem *
hc_ticket_item_ref (HcTicketItem *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
hc_ticket_item_unref (HcTicketItem *self)
{
  g_atomic_rc_box_release_full (self, item_clear);
}

enum
{
  COLUMN_ID,
  COLUMN_STATE_CLASS,
  COLUMN_PRIORITY,
  COLUMN_ENDED,
  COLUMN_SPELLS,
  COLUMN_MISSING,
  COLUMN_FIRST_FIELD,
};

static gboolean
is_in_row (guint field)
{
  return field != HC_TICKET_DESCRIPTION && hc_ticket_fields[field].column != NULL;
}

/* For instance, with two of the thirty fields:
 *
 *   SELECT t.id, t.state_class, t.priority, t.ended_at, t.spell_count, t.missing_since,
 *     t.title, (SELECT text FROM term WHERE id = t.group_term)
 *   FROM ticket t WHERE t.id = ?1 */
static const char *
row_sql (void)
{
  static const char *sql;

  if (g_once_init_enter (&sql))
    {
      GString *text = g_string_new ("SELECT t.id, t.state_class, t.priority, t.ended_at, "
                                    "t.spell_count, t.missing_since");

      for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
        if (is_in_row (i) && hc_ticket_fields[i].kind == HC_FIELD_TERM)
          g_string_append_printf (text, ", (SELECT text FROM term WHERE id = t.%s)",
                                  hc_ticket_fields[i].column);
        else if (is_in_row (i))
          g_string_append_printf (text, ", t.%s", hc_ticket_fields[i].column);
      g_string_append (text, " FROM ticket t WHERE t.id = ?1");
      g_once_init_leave (&sql, g_string_free (text, FALSE));
    }
  return sql;
}

static HcTicketItem *
item_from_stmt (HcStmt *stmt, gint64 as_of)
{
  HcTicketItem *item = g_atomic_rc_box_new0 (HcTicketItem);
  int column = COLUMN_FIRST_FIELD;

  for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
    {
      item->number[i] = HC_INSTANT_NONE;
      if (is_in_row (i) && hc_ticket_fields[i].kind <= HC_FIELD_TERM)
        item->text[i] = hc_stmt_text (stmt, column++);
      else if (is_in_row (i))
        item->number[i] = hc_stmt_instant (stmt, column++);
    }
  item->id = hc_stmt_int64 (stmt, COLUMN_ID);
  item->state_class = hc_state_class_from_word (hc_stmt_peek_text (stmt, COLUMN_STATE_CLASS));
  item->priority = (int) hc_stmt_int64 (stmt, COLUMN_PRIORITY);
  item->spells = (guint) hc_stmt_int64 (stmt, COLUMN_SPELLS);
  item->missing = hc_stmt_instant (stmt, COLUMN_MISSING) != HC_INSTANT_NONE;
  item->age = -1;
  if (hc_stmt_instant (stmt, COLUMN_ENDED) == HC_INSTANT_NONE && as_of != HC_INSTANT_NONE)
    item->age = MAX (as_of - item->number[HC_TICKET_OPENED], 0);
  return item;
}

static void
unref_item_or_null (gpointer item)
{
  if (item != NULL)
    hc_ticket_item_unref (item);
}

GPtrArray *
hc_ticket_list_rows (HcDb *db, const gint64 *ids, guint n, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (n, unref_item_or_null);
  g_autoptr (HcStmt) stmt = NULL;
  gint64 as_of;

  if (!hc_launch_newest_as_of (db, &as_of, error)
      || !(stmt = hc_db_prepare (db, row_sql (), error)))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      int rc;

      hc_stmt_bind_int64 (stmt, 1, ids[i]);
      rc = hc_stmt_step (stmt, error);
      if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return NULL;
      g_ptr_array_add (items, rc == SQLITE_ROW ? item_from_stmt (stmt, as_of) : NULL);
      hc_stmt_reset (stmt);
    }
  if (!hc_ticket_items_link (db, items, error))
    return NULL;
  return g_steal_pointer (&items);
}

/* ---------------------------------------------------------------- detail */

void
hc_ticket_event_free (HcTicketEvent *self)
{
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self);
}

void
hc_ticket_detail_free (HcTicketDetail *self)
{
  g_clear_pointer (&self->item, hc_ticket_item_unref);
  g_free (self->description);
  g_free (self->source_name);
  g_free (self->url);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_free (self);
}

char *
hc_ticket_url (const char *pattern, const char *key)
{
  g_autofree char *escaped = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *url = NULL;
  g_autofree char *scheme = NULL;

  if (pattern == NULL || key == NULL)
    return NULL;
  escaped = g_uri_escape_string (key, NULL, FALSE);
  parts = g_strsplit (pattern, "{key}", -1);
  url = g_strjoinv (escaped, parts);
  scheme = g_uri_parse_scheme (url);
  if (scheme == NULL
      || (g_ascii_strcasecmp (scheme, "http") != 0 && g_ascii_strcasecmp (scheme, "https") != 0)
      || !g_uri_is_valid (url, G_URI_FLAGS_NONE, NULL))
    return NULL;
  return g_steal_pointer (&url);
}

static HcTicketEvent *
add_event (HcTicketDetail *detail, HcTicketEventKind kind, gint64 at, gboolean inferred)
{
  HcTicketEvent *event = g_new0 (HcTicketEvent, 1);

  event->kind = kind;
  event->at = at;
  event->inferred = inferred;
  event->field = HC_TICKET_N_FIELDS;
  g_ptr_array_add (detail->events, event);
  return event;
}

static gboolean
load_spells (HcDb *db, HcTicketDetail *detail, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  gboolean first = TRUE;
  int rc;

  stmt = hc_db_prepare (db,
                        "SELECT start_at, end_at, end_inferred FROM open_spell "
                        "WHERE ticket_id = ?1 ORDER BY start_at",
                        error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, detail->item->id);
  for (; (rc = hc_stmt_step (stmt, error)) == SQLITE_ROW; first = FALSE)
    {
      gint64 end = hc_stmt_instant (stmt, 1);

      add_event (detail, first ? HC_TICKET_EVENT_OPENED : HC_TICKET_EVENT_REOPENED,
                 hc_stmt_int64 (stmt, 0), !first && !detail->from_log);
      if (end != HC_INSTANT_NONE)
        add_event (detail, HC_TICKET_EVENT_ENDED, end, hc_stmt_int64 (stmt, 2) != 0);
    }
  return rc == SQLITE_DONE;
}

/* What the spells say already. */
static gboolean
is_told_by_spells (HcTicketField field)
{
  return field == HC_TICKET_RESOLVED || field == HC_TICKET_OPENED || field == HC_TICKET_REOPEN_COUNT
         || field == HC_TICKET_REASSIGNMENT_COUNT;
}

static gboolean
load_changes (HcDb *db, HcTicketDetail *detail, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (db,
                        "SELECT field, old_value, new_value, seen_at, inferred FROM ticket_change "
                        "WHERE ticket_id = ?1 ORDER BY seen_at, id",
                        error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, detail->item->id);
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcTicketField field = hc_ticket_field_from_name (hc_stmt_peek_text (stmt, 0));
      HcTicketEvent *event;

      if (field == HC_TICKET_N_FIELDS || is_told_by_spells (field))
        continue;
      event = add_event (detail, HC_TICKET_EVENT_CHANGED, hc_stmt_int64 (stmt, 3),
                         hc_stmt_int64 (stmt, 4) != 0);
      event->field = field;
      event->old_value = hc_stmt_text (stmt, 1);
      event->new_value = hc_stmt_text (stmt, 2);
    }
  return rc == SQLITE_DONE;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const HcTicketEvent *x = *(HcTicketEvent *const *) a, *y = *(HcTicketEvent *const *) b;

  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  return (x->kind == HC_TICKET_EVENT_OPENED ? 0 : 1) - (y->kind == HC_TICKET_EVENT_OPENED ? 0 : 1);
}

/* Description, source and how many imports show it. */
static gboolean
load_source (HcDb *db, HcTicketDetail *detail, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  gint64 missing_as_of;
  int rc;

  stmt = hc_db_prepare (
    db,
    "SELECT t.description, s.name, s.url_pattern, b.as_of, "
    "  (SELECT count (*) FROM import_batch i WHERE i.source_term = t.source_term "
    "   AND i.id >= t.first_batch AND i.id < coalesce (t.missing_since, i.id + 1)), "
    "  (SELECT i.is_log FROM import_batch i WHERE i.id = t.last_batch) "
    "FROM ticket t LEFT JOIN term x ON x.id = t.source_term LEFT JOIN source s ON s.id = x.text "
    "LEFT JOIN import_batch b ON b.id = t.missing_since WHERE t.id = ?1",
    error);
  if (stmt == NULL)
    return FALSE;
  hc_stmt_bind_int64 (stmt, 1, detail->item->id);
  rc = hc_stmt_step (stmt, error);
  if (rc != SQLITE_ROW)
    return FALSE;
  detail->description = hc_stmt_text (stmt, 0);
  detail->source_name = hc_stmt_text (stmt, 1);
  detail->url = hc_ticket_url (hc_stmt_peek_text (stmt, 2), detail->item->text[HC_TICKET_KEY]);
  missing_as_of = hc_stmt_instant (stmt, 3);
  detail->exports = hc_stmt_int64 (stmt, 4);
  detail->from_log = hc_stmt_int64 (stmt, 5) != 0;
  if (missing_as_of != HC_INSTANT_NONE)
    add_event (detail, HC_TICKET_EVENT_MISSING, missing_as_of, TRUE);
  return TRUE;
}

HcTicketDetail *
hc_ticket_detail (HcDb *db, gint64 id, GError **error)
{
  g_autoptr (HcTicketDetail) detail = g_new0 (HcTicketDetail, 1);
  g_autoptr (GPtrArray) rows = NULL;

  detail->events = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_ticket_event_free);
  if (!(rows = hc_ticket_list_rows (db, &id, 1, error)))
    return NULL;
  if (g_ptr_array_index (rows, 0) == NULL)
    {
      g_set_error_literal (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                           _("This ticket is no longer in the launch. Choose another one."));
      return NULL;
    }
  detail->item = hc_ticket_item_ref (g_ptr_array_index (rows, 0));
  if (!load_source (db, detail, error) || !load_spells (db, detail, error)
      || !load_changes (db, detail, error))
    return NULL;
  g_ptr_array_sort (detail->events, compare_events);
  return g_steal_pointer (&detail);
}
