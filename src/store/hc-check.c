/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-check.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "hc-db-private.h"
#include "hc-merge.h"
#include "hc-rule-links.h"
#include "hc-schema.h"
#include "hc-sign-off.h"
#include "hc-ticket.h"

#define MAX_FINDINGS_OF_A_KIND 100
#define MAX_NAMED_TICKETS 5
#define FIRST_SCHEMA_WITH_RULES 3

void
hc_finding_free (HcFinding *self)
{
  g_free (self->code);
  g_free (self->text);
  g_free (self);
}

/* Takes @text. */
static void
add_finding (GPtrArray *findings, const char *code, char *text)
{
  HcFinding *finding = g_new0 (HcFinding, 1);

  finding->code = g_strdup (code);
  finding->text = text;
  g_ptr_array_add (findings, finding);
}

/* What cannot be read is a finding, not a failure of the check. TRUE: go on with the next one. */
static gboolean
absorb_damage (GPtrArray *findings, GError *local, GError **error)
{
  if (local == NULL)
    return TRUE;
  if (!g_error_matches (local, HC_ERROR, HC_ERROR_DAMAGED)
      && !g_error_matches (local, HC_ERROR, HC_ERROR_FAILED))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  add_finding (findings, "pages", g_strdup (local->message));
  g_error_free (local);
  return TRUE;
}

/* ---------------------------------------------------------------- what SQLite knows */

static gboolean
check_pages (HcDb *db, GPtrArray *findings, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA integrity_check (%d)", MAX_FINDINGS_OF_A_KIND);
  g_autoptr (HcStmt) stmt = hc_db_prepare (db, sql, error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    {
      const char *line = hc_stmt_peek_text (stmt, 0);

      if (g_strcmp0 (line, "ok") != 0)
        add_finding (findings, "pages", g_strdup_printf (_("The file is damaged: %s."), line));
    }
  return rc == SQLITE_DONE;
}

static gboolean
check_references (HcDb *db, GPtrArray *findings, GError **error)
{
  g_autoptr (HcStmt) stmt = NULL;
  int rc;

  stmt = hc_db_prepare (db,
                        "SELECT \"table\", parent, count (*) FROM pragma_foreign_key_check "
                        "GROUP BY 1, 2 ORDER BY 1, 2",
                        error);
  if (stmt == NULL)
    return FALSE;
  while ((rc = hc_stmt_step (stmt, error)) == SQLITE_ROW)
    add_finding (findings, "reference",
                 g_strdup_printf (ngettext ("%d row of “%s” refers to nothing in “%s”.",
                                            "%d rows of “%s” refer to nothing in “%s”.",
                                            (gulong)hc_stmt_int64 (stmt, 2)),
                                  (int)hc_stmt_int64 (stmt, 2), hc_stmt_peek_text (stmt, 0),
                                  hc_stmt_peek_text (stmt, 1)));
  return rc == SQLITE_DONE;
}

static gboolean
check_schema (HcDb *db, GPtrArray *findings, GError **error)
{
  g_autoptr (GPtrArray) differences = NULL;
  gint64 version;

  if (!hc_db_query_int64 (db, "PRAGMA user_version", &version, error))
    return FALSE;
  differences = hc_schema_differences (db, (int)CLAMP (version, 0, hc_schema_version ()), error);
  if (differences == NULL)
    return FALSE;
  for (guint i = 0; i < differences->len; i++)
    add_finding (findings, "schema", g_strdup (g_ptr_array_index (differences, i)));
  return TRUE;
}

/* ---------------------------------------------------------------- what only we know */

/* SELECT count (*) FROM ticket WHERE
 *   (category_term IS NOT NULL AND category_term NOT IN (SELECT id FROM term)) OR … */
static char *
missing_terms_sql (void)
{
  GString *sql = g_string_new ("SELECT count (*) FROM ticket WHERE "
                               "source_term NOT IN (SELECT id FROM term)");

  for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
    {
      const char *column = hc_ticket_fields[i].column;

      if (hc_ticket_fields[i].kind == HC_FIELD_TERM && column != NULL)
        g_string_append_printf (sql,
                                " OR (%s IS NOT NULL AND %s NOT IN (SELECT id FROM term))", column,
                                column);
    }
  return g_string_free (sql, FALSE);
}

static gboolean
count_and_add (HcDb *db,
               GPtrArray *findings,
               const char *code,
               const char *sql,
               const char *sentence,
               GError **error)
{
  gint64 n;

  if (!hc_db_query_int64 (db, sql, &n, error))
    return FALSE;
  if (n > 0)
    add_finding (findings, code, g_strdup_printf ("%s (%" G_GINT64_FORMAT ")", sentence, n));
  return TRUE;
}

static gboolean
check_terms (HcDb *db, GPtrArray *findings, GError **error)
{
  g_autofree char *sql = missing_terms_sql ();

  return count_and_add (db, findings, "term", sql,
                        _("Tickets have a value whose text is missing."), error);
}

static gboolean
check_spells (HcDb *db, GPtrArray *findings, GError **error)
{
  return count_and_add (db, findings, "spell",
                        "SELECT count (*) FROM ticket AS t WHERE spell_count > 1 AND ("
                        "spell_count <> (SELECT count (*) FROM ticket_spell WHERE ticket_id = t.id) "
                        "OR ended_at IS NOT (SELECT end_at FROM ticket_spell WHERE ticket_id = t.id "
                        "ORDER BY start_at DESC LIMIT 1))",
                        _("Tickets were reopened, but their times do not fit."), error)
         && count_and_add (db, findings, "spell",
                           "SELECT count (*) FROM ticket_spell WHERE ticket_id IN "
                           "(SELECT id FROM ticket WHERE spell_count = 1)",
                           _("Tickets that were open once have times of reopenings."), error);
}

static gboolean
check_launch (HcDb *db, GPtrArray *findings, GError **error)
{
  return count_and_add (db, findings, "launch", "SELECT count (*) <> 1 FROM launch",
                        _("The file should hold one launch."), error);
}

static gboolean
check_sources (HcDb *db, GPtrArray *findings, GError **error)
{
  return count_and_add (db, findings, "source",
                        "SELECT count (*) FROM import_batch JOIN term ON term.id = source_term "
                        "WHERE text NOT IN (SELECT id FROM source)",
                        _("Imports belong to a ticket system that is missing."), error);
}

static gboolean
check_content (HcDb *db, GPtrArray *findings, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) names = g_string_new (NULL);
  guint64 bad = 0;

  if (!hc_merge_verify_hashes (db, &bad, keys, error))
    return FALSE;
  if (bad == 0)
    return TRUE;
  for (guint i = 0; i < MIN (keys->len, MAX_NAMED_TICKETS); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            (char *)g_ptr_array_index (keys, i));
  if (bad > MAX_NAMED_TICKETS)
    g_string_append (names, " …");
  add_finding (findings, "content",
               g_strdup_printf (ngettext ("The content of %" PRIu64
                                          " ticket changed since its import: %s.",
                                          "The content of %" PRIu64
                                          " tickets changed since their import: %s.",
                                          (gulong) bad),
                                bad, names->str));
  return TRUE;
}

static gboolean
check_sign_offs (HcDb *db, GPtrArray *findings, GError **error)
{
  g_autoptr (GPtrArray) broken = hc_sign_offs_verify (db, error);

  for (guint i = 0; broken != NULL && i < broken->len; i++)
    add_finding (findings, "sign_off", g_strdup (g_ptr_array_index (broken, i)));
  return broken != NULL;
}

static gboolean
check_links (HcDb *db, GPtrArray *findings, GError **error)
{
  gint64 wrong, orphans, version;

  if (!hc_db_query_int64 (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < FIRST_SCHEMA_WITH_RULES)
    return TRUE;
  if (!hc_rule_links_verify (db, &wrong, &orphans, error))
    return FALSE;
  if (orphans > 0)
    add_finding (findings, "link",
                 g_strdup_printf (ngettext ("%d link made by rules refers to nothing.",
                                            "%d links made by rules refer to nothing.",
                                            (gulong) orphans),
                                  (int) orphans));
  if (wrong > 0)
    add_finding (findings, "link",
                 g_strdup_printf (ngettext ("The link of %d ticket is not what the rules say.",
                                            "The links of %d tickets are not what the rules say.",
                                            (gulong) wrong),
                                  (int) wrong));
  return TRUE;
}

/* ---------------------------------------------------------------- all of it */

GPtrArray *
hc_check (HcDb *db, GError **error)
{
  static gboolean (*const checks[]) (HcDb *db, GPtrArray *findings, GError **error) = {
    check_pages, check_schema,  check_references, check_launch,
    check_terms, check_spells, check_sources,    check_content,
    check_sign_offs, check_links,
  };
  g_autoptr (GPtrArray) findings
    = g_ptr_array_new_with_free_func ((GDestroyNotify)hc_finding_free);
  gboolean ok = TRUE;

  g_return_val_if_fail (db != NULL, NULL);

  if (!hc_db_begin_read (db, error))
    return NULL;
  for (guint i = 0; ok && i < G_N_ELEMENTS (checks); i++)
    {
      GError *local = NULL;

      checks[i](db, findings, &local);
      ok = absorb_damage (findings, local, error);
    }
  hc_db_end_read (db);
  return ok ? g_steal_pointer (&findings) : NULL;
}

GPtrArray *
hc_check_file (const char *path, GError **error)
{
  g_autoptr (HcDb) db = hc_db_open_untrusted (path, error);

  return db ? hc_check (db, error) : NULL;
}
