/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Usage, completions and event logs: what is read, what is refused and why, what saving does. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "hc-test-facts.h"
#include "hc-test-history.h"
#include "hc-usage-import.h"
#include "reader-util.h"

#define TODAY "2026-03-20"

static HcDb *
launch_new (void)
{
  HcDb *db = hc_test_launch_new ("2026-03-04", "Europe/Berlin");

  hc_test_sql (db, "Plan",
               "INSERT INTO cohort (id, name) VALUES ('k1', 'Buyers'), ('k2', 'AP Clerks');"
               "INSERT INTO workflow (id, name, rank) VALUES ('w', 'Purchase', 'a'), "
               "('v', 'Order', 'b');"
               "INSERT INTO workflow_step (id, workflow_id, name, rank) VALUES "
               "('s1', 'w', 'Enter', 'a'), ('s2', 'w', 'Approve', 'b'), ('t1', 'v', 'Enter', 'a');"
               "INSERT INTO activity (id, name, workflow_id, meaning, step_id) VALUES "
               "('1', 'Create', 'w', 'started', 's1'), ('2', 'Approve', 'w', 'step', 's2'), "
               "('3', 'Post', 'w', 'completed', NULL), ('4', 'Reject', 'w', 'failed', NULL), "
               "('5', 'Create', 'v', 'step', 't1')");
  return db;
}

static HcUsageFile *
read_text (HcDb *db, const char *text, HcDateOrder order, GError **error)
{
  char *path = reader_util_write (text, strlen (text));
  g_autoptr (HcCalendar) calendar = hc_calendar_new ("Europe/Berlin", 0x1f, NULL, 0, NULL);
  HcUsageFileOptions options = { NULL, order, calendar, HC_DAY_NONE };
  HcUsageFile *file;

  g_assert_true (hc_day_parse (TODAY, &options.today));
  file = hc_usage_file_read (db, path, &options, error);
  reader_util_remove (path);
  return file;
}

/* “2026-03-04,k1,10,,,;” a record, then “!LINE COLUMN CODE” a reject and “?” for each warning. */
static char *
describe (const HcUsageFile *file)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < file->records->len; i++)
    {
      const HcRecordData *record = file->records->pdata[i];

      for (guint f = 0; f < record->type->n_fields; f++)
        g_string_append_printf (out, "%s%s", f > 0 ? "," : "",
                                record->values[f] != NULL ? record->values[f] : "");
      g_string_append_c (out, ';');
    }
  for (guint i = 0; i < file->rejects->len; i++)
    {
      const HcReject *reject = file->rejects->pdata[i];

      g_string_append_printf (out, "!%" PRIu64 " %s %s", reject->line,
                              reject->column != NULL ? reject->column : "-", reject->code);
      g_assert_true (g_str_has_suffix (reject->message, "."));
      g_assert_nonnull (reject->raw);
    }
  for (guint i = 0; i < file->warnings->len; i++)
    g_string_append_c (out, '?');
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *text, *expected;
} good[] = {
  { "date,cohort,active_users,help_users,help_sessions,confirmed_deflections\n"
    "2026-03-04,Buyers,10,3,4,1\n2026-03-04,ap clerks,\"1,204\",,0,\n",
    "2026-03-04,k1,10,3,4,1;2026-03-04,k2,1204,,0,;" },
  /* everybody; before go-live; other words, order and marks */
  { "Active Users;Day\n5;01.03.2026\n7;14.02.2026\n", "2026-03-01,,5,,,;2026-02-14,,7,,,;" },
  { "Usage of wave 1\n\nDate,Cohort,Sessions\n2026-03-04,all,9\n\n2026-03-05,,8\n",
    "2026-03-04,,,,9,;2026-03-05,,,,8,;" },
  { "date,workflow,step,cohort,started,completed,failed,retried\n"
    "2026-03-04,purchase,Approve,Buyers,10,9,1,0\n2026-03-04,Purchase,,,20,20,,\n",
    "2026-03-04,w,s2,k1,10,9,1,0;2026-03-04,w,,,20,20,,;" },
  /* the same row twice is one; another figure is refused */
  { "date,active_users\n2026-03-04,5\n2026-03-04,5\n2026-03-04,6\n",
    "2026-03-04,,5,,,;!4 - twice" },
  { "date,cohort,active_users\n"
    "2026-03-04,Sellers,5\n"    /* no such cohort */
    "2026-03-04,Buyers,-5\n"
    "2026-03-04,Buyers,a few\n"
    "2026-03-04,Buyers,\n"
    ",Buyers,5\n"
    "2026-02-30,Buyers,5\n"
    "2026-03-21,Buyers,5\n"     /* tomorrow */
    "2026-03-05,Buyers,5.5\n"
    "2026-03-20,Buyers,8\n",
    "2026-03-20,k1,8,,,;!2 cohort unknown_name!3 active_users bad_number!4 active_users bad_number"
    "!5 - no_figure!6 date no_date!7 date bad_date!8 date in_the_future!9 active_users bad_number" },
  { "date,workflow,step,started,completed\n"
    "2026-03-04,Payroll,,5,5\n2026-03-04,,,5,5\n2026-03-04,Order,Approve,5,5\n"
    "2026-03-04,Order,Enter,5,6\n2026-03-04,Order,Enter,5,5\n",
    "2026-03-04,v,t1,,5,5,,;!2 workflow unknown_name!3 workflow no_workflow!4 step unknown_name"
    "!5 completed more_than_started" },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (HcDb) db = launch_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (HcUsageFile) file = read_text (db, good[i].text, HC_DATE_ORDER_AUTO, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = describe (file);
      g_test_message ("case %u", i);
      g_assert_cmpstr (text, ==, good[i].expected);
    }
}

static void
test_messages (void)
{
  g_autoptr (HcDb) db = launch_new ();
  g_autoptr (HcUsageFile) file = read_text (db,
                                            "date,workflow,step,cohort,started,completed\n"
                                            "2026-03-04,Order,Approve,,1,1\n"
                                            "2026-03-04,Order,,Sellers,1,1\n",
                                            HC_DATE_ORDER_AUTO, NULL);

  g_assert_cmpstr (((HcReject *) file->rejects->pdata[0])->message, ==,
                   "The hot path has no step “Approve”. Known: “Enter”.");
  g_assert_cmpstr (((HcReject *) file->rejects->pdata[1])->message, ==,
                   "There is no cohort “Sellers”. Known: “Buyers”, “AP Clerks”.");
}

/* ---- refused as a whole ---- */

static const struct
{
  const char *text;
  HcDateOrder order;
  int code;
  const char *part;
} bad[] = {
  { "", HC_DATE_ORDER_AUTO, HC_ERROR_FORMAT, "" },
  { "Sheet 1\n", HC_DATE_ORDER_AUTO, HC_ERROR_FORMAT, "active_users" },
  { "number,opened,state\nINC1,2026-03-04,New\n", HC_DATE_ORDER_AUTO, HC_ERROR_FORMAT,
    "case, activity" },
  { "date,cohort\n2026-03-04,Buyers\n", HC_DATE_ORDER_AUTO, HC_ERROR_FORMAT, "is not known" },
  { "date,active_users\n04/03/2026,5\n05/03/2026,6\n", HC_DATE_ORDER_AUTO, HC_ERROR_AMBIGUOUS,
    "--date-order dmy" },
  { "case,activity,time\n1,Meditate,2026-03-04 10:00\n", HC_DATE_ORDER_AUTO, HC_ERROR_AMBIGUOUS,
    "“Meditate”" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (HcDb) db = launch_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_null (read_text (db, bad[i].text, bad[i].order, &error));
      g_assert_error (error, HC_ERROR, bad[i].code);
      g_assert_nonnull (strstr (error->message, bad[i].part));
    }
}

static void
test_order (void)
{
  g_autoptr (HcDb) db = launch_new ();
  g_autoptr (HcUsageFile) dmy = read_text (db, "date,users\n04/03/2026,5\n", HC_DATE_ORDER_DMY, NULL);
  g_autoptr (HcUsageFile) mdy = read_text (db, "date,users\n03/04/2026,5\n", HC_DATE_ORDER_MDY, NULL);
  g_autofree char *first = describe (dmy), *second = describe (mdy);

  g_assert_cmpstr (first, ==, "2026-03-04,,5,,,;");
  g_assert_cmpstr (second, ==, first);
}

/* ---- event logs ---- */

/* Case 1 goes through, approving twice; 2 is rejected; 3 starts at 23:30 UTC, which is the next day in
 * Berlin, and is not done; 4 has no start in the log. Creating is a step of Order too, where no
 * activity says “started”. */
static const char log_text[] = "case id,activity,timestamp,cohort\n"
                               "1,Create,2026-03-04 08:00,Buyers\n"
                               "1,Approve,2026-03-04 09:00,Buyers\n"
                               "2,Reject,2026-03-05 10:00,Buyers\n"
                               "1,approve,2026-03-05 09:00,Buyers\n"
                               "1,Post,2026-03-06 09:00,Buyers\n"
                               "2,Create,2026-03-04 08:00,\n"
                               "3,Create,2026-03-04T23:30:00Z,AP Clerks\n"
                               "4,Post,2026-03-04 11:00,AP Clerks\n"
                               "5,Lunch,2026-03-04 12:00,AP Clerks\n";

static void
test_events (void)
{
  g_autoptr (HcDb) db = launch_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HcUsageFile) file = read_text (db, log_text, HC_DATE_ORDER_AUTO, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (file->kind, ==, HC_USAGE_FILE_EVENTS);
  text = describe (file);
  g_assert_cmpstr (text, ==,
                   "2026-03-04,v,,k1,2,0,0,0;"
                   "2026-03-04,v,t1,k1,2,0,0,0;"
                   "2026-03-04,w,,k1,2,1,1,1;"
                   "2026-03-04,w,s1,k1,2,1,1,0;"
                   "2026-03-04,w,s2,k1,1,1,0,1;"
                   "2026-03-05,v,,k2,1,0,0,0;"
                   "2026-03-05,v,t1,k2,1,0,0,0;"
                   "2026-03-05,w,,k2,1,0,0,0;"
                   "2026-03-05,w,s1,k2,1,0,0,0;??");
  g_assert_nonnull (strstr (file->warnings->pdata[0], "“Lunch”"));
  g_assert_true (g_str_has_prefix (file->warnings->pdata[1], "1 case does not count"));
}

/* ---- saving ---- */

static void
test_save (void)
{
  g_autoptr (HcDb) db = launch_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HcUsageFile) first = read_text (db, good[0].text, HC_DATE_ORDER_AUTO, NULL);
  g_autoptr (HcUsageFile) again = NULL;
  g_autofree char *label = hc_usage_file_label (first);
  g_autofree char *before = NULL, *after = NULL;

  hc_test_command (db, label, hc_usage_file_save, first);
  hc_test_assert_rows (db,
                       "SELECT date, cohort_id, active_users, help_sessions FROM usage_day "
                       "ORDER BY cohort_id",
                       "2026-03-04|k1|10|4\n2026-03-04|k2|1204|0\n");
  again = read_text (db, good[0].text, HC_DATE_ORDER_AUTO, NULL);
  before = hc_test_dump (db);
  g_assert_true (hc_usage_file_compare (again, db, &error));
  g_assert_cmpuint (again->saved.unchanged, ==, 2);
  g_assert_true (hc_history_run (db, label, hc_usage_file_save, again, &error));
  after = hc_test_dump (db);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/usage-import/good", test_good);
  g_test_add_func ("/usage-import/messages", test_messages);
  g_test_add_func ("/usage-import/bad", test_bad);
  g_test_add_func ("/usage-import/order", test_order);
  g_test_add_func ("/usage-import/events", test_events);
  g_test_add_func ("/usage-import/save", test_save);
  return g_test_run ();
}
