/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-suggest-table.h"

#include <glib/gi18n.h>

#include "hc-db-private.h"
#include "hc-text-similar.h"
#include "hc-text-titles.h"

/* Similar titles are looked for among so many of the newest tickets: a tenth of a second. */
#define SIMILAR_AMONG 30000

/* ---------------------------------------------------------------- learning */

static gboolean
learn_all (HcDb *db, HcSuggester *suggester, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (db,
                        "SELECT t.title, c.text, s.text, g.text, r.text, x.issue_id, x.decided_at "
                        "FROM ticket_triage x "
                        "JOIN term o ON o.kind = 'source' AND o.text = x.source_id "
                        "JOIN ticket t ON t.source_term = o.id AND t.external_id = x.external_id "
                        "LEFT JOIN term c ON c.id = t.category_term "
                        "LEFT JOIN term s ON s.id = t.subcategory_term "
                        "LEFT JOIN term g ON g.id = t.group_term "
                        "LEFT JOIN term r ON r.id = t.requester_term "
                        "WHERE x.issue_id IS NOT NULL "
                        "ORDER BY x.decided_at, x.source_id, x.external_id",
                        error);
  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      HcSuggestTicket ticket
        = { hc_stmt_peek_text (stmt, 0), hc_stmt_peek_text (stmt, 1), hc_stmt_peek_text (stmt, 2),
            hc_stmt_peek_text (stmt, 3), hc_stmt_peek_text (stmt, 4) };

      hc_suggester_learn (suggester, &ticket, hc_stmt_peek_text (stmt, 5),
                          hc_stmt_instant (stmt, 6));
    }
  return rc == SQLITE_DONE;
}

HcSuggester *
hc_suggester_load (HcDb *db, GError **error)
{
  g_auto (GStrv) stop_words = NULL;
  g_autoptr (HcSuggester) suggester = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  if (!(stop_words = hc_stop_words_load (db, error)))
    return NULL;
  suggester = hc_suggester_new ((const char *const *) stop_words);
  if (!learn_all (db, suggester, error))
    return NULL;
  hc_suggester_finish (suggester);
  return g_steal_pointer (&suggester);
}

GPtrArray *
hc_suggest_for_ticket (
  HcDb *db, HcSuggester *suggester, gint64 ticket, guint limit, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  HcSuggestTicket known = { 0 };
  int rc;

  g_return_val_if_fail (db != NULL && suggester != NULL, NULL);

  stmt = hc_db_prepare (db,
                        "SELECT t.title, c.text, s.text, g.text, r.text FROM ticket t "
                        "LEFT JOIN term c ON c.id = t.category_term "
                        "LEFT JOIN term s ON s.id = t.subcategory_term "
                        "LEFT JOIN term g ON g.id = t.group_term "
                        "LEFT JOIN term r ON r.id = t.requester_term WHERE t.id = ?1",
                        error);
  if (stmt == NULL)
    return NULL;
  hc_stmt_bind_int64 (stmt, 1, ticket);
  rc = hc_stmt_step (stmt, error);
  if (rc == SQLITE_DONE)
    g_set_error_literal (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                         _("This ticket is no longer in the launch."));
  if (rc != SQLITE_ROW)
    return NULL;
  known = (HcSuggestTicket){ hc_stmt_peek_text (stmt, 0), hc_stmt_peek_text (stmt, 1),
                             hc_stmt_peek_text (stmt, 2), hc_stmt_peek_text (stmt, 3),
                             hc_stmt_peek_text (stmt, 4) };
  return hc_suggester_suggest (suggester, &known, limit);
}

/* ---------------------------------------------------------------- why */

/* “approver”, “cost” */
static char *
quoted_words (char **words)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (i > 0)
        /* Translators: between the words of a list */
        g_string_append (list, _(", "));
      /* Translators: a word in quotation marks */
      g_string_append_printf (list, _("“%s”"), words[i]);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* NULL: nothing beside words. */
static const char *
same_traits (const HcSuggestion *suggestion)
{
  static const char *const traits[] = {
    NULL,
    N_("same category"),
    N_("same group"),
    N_("same category and group"),
    N_("same requester"),
    N_("same category and requester"),
    N_("same group and requester"),
    N_("same category, group and requester"),
  };
  guint at = (suggestion->by_category ? 1 : 0) | (suggestion->by_group ? 2 : 0)
             | (suggestion->by_requester ? 4 : 0);

  return traits[at] != NULL ? _(traits[at]) : NULL;
}

char *
hc_suggestion_explain (const HcSuggestion *suggestion)
{
  g_autofree char *words = NULL;
  const char *same = same_traits (suggestion);
  guint n = g_strv_length (suggestion->words);

  words = quoted_words (suggestion->words);
  if (n > 0 && same != NULL)
    /* Translators: “approver”, “centre”; same category and group */
    return g_strdup_printf (ngettext ("Shares the word %s; %s.", "Shares the words %s; %s.", n),
                            words, same);
  if (n > 0)
    return g_strdup_printf (ngettext ("Shares the word %s.", "Shares the words %s.", n), words);
  if (same != NULL)
    /* Translators: same category and group */
    return g_strdup_printf (_("No telling word in common, but %s."), same);
  return g_strdup (_("Something of each, nothing that stands out."));
}

/* ---------------------------------------------------------------- similar tickets */

static char *
title_of (HcDb *db, gint64 ticket, GError **error)
{
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, "SELECT title FROM ticket WHERE id = ?1", error);
  int rc;

  if (stmt == NULL)
    return NULL;
  hc_stmt_bind_int64 (stmt, 1, ticket);
  if ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    return g_strdup (hc_stmt_peek_text (stmt, 0) ? hc_stmt_peek_text (stmt, 0) : "");
  if (rc == SQLITE_DONE)
    g_set_error_literal (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                         _("This ticket is no longer in the launch."));
  return NULL;
}

/* Titles of the rows from @from on, but not of @ticket. */
static GPtrArray *
newest_titles (HcDb *db, const HcColumns *columns, guint from, gint64 ticket, GError **error)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, "SELECT title FROM ticket WHERE id = ?1", error);

  if (stmt == NULL)
    return NULL;
  for (guint i = from; i < columns->n; i++)
    {
      int rc;

      hc_stmt_bind_int64 (stmt, 1, columns->ticket[i]);
      rc = hc_stmt_step (stmt, error);
      if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return NULL;
      g_ptr_array_add (titles, rc == SQLITE_ROW && columns->ticket[i] != ticket
                                 ? hc_stmt_text (stmt, 0)
                                 : NULL);
      hc_stmt_reset (stmt);
    }
  return g_steal_pointer (&titles);
}

GArray *
hc_similar_tickets (HcDb *db, HcColumns *columns, gint64 ticket, guint limit, GError **error)
{
  g_autofree char *title = NULL;
  g_autoptr (GPtrArray) titles = NULL;
  g_autoptr (GArray) rows = NULL;
  g_auto (GStrv) stop_words = NULL;
  GArray *ids;
  guint from;

  g_return_val_if_fail (db != NULL && columns != NULL, NULL);

  from = columns->n > SIMILAR_AMONG ? columns->n - SIMILAR_AMONG : 0;
  if (!(title = title_of (db, ticket, error)) || !(stop_words = hc_stop_words_load (db, error))
      || !(titles = newest_titles (db, columns, from, ticket, error)))
    return NULL;
  rows = hc_text_similar (title, (const char *const *) titles->pdata, titles->len,
                          (const char *const *) stop_words, limit);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 id = columns->ticket[from + g_array_index (rows, guint, i)];

      g_array_append_val (ids, id);
    }
  return ids;
}
