/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-catalog-columns.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-issue.h"

const char *const hc_catalog_default_columns[] = {
  "code", "severity", "title", "workflow_id", "step_id", "cohorts", "cause", "action", "owner", "metric",
  "window", NULL,
};

/* ---------------------------------------------------------------- icons */

static const struct
{
  const char *icon;
  const char *css;
  const char *label;
} severities[] = {
  { "go-top-symbolic", "hc-bad", N_ ("Critical") },
  { "go-up-symbolic", "hc-warn", N_ ("High") },
  { "list-remove-symbolic", "hc-second", N_ ("Medium") },
  { "go-down-symbolic", "hc-second", N_ ("Low") },
};

static const struct
{
  const char *icon;
  const char *label;
} paths[HC_CATALOG_N_PATHS] = {
  { "content-loading-symbolic", N_ ("Undecided") },
  { "help-browser-symbolic", N_ ("Deflect") },
  { "send-to-symbolic", N_ ("Escalate") },
  { "view-reveal-symbolic", N_ ("Monitor") },
  { "emblem-system-symbolic", N_ ("Fix") },
};

const char *
hc_catalog_severity_icon (gint64 severity, const char **css)
{
  if (severity < 1 || severity > (gint64) G_N_ELEMENTS (severities))
    return NULL;
  *css = severities[severity - 1].css;
  return severities[severity - 1].icon;
}

const char *
hc_catalog_severity_label (gint64 severity)
{
  if (severity < 1 || severity > (gint64) G_N_ELEMENTS (severities))
    return NULL;
  return _(severities[severity - 1].label);
}

const char *
hc_catalog_path_icon (guint path)
{
  g_return_val_if_fail (path < HC_CATALOG_N_PATHS, NULL);
  return paths[path].icon;
}

const char *
hc_catalog_path_label (guint path)
{
  g_return_val_if_fail (path < HC_CATALOG_N_PATHS, NULL);
  return _(paths[path].label);
}

/* ---------------------------------------------------------------- figures */

typedef enum
{
  TICKETS,
  OPEN,
  LAST_7_DAYS,
  WINDOW,
  URGENT,
  USERS,
  FIRST_SEEN,
  LAST_SEEN,
} Figure;

/* -1: not known. Without a ticket a count is a true 0 once the figures are there. */
static gint64
figure_of (HcCatalog *catalog, const HcRecordData *issue, Figure figure)
{
  const HcIssueFactsSet *set = hc_catalog_facts (catalog);
  const HcIssueFacts *facts = hc_catalog_facts_of (catalog, issue->id);

  if (set == NULL || set->n_tickets == 0)
    return -1;
  if (facts == NULL)
    return figure >= FIRST_SEEN ? -1 : 0;
  switch (figure)
    {
    case TICKETS:
      return facts->tickets;
    case OPEN:
      return facts->open;
    case LAST_7_DAYS:
      return facts->last_7_days;
    case WINDOW:
      return facts->window;
    case URGENT:
      return facts->urgent_5_days;
    case USERS:
      return facts->users;
    case FIRST_SEEN:
      return facts->first_seen == HC_INSTANT_NONE ? -1 : facts->first_seen;
    case LAST_SEEN:
      return facts->last_seen == HC_INSTANT_NONE ? -1 : facts->last_seen;
    }
  return -1;
}

static char *
figure_text (HcCatalog *catalog, const HcRecordData *issue, Figure figure)
{
  gint64 value = figure_of (catalog, issue, figure);
  HcLaunch *launch = hc_record_list_launch (hc_catalog_list (catalog, HC_CATALOG_ISSUES));

  if (value < 0 || launch == NULL)
    return g_strdup ("");
  if (figure < FIRST_SEEN)
    return hc_format_count (value);
  return hc_format_instant (value, hc_launch_calendar (launch));
}

/* As HcRegisterColumn.compare: unknown stands last. */
static int
compare_values (gint64 x, gint64 y)
{
  if ((x < 0) != (y < 0))
    return x < 0 ? 2 : -2;
  return (x > y) - (x < y);
}

#define FIGURE(name, FIGURE_)                                                                      \
  static char *name##_text (const HcRecordData *issue, gpointer data)                              \
  {                                                                                                \
    return figure_text (data, issue, FIGURE_);                                                     \
  }                                                                                                \
  static int name##_compare (const HcRecordData *a, const HcRecordData *b, gpointer data)          \
  {                                                                                                \
    return compare_values (figure_of (data, a, FIGURE_), figure_of (data, b, FIGURE_));            \
  }

FIGURE (tickets, TICKETS)
FIGURE (open, OPEN)
FIGURE (last_7_days, LAST_7_DAYS)
FIGURE (window, WINDOW)
FIGURE (urgent, URGENT)
FIGURE (users, USERS)
FIGURE (first_seen, FIRST_SEEN)
FIGURE (last_seen, LAST_SEEN)

static char *
cohorts_text (const HcRecordData *issue, gpointer data)
{
  return hc_catalog_dup_cohorts (data, issue->id);
}

static char *
growth_text (const HcRecordData *issue, gpointer data)
{
  const HcDriver *driver = hc_catalog_driver_of (data, issue->id);

  return driver != NULL ? hc_driver_growth_text (driver) : g_strdup ("");
}

static const HcRegisterColumn columns[] = {
  { "cohorts", N_ ("Cohorts"), 11, .is_pasted = TRUE, .text = cohorts_text },
  { "window", N_ ("5 Days"), 6, TRUE, FALSE, window_text, window_compare },
  { "last_7_days", N_ ("Last 7 Days"), 6, TRUE, FALSE, last_7_days_text, last_7_days_compare },
  { "tickets", N_ ("Tickets"), 6, TRUE, FALSE, tickets_text, tickets_compare },
  { "open", N_ ("Open Tickets"), 6, TRUE, FALSE, open_text, open_compare },
  { "urgent", N_ ("P1/P2 in 5 Days"), 6, TRUE, FALSE, urgent_text, urgent_compare },
  { "users", N_ ("Users"), 6, TRUE, FALSE, users_text, users_compare },
  { "first_seen", N_ ("First Seen"), 12, FALSE, FALSE, first_seen_text, first_seen_compare },
  { "last_seen", N_ ("Last Seen"), 12, FALSE, FALSE, last_seen_text, last_seen_compare },
  { "growth", N_ ("Growth"), 18, .text = growth_text },
};

/* ---------------------------------------------------------------- looks */

static void
decorate_title (HcCatalog *catalog, const HcRecordData *issue, HcRegisterMark *mark)
{
  if (hc_catalog_is_blocker (catalog, issue))
    {
      mark->icon = "dialog-error-symbolic";
      mark->css = "hc-bad";
    }
}

static void
decorate_step (const HcRecordData *issue, HcRegisterMark *mark)
{
  if (!hc_issue_is_too_broad (hc_record_data_title (issue), hc_record_data_get (issue, "step_id")))
    return;
  mark->icon = "dialog-warning-symbolic";
  mark->css = "hc-warn";
  mark->text = g_strdup (_("Which step?"));
}

static void
decorate_action (const HcRecordData *issue, HcRegisterMark *mark)
{
  g_autofree char *warning = hc_issue_action_warning (issue);
  guint path = hc_catalog_path_of (issue);

  if (path > 0)
    mark->icon = paths[path].icon;
  mark->css = "hc-second";
  if (warning == NULL)
    return;
  mark->icon = "dialog-warning-symbolic";
  mark->css = "hc-warn";
}

static void
decorate_missing (const HcRecordData *issue, const char *field, HcRegisterMark *mark)
{
  if (hc_record_data_is_set (issue, field) || !hc_issue_is_open (issue))
    return;
  mark->icon = "dialog-warning-symbolic";
  mark->css = "hc-warn";
  mark->text = g_strdup (_("none"));
}

static void
decorate (const HcRecordData *issue, const char *column, HcRegisterMark *mark, gpointer data)
{
  gint64 severity = hc_record_data_get_int (issue, "severity", 0);

  if (g_str_equal (column, "severity"))
    {
      mark->icon = hc_catalog_severity_icon (severity, &mark->css);
      mark->text = g_strdup (hc_catalog_severity_label (severity));
    }
  else if (g_str_equal (column, "title"))
    decorate_title (data, issue, mark);
  else if (g_str_equal (column, "step_id"))
    decorate_step (issue, mark);
  else if (g_str_equal (column, "action"))
    decorate_action (issue, mark);
  else if (g_str_equal (column, "owner") || g_str_equal (column, "person_id"))
    decorate_missing (issue, column, mark);
  else if (g_str_equal (column, "due") && hc_catalog_is_overdue (data, issue))
    {
      mark->icon = "dialog-error-symbolic";
      mark->css = "hc-bad";
    }
}

/* ---------------------------------------------------------------- choices, order, commands */

/* Steps of the issue's workflow; without one, every step with its workflow. */
static char *
offer (const HcRecordData *issue, const HcField *field, const HcRecordData *candidate, gpointer data)
{
  HcCatalog *catalog = data;
  const char *workflow = issue != NULL ? hc_record_data_get (issue, "workflow_id") : NULL;
  const char *own;
  HcRecord *record;

  if (!g_str_equal (field->name, "step_id"))
    return g_strdup (hc_record_data_title (candidate));
  own = hc_record_data_get (candidate, "workflow_id");
  if (workflow != NULL)
    return g_strcmp0 (own, workflow) == 0 ? g_strdup (hc_record_data_title (candidate)) : NULL;
  record = hc_record_list_find (hc_catalog_list (catalog, HC_CATALOG_WORKFLOWS), own);
  /* TRANSLATORS: a step and the workflow that it belongs to */
  return g_strdup_printf (_("%s (%s)"), hc_record_data_title (candidate),
                          record != NULL ? hc_record_title (record) : "");
}

static guint
pin (const HcRecordData *issue, gpointer data)
{
  const HcDriver *driver = hc_catalog_driver_of (data, issue->id);

  return driver != NULL ? driver->rank : 0;
}

static void
set (const char *const *ids,
     const char *field,
     const char *value,
     const char *const *expected,
     GAsyncReadyCallback callback,
     gpointer user_data,
     gpointer data)
{
  hc_catalog_set_async (data, ids, field, value, expected, callback, user_data);
}

/* Cohorts with commas or semicolons, as our own copy has them. */
static GPtrArray *
split_cohorts (GPtrArray *pasted)
{
  GPtrArray *cohorts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < pasted->len; i++)
    {
      GPtrArray *texts = pasted->pdata[i];
      const char *text = texts->len > 0 ? texts->pdata[0] : NULL;

      g_ptr_array_add (cohorts, text != NULL ? g_strsplit_set (text, ",;\n", -1) : NULL);
    }
  return cohorts;
}

static void
add (GPtrArray *records,
     GPtrArray *pasted,
     GAsyncReadyCallback callback,
     gpointer user_data,
     gpointer data)
{
  g_autoptr (GPtrArray) cohorts = pasted != NULL ? split_cohorts (pasted) : NULL;

  hc_catalog_add_async (data, records, cohorts, callback, user_data);
}

static void
duplicate (const char *id, GAsyncReadyCallback callback, gpointer user_data, gpointer data)
{
  hc_catalog_duplicate_async (data, id, callback, user_data);
}

static void
remove_ids (const char *const *ids,
            GAsyncReadyCallback callback,
            gpointer user_data,
            gpointer data)
{
  hc_catalog_remove_async (data, ids, callback, user_data);
}

static char *
finish (GAsyncResult *result, GError **error, gpointer data)
{
  return hc_catalog_finish (data, result, error);
}

static const char *const marked[] = { "severity", "action", "owner", "person_id", "due", NULL };

const HcRegisterHooks hc_catalog_hooks = {
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
  .marked = marked,
  .decorate = decorate,
  .offer = offer,
  .pin = pin,
  .set = set,
  .add = add,
  .duplicate = duplicate,
  .remove = remove_ids,
  .finish = finish,
};
