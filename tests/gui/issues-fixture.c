/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "issues-fixture.h"

#include "hc-issue-table.h"
#include "hc-record-table.h"
#include "hc-triage-table.h"

HcCatalogPage *
issues_page (PageFixture *fixture)
{
  return HC_CATALOG_PAGE (fixture->page);
}

HcRecordList *
issues_of (PageFixture *fixture)
{
  return hc_catalog_list (hc_catalog_of (fixture->launch), HC_CATALOG_ISSUES);
}

guint
issues_shown (PageFixture *fixture)
{
  return hc_register_view_n_shown (issues_page (fixture)->view);
}

const char *
issues_id_at (PageFixture *fixture, guint position)
{
  return hc_record_id (hc_register_view_at (issues_page (fixture)->view, position));
}

const char *
issues_value (PageFixture *fixture, const char *code, const char *field)
{
  HcRecordList *issues = issues_of (fixture);

  for (guint i = 0; i < hc_record_list_count (issues); i++)
    {
      HcRecord *issue = hc_record_list_at (issues, i);

      if (g_strcmp0 (hc_record_get (issue, "code"), code) == 0)
        return hc_record_get (issue, field);
    }
  return "gone";
}

const char *
issues_id_of (PageFixture *fixture, const char *code)
{
  HcRecordList *issues = issues_of (fixture);

  for (guint i = 0; i < hc_record_list_count (issues); i++)
    if (g_strcmp0 (hc_record_get (hc_record_list_at (issues, i), "code"), code) == 0)
      return hc_record_id (hc_record_list_at (issues, i));
  return NULL;
}

void
issues_select (PageFixture *fixture, const char *code)
{
  hc_catalog_page_show_issue (issues_page (fixture), issues_id_of (fixture, code));
}

/* HC-001 has tickets 1 … 12 (P1 and P2 among them), HC-002 tickets 13 … 15, HC-003 none. */
static const struct
{
  const char *values; /* field=value|… */
  guint first, last;
} issues[] = {
  { "title=No approver|kind=missing_approval_routing|action=escalate|severity=1|owner=access", 1, 12 },
  { "title=Tax code not found|kind=how_do_i|action=deflect|severity=3|due=2001-01-01", 13, 15 },
  { "title=Training issue|state=closed", 0, 0 },
};

static gboolean
save_issue (HcDb *db, guint i, GError **error)
{
  g_autoptr (HcRecordData) issue = hc_record_data_new (hc_record_type ("issue"));
  g_auto (GStrv) pairs = g_strsplit (issues[i].values, "|", -1);
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint p = 0; pairs[p] != NULL; p++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[p], "=", 2);

      hc_record_data_set (issue, pair[0], pair[1]);
    }
  for (gint64 t = issues[i].first; issues[i].first > 0 && t <= issues[i].last; t++)
    g_array_append_val (tickets, t);
  return hc_issue_create (db, issue, (const gint64 *) tickets->data, tickets->len, HC_TRIAGE_BULK,
                          1772700000, NULL, error);
}

static gboolean
save_named (HcDb *db, const char *type, const char *field, const char *name, GError **error)
{
  g_autoptr (HcRecordData) record = hc_record_data_new (hc_record_type (type));

  hc_record_data_set (record, field, name);
  return hc_record_save (db, record, error);
}

static gboolean
save_catalog (HcDb *db, gpointer data, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (issues); i++)
    if (!save_issue (db, i, error))
      return FALSE;
  return save_named (db, "cohort", "name", "Plant buyers", error)
         && save_named (db, "cohort", "name", "Office staff", error)
         && save_named (db, "person", "name", "Jana", error)
         && save_named (db, "workflow", "name", "Post goods receipt", error);
}

void
issues_set_up (PageFixture *fixture, gconstpointer data)
{
  page_fixture_set_up (fixture, HC_TYPE_CATALOG_PAGE, TRUE);
  page_fixture_command (fixture, save_catalog);
  wait_until (hc_record_list_count (issues_of (fixture)) == G_N_ELEMENTS (issues));
}

void
issues_set_up_empty (PageFixture *fixture, gconstpointer data)
{
  page_fixture_set_up (fixture, HC_TYPE_CATALOG_PAGE, FALSE);
  wait_until (hc_record_list_is_loaded (issues_of (fixture)));
}

void
issues_tear_down (PageFixture *fixture, gconstpointer data)
{
  page_fixture_tear_down (fixture);
}
